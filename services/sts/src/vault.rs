//! The master keys, opened: what session tokens are sealed with and secrets follow from.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use store::Store;

use crate::seal::Keyring;
use crate::state;

pub struct Vault(Keyring);

impl Vault {
    /// Reads the master keys, or makes the first one. Blocks until that is on disk.
    pub fn open(store: &Store) -> Result<Vault, store::Error> {
        Ok(Vault(Keyring::new(state::master_keys(store)?)))
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.0
    }
}

impl kit::Secrets for Vault {
    fn newest(&self) -> u64 {
        self.0.newest().into()
    }

    /// 40 characters.
    fn secret(&self, master: u64, access_key_id: &str) -> Option<String> {
        let secret = self.0.secret(u32::try_from(master).ok()?, access_key_id)?;
        Some(STANDARD.encode(&secret[..30]))
    }
}
