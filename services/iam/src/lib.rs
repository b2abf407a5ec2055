//! IAM: users, groups, roles and their policies, and what other rooms may know of them.
//!
//! [`service`] is the table that the router speaks to; [`Iam`] is also the ports [`kit::Roles`]
//! and [`kit::Users`], which answer from memory. Deliberately absent: evaluating (`policy`),
//! temporary credentials and the keys that secrets follow from (`sts`).

pub mod api;
mod aside;
mod credential_row;
mod directory;
mod document;
mod entity;
mod error;
mod last_use;
mod managed;
mod names;
mod ops;
mod otp;
mod pem;
mod position;
mod qr;
mod report;
pub mod resource;
mod row;
mod service_linked_names;
mod state;
mod table;
mod tags;
mod usage;

use std::sync::Arc;

use base::Timestamp;
use policy::Policy;
use store::WriteTx;

pub use directory::ROLES_KEPT_MAX;
pub use resource::RoleResource;
pub use table::service;

use directory::{Changed, Directory};
use error::{Failed, flatten};
use last_use::LastUses;
use usage::Usage;

/// The service's state: the store's rows, and the identities that are kept compiled.
pub struct Iam {
    store: store::Store,
    secrets: Arc<dyn kit::Secrets>,
    directory: Arc<Directory>,
    last_uses: LastUses,
    usage: Usage,
    aside: aside::Aside,
}

impl Iam {
    pub fn new(store: store::Store, secrets: Arc<dyn kit::Secrets>) -> Iam {
        let directory = Arc::new(Directory::new(store.clone()));
        let (last_uses, usage) = (LastUses::new(store.clone()), Usage::new(store.clone()));
        Iam { last_uses, usage, store, secrets, directory, aside: Default::default() }
    }

    /// What callers have really used, what they were given and never used, and the least policy
    /// that would have been enough (`squall iam report`). Writes first what is not written yet.
    pub fn report(&self) -> Result<serde_json::Value, store::Error> {
        self.usage.flush();
        self.store.read(report::report)
    }

    /// Writes what is only in memory; at the end.
    pub fn flush(&self) {
        self.usage.flush();
    }

    /// Runs a change; what is known of identities is forgotten once it has been committed.
    async fn change<R: Send + 'static>(
        &self,
        closure: impl FnOnce(&mut WriteTx) -> Result<R, Failed> + Send + 'static,
    ) -> Result<R, wire::Error> {
        let changed = self.directory.clone();
        let written = self.store.write(move |tx| Ok::<_, Failed>((closure(tx)?, Changed(changed))));
        let (value, _changed) = written.await.map_err(flatten)?;
        Ok(value)
    }

    /// When a key, by its id, or a role, by its ARN, was last used.
    fn last_use(&self, name: &str) -> Option<state::LastUse> {
        self.last_uses.find(name)
    }
}

impl kit::Roles for Iam {
    fn role(&self, arn: &str) -> Result<Option<Arc<kit::Role>>, wire::Error> {
        self.directory.role(arn)
    }
}

impl kit::Users for Iam {
    fn key(&self, access_key_id: &str) -> Result<Option<kit::AccessKey>, wire::Error> {
        self.directory.key(access_key_id)
    }

    fn user(&self, arn: &str) -> Result<Option<Arc<kit::User>>, wire::Error> {
        self.directory.user(arn)
    }

    fn managed(&self, arn: &str) -> Result<Option<Arc<Policy>>, wire::Error> {
        self.directory.managed(arn)
    }

    fn provider(&self, arn: &str) -> Result<Option<Vec<String>>, wire::Error> {
        let Some((account, url)) = names::provider_of_arn(arn) else { return Ok(None) };
        let row = self.store.read(|tx| state::provider(tx, account, url));
        Ok(row.map_err(|error| error::broken(&error))?.map(|row| row.clients))
    }

    fn one_time_code<'a>(
        &'a self,
        user: &'a str,
        device: &'a str,
        code: &'a str,
        now: Timestamp,
    ) -> kit::BoxFuture<'a, Result<kit::CodeCheck, wire::Error>> {
        Box::pin(ops::mfa::check(self, user, device, code, now))
    }

    fn used(&self, name: &str, service: &str, region: &str, now: Timestamp) {
        self.last_uses.used(name, service, region, now);
    }
}

impl kit::Witness for Iam {
    fn decided(
        &self,
        who: &policy::Principal,
        action: &str,
        resource: &str,
        verdict: kit::Verdict,
        now: Timestamp,
    ) {
        self.usage.decided(who, action, resource, verdict, now);
    }
}
