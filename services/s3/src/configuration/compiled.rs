//! A bucket and its configurations, as far as requests depend on them.

use store::WriteTx;

use super::{from_xml, to_xml};
use crate::acl::Acl;
use crate::bucket::Bucket;
use crate::error::Result;
use crate::lifecycle::Rules;
use crate::lock;
use crate::notify::Notifications;
use crate::object::Encryption;
use crate::permission::{Block, BucketPolicy, Ownership};
use crate::protocol::dto::{
    BucketLifecycleConfiguration, CORSConfiguration, NotificationConfiguration,
    ObjectLockConfiguration, ObjectOwnership, OwnershipControls, OwnershipControlsRule,
    PublicAccessBlockConfiguration, ServerSideEncryptionConfiguration, Tagging,
};
use crate::setting::Setting;
use crate::state;
use crate::tags::{self, Tags};

/// What is in force for a bucket.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub bucket: Bucket,
    /// The owner's alone where nobody said anything.
    pub acl: Acl,
    /// None where nobody said whose objects are.
    pub ownership: Option<Ownership>,
    pub block: Option<Block>,
    pub policy: Option<BucketPolicy>,
    pub cors: Option<CORSConfiguration>,
    pub lifecycle: Rules,
    pub notifications: Notifications,
    /// How new objects are said to be encrypted.
    pub encryption: Option<Encryption>,
    /// What new objects are kept for.
    pub lock_default: Option<lock::Default>,
}

impl Compiled {
    pub(super) fn of(
        name: &str,
        bucket: Bucket,
        rows: &[(Setting, Vec<u8>)],
        accounts: &[String],
    ) -> Compiled {
        let find = |setting: Setting| {
            rows.iter().find(|(found, _)| *found == setting).map(|(_, value)| value.as_slice())
        };
        let policy = find(Setting::Policy).and_then(|text| std::str::from_utf8(text).ok());
        let lifecycle = find(Setting::Lifecycle).and_then(from_xml::<BucketLifecycleConfiguration>);
        let notification =
            find(Setting::Notification).and_then(from_xml::<NotificationConfiguration>);
        let ownership = find(Setting::Ownership).and_then(from_xml::<OwnershipControls>);
        let block = find(Setting::PublicAccess);
        let block = block.and_then(from_xml::<PublicAccessBlockConfiguration>);
        let lock = find(Setting::ObjectLock).and_then(from_xml::<ObjectLockConfiguration>);
        let encryption = find(Setting::Encryption);
        let encryption = encryption.and_then(from_xml::<ServerSideEncryptionConfiguration>);
        let acl = find(Setting::Acl).and_then(|text| Acl::read(std::str::from_utf8(text).ok()?));
        Compiled {
            acl: acl.unwrap_or_else(|| Acl::private(&bucket.owner)),
            ownership: ownership.and_then(|controls| {
                Ownership::parse(controls.rules.first()?.object_ownership.as_str())
            }),
            block: block.as_ref().map(Block::of),
            policy: policy.and_then(|text| BucketPolicy::parse(text, name, accounts).ok()),
            cors: find(Setting::Cors).and_then(from_xml),
            lifecycle: lifecycle.as_ref().map(Rules::of).unwrap_or_default(),
            notifications: notification.as_ref().map(Notifications::of).unwrap_or_default(),
            encryption: encryption.as_ref().and_then(encryption_of),
            lock_default: lock.and_then(|lock| lock::default_of(&lock).ok().flatten()),
            bucket,
        }
    }

    /// Whose new objects are, and whether lists count: as before 2023 where nobody said.
    pub(crate) fn ownership(&self) -> Ownership {
        self.ownership.unwrap_or(Ownership::ObjectWriter)
    }

    pub(crate) fn block(&self) -> Block {
        self.block.unwrap_or_default()
    }
}

/// What a bucket begins with.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewBucket {
    /// None of the kind: as buckets were made before April 2023.
    pub ownership: Option<Ownership>,
    pub block: Option<Block>,
    pub acl: Option<Acl>,
    pub has_lock: bool,
    pub tags: Tags,
}

impl NewBucket {
    /// Writes it with the bucket.
    pub(crate) fn put(&self, tx: &mut WriteTx, bucket: &str) -> Result<()> {
        let mut put =
            |setting, value: Vec<u8>| state::set_setting(tx, bucket, setting, Some(&value));
        if let Some(ownership) = self.ownership {
            put(Setting::Ownership, to_xml(&controls(ownership)))?;
        }
        if let Some(block) = self.block {
            put(Setting::PublicAccess, to_xml(&block.to_configuration()))?;
        }
        if let Some(acl) = &self.acl {
            put(Setting::Acl, acl.text().into_bytes())?;
        }
        if self.has_lock {
            put(Setting::ObjectLock, to_xml(&lock::enabled()))?;
        }
        if !self.tags.is_empty() {
            put(Setting::Tags, to_xml(&Tagging { tag_set: tags::to_set(&self.tags) }))?;
        }
        Ok(())
    }
}

fn encryption_of(configuration: &ServerSideEncryptionConfiguration) -> Option<Encryption> {
    let rule = configuration.rules.first()?;
    let default = rule.apply_server_side_encryption_by_default.as_ref()?;
    Some(Encryption {
        algorithm: default.sse_algorithm.as_str().to_owned(),
        key_id: default.kms_master_key_id.clone(),
        // Of KMS alone.
        bucket_key: rule.bucket_key_enabled == Some(true)
            && default.sse_algorithm.as_str() != "AES256",
    })
}

/// As the protocol says it.
pub(crate) fn controls(ownership: Ownership) -> OwnershipControls {
    let object_ownership = ObjectOwnership::from_static(ownership.name());
    OwnershipControls { rules: vec![OwnershipControlsRule { object_ownership }] }
}
