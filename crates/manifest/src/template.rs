//! The syntax of variables: `${kind(parameter):address, fallback}` within text.
//!
//! `${Name}`, `${Table.Arn}` and `${AWS::Region}` are CloudFormation's and stay text, as in the
//! Serverless Framework. `\${kind:x}` is the text `${kind:x}`.
//!
//! Deliberately absent: what a variable comes to (`variable`).

use crate::node::Value;
use crate::scalar;

/// Variables inside each other.
const NESTING_MAX: usize = 16;

/// Text with variables in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Template(pub(crate) Vec<Part>);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Text(String),
    Variable(Variable),
}

/// The first source that has a value gives it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variable {
    /// As written, with `${` and `}`.
    pub(crate) text: String,
    pub(crate) sources: Vec<Source>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    Literal(Value),
    Call(Call),
    Nested(Variable),
}

/// `kind(parameter):address`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) kind: String,
    pub(crate) parameter: Option<Template>,
    pub(crate) address: Option<Template>,
}

/// What is wrong with a variable, and what to write instead.
#[derive(Debug, PartialEq)]
pub(crate) struct Fault {
    pub(crate) what: String,
    pub(crate) fix: String,
}

/// None where the text holds no variable and nothing escaped.
pub(crate) fn parse(text: &str) -> Result<Option<Template>, Fault> {
    if !text.contains("${") {
        return Ok(None);
    }
    let mut reader = Reader { rest: text, nesting: 0 };
    let template = reader.template(|_| false)?;
    match template.0.as_slice() {
        [] => Ok(None),
        [Part::Text(plain)] if plain == text => Ok(None),
        _ => Ok(Some(template)),
    }
}

struct Reader<'a> {
    rest: &'a str,
    nesting: usize,
}

impl<'a> Reader<'a> {
    /// Text and variables up to a character that ends it, or to the end.
    fn template(&mut self, ends: impl Fn(char) -> bool) -> Result<Template, Fault> {
        let mut parts = Vec::new();
        let mut text = String::new();
        while let Some(next) = self.rest.chars().next() {
            if ends(next) {
                break;
            }
            let slashes = self.rest.len() - self.rest.trim_start_matches('\\').len();
            if slashes > 0 && begins_variable(&self.rest[slashes..]) {
                text.push_str(&"\\".repeat(slashes / 2));
                self.rest = &self.rest[slashes..];
                if slashes % 2 == 1 {
                    text.push_str("${");
                    self.rest = &self.rest[2..];
                }
            } else if slashes == 0 && begins_variable(self.rest) {
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Variable(self.variable()?));
            } else {
                let length = if slashes > 0 { slashes } else { next.len_utf8() };
                text.push_str(&self.rest[..length]);
                self.rest = &self.rest[length..];
            }
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Template(parts))
    }

    /// At `${`.
    fn variable(&mut self) -> Result<Variable, Fault> {
        let start = self.rest;
        self.nesting += 1;
        if self.nesting > NESTING_MAX {
            return Err(fault("variables are nested too deeply", "name a part under `custom`"));
        }
        self.rest = &self.rest[2..];
        let mut sources = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            sources.push(self.source(start)?);
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                Some(',') => self.rest = &self.rest[1..],
                Some('}') => break,
                Some(_) => return Err(unreadable(start)),
                None => return Err(unclosed(start)),
            }
        }
        self.rest = &self.rest[1..];
        self.nesting -= 1;
        let text = start[..start.len() - self.rest.len()].to_string();
        Ok(Variable { text, sources })
    }

    fn source(&mut self, start: &str) -> Result<Source, Fault> {
        match self.rest.chars().next() {
            None => return Err(unclosed(start)),
            Some(quote @ ('\'' | '"')) => {
                let Some(end) = self.rest[1..].find(quote) else { return Err(unclosed(start)) };
                let literal = self.rest[1..=end].to_string();
                self.rest = &self.rest[end + 2..];
                return Ok(Source::Literal(Value::String(literal)));
            }
            Some('$') if begins_variable(self.rest) => return Ok(Source::Nested(self.variable()?)),
            Some(_) => {}
        }
        let length = kind_length(self.rest);
        let kind = &self.rest[..length];
        match self.rest[length..].chars().next() {
            Some('(' | ':') if length > 0 => {
                self.rest = &self.rest[length..];
                self.call(kind, start)
            }
            _ => self.bare(start),
        }
    }

    /// After the kind.
    fn call(&mut self, kind: &str, start: &str) -> Result<Source, Fault> {
        let mut parameter = None;
        if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            parameter = Some(self.template(|c| c == ')')?);
            self.rest = self.rest.strip_prefix(')').ok_or_else(|| unclosed(start))?;
        }
        let mut address = None;
        if let Some(rest) = self.rest.strip_prefix(':') {
            self.rest = rest;
            let mut template = self.template(|c| matches!(c, ',' | '}'))?;
            if let Some(Part::Text(last)) = template.0.last_mut() {
                last.truncate(last.trim_end().len());
            }
            if let Some(Part::Text(first)) = template.0.first_mut() {
                *first = first.trim_start().to_string();
            }
            address = Some(template);
        }
        Ok(Source::Call(Call { kind: kind.into(), parameter, address }))
    }

    /// A number, `true`, `false` or `null`.
    fn bare(&mut self, start: &str) -> Result<Source, Fault> {
        let end = self.rest.find([',', '}']).ok_or_else(|| unclosed(start))?;
        let word = self.rest[..end].trim_end();
        match scalar::plain(word) {
            Value::String(_) => Err(fault(
                format!("the fallback `{word}` of a variable is not understood"),
                format!("put quotes around it: '{word}'"),
            )),
            Value::Null if word.is_empty() => {
                Err(fault("a variable has an empty fallback", "write '' for an empty text"))
            }
            value => {
                self.rest = &self.rest[end..];
                Ok(Source::Literal(value))
            }
        }
    }
}

/// `${` and a kind that is followed by `(`, or by `:` but not `::`.
fn begins_variable(text: &str) -> bool {
    let Some(inside) = text.strip_prefix("${") else { return false };
    let inside = inside.trim_start();
    let length = kind_length(inside);
    let after = &inside[length..];
    length > 0 && (after.starts_with('(') || (after.starts_with(':') && !after.starts_with("::")))
}

fn kind_length(text: &str) -> usize {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let length = text.find(|c| !fits(c)).unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) { length } else { 0 }
}

fn fault(what: impl Into<String>, fix: impl Into<String>) -> Fault {
    Fault { what: what.into(), fix: fix.into() }
}

fn unclosed(start: &str) -> Fault {
    let shown: String = start.chars().take(40).collect();
    fault(format!("the variable `{shown}` has no end"), "close it with `}`")
}

fn unreadable(start: &str) -> Fault {
    let shown: String = start.chars().take(40).collect();
    fault(
        format!("the variable `{shown}` is not understood"),
        "write ${kind:address} or ${kind:address, 'default'}; for the text itself write \\${",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Ok(None) => "plain".into(),
            Ok(Some(template)) => show_template(&template),
            Err(fault) => fault.what,
        }
    }

    fn show_template(template: &Template) -> String {
        let show = |part: &Part| match part {
            Part::Text(text) => format!("'{text}'"),
            Part::Variable(variable) => show_variable(variable),
        };
        template.0.iter().map(show).collect::<Vec<_>>().join("+")
    }

    fn show_variable(variable: &Variable) -> String {
        let show = |source: &Source| match source {
            Source::Literal(value) => format!("{value:?}"),
            Source::Nested(variable) => show_variable(variable),
            Source::Call(call) => format!(
                "{}({}):{}",
                call.kind,
                call.parameter.as_ref().map(show_template).unwrap_or_default(),
                call.address.as_ref().map(show_template).unwrap_or_default()
            ),
        };
        format!("[{}]", variable.sources.iter().map(show).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn variables_and_what_is_none() {
        for (text, wanted) in [
            ("plain", "plain"),
            ("${AWS::Region}-${Table.Arn}-${!Literal}-${Name}", "plain"),
            ("${self:a.b}", "[self():'a.b']"),
            ("x-${ env:X , 'd, e' }-y", "'x-'+[env():'X'|String(\"d, e\")]+'-y'"),
            ("${opt:s, self:provider.s, 3}", "[opt():'s'|self():'provider.s'|Number(Number(3))]"),
            (
                "${self:c.${sls:stage}.x, ${env:Y}}",
                "[self():'c.'+[sls():'stage']+'.x'|[env():'Y']]",
            ),
            ("${file(./a b.yml):k.l}", "[file('./a b.yml'):'k.l']"),
            ("${file(./${sls:stage}.yml)}", "[file('./'+[sls():'stage']+'.yml'):]"),
            (r"\${self:a}", "'${self:a}'"),
            (r"\\${self:a}", r"'\'+[self():'a']"),
            ("${self:}", "[self():]"),
            ("${env:X, null}", "[env():'X'|Null]"),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn faults_are_named() {
        for (text, wanted) in [
            ("${self:a", "the variable `${self:a` has no end"),
            ("${file(a", "the variable `${file(a` has no end"),
            ("${env:X, dev}", "the fallback `dev` of a variable is not understood"),
            ("${env:X, }", "a variable has an empty fallback"),
            ("${env:X, 'a' b}", "the variable `${env:X, 'a' b}` is not understood"),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
        let deep = format!("{}x", "${self:".repeat(40));
        assert_eq!(shown(&deep), "variables are nested too deeply");
    }
}
