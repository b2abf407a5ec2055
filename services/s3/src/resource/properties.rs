//! A bucket's properties as a template writes them, as configurations.

use serde_json::Value;

use super::defaults;
use crate::acl::{CannedOn, canned};
use crate::configuration::{controls, to_xml};
use crate::permission::{Block, Ownership};
use crate::protocol::dto::*;
use crate::setting::Setting;
use crate::{cors, lifecycle, lock, notify, tags};

use super::told;

/// Properties that are done.
const KNOWN: [&str; 12] = [
    "AccessControl",
    "BucketEncryption",
    "BucketName",
    "CorsConfiguration",
    "LifecycleConfiguration",
    "NotificationConfiguration",
    "ObjectLockConfiguration",
    "ObjectLockEnabled",
    "OwnershipControls",
    "PublicAccessBlockConfiguration",
    "Tags",
    "VersioningConfiguration",
];

/// What a template wants a bucket to be.
pub(super) struct Wanted {
    pub locks: bool,
    pub versioned: bool,
    pub suspended: bool,
    /// Every setting that a template decides; none takes it away.
    pub settings: Vec<(Setting, Option<Vec<u8>>)>,
}

/// Those that are not done.
pub(super) fn ignored(all: &Value) -> Vec<String> {
    let names = all.as_object().into_iter().flat_map(|all| all.keys());
    names.filter(|name| !KNOWN.contains(&name.as_str())).cloned().collect()
}

pub(super) fn read(
    all: &Value,
    owner: &str,
    closed: bool,
    mut name: impl FnMut() -> String,
) -> Result<Wanted, String> {
    let status = all["VersioningConfiguration"]["Status"].as_str();
    let lock = lock_of(all)?;
    let defaults = defaults(closed);
    let ownership = match all["OwnershipControls"]["Rules"][0]["ObjectOwnership"].as_str() {
        Some(text) => Some(Ownership::parse(text).ok_or(format!("{text} is no ownership"))?),
        None => defaults.ownership,
    };
    let block = match &all["PublicAccessBlockConfiguration"] {
        Value::Null => defaults.block,
        given => Some(Block {
            public_acls: flag(&given["BlockPublicAcls"]),
            ignore_public_acls: flag(&given["IgnorePublicAcls"]),
            public_policy: flag(&given["BlockPublicPolicy"]),
            restrict_public_buckets: flag(&given["RestrictPublicBuckets"]),
        }),
    };
    let has_lists = ownership.unwrap_or(Ownership::ObjectWriter).has_lists();
    let acl = match all["AccessControl"].as_str().filter(|_| has_lists) {
        Some(text) => Some(canned(&dashed(text), owner, CannedOn::Bucket).map_err(told)?),
        None => None,
    };
    let settings = vec![
        (Setting::Ownership, ownership.map(|ownership| to_xml(&controls(ownership)))),
        (Setting::PublicAccess, block.map(|block| to_xml(&block.to_configuration()))),
        (Setting::Acl, acl.map(|acl| acl.text().into_bytes())),
        (Setting::Tags, tagging(&all["Tags"])?),
        (Setting::Cors, cors_of(&all["CorsConfiguration"])?),
        (Setting::Lifecycle, lifecycle_of(&all["LifecycleConfiguration"], &mut name)?),
        (Setting::Notification, notification(&all["NotificationConfiguration"], &mut name)?),
        (Setting::ObjectLock, lock.as_ref().map(to_xml)),
        (Setting::Encryption, encryption(&all["BucketEncryption"])),
    ];
    Ok(Wanted {
        locks: lock.is_some(),
        versioned: status == Some("Enabled"),
        suspended: status == Some("Suspended"),
        settings,
    })
}

/// Templates write truth as text too.
fn flag(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str() == Some("true"))
}

fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn small(value: &Value) -> Option<i32> {
    number(value).and_then(|number| i32::try_from(number).ok())
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn texts(value: &Value) -> Vec<String> {
    list(value).iter().filter_map(text).collect()
}

/// `PublicReadWrite` is `public-read-write`.
fn dashed(name: &str) -> String {
    let mut dashed = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !dashed.is_empty() {
            dashed.push('-');
        }
        dashed.push(character.to_ascii_lowercase());
    }
    dashed
}

fn tag(value: &Value) -> Tag {
    Tag { key: text(&value["Key"]), value: text(&value["Value"]) }
}

fn tagging(value: &Value) -> Result<Option<Vec<u8>>, String> {
    let tag_set: TagSet = list(value).iter().map(tag).collect();
    tags::of_set(&tag_set, tags::On::Bucket).map_err(told)?;
    Ok((!tag_set.is_empty()).then(|| to_xml(&Tagging { tag_set })))
}

fn cors_of(value: &Value) -> Result<Option<Vec<u8>>, String> {
    if value.is_null() {
        return Ok(None);
    }
    let some = |value: &Value| Some(texts(value)).filter(|list| !list.is_empty());
    let rules = list(&value["CorsRules"]).iter().map(|rule| CORSRule {
        allowed_headers: some(&rule["AllowedHeaders"]),
        allowed_methods: texts(&rule["AllowedMethods"]),
        allowed_origins: texts(&rule["AllowedOrigins"]),
        expose_headers: some(&rule["ExposedHeaders"]),
        id: text(&rule["Id"]),
        max_age_seconds: small(&rule["MaxAge"]),
    });
    let configuration = CORSConfiguration { cors_rules: rules.collect() };
    cors::check(&configuration).map_err(told)?;
    Ok(Some(to_xml(&configuration)))
}

fn lifecycle_of(
    value: &Value,
    name: &mut dyn FnMut() -> String,
) -> Result<Option<Vec<u8>>, String> {
    if value.is_null() {
        return Ok(None);
    }
    let rules = list(&value["Rules"]).iter().map(rule).collect();
    let mut configuration = BucketLifecycleConfiguration { rules };
    lifecycle::check(&mut configuration, name).map_err(told)?;
    Ok(Some(to_xml(&configuration)))
}

fn rule(rule: &Value) -> LifecycleRule {
    let date = text(&rule["ExpirationDate"]);
    let date = date.and_then(|text| Timestamp::parse(TimestampFormat::DateTime, &text).ok());
    let markers = (!rule["ExpiredObjectDeleteMarker"].is_null())
        .then(|| flag(&rule["ExpiredObjectDeleteMarker"]));
    let days = small(&rule["ExpirationInDays"]);
    let ends = date.is_some() || markers.is_some() || days.is_some();
    let noncurrent = &rule["NoncurrentVersionExpiration"];
    let noncurrent_days =
        small(&noncurrent["NoncurrentDays"]).or(small(&rule["NoncurrentVersionExpirationInDays"]));
    let abort = small(&rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]);
    let tags: TagSet = list(&rule["TagFilters"]).iter().map(tag).collect();
    let and = LifecycleRuleAndOperator {
        object_size_greater_than: number(&rule["ObjectSizeGreaterThan"]),
        object_size_less_than: number(&rule["ObjectSizeLessThan"]),
        prefix: text(&rule["Prefix"]),
        tags: Some(tags).filter(|tags| !tags.is_empty()),
    };
    LifecycleRule {
        abort_incomplete_multipart_upload: abort
            .map(|days| AbortIncompleteMultipartUpload { days_after_initiation: Some(days) }),
        expiration: ends.then_some(LifecycleExpiration {
            date,
            days,
            expired_object_delete_marker: markers,
        }),
        filter: Some(LifecycleRuleFilter { and: Some(and), ..LifecycleRuleFilter::default() }),
        id: text(&rule["Id"]),
        noncurrent_version_expiration: noncurrent_days.map(|days| NoncurrentVersionExpiration {
            newer_noncurrent_versions: small(&noncurrent["NewerNoncurrentVersions"]),
            noncurrent_days: Some(days),
        }),
        noncurrent_version_transitions: None,
        prefix: None,
        status: ExpirationStatus::from(text(&rule["Status"]).unwrap_or_default()),
        transitions: None,
    }
}

fn filter(value: &Value) -> Option<NotificationConfigurationFilter> {
    let rules = list(&value["S3Key"]["Rules"]).iter().map(|rule| FilterRule {
        name: text(&rule["Name"]).map(FilterRuleName::from),
        value: text(&rule["Value"]),
    });
    let rules: Vec<FilterRule> = rules.collect();
    let key = Some(S3KeyFilter { filter_rules: Some(rules.clone()) });
    (!rules.is_empty()).then_some(NotificationConfigurationFilter { key })
}

/// CloudFormation's elements for functions.
pub(super) fn functions(elements: &[Value]) -> Result<Vec<LambdaFunctionConfiguration>, String> {
    let one = |element: &Value| {
        Ok(LambdaFunctionConfiguration {
            events: vec![Event::from(text(&element["Event"]).ok_or("Event is missing")?)],
            filter: filter(&element["Filter"]),
            id: None,
            lambda_function_arn: text(&element["Function"]).ok_or("Function is missing")?,
        })
    };
    elements.iter().map(one).collect()
}

fn notification(
    value: &Value,
    name: &mut dyn FnMut() -> String,
) -> Result<Option<Vec<u8>>, String> {
    if value.is_null() {
        return Ok(None);
    }
    let queue = |element: &Value| -> Result<QueueConfiguration, String> {
        Ok(QueueConfiguration {
            events: vec![Event::from(text(&element["Event"]).ok_or("Event is missing")?)],
            filter: filter(&element["Filter"]),
            id: None,
            queue_arn: text(&element["Queue"]).ok_or("Queue is missing")?,
        })
    };
    let queues: Vec<_> =
        list(&value["QueueConfigurations"]).iter().map(queue).collect::<Result<_, _>>()?;
    let functions = functions(list(&value["LambdaConfigurations"]))?;
    let bridge = &value["EventBridgeConfiguration"];
    let mut configuration = NotificationConfiguration {
        event_bridge_configuration: (!bridge.is_null()).then_some(EventBridgeConfiguration {}),
        lambda_function_configurations: Some(functions).filter(|list| !list.is_empty()),
        queue_configurations: Some(queues).filter(|list| !list.is_empty()),
        topic_configurations: None,
    };
    notify::check(&mut configuration, name).map_err(told)?;
    Ok(Some(to_xml(&configuration)))
}

fn lock_of(all: &Value) -> Result<Option<ObjectLockConfiguration>, String> {
    if !flag(&all["ObjectLockEnabled"]) {
        return Ok(None);
    }
    let retention = &all["ObjectLockConfiguration"]["Rule"]["DefaultRetention"];
    let mut configuration = lock::enabled();
    if !retention.is_null() {
        configuration.rule = Some(ObjectLockRule {
            default_retention: Some(DefaultRetention {
                days: small(&retention["Days"]),
                mode: text(&retention["Mode"]).map(ObjectLockRetentionMode::from),
                years: small(&retention["Years"]),
            }),
        });
    }
    lock::default_of(&configuration).map_err(told)?;
    Ok(Some(configuration))
}

fn encryption(value: &Value) -> Option<Vec<u8>> {
    let rule = &value["ServerSideEncryptionConfiguration"][0];
    let default = &rule["ServerSideEncryptionByDefault"];
    let algorithm = text(&default["SSEAlgorithm"])?;
    let rule = ServerSideEncryptionRule {
        apply_server_side_encryption_by_default: Some(ServerSideEncryptionByDefault {
            kms_master_key_id: text(&default["KMSMasterKeyID"]),
            sse_algorithm: ServerSideEncryption::from(algorithm),
        }),
        bucket_key_enabled: Some(flag(&rule["BucketKeyEnabled"])),
    };
    Some(to_xml(&ServerSideEncryptionConfiguration { rules: vec![rule] }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::configuration::from_xml;

    const ARN: &str = "arn:aws:lambda:r:000000000000:function:f";

    #[test]
    fn a_template_becomes_configurations() {
        let all = json!({
            "BucketName": "b",
            "VersioningConfiguration": {"Status": "Enabled"},
            "Tags": [{"Key": "k", "Value": 1}],
            "CorsConfiguration": {"CorsRules": [
                {"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "MaxAge": "10"}]},
            "LifecycleConfiguration": {"Rules": [
                {"Status": "Enabled", "Prefix": "tmp/", "ExpirationInDays": 3}]},
            "NotificationConfiguration": {"LambdaConfigurations": [
                {"Event": "s3:ObjectCreated:*", "Function": ARN,
                 "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "in/"}]}}}]},
            "ReplicationConfiguration": {},
        });
        let wanted = read(&all, "000000000000", true, || "made-up".into()).unwrap();
        assert!(wanted.versioned && !wanted.locks);
        assert_eq!(ignored(&all), ["ReplicationConfiguration"]);
        let find = |setting: Setting| {
            let found = wanted.settings.iter().find(|(known, _)| *known == setting);
            found.and_then(|(_, value)| value.as_deref())
        };
        let rules: BucketLifecycleConfiguration =
            find(Setting::Lifecycle).and_then(from_xml).unwrap();
        assert_eq!(rules.rules[0].id.as_deref(), Some("made-up"));
        let told: NotificationConfiguration =
            find(Setting::Notification).and_then(from_xml).unwrap();
        assert_eq!(told.lambda_function_configurations.unwrap().len(), 1);
        assert!(find(Setting::Ownership).is_some() && find(Setting::Acl).is_none());
        assert!(find(Setting::ObjectLock).is_none());
        assert_eq!(dashed("PublicReadWrite"), "public-read-write");
    }
}
