//! Configurations as XML, by the protocol's own shapes.

use crate::protocol::xml::{Deserialize, Deserializer, Serialize, Serializer};

/// The shape as the protocol writes it.
pub(crate) fn to_xml<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Into memory nothing fails but what no shape holds.
    match value.serialize(&mut Serializer::new(&mut bytes)) {
        Ok(()) => bytes,
        Err(_) => Vec::new(),
    }
}

/// None of what was not written by [`to_xml`].
pub(crate) fn from_xml<T: for<'xml> Deserialize<'xml>>(bytes: &[u8]) -> Option<T> {
    T::deserialize(&mut Deserializer::new(bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::dto::{
        BucketLifecycleConfiguration, CORSConfiguration, CORSRule, ExpirationStatus,
        LifecycleExpiration, LifecycleRule, NotificationConfiguration,
    };

    #[test]
    fn a_shape_is_itself_again() {
        let rule = CORSRule {
            allowed_headers: Some(vec!["*".into()]),
            allowed_methods: vec!["GET".into(), "PUT".into()],
            allowed_origins: vec!["http://a&b".into()],
            expose_headers: None,
            id: Some("one".into()),
            max_age_seconds: Some(3),
        };
        let cors = CORSConfiguration { cors_rules: vec![rule] };
        assert_eq!(from_xml::<CORSConfiguration>(&to_xml(&cors)).as_ref(), Some(&cors));
        let expiration = LifecycleExpiration { days: Some(2), ..LifecycleExpiration::default() };
        let rule = LifecycleRule {
            abort_incomplete_multipart_upload: None,
            expiration: Some(expiration),
            filter: None,
            id: Some("r".into()),
            noncurrent_version_expiration: None,
            noncurrent_version_transitions: None,
            prefix: Some("a".into()),
            status: ExpirationStatus::from("Enabled".to_owned()),
            transitions: None,
        };
        let rules = BucketLifecycleConfiguration { rules: vec![rule] };
        let found = from_xml::<BucketLifecycleConfiguration>(&to_xml(&rules));
        assert_eq!(found.as_ref(), Some(&rules));
        let none = NotificationConfiguration::default();
        assert_eq!(from_xml::<NotificationConfiguration>(&to_xml(&none)), Some(none));
        assert_eq!(from_xml::<CORSConfiguration>(b"<x"), None);
    }
}
