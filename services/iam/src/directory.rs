//! Users and roles with their documents compiled, in memory. What a request's authorisation reads.
//!
//! A change throws all of it away *after* its commit and before its answer, see [`Changed`]: what
//! is loaded later is loaded from rows that hold the change.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use kit::{AccessKey, Role, User};
use policy::{Kind as Form, Policy};
use store::{ReadTx, Store};

use crate::entity::{Entity, Kind};
use crate::error::broken;
use crate::{names, state};

/// How many roles are kept compiled, and how many users and their keys; when there are more, all
/// are loaded again. An account may have 1,000 roles and 5,000 users (IAM quotas).
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
    users: HashMap<String, Arc<User>>,
    /// By access key id.
    keys: HashMap<String, AccessKey>,
}

impl Directory {
    pub fn new(store: Store) -> Directory {
        Directory { store, kept: RwLock::default() }
    }

    pub fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        let load = |tx: &ReadTx| Ok(load_role(tx, arn)?.map(Arc::new));
        self.find(|kept| &kept.roles, |kept| &mut kept.roles, arn, load)
    }

    pub fn user(&self, arn: &str) -> Result<Option<Arc<User>>, wire::Error> {
        let load = |tx: &ReadTx| match names::entity_of_arn(arn) {
            Some((account, Kind::User, name)) => {
                let user = state::entity(tx, account, Kind::User, name)?;
                match user.filter(|user| user.arn(account) == arn) {
                    Some(user) => load_user(tx, account, user).map(Arc::new).map(Some),
                    None => Ok(None),
                }
            }
            _ => Ok(None),
        };
        self.find(|kept| &kept.users, |kept| &mut kept.users, arn, load)
    }

    pub fn key(&self, id: &str) -> Result<Option<AccessKey>, wire::Error> {
        let load = |tx: &ReadTx| {
            let Some(key) = state::key(tx, id)? else { return Ok(None) };
            let Some(user) = state::by_owner(tx, &key.account, &key.user_id)? else {
                return Ok(None);
            };
            let user = Arc::new(load_user(tx, &key.account, user)?);
            let id = Arc::from(id);
            Ok(Some(AccessKey { id, user, active: key.active, master: key.master }))
        };
        self.find(|kept| &kept.keys, |kept| &mut kept.keys, id, load)
    }

    /// Compiled each time: only opening a session asks.
    pub fn managed(&self, arn: &str) -> Result<Option<Arc<Policy>>, wire::Error> {
        let account = names::policy_of_arn(arn).map_or("", |(account, ..)| account);
        let document = self.store.read(|tx| state::managed_document(tx, account, arn));
        let document = document.map_err(|error| broken(&error))?;
        let policy = document.as_deref().and_then(parse);
        Ok(policy.map(|policy| Arc::new(policy.called(arn))))
    }

    fn find<T: Clone>(
        &self,
        place: impl Fn(&Kept) -> &HashMap<String, T>,
        place_mut: impl Fn(&mut Kept) -> &mut HashMap<String, T>,
        name: &str,
        load: impl FnOnce(&ReadTx) -> Result<Option<T>, store::Error>,
    ) -> Result<Option<T>, wire::Error> {
        let changes = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = place(&kept).get(name) {
                return Ok(Some(found.clone()));
            }
            kept.changes
        };
        let loaded = self.store.read(load).map_err(|error| broken(&error))?;
        let Some(loaded) = loaded else { return Ok(None) };
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.changes == changes {
            let place = place_mut(&mut kept);
            if place.len() >= ROLES_KEPT_MAX {
                place.clear();
            }
            place.insert(name.to_owned(), loaded.clone());
        }
        Ok(Some(loaded))
    }

    fn forget(&self) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let changes = kept.changes + 1;
        *kept = Kept { changes, ..Kept::default() };
    }
}

/// To be returned from a closure that changes identities, beside its result. The store drops it, or
/// hands it to who waits, only when the commit is done; dropping it is what forgets. So a caller
/// that has gone away in the meantime changes nothing.
pub struct Changed(pub Arc<Directory>);

impl Drop for Changed {
    fn drop(&mut self) {
        self.0.forget();
    }
}

fn load_role(tx: &ReadTx, arn: &str) -> Result<Option<Role>, store::Error> {
    let Some((account, name)) = names::role_of_arn(arn) else { return Ok(None) };
    let Some(row) = state::role(tx, account, name)? else { return Ok(None) };
    if row.arn(account) != arn {
        return Ok(None);
    }
    // Documents were checked when they came in; should a later version refuse one, it gives
    // nothing, and a role without its trust is taken by nobody.
    let trust = Policy::parse(&row.trust, Form::Trust).unwrap_or(Policy::EMPTY);
    let entity = row.entity();
    Ok(Some(Role {
        account: account.into(),
        arn: arn.into(),
        session_s_max: u32::try_from(row.session_s_max).unwrap_or(u32::MAX),
        trust,
        policies: own_policies(tx, account, &entity)?.into(),
        boundary: boundary(tx, account, &entity)?,
        name: row.name,
        path: row.path,
        id: row.id,
        tags: row.tags,
    }))
}

fn load_user(tx: &ReadTx, account: &str, user: Entity) -> Result<User, store::Error> {
    let mut owners = state::related(tx, account, &user)?;
    owners.push(user.clone());
    let mut policies = Vec::new();
    for owner in &owners {
        let own = own_policies(tx, account, owner)?;
        if own.is_empty() && has_policies(tx, account, owner)? {
            policies.clear();
            break;
        }
        policies.extend(own);
    }
    let mut who = policy::Principal::user(account, &user.name, &user.path, &user.id);
    who.tags.clone_from(&user.tags);
    let boundary = boundary(tx, account, &user)?;
    let principal = kit::Principal { who, policies: policies.into(), boundary, session: None };
    Ok(User {
        account: account.into(),
        arn: user.arn(account),
        name: user.name,
        id: user.id,
        principal: Arc::new(principal),
    })
}

/// The documents of one user, group or role, each with the name that explanations give it.
fn own_policies(tx: &ReadTx, account: &str, of: &Entity) -> Result<Vec<Arc<Policy>>, store::Error> {
    let mut policies = Vec::new();
    for (name, document) in documents(tx, account, of)? {
        match document.as_deref().and_then(parse) {
            Some(policy) => policies.push(Arc::new(policy.called(name))),
            // It may have denied something: then nothing may be allowed either.
            None => return Ok(Vec::new()),
        }
    }
    Ok(policies)
}

fn has_policies(tx: &ReadTx, account: &str, of: &Entity) -> Result<bool, store::Error> {
    Ok(!documents(tx, account, of)?.is_empty())
}

/// Inline documents and those of attached managed policies, by the names that explanations give.
pub fn documents(
    tx: &ReadTx,
    account: &str,
    of: &Entity,
) -> Result<Vec<(String, Option<String>)>, store::Error> {
    let mut documents = Vec::new();
    for (name, document) in state::inline_policies(tx, account, of)? {
        documents.push((format!("{}_{}_{name}", of.kind.word(), of.name), Some(document)));
    }
    for arn in state::attached(tx, account, of)? {
        let document = state::managed_document(tx, account, &arn)?;
        documents.push((arn, document));
    }
    Ok(documents)
}

/// AWS's own are longer than what anybody else may write.
fn parse(document: &str) -> Option<Policy> {
    let value = serde_json::from_str(document).ok()?;
    Policy::from_value(&value, Form::Stored).ok()
}

/// One that cannot be read allows nothing.
fn boundary(tx: &ReadTx, account: &str, of: &Entity) -> Result<Option<Arc<Policy>>, store::Error> {
    let Some(arn) = &of.boundary else { return Ok(None) };
    let document = state::managed_document(tx, account, arn)?;
    let policy = document.as_deref().and_then(parse).unwrap_or(Policy::EMPTY);
    Ok(Some(Arc::new(policy.called(arn.clone()))))
}
