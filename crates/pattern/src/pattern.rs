//! A pattern, and whether an event matches it.
//!
//! Each field that a pattern names must match; of the values that a leaf lists, one. Where an event
//! has an array, one of its elements must do, and it must be one element that does for all fields
//! below it.

use serde_json::{Map, Value};

use crate::matcher::Matcher;
use crate::read::{self, Invalid};

/// What somebody wants to see.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    root: Node,
    /// Leaves that may be satisfied by there being nothing: the numbers in [`Leaf::absent`].
    absences: usize,
}

/// An object of a pattern: all of it must match.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node {
    pub fields: Vec<(String, Child)>,
    /// Of each of these lists, one must match.
    pub choices: Vec<Vec<Node>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Child {
    Node(Node),
    Leaf(Leaf),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leaf {
    pub matchers: Vec<Matcher>,
    /// Where one of the matchers is that there is nothing: a number of its own.
    pub absent: Option<usize>,
}

/// What a pattern takes a field for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It says something of the fields below.
    Object,
    /// It says something of the value.
    Value,
}

impl Pattern {
    pub fn read(text: &str) -> Result<Pattern, Invalid> {
        let (root, absences) = read::pattern(text)?;
        Ok(Pattern { root, absences })
    }

    pub fn matches(&self, event: &Value) -> bool {
        let Value::Object(event) = event else { return false };
        let mut absent = vec![false; self.absences];
        if self.absences > 0 {
            self.root.find_absent(&[event], &mut absent);
        }
        self.root.holds(Some(event), &absent)
    }

    /// What it takes a field of the event for; None where it says nothing of it, or only in a
    /// choice.
    pub fn form(&self, field: &str) -> Option<Form> {
        let (_, child) = self.root.fields.iter().find(|(name, _)| name == field)?;
        Some(match child {
            Child::Node(_) => Form::Object,
            Child::Leaf(_) => Form::Value,
        })
    }
}

impl Node {
    fn holds(&self, event: Option<&Map<String, Value>>, absent: &[bool]) -> bool {
        let fields = self.fields.iter().all(|(name, child)| {
            let value = event.and_then(|event| event.get(name));
            match child {
                Child::Leaf(leaf) => leaf.holds(value, absent),
                Child::Node(node) => {
                    let mut objects = Vec::new();
                    if let Some(value) = value {
                        objects_of(value, &mut objects);
                    }
                    match objects.is_empty() {
                        // Only what asks for there being nothing can still be satisfied.
                        true => node.holds(None, absent),
                        false => objects.iter().any(|object| node.holds(Some(object), absent)),
                    }
                }
            }
        });
        let chosen = |nodes: &Vec<Node>| nodes.iter().any(|node| node.holds(event, absent));
        fields && self.choices.iter().all(chosen)
    }

    /// Looks for what is nowhere among all objects that there are at this place of the event.
    fn find_absent(&self, events: &[&Map<String, Value>], absent: &mut [bool]) {
        for (name, child) in &self.fields {
            let values = events.iter().filter_map(|event| event.get(name));
            match child {
                Child::Leaf(Leaf { absent: None, .. }) => {}
                Child::Leaf(Leaf { absent: Some(number), .. }) => {
                    let mut values = values;
                    absent[*number] = !values.any(|value| any_scalar(value, &|_| true));
                }
                Child::Node(node) => {
                    let mut objects = Vec::new();
                    values.for_each(|value| objects_of(value, &mut objects));
                    node.find_absent(&objects, absent);
                }
            }
        }
        self.choices.iter().flatten().for_each(|node| node.find_absent(events, absent));
    }
}

impl Leaf {
    fn holds(&self, value: Option<&Value>, absent: &[bool]) -> bool {
        let nothing = self.absent.is_some_and(|number| absent[number]);
        let one = |scalar: &Value| self.matchers.iter().any(|matcher| matcher.holds(scalar));
        nothing || value.is_some_and(|value| any_scalar(value, &one))
    }
}

/// Objects, those in arrays among them.
fn objects_of<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Object(object) => objects.push(object),
        Value::Array(elements) => elements.iter().for_each(|one| objects_of(one, objects)),
        _ => {}
    }
}

/// Whether something holds for a value that is not made of others, those in arrays among them.
fn any_scalar(value: &Value, holds: &impl Fn(&Value) -> bool) -> bool {
    match value {
        Value::Object(_) => false,
        Value::Array(elements) => elements.iter().any(|element| any_scalar(element, holds)),
        scalar => holds(scalar),
    }
}
