//! What an update expression does to an item.
//!
//! All values are computed from the item as it was, and list indexes mean the list as it was: what
//! is in place is replaced, then what is past a list's end is appended in the order of the indexes,
//! then elements are taken out, the last first.

use crate::attr::{Attr, Item};
use crate::expr::Values;
use crate::expr::operand::{Function, Operand};
use crate::expr::path::{Path, Step};
use crate::expr::update::{Update, Value};
use crate::invalid::{Checked, Invalid};
use crate::number::Number;

const BAD_PATH: Invalid =
    Invalid::text("The document path provided in the update expression is invalid for update");
const NO_ATTRIBUTE: Invalid =
    Invalid::text("The provided expression refers to an attribute that does not exist in the item");
pub const WRONG_TYPE: Invalid =
    Invalid::text("An operand in the update expression has an incorrect data type");

/// Changes `item`. After an error it is in between and of no use. `exists` tells whether there was
/// an item: from one that is not there anything may be removed.
pub fn apply(update: &Update, item: &mut Item, exists: bool, values: &Values) -> Checked<()> {
    let assigned: Vec<Attr> = update
        .sets
        .iter()
        .map(|(_, value)| assigned(value, item, values))
        .collect::<Checked<_>>()?;
    let mut gone: Vec<&Path> = Vec::new();
    for path in &update.removes {
        if removable(path, item, exists)? {
            gone.push(path);
        }
    }
    let mut appended: Vec<(&Path, Attr)> = Vec::new();
    for ((path, _), attr) in update.sets.iter().zip(assigned) {
        if let Some(attr) = set(path, item, attr)? {
            appended.push((path, attr));
        }
    }
    for (path, at) in &update.adds {
        let operand = values.get(*at).ok_or(NO_ATTRIBUTE)?;
        if let Some(attr) = add(path, item, operand)? {
            appended.push((path, attr));
        }
    }
    for (path, at) in &update.deletes {
        let operand = values.get(*at).ok_or(NO_ATTRIBUTE)?;
        if take_from_set(path, item, exists, operand)? {
            gone.push(path);
        }
    }
    appended.sort_by(|a, b| a.0.cmp(b.0));
    for (path, attr) in appended {
        if let Some((Attr::L(list), _)) = path.parent_mut(item) {
            list.push(attr);
        }
    }
    gone.sort();
    for path in gone.into_iter().rev() {
        remove(path, item);
    }
    Ok(())
}

fn assigned(value: &Value, item: &Item, values: &Values) -> Checked<Attr> {
    match value {
        Value::Operand(operand) => operand_value(operand, item, values),
        Value::Plus(a, b) => sum(a, b, item, values, Number::plus),
        Value::Minus(a, b) => sum(a, b, item, values, Number::minus),
    }
}

fn sum(
    a: &Operand,
    b: &Operand,
    item: &Item,
    values: &Values,
    combine: fn(Number, Number) -> Checked<Number>,
) -> Checked<Attr> {
    match (operand_value(a, item, values)?, operand_value(b, item, values)?) {
        (Attr::N(a), Attr::N(b)) => combine(a, b).map(Attr::N),
        _ => Err(WRONG_TYPE),
    }
}

fn operand_value(operand: &Operand, item: &Item, values: &Values) -> Checked<Attr> {
    match operand {
        Operand::Path(path) => path.find(item).cloned().ok_or(NO_ATTRIBUTE),
        Operand::Value(at) => values.get(*at).cloned().ok_or(NO_ATTRIBUTE),
        Operand::Call(function, operands) => {
            let [first, second] = operands.as_slice() else { return Err(WRONG_TYPE) };
            if *function == Function::IfNotExists {
                return operand_value(first, item, values)
                    .or_else(|_| operand_value(second, item, values));
            }
            let (mut list, more) =
                match (operand_value(first, item, values)?, operand_value(second, item, values)?) {
                    (Attr::L(list), Attr::L(more)) => (list, more),
                    _ => return Err(WRONG_TYPE),
                };
            list.extend(more);
            Ok(Attr::L(list))
        }
    }
}

/// Puts a value in its place. It comes back where it is to be appended to a list.
fn set(path: &Path, item: &mut Item, attr: Attr) -> Checked<Option<Attr>> {
    if !path.is_nested() {
        item.insert(&path.head, attr);
        return Ok(None);
    }
    match path.parent_mut(item) {
        Some((Attr::M(map), Step::Name(name))) => {
            map.insert(name, attr);
            Ok(None)
        }
        Some((Attr::L(list), Step::Index(index))) => match list.get_mut(*index) {
            Some(place) => {
                *place = attr;
                Ok(None)
            }
            None => Ok(Some(attr)),
        },
        _ => Err(BAD_PATH),
    }
}

fn add(path: &Path, item: &mut Item, operand: &Attr) -> Checked<Option<Attr>> {
    let Some(current) = path.find_mut(item) else { return set(path, item, operand.clone()) };
    match (current, operand) {
        (Attr::N(number), Attr::N(more)) => *number = number.plus(*more)?,
        (Attr::Ss(set), Attr::Ss(more)) => unite(set, more),
        (Attr::Ns(set), Attr::Ns(more)) => unite(set, more),
        (Attr::Bs(set), Attr::Bs(more)) => unite(set, more),
        _ => return Err(WRONG_TYPE),
    }
    Ok(None)
}

fn unite<T: Ord + Clone>(set: &mut Vec<T>, more: &[T]) {
    for member in more {
        if let Err(at) = set.binary_search(member) {
            set.insert(at, member.clone());
        }
    }
}

/// Takes members out of a set; whether none is left, and so the attribute has to go.
fn take_from_set(path: &Path, item: &mut Item, exists: bool, operand: &Attr) -> Checked<bool> {
    fn left<T: Ord>(set: &mut Vec<T>, taken: &[T]) -> bool {
        set.retain(|member| taken.binary_search(member).is_err());
        set.is_empty()
    }
    if !removable(path, item, exists)? {
        return Ok(false);
    }
    let Some(current) = path.find_mut(item) else { return Ok(false) };
    match (current, operand) {
        (Attr::Ss(set), Attr::Ss(taken)) => Ok(left(set, taken)),
        (Attr::Ns(set), Attr::Ns(taken)) => Ok(left(set, taken)),
        (Attr::Bs(set), Attr::Bs(taken)) => Ok(left(set, taken)),
        _ => Err(WRONG_TYPE),
    }
}

/// Whether there is something at the path. What would hold it must be there and of its kind.
fn removable(path: &Path, item: &mut Item, exists: bool) -> Checked<bool> {
    if !path.is_nested() {
        return Ok(item.contains(&path.head));
    }
    match path.parent_mut(item) {
        Some((Attr::M(map), Step::Name(name))) => Ok(map.contains(name)),
        Some((Attr::L(list), Step::Index(index))) => Ok(*index < list.len()),
        _ if !exists => Ok(false),
        _ => Err(BAD_PATH),
    }
}

fn remove(path: &Path, item: &mut Item) {
    if !path.is_nested() {
        item.remove(&path.head);
        return;
    }
    match path.parent_mut(item) {
        Some((Attr::M(map), Step::Name(name))) => {
            map.remove(name);
        }
        Some((Attr::L(list), Step::Index(index))) if *index < list.len() => {
            list.remove(*index);
        }
        _ => {}
    }
}
