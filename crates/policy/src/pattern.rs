//! Wildcard patterns, compiled once and matched without allocation unless they hold variables.
//!
//! Matching never goes back over a star: each run of pieces between two stars is found leftmost
//! once. Work is bounded by the text's length times the longest such run, and by their sum where
//! the run has no `?`.

use crate::request::Request;
use crate::template::{self, Piece, Reading};

/// A compiled pattern for one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    Any,
    Exact(String),
    /// Text and then anything.
    Prefix(String),
    Glob(Vec<Piece>),
    /// Holds variables: completed from the request each time.
    Template(Vec<Piece>),
}

/// How letters compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Sensitive,
    /// ASCII letters are equal in either case.
    Ignored,
}

impl Pattern {
    pub fn new(text: &str, reading: Reading) -> Pattern {
        Pattern::compile(template::cut(text, reading))
    }

    pub fn compile(pieces: Vec<Piece>) -> Pattern {
        if pieces.iter().any(|piece| matches!(piece, Piece::Variable { .. })) {
            return Pattern::Template(pieces);
        }
        match pieces.as_slice() {
            [] => Pattern::Exact(String::new()),
            [Piece::Star] => Pattern::Any,
            [Piece::Text(text)] => Pattern::Exact(text.clone()),
            [Piece::Text(text), Piece::Star] => Pattern::Prefix(text.clone()),
            _ => Pattern::Glob(pieces),
        }
    }

    /// The keys of its variables.
    pub fn keys(&self, found: &mut dyn FnMut(&str)) {
        let Pattern::Template(pieces) = self else { return };
        for piece in pieces {
            if let Piece::Variable { key, .. } = piece {
                found(key);
            }
        }
    }

    pub fn matches(&self, text: &str, case: Case, request: &Request<'_>) -> bool {
        match self {
            Pattern::Any => true,
            Pattern::Exact(exact) => exact.len() == text.len() && starts(text, exact, case),
            Pattern::Prefix(prefix) => starts(text, prefix, case),
            Pattern::Glob(pieces) => glob(pieces, text, case),
            Pattern::Template(pieces) => match complete(pieces, request) {
                Some(pieces) => glob(&pieces, text, case),
                None => false,
            },
        }
    }
}

/// The pieces with every variable replaced by its value, which is literal. None where a variable
/// has no value, no single value, and no default: such a pattern equals nothing.
fn complete(pieces: &[Piece], request: &Request<'_>) -> Option<Vec<Piece>> {
    let mut complete = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let piece = match piece {
            Piece::Variable { key, default } => {
                let values = request.lookup(key);
                match (values.as_ref().map(|values| values.as_slice()), default) {
                    (Some([value]), _) => Piece::Text(value.to_string()),
                    (_, Some(default)) => Piece::Text(default.clone()),
                    (_, None) => return None,
                }
            }
            other => other.clone(),
        };
        template::push(&mut complete, piece);
    }
    Some(complete)
}

fn glob(pieces: &[Piece], text: &str, case: Case) -> bool {
    let stars = pieces.iter().filter(|piece| **piece == Piece::Star).count();
    let mut runs = pieces.split(|piece| *piece == Piece::Star);
    let head = runs.next().unwrap_or_default();
    let Some(mut rest) = run_at_start(head, text, case) else { return false };
    if stars == 0 {
        return rest.is_empty();
    }
    for run in runs.by_ref().take(stars - 1) {
        match run_anywhere(run, rest, case) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    run_at_end(runs.next().unwrap_or_default(), rest, case)
}

/// What follows `run` where it stands at the start of `text`.
fn run_at_start<'t>(run: &[Piece], text: &'t str, case: Case) -> Option<&'t str> {
    let mut rest = text;
    for piece in run {
        rest = match piece {
            Piece::Text(part) if starts(rest, part, case) => &rest[part.len()..],
            Piece::One => {
                let first = rest.chars().next()?;
                &rest[first.len_utf8()..]
            }
            _ => return None,
        };
    }
    Some(rest)
}

/// What follows the leftmost place where `run` stands in `text`.
fn run_anywhere<'t>(run: &[Piece], text: &'t str, case: Case) -> Option<&'t str> {
    if let ([Piece::Text(part)], Case::Sensitive) = (run, case) {
        return text.find(part.as_str()).map(|at| &text[at + part.len()..]);
    }
    let mut rest = text;
    loop {
        if let Some(after) = run_at_start(run, rest, case) {
            return Some(after);
        }
        let first = rest.chars().next()?;
        rest = &rest[first.len_utf8()..];
    }
}

fn run_at_end(run: &[Piece], text: &str, case: Case) -> bool {
    let mut rest = text;
    for piece in run.iter().rev() {
        rest = match piece {
            Piece::Text(part) => {
                let Some(at) = rest.len().checked_sub(part.len()) else { return false };
                match rest.get(at..) {
                    Some(end) if starts(end, part, case) => &rest[..at],
                    _ => return false,
                }
            }
            _ => match rest.chars().next_back() {
                Some(last) => &rest[..rest.len() - last.len_utf8()],
                None => return false,
            },
        };
    }
    true
}

fn starts(text: &str, part: &str, case: Case) -> bool {
    match case {
        Case::Sensitive => text.starts_with(part),
        Case::Ignored => {
            text.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::principal::Principal;
    use crate::request::Facts;

    const WILD: Reading = Reading { variables: true, wildcards: true };

    fn is(pattern: &str, text: &str, case: Case) -> bool {
        let principal = Principal::root("000000000000");
        let facts = Facts::new().with("s3:prefix", "a*b").with("x:y", "v");
        let request = Request::new(&principal, "s:A", "*").under(&facts);
        Pattern::new(pattern, WILD).matches(text, case, &request)
    }

    #[test]
    fn wildcards() {
        let cases = [
            ("*", "", true),
            ("*", "anything", true),
            ("", "", true),
            ("", "a", false),
            ("abc", "abc", true),
            ("abc", "abcd", false),
            ("abc", "ab", false),
            ("a*", "a", true),
            ("a*", "b", false),
            ("*a", "bca", true),
            ("*a", "bcab", false),
            ("a*c", "abbc", true),
            ("a*c", "ac", true),
            ("a*c", "acb", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXcYb", false),
            ("*ab*ab", "abab", true),
            ("*ab*ab", "ab", false),
            ("ab*ba", "aba", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("?", "ä", true),
            ("?", "", false),
            ("??", "ä", false),
            ("*?", "", false),
            ("*?", "x", true),
            ("*?*?*", "x", false),
            ("*?*?*", "xy", true),
            ("*b?d*", "abcabcd", true),
            ("*b?d", "abcdabd", false),
            ("*?d", "ad", true),
            ("ABC", "abc", false),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(is(pattern, text, Case::Sensitive), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn letters_in_either_case() {
        for (pattern, text, expected) in [
            ("dynamodb:getitem", "dynamodb:GetItem", true),
            ("DynamoDB:Get*", "dynamodb:GetItem", true),
            ("*:*ITEM", "dynamodb:GetItem", true),
            ("*:Put*", "dynamodb:GetItem", false),
        ] {
            assert_eq!(is(pattern, text, Case::Ignored), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn a_variable_is_its_value_and_its_value_is_literal() {
        for (pattern, text, expected) in [
            ("${s3:prefix}", "a*b", true),
            ("${s3:prefix}", "axb", false),
            ("home/${x:y}/*", "home/v/file", true),
            ("home/${x:y}/*", "home/w/file", false),
            ("${no:key}", "", false),
            ("${no:key}*", "", false),
            ("${no:key, 'd'}", "d", true),
            ("${x:y, 'd'}", "v", true),
            ("${X:Y}", "v", true),
        ] {
            assert_eq!(is(pattern, text, Case::Sensitive), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_takes_no_longer_than_its_size() {
        let pattern = "*a".repeat(2_000) + "b";
        let text = "a".repeat(20_000);
        assert!(!is(&pattern, &text, Case::Sensitive));
        assert!(!is(&pattern, &text, Case::Ignored));
    }

    /// The definition, slow and plain.
    fn oracle(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (Some(('*', more)), None) => oracle(more, text),
            (Some(('*', more)), Some((_, rest))) => oracle(more, text) || oracle(pattern, rest),
            (Some(('?', more)), Some((_, rest))) => oracle(more, rest),
            (Some((a, more)), Some((b, rest))) => a == b && oracle(more, rest),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(pattern in "[ab*?]{0,8}", text in "[abä]{0,10}") {
            let slow = oracle(
                &pattern.chars().collect::<Vec<_>>(),
                &text.chars().collect::<Vec<_>>(),
            );
            prop_assert_eq!(is(&pattern, &text, Case::Sensitive), slow);
            prop_assert_eq!(is(&pattern, &text, Case::Ignored), slow);
        }
    }
}
