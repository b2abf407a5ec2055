//! Tags of tables: which ARNs they may be asked of, and which tags there may be.

use kit::{Context, Need};

use crate::error;
use crate::invalid::{Checked, Invalid};
use crate::request::own_arn;
use crate::state::{Dynamodb, Live, TableKey};
use std::sync::Arc;

/// Tags of a table (DynamoDB developer guide, "Tagging").
pub const TAGS_MAX: usize = 50;
/// What begins with it is AWS's own.
const RESERVED_PREFIX: &str = "aws:";
/// What a key and a value may be made of, beside letters, digits and white space of any script.
const PUNCTUATION: &str = "_.:/=+-@";

/// The permission for what an ARN names, by the name that it has in policies.
pub fn need(_: &Context, action: &str, arn: &str) -> Need {
    let named = own_arn(arn).map_or_else(|| arn.to_owned(), |arn| arn.to_string());
    Need::new(format!("dynamodb:{action}"), named)
}

/// The table that an ARN names; an index or a stream has no tags.
pub fn find(dynamodb: &Dynamodb, given: &str) -> Result<(TableKey, Arc<Live>), wire::Error> {
    if !given.starts_with("arn:") {
        return Err(Invalid::from(format!("ARNs must start with 'arn:': {given}")).into());
    }
    let key = table_of(given)?;
    let live = dynamodb.table(&key).ok_or_else(|| error::no_arn(given))?;
    Ok((key, live))
}

/// The table that an ARN names, which may not be there.
pub fn table_of(given: &str) -> Checked<TableKey> {
    let key = own_arn(given).and_then(|arn| {
        let name = arn.resource.strip_prefix("table/").filter(|name| !name.contains('/'))?;
        Some((arn.account, arn.region, name.to_owned()))
    });
    key.ok_or_else(|| {
        let text = format!("Invalid TableArn: Invalid ResourceArn provided as input {given}");
        Invalid::from(text)
    })
}

/// Refuses tags that cannot be, and a key that is given twice.
pub fn check(all: &[(String, String)]) -> Checked<()> {
    for (at, (key, value)) in all.iter().enumerate() {
        for (text, name) in [(key, "Key"), (value, "Value")] {
            let fits =
                |c: char| c.is_alphanumeric() || c.is_whitespace() || PUNCTUATION.contains(c);
            if !text.chars().all(fits) {
                return Err(Invalid::from(format!(
                    "The Tag {name} provided is invalid, {name}: {text}"
                )));
            }
        }
        if key.starts_with(RESERVED_PREFIX) {
            return Err(Invalid::from(format!(
                "Tag Key cannot be prefixed with {RESERVED_PREFIX}, Key: {key}"
            )));
        }
        if all[..at].iter().any(|(earlier, _)| earlier == key) {
            return Err(Invalid::from(format!(
                "Duplicate Tag Keys provided as input: Duplicate Tag Key found {key}"
            )));
        }
    }
    Ok(())
}

/// Adds tags, or gives those that are there another value.
pub fn put(tags: &mut Vec<(String, String)>, new: Vec<(String, String)>) -> Checked<()> {
    for (key, value) in new {
        match tags.iter_mut().find(|(known, _)| *known == key) {
            Some(tag) => tag.1 = value,
            None => tags.push((key, value)),
        }
    }
    check_count(tags.len())
}

pub fn check_count(count: usize) -> Checked<()> {
    if count > TAGS_MAX {
        return Err(Invalid::text(
            "Number of Tags exceed the current limit for the provided ResourceArn",
        ));
    }
    Ok(())
}
