//! ARN patterns: six parts, each compared for itself; only the last may reach across colons.
//!
//! Source: IAM user guide, "IAM JSON policy elements: Resource" and "Amazon Resource Name (ARN)
//! condition operators".

use crate::pattern::{Case, Pattern};
use crate::request::Request;
use crate::template::{self, Piece, Reading};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArnPattern {
    Any,
    Parts(Box<[Pattern; 6]>),
}

impl ArnPattern {
    /// Parts that are missing at the end are `*`.
    pub fn new(text: &str, variables: bool) -> ArnPattern {
        let pieces = template::cut(text, Reading { variables, wildcards: true });
        if pieces == [Piece::Star] {
            return ArnPattern::Any;
        }
        let mut parts = vec![Vec::new()];
        for piece in pieces {
            let Piece::Text(text) = piece else {
                put(&mut parts, piece);
                continue;
            };
            let colons_left = 6 - parts.len();
            for (index, part) in text.splitn(colons_left + 1, ':').enumerate() {
                if index > 0 {
                    parts.push(Vec::new());
                }
                if !part.is_empty() {
                    put(&mut parts, Piece::Text(part.into()));
                }
            }
        }
        parts.resize_with(6, || vec![Piece::Star]);
        let mut compiled = parts.into_iter().map(Pattern::compile);
        ArnPattern::Parts(Box::new(std::array::from_fn(|_| {
            compiled.next().unwrap_or(Pattern::Any)
        })))
    }

    /// The keys of its variables.
    pub fn keys(&self, found: &mut dyn FnMut(&str)) {
        if let ArnPattern::Parts(parts) = self {
            parts.iter().for_each(|part| part.keys(found));
        }
    }

    /// `parts` as [`split`] gives them.
    pub fn matches(&self, parts: Option<&[&str; 6]>, request: &Request<'_>) -> bool {
        let patterns = match self {
            ArnPattern::Any => return true,
            ArnPattern::Parts(patterns) => patterns,
        };
        let Some(parts) = parts else { return false };
        // From the end: the resource differs most often.
        patterns
            .iter()
            .zip(parts)
            .rev()
            .all(|(pattern, part)| pattern.matches(part, Case::Sensitive, request))
    }
}

fn put(parts: &mut [Vec<Piece>], piece: Piece) {
    if let Some(last) = parts.last_mut() {
        template::push(last, piece);
    }
}

/// The six parts of an ARN; none where the text is not one.
pub(crate) fn split(arn: &str) -> Option<[&str; 6]> {
    let mut parts = arn.splitn(6, ':');
    let mut split = [""; 6];
    for part in &mut split {
        *part = parts.next()?;
    }
    (split[0] == "arn").then_some(split)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::principal::Principal;
    use crate::request::Facts;

    #[test]
    fn parts_are_compared_for_themselves() {
        let principal = Principal::root("000000000000");
        let facts = Facts::new().with("x:team", "red");
        let table = "arn:aws:dynamodb:us-east-1:000000000000:table/users";
        let cases = [
            ("*", table, true),
            ("*", "*", true),
            (table, table, true),
            ("arn:aws:dynamodb:*:*:table/users", table, true),
            ("arn:aws:dynamodb:us-east-1:*:table/users", table, true),
            ("arn:aws:dynamodb:us-*:*:table/user?", table, true),
            ("arn:*:dynamodb:*:*:table/*", table, true),
            ("arn:aws:dynamodb:*:*:table/USERS", table, false),
            ("arn:aws:dynamodb:*:*:table/use", table, false),
            ("arn:aws:dynamodb:*:*:table/users/*", table, false),
            ("arn:aws:dynamodb:eu-west-1:*:table/users", table, false),
            ("arn:aws:s3:*:*:table/users", table, false),
            // A star in a part in the middle stays in it.
            ("arn:aws:dynamodb:*:table/users", table, false),
            // A star in the last part crosses slashes and colons.
            ("arn:aws:lambda:*:*:function:*", "arn:aws:lambda:r:a:function:f:1", true),
            ("arn:aws:lambda:*:*:func*", "arn:aws:lambda:r:a:function:f:1", true),
            ("arn:aws:lambda:*:*:function:f", "arn:aws:lambda:r:a:function:f:1", false),
            ("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b:c", true),
            ("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket", false),
            ("arn:aws:s3:::bucket*", "arn:aws:s3:::bucket", true),
            // Parts that are missing are completed.
            ("arn:aws:sqs", "arn:aws:sqs:us-east-1:000000000000:q", true),
            ("arn:aws:sqs:us-east-1", "arn:aws:sqs:us-east-1:000000000000:q", true),
            ("arn:aws:sqs:us-east-1", "arn:aws:sqs:eu-west-1:000000000000:q", false),
            ("arn:aws:s3:::${x:team}-*", "arn:aws:s3:::red-1", true),
            ("arn:aws:s3:::${x:team}-*", "arn:aws:s3:::blue-1", false),
            ("arn:aws:s3:::${x:none}-*", "arn:aws:s3:::-1", false),
            ("arn:aws:s3:::x${*}", "arn:aws:s3:::x*", true),
            ("arn:aws:s3:::x${*}", "arn:aws:s3:::xy", false),
            ("arn:aws:s3:::b", "*", false),
            ("arn:aws:s3:::*", "no arn", false),
        ];
        for (pattern, resource, expected) in cases {
            let request = Request::new(&principal, "s:A", resource).under(&facts);
            let matched = ArnPattern::new(pattern, true).matches(request.parts.as_ref(), &request);
            assert_eq!(matched, expected, "{pattern} on {resource}");
        }
    }
}
