//! A role as those who rely on it see it: who may take it and what it may do.

use std::sync::Arc;

use base::Timestamp;
use policy::Policy;

use crate::BoxFuture;
use crate::authority::Denial;
use crate::ruling::Rulings;
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
    /// The most that its policies can give.
    pub boundary: Option<Arc<Policy>>,
    pub tags: Vec<(String, String)>,
}

/// What is to be done for a function when nobody asks: reading a queue, telling what became of an
/// event.
#[derive(Clone, Copy, Debug)]
pub struct Errand<'a> {
    pub need: &'a Need,
    /// The session of the role in whose name it is done: the function's.
    pub session: &'a str,
    pub region: &'a str,
    pub now: Timestamp,
    /// What does it, for the operator: a service, and which of its doings.
    pub place: (&'a str, &'a str),
}

impl Role {
    /// Whether a session of the role may do it: its own policies, and what a resource of its
    /// account says itself.
    fn decide(&self, errand: &Errand<'_>, rulings: &Rulings) -> Result<(), Denial> {
        let Role { account, name, path, id, .. } = self;
        let Errand { need, session, region, now, place } = *errand;
        let who = policy::Principal::assumed_role(account, name, path, id, session);
        let facts = policy::Facts::new().with("aws:RequestedRegion", region);
        let question = policy::Request::new(&who, &need.action, &need.resource);
        let question = question.at(now).under(&facts);
        let boundary = self.boundary.as_deref();
        let resource = need.policy.as_deref().map(|policy| policy::ResourcePolicy {
            policy,
            account: &self.account,
            kind: policy::PolicyType::Resource,
        });
        let identity = policy::Policies::identity(&self.policies);
        let policies = policy::Policies { boundary, resource, ..identity };
        rulings.end(&question, Denial::unless_allowed(&question, &policies), place)
    }
}

/// Roles by their ARN. What `sts` and `lambda` hold.
pub trait Roles: Send + Sync {
    /// None where there is no such role. The error is the store's.
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error>;

    /// Whether it may be done in the role's name.
    fn may(&self, role: &Role, errand: &Errand<'_>) -> bool {
        role.decide(errand, &Rulings::default()).is_ok()
    }
}

/// The same roles, of whose errands is heard.
pub struct Watched {
    pub roles: Arc<dyn Roles>,
    pub rulings: Rulings,
}

impl Roles for Watched {
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        self.roles.role(arn)
    }

    fn may(&self, role: &Role, errand: &Errand<'_>) -> bool {
        role.decide(errand, &self.rulings).is_ok()
    }
}

/// One state of a user, as those who check signatures see it.
#[derive(Debug)]
pub struct User {
    pub account: String,
    pub name: String,
    pub arn: String,
    /// `AIDA...`.
    pub id: String,
    /// With the policies of the user and of its groups.
    pub principal: Arc<crate::Principal>,
}

/// A user's access key.
#[derive(Clone, Debug)]
pub struct AccessKey {
    pub id: Arc<str>,
    pub user: Arc<User>,
    pub active: bool,
    /// The master key that its secret follows from, see [`Secrets`].
    pub master: u64,
}

/// What became of a one-time code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeCheck {
    Right,
    /// Another one is shown, or this one has counted already.
    Wrong,
    /// The user has no such device.
    NoDevice,
}

/// Users by their access keys and ARNs. What `sts` holds.
pub trait Users: Send + Sync {
    fn key(&self, access_key_id: &str) -> Result<Option<AccessKey>, wire::Error>;

    fn user(&self, arn: &str) -> Result<Option<Arc<User>>, wire::Error>;

    /// The document of a managed policy's default version.
    fn managed(&self, arn: &str) -> Result<Option<Arc<Policy>>, wire::Error>;

    /// The clients that an OpenID Connect provider is for; none where there is no such provider.
    fn provider(&self, arn: &str) -> Result<Option<Vec<String>>, wire::Error>;

    /// Whether this is what the device shows now, where it is in this user's hand. A code counts
    /// once.
    fn one_time_code<'a>(
        &'a self,
        user: &'a str,
        device: &'a str,
        code: &'a str,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<CodeCheck, wire::Error>>;

    /// A key, by its id, or a role, by its ARN, was used. Cheap: it is written later.
    fn used(&self, name: &str, service: &str, region: &str, now: Timestamp);
}

/// Secrets of access keys. They are kept nowhere: each follows from the id and a master key that
/// only the store has.
pub trait Secrets: Send + Sync {
    /// The number of the master key that new secrets follow from.
    fn newest(&self) -> u64;

    /// None where there is no master key of this number.
    fn secret(&self, master: u64, access_key_id: &str) -> Option<String>;
}

/// The keys with which identity providers sign their tokens.
pub trait Issuers: Send + Sync {
    /// A JWKS document of the issuer, by its URL. The error says why there is none.
    fn keys<'a>(&'a self, issuer: &'a str) -> BoxFuture<'a, Result<String, String>>;
}
