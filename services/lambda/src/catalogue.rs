//! Every function in memory: what an invocation looks up, with no transaction on its path.
//!
//! The store is written first; this follows it. It never holds what the store does not.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use kit::Version;

use crate::name::{LATEST, Place};
use crate::state::{Alias, Kept, Provisioned, Row};

/// One version of a function, `$LATEST` among them: how it is kept, and once it was called, how it
/// is run. Most functions are not called, and there may be very many of them.
#[derive(Debug)]
pub struct Function {
    pub row: Row,
    /// 0 is `$LATEST`.
    number: u64,
    /// The function's as it is now, whatever it was when the version was published.
    pub reserved: Option<u32>,
    place: Arc<Place>,
    version: OnceLock<Arc<Version>>,
}

impl Function {
    pub fn new(row: Row, number: u64, reserved: Option<u32>, place: &Arc<Place>) -> Function {
        Function { row, number, reserved, place: Arc::clone(place), version: OnceLock::new() }
    }

    /// As the engine runs it; made at the first call.
    pub fn version(&self) -> &Arc<Version> {
        self.version.get_or_init(|| Arc::new(self.make_version()))
    }

    /// The same for whoever needs it once.
    pub fn version_once(&self) -> Arc<Version> {
        self.version.get().map_or_else(|| Arc::new(self.make_version()), Arc::clone)
    }

    fn make_version(&self) -> Version {
        let spec = &self.row.spec;
        Version {
            function: spec.name.clone(),
            version: self.version_name(),
            arn: self.arn(),
            revision: self.row.revision.clone(),
            runtime: spec.runtime.clone(),
            handler: spec.handler.clone(),
            memory_mb: spec.memory_mb,
            timeout_ms: u64::from(spec.timeout_s) * 1000,
            tmp_mb: spec.tmp_mb,
            environment: spec.environment.clone(),
            role_arn: spec.role_arn.clone(),
            code: spec.code.clone(),
            mounts: spec.mounts.clone(),
            reserved_concurrency: self.reserved,
            snap_start: self.snap_start(),
        }
    }

    /// Unqualified.
    pub fn arn(&self) -> String {
        self.place.arn(&self.row.spec.name)
    }

    pub fn version_name(&self) -> String {
        version_name(self.number)
    }

    pub fn snap_start(&self) -> bool {
        self.row.spec.snap_start && self.number != 0
    }
}

/// `$LATEST`, or the number.
pub fn version_name(number: u64) -> String {
    if number == 0 { LATEST.into() } else { number.to_string() }
}

/// A function with everything that is published of it. Replaced, never changed.
#[derive(Debug)]
pub struct Shelf {
    pub latest: Arc<Function>,
    pub published: BTreeMap<u64, Arc<Function>>,
    pub aliases: BTreeMap<String, Alias>,
    /// By qualifier.
    pub provisioned: BTreeMap<String, Provisioned>,
}

impl Shelf {
    /// Versions that have not changed stay what they are in memory.
    pub fn new(kept: Kept, before: Option<&Shelf>, place: &Arc<Place>) -> Shelf {
        let reserved = kept.latest.spec.reserved_concurrency;
        let make = |row: Row, number: u64| {
            let known = before.and_then(|before| before.version(number));
            let same = known.filter(|known| known.row == row && known.reserved == reserved);
            same.unwrap_or_else(|| Arc::new(Function::new(row, number, reserved, place)))
        };
        Shelf {
            latest: make(kept.latest, 0),
            published: kept
                .published
                .into_iter()
                .map(|(number, row)| (number, make(row, number)))
                .collect(),
            aliases: kept.aliases,
            provisioned: kept.provisioned,
        }
    }

    pub fn name(&self) -> &str {
        &self.latest.row.spec.name
    }

    /// The number that a qualifier stands for, 0 for `$LATEST`; none where there is nothing of
    /// that name.
    pub fn number(&self, qualifier: Option<&str>) -> Option<u64> {
        match qualifier {
            None | Some(LATEST) => Some(0),
            Some(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse().ok().filter(|number| self.published.contains_key(number))
            }
            Some(alias) => self.aliases.get(alias).map(|alias| alias.version),
        }
    }

    /// 0 is `$LATEST`.
    pub fn version(&self, number: u64) -> Option<Arc<Function>> {
        match number {
            0 => Some(Arc::clone(&self.latest)),
            number => self.published.get(&number).cloned(),
        }
    }

    /// `$LATEST` as 0, then by number.
    pub fn numbered(&self) -> impl Iterator<Item = (u64, &Arc<Function>)> {
        let published = self.published.iter().map(|(number, function)| (*number, function));
        std::iter::once((0, &self.latest)).chain(published)
    }

    /// Whether it is `$LATEST`, or has an alias or provisioned places.
    pub fn is_named(&self, number: u64) -> bool {
        number == 0
            || self.aliases.values().any(|alias| alias.version == number)
            || self.provisioned_of(number) > 0
    }

    /// `$LATEST`, then by number.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<Function>> {
        std::iter::once(&self.latest).chain(self.published.values())
    }

    /// What is provisioned for a version, by its number and by its aliases.
    pub fn provisioned_of(&self, number: u64) -> u32 {
        let of =
            self.provisioned.iter().filter(|(name, _)| self.number(Some(name)) == Some(number));
        of.map(|(_, provisioned)| provisioned.places).sum()
    }
}

#[derive(Debug, Default)]
pub struct Catalogue {
    functions: RwLock<BTreeMap<String, Arc<Shelf>>>,
}

impl Catalogue {
    pub fn find(&self, name: &str) -> Option<Arc<Shelf>> {
        self.functions.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// At most `count` functions by name, those after `after` where it is given, and whether there
    /// are more.
    pub fn page(&self, after: Option<&str>, count: usize) -> (Vec<Arc<Shelf>>, bool) {
        let functions = self.functions.read().unwrap_or_else(PoisonError::into_inner);
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut rest = functions.range::<str, _>((from, Bound::Unbounded)).map(|(_, found)| found);
        let page = rest.by_ref().take(count).cloned().collect();
        (page, rest.next().is_some())
    }

    pub fn all(&self) -> Vec<Arc<Shelf>> {
        self.page(None, usize::MAX).0
    }

    /// Gives back what it replaces.
    pub fn put(&self, function: Arc<Shelf>) -> Option<Arc<Shelf>> {
        let mut functions = self.functions.write().unwrap_or_else(PoisonError::into_inner);
        functions.insert(function.name().to_owned(), function)
    }

    pub fn remove(&self, name: &str) -> Option<Arc<Shelf>> {
        self.functions.write().unwrap_or_else(PoisonError::into_inner).remove(name)
    }
}
