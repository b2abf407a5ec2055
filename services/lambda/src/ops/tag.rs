//! What the operations on tags share: whose tags an ARN names, and which there may be.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::Arn;
use kit::Need;
use wire::Error;

use crate::name::Named;
use crate::state;
use crate::{Lambda, error, mapping};

/// Tags of a resource (Lambda developer guide, "Using tags").
const TAGS_MAX: usize = 50;
/// What begins with it is AWS's own.
const RESERVED_PREFIX: &str = "aws:";

/// What has tags.
pub enum Tagged {
    /// By its name.
    Function(String),
    /// By its UUID.
    Mapping(String),
}

pub fn need(action: &str, resource: &str) -> Vec<Need> {
    vec![Need::new(format!("lambda:{action}"), resource)]
}

impl Tagged {
    pub fn find(lambda: &Lambda, arn: &str) -> Result<Tagged, Error> {
        let resource = Arn::parse(arn).map(|arn| arn.resource).unwrap_or_default();
        if let Some(id) = resource.strip_prefix("event-source-mapping:") {
            let found = lambda.mappings.find(id).filter(|_| lambda.mapping_arn(id) == arn);
            return match found {
                Some(_) => Ok(Tagged::Mapping(id.to_owned())),
                None => Err(mapping::no_mapping(arn)),
            };
        }
        let named = Named::parse(arn, None, &lambda.place)?;
        if named.qualifier.is_some() {
            return Err(error::invalid_parameter(
                "Tags on function aliases and versions are not supported. Please specify either a \
                 function ARN or an event source mapping ARN.",
            ));
        }
        let shelf = lambda.shelf(arn)?;
        Ok(Tagged::Function(shelf.name().to_owned()))
    }

    pub fn tags(&self, lambda: &Lambda) -> Result<BTreeMap<String, String>, Error> {
        match self {
            Tagged::Function(name) => Ok(lambda.shelf(name)?.latest.row.spec.tags.clone()),
            Tagged::Mapping(id) => Ok(lambda.mapping(id)?.tags.clone()),
        }
    }

    pub async fn change(
        self,
        lambda: &Arc<Lambda>,
        change: impl FnOnce(&mut BTreeMap<String, String>) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        match self {
            Tagged::Mapping(id) => lambda.tag_mapping(&id, change).await,
            Tagged::Function(name) => {
                let changed = lambda.change(&name, None, move |tx, kept| {
                    let mut row = kept.latest.clone();
                    change(&mut row.spec.tags)?;
                    state::put_function(tx, &row).map_err(|failed| error::store(&failed))
                });
                changed.map(drop)
            }
        }
    }
}

pub fn check(tags: &BTreeMap<String, String>) -> Result<(), Error> {
    if tags.len() > TAGS_MAX {
        return Err(error::invalid_parameter(format!(
            "Number of tags exceeds resource tag limit of {TAGS_MAX}."
        )));
    }
    match tags.keys().find(|key| key.to_ascii_lowercase().starts_with(RESERVED_PREFIX)) {
        None => Ok(()),
        Some(_) => Err(error::invalid_parameter(
            "Tag keys with the prefix \"aws:\" are reserved for AWS use.",
        )),
    }
}
