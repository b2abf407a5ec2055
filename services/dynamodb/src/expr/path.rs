//! A document path: `a.b[0]`, and what it finds in an item.

use std::fmt;

use crate::attr::{Attr, Item, NESTING_MAX};

/// One step below a path's first name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Name(String),
    Index(usize),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    pub head: String,
    pub steps: Vec<Step>,
}

/// How two paths get into each other's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// One leads through the other.
    Overlap,
    /// One takes for a list what the other takes for a map.
    Conflict,
}

impl Path {
    pub fn top(name: impl Into<String>) -> Path {
        Path { head: name.into(), steps: Vec::new() }
    }

    pub fn is_nested(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Names and indexes together.
    pub fn levels(&self) -> usize {
        1 + self.steps.len()
    }

    pub fn is_too_deep(&self) -> bool {
        self.levels() > NESTING_MAX
    }

    pub fn find<'a>(&self, item: &'a Item) -> Option<&'a Attr> {
        self.steps.iter().try_fold(item.get(&self.head)?, |attr, step| match (attr, step) {
            (Attr::M(map), Step::Name(name)) => map.get(name),
            (Attr::L(list), Step::Index(index)) => list.get(*index),
            _ => None,
        })
    }

    pub fn find_mut<'a>(&self, item: &'a mut Item) -> Option<&'a mut Attr> {
        walk_mut(item.get_mut(&self.head)?, &self.steps)
    }

    /// What holds the path's last step: the item itself is not a value, so a path of one name has
    /// none.
    pub fn parent_mut<'a>(&self, item: &'a mut Item) -> Option<(&'a mut Attr, &Step)> {
        let (last, before) = self.steps.split_last()?;
        Some((walk_mut(item.get_mut(&self.head)?, before)?, last))
    }

    pub fn clash(&self, other: &Path) -> Option<Clash> {
        if self.head != other.head {
            return None;
        }
        for (own, others) in self.steps.iter().zip(&other.steps) {
            match (own, others) {
                (Step::Name(_), Step::Index(_)) | (Step::Index(_), Step::Name(_)) => {
                    return Some(Clash::Conflict);
                }
                _ if own != others => return None,
                _ => {}
            }
        }
        Some(Clash::Overlap)
    }
}

fn walk_mut<'a>(attr: &'a mut Attr, steps: &[Step]) -> Option<&'a mut Attr> {
    steps.iter().try_fold(attr, |attr, step| match (attr, step) {
        (Attr::M(map), Step::Name(name)) => map.get_mut(name),
        (Attr::L(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    })
}

/// As messages show it: `[a, b, [0]]`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}", self.head)?;
        for step in &self.steps {
            match step {
                Step::Name(name) => write!(f, ", {name}")?,
                Step::Index(index) => write!(f, ", [{index}]")?,
            }
        }
        f.write_str("]")
    }
}
