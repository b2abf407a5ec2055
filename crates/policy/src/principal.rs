//! Who asks. The names under which IAM knows a caller, and those that the `Principal` element of
//! a policy may use for it.

/// What kind of caller this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The account itself: no identity-based policy limits it.
    Root,
    User {
        name: String,
    },
    /// A session of a role. `role_arn` is the role's own name, with its path.
    AssumedRole {
        role_arn: String,
        role_id: String,
        session: String,
    },
    /// A service acting for itself, such as `lambda.amazonaws.com`.
    Service {
        name: String,
    },
    /// A caller known to another identity provider, by the provider's ARN or domain.
    Federated {
        provider: String,
    },
    /// Nobody: an unsigned request.
    Anonymous,
}

/// A caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    pub identity: Identity,
    /// Twelve digits; empty where the caller belongs to no account.
    pub account: String,
    /// The name that messages and logs show; for a session, the session's.
    pub arn: String,
    /// `aws:userid`: `AROAEXAMPLE:session`, `AIDAEXAMPLE`, or the account for its root.
    pub user_id: String,
    /// When the temporary credentials were issued, in milliseconds; none for long-term ones.
    pub issued_at_ms: Option<i64>,
    /// `aws:PrincipalTag/key`.
    pub tags: Vec<(String, String)>,
}

impl Principal {
    pub fn root(account: &str) -> Principal {
        Principal {
            identity: Identity::Root,
            account: account.into(),
            arn: format!("arn:aws:iam::{account}:root"),
            user_id: account.into(),
            issued_at_ms: None,
            tags: Vec::new(),
        }
    }

    /// `path` begins and ends with a slash.
    pub fn user(account: &str, name: &str, path: &str, id: &str) -> Principal {
        Principal {
            identity: Identity::User { name: name.into() },
            account: account.into(),
            arn: format!("arn:aws:iam::{account}:user{path}{name}"),
            user_id: id.into(),
            issued_at_ms: None,
            tags: Vec::new(),
        }
    }

    /// A session of the role `role`; `path` begins and ends with a slash.
    pub fn assumed_role(
        account: &str,
        role: &str,
        path: &str,
        role_id: &str,
        session: &str,
    ) -> Principal {
        Principal {
            identity: Identity::AssumedRole {
                role_arn: format!("arn:aws:iam::{account}:role{path}{role}"),
                role_id: role_id.into(),
                session: session.into(),
            },
            account: account.into(),
            arn: format!("arn:aws:sts::{account}:assumed-role/{role}/{session}"),
            user_id: format!("{role_id}:{session}"),
            issued_at_ms: None,
            tags: Vec::new(),
        }
    }

    /// A service acting for itself, by its DNS name.
    pub fn service(name: &str) -> Principal {
        Principal {
            identity: Identity::Service { name: name.into() },
            account: String::new(),
            arn: name.into(),
            user_id: name.into(),
            issued_at_ms: None,
            tags: Vec::new(),
        }
    }

    pub fn anonymous() -> Principal {
        Principal {
            identity: Identity::Anonymous,
            account: String::new(),
            arn: "anonymous".into(),
            user_id: "anonymous".into(),
            issued_at_ms: None,
            tags: Vec::new(),
        }
    }

    pub fn is_root(&self) -> bool {
        self.identity == Identity::Root
    }

    /// The role whose policies decide, for a session of a role.
    pub fn role_arn(&self) -> Option<&str> {
        match &self.identity {
            Identity::AssumedRole { role_arn, .. } => Some(role_arn),
            _ => None,
        }
    }

    /// `aws:PrincipalArn`: of a session, the role's own name.
    pub fn principal_arn(&self) -> &str {
        self.role_arn().unwrap_or(&self.arn)
    }

    /// `aws:PrincipalType`.
    pub fn type_name(&self) -> &'static str {
        match self.identity {
            Identity::Root => "Account",
            Identity::User { .. } => "User",
            Identity::AssumedRole { .. } => "AssumedRole",
            Identity::Service { .. } => "Service",
            Identity::Federated { .. } => "FederatedUser",
            Identity::Anonymous => "Anonymous",
        }
    }
}
