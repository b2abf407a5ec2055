//! The rows: a role, and each of its inline policies. The only file that knows their keys.

use base::Timestamp;
use store::{Corrupt, Direction, Error, Fields, Put, Range, ReadTx, Record, Table, WriteTx};

use crate::names;

/// By account and folded name: names are not distinguished by case.
static ROLES: Table<(&'static str, &'static str), RoleRow> = Table::new("iam.role");

/// Documents as they were given, by account, the role's folded name, and the policy's name.
static POLICIES: Table<(&'static str, &'static str, &'static str), String> =
    Table::new("iam.role_policy");

/// What is kept of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRow {
    /// As it was given.
    pub name: String,
    pub path: String,
    pub id: String,
    pub created: Timestamp,
    /// The trust policy's document, as it was given.
    pub trust: String,
    pub description: Option<String>,
    pub session_s_max: u64,
    pub tags: Vec<(String, String)>,
}

impl RoleRow {
    pub fn arn(&self, account: &str) -> String {
        names::role_arn(account, &self.path, &self.name)
    }
}

impl Record for RoleRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.path);
        out.put_text(&self.id);
        out.put_i64(self.created.0);
        out.put_text(&self.trust);
        out.put_option(self.description.as_deref(), |out, text| out.put_text(text));
        out.put_u64(self.session_s_max);
        out.put_list(self.tags.iter(), |out, (key, value)| {
            out.put_text(key);
            out.put_text(value);
        });
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<RoleRow, Corrupt> {
        if version != 1 {
            return Err(Corrupt::VERSION);
        }
        let mut fields = Fields::new(bytes);
        Ok(RoleRow {
            name: fields.string()?,
            path: fields.string()?,
            id: fields.string()?,
            created: Timestamp(fields.i64()?),
            trust: fields.string()?,
            description: fields.option(|fields| fields.string())?,
            session_s_max: fields.u64()?,
            tags: fields.list(|fields| Ok((fields.string()?, fields.string()?)))?,
        })
    }
}

pub fn role(tx: &ReadTx, account: &str, name: &str) -> Result<Option<RoleRow>, Error> {
    tx.get(&ROLES, (account, &names::fold(name)))
}

/// Roles of an account in the order of their names, those after `after` where it is given.
pub fn roles<'t>(
    tx: &'t ReadTx,
    account: &str,
    after: Option<&str>,
) -> Result<impl Iterator<Item = Result<RoleRow, Error>> + use<'t>, Error> {
    let mut range = Range::prefix((account,));
    if let Some(after) = after {
        range = range.after((account, names::fold(after).as_str()));
    }
    let rows = tx.scan(&ROLES, range, Direction::Forward)?;
    Ok(rows.map(|row| row.map(|(_, role)| role)))
}

pub fn put_role(tx: &mut WriteTx, account: &str, role: &RoleRow) -> Result<(), Error> {
    tx.put(&ROLES, (account, &names::fold(&role.name)), role)
}

pub fn delete_role(tx: &mut WriteTx, account: &str, name: &str) -> Result<(), Error> {
    tx.delete(&ROLES, (account, &names::fold(name)))
}

pub fn policy(tx: &ReadTx, account: &str, role: &str, name: &str) -> Result<Option<String>, Error> {
    tx.get(&POLICIES, (account, &names::fold(role), name))
}

/// Names and documents of a role's inline policies, in the order of their names.
pub fn policies(tx: &ReadTx, account: &str, role: &str) -> Result<Vec<(String, String)>, Error> {
    let range = Range::prefix((account, names::fold(role).as_str()));
    tx.scan(&POLICIES, range, Direction::Forward)?
        .map(|row| row.map(|((_, _, name), document)| (name, document)))
        .collect()
}

pub fn put_policy(
    tx: &mut WriteTx,
    account: &str,
    role: &str,
    name: &str,
    document: &String,
) -> Result<(), Error> {
    tx.put(&POLICIES, (account, &names::fold(role), name), document)
}

pub fn take_policy(
    tx: &mut WriteTx,
    account: &str,
    role: &str,
    name: &str,
) -> Result<Option<String>, Error> {
    tx.take(&POLICIES, (account, &names::fold(role), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_back_as_it_was_written() {
        let role = RoleRow {
            name: "Worker".into(),
            path: "/service/".into(),
            id: "AROAEXAMPLE".into(),
            created: Timestamp(1_769_903_999_000),
            trust: "{}".into(),
            description: Some("ä".into()),
            session_s_max: 3600,
            tags: vec![("team".into(), "red".into())],
        };
        let mut bytes = Vec::new();
        role.encode(&mut bytes);
        assert_eq!(RoleRow::decode(1, &bytes), Ok(role));
        assert!(RoleRow::decode(2, &bytes).is_err());
        assert!(RoleRow::decode(1, &bytes[..4]).is_err());
    }

    /// Bytes that a released version wrote: they must go on being read.
    #[test]
    fn the_first_format_opens() {
        let bytes = b"\x01w\x01/\x04AROA\x00\x02{}\x00\x90\x1c\x00";
        let role = RoleRow::decode(1, bytes).unwrap();
        assert_eq!((role.name.as_str(), role.session_s_max, role.tags.len()), ("w", 3600, 0));
    }
}
