//! A role as those who rely on it see it: who may take it and what it may do.

use std::sync::Arc;

use base::Timestamp;
use policy::Policy;

use crate::service::Need;

/// One state of a role. Replaced, never changed: two reads that give the same `Arc` gave the same
/// role.
#[derive(Debug)]
pub struct Role {
    pub account: String,
    pub name: String,
    /// Begins and ends with a slash.
    pub path: String,
    pub arn: String,
    /// `AROA...`: another role of the same name has another one.
    pub id: String,
    pub session_s_max: u32,
    pub trust: Policy,
    /// What its sessions may do.
    pub policies: Arc<[Arc<Policy>]>,
    pub tags: Vec<(String, String)>,
}

impl Role {
    /// Whether a session of the role may do it, where its own policies decide.
    pub fn may(&self, need: &Need, session: &str, region: &str, now: Timestamp) -> bool {
        let Role { account, name, path, id, .. } = self;
        let who = policy::Principal::assumed_role(account, name, path, id, session);
        let facts = policy::Facts::new().with("aws:RequestedRegion", region);
        let question = policy::Request::new(&who, &need.action, &need.resource);
        let question = question.at(now).under(&facts);
        policy::evaluate(&question, &policy::Policies::identity(&self.policies)).is_allow()
    }
}

/// Roles by their ARN. What `sts` and `lambda` hold.
pub trait Roles: Send + Sync {
    /// None where there is no such role. The error is the store's.
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error>;
}
