//! Condition and filter expressions, and the syntax of key conditions, which are written alike.

use std::cmp::Ordering;

use super::lex::Token;
use super::operand::{
    Function, Notes, Operand, Reader, misused_function, needs_path, too_many_operators,
    unknown_function, wrong_count, wrong_type,
};
use super::path::Path;
use super::{Bindings, Faults, IN_OPERANDS_MAX, OPERATORS_MAX, Role, Values};
use crate::attr::{Attr, Item, Type};
use crate::invalid::{Checked, Invalid};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All of these; at least two.
    And(Vec<Condition>),
    /// Any of these; at least two.
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Compare(Comparator, Operand, Operand),
    /// The operand, the lower bound, the upper bound.
    Between(Box<[Operand; 3]>),
    In(Operand, Vec<Operand>),
    Call(Function, Vec<Operand>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparator {
    fn of_symbol(symbol: &str) -> Option<Comparator> {
        Some(match symbol {
            "=" => Comparator::Equal,
            "<>" => Comparator::NotEqual,
            "<" => Comparator::Less,
            "<=" => Comparator::LessOrEqual,
            ">" => Comparator::Greater,
            ">=" => Comparator::GreaterOrEqual,
            _ => return None,
        })
    }

    pub fn symbol(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::NotEqual => "<>",
            Comparator::Less => "<",
            Comparator::LessOrEqual => "<=",
            Comparator::Greater => ">",
            Comparator::GreaterOrEqual => ">=",
        }
    }

    fn orders(self) -> bool {
        !matches!(self, Comparator::Equal | Comparator::NotEqual)
    }

    fn holds(self, a: &Attr, b: &Attr) -> bool {
        let ordered = |fits: fn(Ordering) -> bool| order(a, b).is_some_and(fits);
        match self {
            Comparator::Equal => a == b,
            Comparator::NotEqual => a != b,
            Comparator::Less => ordered(Ordering::is_lt),
            Comparator::LessOrEqual => ordered(Ordering::is_le),
            Comparator::Greater => ordered(Ordering::is_gt),
            Comparator::GreaterOrEqual => ordered(Ordering::is_ge),
        }
    }
}

/// How two values of one ordered type compare.
pub fn order(a: &Attr, b: &Attr) -> Option<Ordering> {
    match (a, b) {
        (Attr::S(a), Attr::S(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        (Attr::N(a), Attr::N(b)) => Some(a.cmp(b)),
        (Attr::B(a), Attr::B(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

impl Condition {
    pub fn parse(role: Role, text: &str, bindings: &mut Bindings) -> Checked<Condition> {
        role.read(text, || {
            let mut reader = Reader::new(text, bindings, ConditionNotes::default());
            let condition = reader.whole()?;
            reader.notes.faults.first()?;
            Ok(condition)
        })
    }

    /// Refuses operands that an operator or function cannot take, of a condition that was not read
    /// by [`Condition::parse`].
    pub fn check(&self, values: &Values) -> Checked<()> {
        let mut notes = ConditionNotes::default();
        self.note(values, &mut notes);
        notes.faults.first()
    }

    fn note(&self, values: &Values, notes: &mut ConditionNotes) {
        let calls = |operands: &[&Operand], notes: &mut ConditionNotes| {
            for operand in operands {
                if let Operand::Call(function, operands) = operand {
                    notes.call(function.name(), *function, operands, values);
                }
            }
        };
        match self {
            Condition::And(all) | Condition::Or(all) => {
                all.iter().for_each(|one| one.note(values, notes));
            }
            Condition::Not(one) => one.note(values, notes),
            Condition::Compare(comparator, a, b) => {
                calls(&[a, b], notes);
                notes.compare(*comparator, a, b, values);
            }
            Condition::Between(operands) => {
                calls(&operands.iter().collect::<Vec<_>>(), notes);
                notes.between(operands, values);
            }
            Condition::In(operand, any) => {
                calls(&[operand], notes);
                notes.one_of(operand, any);
            }
            Condition::Call(function, operands) => {
                notes.call(function.name(), *function, operands, values);
                notes.end_condition();
            }
        }
    }

    /// Whether the item (an empty one where there is none) satisfies it.
    pub fn holds(&self, item: &Item, values: &Values) -> bool {
        let find = |operand: &Operand| operand.find(item, values);
        match self {
            Condition::And(all) => all.iter().all(|one| one.holds(item, values)),
            Condition::Or(any) => any.iter().any(|one| one.holds(item, values)),
            Condition::Not(one) => !one.holds(item, values),
            Condition::Compare(comparator, a, b) => match (find(a), find(b)) {
                (Some(a), Some(b)) => comparator.holds(a.attr(), b.attr()),
                _ => *comparator == Comparator::NotEqual,
            },
            Condition::Between(operands) => {
                let [value, low, high] = &**operands;
                let (Some(value), Some(low), Some(high)) = (find(value), find(low), find(high))
                else {
                    return false;
                };
                Comparator::GreaterOrEqual.holds(value.attr(), low.attr())
                    && Comparator::LessOrEqual.holds(value.attr(), high.attr())
            }
            Condition::In(operand, any) => find(operand).is_some_and(|value| {
                any.iter().filter_map(find).any(|one| one.attr() == value.attr())
            }),
            Condition::Call(function, operands) => call_holds(*function, operands, item, values),
        }
    }

    /// Calls `visit` with every path in it.
    pub fn paths(&self, visit: &mut dyn FnMut(&Path)) {
        match self {
            Condition::And(all) | Condition::Or(all) => {
                all.iter().for_each(|condition| condition.paths(visit));
            }
            Condition::Not(condition) => condition.paths(visit),
            Condition::Compare(_, a, b) => {
                operand_paths(a, visit);
                operand_paths(b, visit);
            }
            Condition::Between(all) => all.iter().for_each(|one| operand_paths(one, visit)),
            Condition::In(operand, any) => {
                operand_paths(operand, visit);
                any.iter().for_each(|one| operand_paths(one, visit));
            }
            Condition::Call(_, all) => all.iter().for_each(|one| operand_paths(one, visit)),
        }
    }
}

fn operand_paths(operand: &Operand, visit: &mut dyn FnMut(&Path)) {
    match operand {
        Operand::Path(path) => visit(path),
        Operand::Value(_) => {}
        Operand::Call(_, operands) => {
            operands.iter().for_each(|operand| operand_paths(operand, visit));
        }
    }
}

fn call_holds(function: Function, operands: &[Operand], item: &Item, values: &Values) -> bool {
    let first = operands.first().and_then(|operand| operand.find(item, values));
    let second = operands.get(1).and_then(|operand| operand.find(item, values));
    match (function, &first, &second) {
        (Function::AttributeExists, found, _) => found.is_some(),
        (Function::AttributeNotExists, found, _) => found.is_none(),
        (Function::AttributeType, Some(attr), Some(kind)) => {
            matches!(kind.attr(), Attr::S(code) if attr.attr().kind().code() == code)
        }
        (Function::BeginsWith, Some(attr), Some(start)) => match (attr.attr(), start.attr()) {
            (Attr::S(text), Attr::S(start)) => text.starts_with(start.as_str()),
            (Attr::B(bytes), Attr::B(start)) => bytes.starts_with(start),
            _ => false,
        },
        (Function::Contains, Some(attr), Some(part)) => contains(attr.attr(), part.attr()),
        _ => false,
    }
}

fn contains(attr: &Attr, part: &Attr) -> bool {
    match (attr, part) {
        (Attr::S(text), Attr::S(part)) => text.contains(part.as_str()),
        (Attr::B(bytes), Attr::B(part)) => {
            part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
        }
        (Attr::Ss(set), Attr::S(member)) => set.binary_search(member).is_ok(),
        (Attr::Ns(set), Attr::N(member)) => set.binary_search(member).is_ok(),
        (Attr::Bs(set), Attr::B(member)) => set.binary_search(member).is_ok(),
        (Attr::L(list), element) => list.contains(element),
        _ => false,
    }
}

/// The sorts of faults, first what AWS names first.
mod sort {
    pub const SHAPE: usize = 0;
    pub const UNKNOWN_FUNCTION: usize = 1;
    pub const MISUSED_FUNCTION: usize = 2;
    pub const RESERVED: usize = 3;
    /// The first fault of the first condition that has one.
    pub const CONDITION: usize = 4;
    pub const COUNT: usize = 5;
}

/// The sorts within one condition.
mod within {
    pub const BINDING: usize = 0;
    pub const OPERAND_COUNT: usize = 1;
    pub const DISTINCT: usize = 2;
    pub const OPERAND_TYPE: usize = 3;
    pub const COUNT: usize = 4;
}

#[derive(Debug)]
struct ConditionNotes {
    faults: Faults<{ sort::COUNT }>,
    current: Faults<{ within::COUNT }>,
    operators: usize,
    /// Where the last pair of parentheses began and ended: one that fills another is too many.
    group: Option<(usize, usize)>,
}

impl Default for ConditionNotes {
    fn default() -> ConditionNotes {
        ConditionNotes {
            faults: Faults::none(),
            current: Faults::none(),
            operators: 0,
            group: None,
        }
    }
}

impl ConditionNotes {
    fn operator(&mut self) {
        self.operators += 1;
        if self.operators > OPERATORS_MAX {
            self.faults.note(sort::SHAPE, too_many_operators());
        }
    }

    fn end_condition(&mut self) {
        let current = std::mem::replace(&mut self.current, Faults::none());
        if let Err(invalid) = current.first() {
            self.faults.note(sort::CONDITION, invalid);
        }
    }

    /// Only `size` gives something that can be compared or passed on.
    fn operands(&mut self, operands: &[&Operand]) {
        for operand in operands {
            if let Operand::Call(function, _) = operand
                && !matches!(function, Function::Size | Function::Unknown)
            {
                self.faults.note(sort::MISUSED_FUNCTION, misused_function(function.name()));
            }
        }
    }

    /// `a = a` and its like.
    fn distinct(&mut self, operator: &str, operands: &[&Operand]) {
        if let [Operand::Path(first), Operand::Path(second)] = operands
            && first == second
        {
            self.current.note(
                within::DISTINCT,
                Invalid::from(format!(
                    "The first operand must be distinct from the remaining operands for this \
                     operator or function; operator: {operator}, first operand: {first}"
                )),
            );
        }
    }

    fn compare(&mut self, comparator: Comparator, a: &Operand, b: &Operand, values: &Values) {
        self.operator();
        self.operands(&[a, b]);
        self.distinct(comparator.symbol(), &[a, b]);
        if comparator.orders() {
            for operand in [a, b] {
                self.ordered(comparator.symbol(), operand, values);
            }
        }
        self.end_condition();
    }

    fn ordered(&mut self, operator: &str, operand: &Operand, values: &Values) {
        if let Some(kind) = operand.known_type(values).filter(|kind| !kind.is_ordered()) {
            self.current.note(within::OPERAND_TYPE, wrong_type(operator, kind.code()));
        }
    }

    fn between(&mut self, operands: &[Operand; 3], values: &Values) {
        self.operator();
        let [value, low, high] = operands;
        self.operands(&[value, low, high]);
        for operand in operands {
            self.ordered("BETWEEN", operand, values);
        }
        if let (Operand::Value(low), Operand::Value(high)) = (low, high)
            && let (Some(low), Some(high)) = (values.get(*low), values.get(*high))
        {
            let bounds = |requires: &str| {
                Invalid::from(format!(
                    "The BETWEEN operator requires {requires}; lower bound operand: \
                     AttributeValue: {}, upper bound operand: AttributeValue: {}",
                    shown(low),
                    shown(high)
                ))
            };
            if low.kind() != high.kind() {
                let invalid = bounds("same data type for lower and upper bounds");
                self.current.note(within::OPERAND_TYPE, invalid);
            } else if order(low, high).is_some_and(Ordering::is_gt) {
                let invalid = bounds("upper bound to be greater than or equal to lower bound");
                self.current.note(within::OPERAND_TYPE, invalid);
            }
        }
        self.end_condition();
    }

    fn one_of(&mut self, operand: &Operand, any: &[Operand]) {
        self.operator();
        self.operands(&[operand]);
        self.operands(&any.iter().collect::<Vec<_>>());
        if any.len() + 1 > IN_OPERANDS_MAX {
            self.faults.note(
                sort::SHAPE,
                Invalid::from(format!(
                    "The IN operator is provided with too many operands; number of operands: {}",
                    any.len() + 1
                )),
            );
        }
        self.end_condition();
    }

    fn function_types(&mut self, function: Function, operands: &[Operand], values: &Values) {
        let name = function.name();
        let known = |at: usize| operands.get(at).and_then(|operand| operand.known_type(values));
        let wrong = match function {
            Function::AttributeExists | Function::AttributeNotExists => match operands.first() {
                Some(Operand::Path(_)) => None,
                _ => Some(needs_path(name)),
            },
            Function::BeginsWith => [known(0), known(1)]
                .into_iter()
                .flatten()
                .find(|kind| !matches!(kind, Type::S | Type::B))
                .map(|kind| wrong_type(name, kind.code())),
            Function::AttributeType => match (known(1), operands.get(1)) {
                (Some(Type::S), Some(Operand::Value(at))) => {
                    type_name(values.get(*at)).map(|code| {
                        Invalid::from(format!(
                            "Invalid attribute type name found; type: {code}, \
                             valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}"
                        ))
                    })
                }
                (Some(kind), _) => Some(wrong_type(name, kind.code())),
                (None, _) => Some(wrong_type(name, "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}")),
            },
            Function::Size => known(0)
                .filter(|kind| matches!(kind, Type::N | Type::Bool | Type::Null))
                .map(|kind| wrong_type(name, kind.code())),
            _ => None,
        };
        if let Some(invalid) = wrong {
            self.current.note(within::OPERAND_TYPE, invalid);
        }
    }
}

/// The string, where it names no type.
fn type_name(attr: Option<&Attr>) -> Option<&str> {
    match attr {
        Some(Attr::S(code)) if Type::of_code(code).is_none() => Some(code),
        _ => None,
    }
}

/// A value as messages show it.
fn shown(attr: &Attr) -> String {
    let code = attr.kind().code();
    match attr {
        Attr::S(text) => format!("{{{code}:{text}}}"),
        Attr::N(number) => format!("{{{code}:{number}}}"),
        other => format!("{{{code}:{other:?}}}"),
    }
}

impl Notes for ConditionNotes {
    fn is_keyword(&self, word: &str) -> bool {
        ["AND", "OR", "NOT", "BETWEEN", "IN"].iter().any(|k| word.eq_ignore_ascii_case(k))
    }

    fn reserved(&mut self, invalid: Invalid) {
        self.faults.note(sort::RESERVED, invalid);
    }

    fn unbound_name(&mut self, invalid: Invalid) {
        self.current.note(within::BINDING, invalid);
    }

    fn unbound_value(&mut self, invalid: Invalid) {
        self.current.note(within::BINDING, invalid);
    }

    fn bad_path(&mut self, invalid: Invalid) {
        self.faults.note(sort::SHAPE, invalid);
    }

    fn redundant_parentheses(&mut self) {
        self.faults.note(sort::SHAPE, Invalid::text("The expression has redundant parentheses;"));
    }

    fn call(&mut self, name: &str, function: Function, operands: &[Operand], values: &Values) {
        self.operands(&operands.iter().collect::<Vec<_>>());
        if function == Function::Unknown {
            return self.faults.note(sort::UNKNOWN_FUNCTION, unknown_function(name));
        }
        if function.is_for_updates() {
            return self.faults.note(sort::MISUSED_FUNCTION, misused_function(name));
        }
        if function.operands() != operands.len() {
            return self.current.note(within::OPERAND_COUNT, wrong_count(name, operands.len()));
        }
        self.distinct(name, &operands.iter().collect::<Vec<_>>());
        self.function_types(function, operands, values);
    }
}

/// What stands in parentheses may be either.
enum Node {
    Operand(Operand),
    Condition(Condition),
}

/// What has been read of one level of parentheses. OR binds least, then AND, then NOT.
#[derive(Default)]
struct Level {
    /// The token that opened it.
    start: usize,
    /// Alternatives that are complete.
    any: Vec<Condition>,
    /// What is ANDed to the alternative that is being read.
    all: Vec<Condition>,
    nots: usize,
}

impl Level {
    fn is_plain(&self) -> bool {
        self.any.is_empty() && self.all.is_empty() && self.nots == 0
    }

    fn push(&mut self, mut condition: Condition) {
        // Beyond the bound the expression is refused: no need to build it.
        for _ in 0..std::mem::take(&mut self.nots).min(OPERATORS_MAX) {
            condition = Condition::Not(Box::new(condition));
        }
        self.all.push(condition);
    }

    fn alternative(&mut self) {
        let mut all = std::mem::take(&mut self.all);
        self.any.push(match all.len() {
            1 => all.remove(0),
            _ => Condition::And(all),
        });
    }

    fn close(mut self) -> Condition {
        self.alternative();
        match self.any.len() {
            1 => self.any.remove(0),
            _ => Condition::Or(self.any),
        }
    }
}

impl Reader<'_, '_, ConditionNotes> {
    /// The whole condition. Levels are kept in a vector, not on the call stack: 4 KB of opening
    /// parentheses must not be the end of a thread.
    fn whole(&mut self) -> Checked<Condition> {
        let mut level = Level::default();
        let mut outer: Vec<Level> = Vec::new();
        loop {
            while self.cursor.eat_keyword("NOT") {
                self.notes.operator();
                level.nots += 1;
            }
            let start = self.cursor.position();
            if self.cursor.eat("(") {
                outer.push(std::mem::replace(&mut level, Level { start, ..Level::default() }));
                continue;
            }
            let operand = self.bare_operand()?;
            let mut node = self.rest_of_condition(operand)?;
            loop {
                let is_or = self.cursor.sees_keyword("OR");
                if is_or || self.cursor.sees_keyword("AND") {
                    level.push(self.condition_of(node)?);
                    self.notes.operator();
                    self.cursor.next();
                    if is_or {
                        level.alternative();
                    }
                    break;
                }
                let Some(enclosing) = outer.pop() else {
                    level.push(self.condition_of(node)?);
                    self.cursor.expect_end()?;
                    return Ok(level.close());
                };
                node = self.close(std::mem::replace(&mut level, enclosing), node)?;
            }
        }
    }

    /// Ends a level at its closing parenthesis. What stood in it alone may still be an operand.
    fn close(&mut self, mut level: Level, last: Node) -> Checked<Node> {
        let start = level.start;
        let node = if level.is_plain() {
            last
        } else {
            level.push(self.condition_of(last)?);
            Node::Condition(level.close())
        };
        if self.notes.group == Some((start + 1, self.cursor.position())) {
            self.notes.redundant_parentheses();
        }
        self.cursor.expect(")")?;
        self.notes.group = Some((start, self.cursor.position()));
        match node {
            Node::Operand(operand) => self.rest_of_condition(operand),
            condition => Ok(condition),
        }
    }

    /// What follows an operand makes it a condition; within parentheses it may stay one.
    fn rest_of_condition(&mut self, operand: Operand) -> Checked<Node> {
        let condition = match self.cursor.peek() {
            Token::Symbol(symbol) if Comparator::of_symbol(symbol).is_some() => {
                let comparator = Comparator::of_symbol(symbol).unwrap_or(Comparator::Equal);
                self.cursor.next();
                let other = self.operand()?;
                self.notes.compare(comparator, &operand, &other, self.bindings.values());
                Condition::Compare(comparator, operand, other)
            }
            _ if self.cursor.eat_keyword("BETWEEN") => {
                let low = self.operand()?;
                if !self.cursor.eat_keyword("AND") {
                    return Err(self.cursor.unexpected());
                }
                let operands = Box::new([operand, low, self.operand()?]);
                self.notes.between(&operands, self.bindings.values());
                Condition::Between(operands)
            }
            _ if self.cursor.eat_keyword("IN") => {
                let any = self.operands()?;
                self.notes.one_of(&operand, &any);
                Condition::In(operand, any)
            }
            _ => return Ok(Node::Operand(operand)),
        };
        Ok(Node::Condition(condition))
    }

    /// A call is a condition by itself; any other operand lacks something.
    fn condition_of(&mut self, node: Node) -> Checked<Condition> {
        match node {
            Node::Condition(condition) => Ok(condition),
            Node::Operand(Operand::Call(function, operands)) => {
                if function == Function::Size {
                    let misused = misused_function(function.name());
                    self.notes.faults.note(sort::MISUSED_FUNCTION, misused);
                }
                self.notes.end_condition();
                Ok(Condition::Call(function, operands))
            }
            Node::Operand(_) => Err(self.cursor.unexpected()),
        }
    }
}
