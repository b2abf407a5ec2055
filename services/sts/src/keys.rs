//! The port [`kit::Keys`]: whose an access key is, and credentials for a function's instance.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base::Timestamp;
use kit::{Credential, KeyProblem, Keys, Principal, Role, TemporaryCredentials};
use policy::{Kind, Policy};

use crate::Sts;
use crate::session::{self, LIFETIME_S_MAX};
use crate::token::{self, Claims};

/// The key that everybody uses against an endpoint on their own machine; its secret is the same.
pub const ADMINISTRATOR_KEY_ID: &str = "test";

/// How many opened tokens are kept; when there are more, all are opened again. One for each
/// instance of a function that is alive, and for who calls from outside.
pub const SESSIONS_KEPT_MAX: usize = 4096;

/// Tokens that have been opened, by their text.
#[derive(Default)]
pub struct Sessions(RwLock<HashMap<String, Arc<Session>>>);

struct Session {
    access_key_id: String,
    secret_access_key: String,
    claims: Claims,
    limits: Option<Arc<[Arc<Policy>]>>,
    /// Made of this state of the role.
    known: RwLock<Option<(Arc<Role>, Arc<Principal>)>>,
}

impl Keys for Sts {
    fn find(
        &self,
        access_key_id: &str,
        session_token: Option<&str>,
        now: Timestamp,
    ) -> Result<Credential, KeyProblem> {
        let token = session_token.ok_or(KeyProblem::Invalid)?;
        let session = self.session(access_key_id, token)?;
        if session.claims.expires <= now {
            return Err(KeyProblem::Expired);
        }
        let role = self.roles.role(&session.claims.role_arn).map_err(|_| KeyProblem::Invalid)?;
        let role = role.filter(|role| role.id == session.claims.role_id);
        let role = role.ok_or(KeyProblem::Invalid)?;
        Ok(Credential {
            secret_access_key: session.secret_access_key.clone(),
            principal: session.principal(&role),
        })
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
        if !session::lambda_may_assume(&role, now) {
            return Err(refuse("its trust policy does not allow lambda.amazonaws.com"));
        }
        let lifetime = lifetime.min(Duration::from_secs(LIFETIME_S_MAX));
        let claims = Claims {
            role_arn: role.arn.clone(),
            role_id: role.id.clone(),
            session: session.into(),
            issued: now,
            expires: now.plus(lifetime),
            policy: None,
            tags: Vec::new(),
        };
        let issued = token::issue(&self.keyring, &*self.random, &claims)
            .ok_or_else(|| wire::Error::internal("there is no master key"))?;
        Ok(TemporaryCredentials {
            access_key_id: issued.access_key_id,
            secret_access_key: issued.secret_access_key,
            session_token: issued.session_token,
            expires: claims.expires,
        })
    }
}

/// The same keys and, beside them, the customary one, whose holder is the account's root. For a
/// door through which nobody but this machine's user comes: a function must not find it.
pub struct WithAdministrator {
    sts: Arc<Sts>,
    root: Arc<Principal>,
}

impl WithAdministrator {
    pub fn new(sts: Arc<Sts>, account: &str) -> WithAdministrator {
        WithAdministrator { sts, root: Arc::new(Principal::root(account)) }
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
            return Ok(Credential { secret_access_key, principal: self.root.clone() });
        }
        self.sts.find(access_key_id, session_token, now)
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
    fn session(&self, access_key_id: &str, token: &str) -> Result<Arc<Session>, KeyProblem> {
        let sessions = &self.sessions.0;
        let kept = sessions.read().unwrap_or_else(PoisonError::into_inner).get(token).cloned();
        if let Some(session) = kept {
            let own = session.access_key_id == access_key_id;
            return own.then_some(session).ok_or(KeyProblem::Invalid);
        }
        let (claims, secret_access_key) =
            token::open(&self.keyring, access_key_id, token).ok_or(KeyProblem::Invalid)?;
        let limits = match &claims.policy {
            None => None,
            Some(text) => {
                let policy = Policy::parse(text, Kind::Identity);
                let policy = policy.map_err(|_| KeyProblem::Invalid)?;
                Some(Arc::from([Arc::new(policy)]))
            }
        };
        let session = Arc::new(Session {
            access_key_id: access_key_id.into(),
            secret_access_key,
            claims,
            limits,
            known: RwLock::default(),
        });
        let mut sessions = sessions.write().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= SESSIONS_KEPT_MAX {
            sessions.clear();
        }
        sessions.insert(token.into(), session.clone());
        Ok(session)
    }
}

impl Session {
    /// The caller that this session of the role is; made anew when the role has changed.
    fn principal(&self, role: &Arc<Role>) -> Arc<Principal> {
        if let Some((known, principal)) =
            &*self.known.read().unwrap_or_else(PoisonError::into_inner)
            && Arc::ptr_eq(known, role)
        {
            return principal.clone();
        }
        let claims = &self.claims;
        let mut who = policy::Principal::assumed_role(
            &role.account,
            &role.name,
            &role.path,
            &role.id,
            &claims.session,
        );
        who.issued_at_ms = Some(claims.issued.0);
        // A session's own tag stands before the role's of the same key.
        who.tags = claims.tags.iter().chain(&role.tags).cloned().collect();
        let principal = Arc::new(Principal {
            who,
            policies: role.policies.clone(),
            session: self.limits.clone(),
        });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        *known = Some((role.clone(), principal.clone()));
        principal
    }
}
