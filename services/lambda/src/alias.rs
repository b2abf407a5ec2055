//! An alias as `AliasConfiguration` shows it. Pure.

use wire::Error;

use crate::api::AliasConfiguration;
use crate::catalogue::{Shelf, version_name};
use crate::error;
use crate::name::LATEST;
use crate::state::Alias;

pub fn shown(shelf: &Shelf, name: &str, row: &Alias) -> AliasConfiguration {
    AliasConfiguration::default()
        .with_alias_arn(format!("{}:{name}", shelf.latest.arn()))
        .with_name(name)
        .with_function_version(version_name(row.version))
        .with_description(row.description.clone())
        .with_revision_id(row.revision.clone())
}

pub fn not_found(arn: &str, name: &str) -> Error {
    error::not_found(format!("Cannot find alias arn: {arn}:{name}"))
}

/// What a qualifier does not stand for: a version, or an alias.
pub fn missing(arn: &str, qualifier: &str) -> Error {
    if qualifier == LATEST || qualifier.bytes().all(|byte| byte.is_ascii_digit()) {
        return error::no_function(&format!("{arn}:{qualifier}"));
    }
    not_found(arn, qualifier)
}
