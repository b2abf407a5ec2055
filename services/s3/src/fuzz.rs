//! What fuzzers hold against what strangers send: rules that any input must keep. The targets are
//! in `fuzz`; what they have found worth keeping is replayed by `tests/corpora.rs`.

use std::fmt::Debug;

use crate::configuration::{from_xml, to_xml};
use crate::protocol::dto::{
    BucketLifecycleConfiguration, CORSConfiguration, NotificationConfiguration, Tagging,
};
use crate::protocol::xml::{Deserialize, Serialize};
use crate::{cors, lifecycle, notify, tags};

pub use crate::form::fuzz::{form, policy};

/// Any bytes as a document of XML: what is a configuration that is kept reads back as it is.
pub fn documents(bytes: &[u8]) {
    let mut names = 0;
    let mut name = || {
        names += 1;
        names.to_string()
    };
    if let Some(mut rules) = from_xml::<BucketLifecycleConfiguration>(bytes)
        && lifecycle::check(&mut rules, &mut name).is_ok()
    {
        let _ = lifecycle::Rules::of(&rules);
        reads_back(&rules);
    }
    if let Some(mut told) = from_xml::<NotificationConfiguration>(bytes)
        && notify::check(&mut told, &mut name).is_ok()
    {
        let _ = notify::Notifications::of(&told);
        reads_back(&told);
    }
    if let Some(rules) = from_xml::<CORSConfiguration>(bytes)
        && cors::check(&rules).is_ok()
    {
        reads_back(&rules);
    }
    if let Some(given) = from_xml::<Tagging>(bytes) {
        let _ = tags::of_set(&given.tag_set, tags::On::Object);
    }
}

fn reads_back<T>(shape: &T)
where
    T: Serialize + for<'xml> Deserialize<'xml> + PartialEq + Debug,
{
    assert_eq!(from_xml::<T>(&to_xml(shape)).as_ref(), Some(shape));
}
