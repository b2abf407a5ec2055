//! The rows' contents and their bytes.

use base::Timestamp;
use kit::Verdict;
use store::{Corrupt, Fields, Put, Record};

use crate::entity::{Entity, Kind};
use crate::names;

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
    /// Since version 2: the ARN of its permissions boundary.
    pub boundary: Option<String>,
}

impl RoleRow {
    pub fn arn(&self, account: &str) -> String {
        names::arn(Kind::Role, account, &self.path, &self.name)
    }

    pub fn entity(&self) -> Entity {
        Entity {
            kind: Kind::Role,
            name: self.name.clone(),
            path: self.path.clone(),
            id: self.id.clone(),
            created: self.created,
            boundary: self.boundary.clone(),
            tags: self.tags.clone(),
        }
    }
}

/// The fields of a row of the first version, the only one there is.
pub fn first(version: u8, bytes: &[u8]) -> Result<Fields<'_>, Corrupt> {
    match version {
        1 => Ok(Fields::new(bytes)),
        _ => Err(Corrupt::VERSION),
    }
}

pub fn put_tags(out: &mut Vec<u8>, tags: &[(String, String)]) {
    out.put_list(tags.iter(), |out, (key, value)| {
        out.put_text(key);
        out.put_text(value);
    });
}

pub fn tags(fields: &mut Fields<'_>) -> Result<Vec<(String, String)>, Corrupt> {
    fields.list(|fields| Ok((fields.string()?, fields.string()?)))
}

impl Record for RoleRow {
    const VERSION: u8 = 2;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.path);
        out.put_text(&self.id);
        out.put_i64(self.created.0);
        out.put_text(&self.trust);
        out.put_option(self.description.as_deref(), |out, text| out.put_text(text));
        out.put_u64(self.session_s_max);
        put_tags(out, &self.tags);
        out.put_option(self.boundary.as_deref(), |out, text| out.put_text(text));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<RoleRow, Corrupt> {
        if !matches!(version, 1 | 2) {
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
            tags: tags(&mut fields)?,
            boundary: match version {
                1 => None,
                _ => fields.option(|fields| fields.string())?,
            },
        })
    }
}

/// Users and groups.
impl Record for Entity {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_bool(self.kind == Kind::Group);
        out.put_text(&self.name);
        out.put_text(&self.path);
        out.put_text(&self.id);
        out.put_i64(self.created.0);
        out.put_option(self.boundary.as_deref(), |out, text| out.put_text(text));
        put_tags(out, &self.tags);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<Entity, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(Entity {
            kind: if fields.bool()? { Kind::Group } else { Kind::User },
            name: fields.string()?,
            path: fields.string()?,
            id: fields.string()?,
            created: Timestamp(fields.i64()?),
            boundary: fields.option(|fields| fields.string())?,
            tags: tags(&mut fields)?,
        })
    }
}

/// A managed policy of the account's own; its documents are [`VersionRow`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRow {
    pub name: String,
    pub path: String,
    pub id: String,
    pub created: Timestamp,
    pub updated: Timestamp,
    pub description: Option<String>,
    /// The version that counts.
    pub default: u64,
    /// The number of the newest version that ever was.
    pub latest: u64,
    pub tags: Vec<(String, String)>,
}

impl Record for PolicyRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.path);
        out.put_text(&self.id);
        out.put_i64(self.created.0);
        out.put_i64(self.updated.0);
        out.put_option(self.description.as_deref(), |out, text| out.put_text(text));
        out.put_u64(self.default);
        out.put_u64(self.latest);
        put_tags(out, &self.tags);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<PolicyRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(PolicyRow {
            name: fields.string()?,
            path: fields.string()?,
            id: fields.string()?,
            created: Timestamp(fields.i64()?),
            updated: Timestamp(fields.i64()?),
            description: fields.option(|fields| fields.string())?,
            default: fields.u64()?,
            latest: fields.u64()?,
            tags: tags(&mut fields)?,
        })
    }
}

/// A document of a managed policy, as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    pub created: Timestamp,
    pub document: String,
}

impl Record for VersionRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.created.0);
        out.put_text(&self.document);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<VersionRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(VersionRow { created: Timestamp(fields.i64()?), document: fields.string()? })
    }
}

/// An access key of a user. Its secret is not kept: it follows from the id (`kit::Secrets`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    pub account: String,
    pub user_id: String,
    pub active: bool,
    pub created: Timestamp,
    /// The number of the master key that its secret follows from.
    pub master: u64,
}

impl Record for KeyRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.account);
        out.put_text(&self.user_id);
        out.put_bool(self.active);
        out.put_i64(self.created.0);
        out.put_u64(self.master);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<KeyRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(KeyRow {
            account: fields.string()?,
            user_id: fields.string()?,
            active: fields.bool()?,
            created: Timestamp(fields.i64()?),
            master: fields.u64()?,
        })
    }
}

/// When and for what a key or a role was last used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUse {
    pub at: Timestamp,
    pub service: String,
    pub region: String,
}

impl Record for LastUse {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.at.0);
        out.put_text(&self.service);
        out.put_text(&self.region);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<LastUse, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(LastUse {
            at: Timestamp(fields.i64()?),
            service: fields.string()?,
            region: fields.string()?,
        })
    }
}

/// That a user has a password. The password itself opens nothing here and is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginRow {
    pub created: Timestamp,
    pub reset_required: bool,
}

impl Record for LoginRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.created.0);
        out.put_bool(self.reset_required);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<LoginRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(LoginRow { created: Timestamp(fields.i64()?), reset_required: fields.bool()? })
    }
}

/// The account's rules for passwords.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordRow {
    pub length_min: i64,
    pub symbols: bool,
    pub numbers: bool,
    pub uppercase: bool,
    pub lowercase: bool,
    pub users_may_change: bool,
    pub age_days_max: Option<i64>,
    pub reuse_prevention: Option<i64>,
    pub hard_expiry: Option<bool>,
}

impl Record for PasswordRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.length_min);
        let rules = [self.symbols, self.numbers, self.uppercase, self.lowercase];
        rules.iter().for_each(|rule| out.put_bool(*rule));
        out.put_bool(self.users_may_change);
        out.put_option(self.age_days_max, |out, days| out.put_i64(days));
        out.put_option(self.reuse_prevention, |out, count| out.put_i64(count));
        out.put_option(self.hard_expiry, |out, hard| out.put_bool(hard));
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<PasswordRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(PasswordRow {
            length_min: fields.i64()?,
            symbols: fields.bool()?,
            numbers: fields.bool()?,
            uppercase: fields.bool()?,
            lowercase: fields.bool()?,
            users_may_change: fields.bool()?,
            age_days_max: fields.option(|fields| fields.i64())?,
            reuse_prevention: fields.option(|fields| fields.i64())?,
            hard_expiry: fields.option(|fields| fields.bool())?,
        })
    }
}

/// An OpenID Connect provider, by its URL without the scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderRow {
    pub url: String,
    pub created: Timestamp,
    pub clients: Vec<String>,
    pub thumbprints: Vec<String>,
    pub tags: Vec<(String, String)>,
}

impl Record for ProviderRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.url);
        out.put_i64(self.created.0);
        out.put_list(self.clients.iter(), |out, text| out.put_text(text));
        out.put_list(self.thumbprints.iter(), |out, text| out.put_text(text));
        put_tags(out, &self.tags);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<ProviderRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(ProviderRow {
            url: fields.string()?,
            created: Timestamp(fields.i64()?),
            clients: fields.list(|fields| fields.string())?,
            thumbprints: fields.list(|fields| fields.string())?,
            tags: tags(&mut fields)?,
        })
    }
}

/// How often one thing was asked, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageRow {
    pub allowed: u64,
    pub denied: u64,
    /// Let through although the policies deny it.
    pub audited: u64,
    pub first: Timestamp,
    pub last: Timestamp,
}

impl UsageRow {
    pub fn count(&mut self, verdict: Verdict, now: Timestamp) {
        if self.allowed + self.denied + self.audited == 0 {
            self.first = now;
        }
        self.last = now;
        match verdict {
            Verdict::Allowed => self.allowed += 1,
            Verdict::Denied => self.denied += 1,
            Verdict::Audited => self.audited += 1,
        }
    }

    pub fn add(&mut self, later: &UsageRow) {
        self.allowed += later.allowed;
        self.denied += later.denied;
        self.audited += later.audited;
        self.last = self.last.max(later.last);
    }
}

impl Record for UsageRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_u64(self.allowed);
        out.put_u64(self.denied);
        out.put_u64(self.audited);
        out.put_i64(self.first.0);
        out.put_i64(self.last.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<UsageRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(UsageRow {
            allowed: fields.u64()?,
            denied: fields.u64()?,
            audited: fields.u64()?,
            first: Timestamp(fields.i64()?),
            last: Timestamp(fields.i64()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again<R: Record>(row: &R) -> R {
        let mut bytes = Vec::new();
        row.encode(&mut bytes);
        assert!(R::decode(R::VERSION + 1, &bytes).is_err());
        R::decode(R::VERSION, &bytes).unwrap()
    }

    #[test]
    fn rows_are_read_back_as_they_were_written() {
        let tags = vec![("team".to_owned(), "red".to_owned())];
        let role = RoleRow {
            name: "Worker".into(),
            path: "/service/".into(),
            id: "AROAEXAMPLE".into(),
            created: Timestamp(1_769_903_999_000),
            trust: "{}".into(),
            description: Some("ä".into()),
            session_s_max: 3600,
            tags: tags.clone(),
            boundary: Some("arn:aws:iam::000000000000:policy/b".into()),
        };
        assert_eq!(again(&role), role);
        let mut bytes = Vec::new();
        role.encode(&mut bytes);
        assert!(RoleRow::decode(2, &bytes[..4]).is_err());
        let user = Entity { kind: Kind::User, ..role.entity() };
        assert_eq!(again(&user), user);
        let policy = PolicyRow {
            name: "p".into(),
            path: "/".into(),
            id: "ANPA".into(),
            created: Timestamp(1),
            updated: Timestamp(2),
            description: None,
            default: 3,
            latest: 4,
            tags: tags.clone(),
        };
        assert_eq!(again(&policy), policy);
        let provider = ProviderRow {
            url: "issuer/x".into(),
            created: Timestamp(1),
            clients: vec!["a".into()],
            thumbprints: vec!["0".repeat(40)],
            tags,
        };
        assert_eq!(again(&provider), provider);
        let key = KeyRow {
            account: "0".into(),
            user_id: "AIDA".into(),
            active: true,
            created: Timestamp(1),
            master: 7,
        };
        assert_eq!(again(&key), key);
    }

    /// Bytes that a released version wrote: they must go on being read.
    #[test]
    fn the_first_format_opens() {
        let bytes = b"\x01w\x01/\x04AROA\x00\x02{}\x00\x90\x1c\x00";
        let role = RoleRow::decode(1, bytes).unwrap();
        assert_eq!((role.name.as_str(), role.session_s_max, role.tags.len()), ("w", 3600, 0));
        assert_eq!(role.boundary, None);
    }
}
