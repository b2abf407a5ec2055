//! Every condition operator, on keys that are there, that are not, and that hold several values.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use base::Timestamp;
use policy::{Facts, Kind, Policies, Policy, Principal, Request, Values};

/// Whether a statement with this condition applies. Keys are `name=value` or `name=a|b|c`;
/// `name=` holds one empty text and `name|` holds no value.
fn holds(version: &str, condition: &str, keys: &[&str]) -> bool {
    let text = format!(
        r#"{{"Version": "{version}", "Statement": {{"Effect": "Allow", "Action": "s:A",
            "Resource": "*", "Condition": {condition}}}}}"#
    );
    let policy = Policy::parse(&text, Kind::Identity).unwrap_or_else(|error| {
        panic!("{condition}: {error} {}", error.detail);
    });
    let mut facts = Facts::new();
    for key in keys {
        match (key.strip_suffix('|'), key.split_once('=')) {
            (Some(name), _) => facts.set(name, Values::Many(Vec::new())),
            (None, Some((name, value))) if value.contains('|') => {
                facts.set(name, Values::many(value.split('|')));
            }
            (None, Some((name, value))) => facts.set(name, Values::one(value)),
            (None, None) => panic!("{key}"),
        }
    }
    let mut principal = Principal::user("000000000000", "anna", "/", "AIDAANNA");
    principal.tags = vec![("team".into(), "red".into())];
    let request =
        Request::new(&principal, "s:A", "*").under(&facts).at(Timestamp(1_769_903_999_000));
    policy::evaluate(&request, &Policies::identity(&[Arc::new(policy)])).is_allow()
}

fn check(cases: &[(&str, &[&str], bool)]) {
    for (condition, keys, expected) in cases {
        assert_eq!(holds("2012-10-17", condition, keys), *expected, "{condition} on {keys:?}");
    }
}

#[test]
fn text() {
    check(&[
        (r#"{"StringEquals": {"k": "a"}}"#, &["k=a"], true),
        (r#"{"StringEquals": {"k": "a"}}"#, &["k=A"], false),
        (r#"{"StringEquals": {"k": "a"}}"#, &["k=ab"], false),
        (r#"{"StringEquals": {"k": ["a", "b"]}}"#, &["k=b"], true),
        (r#"{"StringEquals": {"k": ["a", "b"]}}"#, &["k=c"], false),
        (r#"{"StringEquals": {"k": "a*"}}"#, &["k=ab"], false),
        (r#"{"StringEquals": {"k": "a*"}}"#, &["k=a*"], true),
        (r#"{"StringEquals": {"k": []}}"#, &["k=a"], false),
        (r#"{"StringEquals": {"K": "a"}}"#, &["k=a"], true),
        (r#"{"StringEquals": {"k": ""}}"#, &["k="], true),
        (r#"{"StringNotEquals": {"k": "a"}}"#, &["k=b"], true),
        (r#"{"StringNotEquals": {"k": "a"}}"#, &["k=a"], false),
        (r#"{"StringNotEquals": {"k": ["a", "b"]}}"#, &["k=b"], false),
        (r#"{"StringNotEquals": {"k": ["a", "b"]}}"#, &["k=c"], true),
        (r#"{"StringEqualsIgnoreCase": {"k": "aB"}}"#, &["k=Ab"], true),
        (r#"{"StringEqualsIgnoreCase": {"k": "aB"}}"#, &["k=Abc"], false),
        (r#"{"StringNotEqualsIgnoreCase": {"k": "aB"}}"#, &["k=Ab"], false),
        (r#"{"StringNotEqualsIgnoreCase": {"k": "aB"}}"#, &["k=c"], true),
        (r#"{"StringLike": {"k": "home/*"}}"#, &["k=home/a/b"], true),
        (r#"{"StringLike": {"k": "home/?"}}"#, &["k=home/ab"], false),
        (r#"{"StringLike": {"k": ["x", "home/??"]}}"#, &["k=home/ab"], true),
        (r#"{"StringLike": {"k": "Home/*"}}"#, &["k=home/a"], false),
        (r#"{"StringNotLike": {"k": "home/*"}}"#, &["k=home/a"], false),
        (r#"{"StringNotLike": {"k": "home/*"}}"#, &["k=etc/a"], true),
        (r#"{"StringEquals": {"k": "a", "j": "b"}}"#, &["k=a", "j=b"], true),
        (r#"{"StringEquals": {"k": "a", "j": "b"}}"#, &["k=a", "j=c"], false),
        (r#"{"StringEquals": {"k": "a"}, "StringLike": {"k": "b*"}}"#, &["k=a"], false),
        (r#"{"StringEquals": {"k": true}}"#, &["k=true"], true),
    ]);
}

#[test]
fn numbers() {
    check(&[
        (r#"{"NumericEquals": {"k": "10"}}"#, &["k=10"], true),
        (r#"{"NumericEquals": {"k": "10"}}"#, &["k=10.0"], true),
        (r#"{"NumericEquals": {"k": 10}}"#, &["k=11"], false),
        (r#"{"NumericEquals": {"k": ["1", "2"]}}"#, &["k=2"], true),
        (r#"{"NumericNotEquals": {"k": "10"}}"#, &["k=11"], true),
        (r#"{"NumericNotEquals": {"k": "10"}}"#, &["k=10"], false),
        (r#"{"NumericLessThan": {"k": "10"}}"#, &["k=9.5"], true),
        (r#"{"NumericLessThan": {"k": "10"}}"#, &["k=10"], false),
        (r#"{"NumericLessThanEquals": {"k": "10"}}"#, &["k=10"], true),
        (r#"{"NumericLessThanEquals": {"k": "10"}}"#, &["k=10.1"], false),
        (r#"{"NumericGreaterThan": {"k": "-1"}}"#, &["k=0"], true),
        (r#"{"NumericGreaterThan": {"k": "10"}}"#, &["k=9"], false),
        (r#"{"NumericGreaterThanEquals": {"k": "10"}}"#, &["k=10"], true),
        (r#"{"NumericGreaterThanEquals": {"k": "10"}}"#, &["k=9"], false),
        (r#"{"NumericEquals": {"k": "10"}}"#, &["k=ten"], false),
        (r#"{"NumericNotEquals": {"k": "10"}}"#, &["k=ten"], true),
        (r#"{"NumericLessThan": {"k": "10"}}"#, &["k=NaN"], false),
    ]);
}

#[test]
fn dates() {
    check(&[
        (r#"{"DateEquals": {"k": "2026-01-31"}}"#, &["k=2026-01-31T00:00:00Z"], true),
        (r#"{"DateEquals": {"k": "1769903999"}}"#, &["k=2026-01-31T23:59:59Z"], true),
        (r#"{"DateNotEquals": {"k": "2026-01-31"}}"#, &["k=2026-02-01"], true),
        (r#"{"DateLessThan": {"k": "2026-02-01"}}"#, &["k=2026-01-31T23:59:59Z"], true),
        (r#"{"DateLessThan": {"k": "2026-02-01"}}"#, &["k=2026-02-01"], false),
        (r#"{"DateLessThanEquals": {"k": "2026-02-01"}}"#, &["k=2026-02-01"], true),
        (r#"{"DateGreaterThan": {"k": "2026-02-01"}}"#, &["k=2026-02-01T00:00:01Z"], true),
        (r#"{"DateGreaterThanEquals": {"k": "2026-02-01"}}"#, &["k=2026-01-31"], false),
        (r#"{"DateGreaterThan": {"k": "2026-02-01"}}"#, &["k=later"], false),
        // The time of the request is a key, in both its forms.
        (r#"{"DateLessThan": {"aws:CurrentTime": "2026-02-01T00:00:00Z"}}"#, &[], true),
        (r#"{"DateGreaterThan": {"aws:CurrentTime": "2026-02-01T00:00:00Z"}}"#, &[], false),
        (r#"{"DateGreaterThan": {"aws:EpochTime": "1769903998"}}"#, &[], true),
        (r#"{"NumericEquals": {"aws:EpochTime": "1769903999"}}"#, &[], true),
    ]);
}

#[test]
fn truth_bytes_and_addresses() {
    check(&[
        (r#"{"Bool": {"k": "true"}}"#, &["k=true"], true),
        (r#"{"Bool": {"k": "true"}}"#, &["k=TRUE"], true),
        (r#"{"Bool": {"k": true}}"#, &["k=false"], false),
        (r#"{"Bool": {"k": "false"}}"#, &["k=false"], true),
        (r#"{"Bool": {"k": "false"}}"#, &["k=neither"], false),
        (r#"{"BinaryEquals": {"k": "QmluYXJ5"}}"#, &["k=QmluYXJ5"], true),
        (r#"{"BinaryEquals": {"k": "QQ=="}}"#, &["k=QQ"], true),
        (r#"{"BinaryEquals": {"k": "QmluYXJ5"}}"#, &["k=qmluYXJ5"], false),
        (r#"{"IpAddress": {"k": "203.0.113.0/24"}}"#, &["k=203.0.113.5"], true),
        (r#"{"IpAddress": {"k": "203.0.113.0/24"}}"#, &["k=203.0.114.5"], false),
        (r#"{"IpAddress": {"k": "203.0.113.5"}}"#, &["k=203.0.113.5"], true),
        (r#"{"IpAddress": {"k": "0.0.0.0/0"}}"#, &["k=203.0.113.5"], true),
        (r#"{"IpAddress": {"k": "203.0.113.0/24"}}"#, &["k=::ffff:203.0.113.5"], true),
        (r#"{"IpAddress": {"k": "2001:db8::/32"}}"#, &["k=2001:db8:1::1"], true),
        (r#"{"IpAddress": {"k": "2001:db8::/32"}}"#, &["k=2001:db9::1"], false),
        (r#"{"IpAddress": {"k": "::/0"}}"#, &["k=2001:db9::1"], true),
        (r#"{"IpAddress": {"k": "::/0"}}"#, &["k=203.0.113.5"], false),
        (r#"{"IpAddress": {"k": ["10.0.0.0/8", "192.168.0.0/16"]}}"#, &["k=192.168.3.4"], true),
        (r#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, &["k=11.0.0.1"], true),
        (r#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, &["k=10.9.9.9"], false),
        (r#"{"IpAddress": {"k": "10.0.0.0/8"}}"#, &["k=here"], false),
    ]);
}

#[test]
fn arns() {
    let topic = "k=arn:aws:sns:us-east-1:000000000000:topic";
    check(&[
        (r#"{"ArnEquals": {"k": "arn:aws:sns:us-east-1:000000000000:topic"}}"#, &[topic], true),
        (r#"{"ArnEquals": {"k": "arn:aws:sns:*:*:top*"}}"#, &[topic], true),
        (r#"{"ArnLike": {"k": "arn:aws:sns:*:*:topi?"}}"#, &[topic], true),
        (r#"{"ArnLike": {"k": "arn:aws:sns:*:topic"}}"#, &[topic], false),
        (r#"{"ArnLike": {"k": "arn:aws:sqs:*:*:*"}}"#, &[topic], false),
        (r#"{"ArnLike": {"k": "arn:aws:sns:*:*:*"}}"#, &["k=topic"], false),
        (r#"{"ArnNotLike": {"k": "arn:aws:sqs:*:*:*"}}"#, &[topic], true),
        (r#"{"ArnNotEquals": {"k": "arn:aws:sns:*:*:*"}}"#, &[topic], false),
    ]);
}

#[test]
fn keys_that_are_not_there() {
    check(&[
        (r#"{"StringEquals": {"k": "a"}}"#, &[], false),
        (r#"{"StringLike": {"k": "*"}}"#, &[], false),
        (r#"{"StringNotEquals": {"k": "a"}}"#, &[], true),
        (r#"{"StringNotLike": {"k": "*"}}"#, &[], true),
        (r#"{"ArnNotLike": {"k": "arn:aws:s3:::*"}}"#, &[], true),
        (r#"{"NumericNotEquals": {"k": "1"}}"#, &[], true),
        (r#"{"DateNotEquals": {"k": "2026-01-01"}}"#, &[], true),
        (r#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, &[], true),
        (r#"{"Bool": {"k": "false"}}"#, &[], false),
        (r#"{"NumericLessThan": {"k": "1"}}"#, &[], false),
        (r#"{"StringEqualsIfExists": {"k": "a"}}"#, &[], true),
        (r#"{"StringEqualsIfExists": {"k": "a"}}"#, &["k=b"], false),
        (r#"{"StringEqualsIfExists": {"k": "a"}}"#, &["k=a"], true),
        (r#"{"BoolIfExists": {"k": "true"}}"#, &[], true),
        (r#"{"IpAddressIfExists": {"k": "10.0.0.0/8"}}"#, &[], true),
        (r#"{"StringNotEqualsIfExists": {"k": "a"}}"#, &["k=a"], false),
        (r#"{"Null": {"k": "true"}}"#, &[], true),
        (r#"{"Null": {"k": "true"}}"#, &["k=a"], false),
        (r#"{"Null": {"k": "true"}}"#, &["k|"], true),
        (r#"{"Null": {"k": "false"}}"#, &["k=a"], true),
        (r#"{"Null": {"k": false}}"#, &[], false),
    ]);
}

#[test]
fn keys_of_several_values() {
    check(&[
        (r#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, &["k=a|b"], true),
        (r#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, &["k=a|c"], false),
        (r#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, &["k=a"], true),
        (r#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, &[], true),
        (r#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, &["k|"], true),
        (r#"{"ForAllValues:StringLike": {"k": "a*"}}"#, &["k=a1|a2"], true),
        (r#"{"ForAllValues:StringNotEquals": {"k": "c"}}"#, &["k=a|b"], true),
        (r#"{"ForAllValues:StringNotEquals": {"k": "c"}}"#, &["k=a|c"], false),
        (r#"{"ForAnyValue:StringEquals": {"k": ["a", "b"]}}"#, &["k=c|b"], true),
        (r#"{"ForAnyValue:StringEquals": {"k": ["a", "b"]}}"#, &["k=c|d"], false),
        (r#"{"ForAnyValue:StringEquals": {"k": "a"}}"#, &["k=a"], true),
        (r#"{"ForAnyValue:StringEquals": {"k": "a"}}"#, &[], false),
        (r#"{"ForAnyValue:StringEquals": {"k": "a"}}"#, &["k|"], false),
        (r#"{"ForAnyValue:StringEqualsIfExists": {"k": "a"}}"#, &[], true),
        (r#"{"ForAnyValue:StringNotEquals": {"k": "a"}}"#, &["k=a|b"], true),
        (r#"{"ForAnyValue:StringNotEquals": {"k": "a"}}"#, &["k=a"], false),
        (r#"{"ForAnyValue:NumericGreaterThan": {"k": "5"}}"#, &["k=1|9"], true),
        (r#"{"ForAllValues:Bool": {"k": "true"}}"#, &["k=true|false"], false),
        // An operator for one value, on several.
        (r#"{"StringEquals": {"k": "a"}}"#, &["k=a|b"], true),
        (r#"{"StringNotEquals": {"k": "a"}}"#, &["k=a|b"], false),
    ]);
}

#[test]
fn variables() {
    check(&[
        (r#"{"StringEquals": {"k": "${aws:username}"}}"#, &["k=anna"], true),
        (r#"{"StringEquals": {"k": "${AWS:UserName}"}}"#, &["k=anna"], true),
        (r#"{"StringLike": {"k": "home/${aws:username}/*"}}"#, &["k=home/anna/x"], true),
        (r#"{"StringLike": {"k": "home/${aws:username}/*"}}"#, &["k=home/otto/x"], false),
        (r#"{"StringEquals": {"k": "${aws:PrincipalTag/team}"}}"#, &["k=red"], true),
        (r#"{"StringEquals": {"k": "${aws:PrincipalTag/none, 'red'}"}}"#, &["k=red"], true),
        (r#"{"StringEquals": {"k": "${aws:PrincipalTag/none}"}}"#, &["k="], false),
        (r#"{"StringNotEquals": {"k": "${aws:PrincipalTag/none}"}}"#, &["k=x"], true),
        (r#"{"StringEquals": {"k": "${j}"}}"#, &["k=v", "j=v"], true),
        (r#"{"StringEquals": {"k": "${j}"}}"#, &["k=v", "j=v|w"], false),
        (r#"{"StringLike": {"k": "${j}"}}"#, &["k=axb", "j=a*b"], false),
        (r#"{"StringLike": {"k": "${*}a*"}}"#, &["k=*ab"], true),
        (r#"{"StringLike": {"k": "${*}a*"}}"#, &["k=xab"], false),
        (r#"{"StringEquals": {"k": "a${?}${$}"}}"#, &["k=a?$"], true),
        (
            r#"{"ArnLike": {"k": "arn:aws:s3:::${aws:username}-*"}}"#,
            &["k=arn:aws:s3:::anna-1"],
            true,
        ),
    ]);
    let old =
        |keys: &[&str]| holds("2008-10-17", r#"{"StringEquals": {"k": "${aws:username}"}}"#, keys);
    assert!(!old(&["k=anna"]));
    assert!(old(&["k=${aws:username}"]), "in older documents it is text");
}

#[test]
fn keys_of_the_caller() {
    check(&[
        (r#"{"StringEquals": {"aws:userid": "AIDAANNA"}}"#, &[], true),
        (r#"{"StringEquals": {"aws:PrincipalType": "User"}}"#, &[], true),
        (r#"{"StringEquals": {"aws:PrincipalAccount": "000000000000"}}"#, &[], true),
        (
            r#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::000000000000:user/anna"}}"#,
            &[],
            true,
        ),
        (r#"{"Bool": {"aws:PrincipalIsAWSService": "false"}}"#, &[], true),
        (r#"{"StringEquals": {"aws:PrincipalTag/TEAM": "red"}}"#, &[], true),
        (r#"{"Null": {"aws:TokenIssueTime": "true"}}"#, &[], true),
        (r#"{"Null": {"aws:PrincipalServiceName": "true"}}"#, &[], true),
        // The caller cannot be made up by the request.
        (r#"{"StringEquals": {"aws:userid": "x"}}"#, &["aws:userid=x"], false),
        (r#"{"StringEquals": {"aws:SourceIp": "x"}}"#, &["aws:sourceip=x"], true),
    ]);
}
