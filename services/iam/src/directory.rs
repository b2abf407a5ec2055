//! Roles with their documents compiled, in memory. What a request's authorisation reads.
//!
//! A change throws all of it away *after* its commit and before its answer, see [`Changed`]: what
//! is loaded later is loaded from rows that hold the change.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use kit::Role;
use policy::{Kind, Policy};
use store::{ReadTx, Store};

use crate::error::broken;
use crate::{names, state};

/// How many roles are kept compiled; when there are more, all are loaded again. An account may
/// have 1,000 roles (IAM quotas).
pub const ROLES_KEPT_MAX: usize = 2048;

pub struct Directory {
    store: Store,
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Counts the changes: what was read before one must not be kept after it.
    changes: u64,
    /// By ARN.
    roles: HashMap<String, Arc<Role>>,
}

impl Directory {
    pub fn new(store: Store) -> Directory {
        Directory { store, kept: RwLock::default() }
    }

    pub fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        let changes = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(role) = kept.roles.get(arn) {
                return Ok(Some(role.clone()));
            }
            kept.changes
        };
        let loaded = self.store.read(|tx| load(tx, arn)).map_err(|error| broken(&error))?;
        let Some(role) = loaded.map(Arc::new) else { return Ok(None) };
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.changes == changes {
            if kept.roles.len() >= ROLES_KEPT_MAX {
                kept.roles.clear();
            }
            kept.roles.insert(role.arn.clone(), role.clone());
        }
        Ok(Some(role))
    }

    fn forget(&self) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.changes += 1;
        kept.roles.clear();
    }
}

/// To be returned from a closure that changes roles, beside its result. The store drops it, or
/// hands it to who waits, only when the commit is done; dropping it is what forgets. So a caller
/// that has gone away in the meantime changes nothing.
pub struct Changed(pub Arc<Directory>);

impl Drop for Changed {
    fn drop(&mut self) {
        self.0.forget();
    }
}

fn load(tx: &ReadTx, arn: &str) -> Result<Option<Role>, store::Error> {
    let Some((account, name)) = names::role_of_arn(arn) else { return Ok(None) };
    let Some(row) = state::role(tx, account, name)? else { return Ok(None) };
    if row.arn(account) != arn {
        return Ok(None);
    }
    // Documents were checked when they came in; should a later version refuse one, it gives
    // nothing, and a role without its trust is taken by nobody.
    let nothing = Policy { id: None, statements: Vec::new() };
    let trust = Policy::parse(&row.trust, Kind::Trust).unwrap_or(nothing);
    let mut policies = Vec::new();
    for (_, document) in state::policies(tx, account, name)? {
        match Policy::parse(&document, Kind::Identity) {
            Ok(policy) => policies.push(Arc::new(policy)),
            // It may have denied something: then nothing may be allowed either.
            Err(_) => {
                policies.clear();
                break;
            }
        }
    }
    Ok(Some(Role {
        account: account.into(),
        arn: arn.into(),
        name: row.name,
        path: row.path,
        id: row.id,
        session_s_max: u32::try_from(row.session_s_max).unwrap_or(u32::MAX),
        trust,
        policies: policies.into(),
        tags: row.tags,
    }))
}
