//! Changes of one function: the store first, then memory and the engine, in the store's order.

use std::sync::{Arc, PoisonError};

use store::WriteTx;
use wire::Error;

use crate::catalogue::Shelf;
use crate::name::Named;
use crate::state::{self, Kept};
use crate::{Lambda, error};

impl Lambda {
    /// Runs `act` on what is kept of a function, in one transaction, and brings memory and the
    /// engine to what it left. Blocks until it is on disk, while the tasks of its thread go on
    /// elsewhere: these are an operator's rare calls.
    pub(crate) fn change<T: Send + 'static>(
        &self,
        name: &str,
        qualifier: Option<&str>,
        act: impl FnOnce(&mut WriteTx, &Kept) -> Result<T, Error> + Send + 'static,
    ) -> Result<(T, Arc<Shelf>), Error> {
        let named = Named::parse(name, qualifier, &self.place)?;
        let (name, missing) = (named.name.to_owned(), error::no_function(&named.arn(&self.place)));
        tokio::task::block_in_place(|| self.change_now(name, missing, act))
    }

    fn change_now<T: Send + 'static>(
        &self,
        name: String,
        missing: Error,
        act: impl FnOnce(&mut WriteTx, &Kept) -> Result<T, Error> + Send + 'static,
    ) -> Result<(T, Arc<Shelf>), Error> {
        let _changing = self.deploying.lock().unwrap_or_else(PoisonError::into_inner);
        let (outcome, kept) = self
            .store
            .write_blocking(move |tx| {
                let failed = |failed: store::Error| error::store(&failed);
                let Some(kept) = state::kept(tx, &name).map_err(failed)? else {
                    return Err(missing);
                };
                let outcome = act(tx, &kept)?;
                let kept = state::kept(tx, &name).map_err(failed)?;
                kept.map(|kept| (outcome, kept)).ok_or_else(|| error::service("it was deleted"))
            })
            .map_err(error::write)?;
        Ok((outcome, self.take_in(kept)))
    }

    /// Into memory and to the engine. Versions that are no longer there, or are another, drain.
    pub(crate) fn take_in(&self, kept: Kept) -> Arc<Shelf> {
        let before = self.catalogue.find(&kept.latest.spec.name);
        let shelf = Arc::new(Shelf::new(kept, before.as_deref(), &self.place));
        for (number, function) in shelf.numbered() {
            // What nothing points to is made ready when somebody asks for it by its number: after
            // a start that would be snapshots of everything that was ever published.
            let known = before.as_ref().and_then(|before| before.version(number));
            let fresh = known.is_none_or(|known| known.row.revision != function.row.revision);
            if fresh || shelf.is_named(number) {
                self.run.publish(&function.version_once());
            }
        }
        self.catalogue.put(Arc::clone(&shelf));
        if let Some(before) = &before {
            let stays =
                |revision: &str| shelf.versions().any(|function| function.row.revision == revision);
            for function in before.versions() {
                if !stays(&function.row.revision) {
                    self.run.retire(&function.version_once());
                }
            }
        }
        let places = |number: u64| shelf.provisioned_of(number);
        let earlier = |number: u64| before.as_ref().map_or(0, |shelf| shelf.provisioned_of(number));
        let mut provisioned: Vec<_> = shelf
            .published
            .iter()
            .filter(|(number, _)| places(**number) > 0 || earlier(**number) > 0)
            .collect();
        // What an alias leaves is let go after what it comes to has been begun.
        provisioned.sort_by_key(|(number, _)| places(**number) == 0);
        for (number, function) in provisioned {
            self.run.provision(function.version(), places(*number));
        }
        shelf
    }

    /// The function is gone.
    pub(crate) fn drop_out(&self, name: &str) {
        let Some(shelf) = self.catalogue.remove(name) else { return };
        for function in shelf.versions() {
            self.run.retire(&function.version_once());
        }
    }
}
