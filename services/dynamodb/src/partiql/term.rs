//! Expressions, by precedence: OR binds least, then AND, NOT, comparisons, and sums.

use super::keywords::{is_keyword, is_operator};
use super::lex::Token;
use super::malformed;
use super::parse::Reader;
use super::syntax::{At, Call, Expr, Kind};
use crate::expr::condition::Comparator;
use crate::expr::path::{Path, Step};
use crate::invalid::{Checked, Invalid};

/// Parentheses, lists, tuples, calls and negations within each other. An item goes 32 levels deep
/// (DynamoDB quotas, "Nested attribute depth"); twice that leaves room for a condition around it.
const DEPTH_MAX: usize = 64;

const TOO_DEEP: Invalid = Invalid::text(
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels \
     beyond supported limit",
);

/// How tightly an operator binds.
mod power {
    pub const OR: u8 = 1;
    pub const AND: u8 = 2;
    pub const NOT: u8 = 3;
    pub const COMPARISON: u8 = 4;
    pub const SUM: u8 = 5;
    pub const SIGN: u8 = 6;
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Infix {
    Or,
    And,
    Compare(Comparator),
    Between,
    In,
    Is,
    Plus,
    Minus,
    Like,
}

impl Infix {
    fn power(self) -> u8 {
        match self {
            Infix::Or => power::OR,
            Infix::And => power::AND,
            Infix::Plus | Infix::Minus => power::SUM,
            _ => power::COMPARISON,
        }
    }
}

impl Reader<'_> {
    /// A whole expression.
    pub fn expression(&mut self) -> Checked<Expr> {
        self.operators(power::OR)
    }

    /// One level down.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        if self.depth >= DEPTH_MAX {
            return Err(TOO_DEEP);
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// An expression whose operators bind at least so tightly.
    fn operators(&mut self, least: u8) -> Checked<Expr> {
        let mut left = self.prefix()?;
        loop {
            let is_not = self.sees("NOT");
            let Some(infix) = self.infix(is_not).filter(|infix| infix.power() >= least) else {
                return Ok(left);
            };
            if is_not {
                self.next();
            }
            self.next();
            if self.is_at_end() {
                return Err(malformed("Missing right-hand side expression of infix operator"));
            }
            left = self.rest(infix, left)?;
            if is_not {
                left = Expr::Not(Box::new(left));
            }
        }
    }

    /// The operator that is next, or next but for a NOT.
    fn infix(&self, is_not: bool) -> Option<Infix> {
        let token = if is_not { self.peek_second() } else { self.peek() };
        let found = match token {
            Token::Symbol("=") => Infix::Compare(Comparator::Equal),
            Token::Symbol("<>" | "!=") => Infix::Compare(Comparator::NotEqual),
            Token::Symbol("<") => Infix::Compare(Comparator::Less),
            Token::Symbol("<=") => Infix::Compare(Comparator::LessOrEqual),
            Token::Symbol(">") => Infix::Compare(Comparator::Greater),
            Token::Symbol(">=") => Infix::Compare(Comparator::GreaterOrEqual),
            Token::Symbol("+") => Infix::Plus,
            Token::Symbol("-") => Infix::Minus,
            Token::Word(word) => {
                [
                    ("OR", Infix::Or),
                    ("AND", Infix::And),
                    ("BETWEEN", Infix::Between),
                    ("IN", Infix::In),
                    ("IS", Infix::Is),
                    ("LIKE", Infix::Like),
                ]
                .into_iter()
                .find(|(name, _)| word.eq_ignore_ascii_case(name))?
                .1
            }
            _ => return None,
        };
        let takes_not = matches!(found, Infix::Between | Infix::In | Infix::Like);
        (!is_not || takes_not).then_some(found)
    }

    /// What follows an operator.
    fn rest(&mut self, infix: Infix, left: Expr) -> Checked<Expr> {
        let right_power = infix.power() + 1;
        match infix {
            Infix::Or => {
                let right = self.operators(right_power)?;
                let mut any = match left {
                    Expr::Or(any) => any,
                    one => vec![one],
                };
                any.push(right);
                Ok(Expr::Or(any))
            }
            Infix::And => {
                let right = self.operators(right_power)?;
                let mut all = match left {
                    Expr::And(all) => all,
                    one => vec![one],
                };
                all.push(right);
                Ok(Expr::And(all))
            }
            Infix::Compare(comparator) => {
                let right = self.operators(right_power)?;
                Ok(Expr::Compare(comparator, Box::new(left), Box::new(right)))
            }
            Infix::Between => {
                let low = self.operators(right_power)?;
                if !self.eat_word("AND") {
                    return Err(malformed("Expected AND after BETWEEN"));
                }
                let high = self.operators(right_power)?;
                Ok(Expr::Between(Box::new([left, low, high])))
            }
            Infix::In => Ok(Expr::In(Box::new(left), self.members()?)),
            Infix::Is => self.kind(left),
            Infix::Plus => {
                let right = self.operators(right_power)?;
                Ok(Expr::Plus(Box::new(left), Box::new(right)))
            }
            Infix::Minus => {
                let right = self.operators(right_power)?;
                Ok(Expr::Minus(Box::new(left), Box::new(right)))
            }
            Infix::Like => {
                let _ = self.operators(right_power)?;
                Err(Invalid::text("Unsupported operation: Like"))
            }
        }
    }

    /// The list after IN: in brackets, in parentheses, or in angle brackets.
    fn members(&mut self) -> Checked<Vec<Expr>> {
        for (open, close) in [("[", "]"), ("(", ")"), ("<<", ">>")] {
            if self.eat(open) {
                return self.deeper(|reader| reader.list(close));
            }
        }
        Err(malformed("Unexpected term"))
    }

    /// Expressions with commas between them, up to what closes them.
    fn list(&mut self, close: &'static str) -> Checked<Vec<Expr>> {
        let mut members = Vec::new();
        if self.eat(close) {
            return Ok(members);
        }
        loop {
            members.push(self.expression()?);
            if self.eat(close) {
                return Ok(members);
            }
            if !self.eat(",") {
                return Err(malformed("Expected closing token"));
            }
        }
    }

    /// What follows IS.
    fn kind(&mut self, left: Expr) -> Checked<Expr> {
        let is_not = self.eat_word("NOT");
        let Token::Word(word) = self.peek() else { return Err(malformed("Expected type name")) };
        let kind = match word.to_ascii_lowercase().as_str() {
            "null" => Kind::Null,
            "missing" => Kind::Missing,
            "bool" | "boolean" => Kind::Bool,
            "string" | "varchar" | "char" | "symbol" | "clob" => Kind::Text,
            "character" => {
                if matches!(self.peek_second(), Token::Word(w) if w.eq_ignore_ascii_case("varying"))
                {
                    self.next();
                }
                Kind::Text
            }
            "int" | "integer" | "smallint" | "bigint" | "int2" | "int4" | "int8" | "decimal"
            | "numeric" | "float" | "real" => Kind::Number,
            "double" => {
                self.next();
                if !self.sees("PRECISION") {
                    return Err(malformed("Expected type name"));
                }
                Kind::Number
            }
            "blob" => Kind::Binary,
            "list" => Kind::List,
            "tuple" | "struct" => Kind::Tuple,
            "bag" => Kind::Bag,
            _ => return Err(malformed("Expected type name")),
        };
        self.next();
        let is = Expr::Is(Box::new(left), kind);
        Ok(if is_not { Expr::Not(Box::new(is)) } else { is })
    }

    /// An operand, perhaps with NOT or a sign before it.
    fn prefix(&mut self) -> Checked<Expr> {
        if self.eat_word("NOT") {
            let negated = self.deeper(|reader| reader.operators(power::NOT))?;
            return Ok(Expr::Not(Box::new(negated)));
        }
        if self.eat("-") {
            return match self.deeper(|reader| reader.operators(power::SIGN))? {
                Expr::Number(number) => Ok(Expr::Number(match number.strip_prefix('-') {
                    Some(positive) => positive.to_owned(),
                    None => format!("-{number}"),
                })),
                _ => Err(Invalid::text("Unsupported operation: Neg")),
            };
        }
        if self.eat("+") {
            return match self.deeper(|reader| reader.operators(power::SIGN))? {
                number @ Expr::Number(_) => Ok(number),
                _ => Err(Invalid::text("Unsupported operation: Pos")),
            };
        }
        self.operand()
    }

    fn operand(&mut self) -> Checked<Expr> {
        let (token, at) = self.token();
        match token {
            Token::Text(text) => {
                self.next();
                Ok(Expr::Text(text))
            }
            Token::Number(number) => {
                self.next();
                Ok(Expr::Number(number.to_owned()))
            }
            Token::Parameter => {
                self.next();
                self.parameters += 1;
                Ok(Expr::Parameter(self.parameters - 1))
            }
            Token::Quoted(_) => self.path().map(|path| Expr::Path(path, at)),
            Token::Word(word) => self.word(word, at),
            Token::Symbol(symbol) => self.enclosed(symbol),
            Token::End => Err(malformed("Unexpected term")),
        }
    }

    /// What begins with a word: a literal, a call or a path.
    fn word(&mut self, word: &str, at: At) -> Checked<Expr> {
        let literal = match word.to_ascii_lowercase().as_str() {
            "null" => Some(Expr::Null),
            "missing" => Some(Expr::Missing),
            "true" => Some(Expr::Bool(true)),
            "false" => Some(Expr::Bool(false)),
            _ => None,
        };
        if let Some(literal) = literal {
            self.next();
            return Ok(literal);
        }
        if is_operator(word) {
            return Err(malformed("Unexpected operator"));
        }
        if *self.peek_second() == Token::Symbol("(") {
            self.next();
            self.next();
            let operands = self.deeper(|reader| reader.list(")"))?;
            return Ok(Expr::Call(Call { name: word.to_ascii_lowercase(), operands, at }));
        }
        if is_keyword(word) {
            return Err(malformed("Unexpected keyword"));
        }
        self.path().map(|path| Expr::Path(path, at))
    }

    /// What begins with a bracket.
    fn enclosed(&mut self, symbol: &str) -> Checked<Expr> {
        match symbol {
            "(" => {
                self.next();
                self.deeper(|reader| {
                    let inner = reader.expression()?;
                    if reader.eat(")") {
                        return Ok(inner);
                    }
                    Err(malformed("Expected closing token"))
                })
            }
            "[" => {
                self.next();
                self.deeper(|reader| reader.list("]")).map(Expr::List)
            }
            "<<" => {
                self.next();
                self.deeper(|reader| reader.list(">>")).map(Expr::Bag)
            }
            "{" => {
                self.next();
                self.deeper(Self::tuple).map(Expr::Tuple)
            }
            _ => Err(malformed("Unexpected term")),
        }
    }

    /// `'name': value, ...}`.
    fn tuple(&mut self) -> Checked<Vec<(String, Expr)>> {
        let mut entries = Vec::new();
        if self.eat("}") {
            return Ok(entries);
        }
        loop {
            let Token::Text(name) = self.token().0 else {
                return Err(malformed("Expected a string as the name of an attribute"));
            };
            self.next();
            if !self.eat(":") {
                return Err(malformed("Expected ':'"));
            }
            entries.push((name, self.expression()?));
            if self.eat("}") {
                return Ok(entries);
            }
            if !self.eat(",") {
                return Err(malformed("Expected closing token"));
            }
        }
    }

    /// A path: a name, and what is looked up below it.
    pub fn path(&mut self) -> Checked<Path> {
        let head = match self.token().0 {
            Token::Quoted(name) => name,
            Token::Word(word) if !is_keyword(word) => word.to_owned(),
            Token::Word(_) => return Err(malformed("Unexpected keyword")),
            _ => return Err(malformed("Expected identifier for simple path")),
        };
        self.next();
        let mut path = Path::top(head);
        loop {
            if self.eat(".") {
                let name = match self.token().0 {
                    Token::Quoted(name) => name,
                    Token::Word(word) if !is_keyword(word) => word.to_owned(),
                    _ => return Err(malformed("Invalid path dot component")),
                };
                self.next();
                path.steps.push(Step::Name(name));
            } else if self.eat("[") {
                path.steps.push(match self.token().0 {
                    Token::Number(digits) => {
                        let index = digits.parse::<i32>().ok().and_then(|i| i.try_into().ok());
                        Step::Index(index.ok_or_else(|| malformed("Unexpected term"))?)
                    }
                    Token::Text(name) => Step::Name(name),
                    _ => return Err(malformed("Unexpected term")),
                });
                self.next();
                if !self.eat("]") {
                    return Err(malformed("Expected closing token"));
                }
            } else {
                break;
            }
        }
        if path.is_too_deep() {
            return Err(Invalid::from(format!(
                "The document path has too many nesting levels; nesting levels: {}",
                path.levels()
            )));
        }
        Ok(path)
    }
}
