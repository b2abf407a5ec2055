//! Users, groups and roles: what they have in common.

use base::Timestamp;

use crate::names;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    User,
    Group,
    Role,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::User, Kind::Group, Kind::Role];

    /// As ARNs and messages have it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::User => "user",
            Kind::Group => "group",
            Kind::Role => "role",
        }
    }

    /// At the start of a sentence, and in the names of quotas.
    pub fn title(self) -> &'static str {
        match self {
            Kind::User => "User",
            Kind::Group => "Group",
            Kind::Role => "Role",
        }
    }

    /// What a unique id begins with (IAM user guide, "IAM identifiers").
    pub fn id_prefix(self) -> &'static str {
        match self {
            Kind::User => "AIDA",
            Kind::Group => "AGPA",
            Kind::Role => "AROA",
        }
    }

    /// How many of them an account has (IAM quotas).
    pub fn quota(self) -> usize {
        match self {
            Kind::User => 5000,
            Kind::Group => 300,
            Kind::Role => 1000,
        }
    }

    /// All inline policies of one together, white space not counted (IAM quotas).
    pub fn inline_length_max(self) -> usize {
        match self {
            Kind::User => 2048,
            Kind::Group => 5120,
            Kind::Role => 10_240,
        }
    }
}

/// Managed policies that are attached to one (IAM quotas; the default).
pub const ATTACHED_MAX: usize = 10;
/// Groups that a user is in (IAM quotas).
pub const GROUPS_PER_USER_MAX: usize = 10;

/// A user or a group as it is kept, or what a role has in common with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub kind: Kind,
    /// As it was given.
    pub name: String,
    /// Begins and ends with a slash.
    pub path: String,
    pub id: String,
    pub created: Timestamp,
    /// The ARN of the managed policy that is its permissions boundary.
    pub boundary: Option<String>,
    pub tags: Vec<(String, String)>,
}

impl Entity {
    pub fn arn(&self, account: &str) -> String {
        names::arn(self.kind, account, &self.path, &self.name)
    }

    /// What its rows are kept under: roles cannot be renamed, the others can.
    pub fn owner(&self) -> String {
        match self.kind {
            Kind::Role => names::fold(&self.name),
            _ => self.id.clone(),
        }
    }
}
