//! Documents that are refused, each with IAM's text, and documents that are not.

#![allow(clippy::unwrap_used)]

use policy::{Kind, Policy};

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";
const VENDOR: &str = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
const COLON: &str = "Actions/Condition can contain only one colon.";
const RESOURCES: &str = "Policy statement must contain resources.";
const ACTIONS: &str = "Policy statement must contain actions.";
const NO_PRINCIPAL: &str = "Policy document should not specify a principal.";
const VERSION: &str = "Policy document must be version 2012-10-17 or greater.";

/// A document of one statement: these elements.
fn one(elements: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": {{{elements}}}}}"#)
}

fn refused(text: &str, kind: Kind) -> String {
    match Policy::parse(text, kind) {
        Ok(_) => "accepted".into(),
        Err(malformed) => {
            assert!(!malformed.detail.is_empty(), "{text}");
            malformed.text
        }
    }
}

#[test]
fn the_shape_of_a_document() {
    let good = r#"{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}"#;
    for (text, expected) in [
        ("nonsense".to_owned(), SYNTAX),
        ("{".into(), SYNTAX),
        ("[]".into(), SYNTAX),
        ("\"\"".into(), SYNTAX),
        ("{}".into(), SYNTAX),
        (r#"{"Version": "2012-10-17"}"#.into(), SYNTAX),
        (r#"{"Statement": []}"#.into(), SYNTAX),
        (r#"{"Statement": ["x"]}"#.into(), SYNTAX),
        (r#"{"Statement": "x"}"#.into(), SYNTAX),
        (format!(r#"{{"Version": "2013-01-01", "Statement": {good}}}"#), SYNTAX),
        (format!(r#"{{"Version": 2012, "Statement": {good}}}"#), SYNTAX),
        (format!(r#"{{"Id": {{}}, "Statement": {good}}}"#), SYNTAX),
        (format!(r#"{{"Id": [], "Statement": {good}}}"#), SYNTAX),
        (format!(r#"{{"Other": 1, "Statement": {good}}}"#), SYNTAX),
        ("[".repeat(5000), SYNTAX),
        (format!("{}{}", "\"", "x".repeat(40_000)), SYNTAX),
        (format!(r#"{{"Statement": {good}}}"#), "accepted"),
        (format!(r#"{{"Statement": [{good}, {good}]}}"#), "accepted"),
        (format!(r#"{{"Version": "2008-10-17", "Statement": {good}}}"#), "accepted"),
        (format!(r#"{{"Id": "x", "Statement": {good}}}"#), "accepted"),
    ] {
        assert_eq!(refused(&text, Kind::Identity), expected, "{:.80}", text);
    }
    for (version, expected) in [
        ("", VERSION),
        (r#""Version": "2008-10-17","#, VERSION),
        (r#""Version": "2012-10-17","#, "accepted"),
    ] {
        let text = format!(r#"{{{version} "Statement": {good}}}"#);
        assert_eq!(refused(&text, Kind::Managed), expected, "{version}");
    }
}

#[test]
fn the_elements_of_a_statement() {
    let cases: &[(&str, &str)] = &[
        (r#""Action": "s3:Get*", "Resource": "*""#, SYNTAX),
        (r#""Effect": "Perhaps", "Action": "s3:Get*", "Resource": "*""#, SYNTAX),
        (r#""Effect": ["Allow"], "Action": "s3:Get*", "Resource": "*""#, SYNTAX),
        (r#""Effect": "allow", "Action": "s3:Get*", "Resource": "*""#, LEGACY),
        (r#""Effect": "DENY", "Action": "s3:Get*", "Resource": "*""#, LEGACY),
        (r#""Effect": "Allow", "Resource": "*""#, ACTIONS),
        (r#""Effect": "Allow""#, ACTIONS),
        (r#""Effect": "Allow", "Action": [], "Resource": "*""#, ACTIONS),
        (r#""Effect": "Allow", "Action": {}, "Resource": "*""#, SYNTAX),
        (r#""Effect": "Allow", "Action": [[]], "Resource": "*""#, SYNTAX),
        (r#""Effect": "Allow", "Action": "s3:Get*", "NotAction": [], "Resource": "*""#, SYNTAX),
        (r#""Effect": "Allow", "Action": "GetObject", "Resource": "*""#, VENDOR),
        (r#""Effect": "Allow", "NotAction": "", "Resource": "*""#, VENDOR),
        (r#""Effect": "Allow", "Action": "GetObject""#, VENDOR),
        (
            r#""Effect": "Allow", "Action": "s 3:GetObject", "Resource": "*""#,
            "Vendor s 3 is not valid",
        ),
        (r#""Effect": "Allow", "Action": "s3:Get:Object", "Resource": "*""#, COLON),
        (r#""Effect": "Allow", "Action": "s3:Get*""#, RESOURCES),
        (r#""Effect": "Allow", "Action": "s3:Get*", "Resource": []"#, RESOURCES),
        (r#""Effect": "Allow", "Action": "s3:Get*", "Resource": {}"#, SYNTAX),
        (r#""Effect": "Allow", "Action": "s3:Get*", "Resource": ["*", {}]"#, SYNTAX),
        (r#""Effect": "Allow", "Action": "s3:Get*", "Resource": "*", "NotResource": "*""#, SYNTAX),
        (r#""Effect": "Allow", "Action": "s3:Get*", "Resource": "*", "Sid": {}"#, SYNTAX),
        (r#""Effect": "Allow", "Action": "s3:Get*", "Resource": "*", "Else": 1"#, SYNTAX),
        (
            r#""Effect": "Allow", "Action": "s3:Get*", "Resource": "*", "Principal": "*""#,
            NO_PRINCIPAL,
        ),
        (
            r#""Effect": "Allow", "Action": "s3:Get*", "Resource": "*", "NotPrincipal": "*""#,
            NO_PRINCIPAL,
        ),
        (r#""Effect": "Allow", "Action": "*", "Resource": "*""#, "accepted"),
        (r#""Effect": "Allow", "Action": "s3.a-b:Get*", "Resource": ["*", null]"#, "accepted"),
        (r#""Effect": "Deny", "NotAction": "s3:*", "NotResource": "*""#, "accepted"),
        (r#""Effect": "Allow", "Action": "*:Get*", "Resource": "*""#, "accepted"),
    ];
    for (elements, expected) in cases {
        assert_eq!(refused(&one(elements), Kind::Identity), *expected, "{elements}");
    }
}

#[test]
fn sids_are_unique() {
    let statement = |sid: &str| {
        format!(r#"{{"Sid": "{sid}", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#)
    };
    for (one, other, expected) in [
        ("a", "b", "accepted"),
        ("", "", "accepted"),
        ("a", "A", "accepted"),
        ("a", "a", "Statement IDs (SID) in a single policy must be unique."),
    ] {
        let text = format!(r#"{{"Statement": [{}, {}]}}"#, statement(one), statement(other));
        assert_eq!(refused(&text, Kind::Identity), expected, "{one} {other}");
    }
}

#[test]
fn the_names_of_resources() {
    let paths = "user/, federated-user/, role/, group/, instance-profile/, mfa/, \
                 server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, \
                 access-report/";
    let iam_path = format!("IAM resource path must either be \"*\" or start with {paths}.");
    let cases: &[(&str, &str)] = &[
        ("", "Resource  must be in ARN format or \"*\"."),
        ("users", "Resource users must be in ARN format or \"*\"."),
        ("a b", "Resource a b must be in ARN format or \"*\"."),
        ("x:y", "Partition \"y\" is not valid for resource \"arn:y:*:*:*:*\"."),
        ("x:y:z", "Partition \"y\" is not valid for resource \"arn:y:z:*:*:*\"."),
        ("x:b:c:d:e:f:g:h", "Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g:h\"."),
        ("aws:s3:::bucket", "Partition \"s3\" is not valid for resource \"arn:s3:::bucket:*\"."),
        ("arn:aws", "Resource vendor must be fully qualified and cannot contain regexes."),
        ("arn:aws:s3::bucket", LEGACY),
        ("arn:aws::::bucket", LEGACY),
        ("arn:aws::x", LEGACY),
        (
            "arn:aws:s3:us-east-1::bucket",
            "Resource arn:aws:s3:us-east-1::bucket can not contain region information.",
        ),
        (
            "arn:aws:iam:us-east-1::user/x",
            "IAM resource arn:aws:iam:us-east-1::user/x cannot contain region information.",
        ),
        ("arn:aws:iam::000000000000:x", &iam_path),
        ("arn:aws:iam::000000000000:root", &iam_path),
        ("*", "accepted"),
        ("arn:aws:iam::000000000000:*", "accepted"),
        ("arn:aws:iam::*:user/${aws:username}", "accepted"),
        ("arn:*:s3:::bucket", "accepted"),
        ("arn:aws-cn:s3:::bucket/*", "accepted"),
        ("arn:aws:s3:us-west-2:000000000000:accesspoint/a", "accepted"),
        ("arn:aws:nothing", "accepted"),
        ("arn:aws:dynamodb:us-east-1:*:table/users", "accepted"),
    ];
    for (resource, expected) in cases {
        for element in ["Resource", "NotResource"] {
            let text =
                one(&format!(r#""Effect": "Allow", "Action": "s3:*", "{element}": "{resource}""#));
            assert_eq!(refused(&text, Kind::Identity), *expected, "{resource}");
        }
    }
    // Resources are looked at before actions, but what is missing is said first.
    let text = one(r#""Effect": "Allow", "Action": "x", "Resource": "users""#);
    assert_eq!(refused(&text, Kind::Identity), "Resource users must be in ARN format or \"*\".");
    let text = one(r#""Effect": "Allow", "Resource": "arn:aws:s3::bucket""#);
    assert_eq!(refused(&text, Kind::Identity), LEGACY);
}

#[test]
fn the_conditions_of_a_statement() {
    let cases: &[(&str, &str)] = &[
        ("[]", SYNTAX),
        ("\"x\"", SYNTAX),
        (r#"{"a": "b"}"#, SYNTAX),
        (r#"{"StringEquals": "b"}"#, SYNTAX),
        (r#"{"StringEquals": []}"#, SYNTAX),
        (r#"{"StringEquals": {"a": {}}}"#, SYNTAX),
        (r#"{"StringEquals": {"a": [[]]}}"#, SYNTAX),
        (r#"{"StringEquals": {"a": null}}"#, SYNTAX),
        (r#"{"StringEqual": {"a": "1"}}"#, SYNTAX),
        (r#"{"ForAnyValue::StringEquals": {"a": "1"}}"#, SYNTAX),
        (r#"{"ForSomeValues:StringEquals": {"a": "1"}}"#, SYNTAX),
        (r#"{"NullIfExists": {"a": "true"}}"#, SYNTAX),
        (r#"{"StringEqualsIfExistsIfExists": {"a": "1"}}"#, SYNTAX),
        (r#"{"DateGreaterThan": {"a": "soon"}}"#, LEGACY),
        (r#"{"DateLessThan": {"a": "234-13"}}"#, LEGACY),
        (r#"{"DateLessThan": {"a": "2016-12-13T2:00:00.1+1"}}"#, LEGACY),
        (r#"{"DateLessThan": {"a": "9223372036854775808"}}"#, LEGACY),
        (r#"{"NumericEquals": {"a": "one"}}"#, LEGACY),
        (r#"{"Bool": {"a": "yes"}}"#, LEGACY),
        (r#"{"Null": {"a": "1"}}"#, LEGACY),
        (r#"{"IpAddress": {"a": "10.0.0.0/33"}}"#, LEGACY),
        (r#"{"IpAddress": {"a": "10.0.0"}}"#, LEGACY),
        (r#"{"BinaryEquals": {"a": "?"}}"#, LEGACY),
        ("{}", "accepted"),
        (r#"{"whatever": {}}"#, "accepted"),
        (r#"{"StringEquals": {"a": []}}"#, "accepted"),
        (r#"{"StringEquals": {"a": ["x", "y"], "b": true, "c": 1}}"#, "accepted"),
        (r#"{"ForAllValues:StringLikeIfExists": {"a": "1"}}"#, "accepted"),
        (r#"{"DateGreaterThan": {"a": "2026-01-31T23:59:59Z"}}"#, "accepted"),
        (r#"{"DateGreaterThan": {"a": 1769903999}}"#, "accepted"),
        (r#"{"NumericLessThan": {"a": ["-1", "1.5"]}}"#, "accepted"),
        (r#"{"IpAddress": {"a": ["10.0.0.0/8", "2001:db8::/32", "10.1.2.3"]}}"#, "accepted"),
        (r#"{"Bool": {"a": "TRUE"}, "Null": {"b": false}}"#, "accepted"),
    ];
    for (condition, expected) in cases {
        let elements = format!(
            r#""Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {condition}"#
        );
        assert_eq!(refused(&one(&elements), Kind::Identity), *expected, "{condition}");
    }
}

#[test]
fn the_principals_of_a_trust_policy() {
    let invalid =
        |kind: &str, name: &str| format!("Invalid principal in policy: \"{kind}\":\"{name}\"");
    let cases: &[(&str, &str)] = &[
        (r#""*""#, "accepted"),
        (r#"{"AWS": "*"}"#, "accepted"),
        (r#"{"AWS": ["000000000000", "arn:aws:iam::000000000000:root"]}"#, "accepted"),
        (r#"{"AWS": "arn:aws:iam::000000000000:role/path/x"}"#, "accepted"),
        (r#"{"AWS": "arn:aws:iam::000000000000:user/x"}"#, "accepted"),
        (r#"{"AWS": "arn:aws:sts::000000000000:assumed-role/x/y"}"#, "accepted"),
        (r#"{"AWS": "AROAEXAMPLE123456"}"#, "accepted"),
        (r#"{"Service": ["lambda.amazonaws.com", "events.amazonaws.com"]}"#, "accepted"),
        (r#"{"Federated": "cognito-identity.amazonaws.com"}"#, "accepted"),
        (r#"{"AWS": "*", "Service": "lambda.amazonaws.com"}"#, "accepted"),
        (r#""arn:aws:iam::000000000000:root""#, SYNTAX),
        ("{}", SYNTAX),
        ("[]", SYNTAX),
        (r#"{"AWS": []}"#, SYNTAX),
        (r#"{"AWS": {}}"#, SYNTAX),
        (r#"{"Human": "me"}"#, SYNTAX),
        (r#"{"AWS": "me"}"#, &invalid("AWS", "me")),
        (r#"{"AWS": "12345"}"#, &invalid("AWS", "12345")),
        (r#"{"AWS": "arn:aws:iam::12345:root"}"#, &invalid("AWS", "arn:aws:iam::12345:root")),
        (
            r#"{"AWS": "arn:aws:iam::000000000000:role/*"}"#,
            &invalid("AWS", "arn:aws:iam::000000000000:role/*"),
        ),
        (
            r#"{"AWS": "arn:aws:iam::000000000000:group/x"}"#,
            &invalid("AWS", "arn:aws:iam::000000000000:group/x"),
        ),
        (r#"{"AWS": "arn:aws:s3:::bucket"}"#, &invalid("AWS", "arn:aws:s3:::bucket")),
        (r#"{"Service": "lambda"}"#, &invalid("SERVICE", "lambda")),
        (r#"{"Service": "lambda..com"}"#, &invalid("SERVICE", "lambda..com")),
    ];
    for (principal, expected) in cases {
        for element in ["Principal", "NotPrincipal"] {
            let elements = format!(
                r#""Effect": "Allow", "Action": "sts:AssumeRole", "{element}": {principal}"#
            );
            assert_eq!(refused(&one(&elements), Kind::Trust), *expected, "{principal}");
        }
    }
}

#[test]
fn a_trust_policy_is_about_taking_a_role() {
    let trust = r#""Effect": "Allow", "Principal": "*""#;
    for (elements, expected) in [
        (format!(r#"{trust}, "Action": "sts:AssumeRole""#), "accepted"),
        (format!(r#"{trust}, "Action": ["sts:AssumeRole", "sts:TagSession"]"#), "accepted"),
        (format!(r#"{trust}, "Action": "sts:*""#), "accepted"),
        (
            format!(r#"{trust}, "Action": "s3:GetObject""#),
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
        (
            format!(r#"{trust}, "Action": "*""#),
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
        (
            format!(r#"{trust}, "Action": "sts:AssumeRole", "Resource": "*""#),
            "Has prohibited field Resource.",
        ),
        (
            r#""Effect": "Allow", "Action": "sts:AssumeRole""#.to_owned(),
            "Missing required field Principal",
        ),
    ] {
        assert_eq!(refused(&one(&elements), Kind::Trust), expected, "{elements}");
    }
    assert_eq!(refused("{", Kind::Trust), "This policy contains invalid Json");
}

#[test]
fn a_detail_says_where() {
    let text = r#"{"Statement": [
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
         "Condition": {"StringLikes": {"a": "b"}}}
    ]}"#;
    let malformed = Policy::parse(text, Kind::Identity).unwrap_err();
    assert_eq!(malformed.to_string(), SYNTAX);
    assert_eq!(malformed.detail, "Statement[1].Condition: \"StringLikes\" is no operator");
}
