//! Text as a policy writes it: wildcards and `${variables}`, cut into pieces.
//!
//! Source: IAM user guide, "IAM policy elements: Variables and tags".

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `*`: any text, also none.
    Star,
    /// `?`: any one character.
    One,
    Text(String),
    Variable {
        key: String,
        default: Option<String>,
    },
}

/// What in a text is special.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// `${...}` is a variable: in documents of version 2012-10-17.
    pub variables: bool,
    /// `*` and `?` are wildcards.
    pub wildcards: bool,
}

/// Cuts `text`; adjacent text is one piece, as are adjacent stars.
pub(crate) fn cut(text: &str, reading: Reading) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if reading.variables
            && let Some((piece, after)) = variable(rest)
        {
            push(&mut pieces, piece);
            rest = after;
            continue;
        }
        let piece = match first {
            '*' if reading.wildcards => Piece::Star,
            '?' if reading.wildcards => Piece::One,
            other => Piece::Text(other.into()),
        };
        push(&mut pieces, piece);
        rest = &rest[first.len_utf8()..];
    }
    pieces
}

pub(crate) fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
        (Some(Piece::Star), Piece::Star) => {}
        (_, piece) => pieces.push(piece),
    }
}

/// The variable at the start of `text` and what follows it; none where `${` opens nothing.
fn variable(text: &str) -> Option<(Piece, &str)> {
    let (inside, after) = text.strip_prefix("${")?.split_once('}')?;
    let piece = match inside.split_once(',') {
        None if matches!(inside, "*" | "?" | "$") => Piece::Text(inside.into()),
        None => Piece::Variable { key: inside.trim().into(), default: None },
        Some((key, default)) => {
            let default = default.trim().strip_prefix('\'')?.strip_suffix('\'')?;
            Piece::Variable { key: key.trim().into(), default: Some(default.into()) }
        }
    };
    match &piece {
        Piece::Variable { key, .. } if key.is_empty() => None,
        _ => Some((piece, after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Reading = Reading { variables: true, wildcards: true };

    fn text(text: &str) -> Piece {
        Piece::Text(text.into())
    }

    fn var(key: &str, default: Option<&str>) -> Piece {
        Piece::Variable { key: key.into(), default: default.map(Into::into) }
    }

    #[test]
    fn cuts_at_wildcards_and_variables() {
        let cases: &[(&str, Vec<Piece>)] = &[
            ("", vec![]),
            ("abc", vec![text("abc")]),
            ("a*b?", vec![text("a"), Piece::Star, text("b"), Piece::One]),
            ("a***", vec![text("a"), Piece::Star]),
            (
                "home/${aws:username}/*",
                vec![text("home/"), var("aws:username", None), text("/"), Piece::Star],
            ),
            ("${a, 'd e'}", vec![var("a", Some("d e"))]),
            ("x${*}${?}${$}", vec![text("x*?$")]),
            ("${", vec![text("${")]),
            ("${}", vec![text("${}")]),
            ("${a, d}", vec![text("${a, d}")]),
        ];
        for (input, pieces) in cases {
            assert_eq!(&cut(input, ALL), pieces, "{input}");
        }
    }

    #[test]
    fn older_documents_have_no_variables() {
        let reading = Reading { variables: false, wildcards: true };
        assert_eq!(cut("${aws:x}*", reading), vec![text("${aws:x}"), Piece::Star]);
    }

    #[test]
    fn exact_comparisons_have_no_wildcards() {
        let reading = Reading { variables: true, wildcards: false };
        assert_eq!(cut("a*?", reading), vec![text("a*?")]);
    }
}
