//! The events that there are, and the patterns that stand for several.

/// What happens to objects here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    CreatedPut,
    CreatedPost,
    CreatedCopy,
    CreatedCompleteMultipartUpload,
    RemovedDelete,
    RemovedDeleteMarkerCreated,
    TaggingPut,
    TaggingDelete,
    AclPut,
    LifecycleDelete,
    LifecycleDeleteMarkerCreated,
}

impl Event {
    /// As records name it; configurations put `s3:` before it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Event::CreatedPut => "ObjectCreated:Put",
            Event::CreatedPost => "ObjectCreated:Post",
            Event::CreatedCopy => "ObjectCreated:Copy",
            Event::CreatedCompleteMultipartUpload => "ObjectCreated:CompleteMultipartUpload",
            Event::RemovedDelete => "ObjectRemoved:Delete",
            Event::RemovedDeleteMarkerCreated => "ObjectRemoved:DeleteMarkerCreated",
            Event::TaggingPut => "ObjectTagging:Put",
            Event::TaggingDelete => "ObjectTagging:Delete",
            Event::AclPut => "ObjectAcl:Put",
            Event::LifecycleDelete => "LifecycleExpiration:Delete",
            Event::LifecycleDeleteMarkerCreated => "LifecycleExpiration:DeleteMarkerCreated",
        }
    }

    /// The version of its record: what came later than the first events has a newer one.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Event::TaggingPut
            | Event::TaggingDelete
            | Event::AclPut
            | Event::LifecycleDelete
            | Event::LifecycleDeleteMarkerCreated => "2.3",
            _ => "2.1",
        }
    }

    pub(crate) fn is_created(self) -> bool {
        self.name().starts_with("ObjectCreated:")
    }

    /// What is told of the object's own state: which states come in which order is not asked.
    pub(crate) fn is_about_state(self) -> bool {
        matches!(self, Event::TaggingPut | Event::TaggingDelete | Event::AclPut)
    }

    pub(crate) fn makes_marker(self) -> bool {
        matches!(self, Event::RemovedDeleteMarkerCreated | Event::LifecycleDeleteMarkerCreated)
    }
}

/// The names that a configuration may give. Of those that are not in [`Event`] nothing is ever
/// told: nothing of the kind happens here.
const NAMES: &[&str] = &[
    "s3:ReducedRedundancyLostObject",
    "s3:ObjectCreated:*",
    "s3:ObjectCreated:Put",
    "s3:ObjectCreated:Post",
    "s3:ObjectCreated:Copy",
    "s3:ObjectCreated:CompleteMultipartUpload",
    "s3:ObjectRemoved:*",
    "s3:ObjectRemoved:Delete",
    "s3:ObjectRemoved:DeleteMarkerCreated",
    "s3:ObjectRestore:*",
    "s3:ObjectRestore:Post",
    "s3:ObjectRestore:Completed",
    "s3:ObjectRestore:Delete",
    "s3:Replication:*",
    "s3:Replication:OperationFailedReplication",
    "s3:Replication:OperationNotTracked",
    "s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationReplicatedAfterThreshold",
    "s3:LifecycleTransition",
    "s3:IntelligentTiering",
    "s3:ObjectAcl:Put",
    "s3:LifecycleExpiration:*",
    "s3:LifecycleExpiration:Delete",
    "s3:LifecycleExpiration:DeleteMarkerCreated",
    "s3:ObjectTagging:*",
    "s3:ObjectTagging:Put",
    "s3:ObjectTagging:Delete",
];

pub(crate) fn is_name(name: &str) -> bool {
    NAMES.contains(&name)
}

/// Whether a name, which may end in a star, stands for an event.
pub(crate) fn stands_for(name: &str, event: Event) -> bool {
    let name = name.strip_prefix("s3:").unwrap_or(name);
    match name.strip_suffix('*') {
        Some(kind) => event.name().starts_with(kind),
        None => event.name() == name,
    }
}

/// Whether two names stand for an event that is the same.
pub(crate) fn share(one: &str, other: &str) -> bool {
    let covers = |wide: &str, narrow: &str| {
        wide.strip_suffix('*').is_some_and(|kind| narrow.starts_with(kind))
    };
    one == other || covers(one, other) || covers(other, one)
}
