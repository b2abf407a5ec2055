//! Who may do what: a request's permissions, a bucket's policy, lists, ownership and the block of
//! public access, and what they say together. Pure: what is kept comes in as [`Guard`].

mod bucket_policy;
mod decide;
mod public;
mod request;

pub(crate) use bucket_policy::BucketPolicy;
pub(crate) use decide::{Guard, Held, Question, allowed};
pub(crate) use request::{Key, existing_tags, request_tags};

use crate::protocol::dto::PublicAccessBlockConfiguration;

/// Whose are objects, and whether lists count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ownership {
    /// The bucket's owner owns all, and there are no lists: every new bucket since April 2023.
    #[default]
    BucketOwnerEnforced,
    /// The bucket's owner owns what was put with `bucket-owner-full-control`.
    BucketOwnerPreferred,
    /// Who puts an object owns it.
    ObjectWriter,
}

impl Ownership {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Ownership::BucketOwnerEnforced => "BucketOwnerEnforced",
            Ownership::BucketOwnerPreferred => "BucketOwnerPreferred",
            Ownership::ObjectWriter => "ObjectWriter",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Ownership> {
        let all = [
            Ownership::BucketOwnerEnforced,
            Ownership::BucketOwnerPreferred,
            Ownership::ObjectWriter,
        ];
        all.into_iter().find(|one| one.name() == name)
    }

    pub(crate) fn has_lists(self) -> bool {
        self != Ownership::BucketOwnerEnforced
    }

    /// Whose a new object is.
    pub(crate) fn owner<'a>(
        self,
        bucket_owner: &'a str,
        writer: &'a str,
        canned: Option<&str>,
    ) -> &'a str {
        match self {
            Ownership::BucketOwnerEnforced => bucket_owner,
            Ownership::BucketOwnerPreferred if canned == Some("bucket-owner-full-control") => {
                bucket_owner
            }
            // Nobody owns nothing: what strangers put is the bucket's owner's.
            _ if writer.is_empty() => bucket_owner,
            _ => writer,
        }
    }
}

/// What a bucket refuses and passes over of what is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    pub public_acls: bool,
    pub ignore_public_acls: bool,
    pub public_policy: bool,
    pub restrict_public_buckets: bool,
}

impl Block {
    /// What a new bucket has since April 2023.
    pub(crate) const ALL: Block = Block {
        public_acls: true,
        ignore_public_acls: true,
        public_policy: true,
        restrict_public_buckets: true,
    };

    pub(crate) fn of(configuration: &PublicAccessBlockConfiguration) -> Block {
        Block {
            public_acls: configuration.block_public_acls == Some(true),
            ignore_public_acls: configuration.ignore_public_acls == Some(true),
            public_policy: configuration.block_public_policy == Some(true),
            restrict_public_buckets: configuration.restrict_public_buckets == Some(true),
        }
    }

    pub(crate) fn to_configuration(self) -> PublicAccessBlockConfiguration {
        PublicAccessBlockConfiguration {
            block_public_acls: Some(self.public_acls),
            block_public_policy: Some(self.public_policy),
            ignore_public_acls: Some(self.ignore_public_acls),
            restrict_public_buckets: Some(self.restrict_public_buckets),
        }
    }
}
