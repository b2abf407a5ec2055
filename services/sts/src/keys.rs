//! The port [`kit::Keys`]: whose an access key is, and credentials for a function's instance.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base::Timestamp;
use kit::{AccessKey, Credential, KeyProblem, Keys, Principal, Role, TemporaryCredentials, User};
use policy::{Kind, Policy};

use crate::Sts;
use crate::session::{self, LIFETIME_S_MAX};
use crate::token::{self, Claims, Subject};

/// The key that everybody uses against an endpoint on their own machine; its secret is the same.
pub const ADMINISTRATOR_KEY_ID: &str = "test";

/// How many opened tokens are kept; when there are more, all are opened again. One for each
/// instance of a function that is alive, and for who calls from outside.
pub const SESSIONS_KEPT_MAX: usize = 4096;

const EVERYTHING: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*",
    "Resource":"*"}}"#;

/// Tokens that have been opened, by their text, and the secrets of users' keys, by their id.
#[derive(Default)]
pub struct Sessions {
    opened: RwLock<HashMap<String, Arc<Session>>>,
    secrets: RwLock<HashMap<(u64, Arc<str>), String>>,
}

struct Session {
    access_key_id: String,
    secret_access_key: String,
    claims: Claims,
    /// The inline session policy.
    limit: Option<Arc<Policy>>,
    used_as: Option<Arc<str>>,
    /// Made of this state of the role or user.
    known: RwLock<Option<(Owner, Arc<Principal>)>>,
}

/// Whose session it is, as it is now.
#[derive(Clone)]
enum Owner {
    Role(Arc<Role>),
    User(Arc<User>),
    Root,
}

impl Owner {
    fn same(&self, other: &Owner) -> bool {
        match (self, other) {
            (Owner::Role(one), Owner::Role(other)) => Arc::ptr_eq(one, other),
            (Owner::User(one), Owner::User(other)) => Arc::ptr_eq(one, other),
            (Owner::Root, Owner::Root) => true,
            _ => false,
        }
    }
}

impl Keys for Sts {
    fn find(
        &self,
        access_key_id: &str,
        session_token: Option<&str>,
        now: Timestamp,
    ) -> Result<Credential, KeyProblem> {
        let Some(token) = session_token else { return self.long_term(access_key_id) };
        let session = self.session(access_key_id, token)?;
        if session.claims.expires <= now {
            return Err(KeyProblem::Expired);
        }
        let owner = self.owner(&session.claims.subject).ok_or(KeyProblem::Invalid)?;
        Ok(Credential {
            secret_access_key: session.secret_access_key.clone(),
            used_as: session.used_as.clone(),
            principal: self.principal(&session, owner)?,
        })
    }

    fn used(&self, credential: &Credential, service: &str, region: &str, now: Timestamp) {
        if let Some(name) = &credential.used_as {
            self.users.used(name, service, region, now);
        }
    }

    /// The lifetime is cut to twelve hours.
    fn issue(
        &self,
        role_arn: &str,
        session: &str,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<TemporaryCredentials, wire::Error> {
        let refuse = |why: &str| {
            let text = "The role defined for the function cannot be assumed by Lambda.";
            let why = format!("{role_arn}: {why}");
            wire::Error::client("InvalidParameterValueException", text).for_operator(why)
        };
        let role = self.roles.role(role_arn)?.ok_or_else(|| refuse("there is no such role"))?;
        if !session::lambda_may_assume(&role, &self.rulings, now) {
            return Err(refuse("its trust policy does not allow lambda.amazonaws.com"));
        }
        let lifetime = lifetime.min(Duration::from_secs(LIFETIME_S_MAX));
        let subject = Subject::Role { arn: role.arn.clone(), id: role.id.clone() };
        let claims = Claims::of(subject, session, now, now.plus(lifetime));
        let issued = self.issued(&claims)?;
        Ok(TemporaryCredentials {
            access_key_id: issued.access_key_id,
            secret_access_key: issued.secret_access_key,
            session_token: issued.session_token,
            expires: claims.expires,
        })
    }
}

/// Another account than the application's, by the key of its root: somebody else's, as far as
/// buckets are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// Twelve digits.
    pub account: String,
    pub access_key_id: String,
    pub secret_access_key: String,
}

/// The same keys and, beside them, the customary one, whose holder is the account's root, and those
/// of other accounts' roots. For a door through which nobody but this machine's user comes: a
/// function must not find them.
pub struct WithAdministrator {
    sts: Arc<Sts>,
    root: Arc<Principal>,
    strangers: Vec<Stranger>,
}

impl WithAdministrator {
    pub fn new(sts: Arc<Sts>, account: &str, strangers: Vec<Stranger>) -> WithAdministrator {
        WithAdministrator { sts, root: Arc::new(Principal::root(account)), strangers }
    }
}

impl Keys for WithAdministrator {
    fn find(
        &self,
        access_key_id: &str,
        session_token: Option<&str>,
        now: Timestamp,
    ) -> Result<Credential, KeyProblem> {
        if access_key_id == ADMINISTRATOR_KEY_ID && session_token.is_none() {
            let secret_access_key = ADMINISTRATOR_KEY_ID.into();
            let principal = self.root.clone();
            return Ok(Credential { used_as: None, secret_access_key, principal });
        }
        let mut strangers = self.strangers.iter();
        let known = strangers.find(|stranger| stranger.access_key_id == access_key_id);
        if let Some(stranger) = known.filter(|_| session_token.is_none()) {
            let principal = Arc::new(Principal::root(&stranger.account));
            let secret_access_key = stranger.secret_access_key.clone();
            return Ok(Credential { used_as: None, secret_access_key, principal });
        }
        self.sts.find(access_key_id, session_token, now)
    }

    fn used(&self, credential: &Credential, service: &str, region: &str, now: Timestamp) {
        self.sts.used(credential, service, region, now);
    }

    fn issue(
        &self,
        role_arn: &str,
        session: &str,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<TemporaryCredentials, wire::Error> {
        self.sts.issue(role_arn, session, lifetime, now)
    }
}

impl Sts {
    pub fn issued(&self, claims: &Claims) -> Result<token::Issued, wire::Error> {
        let issued = token::issue(self.vault.keyring(), &*self.random, claims);
        issued.ok_or_else(|| wire::Error::internal("there is no master key"))
    }

    /// A user's access key.
    fn long_term(&self, id: &str) -> Result<Credential, KeyProblem> {
        let key = self.users.key(id).map_err(|_| KeyProblem::Invalid)?;
        let key = key.filter(|key| key.active).ok_or(KeyProblem::Invalid)?;
        Ok(Credential {
            secret_access_key: self.secret(&key).ok_or(KeyProblem::Invalid)?,
            principal: key.user.principal.clone(),
            used_as: Some(key.id),
        })
    }

    fn secret(&self, key: &AccessKey) -> Option<String> {
        let secrets = &self.sessions.secrets;
        let name = (key.master, key.id.clone());
        let kept = secrets.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
        if kept.is_some() {
            return kept;
        }
        let secret = kit::Secrets::secret(&*self.vault, key.master, &key.id)?;
        let mut secrets = secrets.write().unwrap_or_else(PoisonError::into_inner);
        if secrets.len() >= SESSIONS_KEPT_MAX {
            secrets.clear();
        }
        secrets.insert(name, secret.clone());
        Some(secret)
    }

    fn session(&self, access_key_id: &str, token: &str) -> Result<Arc<Session>, KeyProblem> {
        let sessions = &self.sessions.opened;
        let kept = sessions.read().unwrap_or_else(PoisonError::into_inner).get(token).cloned();
        if let Some(session) = kept {
            let own = session.access_key_id == access_key_id;
            return own.then_some(session).ok_or(KeyProblem::Invalid);
        }
        let opened = token::open(self.vault.keyring(), access_key_id, token);
        let (claims, secret_access_key) = opened.ok_or(KeyProblem::Invalid)?;
        let limit = match &claims.policy {
            None => None,
            Some(text) => {
                let policy = Policy::parse(text, Kind::Identity);
                let policy = policy.map_err(|_| KeyProblem::Invalid)?;
                Some(Arc::new(policy.called("the session's policy")))
            }
        };
        let used_as = match &claims.subject {
            Subject::Role { arn, .. } => Some(Arc::from(arn.as_str())),
            _ => None,
        };
        let session = Arc::new(Session {
            access_key_id: access_key_id.into(),
            secret_access_key,
            claims,
            limit,
            used_as,
            known: RwLock::default(),
        });
        let mut sessions = sessions.write().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= SESSIONS_KEPT_MAX {
            sessions.clear();
        }
        sessions.insert(token.into(), session.clone());
        Ok(session)
    }

    /// The role or user behind a session, where it is still the same one.
    fn owner(&self, subject: &Subject) -> Option<Owner> {
        match subject {
            Subject::Role { arn, id } => {
                let role = self.roles.role(arn).ok()??;
                (role.id == *id).then_some(Owner::Role(role))
            }
            Subject::User { arn, id } | Subject::Federated { arn, id } => {
                let user = self.users.user(arn).ok()??;
                (user.id == *id).then_some(Owner::User(user))
            }
            Subject::Root { .. } => Some(Owner::Root),
        }
    }

    /// The caller that a session is; made anew when its role or user has changed.
    fn principal(&self, session: &Session, owner: Owner) -> Result<Arc<Principal>, KeyProblem> {
        if let Some((known, principal)) =
            &*session.known.read().unwrap_or_else(PoisonError::into_inner)
            && known.same(&owner)
        {
            return Ok(principal.clone());
        }
        let claims = &session.claims;
        let mut principal = session.base(&owner);
        principal.who.issued_at_ms = Some(claims.issued.0);
        principal.who.mfa_at_ms = claims.mfa.map(|at| at.0);
        // A session's own tag stands before its owner's of the same key.
        principal.who.tags.splice(..0, claims.tags.iter().cloned());
        principal.who.transitive.clone_from(&claims.transitive);
        principal.who.source_identity.clone_from(&claims.source_identity);
        principal.who.provider.clone_from(&claims.provider);
        principal.session = self.limits(session)?.map(Into::into);
        let principal = Arc::new(principal);
        // The root is always the same, while what limits its session may change.
        if matches!(owner, Owner::Root) && !claims.policy_arns.is_empty() {
            return Ok(principal);
        }
        let mut known = session.known.write().unwrap_or_else(PoisonError::into_inner);
        *known = Some((owner, principal.clone()));
        Ok(principal)
    }

    /// The most that the session can do; none where nothing limits it. An empty list allows
    /// nothing.
    fn limits(&self, session: &Session) -> Result<Option<Vec<Arc<Policy>>>, KeyProblem> {
        let claims = &session.claims;
        let mut limits: Vec<Arc<Policy>> = session.limit.iter().cloned().collect();
        for arn in &claims.policy_arns {
            match self.users.managed(arn).map_err(|_| KeyProblem::Invalid)? {
                Some(policy) => limits.push(policy),
                // With it may have gone a denial: what is left may be more than was meant.
                None => return Ok(Some(Vec::new())),
            }
        }
        let limited = claims.policy.is_some() || !claims.policy_arns.is_empty();
        // A federated user has nothing but what it was given, and never more than its maker.
        Ok((limited || claims.is_federated()).then_some(limits))
    }
}

impl Session {
    fn base(&self, owner: &Owner) -> Principal {
        match owner {
            Owner::Role(role) => {
                let Role { account, name, path, id, .. } = &**role;
                let session = &self.claims.session;
                let mut who = policy::Principal::assumed_role(account, name, path, id, session);
                who.tags.clone_from(&role.tags);
                Principal {
                    who,
                    policies: role.policies.clone(),
                    boundary: role.boundary.clone(),
                    session: None,
                }
            }
            Owner::User(user) => {
                let mut principal = (*user.principal).clone();
                if matches!(self.claims.subject, Subject::Federated { .. }) {
                    let (account, name) = (&user.account, &self.claims.session);
                    principal.who = policy::Principal::federated_user(account, name, &user.arn);
                }
                principal
            }
            Owner::Root => match &self.claims.subject {
                Subject::Root { account } => {
                    let mut principal = Principal::root(account);
                    // Not the root: what a session is named after must not count as its maker.
                    if self.claims.is_federated() {
                        let (name, root) = (&self.claims.session, principal.who.arn);
                        principal.who = policy::Principal::federated_user(account, name, &root);
                        principal.policies = everything();
                    }
                    principal
                }
                _ => Principal::anonymous(),
            },
        }
    }
}

/// What the root gives a federated session, which its session policies narrow.
fn everything() -> Arc<[Arc<Policy>]> {
    let policy = Policy::parse(EVERYTHING, Kind::Identity);
    policy.into_iter().map(Arc::new).collect()
}
