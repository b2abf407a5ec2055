//! Patterns over paths, as packages are described with: `*`, `**`, `?`, `[a-z]`, `{a,b}`.
//!
//! A name that begins with a dot is a name like any other. Deliberately absent: `!(a|b)` and its
//! kin.

/// What `{a,b}` may come to. Braces multiply.
const ALTERNATIVES_MAX: usize = 256;

/// One pattern, ready to be matched.
#[derive(Debug)]
pub(crate) struct Glob {
    /// Each a list of parts between slashes.
    alternatives: Vec<Vec<Part>>,
}

#[derive(Debug)]
enum Part {
    /// `**`: any number of parts.
    Any,
    One(Vec<Token>),
}

#[derive(Debug)]
enum Token {
    Char(char),
    /// `?`
    One,
    /// `*`
    Many,
    /// `[a-z]`, `[!a-z]`
    Class(bool, Vec<(char, char)>),
}

impl Glob {
    pub(crate) fn new(pattern: &str) -> Glob {
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        let pattern = pattern.trim_start_matches('/');
        let alternatives = expand(pattern)
            .iter()
            .map(|alternative| {
                alternative
                    .split('/')
                    .map(|part| if part == "**" { Part::Any } else { Part::One(tokens(part)) })
                    .collect()
            })
            .collect();
        Glob { alternatives }
    }

    pub(crate) fn matches(&self, path: &str) -> bool {
        let names: Vec<Vec<char>> = path.split('/').map(|name| name.chars().collect()).collect();
        self.alternatives.iter().any(|parts| matches_parts(parts, &names))
    }
}

/// Row by row, so that no pattern costs more than its length times the path's.
fn matches_parts(parts: &[Part], names: &[Vec<char>]) -> bool {
    let mut reached = vec![false; names.len() + 1];
    reached[0] = true;
    for part in parts {
        let mut next = vec![false; names.len() + 1];
        match part {
            Part::Any => {
                let mut seen = false;
                for (place, from) in next.iter_mut().zip(&reached) {
                    seen |= from;
                    *place = seen;
                }
            }
            Part::One(tokens) => {
                for (index, name) in names.iter().enumerate() {
                    next[index + 1] = reached[index] && matches_name(tokens, name);
                }
            }
        }
        reached = next;
    }
    reached[names.len()]
}

fn matches_name(tokens: &[Token], name: &[char]) -> bool {
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for token in tokens {
        let mut next = vec![false; name.len() + 1];
        let mut seen = false;
        for index in 0..=name.len() {
            seen |= reached[index];
            match token {
                Token::Many => next[index] = seen,
                _ if index < name.len() => {
                    next[index + 1] = reached[index] && matches_char(token, name[index]);
                }
                _ => {}
            }
        }
        reached = next;
    }
    reached[name.len()]
}

fn matches_char(token: &Token, c: char) -> bool {
    match token {
        Token::Char(wanted) => *wanted == c,
        Token::One | Token::Many => true,
        Token::Class(not, ranges) => {
            ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *not
        }
    }
}

fn tokens(part: &str) -> Vec<Token> {
    let chars: Vec<char> = part.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        at += 1;
        match chars[at - 1] {
            '*' if matches!(tokens.last(), Some(Token::Many)) => {}
            '*' => tokens.push(Token::Many),
            '?' => tokens.push(Token::One),
            '\\' if at < chars.len() => {
                tokens.push(Token::Char(chars[at]));
                at += 1;
            }
            '[' => match class(&chars[at..]) {
                Some((token, length)) => {
                    tokens.push(token);
                    at += length;
                }
                None => tokens.push(Token::Char('[')),
            },
            c => tokens.push(Token::Char(c)),
        }
    }
    tokens
}

/// After `[`: the class and how long it is with its `]`.
fn class(chars: &[char]) -> Option<(Token, usize)> {
    let not = matches!(chars.first(), Some('!' | '^'));
    let start = usize::from(not);
    let end = start + 1 + chars.get(start + 1..)?.iter().position(|c| *c == ']')?;
    let inside = &chars[start..end];
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < inside.len() {
        if let [from, '-', to, ..] = inside[at..] {
            ranges.push((from, to));
            at += 3;
        } else {
            ranges.push((inside[at], inside[at]));
            at += 1;
        }
    }
    Some((Token::Class(not, ranges), end + 1))
}

/// `a{b,c}` is `ab` and `ac`. Braces without a comma, and those beyond the limit, are text.
fn expand(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = vec![pattern.to_string()];
    while let Some(next) = open.pop() {
        match first_braces(&next) {
            Some((start, end, cuts)) if done.len() + open.len() + cuts.len() < ALTERNATIVES_MAX => {
                let mut from = start + 1;
                for cut in cuts.into_iter().chain([end]) {
                    open.push(format!(
                        "{}{}{}",
                        &next[..start],
                        &next[from..cut],
                        &next[end + 1..]
                    ));
                    from = cut + 1;
                }
            }
            _ => done.push(next),
        }
    }
    done
}

/// Where the first braces with a comma begin and end, and where their commas are.
fn first_braces(text: &str) -> Option<(usize, usize, Vec<usize>)> {
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut escaped = false;
    for (index, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => open.push((index, Vec::new())),
            ',' => {
                if let Some((_, cuts)) = open.last_mut() {
                    cuts.push(index);
                }
            }
            '}' => {
                if let Some((start, cuts)) = open.pop()
                    && !cuts.is_empty()
                {
                    return Some((start, index, cuts));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_as_packages_expect() {
        for (pattern, yes, no) in [
            ("a.py", &["a.py"][..], &["x/a.py", "a.pyc"][..]),
            ("./a.py", &["a.py"], &[]),
            ("/a.py", &["a.py"], &[]),
            ("*.py", &["a.py", ".py", ".a.py"], &["x/a.py"]),
            ("**", &["a", "a/b/c", ".x/y"], &[]),
            ("node_modules/**", &["node_modules/a", "node_modules/a/b"], &["x/node_modules/a"]),
            ("**/*.md", &["a.md", "x/y/a.md"], &["a.mdx"]),
            ("a/**/b", &["a/b", "a/x/b", "a/x/y/b"], &["a", "b"]),
            ("src/*/x", &["src/a/x"], &["src/a/b/x"]),
            ("a?c", &["abc", "aßc"], &["ac", "a/c"]),
            ("[a-c][!0-9]", &["ab", "cx"], &["d1", "a1"]),
            ("{a,b/{c,d}}.py", &["a.py", "b/c.py", "b/d.py"], &["b.py"]),
            (r"\*\{a,b}", &["*{a,b}"], &["xa"]),
            ("läßt/**", &["läßt/grüßen"], &["x"]),
            ("[", &["["], &["x"]),
        ] {
            let glob = Glob::new(pattern);
            for path in yes {
                assert!(glob.matches(path), "{pattern} should match {path}");
            }
            for path in no {
                assert!(!glob.matches(path), "{pattern} should not match {path}");
            }
        }
    }

    #[test]
    fn costly_patterns_are_cheap() {
        let path = "a/".repeat(200) + &"a".repeat(200);
        assert!(!Glob::new(&("**/".repeat(50) + "b")).matches(&path));
        assert!(!Glob::new(&("*a".repeat(100) + "b")).matches(&"a".repeat(300)));
        let many = Glob::new(&"{a,b}".repeat(40));
        assert!(many.alternatives.len() <= ALTERNATIVES_MAX);
    }
}
