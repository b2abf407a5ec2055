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
    /// A user's session under a name that its maker gave it (`GetFederationToken`).
    FederatedUser {
        name: String,
        user_arn: String,
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
    /// When a device's code was shown for the temporary credentials, in milliseconds.
    pub mfa_at_ms: Option<i64>,
    /// `aws:PrincipalTag/key`.
    pub tags: Vec<(String, String)>,
    /// The keys of the session tags that sessions opened by this one inherit.
    pub transitive: Vec<String>,
    /// `aws:SourceIdentity`: who was at the beginning of a chain of sessions.
    pub source_identity: Option<String>,
    /// `aws:FederatedProvider`: the provider whose token opened the session.
    pub provider: Option<String>,
}

impl Principal {
    const BARE: Principal = Principal {
        identity: Identity::Anonymous,
        account: String::new(),
        arn: String::new(),
        user_id: String::new(),
        issued_at_ms: None,
        mfa_at_ms: None,
        tags: Vec::new(),
        transitive: Vec::new(),
        source_identity: None,
        provider: None,
    };

    pub fn root(account: &str) -> Principal {
        Principal {
            identity: Identity::Root,
            account: account.into(),
            arn: format!("arn:aws:iam::{account}:root"),
            user_id: account.into(),
            ..Principal::BARE
        }
    }

    /// `path` begins and ends with a slash.
    pub fn user(account: &str, name: &str, path: &str, id: &str) -> Principal {
        Principal {
            identity: Identity::User { name: name.into() },
            account: account.into(),
            arn: format!("arn:aws:iam::{account}:user{path}{name}"),
            user_id: id.into(),
            ..Principal::BARE
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
            ..Principal::BARE
        }
    }

    /// A session of the user `user_arn` under a name of its own.
    pub fn federated_user(account: &str, name: &str, user_arn: &str) -> Principal {
        Principal {
            identity: Identity::FederatedUser { name: name.into(), user_arn: user_arn.into() },
            account: account.into(),
            arn: format!("arn:aws:sts::{account}:federated-user/{name}"),
            user_id: format!("{account}:{name}"),
            ..Principal::BARE
        }
    }

    /// Somebody whom only an identity provider knows, by the provider's ARN, as they ask for a
    /// session.
    pub fn federated(provider: &str, subject: &str) -> Principal {
        Principal {
            identity: Identity::Federated { provider: provider.into() },
            arn: subject.into(),
            user_id: subject.into(),
            ..Principal::BARE
        }
    }

    /// A service acting for itself, by its DNS name.
    pub fn service(name: &str) -> Principal {
        Principal {
            identity: Identity::Service { name: name.into() },
            account: String::new(),
            arn: name.into(),
            user_id: name.into(),
            ..Principal::BARE
        }
    }

    pub fn anonymous() -> Principal {
        Principal {
            identity: Identity::Anonymous,
            account: String::new(),
            arn: "anonymous".into(),
            user_id: "anonymous".into(),
            ..Principal::BARE
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
            Identity::Federated { .. } | Identity::FederatedUser { .. } => "FederatedUser",
            Identity::Anonymous => "Anonymous",
        }
    }
}
