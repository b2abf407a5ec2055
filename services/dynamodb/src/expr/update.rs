//! Update expressions: SET, REMOVE, ADD and DELETE, read here and applied in `apply`.

use super::lex::Token;
use super::operand::{
    Function, Notes, Operand, Reader, misused_function, needs_path, unknown_function, wrong_count,
    wrong_type,
};
use super::path::{Clash, Path};
use super::projection::refuse_clashes;
use super::{Bindings, Faults, Role, Values};
use crate::attr::Type;
use crate::invalid::{Checked, Invalid};

/// What is to be done to an item. No path leads through another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    pub sets: Vec<(Path, Value)>,
    pub removes: Vec<Path>,
    /// Paths and the places of their `:values`.
    pub adds: Vec<(Path, usize)>,
    pub deletes: Vec<(Path, usize)>,
}

/// The right side of a SET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Operand(Operand),
    Plus(Operand, Operand),
    Minus(Operand, Operand),
}

const SECTIONS: [&str; 4] = ["SET", "REMOVE", "ADD", "DELETE"];

impl Update {
    pub fn parse(text: &str, bindings: &mut Bindings) -> Checked<Update> {
        Role::Update.read(text, || {
            let mut reader = Reader::new(text, bindings, UpdateNotes(Faults::none()));
            let (update, order) = reader.update()?;
            if let Err((clash, invalid)) = refuse_clashes(&order) {
                let sort = if clash == Clash::Overlap { sort::OVERLAP } else { sort::CONFLICT };
                reader.notes.0.note(sort, invalid);
            }
            reader.notes.0.first()?;
            Ok(update)
        })
    }

    /// Every path that is written to.
    pub fn targets(&self) -> impl Iterator<Item = &Path> {
        let sets = self.sets.iter().map(|(path, _)| path);
        let adds = self.adds.iter().map(|(path, _)| path);
        let deletes = self.deletes.iter().map(|(path, _)| path);
        sets.chain(&self.removes).chain(adds).chain(deletes)
    }

    /// Whether it can only take away: such an update of an item that is not there makes none.
    pub fn only_removes(&self) -> bool {
        self.sets.is_empty()
            && self.adds.is_empty()
            && !(self.removes.is_empty() && self.deletes.is_empty())
    }
}

/// The sorts of faults, first what AWS names first.
mod sort {
    pub const PATH: usize = 0;
    pub const RESERVED: usize = 1;
    pub const UNKNOWN_FUNCTION: usize = 2;
    pub const SECTION: usize = 3;
    pub const NAME: usize = 4;
    pub const VALUE: usize = 5;
    pub const OVERLAP: usize = 6;
    pub const CONFLICT: usize = 7;
    pub const OPERAND: usize = 8;
    pub const FUNCTION: usize = 9;
    pub const COUNT: usize = 10;
}

struct UpdateNotes(Faults<{ sort::COUNT }>);

impl Notes for UpdateNotes {
    fn is_keyword(&self, word: &str) -> bool {
        SECTIONS.iter().any(|section| word.eq_ignore_ascii_case(section))
    }

    fn reserved(&mut self, invalid: Invalid) {
        self.0.note(sort::RESERVED, invalid);
    }

    fn unbound_name(&mut self, invalid: Invalid) {
        self.0.note(sort::NAME, invalid);
    }

    fn unbound_value(&mut self, invalid: Invalid) {
        self.0.note(sort::VALUE, invalid);
    }

    fn bad_path(&mut self, invalid: Invalid) {
        self.0.note(sort::PATH, invalid);
    }

    fn redundant_parentheses(&mut self) {}

    fn call(&mut self, name: &str, function: Function, operands: &[Operand], values: &Values) {
        if function == Function::Unknown {
            return self.0.note(sort::UNKNOWN_FUNCTION, unknown_function(name));
        }
        if !function.is_for_updates() {
            return self.0.note(sort::UNKNOWN_FUNCTION, misused_function(name));
        }
        let is_list = |operand: &Operand| matches!(operand, Operand::Call(Function::ListAppend, _));
        if function == Function::ListAppend && operands.iter().any(is_list) {
            return self.0.note(sort::UNKNOWN_FUNCTION, misused_function(name));
        }
        if operands.len() != function.operands() {
            return self.0.note(sort::FUNCTION, wrong_count(name, operands.len()));
        }
        if function == Function::ListAppend {
            self.expect_type(name, operands, Type::L, values);
        } else if !matches!(operands[0], Operand::Path(_)) {
            self.0.note(sort::FUNCTION, needs_path(name));
        }
    }
}

impl UpdateNotes {
    fn expect_type(&mut self, name: &str, operands: &[Operand], kind: Type, values: &Values) {
        let wrong =
            operands.iter().filter_map(|one| one.known_type(values)).find(|known| *known != kind);
        if let Some(wrong) = wrong {
            self.0.note(sort::FUNCTION, wrong_type(name, wrong.code()));
        }
    }

    /// ADD takes numbers and sets, DELETE only sets.
    fn section_operand(&mut self, section: &str, kind: Option<Type>) {
        let Some(kind) = kind else { return };
        let fits = kind.is_set() || (section == "ADD" && kind == Type::N);
        if !fits {
            self.0.note(
                sort::OPERAND,
                Invalid::from(format!(
                    "Incorrect operand type for operator or function; operator: {section}, \
                     operand type: {}",
                    kind.long_name()
                )),
            );
        }
    }
}

impl Reader<'_, '_, UpdateNotes> {
    /// The update, and its paths as they were written.
    fn update(&mut self) -> Checked<(Update, Vec<Path>)> {
        let mut update = Update::default();
        let mut order = Vec::new();
        let mut seen = [false; SECTIONS.len()];
        loop {
            let Some(at) = SECTIONS.iter().position(|name| self.cursor.eat_keyword(name)) else {
                return Err(self.cursor.unexpected());
            };
            let section = SECTIONS[at];
            if std::mem::replace(&mut seen[at], true) {
                self.notes.0.note(
                    sort::SECTION,
                    Invalid::from(format!(
                        "The \"{section}\" section can only be used once in an update expression;"
                    )),
                );
            }
            loop {
                let path = self.path()?;
                order.push(path.clone());
                self.action(section, path, &mut update)?;
                if !self.cursor.eat(",") {
                    break;
                }
            }
            if self.cursor.peek() == Token::End {
                return Ok((update, order));
            }
        }
    }

    fn action(&mut self, section: &str, path: Path, update: &mut Update) -> Checked<()> {
        match section {
            "SET" => {
                self.cursor.expect("=")?;
                let value = self.assigned()?;
                update.sets.push((path, value));
            }
            "REMOVE" => update.removes.push(path),
            _ => {
                let value = self.value()?;
                let kind = Operand::Value(value).known_type(self.bindings.values());
                self.notes.section_operand(section, kind);
                if section == "ADD" {
                    update.adds.push((path, value));
                } else {
                    update.deletes.push((path, value));
                }
            }
        }
        Ok(())
    }

    /// `operand`, `operand + operand`, `operand - operand`; perhaps in parentheses.
    fn assigned(&mut self) -> Checked<Value> {
        if self.cursor.peek() != Token::Symbol("(") {
            let operand = self.bare_operand()?;
            return self.rest_of_sum(operand);
        }
        self.cursor.next();
        let inner = self.deeper(Self::assigned)?;
        self.cursor.expect(")")?;
        match inner {
            Value::Operand(operand) => self.rest_of_sum(operand),
            sum => Ok(sum),
        }
    }

    fn rest_of_sum(&mut self, operand: Operand) -> Checked<Value> {
        let plus = self.cursor.eat("+");
        if !plus && !self.cursor.eat("-") {
            return Ok(Value::Operand(operand));
        }
        let operands = [operand, self.operand()?];
        let name = if plus { "+" } else { "-" };
        self.notes.expect_type(name, &operands, Type::N, self.bindings.values());
        let [a, b] = operands;
        Ok(if plus { Value::Plus(a, b) } else { Value::Minus(a, b) })
    }
}
