//! Statements that AddPermission and RemovePermission write into a queue's policy.

use serde_json::{Value, json};
use wire::Error;

use crate::error::invalid_value;

/// What a queue's policy may let others do.
pub const ACTIONS: [&str; 8] = [
    "*",
    "ChangeMessageVisibility",
    "DeleteMessage",
    "GetQueueAttributes",
    "GetQueueUrl",
    "PurgeQueue",
    "ReceiveMessage",
    "SendMessage",
];

/// The policy with one more statement: accounts may do actions.
pub fn add(
    policy: Option<&str>,
    arn: &str,
    label: &str,
    accounts: &[&str],
    actions: &[&str],
) -> Result<String, Error> {
    let kept = policy.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let mut document = kept.filter(Value::is_object).unwrap_or_else(|| {
        json!({"Version": "2008-10-17", "Id": format!("{arn}/SQSDefaultPolicy"), "Statement": []})
    });
    let mut all = statements(&mut document);
    if position(&all, label).is_some() {
        return Err(invalid_value(label, "Label", "Already exists."));
    }
    let principals: Vec<String> =
        accounts.iter().map(|account| format!("arn:aws:iam::{account}:root")).collect();
    let actions: Vec<String> = actions.iter().map(|action| format!("SQS:{action}")).collect();
    all.push(json!({
        "Sid": label,
        "Effect": "Allow",
        "Principal": {"AWS": one_or_all(principals)},
        "Action": one_or_all(actions),
        "Resource": arn,
    }));
    document["Statement"] = Value::from(all);
    Ok(document.to_string())
}

/// The policy without a statement; none where nothing is left of it.
pub fn remove(policy: Option<&str>, label: &str) -> Result<Option<String>, Error> {
    let missing = |reason| invalid_value(label, "Label", reason);
    let document = policy.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let mut document =
        document.filter(Value::is_object).ok_or_else(|| missing("can't find label."))?;
    let mut all = statements(&mut document);
    let Some(position) = position(&all, label) else {
        return Err(missing("can't find label on existing policy."));
    };
    all.remove(position);
    let is_empty = all.is_empty();
    document["Statement"] = Value::from(all);
    Ok(Some(document.to_string()).filter(|_| !is_empty))
}

fn one_or_all(mut texts: Vec<String>) -> Value {
    match texts.len() {
        1 => Value::from(texts.remove(0)),
        _ => Value::from(texts),
    }
}

/// The statements, taken out of a document. It may have one that is in no list.
fn statements(document: &mut Value) -> Vec<Value> {
    match document.get_mut("Statement").map(Value::take) {
        Some(Value::Array(list)) => list,
        None | Some(Value::Null) => Vec::new(),
        Some(one) => vec![one],
    }
}

fn position(statements: &[Value], label: &str) -> Option<usize> {
    statements.iter().position(|statement| statement["Sid"] == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:sqs:us-east-1:000000000000:q";

    #[test]
    fn statements_come_and_go_by_their_labels() {
        let one = add(None, ARN, "a", &["111111111111"], &["SendMessage"]).unwrap();
        let document: Value = serde_json::from_str(&one).unwrap();
        assert_eq!(document["Id"], format!("{ARN}/SQSDefaultPolicy"));
        let statement = &document["Statement"][0];
        assert_eq!(statement["Principal"]["AWS"], "arn:aws:iam::111111111111:root");
        assert_eq!(statement["Action"], "SQS:SendMessage");
        assert!(add(Some(&one), ARN, "a", &["1"], &["*"]).is_err(), "there is one");

        let two = add(Some(&one), ARN, "b", &["1", "2"], &["*"]).unwrap();
        let left = remove(Some(&two), "a").unwrap().unwrap();
        assert!(remove(Some(&left), "a").is_err());
        assert_eq!(remove(Some(&left), "b").unwrap(), None);
        assert!(remove(None, "b").is_err());
        let single = r#"{"Statement":{"Sid":"a"}}"#;
        assert_eq!(remove(Some(single), "a").unwrap(), None);
    }
}
