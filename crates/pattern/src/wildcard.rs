//! Texts with `*` for any run of characters; `\*` and `\\` stand for themselves.

/// A text between two stars is found at its first place, which is enough: what follows has the more
/// room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    /// What lies between the stars; one more than there are stars.
    parts: Vec<String>,
}

impl Wildcard {
    /// None where a backslash stands before anything else, or two stars beside one another.
    pub fn read(text: &str) -> Option<Wildcard> {
        let mut parts = vec![String::new()];
        let mut chars = text.chars();
        let mut after_star = false;
        while let Some(char) = chars.next() {
            let star = char == '*';
            if star && after_star {
                return None;
            }
            after_star = star;
            match char {
                '*' => parts.push(String::new()),
                '\\' => match chars.next() {
                    Some(escaped @ ('*' | '\\')) => parts.last_mut()?.push(escaped),
                    _ => return None,
                },
                plain => parts.last_mut()?.push(plain),
            }
        }
        Some(Wildcard { parts })
    }

    pub fn matches(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.parts.as_slice() else {
            return self.parts.first().is_some_and(|only| only == text);
        };
        let rest = text.strip_prefix(first.as_str());
        let Some(mut rest) = rest.and_then(|rest| rest.strip_suffix(last.as_str())) else {
            return false;
        };
        for part in middle {
            let Some(at) = rest.find(part.as_str()) else { return false };
            rest = &rest[at + part.len()..];
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_run() {
        for (pattern, text, matches) in [
            ("*", "", true),
            ("a*", "a", true),
            ("a*a", "a", false),
            ("a*a", "aa", true),
            ("*.png", "dir/file.png", true),
            ("dir/*/x*.png", "dir/a/b/xy.png", true),
            ("dir/*/x*.png", "dir/a/b/y.png", false),
            ("a*b*c", "abbcbc", true),
            ("plain", "plain", true),
            ("plain", "plainer", false),
            (r"a\*b", "a*b", true),
            (r"a\*b", "axb", false),
            (r"a\\*", r"a\x", true),
            ("ä*ö", "äüö", true),
        ] {
            assert_eq!(Wildcard::read(pattern).unwrap().matches(text), matches, "{pattern} {text}");
        }
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for text in ["**", "a**b", r"\", r"a\b"] {
            assert_eq!(Wildcard::read(text), None, "{text}");
        }
    }
}
