//! How a provisioned concurrency stands: what was asked for, and what the engine has of it.

use std::sync::Arc;

use wire::Error;

use crate::catalogue::Shelf;
use crate::name::{LATEST, Named};
use crate::{Lambda, alias, error};

/// The function that provisioned places of a qualifier are asked about.
pub fn shelf_of(lambda: &Lambda, name: &str, qualifier: &str) -> Result<Arc<Shelf>, Error> {
    let named = Named::parse(name, Some(qualifier), &lambda.place)?;
    let missing = || alias::missing(&lambda.place.arn(named.name), qualifier);
    lambda.catalogue.find(named.name).ok_or_else(missing)
}

/// What has been published, and what a name has been given to, can have places.
pub fn check_named(qualifier: &str) -> Result<(), Error> {
    if qualifier != LATEST {
        return Ok(());
    }
    Err(error::invalid_parameter(
        "The function resource provided must be an alias or a published version.",
    ))
}

pub struct Standing {
    pub requested: i64,
    /// Initialised now. Those that are busy are among them.
    pub allocated: i64,
    pub status: &'static str,
    pub reason: Option<String>,
    pub modified: String,
}

impl Standing {
    pub fn of(lambda: &Lambda, shelf: &Shelf, qualifier: &str) -> Result<Standing, Error> {
        let Some(number) = shelf.number(Some(qualifier)) else {
            return Err(alias::missing(&shelf.latest.arn(), qualifier));
        };
        let row = shelf.provisioned.get(qualifier).ok_or_else(error::not_provisioned)?;
        let version = shelf.version(number).ok_or_else(error::not_provisioned)?;
        let now = lambda.run.provisioned(&version.version_once());
        // Several aliases of a version have their places together.
        let allocated = now.allocated.min(row.places);
        let (status, reason) = match now.failure {
            _ if allocated >= row.places => ("READY", None),
            Some(_) => ("FAILED", Some("FUNCTION_ERROR_INIT_FAILURE".to_owned())),
            None => ("IN_PROGRESS", None),
        };
        Ok(Standing {
            requested: row.places.into(),
            allocated: allocated.into(),
            status,
            reason,
            modified: row.modified.format("%Y-%m-%dT%H:%M:%S+0000"),
        })
    }
}
