//! From what was written to values, conditions and updates. What DynamoDB does not have of the
//! language is refused here.

use super::malformed;
use super::syntax::{Call, Expr, Kind, Returning, Update as Written};
use crate::attr::{Attr, Item, NESTING_MAX, Type};
use crate::expr::Values;
use crate::expr::condition::{Comparator, Condition};
use crate::expr::operand::{Function, Operand};
use crate::expr::path::Path;
use crate::expr::projection::refuse_clashes;
use crate::expr::update::{Update, Value};
use crate::invalid::{Checked, Invalid};
use crate::number::Number;

const TOO_DEEP: Invalid = Invalid::text(
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels \
     beyond supported limit",
);

/// The values of one statement: its parameters, and what its literals become.
#[derive(Debug, Default)]
pub struct Lower {
    parameters: Vec<Attr>,
    values: Values,
}

impl Lower {
    pub fn new(parameters: Vec<Attr>) -> Checked<Lower> {
        if parameters.iter().any(|attr| attr.is_deeper_than(NESTING_MAX)) {
            return Err(TOO_DEEP);
        }
        Ok(Lower { parameters, values: Values::default() })
    }

    /// All values that conditions and updates refer to.
    pub fn finish(self) -> Values {
        self.values
    }

    fn keep(&mut self, attr: Attr) -> Operand {
        Operand::Value(self.values.push(attr))
    }

    /// A value that is written out. `place` is what an error calls it.
    pub fn value(&self, expr: &Expr, place: &str) -> Checked<Attr> {
        match expr {
            Expr::Null => Ok(Attr::Null),
            Expr::Bool(value) => Ok(Attr::Bool(*value)),
            Expr::Text(text) => Ok(Attr::S(text.clone())),
            Expr::Number(number) => Number::parse(number)
                .map(Attr::N)
                .map_err(|invalid| Invalid::from(format!("{invalid} under {place}"))),
            Expr::Parameter(at) => self.parameters.get(*at).cloned().ok_or_else(|| {
                Invalid::text("Number of parameters in request and statement don't match.")
            }),
            Expr::List(members) => {
                let members = members.iter().enumerate();
                members
                    .map(|(index, member)| self.value(member, &format!("{place}[{index}]")))
                    .collect::<Checked<_>>()
                    .map(Attr::L)
            }
            Expr::Bag(members) => self.set(members, place),
            Expr::Tuple(entries) => {
                let entries = entries.iter().map(|(name, value)| {
                    Ok((name.clone(), self.value(value, &format!("{place}.{name}"))?))
                });
                Ok(Attr::M(Item::from_entries(entries.collect::<Checked<_>>()?)))
            }
            Expr::Call(Call { name, at, .. }) => Err(Invalid::from(format!(
                "Unsupported data type: {name} under key {place} at {at}"
            ))),
            Expr::Path(path, at) => Err(Invalid::from(format!(
                "Unsupported data type: {} under key {place} at {at}",
                path.head
            ))),
            _ => Err(Invalid::from(format!("Unsupported data type under key {place}"))),
        }
    }

    fn set(&self, members: &[Expr], place: &str) -> Checked<Attr> {
        let mut texts = Vec::new();
        let mut numbers = Vec::new();
        let mut binaries = Vec::new();
        for member in members {
            match self.value(member, place)? {
                Attr::S(text) => texts.push(text),
                Attr::N(number) => numbers.push(number),
                Attr::B(bytes) => binaries.push(bytes),
                _ => {
                    return Err(Invalid::text("Bags may only contain strings, numbers, or binary"));
                }
            }
        }
        match (texts.is_empty(), numbers.is_empty(), binaries.is_empty()) {
            (true, true, true) => Err(Invalid::text("Empty bags are not supported")),
            (false, true, true) => Attr::string_set(texts),
            (true, false, true) => Attr::number_set(numbers),
            (true, true, false) => Attr::binary_set(binaries, || "[]".to_owned()),
            _ => Err(Invalid::text("Bags may only contain values of one type")),
        }
    }

    /// The item of an INSERT.
    pub fn item(&self, value: &Expr) -> Checked<Item> {
        let item = match value {
            Expr::Tuple(entries) => entries
                .iter()
                .map(|(name, value)| Ok((name.clone(), self.value(value, "root")?)))
                .collect::<Checked<Vec<_>>>()
                .map(Item::from_entries)?,
            Expr::Parameter(_) => match self.value(value, "root")? {
                Attr::M(item) => item,
                _ => return Err(malformed("Expected a tuple in VALUE")),
            },
            _ => return Err(malformed("Expected a tuple in VALUE")),
        };
        item.iter().try_for_each(|(name, _)| crate::attr::check_name(name))?;
        if item.is_too_deep() {
            return Err(TOO_DEEP);
        }
        Ok(item)
    }

    /// What WHERE asks.
    pub fn condition(&mut self, expr: &Expr) -> Checked<Condition> {
        match expr {
            Expr::And(all) => all
                .iter()
                .map(|one| self.condition(one))
                .collect::<Checked<_>>()
                .map(Condition::And),
            Expr::Or(any) => {
                any.iter().map(|one| self.condition(one)).collect::<Checked<_>>().map(Condition::Or)
            }
            Expr::Not(one) => Ok(Condition::Not(Box::new(self.condition(one)?))),
            Expr::Compare(comparator, a, b) => self.compare(*comparator, a, b),
            Expr::Between(operands) => {
                let [value, low, high] = &**operands;
                let operands = [self.operand(value)?, self.operand(low)?, self.operand(high)?];
                Ok(Condition::Between(Box::new(operands)))
            }
            Expr::In(operand, any) => {
                let operand = self.operand(operand)?;
                let any = any.iter().map(|one| self.operand(one)).collect::<Checked<Vec<_>>>()?;
                Ok(Condition::In(operand, any))
            }
            Expr::Is(operand, kind) => self.is(operand, *kind),
            Expr::Call(call) => self.call(call),
            _ => Err(Invalid::text("Unsupported condition in WHERE clause")),
        }
    }

    /// A comparison. What a function says may be compared with `true` and `false`.
    fn compare(&mut self, comparator: Comparator, a: &Expr, b: &Expr) -> Checked<Condition> {
        let (call, wanted) = match (a, b) {
            (Expr::Call(call), Expr::Bool(wanted)) | (Expr::Bool(wanted), Expr::Call(call))
                if call.name != "size" =>
            {
                (call, *wanted)
            }
            _ => {
                let (a, b) = (self.operand(a)?, self.operand(b)?);
                return Ok(Condition::Compare(comparator, a, b));
            }
        };
        let condition = self.call(call)?;
        match (comparator, wanted) {
            (Comparator::Equal, true) | (Comparator::NotEqual, false) => Ok(condition),
            (Comparator::Equal, false) | (Comparator::NotEqual, true) => {
                Ok(Condition::Not(Box::new(condition)))
            }
            _ => Err(Invalid::from(format!(
                "Incorrect operand type for operator or function; operator or function: {}, \
                 operand type: BOOL",
                comparator.symbol()
            ))),
        }
    }

    fn is(&mut self, operand: &Expr, kind: Kind) -> Checked<Condition> {
        let operand = self.operand(operand)?;
        let types: &[Type] = match kind {
            Kind::Missing => {
                return Ok(Condition::Call(Function::AttributeNotExists, vec![operand]));
            }
            Kind::Null => &[Type::Null],
            Kind::Bool => &[Type::Bool],
            Kind::Text => &[Type::S],
            Kind::Number => &[Type::N],
            Kind::Binary => &[Type::B],
            Kind::List => &[Type::L],
            Kind::Tuple => &[Type::M],
            Kind::Bag => &[Type::Ss, Type::Ns, Type::Bs],
        };
        let mut any: Vec<Condition> = types
            .iter()
            .map(|kind| {
                let code = self.keep(Attr::from(kind.code()));
                Condition::Call(Function::AttributeType, vec![operand.clone(), code])
            })
            .collect();
        Ok(if any.len() == 1 { any.remove(0) } else { Condition::Or(any) })
    }

    fn call(&mut self, call: &Call) -> Checked<Condition> {
        let function = Function::of_name(&call.name);
        let is_known = function != Function::Unknown
            && function != Function::Size
            && !function.is_for_updates();
        if !is_known {
            return Err(unrecognized(call));
        }
        Ok(Condition::Call(function, self.operands(&call.operands)?))
    }

    fn operands(&mut self, exprs: &[Expr]) -> Checked<Vec<Operand>> {
        exprs.iter().map(|expr| self.operand(expr)).collect()
    }

    fn operand(&mut self, expr: &Expr) -> Checked<Operand> {
        match expr {
            Expr::Path(path, _) => Ok(Operand::Path(path.clone())),
            Expr::Call(call) if call.name == "size" => {
                Ok(Operand::Call(Function::Size, self.operands(&call.operands)?))
            }
            Expr::Call(call) => Err(unrecognized(call)),
            Expr::Plus(..) => Err(Invalid::text("Unsupported operation: Plus")),
            Expr::Minus(..) => Err(Invalid::text("Unsupported operation: Minus")),
            value => {
                let attr = self.value(value, "root")?;
                Ok(self.keep(attr))
            }
        }
    }

    /// What an UPDATE does.
    pub fn update(&mut self, written: &Written) -> Checked<Update> {
        let mut update = Update { removes: written.removes.clone(), ..Update::default() };
        for (path, expr) in &written.sets {
            match expr {
                Expr::Call(call) if call.name == "set_add" => {
                    let at = self.set_operand(path, call)?;
                    update.adds.push((path.clone(), at));
                }
                Expr::Call(call) if call.name == "set_delete" => {
                    let at = self.set_operand(path, call)?;
                    update.deletes.push((path.clone(), at));
                }
                _ => update.sets.push((path.clone(), self.assigned(expr)?)),
            }
        }
        let targets: Vec<Path> = update.targets().cloned().collect();
        refuse_clashes(&targets).map_err(|(_, invalid)| invalid)?;
        Ok(update)
    }

    fn assigned(&mut self, expr: &Expr) -> Checked<Value> {
        match expr {
            Expr::Plus(a, b) => Ok(Value::Plus(self.term(a)?, self.term(b)?)),
            Expr::Minus(a, b) => Ok(Value::Minus(self.term(a)?, self.term(b)?)),
            other => self.term(other).map(Value::Operand),
        }
    }

    /// An operand on the right side of SET.
    fn term(&mut self, expr: &Expr) -> Checked<Operand> {
        let Expr::Call(call) = expr else { return self.operand(expr) };
        let function = Function::of_name(&call.name);
        if !function.is_for_updates() {
            return Err(unrecognized(call));
        }
        if call.operands.len() != function.operands() {
            return Err(crate::expr::operand::wrong_count(&call.name, call.operands.len()));
        }
        let operands =
            call.operands.iter().map(|one| self.term(one)).collect::<Checked<Vec<_>>>()?;
        Ok(Operand::Call(function, operands))
    }

    /// `SET a = set_add(a, <<...>>)`: the members, by their place.
    fn set_operand(&mut self, target: &Path, call: &Call) -> Checked<usize> {
        let name = call.name.to_ascii_uppercase();
        let [first, second] = call.operands.as_slice() else {
            return Err(Invalid::from(format!(
                "{name} must have exactly two arguments at {}",
                call.at
            )));
        };
        let at = match first {
            Expr::Path(path, at) if path == target => at,
            _ => {
                return Err(Invalid::from(format!(
                    "The first argument to {name} must equal the assignment value at {}",
                    call.at
                )));
            }
        };
        let attr = match second {
            Expr::Path(..) | Expr::Call(_) => None,
            other => Some(self.value(other, "root")?),
        };
        match attr {
            Some(attr) if attr.kind().is_set() => Ok(self.values.push(attr)),
            _ => Err(Invalid::from(format!(
                "The second argument to {name} must be a value with type SET at {at}"
            ))),
        }
    }
}

fn unrecognized(call: &Call) -> Invalid {
    Invalid::from(format!("Unrecognized function: {} at {}", call.name, call.at))
}

/// A DELETE shows what was there, or nothing.
pub fn check_delete(returning: Option<Returning>) -> Checked<()> {
    match returning {
        None | Some(Returning { modified: false, new: false }) => Ok(()),
        Some(other) => Err(Invalid::from(format!(
            "Invalid returning clause: {other}. Only RETURNING ALL OLD * is allowed in DELETE \
             statements."
        ))),
    }
}
