//! Regular expressions of the API models, matched against a whole text.
//!
//! `cargo xtask gen` compiles them into [`Node`]s. Matching goes over sets of positions, never
//! back: its cost is bounded by the text's length, whatever the expression.

/// A regular expression that the model gives, compiled by `cargo xtask gen`.
#[derive(Debug)]
pub struct Pattern {
    /// As messages quote it.
    pub source: &'static str,
    /// `None` where the expression is beyond what is matched here: then nothing is refused.
    pub root: Option<&'static Node>,
}

/// One part of an expression.
#[derive(Debug)]
pub enum Node {
    /// One character within (or, negated, outside) any of the ranges, both ends inclusive.
    Class {
        negated: bool,
        ranges: &'static [(char, char)],
    },
    /// One character of a category of Unicode's: `\p{L}`, `\p{Z}`, `\p{N}`.
    Letter,
    Separator,
    Number,
    Sequence(&'static [Node]),
    Either(&'static [Node]),
    /// Between `min` and `max` times; `u32::MAX` is without end.
    Repeat {
        node: &'static Node,
        min: u32,
        max: u32,
    },
}

/// A text of so many bytes has its places in the bits of one number.
const SHORT_MAX: usize = 127;
/// The longest text that is matched against more than one repeated class, in characters. The
/// longest texts that the models give such expressions, ARNs, have 2048 at most.
const TEXT_MAX: usize = 4096;

impl Pattern {
    /// Whether the whole text is what the expression describes. A text that cannot be decided here
    /// is taken to be.
    pub fn matches(&self, text: &str) -> bool {
        match self.root {
            None => true,
            Some(Node::Repeat { node: class @ Node::Class { .. }, min, max }) => {
                let count = text.chars().count();
                count >= *min as usize
                    && count <= *max as usize
                    && text.chars().all(|character| class.holds(character))
            }
            Some(root) => {
                let mut short = ['\0'; SHORT_MAX];
                if text.len() <= SHORT_MAX {
                    let count = text.chars().zip(&mut short).map(|(one, at)| *at = one).count();
                    return reaches::<u128>(root, &short[..count]);
                }
                let text: Vec<char> = text.chars().take(TEXT_MAX + 1).collect();
                text.len() > TEXT_MAX || reaches::<Vec<bool>>(root, &text)
            }
        }
    }
}

/// Whether the end of the text can be reached.
fn reaches<P: Positions>(root: &Node, text: &[char]) -> bool {
    let mut start = P::none(text.len());
    start.add(0);
    root.ends(text, &start).has(text.len())
}

/// A set of places in a text, its end included.
trait Positions: Clone {
    fn none(length: usize) -> Self;
    fn add(&mut self, at: usize);
    fn has(&self, at: usize) -> bool;
    fn is_empty(&self) -> bool;
    fn iter(&self) -> impl Iterator<Item = usize>;
    /// Adds all of `others`; says whether any of them is new.
    fn join(&mut self, others: &Self) -> bool;
}

/// One bit for each place.
impl Positions for u128 {
    fn none(_: usize) -> u128 {
        0
    }

    fn add(&mut self, at: usize) {
        *self |= 1 << at;
    }

    fn has(&self, at: usize) -> bool {
        self >> at & 1 == 1
    }

    fn is_empty(&self) -> bool {
        *self == 0
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let mut left = *self;
        std::iter::from_fn(move || {
            let at = (left != 0).then_some(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(at)
        })
    }

    fn join(&mut self, others: &u128) -> bool {
        let grown = others & !*self != 0;
        *self |= others;
        grown
    }
}

impl Positions for Vec<bool> {
    fn none(length: usize) -> Vec<bool> {
        vec![false; length + 1]
    }

    fn add(&mut self, at: usize) {
        self[at] = true;
    }

    fn has(&self, at: usize) -> bool {
        self[at]
    }

    fn is_empty(&self) -> bool {
        !self.contains(&true)
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.as_slice().iter().enumerate().filter_map(|(at, here)| here.then_some(at))
    }

    fn join(&mut self, others: &Vec<bool>) -> bool {
        let mut grown = false;
        for at in Positions::iter(others) {
            grown |= !self[at];
            self[at] = true;
        }
        grown
    }
}

impl Node {
    /// For what is one character: whether it holds this one.
    fn holds(&self, character: char) -> bool {
        match self {
            Node::Class { negated, ranges } => {
                let within =
                    ranges.iter().any(|(low, high)| *low <= character && character <= *high);
                within != *negated
            }
            // As near as the standard library knows: with marks that belong to letters.
            Node::Letter => character.is_alphabetic(),
            Node::Separator => character.is_whitespace() && !character.is_control(),
            Node::Number => character.is_numeric(),
            _ => false,
        }
    }

    /// Where a match may end that begins at one of `starts`.
    fn ends<P: Positions>(&self, text: &[char], starts: &P) -> P {
        match self {
            Node::Class { .. } | Node::Letter | Node::Separator | Node::Number => {
                let mut ends = P::none(text.len());
                for at in starts.iter().filter(|at| *at < text.len()) {
                    if self.holds(text[at]) {
                        ends.add(at + 1);
                    }
                }
                ends
            }
            Node::Sequence(parts) => {
                parts.iter().fold(starts.clone(), |places, part| part.ends(text, &places))
            }
            Node::Either(branches) => {
                let mut ends = P::none(text.len());
                for branch in *branches {
                    ends.join(&branch.ends(text, starts));
                }
                ends
            }
            Node::Repeat { node, min, max } => {
                let mut places = starts.clone();
                let mut ends = P::none(text.len());
                if *min == 0 {
                    ends.join(&places);
                }
                for round in 1..=*max {
                    places = node.ends(text, &places);
                    if places.is_empty() || (round >= *min && !ends.join(&places)) {
                        break;
                    }
                }
                ends
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: Node =
        Node::Class { negated: false, ranges: &[('a', 'z'), ('0', '9'), ('-', '-')] };
    const DIGIT: Node = Node::Class { negated: false, ranges: &[('0', '9')] };
    const COLON: Node = Node::Class { negated: false, ranges: &[(':', ':')] };

    fn matches(root: &'static Node, text: &str) -> bool {
        Pattern { source: "", root: Some(root) }.matches(text)
    }

    #[test]
    fn a_repeated_class_matches_the_whole_text() {
        static NAME: Node = Node::Repeat { node: &WORD, min: 1, max: 4 };
        for (text, wanted) in
            [("", false), ("a", true), ("abcd", true), ("abcde", false), ("a b", false)]
        {
            assert_eq!(matches(&NAME, text), wanted, "{text}");
        }
    }

    #[test]
    fn categories_hold_their_characters() {
        // [\p{L}\p{Z}\p{N}a-z0-9-]+
        static TAG: Node = Node::Repeat {
            node: &Node::Either(&[WORD, Node::Letter, Node::Separator, Node::Number]),
            min: 1,
            max: u32::MAX,
        };
        for (text, wanted) in [
            ("team-1", true),
            ("Größe 名前", true),
            ("½ ٣", true),
            ("a\u{a0}b", true),
            ("a\tb", false),
            ("a!", false),
            ("", false),
        ] {
            assert_eq!(matches(&TAG, text), wanted, "{text}");
        }
    }

    #[test]
    fn optional_parts_and_branches() {
        // ([a-z0-9-]*:)?(\d{2}|x*)
        static ROOT: Node = Node::Sequence(&[
            Node::Repeat {
                node: &Node::Sequence(&[
                    Node::Repeat { node: &WORD, min: 0, max: u32::MAX },
                    COLON,
                ]),
                min: 0,
                max: 1,
            },
            Node::Either(&[
                Node::Repeat { node: &DIGIT, min: 2, max: 2 },
                Node::Repeat {
                    node: &Node::Class { negated: false, ranges: &[('x', 'x')] },
                    min: 0,
                    max: u32::MAX,
                },
            ]),
        ]);
        for (text, wanted) in [
            ("", true),
            (":", true),
            ("a-b:12", true),
            ("a-b:123", false),
            ("a:xxxx", true),
            ("12", true),
            ("1", false),
            ("a:b:12", false),
        ] {
            assert_eq!(matches(&ROOT, text), wanted, "{text}");
        }
    }

    #[test]
    fn an_expression_that_explodes_elsewhere_is_cheap_here() {
        // ((a*)*)*b against many a's.
        static A: Node = Node::Repeat {
            node: &Node::Class { negated: false, ranges: &[('a', 'a')] },
            min: 0,
            max: u32::MAX,
        };
        static AA: Node = Node::Repeat { node: &A, min: 0, max: u32::MAX };
        static ROOT: Node = Node::Sequence(&[
            Node::Repeat { node: &AA, min: 0, max: u32::MAX },
            Node::Class { negated: false, ranges: &[('b', 'b')] },
        ]);
        assert!(!matches(&ROOT, &"a".repeat(500)));
        assert!(matches(&ROOT, &("a".repeat(500) + "b")));
    }

    #[test]
    fn a_short_text_is_matched_as_a_long_one_is() {
        // (x*:)?(x|yz)*
        const X: Node = Node::Class { negated: false, ranges: &[('x', 'x')] };
        const Y: Node = Node::Class { negated: false, ranges: &[('y', 'y')] };
        const Z: Node = Node::Class { negated: false, ranges: &[('z', 'z')] };
        const MANY: Node = Node::Repeat { node: &X, min: 0, max: u32::MAX };
        static ROOT: Node = Node::Sequence(&[
            Node::Repeat { node: &Node::Sequence(&[MANY, COLON]), min: 0, max: 1 },
            Node::Repeat {
                node: &Node::Either(&[X, Node::Sequence(&[Y, Z])]),
                min: 0,
                max: u32::MAX,
            },
        ]);
        for text in ["", "x", ":", "xx:xyzx", "yz", "y", "xx:xx:", "xyzy", &"xyz".repeat(42)] {
            let long: Vec<char> = text.chars().collect();
            let wanted = reaches::<Vec<bool>>(&ROOT, &long);
            assert_eq!(reaches::<u128>(&ROOT, &long), wanted, "{text}");
            assert_eq!(matches(&ROOT, text), wanted, "{text}");
        }
        assert!(matches(&ROOT, &"x".repeat(SHORT_MAX)) && matches(&ROOT, &"x".repeat(128)));
        assert!(!matches(&ROOT, &("x".repeat(SHORT_MAX - 1) + "y")));
    }

    #[test]
    fn what_repeats_nothing_for_ever_ends() {
        static NOTHING: Node = Node::Repeat { node: &Node::Sequence(&[]), min: 3, max: u32::MAX };
        assert!(matches(&NOTHING, ""));
        assert!(!matches(&NOTHING, "a"));
    }
}
