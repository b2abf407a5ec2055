//! The tables. The only file that knows their keys.

use std::collections::BTreeSet;

use store::{Direction, Error, Range, ReadTx, Record, Table, WriteTx};

pub use crate::credential_row::*;
use crate::entity::{Entity, Kind};
use crate::names::{self, fold};
pub use crate::row::*;

type ByName<R> = Table<(&'static str, &'static str), R>;
type Named<R> = Table<(&'static str, &'static str, &'static str), R>;

/// By account and folded name: names are not distinguished by case.
static ROLES: ByName<RoleRow> = Table::new("iam.role");
static USERS: ByName<Entity> = Table::new("iam.user");
static GROUPS: ByName<Entity> = Table::new("iam.group");
/// The folded name, by account and id: users and groups.
static IDS: ByName<String> = Table::new("iam.id");

/// Documents as they were given, by account, owner, and the policy's name.
static ROLE_POLICIES: Named<String> = Table::new("iam.role_policy");
static INLINE_POLICIES: Named<String> = Table::new("iam.inline_policy");

/// By account, owner and the policy's ARN.
static ATTACHED: Named<()> = Table::new("iam.attached");
/// Who uses a managed policy and how: by account, the policy's ARN, the use, and the owner.
static USES: Table<(&str, &str, &str, &str), ()> = Table::new("iam.policy_use");

/// What a resource of its own in a manifest has put on an owner: the name of an inline policy, or
/// the ARN of an attached one. The owner's own resource lets it be.
static PLACED: Named<()> = Table::new("iam.placed");

/// By account, group and user, and the other way round; both by id.
static MEMBERS: Named<()> = Table::new("iam.member");
static MEMBERSHIPS: Named<()> = Table::new("iam.membership");

/// Managed policies, by account and folded name; their documents by number.
static POLICIES: ByName<PolicyRow> = Table::new("iam.policy");
static VERSIONS: Table<(&str, &str, u64), VersionRow> = Table::new("iam.policy_version");

/// By access key id.
static KEYS: Table<&str, KeyRow> = Table::new("iam.access_key");
static KEY_USES: Table<&str, LastUse> = Table::new("iam.access_key_use");
/// By account, the user's id and the access key id.
static KEYS_OF: Named<()> = Table::new("iam.access_key_of");

/// By account and the user's id.
static LOGINS: ByName<LoginRow> = Table::new("iam.login");
/// By account, the user's id and their own id.
static SERVICE_CREDENTIALS: Named<ServiceCredentialRow> = Table::new("iam.service_credential");
static SSH_KEYS: Named<SshKeyRow> = Table::new("iam.ssh_key");
static SIGNING_CERTIFICATES: Named<SigningRow> = Table::new("iam.signing_certificate");
/// By account and serial number, and the devices of a user by account, its id and serial number.
static DEVICES: ByName<DeviceRow> = Table::new("iam.mfa_device");
static DEVICES_OF: Named<()> = Table::new("iam.mfa_device_of");
/// By account and folded name.
static PROFILES: ByName<ProfileRow> = Table::new("iam.instance_profile");
static CERTIFICATES: ByName<CertificateRow> = Table::new("iam.server_certificate");
static SAML_PROVIDERS: ByName<SamlRow> = Table::new("iam.saml_provider");
/// When the account's report on credentials was made, and the report.
static CREDENTIAL_REPORTS: Table<&str, ReportRow> = Table::new("iam.credential_report");
/// By account and the URL without its scheme.
static PROVIDERS: ByName<ProviderRow> = Table::new("iam.oidc_provider");
/// By account.
static ALIASES: Table<&str, String> = Table::new("iam.account_alias");
static PASSWORDS: Table<&str, PasswordRow> = Table::new("iam.password_policy");

/// By the caller's ARN, its session's name, the action and the resource; and how many there are of
/// a caller.
static USAGE: Table<(&str, &str, &str, &str), UsageRow> = Table::new("iam.usage");
static USAGE_ROWS: Table<&str, u64> = Table::new("iam.usage_rows");
/// Stands for all callers together where rows are counted.
pub const EVERYBODY: &str = "";

/// Who asked for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageKey {
    /// The ARN of a role or a user.
    pub who: String,
    /// Of a function's session, the function's name.
    pub session: String,
    pub action: String,
    pub resource: String,
}

impl UsageKey {
    fn parts(&self) -> (&str, &str, &str, &str) {
        (&self.who, &self.session, &self.action, &self.resource)
    }
}

/// How an entity uses a managed policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Attached,
    Boundary,
}

impl Use {
    fn key(self) -> &'static str {
        match self {
            Use::Attached => "attached",
            Use::Boundary => "boundary",
        }
    }
}

pub fn role(tx: &ReadTx, account: &str, name: &str) -> Result<Option<RoleRow>, Error> {
    tx.get(&ROLES, (account, &fold(name)))
}

/// Roles of an account in the order of their names, those after `after` where it is given.
pub fn roles<'t>(
    tx: &'t ReadTx,
    account: &str,
    after: Option<&str>,
) -> Result<impl Iterator<Item = Result<RoleRow, Error>> + use<'t>, Error> {
    let mut range = Range::prefix((account,));
    if let Some(after) = after {
        range = range.after((account, fold(after).as_str()));
    }
    let rows = tx.scan(&ROLES, range, Direction::Forward)?;
    Ok(rows.map(|row| row.map(|(_, role)| role)))
}

pub fn put_role(tx: &mut WriteTx, account: &str, role: &RoleRow) -> Result<(), Error> {
    tx.put(&ROLES, (account, &fold(&role.name)), role)
}

fn table(kind: Kind) -> &'static ByName<Entity> {
    if kind == Kind::Group { &GROUPS } else { &USERS }
}

pub fn entity(tx: &ReadTx, account: &str, kind: Kind, name: &str) -> Result<Option<Entity>, Error> {
    match kind {
        Kind::Role => Ok(role(tx, account, name)?.map(|role| role.entity())),
        _ => tx.get(table(kind), (account, &fold(name))),
    }
}

/// A user or a group by its id, a role by its folded name.
pub fn by_owner(tx: &ReadTx, account: &str, owner: &str) -> Result<Option<Entity>, Error> {
    let kind = match owner.get(..4) {
        Some("AIDA") => Kind::User,
        Some("AGPA") => Kind::Group,
        _ => return entity(tx, account, Kind::Role, owner),
    };
    match tx.get(&IDS, (account, owner))? {
        Some(name) => tx.get(table(kind), (account, &name)),
        None => Ok(None),
    }
}

/// Users or groups in the order of their names, those after `after` where it is given.
pub fn entities<'t>(
    tx: &'t ReadTx,
    account: &str,
    kind: Kind,
    after: Option<&str>,
) -> Result<Box<dyn Iterator<Item = Result<Entity, Error>> + 't>, Error> {
    if kind == Kind::Role {
        let rows = roles(tx, account, after)?;
        return Ok(Box::new(rows.map(|row| row.map(|role| role.entity()))));
    }
    let mut range = Range::prefix((account,));
    if let Some(after) = after {
        range = range.after((account, fold(after).as_str()));
    }
    let rows = tx.scan(table(kind), range, Direction::Forward)?;
    Ok(Box::new(rows.map(|row| row.map(|(_, entity)| entity))))
}

/// Puts a user or a group; `before` is the name that it had, where it had another.
pub fn put_entity(
    tx: &mut WriteTx,
    account: &str,
    entity: &Entity,
    before: Option<&str>,
) -> Result<(), Error> {
    if let Some(before) = before {
        tx.delete(table(entity.kind), (account, &fold(before)))?;
    }
    tx.put(table(entity.kind), (account, &fold(&entity.name)), entity)?;
    tx.put(&IDS, (account, &entity.id), &fold(&entity.name))
}

/// Deletes the row alone: what hangs on it must have been deleted before.
pub fn delete_entity(tx: &mut WriteTx, account: &str, entity: &Entity) -> Result<(), Error> {
    let name = fold(&entity.name);
    match entity.kind {
        Kind::Role => tx.delete(&ROLES, (account, &name)),
        kind => {
            tx.delete(&IDS, (account, &entity.id))?;
            tx.delete(table(kind), (account, &name))
        }
    }
}

fn inline(kind: Kind) -> &'static Named<String> {
    if kind == Kind::Role { &ROLE_POLICIES } else { &INLINE_POLICIES }
}

pub fn inline_policy(
    tx: &ReadTx,
    account: &str,
    of: &Entity,
    name: &str,
) -> Result<Option<String>, Error> {
    tx.get(inline(of.kind), (account, &of.owner(), name))
}

/// Names and documents of the inline policies, in the order of their names.
pub fn inline_policies(
    tx: &ReadTx,
    account: &str,
    of: &Entity,
) -> Result<Vec<(String, String)>, Error> {
    let range = Range::prefix((account, of.owner().as_str()));
    tx.scan(inline(of.kind), range, Direction::Forward)?
        .map(|row| row.map(|((_, _, name), document)| (name, document)))
        .collect()
}

pub fn put_inline_policy(
    tx: &mut WriteTx,
    account: &str,
    of: &Entity,
    name: &str,
    document: &String,
) -> Result<(), Error> {
    tx.put(inline(of.kind), (account, &of.owner(), name), document)
}

pub fn take_inline_policy(
    tx: &mut WriteTx,
    account: &str,
    of: &Entity,
    name: &str,
) -> Result<Option<String>, Error> {
    tx.take(inline(of.kind), (account, &of.owner(), name))
}

/// The ARNs of the managed policies that are attached to it.
pub fn attached(tx: &ReadTx, account: &str, to: &Entity) -> Result<Vec<String>, Error> {
    let range = Range::prefix((account, to.owner().as_str()));
    let rows = tx.scan(&ATTACHED, range, Direction::Forward)?;
    rows.map(|row| row.map(|((_, _, arn), ())| arn)).collect()
}

/// Names and ARNs of the policies that resources of their own have put on it.
pub fn placed(tx: &ReadTx, account: &str, on: &Entity) -> Result<BTreeSet<String>, Error> {
    let rows =
        tx.scan(&PLACED, Range::prefix((account, on.owner().as_str())), Direction::Forward)?;
    rows.map(|row| row.map(|((_, _, name), ())| name)).collect()
}

pub fn place(tx: &mut WriteTx, account: &str, on: &Entity, name: &str) -> Result<(), Error> {
    tx.put(&PLACED, (account, &on.owner(), name), &())
}

pub fn displace(tx: &mut WriteTx, account: &str, on: &Entity, name: &str) -> Result<(), Error> {
    tx.delete(&PLACED, (account, &on.owner(), name))
}

pub fn is_attached(tx: &ReadTx, account: &str, to: &Entity, arn: &str) -> Result<bool, Error> {
    tx.contains(&ATTACHED, (account, &to.owner(), arn))
}

pub fn attach(tx: &mut WriteTx, account: &str, to: &Entity, arn: &str) -> Result<(), Error> {
    tx.put(&ATTACHED, (account, &to.owner(), arn), &())?;
    tx.put(&USES, (account, arn, Use::Attached.key(), &to.owner()), &())
}

pub fn detach(tx: &mut WriteTx, account: &str, from: &Entity, arn: &str) -> Result<(), Error> {
    tx.delete(&ATTACHED, (account, &from.owner(), arn))?;
    tx.delete(&USES, (account, arn, Use::Attached.key(), &from.owner()))
}

/// Remembers whose boundary the policies are and are not any more; the entity's own row names it.
pub fn swap_boundary(
    tx: &mut WriteTx,
    account: &str,
    of: &Entity,
    now: Option<&str>,
) -> Result<(), Error> {
    let key = Use::Boundary.key();
    if let Some(before) = &of.boundary {
        tx.delete(&USES, (account, before, key, &of.owner()))?;
    }
    match now {
        Some(arn) => tx.put(&USES, (account, arn, key, &of.owner()), &()),
        None => Ok(()),
    }
}

/// The owners that use a managed policy.
pub fn users_of(tx: &ReadTx, account: &str, arn: &str, how: Use) -> Result<Vec<String>, Error> {
    let range = Range::prefix((account, arn, how.key()));
    let rows = tx.scan(&USES, range, Direction::Forward)?;
    rows.map(|row| row.map(|((_, _, _, owner), ())| owner)).collect()
}

/// The ARNs of all managed policies that somebody uses so.
pub fn in_use(tx: &ReadTx, account: &str, how: Use) -> Result<BTreeSet<String>, Error> {
    let rows = tx.scan(&USES, Range::prefix((account,)), Direction::Forward)?;
    let mut arns = BTreeSet::new();
    for row in rows {
        let ((_, arn, used, _), ()) = row?;
        if used == how.key() {
            arns.insert(arn);
        }
    }
    Ok(arns)
}

pub fn join(tx: &mut WriteTx, account: &str, group: &str, user: &str) -> Result<(), Error> {
    tx.put(&MEMBERS, (account, group, user), &())?;
    tx.put(&MEMBERSHIPS, (account, user, group), &())
}

pub fn leave(tx: &mut WriteTx, account: &str, group: &str, user: &str) -> Result<bool, Error> {
    tx.delete(&MEMBERSHIPS, (account, user, group))?;
    Ok(tx.take(&MEMBERS, (account, group, user))?.is_some())
}

/// The users of a group, or the groups of a user, in the order of their ids.
pub fn related(tx: &ReadTx, account: &str, to: &Entity) -> Result<Vec<Entity>, Error> {
    let table = if to.kind == Kind::Group { &MEMBERS } else { &MEMBERSHIPS };
    let rows = tx.scan(table, Range::prefix((account, to.id.as_str())), Direction::Forward)?;
    let mut found = Vec::new();
    for row in rows {
        let ((_, _, id), ()) = row?;
        found.extend(by_owner(tx, account, &id)?);
    }
    Ok(found)
}

pub fn policy(tx: &ReadTx, account: &str, name: &str) -> Result<Option<PolicyRow>, Error> {
    tx.get(&POLICIES, (account, &fold(name)))
}

pub fn policies<'t>(
    tx: &'t ReadTx,
    account: &str,
) -> Result<impl Iterator<Item = Result<PolicyRow, Error>> + use<'t>, Error> {
    let rows = tx.scan(&POLICIES, Range::prefix((account,)), Direction::Forward)?;
    Ok(rows.map(|row| row.map(|(_, policy)| policy)))
}

pub fn put_policy(tx: &mut WriteTx, account: &str, policy: &PolicyRow) -> Result<(), Error> {
    tx.put(&POLICIES, (account, &fold(&policy.name)), policy)
}

/// Deletes the policy with its documents.
pub fn delete_policy(tx: &mut WriteTx, account: &str, name: &str) -> Result<(), Error> {
    for (number, _) in versions(tx, account, name)? {
        tx.delete(&VERSIONS, (account, &fold(name), number))?;
    }
    tx.delete(&POLICIES, (account, &fold(name)))
}

pub fn version(
    tx: &ReadTx,
    account: &str,
    name: &str,
    number: u64,
) -> Result<Option<VersionRow>, Error> {
    tx.get(&VERSIONS, (account, &fold(name), number))
}

/// Oldest first.
pub fn versions(tx: &ReadTx, account: &str, name: &str) -> Result<Vec<(u64, VersionRow)>, Error> {
    let range = Range::prefix((account, fold(name).as_str()));
    let rows = tx.scan(&VERSIONS, range, Direction::Forward)?;
    rows.map(|row| row.map(|((_, _, number), version)| (number, version))).collect()
}

pub fn put_version(
    tx: &mut WriteTx,
    account: &str,
    name: &str,
    number: u64,
    version: &VersionRow,
) -> Result<(), Error> {
    tx.put(&VERSIONS, (account, &fold(name), number), version)
}

pub fn delete_version(
    tx: &mut WriteTx,
    account: &str,
    name: &str,
    number: u64,
) -> Result<(), Error> {
    tx.delete(&VERSIONS, (account, &fold(name), number))
}

pub fn key(tx: &ReadTx, id: &str) -> Result<Option<KeyRow>, Error> {
    tx.get(&KEYS, id)
}

/// The ids of a user's access keys, in the order in which they were made.
pub fn keys_of(tx: &ReadTx, account: &str, user: &str) -> Result<Vec<(String, KeyRow)>, Error> {
    let rows = tx.scan(&KEYS_OF, Range::prefix((account, user)), Direction::Forward)?;
    let mut found = Vec::new();
    for row in rows {
        let ((_, _, id), ()) = row?;
        if let Some(key) = key(tx, &id)? {
            found.push((id, key));
        }
    }
    found.sort_by_key(|(_, key)| key.created.0);
    Ok(found)
}

pub fn put_key(tx: &mut WriteTx, id: &str, key: &KeyRow) -> Result<(), Error> {
    tx.put(&KEYS_OF, (&key.account, &key.user_id, id), &())?;
    tx.put(&KEYS, id, key)
}

pub fn delete_key(tx: &mut WriteTx, id: &str, key: &KeyRow) -> Result<(), Error> {
    tx.delete(&KEYS_OF, (&key.account, &key.user_id, id))?;
    tx.delete(&KEY_USES, id)?;
    tx.delete(&KEYS, id)
}

pub fn key_use(tx: &ReadTx, id: &str) -> Result<Option<LastUse>, Error> {
    tx.get(&KEY_USES, id)
}

pub fn put_key_use(tx: &mut WriteTx, id: &str, last: &LastUse) -> Result<(), Error> {
    tx.put(&KEY_USES, id, last)
}

pub fn login(tx: &ReadTx, account: &str, user: &str) -> Result<Option<LoginRow>, Error> {
    tx.get(&LOGINS, (account, user))
}

pub fn put_login(
    tx: &mut WriteTx,
    account: &str,
    user: &str,
    login: &LoginRow,
) -> Result<(), Error> {
    tx.put(&LOGINS, (account, user), login)
}

pub fn take_login(tx: &mut WriteTx, account: &str, user: &str) -> Result<Option<LoginRow>, Error> {
    tx.take(&LOGINS, (account, user))
}

/// What a user holds several of, each under an id.
pub trait Held: Record + Sized + 'static {
    fn table() -> &'static Named<Self>;
}

macro_rules! held {
    ($($row:ident $table:ident),*) => {
        $(impl Held for $row {
            fn table() -> &'static Named<$row> {
                &$table
            }
        })*
    };
}

held!(ServiceCredentialRow SERVICE_CREDENTIALS, SshKeyRow SSH_KEYS);
held!(SigningRow SIGNING_CERTIFICATES);

/// In the order of their ids.
pub fn held<R: Held>(tx: &ReadTx, account: &str, user: &str) -> Result<Vec<(String, R)>, Error> {
    let rows = tx.scan(R::table(), Range::prefix((account, user)), Direction::Forward)?;
    rows.map(|row| row.map(|((_, _, id), row)| (id, row))).collect()
}

pub fn one_held<R: Held>(
    tx: &ReadTx,
    account: &str,
    user: &str,
    id: &str,
) -> Result<Option<R>, Error> {
    tx.get(R::table(), (account, user, id))
}

pub fn put_held<R: Held>(
    tx: &mut WriteTx,
    account: &str,
    user: &str,
    id: &str,
    row: &R,
) -> Result<(), Error> {
    tx.put(R::table(), (account, user, id), row)
}

pub fn take_held<R: Held>(
    tx: &mut WriteTx,
    account: &str,
    user: &str,
    id: &str,
) -> Result<Option<R>, Error> {
    tx.take(R::table(), (account, user, id))
}

/// What the account has several of, each under a name.
pub trait Kept: Record + Sized + 'static {
    fn table() -> &'static ByName<Self>;
    /// Its key: the name as the table compares it.
    fn key(&self) -> String;
}

macro_rules! kept {
    ($($row:ident $table:ident),*) => {
        $(impl Kept for $row {
            fn table() -> &'static ByName<$row> {
                &$table
            }

            fn key(&self) -> String {
                fold(&self.name)
            }
        })*
    };
}

kept!(ProfileRow PROFILES, CertificateRow CERTIFICATES, SamlRow SAML_PROVIDERS);

pub fn kept<R: Kept>(tx: &ReadTx, account: &str, name: &str) -> Result<Option<R>, Error> {
    tx.get(R::table(), (account, &fold(name)))
}

/// In the order of their names.
pub fn all_kept<R: Kept>(tx: &ReadTx, account: &str) -> Result<Vec<R>, Error> {
    let rows = tx.scan(R::table(), Range::prefix((account,)), Direction::Forward)?;
    rows.map(|row| row.map(|(_, row)| row)).collect()
}

pub fn put_kept<R: Kept>(tx: &mut WriteTx, account: &str, row: &R) -> Result<(), Error> {
    tx.put(R::table(), (account, &row.key()), row)
}

pub fn delete_kept<R: Kept>(tx: &mut WriteTx, account: &str, row: &R) -> Result<(), Error> {
    tx.delete(R::table(), (account, &row.key()))
}

/// The profiles that hand out this role, by its folded name.
pub fn profiles_of(tx: &ReadTx, account: &str, role: &str) -> Result<Vec<ProfileRow>, Error> {
    let mut profiles = all_kept::<ProfileRow>(tx, account)?;
    profiles.retain(|profile| profile.role.as_deref() == Some(role));
    Ok(profiles)
}

pub fn device(tx: &ReadTx, account: &str, serial: &str) -> Result<Option<DeviceRow>, Error> {
    tx.get(&DEVICES, (account, serial))
}

/// With their serial numbers, in the order of these.
pub fn devices(tx: &ReadTx, account: &str) -> Result<Vec<(String, DeviceRow)>, Error> {
    let rows = tx.scan(&DEVICES, Range::prefix((account,)), Direction::Forward)?;
    rows.map(|row| row.map(|((_, serial), device)| (serial, device))).collect()
}

/// The devices of a user, with their serial numbers.
pub fn devices_of(
    tx: &ReadTx,
    account: &str,
    user: &str,
) -> Result<Vec<(String, DeviceRow)>, Error> {
    let rows = tx.scan(&DEVICES_OF, Range::prefix((account, user)), Direction::Forward)?;
    let mut found = Vec::new();
    for row in rows {
        let ((_, _, serial), ()) = row?;
        found.extend(device(tx, account, &serial)?.map(|device| (serial, device)));
    }
    Ok(found)
}

/// Puts a device; `before` is what it was.
pub fn put_device(
    tx: &mut WriteTx,
    account: &str,
    serial: &str,
    before: Option<&DeviceRow>,
    device: &DeviceRow,
) -> Result<(), Error> {
    if let Some(of) = before.and_then(|before| before.of.as_ref()) {
        tx.delete(&DEVICES_OF, (account, &of.user_id, serial))?;
    }
    if let Some(of) = &device.of {
        tx.put(&DEVICES_OF, (account, &of.user_id, serial), &())?;
    }
    tx.put(&DEVICES, (account, serial), device)
}

/// Of a device that nobody holds.
pub fn delete_device(tx: &mut WriteTx, account: &str, serial: &str) -> Result<(), Error> {
    tx.delete(&DEVICES, (account, serial))
}

pub fn credential_report(tx: &ReadTx, account: &str) -> Result<Option<ReportRow>, Error> {
    tx.get(&CREDENTIAL_REPORTS, account)
}

pub fn put_credential_report(
    tx: &mut WriteTx,
    account: &str,
    report: &ReportRow,
) -> Result<(), Error> {
    tx.put(&CREDENTIAL_REPORTS, account, report)
}

pub fn provider(tx: &ReadTx, account: &str, url: &str) -> Result<Option<ProviderRow>, Error> {
    tx.get(&PROVIDERS, (account, url))
}

pub fn providers(tx: &ReadTx, account: &str) -> Result<Vec<ProviderRow>, Error> {
    let rows = tx.scan(&PROVIDERS, Range::prefix((account,)), Direction::Forward)?;
    rows.map(|row| row.map(|(_, provider)| provider)).collect()
}

pub fn put_provider(tx: &mut WriteTx, account: &str, provider: &ProviderRow) -> Result<(), Error> {
    tx.put(&PROVIDERS, (account, &provider.url), provider)
}

pub fn delete_provider(tx: &mut WriteTx, account: &str, url: &str) -> Result<(), Error> {
    tx.delete(&PROVIDERS, (account, url))
}

pub fn alias(tx: &ReadTx, account: &str) -> Result<Option<String>, Error> {
    tx.get(&ALIASES, account)
}

pub fn put_alias(tx: &mut WriteTx, account: &str, alias: Option<&String>) -> Result<(), Error> {
    match alias {
        Some(alias) => tx.put(&ALIASES, account, alias),
        None => tx.delete(&ALIASES, account),
    }
}

pub fn password(tx: &ReadTx, account: &str) -> Result<Option<PasswordRow>, Error> {
    tx.get(&PASSWORDS, account)
}

pub fn put_password(
    tx: &mut WriteTx,
    account: &str,
    password: Option<&PasswordRow>,
) -> Result<(), Error> {
    match password {
        Some(password) => tx.put(&PASSWORDS, account, password),
        None => tx.delete(&PASSWORDS, account),
    }
}

pub fn usage(tx: &ReadTx, key: &UsageKey) -> Result<Option<UsageRow>, Error> {
    tx.get(&USAGE, key.parts())
}

pub fn put_usage(tx: &mut WriteTx, key: &UsageKey, row: &UsageRow) -> Result<(), Error> {
    tx.put(&USAGE, key.parts(), row)
}

pub fn usage_rows(tx: &ReadTx, who: &str) -> Result<u64, Error> {
    Ok(tx.get(&USAGE_ROWS, who)?.unwrap_or_default())
}

pub fn put_usage_rows(tx: &mut WriteTx, who: &str, rows: u64) -> Result<(), Error> {
    tx.put(&USAGE_ROWS, who, &rows)
}

/// In the order of callers and their sessions.
pub fn all_usage(tx: &ReadTx) -> Result<Vec<(UsageKey, UsageRow)>, Error> {
    let rows = tx.scan(&USAGE, Range::all(), Direction::Forward)?;
    rows.map(|row| {
        let ((who, session, action, resource), row) = row?;
        Ok((UsageKey { who, session, action, resource }, row))
    })
    .collect()
}

/// The document of a managed policy's default version, the account's own or AWS's.
pub fn managed_document(tx: &ReadTx, account: &str, arn: &str) -> Result<Option<String>, Error> {
    let Some((owner, _, name)) = names::policy_of_arn(arn) else { return Ok(None) };
    if owner == "aws" {
        return Ok(crate::managed::find(arn).map(|policy| policy.document.to_owned()));
    }
    let Some(row) = policy(tx, account, name)? else { return Ok(None) };
    if owner != account || names::policy_arn(account, &row.path, &row.name) != arn {
        return Ok(None);
    }
    Ok(version(tx, account, name, row.default)?.map(|version| version.document))
}
