//! A bucket's further configurations: one row per kind, as its owner writes it.

/// The kinds. The names are part of the format on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Accelerate,
    Acl,
    Cors,
    Encryption,
    Lifecycle,
    Logging,
    Notification,
    ObjectLock,
    Ownership,
    Payment,
    Policy,
    PublicAccess,
    Replication,
    Tags,
    Website,
}

impl Setting {
    pub(crate) const ALL: [Setting; 15] = [
        Setting::Accelerate,
        Setting::Acl,
        Setting::Cors,
        Setting::Encryption,
        Setting::Lifecycle,
        Setting::Logging,
        Setting::Notification,
        Setting::ObjectLock,
        Setting::Ownership,
        Setting::Payment,
        Setting::Policy,
        Setting::PublicAccess,
        Setting::Replication,
        Setting::Tags,
        Setting::Website,
    ];

    /// The last component of its row's key.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Setting::Accelerate => "accelerate",
            Setting::Acl => "acl",
            Setting::Cors => "cors",
            Setting::Encryption => "encryption",
            Setting::Lifecycle => "lifecycle",
            Setting::Logging => "logging",
            Setting::Notification => "notification",
            Setting::ObjectLock => "object-lock",
            Setting::Ownership => "ownership",
            Setting::Payment => "payment",
            Setting::Policy => "policy",
            Setting::PublicAccess => "public-access",
            Setting::Replication => "replication",
            Setting::Tags => "tags",
            Setting::Website => "website",
        }
    }
}
