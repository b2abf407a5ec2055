//! What a manifest says of a table beside its shape: its stream, its time to live, point-in-time
//! recovery, its policy. Brought to what is asked for, in one transaction where something differs.

use std::sync::Arc;

use serde_json::Value;
use store::WriteTx;

use crate::backup::recovery;
use crate::error::from_store;
use crate::ops::update_time_to_live;
use crate::resource_policy;
use crate::state::{Dynamodb, Live, TableKey};
use crate::streams;
use crate::table::Table;

/// The properties that are read here.
pub const NAMES: [&str; 4] = [
    "PointInTimeRecoverySpecification",
    "ResourcePolicy",
    "StreamSpecification",
    "TimeToLiveSpecification",
];
/// Views of a stream (DynamoDB API reference, StreamSpecification).
const VIEWS: [&str; 4] = ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The stream's view.
    stream: Option<String>,
    /// The attribute that says when an item ends.
    time_to_live: Option<String>,
    /// Days of point-in-time recovery.
    recovery: Option<i64>,
    policy: Option<String>,
}

impl Settings {
    pub fn read(properties: &Value) -> Result<Settings, String> {
        let mut settings = Settings::default();
        let stream = &properties["StreamSpecification"];
        if !stream.is_null() {
            let view = stream["StreamViewType"].as_str().filter(|view| VIEWS.contains(view));
            let view = view.ok_or_else(|| {
                format!("StreamSpecification.StreamViewType is one of {}", VIEWS.join(", "))
            })?;
            settings.stream = Some(view.to_owned());
        }
        let ttl = &properties["TimeToLiveSpecification"];
        if is_on(&ttl["Enabled"]) {
            let attribute = ttl["AttributeName"].as_str().filter(|name| !name.is_empty());
            let attribute = attribute.ok_or("TimeToLiveSpecification.AttributeName is a text")?;
            settings.time_to_live = Some(attribute.to_owned());
        }
        let recovery = &properties["PointInTimeRecoverySpecification"];
        if is_on(&recovery["PointInTimeRecoveryEnabled"]) {
            let days = recovery::days(recovery["RecoveryPeriodInDays"].as_i64());
            settings.recovery = Some(days.map_err(|invalid| invalid.to_string())?);
        }
        let policy = &properties["ResourcePolicy"]["PolicyDocument"];
        if !policy.is_null() {
            let text = policy.as_str().map_or_else(|| policy.to_string(), str::to_owned);
            resource_policy::parse(&text).map_err(|invalid| invalid.to_string())?;
            settings.policy = Some(text);
        }
        Ok(settings)
    }

    /// Brings a table to these settings.
    pub async fn apply(
        &self,
        dynamodb: &Dynamodb,
        key: &TableKey,
        live: Arc<Live>,
    ) -> Result<Arc<Live>, String> {
        self.apply_policy(dynamodb, &live.arn).await.map_err(|error| error.to_string())?;
        if !self.differs(&live.table) {
            return Ok(live);
        }
        let (wanted, own_key) = (self.clone(), key.clone());
        let edit = move |table: &mut Table, tx: &mut WriteTx| wanted.edit(table, tx, &own_key);
        let altered = dynamodb.alter(key, &live, edit).await;
        altered.map(|(live, ())| live).map_err(|error| error.to_string())
    }

    fn differs(&self, table: &Table) -> bool {
        table.stream.as_ref().map(|stream| &stream.view) != self.stream.as_ref()
            || table.time_to_live.as_ref().map(|ttl| &ttl.attribute) != self.time_to_live.as_ref()
            || recovery::get(table) != self.recovery
    }

    fn edit(self, table: &mut Table, tx: &mut WriteTx, key: &TableKey) -> Result<(), wire::Error> {
        if table.stream.as_ref().map(|stream| &stream.view) != self.stream.as_ref() {
            if table.stream.is_some() {
                streams::switch(tx, key, table, None)?;
            }
            if self.stream.is_some() {
                streams::switch(tx, key, table, self.stream)?;
            }
        }
        if table.time_to_live.as_ref().map(|ttl| &ttl.attribute) != self.time_to_live.as_ref() {
            update_time_to_live::set(table, tx, self.time_to_live).map_err(from_store)?;
        }
        if recovery::get(table) != self.recovery {
            recovery::set(table, self.recovery, tx.now());
        }
        Ok(())
    }

    async fn apply_policy(&self, dynamodb: &Dynamodb, arn: &str) -> Result<(), wire::Error> {
        let kept = dynamodb.kept_policy(arn)?;
        match &self.policy {
            Some(text) => dynamodb.put_policy(arn.to_owned(), text.clone(), None).await.map(|_| ()),
            None if kept.is_some() => {
                dynamodb.delete_policy(arn.to_owned(), None).await.map(|_| ())
            }
            None => Ok(()),
        }
    }
}

/// Templates also write flags as texts.
fn is_on(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str() == Some("true"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_as_templates_have_them() {
        let read = |value| Settings::read(&value);
        assert_eq!(read(json!({})), Ok(Settings::default()));
        let settings = read(json!({
            "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
            "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": "true"},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true},
        }))
        .unwrap();
        assert_eq!(settings.stream.as_deref(), Some("NEW_IMAGE"));
        assert_eq!(settings.time_to_live.as_deref(), Some("ttl"));
        assert_eq!(settings.recovery, Some(35));
        let off = json!({"TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": false}});
        assert_eq!(read(off), Ok(Settings::default()));
        for (wrong, word) in [
            (json!({"StreamSpecification": {"StreamViewType": "X"}}), "KEYS_ONLY"),
            (json!({"TimeToLiveSpecification": {"Enabled": true}}), "AttributeName"),
            (json!({"ResourcePolicy": {"PolicyDocument": {"Statement": 1}}}), "policy"),
        ] {
            let said = read(wrong).unwrap_err();
            assert!(said.contains(word), "{said}");
        }
    }
}
