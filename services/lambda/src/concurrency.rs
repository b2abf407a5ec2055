//! What may be set aside of the account's concurrency: Lambda's rules, in its words. Pure.

use std::collections::BTreeMap;

use wire::Error;

use crate::error;
use crate::state::Kept;

/// What functions without a reservation must be left with (Lambda quotas); an account that has
/// less cannot reserve anything.
const UNRESERVED_MIN: u32 = 100;

/// What all functions have set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// By functions with a reservation.
    pub reserved: u32,
    /// By provisioned places of functions without one.
    pub provisioned: u32,
}

impl SetAside {
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Kept>) -> SetAside {
        all.into_iter().map(SetAside::by).fold(SetAside::default(), |sum, more| SetAside {
            reserved: sum.reserved.saturating_add(more.reserved),
            provisioned: sum.provisioned.saturating_add(more.provisioned),
        })
    }

    /// By all but one of those that were counted.
    pub fn without(self, kept: &Kept) -> SetAside {
        let own = SetAside::by(kept);
        SetAside {
            reserved: self.reserved.saturating_sub(own.reserved),
            provisioned: self.provisioned.saturating_sub(own.provisioned),
        }
    }

    fn by(kept: &Kept) -> SetAside {
        match kept.latest.spec.reserved_concurrency {
            Some(places) => SetAside { reserved: places, provisioned: 0 },
            None => SetAside { reserved: 0, provisioned: provisioned(kept) },
        }
    }

    pub fn total(self) -> u32 {
        self.reserved.saturating_add(self.provisioned)
    }
}

/// Of all versions and aliases of a function.
pub fn provisioned(kept: &Kept) -> u32 {
    kept.provisioned.values().fold(0, |sum, row| sum.saturating_add(row.places))
}

/// Whether the account has room for a function as it is to be, beside the others.
pub fn check_reserved(others: SetAside, changed: &Kept, account: u32) -> Result<(), Error> {
    let Some(places) = changed.latest.spec.reserved_concurrency else { return Ok(()) };
    let min = UNRESERVED_MIN.min(account);
    if others.total().saturating_add(places) > account - min && places > 0 {
        return Err(error::invalid_parameter(format!(
            "Specified ReservedConcurrentExecutions for function decreases account's \
             UnreservedConcurrentExecution below its minimum value of [{min}]."
        )));
    }
    let provisioned = provisioned(changed);
    if places < provisioned {
        return Err(error::invalid_parameter(format!(
            " ReservedConcurrentExecutions  {places} should not be lower than function's total \
             provisioned concurrency [{provisioned}]."
        )));
    }
    Ok(())
}

/// Whether there is room for the provisioned places of a function as it is to be.
pub fn check_provisioned(others: SetAside, changed: &Kept, account: u32) -> Result<(), Error> {
    let places = provisioned(changed);
    if let Some(reserved) = changed.latest.spec.reserved_concurrency {
        if places > reserved {
            return Err(error::invalid_parameter(
                "Requested Provisioned Concurrency should not be greater than the \
                 reservedConcurrentExecution for function",
            ));
        }
        return Ok(());
    }
    let min = UNRESERVED_MIN.min(account);
    let unreserved = account.saturating_sub(others.total());
    if places > unreserved {
        return Err(error::invalid_parameter(format!(
            "Specified ConcurrentExecutions for function is greater than account's unreserved \
             concurrency [{unreserved}]."
        )));
    }
    if places > 0 && places > unreserved.saturating_sub(min) {
        return Err(error::invalid_parameter(format!(
            "Specified ConcurrentExecutions for function decreases account's \
             UnreservedConcurrentExecution below its minimum value of [{min}]."
        )));
    }
    Ok(())
}

/// A version has its places by its number or by its aliases, not by both.
pub fn check_qualifier(kept: &Kept, qualifier: &str) -> Result<(), Error> {
    let aliases: BTreeMap<&String, u64> =
        kept.aliases.iter().map(|(name, alias)| (name, alias.version)).collect();
    let version = aliases.iter().find(|(name, _)| **name == qualifier).map(|(_, version)| *version);
    match version {
        Some(version) if kept.provisioned.contains_key(&version.to_string()) => {
            Err(error::conflict(
                "Alias can't be used for Provisioned Concurrency configuration on an already \
                 Provisioned version",
            ))
        }
        None if aliases.iter().any(|(name, version)| {
            kept.provisioned.contains_key(*name) && version.to_string() == qualifier
        }) =>
        {
            Err(error::conflict("Version is pointed by a Provisioned Concurrency alias"))
        }
        _ => Ok(()),
    }
}

/// An alias takes its places along, to a version that can have them.
pub fn check_move(kept: &Kept, alias: &str, to: u64) -> Result<(), Error> {
    let moves = kept.aliases.get(alias).is_some_and(|known| known.version != to);
    if !moves || !kept.provisioned.contains_key(alias) {
        return Ok(());
    }
    let version = kept.published.get(&to);
    let can = version.is_some_and(|row| !row.spec.snap_start)
        && !kept.provisioned.contains_key(&to.to_string());
    if can {
        return Ok(());
    }
    Err(error::invalid_parameter("Invalid alias configuration for Provisioned Concurrency"))
}
