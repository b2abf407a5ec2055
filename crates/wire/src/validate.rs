//! The one validator: a record against its schema, with AWS's own sentences.

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
    Sequence(&'static [Node]),
    Either(&'static [Node]),
    /// Between `min` and `max` times; `u32::MAX` is without end.
    Repeat {
        node: &'static Node,
        min: u32,
        max: u32,
    },
}
