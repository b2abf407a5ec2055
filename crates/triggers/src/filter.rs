//! Which items a function wants to see. Pure.
//!
//! Patterns look at an item's record. What the item's sender wrote is a text there; where a pattern
//! looks into it, it is read as JSON first. A text that is no JSON object never matches a pattern
//! for one, and a JSON object never one for a text: so Lambda's guide says ("Properly filtering
//! messages").

use pattern::{Form, Pattern};
use serde_json::Value;

/// The filters of a mapping, of which one must match.
#[derive(Debug)]
pub struct Filter {
    patterns: Vec<Pattern>,
    data_key: &'static str,
}

impl Filter {
    /// Patterns were checked when the mapping was made; one that cannot be read matches nothing.
    pub fn of(patterns: &[String], data_key: &'static str) -> Option<Filter> {
        if patterns.is_empty() {
            return None;
        }
        let read = |text: &String| match Pattern::read(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                tracing::error!("a filter pattern that was taken cannot be read: {error}");
                None
            }
        };
        Some(Filter { patterns: patterns.iter().filter_map(read).collect(), data_key })
    }

    pub fn wants(&self, record: &[u8]) -> bool {
        let Ok(mut record) = serde_json::from_slice::<Value>(record) else { return false };
        let data = record.get_mut(self.data_key);
        let object = data.and_then(|data| {
            let read: Value = serde_json::from_str(data.as_str()?).ok()?;
            (read.is_object() || read.is_array()).then(|| *data = read)
        });
        let is_object = object.is_some();
        self.patterns.iter().any(|pattern| {
            let fits = match pattern.form(self.data_key) {
                Some(Form::Object) => is_object,
                Some(Form::Value) => !is_object,
                None => true,
            };
            fits && pattern.matches(&record)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_and_objects_are_told_apart() {
        let object = r#"{"body": {"a": ["x"]}}"#;
        let text = r#"{"body": ["x", "{}"]}"#;
        let nothing = r#"{"body": {"a": [{"exists": false}]}}"#;
        let not = r#"{"body": [{"exists": false}]}"#;
        let other = r#"{"attributes": {"SenderId": ["me"]}}"#;
        for (pattern, body, wanted) in [
            (object, r#"{"a": "x"}"#, true),
            (object, r#"{"a": "y"}"#, false),
            (object, "x", false),
            (object, r#"[{"a": "x"}]"#, true),
            (text, "x", true),
            (text, "y", false),
            // JSON, so that no pattern for a text fits.
            (text, "{}", false),
            (nothing, "plain", false),
            (nothing, "{}", true),
            (not, "{}", false),
            (not, "plain", false),
            (other, "plain", true),
            (other, "{}", true),
        ] {
            let filter = Filter::of(&[pattern.to_owned()], "body").unwrap();
            let record = json!({"body": body, "attributes": {"SenderId": "me"}}).to_string();
            assert_eq!(filter.wants(record.as_bytes()), wanted, "{pattern} {body}");
        }
    }

    #[test]
    fn one_of_several_filters_is_enough_and_none_wants_everything() {
        let patterns = [r#"{"body": ["x"]}"#.to_owned(), r#"{"body": {"a": [1]}}"#.to_owned()];
        let filter = Filter::of(&patterns, "body").unwrap();
        let wants = |body: &str| filter.wants(json!({"body": body}).to_string().as_bytes());
        assert!(wants("x") && wants(r#"{"a": 1}"#));
        assert!(!wants("z") && !wants(r#"{"a": 2}"#));
        assert!(Filter::of(&[], "body").is_none());
    }
}
