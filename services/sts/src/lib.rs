//! STS: temporary credentials of roles, and who a caller is.
//!
//! [`Sts`] is also the port [`kit::Keys`]: it knows the secret behind every access key. Temporary
//! credentials are not kept anywhere: a session token carries what they stand for, sealed with a
//! key that only the store has (see `token`), so that issuing one writes nothing and a restart
//! forgets nothing. Deliberately absent: roles themselves (the port [`kit::Roles`]), long-term
//! access keys of users, federation.

pub mod api;
mod keys;
mod ops;
mod seal;
mod session;
mod state;
mod token;

use std::sync::Arc;

use base::Random;
use kit::{Roles, Service, bind};
use store::Store;

pub use keys::{ADMINISTRATOR_KEY_ID, SESSIONS_KEPT_MAX, WithAdministrator};
pub use session::{LIFETIME_S_MAX, LIFETIME_S_MIN};

/// The service's state.
pub struct Sts {
    roles: Arc<dyn Roles>,
    random: Arc<dyn Random>,
    keyring: seal::Keyring,
    sessions: keys::Sessions,
}

impl Sts {
    /// Reads the master keys, or makes the first one. Blocks until that is on disk.
    pub fn open(
        store: &Store,
        roles: Arc<dyn Roles>,
        random: Arc<dyn Random>,
    ) -> Result<Sts, store::Error> {
        let keyring = seal::Keyring::new(state::master_keys(store)?);
        Ok(Sts { roles, random, keyring, sessions: keys::Sessions::default() })
    }
}

/// The operation table.
pub fn service(sts: &Arc<Sts>) -> Service {
    use api::op;
    use ops::*;
    let operations = vec![
        bind(&op::ASSUME_ROLE, sts, assume_role::needs, assume_role::run),
        bind(&op::GET_CALLER_IDENTITY, sts, get_caller_identity::needs, get_caller_identity::run),
    ];
    Service { model: &api::MODEL, operations }
}
