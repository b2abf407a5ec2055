//! What conditions and updates are made of: paths, `:values` and calls of functions.

use super::lex::{Cursor, Token};
use super::path::{Path, Step};
use super::reserved::is_reserved;
use super::{Bindings, OPERATORS_MAX, Values};
use crate::attr::{Attr, Item, Type};
use crate::invalid::{Checked, Invalid};
use crate::number::Number;

/// Calls within calls. AWS has no such bound; what goes deeper it refuses for another reason, or it
/// is a chain of `list_append` that nobody writes.
const DEPTH_MAX: usize = 32;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    Path(Path),
    /// A `:value`, by its place.
    Value(usize),
    Call(Function, Vec<Operand>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    AttributeExists,
    AttributeNotExists,
    AttributeType,
    BeginsWith,
    Contains,
    Size,
    IfNotExists,
    ListAppend,
    /// None that DynamoDB has; such an expression is refused when it has been read.
    Unknown,
}

impl Function {
    pub fn of_name(name: &str) -> Function {
        match name {
            "attribute_exists" => Function::AttributeExists,
            "attribute_not_exists" => Function::AttributeNotExists,
            "attribute_type" => Function::AttributeType,
            "begins_with" => Function::BeginsWith,
            "contains" => Function::Contains,
            "size" => Function::Size,
            "if_not_exists" => Function::IfNotExists,
            "list_append" => Function::ListAppend,
            _ => Function::Unknown,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Function::AttributeExists => "attribute_exists",
            Function::AttributeNotExists => "attribute_not_exists",
            Function::AttributeType => "attribute_type",
            Function::BeginsWith => "begins_with",
            Function::Contains => "contains",
            Function::Size => "size",
            Function::IfNotExists => "if_not_exists",
            Function::ListAppend => "list_append",
            Function::Unknown => "",
        }
    }

    pub fn operands(self) -> usize {
        match self {
            Function::AttributeExists | Function::AttributeNotExists | Function::Size => 1,
            _ => 2,
        }
    }

    /// Whether it is one of an update's functions; the others are a condition's.
    pub fn is_for_updates(self) -> bool {
        matches!(self, Function::IfNotExists | Function::ListAppend)
    }
}

/// A value found or made.
pub enum Found<'a> {
    Borrowed(&'a Attr),
    Made(Attr),
}

impl Found<'_> {
    pub fn attr(&self) -> &Attr {
        match self {
            Found::Borrowed(attr) => attr,
            Found::Made(attr) => attr,
        }
    }
}

impl Operand {
    /// The type, where it can be told without an item.
    pub fn known_type(&self, values: &Values) -> Option<Type> {
        match self {
            Operand::Path(_) => None,
            Operand::Value(at) => values.get(*at).map(Attr::kind),
            Operand::Call(Function::Size, _) => Some(Type::N),
            Operand::Call(Function::ListAppend, _) => Some(Type::L),
            Operand::Call(..) => None,
        }
    }

    /// The value in a condition: `None` where the item has no such attribute or no size.
    pub fn find<'a>(&self, item: &'a Item, values: &'a Values) -> Option<Found<'a>> {
        match self {
            Operand::Path(path) => path.find(item).map(Found::Borrowed),
            Operand::Value(at) => values.get(*at).map(Found::Borrowed),
            Operand::Call(_, operands) => {
                let size = size(operands.first()?.find(item, values)?.attr())?;
                Some(Found::Made(Attr::N(Number::from(size as u64))))
            }
        }
    }
}

/// What `size()` gives: UTF-16 units of a string (as Java counts), bytes of a binary, elements.
fn size(attr: &Attr) -> Option<usize> {
    match attr {
        Attr::S(text) => Some(text.encode_utf16().count()),
        Attr::B(bytes) => Some(bytes.len()),
        Attr::M(map) => Some(map.len()),
        Attr::L(list) => Some(list.len()),
        Attr::Ss(set) => Some(set.len()),
        Attr::Ns(set) => Some(set.len()),
        Attr::Bs(set) => Some(set.len()),
        Attr::N(_) | Attr::Bool(_) | Attr::Null => None,
    }
}

/// Where a reader writes down what is wrong beside the syntax.
pub trait Notes {
    fn is_keyword(&self, word: &str) -> bool;
    fn reserved(&mut self, invalid: Invalid);
    fn unbound_name(&mut self, invalid: Invalid);
    fn unbound_value(&mut self, invalid: Invalid);
    fn bad_path(&mut self, invalid: Invalid);
    fn redundant_parentheses(&mut self);
    fn call(&mut self, name: &str, function: Function, operands: &[Operand], values: &Values);
}

/// Reads operands; what is built upon them is in `condition`, `update` and `projection`.
pub struct Reader<'a, 'b, N> {
    pub cursor: Cursor<'a>,
    pub bindings: &'b mut Bindings,
    pub notes: N,
    depth: usize,
}

impl<'a, 'b, N: Notes> Reader<'a, 'b, N> {
    pub fn new(text: &'a str, bindings: &'b mut Bindings, notes: N) -> Reader<'a, 'b, N> {
        Reader { cursor: Cursor::new(text), bindings, notes, depth: 0 }
    }

    /// Goes one level down into a call, or into parentheses around an operand.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        if self.depth > DEPTH_MAX {
            return Err(too_many_operators());
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// A path, which is a name and what is looked up below it.
    pub fn path(&mut self) -> Checked<Path> {
        let mut path = Path::top(self.name()?);
        loop {
            if self.cursor.eat(".") {
                path.steps.push(Step::Name(self.name()?));
            } else if self.cursor.eat("[") {
                let Token::Digits(digits) = self.cursor.peek() else {
                    return Err(self.cursor.unexpected());
                };
                self.cursor.next();
                self.cursor.expect("]")?;
                path.steps.push(Step::Index(self.index(digits)));
            } else {
                break;
            }
        }
        if path.is_too_deep() {
            self.notes.bad_path(Invalid::from(format!(
                "The document path has too many nesting levels; nesting levels: {}",
                path.levels()
            )));
        }
        Ok(path)
    }

    fn index(&mut self, digits: &str) -> usize {
        match digits.parse::<i32>() {
            Ok(index) => index as usize,
            Err(_) => {
                self.notes.bad_path(Invalid::from(format!(
                    "List index is not within the allowable range; index: [{digits}]"
                )));
                0
            }
        }
    }

    fn name(&mut self) -> Checked<String> {
        let name = match self.cursor.peek() {
            Token::Word(word) if !self.notes.is_keyword(word) => {
                if is_reserved(word) {
                    self.notes.reserved(Invalid::from(format!(
                        "Attribute name is a reserved keyword; reserved keyword: {word}"
                    )));
                }
                word.to_owned()
            }
            Token::NameRef(reference) => match self.bindings.name(reference) {
                Ok(name) => name,
                Err(invalid) => {
                    self.notes.unbound_name(invalid);
                    String::new()
                }
            },
            _ => return Err(self.cursor.unexpected()),
        };
        self.cursor.next();
        Ok(name)
    }

    /// A `:value`.
    pub fn value(&mut self) -> Checked<usize> {
        let Token::ValueRef(reference) = self.cursor.peek() else {
            return Err(self.cursor.unexpected());
        };
        self.cursor.next();
        Ok(self.bindings.value(reference).unwrap_or_else(|invalid| {
            self.notes.unbound_value(invalid);
            usize::MAX
        }))
    }

    /// A path, value or call, perhaps in parentheses.
    pub fn operand(&mut self) -> Checked<Operand> {
        if !self.cursor.eat("(") {
            return self.bare_operand();
        }
        if self.cursor.peek() == Token::Symbol("(") {
            self.notes.redundant_parentheses();
        }
        let operand = self.deeper(Self::operand)?;
        self.cursor.expect(")")?;
        Ok(operand)
    }

    pub fn bare_operand(&mut self) -> Checked<Operand> {
        match self.cursor.peek() {
            Token::ValueRef(_) => self.value().map(Operand::Value),
            Token::Word(word)
                if self.cursor.peek_second() == Token::Symbol("(")
                    && !self.notes.is_keyword(word) =>
            {
                self.call(word)
            }
            _ => self.path().map(Operand::Path),
        }
    }

    fn call(&mut self, name: &str) -> Checked<Operand> {
        self.cursor.next();
        let operands = self.deeper(Self::operands)?;
        let function = Function::of_name(name);
        self.notes.call(name, function, &operands, self.bindings.values());
        Ok(Operand::Call(function, operands))
    }

    /// `( operand, ... )`.
    pub fn operands(&mut self) -> Checked<Vec<Operand>> {
        self.cursor.expect("(")?;
        let mut operands = vec![self.operand()?];
        while self.cursor.eat(",") {
            operands.push(self.operand()?);
        }
        self.cursor.expect(")")?;
        Ok(operands)
    }
}

pub fn too_many_operators() -> Invalid {
    Invalid::from(format!(
        "The expression contains too many operators; operator count: {}",
        OPERATORS_MAX + 1
    ))
}

pub fn unknown_function(name: &str) -> Invalid {
    Invalid::from(format!("Invalid function name; function: {name}"))
}

pub fn misused_function(name: &str) -> Invalid {
    Invalid::from(format!(
        "The function is not allowed to be used this way in an expression; function: {name}"
    ))
}

pub fn wrong_count(name: &str, count: usize) -> Invalid {
    Invalid::from(format!(
        "Incorrect number of operands for operator or function; \
         operator or function: {name}, number of operands: {count}"
    ))
}

pub fn wrong_type(name: &str, kind: &str) -> Invalid {
    Invalid::from(format!(
        "Incorrect operand type for operator or function; \
         operator or function: {name}, operand type: {kind}"
    ))
}

pub fn needs_path(name: &str) -> Invalid {
    Invalid::from(format!(
        "Operator or function requires a document path; operator or function: {name}"
    ))
}
