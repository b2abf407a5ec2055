//! A service's `ops.toml`: what of its API is here. Only the TOML that these files need: strings
//! and lists of strings under plain keys.

use super::Result;

#[derive(Debug, Default)]
pub struct Settings {
    /// The model's folder under botocore's data: `dynamodb/2012-08-10`.
    pub model: String,
    /// The version of botocore whose model is meant.
    pub botocore: String,
    pub operations: Vec<String>,
    /// Structures of which exactly one member is set, where the model does not say so.
    pub unions: Vec<String>,
    /// The order in which AWS's messages list the values of an enumeration, where it is not the
    /// model's: `ScalarAttributeType: B N S`.
    pub enum_order: Vec<(String, Vec<String>)>,
    /// Rules of the model that the service checks itself, in words or an order of its own:
    /// `KeyList.max`, or `CreateTableInput.TableName` for a member that is required.
    pub own_checks: Vec<(String, String)>,
    /// Codes and statuses of errors, where the model does not say them: `OverLimit: OverLimit 403`.
    pub error_codes: Vec<ErrorCode>,
    /// What stands before `#` in an error's `__type`.
    pub error_namespace: String,
}

/// What an error structure goes by.
#[derive(Debug)]
pub struct ErrorCode {
    pub name: String,
    pub code: String,
    pub status: u64,
}

impl ErrorCode {
    fn parse(text: &str) -> Option<ErrorCode> {
        let (name, rest) = text.split_once(':')?;
        let (code, status) = rest.trim().split_once(' ')?;
        Some(ErrorCode { name: name.into(), code: code.into(), status: status.parse().ok()? })
    }
}

impl Settings {
    pub fn parse(text: &str) -> Result<Settings> {
        let mut settings = Settings::default();
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |what: &str| format!("ops.toml:{}: {what}", number + 1);
            let (key, value) = line.split_once('=').ok_or(wrong("expected KEY = VALUE"))?;
            let mut value = value.trim().to_owned();
            while value.starts_with('[') && !value.ends_with(']') {
                let (_, more) = lines.next().ok_or(wrong("the list has no end"))?;
                value.push_str(more.split('#').next().unwrap_or_default().trim());
            }
            let values = strings(&value).ok_or(wrong("expected strings in double quotes"))?;
            let one = || values.first().cloned().unwrap_or_default();
            match key.trim() {
                "model" => settings.model = one(),
                "botocore" => settings.botocore = one(),
                "error_namespace" => settings.error_namespace = one(),
                "operations" => settings.operations = values,
                "unions" => settings.unions = values,
                "own_checks" => {
                    for rule in values {
                        let (shape, rule) =
                            rule.split_once('.').ok_or(wrong("expected \"Shape.rule\""))?;
                        settings.own_checks.push((shape.to_owned(), rule.to_owned()));
                    }
                }
                "error_codes" => {
                    for given in values {
                        let given = ErrorCode::parse(&given)
                            .ok_or(wrong("expected \"Name: Code status\""))?;
                        settings.error_codes.push(given);
                    }
                }
                "enum_order" => {
                    for order in values {
                        let (name, order) =
                            order.split_once(':').ok_or(wrong("expected \"Name: A B C\""))?;
                        let order = order.split_whitespace().map(String::from).collect();
                        settings.enum_order.push((name.to_owned(), order));
                    }
                }
                other => return Err(wrong(&format!("unknown key {other}"))),
            }
        }
        if settings.model.is_empty() || settings.botocore.is_empty() {
            return Err("ops.toml: `model` and `botocore` are needed".into());
        }
        settings.operations.sort();
        Ok(settings)
    }
}

/// `"one"` or `["one", "two"]`.
fn strings(value: &str) -> Option<Vec<String>> {
    let inner = match value.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?,
        None => value,
    };
    inner
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| Some(item.strip_prefix('"')?.strip_suffix('"')?.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lists_over_several_lines() {
        let text = "# note\nmodel = \"a/1\"\nbotocore = \"1.2\"\n\
                    operations = [\n  \"B\",\n  \"A\", # x\n]\n";
        let settings = Settings::parse(text).unwrap();
        assert_eq!(settings.operations, ["A", "B"]);
        assert_eq!(settings.model, "a/1");
    }

    #[test]
    fn says_where_it_does_not_understand() {
        let text = "model = \"a\"\nbotocore = 1\n";
        assert_eq!(
            Settings::parse(text).unwrap_err(),
            "ops.toml:2: expected strings in double quotes"
        );
        assert!(Settings::parse("x = \"y\"").unwrap_err().contains("unknown key x"));
    }
}
