//! Key conditions: which partition, and which range of its sort keys.

use super::condition::{Comparator, Condition};
use super::operand::{Function, Operand};
use super::{Bindings, Role, Values};
use crate::attr::{Attr, Type};
use crate::invalid::{Checked, Invalid};
use crate::key::{IndexSchema, Part, RangeCondition, Span, check_part};
use crate::legacy::Comparison;

/// Conditions on a table's or a local index's key, and on a global index's: four in each role.
const TERMS_MAX: usize = 2;
const TERMS_OF_SEVERAL_MAX: usize = 8;

/// One condition on one attribute, not yet held against a key schema.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    name: String,
    test: Test,
    /// The places of the values it compares with: two for BETWEEN, else one.
    values: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Compare(Comparator),
    Between,
    BeginsWith,
    /// One of an older request that no key can be asked.
    NotIndexable,
}

/// A key condition as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyCondition {
    terms: Vec<Term>,
}

/// A key condition of one table or index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    pub hash: Vec<Attr>,
    /// Of the attributes to sort by, those that are asked to be equal before the last that is asked
    /// for.
    pub before: Vec<Attr>,
    pub range: RangeCondition,
}

impl Keys {
    /// The entries that satisfy it, in the partition of these values.
    pub fn span(&self, schema: &IndexSchema, hash: &[&Attr]) -> Span {
        let before: Vec<&Attr> = self.before.iter().collect();
        self.range.span(&schema.bytes(hash, &before))
    }
}

impl KeyCondition {
    /// Reads the syntax, which is a condition's.
    pub fn parse(text: &str, bindings: &mut Bindings) -> Checked<Condition> {
        Condition::parse(Role::KeyCondition, text, bindings)
    }

    /// Refuses what a key condition cannot ask.
    pub fn of(condition: &Condition) -> Checked<KeyCondition> {
        let mut terms = Vec::new();
        collect(condition, &mut terms)
            .map_err(|invalid| invalid.after("Invalid KeyConditionExpression: "))?;
        KeyCondition::of_terms(terms)
    }

    /// Of an older request's `KeyConditions`, and the values in them.
    pub fn of_comparisons(comparisons: Vec<Comparison>) -> Checked<(KeyCondition, Values)> {
        let mut all = Vec::new();
        let terms = comparisons.into_iter().map(|one| {
            let test = match one.operator.as_str() {
                "EQ" => Test::Compare(Comparator::Equal),
                "LT" => Test::Compare(Comparator::Less),
                "LE" => Test::Compare(Comparator::LessOrEqual),
                "GT" => Test::Compare(Comparator::Greater),
                "GE" => Test::Compare(Comparator::GreaterOrEqual),
                "BETWEEN" => Test::Between,
                "BEGINS_WITH" => Test::BeginsWith,
                _ => Test::NotIndexable,
            };
            let values = (all.len()..all.len() + one.values.len()).collect();
            all.extend(one.values);
            Term { name: one.name, test, values }
        });
        let keys = KeyCondition::of_terms(terms.collect())?;
        Ok((keys, Values::of(all)))
    }

    fn of_terms(terms: Vec<Term>) -> Checked<KeyCondition> {
        if terms.len() > TERMS_OF_SEVERAL_MAX {
            return Err(LENGTH);
        }
        Ok(KeyCondition { terms })
    }

    /// Holds it against the key's attributes.
    pub fn on(&self, schema: &IndexSchema, values: &Values) -> Checked<Keys> {
        if schema.hash.len() > 1 || schema.range.len() > 1 {
            return self.on_several(schema, values);
        }
        if self.terms.len() > TERMS_MAX {
            return Err(LENGTH);
        }
        if schema.range.is_empty() && self.terms.len() > 1 {
            return Err(UNSUPPORTED);
        }
        let part = &schema.hash[0];
        let hash = self.term(part).ok_or_else(|| missed(part))?;
        let value = typed_values(hash, part, values)?;
        if hash.test != Test::Compare(Comparator::Equal) {
            return Err(UNSUPPORTED);
        }
        let value = value[0].clone();
        check_part(part, &value, true)?;
        let range = match schema.range.first() {
            None => RangeCondition::Any,
            Some(part) => match self.term(part) {
                Some(term) => range_condition(term, part, values)?,
                None if self.terms.len() > 1 => return Err(missed(part)),
                None => RangeCondition::Any,
            },
        };
        Ok(Keys { hash: vec![value], before: Vec::new(), range })
    }

    /// A key of several attributes in a role: all of the partition's are asked to be equal, those
    /// to sort by are asked for from the left, and only the last of these otherwise than to be
    /// equal.
    fn on_several(&self, schema: &IndexSchema, values: &Values) -> Checked<Keys> {
        if let Some(term) = self.terms.iter().find(|term| !schema.holds(&term.name)) {
            return Err(missed_of_several("HASH and RANGE", &term.name));
        }
        let mut hash = Vec::new();
        for part in &schema.hash {
            let equal = Test::Compare(Comparator::Equal);
            let term = self.term(part).filter(|term| term.test == equal);
            let term = term.ok_or_else(|| missed_of_several("HASH", &part.name))?;
            let value = typed_values(term, part, values)?[0];
            check_part(part, value, true)?;
            hash.push(value.clone());
        }
        let mut before = Vec::new();
        let mut range = RangeCondition::Any;
        let mut left = self.terms.len() - hash.len();
        for part in &schema.range {
            if left == 0 {
                break;
            }
            left -= 1;
            let term = self.term(part).ok_or_else(|| missed_of_several("RANGE", &part.name))?;
            match range_condition(term, part, values)? {
                RangeCondition::Equal(value) if left > 0 => before.push(value),
                _ if left > 0 => return Err(missed_of_several("RANGE", &part.name)),
                last => range = last,
            }
        }
        Ok(Keys { hash, before, range })
    }

    fn term(&self, part: &Part) -> Option<&Term> {
        self.terms.iter().find(|term| term.name == part.name)
    }
}

const LENGTH: Invalid = Invalid::text("Conditions can be of length 1 or 2 only");
const UNSUPPORTED: Invalid = Invalid::text("Query key condition not supported");

fn missed_of_several(role: &str, name: &str) -> Invalid {
    Invalid::from(format!(
        "Query key condition not supported: {role} key attributes of the index must be given from \
         left to right, with an equality condition on each but the last RANGE key attribute. Key \
         attribute: {name}"
    ))
}

fn missed(part: &Part) -> Invalid {
    Invalid::from(format!("Query condition missed key schema element: {}", part.name))
}

/// The values of a term, which must be of the key's type.
fn typed_values<'a>(term: &Term, part: &Part, values: &'a Values) -> Checked<Vec<&'a Attr>> {
    if term.test == Test::NotIndexable {
        return Err(Invalid::text(
            "Attempted conditional constraint is not an indexable operation",
        ));
    }
    let found: Vec<&Attr> = term.values.iter().filter_map(|at| values.get(*at)).collect();
    if found.len() != term.values.len() || found.iter().any(|attr| attr.kind() != part.kind) {
        return Err(Invalid::parameter("Condition parameter type does not match schema type"));
    }
    Ok(found)
}

fn range_condition(term: &Term, part: &Part, values: &Values) -> Checked<RangeCondition> {
    use RangeCondition as C;
    let found = typed_values(term, part, values)?;
    for attr in &found {
        check_part(part, attr, false)?;
    }
    let value = found[0].clone();
    Ok(match term.test {
        Test::Compare(Comparator::Equal) => C::Equal(value),
        Test::Compare(Comparator::Less) => C::Less(value),
        Test::Compare(Comparator::LessOrEqual) => C::LessOrEqual(value),
        Test::Compare(Comparator::Greater) => C::Greater(value),
        Test::Compare(Comparator::GreaterOrEqual) => C::GreaterOrEqual(value),
        Test::Compare(Comparator::NotEqual) => return Err(invalid_operator("<>")),
        Test::Between => C::Between(value, found[1].clone()),
        Test::BeginsWith if part.kind == Type::N => {
            return Err(Invalid::parameter(
                "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type",
            ));
        }
        Test::BeginsWith => C::BeginsWith(value),
        Test::NotIndexable => C::Any,
    })
}

fn invalid_operator(name: &str) -> Invalid {
    Invalid::from(format!("Invalid operator used in KeyConditionExpression: {name}"))
}

fn invalid_condition(why: &str) -> Invalid {
    Invalid::from(format!("Invalid condition in KeyConditionExpression: {why}"))
}

fn collect(condition: &Condition, terms: &mut Vec<Term>) -> Checked<()> {
    let (test, operands): (Test, Vec<&Operand>) = match condition {
        Condition::And(all) => return all.iter().try_for_each(|one| collect(one, terms)),
        Condition::Or(_) => return Err(invalid_operator("OR")),
        Condition::Not(_) => return Err(invalid_operator("NOT")),
        Condition::In(..) => return Err(invalid_operator("IN")),
        Condition::Compare(Comparator::NotEqual, ..) => return Err(invalid_operator("<>")),
        Condition::Compare(comparator, a, b) => (Test::Compare(*comparator), vec![a, b]),
        Condition::Between(operands) => (Test::Between, operands.iter().collect()),
        Condition::Call(Function::BeginsWith, operands) => {
            (Test::BeginsWith, operands.iter().collect())
        }
        Condition::Call(function, _) => return Err(invalid_operator(function.name())),
    };
    if operands.iter().any(|operand| matches!(operand, Operand::Call(..))) {
        return Err(Invalid::text("KeyConditionExpressions cannot contain nested operations"));
    }
    let operator = match test {
        Test::Between => Some("BETWEEN"),
        Test::BeginsWith => Some("begins_with"),
        Test::Compare(_) | Test::NotIndexable => None,
    };
    if let Some(operator) = operator
        && !matches!(operands[0], Operand::Path(_))
    {
        return Err(invalid_condition(&format!(
            "{operator} operator must have the key attribute as its first operand"
        )));
    }
    let term = term(test, &operands)?;
    if terms.iter().any(|other| other.name == term.name) {
        return Err(Invalid::text(
            "KeyConditionExpressions must only contain one condition per key",
        ));
    }
    terms.push(term);
    Ok(())
}

fn term(test: Test, operands: &[&Operand]) -> Checked<Term> {
    let mut name = None;
    let mut values = Vec::new();
    for operand in operands {
        match operand {
            Operand::Path(path) => {
                if name.is_some() {
                    return Err(invalid_condition(
                        "Multiple attribute names used in one condition",
                    ));
                }
                if path.is_nested() {
                    return Err(Invalid::text(
                        "KeyConditionExpressions cannot have conditions on nested attributes",
                    ));
                }
                name = Some(path.head.clone());
            }
            Operand::Value(at) => values.push(*at),
            Operand::Call(..) => {}
        }
    }
    let name = name.ok_or_else(|| invalid_condition("No key attribute specified"))?;
    let test = match test {
        Test::Compare(comparator) if matches!(operands[0], Operand::Value(_)) => {
            Test::Compare(turned(comparator))
        }
        other => other,
    };
    Ok(Term { name, test, values })
}

/// `:v < a` says `a > :v`.
fn turned(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::Less => Comparator::Greater,
        Comparator::LessOrEqual => Comparator::GreaterOrEqual,
        Comparator::Greater => Comparator::Less,
        Comparator::GreaterOrEqual => Comparator::LessOrEqual,
        same => same,
    }
}
