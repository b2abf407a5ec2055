//! Which keys of a table a WHERE asks for.

use crate::attr::{Attr, Item};
use crate::expr::Values;
use crate::expr::condition::{Comparator, Condition};
use crate::expr::operand::{Function, Operand};
use crate::invalid::{Checked, Invalid};
use crate::key::{Part, RangeCondition, Schema};

/// Partitions that one SELECT may name (DynamoDB developer guide, "PartiQL comparison operators").
const PARTITIONS_MAX: usize = 50;

/// The key that a condition names by equality on each of its parts, and the rest of the condition.
pub fn whole(
    condition: Option<Condition>,
    schema: &Schema,
    values: &Values,
) -> Option<(Item, Vec<Condition>)> {
    let mut terms = match condition? {
        Condition::And(all) => all,
        one => vec![one],
    };
    let mut key = Item::new();
    for part in schema.parts() {
        let at = terms.iter().position(|term| equal(term, part, values).is_some())?;
        let attr = equal(&terms.remove(at), part, values)?.clone();
        key.insert(&part.name, attr);
    }
    Some((key, terms))
}

/// The value that `part = value` asks for.
fn equal<'a>(condition: &Condition, part: &Part, values: &'a Values) -> Option<&'a Attr> {
    let Condition::Compare(Comparator::Equal, a, b) = condition else { return None };
    match (a, b) {
        (path, Operand::Value(at)) | (Operand::Value(at), path) if is_part(path, part) => {
            values.get(*at)
        }
        _ => None,
    }
}

fn is_part(operand: &Operand, part: &Part) -> bool {
    matches!(operand, Operand::Path(path) if !path.is_nested() && path.head == part.name)
}

/// The partitions outside of which the condition cannot hold, each once; `None` where it may hold
/// in any.
pub fn partitions(
    condition: Option<&Condition>,
    hash: &Part,
    values: &Values,
) -> Checked<Option<Vec<Attr>>> {
    let Some(found) = condition.and_then(|condition| named(condition, hash, values)) else {
        return Ok(None);
    };
    let mut all: Vec<Attr> = Vec::new();
    for attr in found {
        if attr.kind() != hash.kind {
            return Err(Invalid::parameter("Condition parameter type does not match schema type"));
        }
        if !all.contains(attr) {
            all.push(attr.clone());
        }
    }
    check_count(all.len())?;
    Ok(Some(all))
}

/// Refuses more partitions than one SELECT may name.
pub fn check_count(count: usize) -> Checked<()> {
    if count > PARTITIONS_MAX {
        return Err(Invalid::from(format!(
            "Number of hash keys in a WHERE clause cannot exceed {PARTITIONS_MAX}"
        )));
    }
    Ok(())
}

fn named<'a>(condition: &Condition, hash: &Part, values: &'a Values) -> Option<Vec<&'a Attr>> {
    match condition {
        // One part that names its partitions is enough; the first that does so is taken.
        Condition::And(all) => all.iter().find_map(|one| named(one, hash, values)),
        Condition::Or(any) => {
            let each: Option<Vec<_>> = any.iter().map(|one| named(one, hash, values)).collect();
            each.map(|each| each.concat())
        }
        Condition::In(operand, any) if is_part(operand, hash) => any
            .iter()
            .map(|one| match one {
                Operand::Value(at) => values.get(*at),
                _ => None,
            })
            .collect(),
        other => equal(other, hash, values).map(|attr| vec![attr]),
    }
}

/// What the condition asks of the sort key wherever it holds.
pub fn range(condition: Option<&Condition>, part: &Part, values: &Values) -> RangeCondition {
    let terms = match condition {
        Some(Condition::And(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    terms.iter().find_map(|term| of_range(term, part, values)).unwrap_or(RangeCondition::Any)
}

fn of_range(term: &Condition, part: &Part, values: &Values) -> Option<RangeCondition> {
    use RangeCondition as R;
    let value = |operand: &Operand| match operand {
        Operand::Value(at) => values.get(*at).filter(|attr| attr.kind() == part.kind).cloned(),
        _ => None,
    };
    match term {
        Condition::Compare(comparator, path, other) if is_part(path, part) => {
            let value = value(other)?;
            Some(match comparator {
                Comparator::Equal => R::Equal(value),
                Comparator::Less => R::Less(value),
                Comparator::LessOrEqual => R::LessOrEqual(value),
                Comparator::Greater => R::Greater(value),
                Comparator::GreaterOrEqual => R::GreaterOrEqual(value),
                Comparator::NotEqual => return None,
            })
        }
        Condition::Between(operands) => {
            let [path, low, high] = &**operands;
            is_part(path, part).then_some(())?;
            Some(R::Between(value(low)?, value(high)?))
        }
        Condition::Call(Function::BeginsWith, operands) => {
            let [path, start] = operands.as_slice() else { return None };
            let begins = is_part(path, part) && part.kind != crate::attr::Type::N;
            begins.then_some(())?;
            Some(R::BeginsWith(value(start)?))
        }
        _ => None,
    }
}
