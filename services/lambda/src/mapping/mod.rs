//! Event source mappings: what is kept of them, and how they are told to whoever runs them.
//!
//! The store is written first; memory and the runner follow it, in its order. Which queue there is
//! and who may read it is asked of the [`Source`]s; nothing here reads one.

mod change;
mod check;
mod show;
mod state;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, Weak};
use std::time::Duration;

use base::Arn;
use kit::{Mapping, Need, Roles, Source, Standing, Triggers};
use store::Store;
use wire::Error;

use crate::name::Named;
use crate::{Lambda, error};

pub(crate) use change::asked;
pub(crate) use change::no_mapping;
pub use change::{Asked, Ends};
pub use show::shown;
pub use state::{Row, Settings};

/// What mappings need, which is made when functions are there.
pub struct Triggering {
    pub sources: Vec<Arc<dyn Source>>,
    pub roles: Arc<dyn Roles>,
    /// It holds the functions.
    pub triggers: Weak<dyn Triggers>,
}

/// All mappings in memory, and who runs them.
#[derive(Default)]
pub struct Mappings {
    rows: RwLock<BTreeMap<String, Arc<Row>>>,
    wired: OnceLock<Triggering>,
    /// On the way to what they are to be: Lambda's word for it, by UUID.
    passing: Mutex<HashMap<String, &'static str>>,
}

impl Mappings {
    /// Everything as the store has it.
    pub fn load(&self, store: &Store) -> Result<(), store::Error> {
        let rows = store.read(state::all)?.into_iter();
        let rows = rows.map(|row| (row.id.clone(), Arc::new(row))).collect();
        *self.rows.write().unwrap_or_else(PoisonError::into_inner) = rows;
        Ok(())
    }

    pub fn find(&self, id: &str) -> Option<Arc<Row>> {
        self.rows.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// In the order of their UUIDs.
    pub fn all(&self) -> Vec<Arc<Row>> {
        self.rows.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn wired(&self) -> Result<&Triggering, Error> {
        self.wired.get().ok_or_else(|| error::service("event source mappings are not wired yet"))
    }

    fn triggers(&self) -> Option<Arc<dyn Triggers>> {
        self.wired.get()?.triggers.upgrade()
    }

    fn source(&self, arn: &Arn) -> Option<&Arc<dyn Source>> {
        self.wired.get()?.sources.iter().find(|source| source.service() == arn.service)
    }

    fn pass(&self, id: &str, word: Option<&'static str>) {
        let mut passing = self.passing.lock().unwrap_or_else(PoisonError::into_inner);
        match word {
            Some(word) => drop(passing.insert(id.to_owned(), word)),
            None => drop(passing.remove(id)),
        }
    }

    /// `Enabled`, and the other words of the API.
    fn state(&self, row: &Row, standing: &Standing) -> &'static str {
        if row.deleting {
            return "Deleting";
        }
        if standing.settled {
            self.pass(&row.id, None);
            return if row.enabled { "Enabled" } else { "Disabled" };
        }
        let passing = self.passing.lock().unwrap_or_else(PoisonError::into_inner);
        let usual = if row.enabled { "Enabling" } else { "Disabling" };
        passing.get(&row.id).copied().unwrap_or(usual)
    }

    /// One as the store has it, here and with who runs it.
    fn refresh(&self, store: &Store, id: &str) -> Result<Option<Arc<Row>>, store::Error> {
        // Read under the lock: who comes last has seen the latest.
        let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
        let row = store.read(|tx| state::get(tx, id))?.map(Arc::new);
        match &row {
            Some(row) => drop(rows.insert(id.to_owned(), Arc::clone(row))),
            None => drop(rows.remove(id)),
        }
        if let (Some(triggers), Some(row)) = (self.triggers(), &row)
            && let Some(mapping) = run_as(row)
        {
            triggers.set(mapping);
        }
        Ok(row)
    }
}

impl Lambda {
    /// What mappings need, once.
    pub fn wire(&self, wiring: Triggering) {
        self.mappings.wired.get_or_init(|| wiring);
    }

    /// From now on mappings run that an earlier run of the program kept. Once the functions are
    /// there.
    pub fn begin_mappings(&self) -> Result<(), store::Error> {
        for row in self.mappings.all() {
            if row.deleting {
                self.forget_mapping(&row.id)?;
            } else if let (Some(mapping), Some(triggers)) = (run_as(&row), self.mappings.triggers())
            {
                triggers.set(mapping);
            }
        }
        Ok(())
    }

    /// Of a mapping whose last batch has ended.
    fn forget_mapping(&self, id: &str) -> Result<(), store::Error> {
        let gone = id.to_owned();
        let deleted = self.store.write(move |tx| state::delete(tx, &gone)).wait();
        deleted.map_err(store::WriteError::flatten)?;
        self.mappings.refresh(&self.store, id).map(drop)
    }

    /// `arn:aws:lambda:REGION:ACCOUNT:event-source-mapping:UUID`.
    pub(crate) fn mapping_arn(&self, id: &str) -> String {
        let place = &self.place;
        let resource = format!("event-source-mapping:{id}");
        Arn::new("lambda", &place.region, &place.account, resource).to_string()
    }

    /// The permission to do something with a mapping.
    pub(crate) fn mapping_need(&self, action: &str, id: &str) -> Need {
        let mut need = Need::new(format!("lambda:{action}"), self.mapping_arn(id));
        if let Some(row) = self.mappings.find(id) {
            let function = Named { name: &row.function, qualifier: row.qualifier.as_deref() };
            need.keys.push(("lambda:FunctionArn".into(), vec![function.arn(&self.place)]));
        }
        need
    }

    /// How it stands, and Lambda's word for that.
    pub(crate) fn mapping_standing(&self, row: &Row) -> (&'static str, Option<String>) {
        let standing = match self.mappings.triggers() {
            Some(triggers) => triggers.standing(&row.id),
            None => Standing { settled: true, result: None },
        };
        (self.mappings.state(row, &standing), standing.result)
    }
}

/// As it is run; None where its source's name has become none, which no check lets in.
fn run_as(row: &Row) -> Option<Arc<Mapping>> {
    let Settings { batch_size, window_s, filters, reports, concurrency_max, .. } = &row.settings;
    Some(Arc::new(Mapping {
        id: row.id.clone(),
        source: Arn::parse(&row.source)?,
        function: row.function.clone(),
        qualifier: row.qualifier.clone(),
        enabled: row.enabled && !row.deleting,
        batch_items_max: usize::try_from(*batch_size).unwrap_or(1),
        window: Duration::from_secs((*window_s).into()),
        filters: filters.clone(),
        partial_failures: *reports,
        concurrency_max: *concurrency_max,
    }))
}
