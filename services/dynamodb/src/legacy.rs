//! The parameters from before expressions: conditions by attribute, and updates by attribute. They
//! are read into what expressions are read into, so that there is one evaluation of both.

use std::cmp::Ordering;

use wire::{List, Map};

use crate::api::{AttributeValue, AttributeValueUpdate, ExpectedAttributeValue};
use crate::attr::{Attr, Type, check_name};
use crate::convert;
use crate::expr::Values;
use crate::expr::condition::{Comparator, Condition, order};
use crate::expr::operand::{Function, Operand};
use crate::expr::path::Path;
use crate::expr::update::{Update, Value};
use crate::invalid::{Checked, Invalid};

/// One attribute's comparison, checked.
#[derive(Debug)]
pub struct Comparison {
    pub name: String,
    pub operator: String,
    pub values: Vec<Attr>,
}

/// Operands that an operator takes: the fewest, the most.
fn operands(operator: &str) -> (usize, usize) {
    match operator {
        "NULL" | "NOT_NULL" => (0, 0),
        "BETWEEN" => (2, 2),
        "IN" => (1, usize::MAX),
        _ => (1, 1),
    }
}

fn takes(operator: &str, kind: Type) -> bool {
    match operator {
        "EQ" | "NE" => true,
        "BEGINS_WITH" => matches!(kind, Type::S | Type::B),
        "CONTAINS" | "NOT_CONTAINS" => kind.is_ordered() || matches!(kind, Type::Bool | Type::Null),
        _ => kind.is_ordered(),
    }
}

impl Comparison {
    /// Of a name, an operator and its operands as they were given.
    fn new(name: &str, operator: &str, values: Vec<Attr>) -> Checked<Comparison> {
        check_name(name)?;
        let (fewest, most) = operands(operator);
        if values.len() < fewest || values.len() > most {
            return Err(Invalid::parameter(format!(
                "Invalid number of argument(s) for the {operator} ComparisonOperator"
            )));
        }
        if let Some(value) = values.iter().find(|value| !takes(operator, value.kind())) {
            return Err(Invalid::parameter(format!(
                "ComparisonOperator {operator} is not valid for {} AttributeValue type",
                value.kind().code()
            )));
        }
        if values.windows(2).any(|pair| pair[0].kind() != pair[1].kind()) {
            return Err(Invalid::parameter(
                "AttributeValues inside AttributeValueList must be of same type",
            ));
        }
        if operator == "BETWEEN" && order(&values[0], &values[1]) == Some(Ordering::Greater) {
            return Err(Invalid::text(
                "The BETWEEN condition was provided a range where the lower bound is greater than \
                 the upper bound",
            ));
        }
        Ok(Comparison { name: name.to_owned(), operator: operator.to_owned(), values })
    }

    /// As a condition; its values go to the end of `all`.
    fn condition(self, all: &mut Vec<Attr>) -> Condition {
        let path = || Operand::Path(Path::top(self.name.clone()));
        let first = all.len();
        let count = self.values.len();
        all.extend(self.values);
        let compare = |comparator| Condition::Compare(comparator, path(), Operand::Value(first));
        let call = |function| Condition::Call(function, vec![path(), Operand::Value(first)]);
        let exists = || Condition::Call(Function::AttributeExists, vec![path()]);
        match self.operator.as_str() {
            "EQ" => compare(Comparator::Equal),
            "NE" => compare(Comparator::NotEqual),
            "LT" => compare(Comparator::Less),
            "LE" => compare(Comparator::LessOrEqual),
            "GT" => compare(Comparator::Greater),
            "GE" => compare(Comparator::GreaterOrEqual),
            "NOT_NULL" => exists(),
            "NULL" => Condition::Call(Function::AttributeNotExists, vec![path()]),
            "CONTAINS" => call(Function::Contains),
            "BEGINS_WITH" => call(Function::BeginsWith),
            // An attribute that is not there does not contain it, and yet does not satisfy this.
            "NOT_CONTAINS" => {
                Condition::And(vec![exists(), Condition::Not(Box::new(call(Function::Contains)))])
            }
            "BETWEEN" => Condition::Between(Box::new([
                path(),
                Operand::Value(first),
                Operand::Value(first + 1),
            ])),
            _ => Condition::In(path(), (first..first + count).map(Operand::Value).collect()),
        }
    }
}

fn attrs(values: Option<List<AttributeValue>>) -> Checked<Vec<Attr>> {
    values.into_iter().flat_map(IntoIterator::into_iter).map(convert::attr).collect()
}

/// `KeyConditions`, `QueryFilter` or `ScanFilter`.
pub fn comparisons(map: Option<Map<crate::api::Condition>>) -> Checked<Vec<Comparison>> {
    map.into_iter()
        .flat_map(IntoIterator::into_iter)
        .map(|(name, mut condition)| {
            let values = attrs(condition.take_attribute_value_list())?;
            Comparison::new(&name, condition.comparison_operator(), values)
        })
        .collect()
}

/// All of them together, or none where there are none.
pub fn together(
    comparisons: Vec<Comparison>,
    operator: Option<&str>,
) -> Checked<Option<(Condition, Values)>> {
    if operator.is_some() && comparisons.is_empty() {
        return Err(Invalid::text("ConditionalOperator cannot be used without Filter or Expected"));
    }
    if operator.is_some() && comparisons.len() == 1 {
        return Err(Invalid::text(
            "ConditionalOperator can only be used when Filter or Expected has two or more elements",
        ));
    }
    let mut values = Vec::new();
    let mut all: Vec<Condition> =
        comparisons.into_iter().map(|one| one.condition(&mut values)).collect();
    let condition = match (all.len(), operator) {
        (0, _) => return Ok(None),
        (1, _) => all.remove(0),
        (_, Some("OR")) => Condition::Or(all),
        _ => Condition::And(all),
    };
    Ok(Some((condition, Values::of(values))))
}

/// `Expected`, with its `ConditionalOperator`.
pub fn expected(
    map: Option<Map<ExpectedAttributeValue>>,
    operator: Option<&str>,
) -> Checked<Option<(Condition, Values)>> {
    let comparisons = map.into_iter().flat_map(IntoIterator::into_iter);
    let comparisons = comparisons.map(|(name, one)| expectation(&name, one));
    together(comparisons.collect::<Checked<_>>()?, operator)
}

fn expectation(name: &str, mut one: ExpectedAttributeValue) -> Checked<Comparison> {
    let refused = |what: String| Err(Invalid::parameter(format!("{what} for Attribute: {name}")));
    let exists = one.exists();
    let value = one.take_value().map(convert::attr).transpose()?;
    let list = one.take_attribute_value_list();
    let Some(operator) = one.comparison_operator() else {
        if list.is_some() {
            return refused("AttributeValueList can only be used with a ComparisonOperator".into());
        }
        return match (exists, value) {
            (Some(false), None) => Comparison::new(name, "NULL", Vec::new()),
            (Some(false), Some(_)) => refused("Value cannot be used when Exists is false".into()),
            (_, Some(value)) => Comparison::new(name, "EQ", vec![value]),
            (exists, None) => {
                let shown = if exists.is_some() { "true" } else { "null" };
                refused(format!("Value must be provided when Exists is {shown}"))
            }
        };
    };
    if exists.is_some() {
        return refused("Exists and ComparisonOperator cannot be used together".into());
    }
    if value.is_some() && list.is_some() {
        return refused("Value and AttributeValueList cannot be used together".into());
    }
    let is_given = value.is_some() || list.is_some();
    if !is_given && operands(operator).0 > 0 {
        return refused(format!(
            "Value or AttributeValueList must be used with ComparisonOperator: {operator}"
        ));
    }
    let values = match value {
        Some(value) => vec![value],
        None => attrs(list)?,
    };
    Comparison::new(name, operator, values)
}

/// `AttributeUpdates`.
pub fn updates(map: Map<AttributeValueUpdate>) -> Checked<(Update, Values)> {
    let mut update = Update::default();
    let mut values = Vec::new();
    for (name, mut one) in map {
        check_name(&name)?;
        let value = one.take_value().map(convert::attr).transpose()?;
        let action = one.action().unwrap_or("PUT");
        let path = Path::top(name);
        let Some(value) = value else {
            if action != "DELETE" {
                return Err(Invalid::parameter(
                    "Only DELETE action is allowed when no attribute value is specified",
                ));
            }
            update.removes.push(path);
            continue;
        };
        let kind = value.kind();
        let fits = match action {
            "PUT" => true,
            "DELETE" => kind.is_set(),
            _ => kind.is_set() || matches!(kind, Type::N | Type::L),
        };
        if !fits {
            let how = if action == "DELETE" { "DELETE action with value" } else { "ADD action" };
            return Err(Invalid::parameter(format!(
                "{how} is not supported for the type {}",
                kind.code()
            )));
        }
        let at = values.len();
        values.push(value);
        match action {
            "PUT" => update.sets.push((path, Value::Operand(Operand::Value(at)))),
            "DELETE" => update.deletes.push((path, at)),
            _ if kind == Type::L => {
                values.push(Attr::L(Vec::new()));
                let own = Operand::Path(path.clone());
                let old = Operand::Call(Function::IfNotExists, vec![own, Operand::Value(at + 1)]);
                let whole = Operand::Call(Function::ListAppend, vec![old, Operand::Value(at)]);
                update.sets.push((path, Value::Operand(whole)));
            }
            _ => update.adds.push((path, at)),
        }
    }
    Ok((update, Values::of(values)))
}
