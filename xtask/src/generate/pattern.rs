//! The model's regular expressions into the parts that `wire::validate` matches.
//!
//! Understood: classes, groups, alternatives, repetition, `\d \w \s \uXXXX`, anchors at the ends,
//! and in classes the categories `\p{L} \p{Z} \p{N}`. Not understood, and said so in the output:
//! look-around, back-references, other categories.

/// The Rust expression of a `wire::validate::Node`; `None` where the pattern is beyond us.
pub fn node(pattern: &str) -> Option<String> {
    let mut parser = Parser { characters: pattern.chars().collect(), at: 0 };
    let node = parser.either()?;
    (parser.at == parser.characters.len()).then_some(node)
}

struct Parser {
    characters: Vec<char>,
    at: usize,
}

type Ranges = Vec<(char, char)>;

const DIGIT: &[(char, char)] = &[('0', '9')];
const WORD: &[(char, char)] = &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
const SPACE: &[(char, char)] = &[(' ', ' '), ('\t', '\r')];
const CATEGORIES: &[(&str, &str)] =
    &[(r"\p{L}", "Node::Letter"), (r"\p{Z}", "Node::Separator"), (r"\p{N}", "Node::Number")];
/// What a dot stands for is anything but these.
const LINE_ENDS: &[(char, char)] = &[('\n', '\n'), ('\r', '\r'), ('\u{85}', '\u{85}')];

impl Parser {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = &self.characters[self.at..];
        let wanted: Vec<char> = text.chars().collect();
        let found = rest.starts_with(&wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn either(&mut self) -> Option<String> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Some(match branches.len() {
            1 => branches.remove(0),
            _ => format!("Node::Either(&[{}])", branches.join(", ")),
        })
    }

    fn sequence(&mut self) -> Option<String> {
        // The whole text is matched in any case, so that an anchor at an end says nothing.
        self.eat("^");
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some('|' | ')') => break,
                Some('$') => {
                    self.at += 1;
                    if !matches!(self.peek(), None | Some('|' | ')')) {
                        return None;
                    }
                }
                Some(_) => {
                    let atom = self.atom()?;
                    parts.push(self.repeated(atom)?);
                }
            }
        }
        Some(match parts.len() {
            1 => parts.remove(0),
            _ => format!("Node::Sequence(&[{}])", parts.join(", ")),
        })
    }

    fn atom(&mut self) -> Option<String> {
        match self.next()? {
            '(' => {
                if self.peek() == Some('?') && !self.eat("?:") {
                    return None;
                }
                let inner = self.either()?;
                self.eat(")").then_some(inner)
            }
            '[' => self.class(),
            '.' => Some(class(true, LINE_ENDS)),
            '\\' => {
                let (negated, ranges) = self.escape()?;
                Some(class(negated, &ranges))
            }
            '*' | '+' | '?' | '{' | '^' => None,
            character => Some(class(false, &[(character, character)])),
        }
    }

    fn repeated(&mut self, atom: String) -> Option<String> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(atom),
            _ => return Some(atom),
        };
        self.at += 1;
        // Lazy and possessive repetition, and repeated repetition, are not understood.
        if matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return None;
        }
        Some(repeat(&atom, min, max))
    }

    fn counted(&mut self, atom: String) -> Option<String> {
        let end = self.characters[self.at..].iter().position(|character| *character == '}')?;
        let inner: String = self.characters[self.at + 1..self.at + end].iter().collect();
        self.at += end + 1;
        let (min, max) = match inner.split_once(',') {
            None => (inner.parse().ok()?, Some(inner.parse().ok()?)),
            Some((min, "")) => (min.parse().ok()?, None),
            Some((min, max)) => (min.parse().ok()?, Some(max.parse().ok()?)),
        };
        if matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return None;
        }
        Some(repeat(&atom, min, max))
    }

    fn class(&mut self) -> Option<String> {
        let negated = self.eat("^");
        let mut ranges: Ranges = Vec::new();
        let mut categories = Vec::new();
        loop {
            if let Some((_, node)) = CATEGORIES.iter().find(|(text, _)| self.eat(text)) {
                categories.push(*node);
                continue;
            }
            let low = match self.next()? {
                ']' if !categories.is_empty() && !negated => {
                    let plain = class(false, &ranges);
                    return Some(format!("Node::Either(&[{plain}, {}])", categories.join(", ")));
                }
                ']' if !ranges.is_empty() && categories.is_empty() => {
                    return Some(class(negated, &ranges));
                }
                // Classes within classes and intersections are Java's own.
                '[' | '&' if self.peek() == Some('&') => return None,
                '[' => return None,
                '\\' => {
                    let (not, more) = self.escape()?;
                    match more.as_slice() {
                        [(one, other)] if one == other && !not => *one,
                        _ if not => return None,
                        _ => {
                            ranges.extend(more);
                            continue;
                        }
                    }
                }
                character => character,
            };
            let ranged = self.peek() == Some('-')
                && self.characters.get(self.at + 1).is_some_and(|next| *next != ']');
            if !ranged {
                ranges.push((low, low));
                continue;
            }
            self.at += 1;
            let high = match self.next()? {
                '\\' => match self.escape()? {
                    (false, more) if more.len() == 1 && more[0].0 == more[0].1 => more[0].0,
                    _ => return None,
                },
                character => character,
            };
            if high < low {
                return None;
            }
            ranges.push((low, high));
        }
    }

    /// What stands after a backslash: the ranges, and whether they are meant negated.
    fn escape(&mut self) -> Option<(bool, Ranges)> {
        Some(match self.next()? {
            'd' => (false, DIGIT.to_vec()),
            'w' => (false, WORD.to_vec()),
            's' => (false, SPACE.to_vec()),
            'D' => (true, DIGIT.to_vec()),
            'W' => (true, WORD.to_vec()),
            'S' => (true, SPACE.to_vec()),
            'n' => (false, vec![('\n', '\n')]),
            'r' => (false, vec![('\r', '\r')]),
            't' => (false, vec![('\t', '\t')]),
            'u' => {
                let digits: String = self.characters.get(self.at..self.at + 4)?.iter().collect();
                self.at += 4;
                let code = u32::from_str_radix(&digits, 16).ok()?;
                // The last before and the first after the surrogates.
                let character = char::from_u32(code)?;
                (false, vec![(character, character)])
            }
            other if other.is_ascii_alphanumeric() => return None,
            other => (false, vec![(other, other)]),
        })
    }
}

fn class(negated: bool, ranges: &[(char, char)]) -> String {
    let ranges: Vec<String> =
        ranges.iter().map(|(low, high)| format!("({low:?}, {high:?})")).collect();
    format!("Node::Class {{ negated: {negated}, ranges: &[{}] }}", ranges.join(", "))
}

fn repeat(atom: &str, min: u32, max: Option<u32>) -> String {
    let max = max.map_or("u32::MAX".to_owned(), |max| max.to_string());
    format!("Node::Repeat {{ node: &{atom}, min: {min}, max: {max} }}")
}

#[cfg(test)]
mod tests {
    use super::node;

    #[test]
    fn understands_what_the_models_use() {
        for pattern in [
            "[a-zA-Z0-9_.-]+",
            r"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+",
            r"[\u0009\u000A\u000D\u0020-\u00FF]+",
            "a$|^b",
            r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*",
            "[^\\s]+",
            r"(\$LATEST(?:\.PUBLISHED)?|[0-9]+)",
            "(x)|()",
        ] {
            assert!(node(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn says_what_it_does_not_understand() {
        for pattern in ["(?=a)b", r"\p{L}+", r"(a)\1", "a*?", "[a", "(a", "a$b", "[z-a]"] {
            assert!(node(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn a_class_keeps_its_ranges() {
        assert_eq!(
            node("[a-c_-]").as_deref(),
            Some("Node::Class { negated: false, ranges: &[('a', 'c'), ('_', '_'), ('-', '-')] }")
        );
    }
}
