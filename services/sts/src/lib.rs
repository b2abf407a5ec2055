//! STS: temporary credentials of roles, and who a caller is.
//!
//! [`Sts`] is also the port [`kit::Keys`]: it knows the secret behind every access key. Temporary
//! credentials are not kept anywhere: a session token carries what they stand for, sealed with a
//! key that only the store has (see `token`), so that issuing one writes nothing and a restart
//! forgets nothing. Deliberately absent: roles, users and the ids of their keys (the ports
//! [`kit::Roles`] and [`kit::Users`]).

pub mod api;
mod identity_token;
mod keys;
mod ops;
mod seal;
mod session;
mod state;
mod token;
mod vault;

use std::sync::Arc;

use base::{Clock, Random, Timestamp};
use kit::{Issuers, Roles, Rulings, Service, Users, bind};

pub use keys::{ADMINISTRATOR_KEY_ID, SESSIONS_KEPT_MAX, Stranger, WithAdministrator};
pub use session::{LIFETIME_S_MAX, LIFETIME_S_MIN};
pub use vault::Vault;

/// The service's state.
pub struct Sts {
    roles: Arc<dyn Roles>,
    users: Arc<dyn Users>,
    issuers: Arc<dyn Issuers>,
    /// What becomes of decisions about roles, which are made here and not at the door.
    rulings: Rulings,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    vault: Arc<Vault>,
    sessions: keys::Sessions,
}

impl Sts {
    /// The clock is the machine's, whatever other services live by: clients hold the end of their
    /// credentials against it, and issuers have signed by it.
    pub fn new(
        vault: Arc<Vault>,
        roles: Arc<dyn Roles>,
        users: Arc<dyn Users>,
        issuers: Arc<dyn Issuers>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Sts {
        let (rulings, sessions) = (Rulings::default(), keys::Sessions::default());
        Sts { roles, users, issuers, rulings, clock, random, vault, sessions }
    }

    /// The same, whose decisions about roles end so.
    pub fn ruling(self, rulings: Rulings) -> Sts {
        Sts { rulings, ..self }
    }

    /// From when credentials are issued: whole seconds, as they are shown.
    fn issue_time(&self) -> Timestamp {
        Timestamp(self.clock.now().seconds() * 1000)
    }
}

/// The operation table.
pub fn service(sts: &Arc<Sts>) -> Service {
    use api::op;
    use ops::*;
    let operations = vec![
        bind(&op::ASSUME_ROLE, sts, assume_role::needs, assume_role::run),
        bind(
            &op::ASSUME_ROLE_WITH_WEB_IDENTITY,
            sts,
            assume_role_with_web_identity::needs,
            assume_role_with_web_identity::run,
        )
        .for_anyone(),
        bind(
            &op::DECODE_AUTHORIZATION_MESSAGE,
            sts,
            decode_authorization_message::needs,
            decode_authorization_message::run,
        ),
        bind(&op::GET_ACCESS_KEY_INFO, sts, get_access_key_info::needs, get_access_key_info::run),
        bind(&op::GET_CALLER_IDENTITY, sts, get_caller_identity::needs, get_caller_identity::run),
        bind(
            &op::GET_FEDERATION_TOKEN,
            sts,
            get_federation_token::needs,
            get_federation_token::run,
        ),
        bind(&op::GET_SESSION_TOKEN, sts, get_session_token::needs, get_session_token::run),
    ];
    Service { model: &api::MODEL, operations }
}
