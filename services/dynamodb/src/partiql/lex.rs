//! A statement's text as tokens, each with its place.

use super::malformed;
use super::syntax::At;
use crate::invalid::Checked;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A keyword or a name without quotes.
    Word(&'a str),
    /// A name in double quotes, without them.
    Quoted(String),
    /// A string in single quotes, without them.
    Text(String),
    /// A number without a sign.
    Number(&'a str),
    /// `?`.
    Parameter,
    Symbol(&'static str),
    End,
}

/// The longer of two that begin alike comes first.
const SYMBOLS: [&str; 24] = [
    "<<", ">>", "<=", ">=", "<>", "!=", "||", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",",
    ".", ":", ";", "*", "+", "-", "/",
];

pub fn tokens(text: &str) -> Checked<Vec<(Token<'_>, At)>> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut place = Place { line: 1, column: 1 };
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match blank(rest, first)? {
            0 => {
                let (token, length) = token(rest, first)?;
                tokens.push((token, place.of(&rest[..length])));
                length
            }
            length => length,
        };
        place.pass(&rest[..length]);
        at += length;
    }
    tokens.push((Token::End, place.of("")));
    Ok(tokens)
}

/// Line and column, both from one, in characters.
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    fn of(&self, token: &str) -> At {
        At { line: self.line, column: self.column, length: token.chars().count() }
    }

    fn pass(&mut self, text: &str) {
        for character in text.chars() {
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
    }
}

/// Bytes of the white space or the comment that is next; none where a token is.
fn blank(rest: &str, first: char) -> Checked<usize> {
    if matches!(first, ' ' | '\t' | '\r' | '\n') {
        return Ok(1);
    }
    if rest.starts_with("--") {
        return Ok(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        let end = rest.find("*/").ok_or_else(|| malformed(""))?;
        return Ok(end + "*/".len());
    }
    Ok(0)
}

fn token(rest: &str, first: char) -> Checked<(Token<'_>, usize)> {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    match first {
        'a'..='z' | 'A'..='Z' | '_' | '$' => {
            let length = rest.bytes().take_while(|byte| word(*byte)).count();
            Ok((Token::Word(&rest[..length]), length))
        }
        '"' => quoted(rest, '"').map(|(text, length)| (Token::Quoted(text), length)),
        '\'' => quoted(rest, '\'').map(|(text, length)| (Token::Text(text), length)),
        '?' => Ok((Token::Parameter, 1)),
        '0'..='9' => number(rest),
        '.' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => number(rest),
        _ => match SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)) {
            Some(symbol) => Ok((Token::Symbol(symbol), symbol.len())),
            None => Err(malformed("")),
        },
    }
}

/// What stands between two marks; a doubled mark stands for one.
fn quoted(rest: &str, mark: char) -> Checked<(String, usize)> {
    let mut text = String::new();
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character != mark {
            text.push(character);
        } else if characters.next_if(|(_, next)| *next == mark).is_some() {
            text.push(mark);
        } else {
            return Ok((text, at + 1));
        }
    }
    Err(malformed(""))
}

/// Digits, a fraction, an exponent. One that a decimal of 32-bit scale cannot hold is none.
fn number(rest: &str) -> Checked<(Token<'_>, usize)> {
    let bytes = rest.as_bytes();
    let digits =
        |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut fraction = 0;
    if bytes.get(end) == Some(&b'.') {
        let start = end + 1;
        end = digits(start);
        fraction = end - start;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let start = end + 1;
        let sign = usize::from(matches!(bytes.get(start), Some(b'+' | b'-')));
        end = digits(start + sign);
        let exponent: i32 = rest[start..end].parse().map_err(|_| malformed(""))?;
        let scale = fraction as i64 - i64::from(exponent);
        i32::try_from(scale).map_err(|_| malformed(""))?;
    }
    Ok((Token::Number(&rest[..end]), end))
}
