//! Records of events, as AWS writes them.
//!
//! Source: S3 user guide, "Event message structure".

use base::Timestamp;
use serde_json::{Value, json};

use super::Event;
use crate::output::canonical_id;

/// The digest of nothing: what a delete marker's record shows.
const EMPTY_ETAG: &str = "d41d8cd98f00b204e9800998ecf8427e";

/// What happened to an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Happening<'a> {
    pub event: Event,
    pub key: &'a str,
    pub size: u64,
    /// Without quotes.
    pub etag: &'a str,
    /// None in a bucket that was never versioned.
    pub version: Option<&'a str>,
}

/// By whose request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct By {
    /// `AIDA...`, `AROA...:session`, an account; a service's name for what it does itself.
    pub user_id: String,
    pub source_ip: String,
    pub request_id: String,
}

impl By {
    /// S3 itself, as rules ask it to.
    pub(crate) fn lifecycle(request_id: String) -> By {
        let name = "s3.amazonaws.com".to_owned();
        By { user_id: name.clone(), source_ip: name, request_id }
    }

    fn principal_id(&self) -> String {
        match self.user_id.as_str() {
            "" | "anonymous" => "Anonymous".to_owned(),
            service if service.contains('.') => service.to_owned(),
            id => format!("AWS:{id}"),
        }
    }
}

/// A bucket, as records show it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'a> {
    pub bucket: &'a str,
    pub owner: &'a str,
    pub region: &'a str,
}

/// The message of one event. `sequencer` orders the events of one key.
pub(crate) fn record(
    of: Of<'_>,
    configuration_id: &str,
    happening: &Happening<'_>,
    by: &By,
    at: Timestamp,
    sequencer: u64,
) -> Vec<u8> {
    let Happening { event, key, size, etag, version } = *happening;
    let mut object = json!({"key": encoded(key)});
    if event.is_created() {
        object["size"] = json!(size);
    }
    if event.is_created() || event.is_about_state() {
        object["eTag"] = json!(etag);
    } else if event.makes_marker() {
        object["eTag"] = json!(EMPTY_ETAG);
    }
    if let Some(version) = version {
        object["versionId"] = json!(version);
    }
    if !event.is_about_state() {
        object["sequencer"] = json!(format!("{sequencer:018X}"));
    }
    let record = json!({
        "eventVersion": event.version(),
        "eventSource": "aws:s3",
        "awsRegion": of.region,
        "eventTime": at.iso_millis(),
        "eventName": event.name(),
        "userIdentity": {"principalId": by.principal_id()},
        "requestParameters": {"sourceIPAddress": by.source_ip},
        "responseElements": {
            "x-amz-request-id": by.request_id,
            "x-amz-id-2": by.request_id,
        },
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": configuration_id,
            "bucket": {
                "name": of.bucket,
                "ownerIdentity": {"principalId": owner_id(of.owner)},
                "arn": format!("arn:aws:s3:::{}", of.bucket),
            },
            "object": object,
        },
    });
    json!({"Records": [record]}).to_string().into_bytes()
}

/// What a queue is told when it is named in a bucket's configuration.
pub(crate) fn test_event(bucket: &str, request_id: &str, at: Timestamp) -> Vec<u8> {
    let event: Value = json!({
        "Service": "Amazon S3",
        "Event": "s3:TestEvent",
        "Time": at.iso_millis(),
        "Bucket": bucket,
        "RequestId": request_id,
        "HostId": request_id,
    });
    event.to_string().into_bytes()
}

/// How records name an account: a short form of its id, as AWS's.
fn owner_id(account: &str) -> String {
    format!("A{}", canonical_id(account)[..13].to_ascii_uppercase())
}

/// A key as a form writes it, but for its slashes.
fn encoded(key: &str) -> String {
    let mut text = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b' ' => text.push('+'),
            b'-' | b'_' | b'.' | b'*' | b'/' => text.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => text.push(byte.into()),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(event: Event, version: Option<&str>) -> Value {
        let happening =
            Happening { event, key: "a b/ü@c.txt", size: 9, etag: "437b930d", version };
        let by =
            By { user_id: "AIDAX".into(), source_ip: "127.0.0.1".into(), request_id: "r".into() };
        let of = Of { bucket: "b", owner: "000000000000", region: "us-east-1" };
        let bytes = record(of, "c", &happening, &by, Timestamp(1_769_903_999_123), 255);
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        message["Records"][0].clone()
    }

    #[test]
    fn a_record_is_as_aws_writes_it() {
        let record = records(Event::CreatedPut, Some("v1"));
        let wanted = json!({
            "eventVersion": "2.1",
            "eventSource": "aws:s3",
            "awsRegion": "us-east-1",
            "eventTime": "2026-01-31T23:59:59.123Z",
            "eventName": "ObjectCreated:Put",
            "userIdentity": {"principalId": "AWS:AIDAX"},
            "requestParameters": {"sourceIPAddress": "127.0.0.1"},
            "responseElements": {"x-amz-request-id": "r", "x-amz-id-2": "r"},
            "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "c",
                "bucket": {
                    "name": "b",
                    "ownerIdentity": {"principalId": owner_id("000000000000")},
                    "arn": "arn:aws:s3:::b",
                },
                "object": {
                    "key": "a+b/%C3%BC%40c.txt",
                    "size": 9,
                    "eTag": "437b930d",
                    "versionId": "v1",
                    "sequencer": "0000000000000000FF",
                },
            },
        });
        assert_eq!(record.to_string(), wanted.to_string());
    }

    #[test]
    fn what_is_told_depends_on_the_event() {
        let members = |event| {
            let record = records(event, None);
            let object = record["s3"]["object"].as_object().unwrap().keys().cloned();
            (record["eventVersion"].as_str().unwrap().to_owned(), object.collect::<Vec<_>>())
        };
        for (event, version, wanted) in [
            (Event::CreatedCopy, "2.1", &["key", "size", "eTag", "sequencer"][..]),
            (Event::RemovedDelete, "2.1", &["key", "sequencer"]),
            (Event::RemovedDeleteMarkerCreated, "2.1", &["key", "eTag", "sequencer"]),
            (Event::TaggingPut, "2.3", &["key", "eTag"]),
            (Event::AclPut, "2.3", &["key", "eTag"]),
            (Event::LifecycleDelete, "2.3", &["key", "sequencer"]),
        ] {
            let (found, names) = members(event);
            assert_eq!(
                (found.as_str(), names),
                (version, wanted.iter().map(|n| (*n).to_owned()).collect())
            );
        }
    }

    #[test]
    fn who_did_it() {
        let by = |id: &str| By {
            user_id: id.into(),
            source_ip: String::new(),
            request_id: String::new(),
        };
        assert_eq!(by("AROA1:s").principal_id(), "AWS:AROA1:s");
        assert_eq!(by("anonymous").principal_id(), "Anonymous");
        assert_eq!(By::lifecycle("r".into()).principal_id(), "s3.amazonaws.com");
    }
}
