//! Expressions: read before any lock is taken, evaluated against an item within.
//!
//! An expression is refused for its syntax at the first wrong token; all other faults are gathered
//! while it is read and the one that AWS would name is named.

pub mod condition;
pub mod key_condition;
pub mod lex;
pub mod operand;
pub mod path;
pub mod projection;
pub mod reserved;
pub mod update;

#[cfg(test)]
mod tests;

use crate::attr::{Attr, check_name};
use crate::invalid::{Checked, Invalid};

/// Bytes of one expression (DynamoDB quotas, "Expression parameters").
const EXPRESSION_BYTES_MAX: usize = 4096;
/// Operators and functions' nesting in one expression (the same page).
const OPERATORS_MAX: usize = 300;
/// Operands of IN, the first included: AWS takes 99 in its list.
const IN_OPERANDS_MAX: usize = 100;

/// Where an expression stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Update,
    Condition,
    KeyCondition,
    Filter,
    Projection,
}

impl Role {
    pub fn parameter(self) -> &'static str {
        match self {
            Role::Update => "UpdateExpression",
            Role::Condition => "ConditionExpression",
            Role::KeyCondition => "KeyConditionExpression",
            Role::Filter => "FilterExpression",
            Role::Projection => "ProjectionExpression",
        }
    }

    /// Reads `text` and says in whose expression a fault is.
    fn read<T>(self, text: &str, read: impl FnOnce() -> Checked<T>) -> Checked<T> {
        let checked = if text.is_empty() {
            Err(Invalid::text("The expression can not be empty;"))
        } else if text.len() > EXPRESSION_BYTES_MAX {
            Err(Invalid::from(format!(
                "Expression size has exceeded the maximum allowed size; expression size: {}",
                text.len()
            )))
        } else {
            read()
        };
        checked.map_err(|invalid| {
            invalid.after(&format!("Invalid {}: ", self.parameter())).of_request()
        })
    }
}

/// What `#names` and `:values` stand for, and which of them an expression has used.
#[derive(Debug, Default)]
pub struct Bindings {
    names: Vec<(String, String)>,
    names_used: Vec<bool>,
    value_names: Vec<String>,
    values_used: Vec<bool>,
    values: Values,
}

/// The values of a request, by their place.
#[derive(Debug, Default)]
pub struct Values(Vec<Attr>);

impl Values {
    pub fn of(values: Vec<Attr>) -> Values {
        Values(values)
    }

    pub fn get(&self, at: usize) -> Option<&Attr> {
        self.0.get(at)
    }

    /// Adds a value; its place.
    pub fn push(&mut self, attr: Attr) -> usize {
        self.0.push(attr);
        self.0.len() - 1
    }

    /// Bytes of all of them.
    pub fn size(&self) -> usize {
        self.0.iter().map(Attr::size).sum()
    }
}

impl Bindings {
    /// From the request's two maps; `None` where the parameter is absent.
    pub fn new(
        names: Option<Vec<(String, String)>>,
        values: Option<Vec<(String, Attr)>>,
    ) -> Checked<Bindings> {
        check_keys("ExpressionAttributeNames", '#', names.as_deref())?;
        check_keys("ExpressionAttributeValues", ':', values.as_deref())?;
        let names = names.unwrap_or_default();
        names.iter().try_for_each(|(_, name)| check_name(name))?;
        let (value_names, values): (Vec<_>, Vec<_>) =
            values.unwrap_or_default().into_iter().unzip();
        Ok(Bindings {
            names_used: vec![false; names.len()],
            values_used: vec![false; values.len()],
            names,
            value_names,
            values: Values(values),
        })
    }

    pub fn values(&self) -> &Values {
        &self.values
    }

    fn name(&mut self, reference: &str) -> Checked<String> {
        let Some(at) = self.names.iter().position(|(key, _)| key == reference) else {
            return Err(Invalid::from(format!(
                "An expression attribute name used in the document path is not defined; \
                 attribute name: {reference}"
            )));
        };
        self.names_used[at] = true;
        Ok(self.names[at].1.clone())
    }

    fn value(&mut self, reference: &str) -> Checked<usize> {
        let Some(at) = self.value_names.iter().position(|key| key == reference) else {
            return Err(Invalid::from(format!(
                "An expression attribute value used in expression is not defined; \
                 attribute value: {reference}"
            )));
        };
        self.values_used[at] = true;
        Ok(at)
    }

    /// Refuses what no expression used, and gives the values for the evaluation.
    pub fn finish(self) -> Checked<Values> {
        let names = self.names.iter().map(|(key, _)| key);
        refuse_unused("ExpressionAttributeNames", names, &self.names_used)?;
        refuse_unused("ExpressionAttributeValues", self.value_names.iter(), &self.values_used)?;
        Ok(self.values)
    }
}

fn check_keys<T>(parameter: &str, mark: char, entries: Option<&[(String, T)]>) -> Checked<()> {
    let Some(entries) = entries else { return Ok(()) };
    if entries.is_empty() {
        return Err(Invalid::from(format!("{parameter} must not be empty")).of_request());
    }
    for (key, _) in entries {
        let fits = key.strip_prefix(mark).is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        if !fits {
            return Err(Invalid::from(format!(
                "{parameter} contains invalid key: Syntax error; key: \"{key}\""
            ))
            .of_request());
        }
    }
    Ok(())
}

fn refuse_unused<'a>(
    parameter: &str,
    keys: impl Iterator<Item = &'a String>,
    used: &[bool],
) -> Checked<()> {
    let unused: Vec<&str> =
        keys.zip(used).filter(|(_, used)| !**used).map(|(key, _)| key.as_str()).collect();
    if unused.is_empty() {
        return Ok(());
    }
    Err(Invalid::from(format!(
        "Value provided in {parameter} unused in expressions: keys: {{{}}}",
        unused.join(", ")
    ))
    .of_request())
}

/// The first fault of each sort, the sort that AWS names first in front.
#[derive(Debug)]
struct Faults<const N: usize>([Option<Invalid>; N]);

impl<const N: usize> Faults<N> {
    fn none() -> Faults<N> {
        Faults([const { None }; N])
    }

    fn note(&mut self, sort: usize, invalid: Invalid) {
        self.0[sort].get_or_insert(invalid);
    }

    fn first(self) -> Checked<()> {
        match self.0.into_iter().flatten().next() {
            Some(invalid) => Err(invalid),
            None => Ok(()),
        }
    }
}
