//! Projection expressions: which parts of an item are wanted.

use super::operand::{Function, Notes, Operand, Reader};
use super::path::{Clash, Path, Step};
use super::{Bindings, Faults, Role, Values};
use crate::attr::{Attr, Item};
use crate::invalid::{Checked, Invalid};

/// Paths, none leading through another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    paths: Vec<Path>,
}

impl Projection {
    pub fn parse(text: &str, bindings: &mut Bindings) -> Checked<Projection> {
        Role::Projection.read(text, || {
            let mut reader = Reader::new(text, bindings, ProjectionNotes(Faults::none()));
            let mut paths = vec![reader.path()?];
            while reader.cursor.eat(",") {
                paths.push(reader.path()?);
            }
            reader.cursor.expect_end()?;
            let clashes = refuse_clashes(&paths);
            let ProjectionNotes(mut faults) = reader.notes;
            if let Err((clash, invalid)) = clashes {
                faults.note(if clash == Clash::Overlap { 3 } else { 4 }, invalid);
            }
            faults.first()?;
            Ok(Projection { paths })
        })
    }

    /// Of paths that are known not to clash.
    pub fn of(paths: Vec<Path>) -> Projection {
        Projection { paths }
    }

    pub fn paths(&self) -> &[Path] {
        &self.paths
    }

    /// Whether anything under this name is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.paths.iter().any(|path| path.head == name)
    }

    /// Whether only whole attributes are wanted.
    pub fn is_flat(&self) -> bool {
        self.paths.iter().all(|path| !path.is_nested())
    }

    /// What is wanted of the item. Elements of a list close up.
    pub fn apply(&self, item: &Item) -> Item {
        if self.is_flat() {
            return item
                .iter()
                .filter(|(name, _)| self.wants(name))
                .map(|(name, attr)| (name, attr.clone()))
                .collect();
        }
        item.iter()
            .filter_map(|(name, attr)| {
                let steps: Vec<&[Step]> = self
                    .paths
                    .iter()
                    .filter(|path| path.head == name)
                    .map(|path| path.steps.as_slice())
                    .collect();
                Some((name, part(attr, &steps)?))
            })
            .collect()
    }
}

/// What these paths find below a value; `None` where they find nothing.
fn part(attr: &Attr, paths: &[&[Step]]) -> Option<Attr> {
    if paths.is_empty() {
        return None;
    }
    if paths.iter().any(|steps| steps.is_empty()) {
        return Some(attr.clone());
    }
    let below = |step: &Step| -> Vec<&[Step]> {
        paths.iter().filter(|steps| steps[0] == *step).map(|steps| &steps[1..]).collect()
    };
    match attr {
        Attr::M(map) => {
            let found: Item = map
                .iter()
                .filter_map(|(name, attr)| Some((name, part(attr, &below(&named(name)))?)))
                .collect();
            (!found.is_empty()).then_some(Attr::M(found))
        }
        Attr::L(list) => {
            let found: Vec<Attr> = list
                .iter()
                .enumerate()
                .filter_map(|(index, attr)| part(attr, &below(&Step::Index(index))))
                .collect();
            (!found.is_empty()).then_some(Attr::L(found))
        }
        _ => None,
    }
}

fn named(name: &str) -> Step {
    Step::Name(name.to_owned())
}

/// The first two paths that clash, in the order in which they were written.
pub fn refuse_clashes(paths: &[Path]) -> Result<(), (Clash, Invalid)> {
    for (at, path) in paths.iter().enumerate() {
        for earlier in &paths[..at] {
            if let Some(clash) = earlier.clash(path) {
                let word = match clash {
                    Clash::Overlap => "overlap",
                    Clash::Conflict => "conflict",
                };
                let invalid = Invalid::from(format!(
                    "Two document paths {word} with each other; must remove or rewrite one of \
                     these paths; path one: {earlier}, path two: {path}"
                ));
                return Err((clash, invalid));
            }
        }
    }
    Ok(())
}

/// Sorts: path shape, reserved words, names; clashes come after them.
struct ProjectionNotes(Faults<5>);

impl Notes for ProjectionNotes {
    fn is_keyword(&self, _: &str) -> bool {
        false
    }

    fn reserved(&mut self, invalid: Invalid) {
        self.0.note(1, invalid);
    }

    fn unbound_name(&mut self, invalid: Invalid) {
        self.0.note(2, invalid);
    }

    fn unbound_value(&mut self, invalid: Invalid) {
        self.0.note(2, invalid);
    }

    fn bad_path(&mut self, invalid: Invalid) {
        self.0.note(0, invalid);
    }

    fn redundant_parentheses(&mut self) {}

    fn call(&mut self, _: &str, _: Function, _: &[Operand], _: &Values) {}
}
