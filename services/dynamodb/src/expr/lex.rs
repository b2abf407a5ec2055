//! An expression's text as tokens, and the words of a syntax error.

use crate::invalid::{Checked, Invalid};

/// One token. The text is a slice of the expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Letters, digits and underscores, a letter first: a name, a function or a keyword.
    Word(&'a str),
    /// `#name`.
    NameRef(&'a str),
    /// `:value`.
    ValueRef(&'a str),
    Digits(&'a str),
    /// Punctuation or a comparator.
    Symbol(&'static str),
    /// What no expression holds.
    Stray,
    End,
}

const SYMBOLS: [&str; 14] =
    ["<>", "<=", ">=", "<", ">", "=", "(", ")", "[", "]", ",", ".", "+", "-"];

/// Tokens with a place between them.
pub struct Cursor<'a> {
    text: &'a str,
    /// Each with where it begins and ends.
    tokens: Vec<(Token<'a>, usize, usize)>,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Cursor<'a> {
        let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if matches!(first, ' ' | '\t' | '\r' | '\n') {
                at += 1;
                continue;
            }
            let (token, length) = token(&text[at..], first);
            tokens.push((token, at, at + length));
            at += length;
        }
        tokens.push((Token::End, text.len(), text.len()));
        Cursor { text, tokens, at: 0 }
    }

    pub fn peek(&self) -> Token<'a> {
        self.tokens[self.at].0
    }

    /// How many tokens have been taken.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The token after the next.
    pub fn peek_second(&self) -> Token<'a> {
        self.tokens.get(self.at + 1).map_or(Token::End, |token| token.0)
    }

    pub fn next(&mut self) -> Token<'a> {
        let token = self.peek();
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
        token
    }

    /// Takes this symbol if it is next.
    pub fn eat(&mut self, symbol: &str) -> bool {
        let is_next = self.peek() == Token::Symbol(intern(symbol));
        if is_next {
            self.next();
        }
        is_next
    }

    pub fn expect(&mut self, symbol: &str) -> Checked<()> {
        if self.eat(symbol) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Whether this keyword is next, in whatever case.
    pub fn sees_keyword(&self, keyword: &str) -> bool {
        matches!(self.peek(), Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    pub fn eat_keyword(&mut self, keyword: &str) -> bool {
        let is_next = self.sees_keyword(keyword);
        if is_next {
            self.next();
        }
        is_next
    }

    pub fn expect_end(&self) -> Checked<()> {
        if self.peek() == Token::End { Ok(()) } else { Err(self.unexpected()) }
    }

    /// The syntax error at the next token, with its neighbours as AWS shows them.
    pub fn unexpected(&self) -> Invalid {
        let (token, start, end) = self.tokens[self.at];
        let shown = if token == Token::End { "<EOF>" } else { &self.text[start..end] };
        let from = self.at.checked_sub(1).map_or(start, |before| self.tokens[before].1);
        let to = match self.tokens.get(self.at + 1) {
            Some((Token::End, ..)) | None => end,
            Some((_, _, end)) => *end,
        };
        let near = self.text[from..to].trim_end();
        Invalid::from(format!("Syntax error; token: \"{shown}\", near: \"{near}\""))
    }
}

fn intern(symbol: &str) -> &'static str {
    SYMBOLS.into_iter().find(|known| *known == symbol).unwrap_or("")
}

fn token(rest: &str, first: char) -> (Token<'_>, usize) {
    let run = |from: usize, of: fn(u8) -> bool| {
        from + rest.as_bytes()[from..].iter().take_while(|byte| of(**byte)).count()
    };
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match first {
        'a'..='z' | 'A'..='Z' => {
            let end = run(1, word);
            (Token::Word(&rest[..end]), end)
        }
        '0'..='9' => {
            let end = run(1, |byte| byte.is_ascii_digit());
            (Token::Digits(&rest[..end]), end)
        }
        '#' | ':' => {
            let end = run(1, word);
            let reference = &rest[..end];
            match first {
                _ if end == 1 => (Token::Stray, 1),
                '#' => (Token::NameRef(reference), end),
                _ => (Token::ValueRef(reference), end),
            }
        }
        _ => match SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)) {
            Some(symbol) => (Token::Symbol(symbol), symbol.len()),
            None => (Token::Stray, first.len_utf8()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error at the n-th token.
    fn error(text: &str, at: usize) -> String {
        let mut cursor = Cursor::new(text);
        for _ in 0..at {
            cursor.next();
        }
        cursor.unexpected().0.into_owned()
    }

    #[test]
    fn splits_an_expression() {
        use Token::{Digits, End, NameRef, Symbol, ValueRef, Word};
        let cursor = Cursor::new("SET #a.b[10]<>:v_1 ");
        let tokens: Vec<_> = cursor.tokens.iter().map(|token| token.0).collect();
        assert_eq!(
            tokens,
            [
                Word("SET"),
                NameRef("#a"),
                Symbol("."),
                Word("b"),
                Symbol("["),
                Digits("10"),
                Symbol("]"),
                Symbol("<>"),
                ValueRef(":v_1"),
                End
            ]
        );
    }

    #[test]
    fn shows_an_error_with_its_neighbours() {
        for (text, at, said) in [
            ("INVALID SYNTAX HERE", 0, "token: \"INVALID\", near: \"INVALID SYNTAX\""),
            ("ADD hits : incr", 2, "token: \":\", near: \"hits : incr\""),
            ("SET", 1, "token: \"<EOF>\", near: \"SET\""),
            ("f(x, 0)", 4, "token: \"0\", near: \", 0)\""),
            ("!!! x", 0, "token: \"!\", near: \"!!\""),
            ("a, #, b", 2, "token: \"#\", near: \", #,\""),
            ("size()", 2, "token: \")\", near: \"()\""),
            ("é = :v", 0, "token: \"é\", near: \"é =\""),
            ("", 0, "token: \"<EOF>\", near: \"\""),
        ] {
            assert_eq!(error(text, at), format!("Syntax error; {said}"), "{text}");
        }
    }
}
