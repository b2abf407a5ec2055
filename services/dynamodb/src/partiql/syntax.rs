//! Statements as they were written.

use std::fmt;

use crate::expr::condition::Comparator;
use crate::expr::path::Path;

/// Where a token stands: its line and column, from one, and how many characters it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    pub line: usize,
    pub column: usize,
    pub length: usize,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.line, self.column, self.length)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    Select(Select),
    Insert {
        table: String,
        value: Expr,
    },
    Update(Update),
    Delete {
        table: String,
        condition: Option<Expr>,
        returning: Option<Returning>,
    },
    /// `EXISTS (SELECT ...)`, a check in a transaction.
    Exists(Select),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    pub projection: Projection,
    pub table: String,
    pub index: Option<String>,
    pub condition: Option<Expr>,
    pub order: Vec<Order>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Projection {
    All,
    Paths(Vec<Path>),
}

/// One term of ORDER BY.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub path: Path,
    pub descends: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    pub table: String,
    pub sets: Vec<(Path, Expr)>,
    pub removes: Vec<Path>,
    pub condition: Option<Expr>,
    pub returning: Option<Returning>,
}

/// `RETURNING ALL OLD *` and its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returning {
    /// Only what was modified.
    pub modified: bool,
    pub new: bool,
}

impl fmt::Display for Returning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which = if self.modified { "MODIFIED" } else { "ALL" };
        let when = if self.new { "NEW" } else { "OLD" };
        write!(f, "RETURNING {which} {when} *")
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Null,
    Missing,
    Bool(bool),
    Text(String),
    /// As it was written, with its sign.
    Number(String),
    /// A `?`, by its number from zero.
    Parameter(usize),
    Path(Path, At),
    List(Vec<Expr>),
    Bag(Vec<Expr>),
    Tuple(Vec<(String, Expr)>),
    Call(Call),
    /// All of these; at least two.
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Comparator, Box<Expr>, Box<Expr>),
    /// The value and its bounds.
    Between(Box<[Expr; 3]>),
    In(Box<Expr>, Vec<Expr>),
    Is(Box<Expr>, Kind),
    Plus(Box<Expr>, Box<Expr>),
    Minus(Box<Expr>, Box<Expr>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// In lower case.
    pub name: String,
    pub operands: Vec<Expr>,
    /// Where the name stands.
    pub at: At,
}

/// What IS asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Null,
    Missing,
    Bool,
    Text,
    Number,
    Binary,
    List,
    Tuple,
    Bag,
}
