//! Sessions from outside: who may open one, what it is, when it ends.

#![allow(clippy::unwrap_used)]

mod bench;

use std::net::IpAddr;
use std::time::Duration;

use base::Clock;
use bench::{Bench, DEVICE, Key};
use kit::{KeyProblem, Keys};

const WORKER: &str = "arn:aws:iam::000000000000:role/worker";
const INVALID: &str = "The security token included in the request is invalid.";
const EXPIRED: &str = "The security token included in the request is expired";

/// A trust policy that names this principal.
fn trusting(principal: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{principal},
            "Action":["sts:AssumeRole","sts:TagSession"]}}}}"#
    )
}

fn allow(action: &str, resource: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"{action}",
            "Resource":"{resource}"}}}}"#
    )
}

const ROOT: &str = r#"{"AWS":"arn:aws:iam::000000000000:root"}"#;
const LAMBDA: &str = r#"{"Service":"lambda.amazonaws.com"}"#;

/// A role `worker` that the account may take, with one policy.
fn with_worker() -> Bench {
    let bench = Bench::new();
    let get = allow("dynamodb:GetItem", "*");
    bench.role("worker", "AROAWORKER", &trusting(ROOT), &[&get]);
    bench
}

#[test]
fn a_trust_policy_may_ask_where_its_caller_comes_from() {
    let conditioned = |condition: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{ROOT},
                "Action":"sts:AssumeRole","Condition":{condition}}}}}"#
        )
    };
    let (here, there) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([10, 0, 0, 1]));
    for (condition, from, agent, expected) in [
        (r#"{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}"#, here, "Boto3/1", 200),
        (r#"{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}"#, there, "Boto3/1", 403),
        (r#"{"StringLike":{"aws:UserAgent":"Boto3/*"}}"#, there, "Boto3/1", 200),
        (r#"{"StringLike":{"aws:UserAgent":"Boto3/*"}}"#, here, "curl/8", 403),
        (r#"{"Bool":{"aws:SecureTransport":"true"}}"#, here, "curl/8", 200),
        (r#"{"Bool":{"aws:ViaAWSService":"true"}}"#, here, "curl/8", 403),
    ] {
        let bench = Bench::new();
        bench.role("worker", "AROAWORKER", &conditioned(condition), &[]);
        let user = bench.user("ann", &[&allow("sts:AssumeRole", WORKER)]);
        let answer = bench.assume_from(from, agent, &user, WORKER);
        assert_eq!(answer.status, expected, "{condition} {from} {agent}: {}", answer.body);
    }
}

#[test]
fn the_administrator_takes_a_role_that_trusts_the_account() {
    let bench = with_worker();
    let answer = bench.assume(&Key::administrator(), WORKER, &[]);
    let key = answer.key();
    assert_eq!((key.id.len(), &key.id[..4], key.secret.len()), (20, "ASIA", 40));
    assert_eq!(answer.text("Expiration"), "2026-02-01T00:59:59Z");
    assert_eq!(answer.text("AssumedRoleId"), "AROAWORKER:s1");
    let session = "arn:aws:sts::000000000000:assumed-role/worker/s1";
    assert_eq!(answer.text("Arn"), session);
    assert_eq!(answer.text("PackedPolicySize"), "");
    let identity = bench.identity(&key);
    assert_eq!(identity.text("Arn"), session);
    assert_eq!(identity.text("UserId"), "AROAWORKER:s1");
    assert_eq!(identity.text("Account"), "000000000000");
    let own = bench.identity(&Key::administrator());
    assert_eq!(own.text("Arn"), "arn:aws:iam::000000000000:root");
    assert_eq!(own.text("UserId"), "000000000000");
}

#[test]
fn the_administrator_s_key_counts_at_one_door_only() {
    let bench = with_worker();
    let ask = [("Action", "GetCallerIdentity")];
    let answer = bench.ask_inside(&Key::administrator(), &ask);
    assert_eq!(answer.refused(), (403, "InvalidClientTokenId", INVALID));
    let key = bench.assume(&Key::administrator(), WORKER, &[]).key();
    assert_eq!(bench.ask_inside(&key, &ask).status, 200);
    let wrong = Key { secret: "other".into(), ..Key::administrator() };
    assert_eq!(bench.identity(&wrong).text("Code"), "SignatureDoesNotMatch");
    let tokened = Key { token: Some("x".into()), ..Key::administrator() };
    assert_eq!(bench.identity(&tokened).refused(), (403, "InvalidClientTokenId", INVALID));
}

#[test]
fn trust_decides_who_may_take_a_role() {
    let session = |name: &str| format!("arn:aws:sts::000000000000:assumed-role/{name}/s1");
    let caller_role = r#"{"AWS":"arn:aws:iam::000000000000:role/caller"}"#;
    let caller_session = format!(r#"{{"AWS":"{}"}}"#, session("caller"));
    let other_role = r#"{"AWS":"arn:aws:iam::000000000000:role/other"}"#;
    let may = allow("sts:AssumeRole", WORKER);
    let may_others = allow("sts:AssumeRole", "arn:aws:iam::000000000000:role/x");
    let may_not = may.replace("Allow", "Deny");
    // The trusted principal, the caller's policies, whether the caller gets the session.
    let cases: &[(&str, &[&str], bool)] = &[
        (ROOT, &[], false),
        (ROOT, &[&may], true),
        (ROOT, &[&may_others], false),
        (caller_role, &[], true),
        (&caller_session, &[], true),
        ("\"*\"", &[], true),
        (r#"{"AWS":"*"}"#, &[], true),
        (caller_role, &[&may_not], false),
        (other_role, &[&may], false),
        (LAMBDA, &[&may], false),
        (r#"{"AWS":"111111111111"}"#, &[&may], false),
        (r#"{"AWS":"AROACALLER0000000"}"#, &[], true),
    ];
    for (trusted, policies, allowed) in cases {
        let bench = Bench::new();
        bench.role("caller", "AROACALLER0000000", &trusting(ROOT), policies);
        let caller_arn = "arn:aws:iam::000000000000:role/caller";
        let caller = bench.assume(&Key::administrator(), caller_arn, &[]).key();
        bench.role("worker", "AROAWORKER", &trusting(trusted), &[]);
        let answer = bench.assume(&caller, WORKER, &[]);
        assert_eq!(answer.status == 200, *allowed, "{trusted} {policies:?}: {}", answer.body);
        if !allowed {
            let who = session("caller");
            let plain = format!(
                "User: {who} is not authorized to perform: sts:AssumeRole on resource: {WORKER}"
            );
            let (status, code, message) = answer.refused();
            assert_eq!((status, code), (403, "AccessDenied"));
            assert!(message.starts_with(&plain), "{message}");
        }
    }
}

#[test]
fn a_role_that_is_not_there_is_as_one_that_does_not_trust() {
    let bench = Bench::new();
    bench.role("worker", "AROAWORKER", &trusting(LAMBDA), &[]);
    for arn in [WORKER, "arn:aws:iam::000000000000:role/none"] {
        let answer = bench.assume(&Key::administrator(), arn, &[]);
        let text = format!(
            "User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole \
             on resource: {arn}"
        );
        assert_eq!(answer.refused(), (403, "AccessDenied", text.as_str()));
    }
}

#[test]
fn conditions_of_a_trust_policy_hold() {
    let bench = Bench::new();
    let trust = trusting(ROOT).replace(
        "\"Action\"",
        r#""Condition":{"StringEquals":{"sts:ExternalId":"e-1","sts:RoleSessionName":"s1"}},
           "Action""#,
    );
    bench.role("worker", "AROAWORKER", &trust, &[]);
    let administrator = Key::administrator();
    assert_eq!(bench.assume(&administrator, WORKER, &[]).status, 403);
    assert_eq!(bench.assume(&administrator, WORKER, &[("ExternalId", "e-2")]).status, 403);
    assert_eq!(bench.assume(&administrator, WORKER, &[("ExternalId", "e-1")]).status, 200);
}

#[test]
fn a_role_s_tags_are_known_where_it_is_taken() {
    let bench = Bench::new();
    for (team, status) in [("red", 200), ("blue", 403)] {
        let condition =
            format!(r#""Condition":{{"StringEquals":{{"aws:ResourceTag/team":"{team}"}}}},"#);
        let trust = trusting(ROOT).replace("\"Action\"", &format!("{condition}\"Action\""));
        bench.role("worker", "AROAWORKER", &trust, &[]);
        assert_eq!(bench.assume(&Key::administrator(), WORKER, &[]).status, status, "{team}");
    }
}

#[test]
fn a_session_lasts_as_long_as_was_asked_and_no_longer() {
    let bench = with_worker();
    let administrator = Key::administrator();
    let ask = |seconds: &str| bench.assume(&administrator, WORKER, &[("DurationSeconds", seconds)]);
    assert_eq!(ask("900").text("Expiration"), "2026-02-01T00:14:59Z");
    assert_eq!(ask("7200").text("Expiration"), "2026-02-01T01:59:59Z");
    assert_eq!(
        ask("7201").refused(),
        (
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        )
    );
    for seconds in ["899", "43201"] {
        let answer = ask(seconds);
        assert_eq!((answer.status, answer.text("Code")), (400, "ValidationError"), "{seconds}");
        let text = answer.text("Message");
        assert!(text.contains("durationSeconds"), "{text}");
    }
    let key = ask("900").key();
    bench.clock.advance(Duration::from_secs(899));
    assert_eq!(bench.identity(&key).status, 200);
    bench.clock.advance(Duration::from_secs(1));
    assert_eq!(bench.identity(&key).refused(), (403, "ExpiredToken", EXPIRED));
}

#[test]
fn a_session_opened_by_a_session_lasts_an_hour() {
    let bench = with_worker();
    let worker = r#"{"AWS":"arn:aws:iam::000000000000:role/worker"}"#;
    bench.role("next", "AROANEXT", &trusting(worker), &[]);
    let key = bench.assume(&Key::administrator(), WORKER, &[]).key();
    let next = "arn:aws:iam::000000000000:role/next";
    assert_eq!(bench.assume(&key, next, &[("DurationSeconds", "3600")]).status, 200);
    let answer = bench.assume(&key, next, &[("DurationSeconds", "3601")]);
    assert!(answer.text("Message").contains("role chaining"), "{}", answer.body);
}

#[test]
fn a_session_is_its_role_s_as_it_is_now() {
    let bench = with_worker();
    let key = bench.assume(&Key::administrator(), WORKER, &[]).key();
    let find = || bench.sts.find(&key.id, key.token.as_deref(), bench.clock.now());
    let before = find().unwrap().principal;
    assert_eq!(before.policies.len(), 1);
    assert_eq!(before.who.tags, [("team".to_owned(), "red".to_owned())]);
    assert!(std::sync::Arc::ptr_eq(&before, &find().unwrap().principal), "made once");
    bench.role("worker", "AROAWORKER", &trusting(ROOT), &[]);
    assert_eq!(find().unwrap().principal.policies.len(), 0);
    // A role of the same name is another one.
    bench.role("worker", "AROAOTHER", &trusting(ROOT), &[]);
    assert_eq!(find().unwrap_err(), KeyProblem::Invalid);
    bench.forget_roles();
    assert_eq!(bench.identity(&key).refused(), (403, "InvalidClientTokenId", INVALID));
}

#[test]
fn a_session_policy_narrows_its_session() {
    let bench = with_worker();
    let narrow = allow("s3:GetObject", "*");
    let answer = bench.assume(&Key::administrator(), WORKER, &[("Policy", &narrow)]);
    assert_eq!(answer.text("PackedPolicySize"), "6");
    let key = answer.key();
    let found = bench.sts.find(&key.id, key.token.as_deref(), bench.clock.now()).unwrap();
    let may = |action: &str| {
        let request = policy::Request::new(&found.principal.who, action, "arn:aws:s3:::b/k");
        policy::evaluate(&request, &found.principal.documents())
    };
    // The role allows the one, the session policy the other; neither is allowed by both.
    let denied_by = |by| policy::Decision::ImplicitDeny { by };
    assert_eq!(may("dynamodb:GetItem"), denied_by(policy::PolicyType::Session));
    assert_eq!(may("s3:GetObject"), denied_by(policy::PolicyType::Identity));
    let refused = |text: &str| bench.assume(&Key::administrator(), WORKER, &[("Policy", text)]);
    assert_eq!(
        refused("{}").refused(),
        (400, "MalformedPolicyDocument", "Syntax errors in policy.")
    );
    let long = narrow.replace("GetObject", &"a".repeat(2048));
    assert_eq!(refused(&long).text("Code"), "PackedPolicyTooLarge");
}

#[test]
fn session_tags_stand_before_the_role_s() {
    let bench = with_worker();
    let tags = [
        ("Tags.member.1.Key", "Team"),
        ("Tags.member.1.Value", "blue"),
        ("Tags.member.2.Key", "x"),
        ("Tags.member.2.Value", "y"),
    ];
    let key = bench.assume(&Key::administrator(), WORKER, &tags).key();
    let found = bench.sts.find(&key.id, key.token.as_deref(), bench.clock.now()).unwrap();
    let tags: Vec<_> = found.principal.who.tags.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(tags, ["blue", "y", "red"]);
    let twice = [
        ("Tags.member.1.Key", "a"),
        ("Tags.member.1.Value", "1"),
        ("Tags.member.2.Key", "A"),
        ("Tags.member.2.Value", "2"),
    ];
    let answer = bench.assume(&Key::administrator(), WORKER, &twice);
    assert_eq!((answer.status, answer.text("Code")), (400, "InvalidParameterValue"));
}

#[test]
fn what_is_not_there_yet_is_refused_and_not_ignored() {
    let bench = with_worker();
    for (field, value, status) in [
        ("SourceIdentity", "me", 403),
        ("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/None", 400),
        ("SerialNumber", "arn:aws:iam::000000000000:mfa/me", 403),
        ("RoleArn", "worker-without-an-arn-prefix", 400),
        ("RoleSessionName", "x y", 400),
    ] {
        let answer = bench.assume(&Key::administrator(), WORKER, &[(field, value)]);
        assert_eq!(answer.status, status, "{field}: {}", answer.body);
    }
}

#[test]
fn a_token_that_was_touched_is_no_token() {
    let bench = with_worker();
    let key = bench.assume(&Key::administrator(), WORKER, &[]).key();
    let other = bench.assume(&Key::administrator(), WORKER, &[]).key();
    let token = key.token.clone().unwrap();
    let changed = if token.starts_with('A') { token.replacen('A', "B", 1) } else { "A".into() };
    for wrong in [
        Key { token: None, ..key.clone() },
        Key { token: Some(changed), ..key.clone() },
        Key { token: other.token.clone(), ..key.clone() },
        Key { id: other.id.clone(), ..key.clone() },
        Key { id: "ASIAXXXXXXXXXXXXXXXX".into(), ..key.clone() },
        Key { id: "AKIAXXXXXXXXXXXXXXXX".into(), secret: "x".into(), token: None },
    ] {
        assert_eq!(bench.identity(&wrong).refused(), (403, "InvalidClientTokenId", INVALID));
    }
    let wrong = Key { secret: other.secret, ..key.clone() };
    assert_eq!(bench.identity(&wrong).text("Code"), "SignatureDoesNotMatch");
    assert_eq!(bench.identity(&key).status, 200);
}

#[test]
fn sessions_survive_a_restart_that_they_were_not_told_of() {
    let bench = with_worker();
    let key = bench.assume(&Key::administrator(), WORKER, &[]).key();
    let bench = bench.restarted();
    assert_eq!(bench.identity(&key).text("UserId"), "AROAWORKER:s1");
    // Another store has another master key.
    let other = Bench::seeded(2);
    other.role("worker", "AROAWORKER", &trusting(ROOT), &[]);
    assert_eq!(other.identity(&key).refused(), (403, "InvalidClientTokenId", INVALID));
}

#[test]
fn a_function_gets_its_role_s_credentials_where_the_role_trusts_lambda() {
    let bench = with_worker();
    let now = bench.clock.now();
    let lifetime = Duration::from_secs(24 * 3600);
    let refused = bench.sts.issue(WORKER, "hello", lifetime, now).unwrap_err();
    assert_eq!(refused.code, "InvalidParameterValueException");
    assert_eq!(
        refused.message.as_deref(),
        Some("The role defined for the function cannot be assumed by Lambda.")
    );
    bench.role("worker", "AROAWORKER", &trusting(LAMBDA), &[]);
    let issued = bench.sts.issue(WORKER, "hello", lifetime, now).unwrap();
    assert_eq!(issued.expires, now.plus(Duration::from_secs(12 * 3600)));
    let key = Key {
        id: issued.access_key_id,
        secret: issued.secret_access_key,
        token: Some(issued.session_token),
    };
    let answer = bench.ask_inside(&key, &[("Action", "GetCallerIdentity")]);
    assert_eq!(answer.text("Arn"), "arn:aws:sts::000000000000:assumed-role/worker/hello");
    assert!(bench.sts.issue("arn:aws:iam::0:role/none", "x", lifetime, now).is_err());
}

/// What the issuer of the tests has signed, or somebody else in its name.
fn identity(name: &str) -> String {
    let tokens: serde_json::Value =
        serde_json::from_str(include_str!("identity/tokens.json")).unwrap();
    tokens[name].as_str().unwrap().to_owned()
}

#[test]
fn an_issuer_s_token_opens_a_session_where_the_role_trusts_it() {
    let bench = Bench::new();
    let trust = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
        "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/issuer.example"},
        "Action":"sts:AssumeRoleWithWebIdentity",
        "Condition":{"StringEquals":{"issuer.example:aud":"app","issuer.example:sub":"anna"}}}}"#;
    bench.role("worker", "AROAWORKER", trust, &[&allow("dynamodb:GetItem", "*")]);
    let ask = |token: &str, more: &[(&str, &str)]| {
        let fields = [
            ("Action", "AssumeRoleWithWebIdentity"),
            ("RoleArn", WORKER),
            ("RoleSessionName", "web"),
            ("WebIdentityToken", token),
        ];
        bench.ask_unsigned(&[&fields[..], more].concat())
    };
    for name in ["good", "elliptic"] {
        let answer = ask(&identity(name), &[]);
        assert_eq!(answer.text("SubjectFromWebIdentityToken"), "anna", "{}", answer.body);
        assert_eq!(answer.text("Audience"), "app");
        let who = bench.identity(&answer.key());
        assert_eq!(who.text("Arn"), "arn:aws:sts::000000000000:assumed-role/worker/web");
    }
    for (name, status, code) in [
        ("expired", 400, "ExpiredTokenException"),
        ("early", 400, "InvalidIdentityToken"),
        ("audience", 400, "InvalidIdentityToken"),
        ("issuer", 400, "InvalidIdentityToken"),
        ("forged", 400, "InvalidIdentityToken"),
        ("bert", 403, "AccessDenied"),
    ] {
        let answer = ask(&identity(name), &[]);
        assert_eq!((answer.status, answer.text("Code")), (status, code), "{name}: {}", answer.body);
    }
    let long = ask(&identity("good"), &[("DurationSeconds", "7201")]);
    assert_eq!((long.status, long.text("Code")), (400, "ValidationError"));
    let unsigned = bench.ask_unsigned(&[("Action", "GetCallerIdentity")]);
    assert_eq!((unsigned.status, unsigned.text("Code")), (403, "MissingAuthenticationToken"));
}

#[test]
fn a_user_s_sessions_are_the_user_s() {
    let bench = Bench::new();
    let key = bench.user("anna", &[&allow("dynamodb:*", "*"), &allow("sts:*", "*")]);
    let session = bench.ask(&key, &[("Action", "GetSessionToken")]).key();
    let who = bench.identity(&session);
    assert_eq!(who.text("Arn"), "arn:aws:iam::000000000000:user/anna");
    let again = bench.ask(&session, &[("Action", "GetSessionToken")]);
    assert_eq!((again.status, again.text("Code")), (403, "AccessDenied"));
    let policy = allow("dynamodb:GetItem", "*");
    let fields = [("Action", "GetFederationToken"), ("Name", "web"), ("Policy", &policy)];
    let answer = bench.ask(&key, &fields);
    let federated = "arn:aws:sts::000000000000:federated-user/web";
    assert_eq!(answer.text("Arn"), federated, "{}", answer.body);
    let session = answer.key();
    assert_eq!(bench.identity(&session).text("Arn"), federated);
    let answer = bench.assume(&session, WORKER, &[]);
    let text = "Cannot call AssumeRole with session credentials";
    assert_eq!(answer.refused(), (403, "AccessDenied", text));
    let found = bench.sts.find(&session.id, session.token.as_deref(), bench.clock.now()).unwrap();
    for (action, allowed) in
        [("dynamodb:GetItem", true), ("dynamodb:PutItem", false), ("s3:GetObject", false)]
    {
        let who = &found.principal;
        let request = policy::Request::new(&who.who, action, "*");
        let decision = policy::evaluate(&request, &who.documents());
        assert_eq!(decision.is_allow(), allowed, "{action}: {decision:?}");
    }
    let info = bench.ask(&key, &[("Action", "GetAccessKeyInfo"), ("AccessKeyId", &key.id)]);
    assert_eq!(info.text("Account"), "000000000000");
    bench.forget_users();
    assert_eq!(bench.identity(&session).refused(), (403, "InvalidClientTokenId", INVALID));
    assert_eq!(bench.identity(&key).refused(), (403, "InvalidClientTokenId", INVALID));
}

#[test]
fn tags_of_a_federated_session_need_their_permission() {
    let bench = Bench::new();
    let both = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
        "Action":["sts:GetFederationToken","sts:TagSession"],"Resource":"*",
        "Condition":{"StringEqualsIfExists":{"aws:RequestTag/team":"red"},
            "ForAllValues:StringEquals":{"aws:TagKeys":"team"}}}}"#;
    let ask = |key: &Key, tags: &[(&str, &str)]| {
        let mut fields = vec![("Action", "GetFederationToken"), ("Name", "web")];
        if let [(key, value)] = tags {
            fields.extend([("Tags.member.1.Key", *key), ("Tags.member.1.Value", *value)]);
        }
        bench.ask(key, &fields)
    };
    let untagged = bench.user("anna", &[&allow("sts:GetFederationToken", "*")]);
    assert_eq!(ask(&untagged, &[]).status, 200);
    let answer = ask(&untagged, &[("team", "red")]);
    assert_eq!((answer.status, answer.text("Code")), (403, "AccessDenied"));
    assert!(answer.text("Message").contains("perform: sts:TagSession"), "{}", answer.body);
    bench.forget_users();
    let tagged = bench.user("anna", &[both]);
    for (tags, status) in [
        (&[][..], 200),
        (&[("team", "red")], 200),
        (&[("team", "blue")], 403),
        (&[("other", "red")], 403),
    ] {
        assert_eq!(ask(&tagged, tags).status, status, "{tags:?}");
    }
}

#[test]
fn what_is_transitive_goes_along_a_chain_of_sessions() {
    let bench = with_worker();
    let next = "arn:aws:iam::000000000000:role/next";
    let trust = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::000000000000:role/worker"},
        "Action":["sts:AssumeRole","sts:TagSession"]}}"#;
    bench.role("next", "AROANEXT", trust, &[]);
    let tags = [
        ("Tags.member.1.Key", "project"),
        ("Tags.member.1.Value", "x"),
        ("Tags.member.2.Key", "own"),
        ("Tags.member.2.Value", "y"),
        ("TransitiveTagKeys.member.1", "project"),
    ];
    let first = bench.assume(&Key::administrator(), WORKER, &tags).key();
    let second = bench.assume(&first, next, &[]).key();
    let found = bench.sts.find(&second.id, second.token.as_deref(), bench.clock.now()).unwrap();
    let tags = &found.principal.who.tags;
    assert!(tags.contains(&("project".into(), "x".into())), "{tags:?}");
    assert!(!tags.iter().any(|(key, _)| key == "own"), "{tags:?}");
    let again = [("Tags.member.1.Key", "Project"), ("Tags.member.1.Value", "z")];
    let answer = bench.assume(&first, next, &again);
    assert_eq!((answer.status, answer.text("Code")), (400, "InvalidParameterValue"));
    let long = bench.assume(&first, next, &[("DurationSeconds", "3601")]);
    assert_eq!((long.status, long.text("Code")), (400, "ValidationError"));
}

#[test]
fn managed_policies_limit_a_session_too() {
    let bench = with_worker();
    let full = "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess";
    let answer = bench.assume(&Key::administrator(), WORKER, &[("PolicyArns.member.1.arn", full)]);
    assert_ne!(answer.text("PackedPolicySize"), "");
    let key = answer.key();
    let found = bench.sts.find(&key.id, key.token.as_deref(), bench.clock.now()).unwrap();
    assert_eq!(found.principal.session.as_ref().unwrap().len(), 1);
}

#[test]
fn a_managed_policy_that_is_gone_leaves_a_session_nothing() {
    let arn = "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess";
    let limits = [("PolicyArns.member.1.arn", arn), ("Policy", &allow("*", "*"))];
    let federated = [("Action", "GetFederationToken"), ("Name", "web")];
    let bench = with_worker();
    let of_role = bench.assume(&Key::administrator(), WORKER, &limits).key();
    let of_root = bench.ask(&Key::administrator(), &[&federated[..], &limits].concat()).key();
    assert!(bench.may(&of_role, "dynamodb:GetItem"));
    assert!(bench.may(&of_root, "dynamodb:GetItem"));
    bench.forget_policy();
    // The role is another object after a change; the root stays what it is.
    bench.role("worker", "AROAWORKER", &trusting(ROOT), &[&allow("*", "*")]);
    assert!(!bench.may(&of_role, "dynamodb:GetItem"));
    assert!(!bench.may(&of_root, "dynamodb:GetItem"));
}

#[test]
fn a_device_s_code_opens_what_asks_for_one() {
    let bench = Bench::new();
    let trust = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"AWS":"arn:aws:iam::000000000000:user/anna"},
        "Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"},
            "NumericLessThan":{"aws:MultiFactorAuthAge":"300"}}}}"#;
    bench.role("guarded", "AROAGUARDED", trust, &[]);
    let key = bench.user("anna", &[]);
    let arn = "arn:aws:iam::000000000000:role/guarded";
    let shown = [("SerialNumber", DEVICE), ("TokenCode", "123456")];
    assert_eq!(bench.assume(&key, arn, &[]).status, 403);
    assert_eq!(bench.assume(&key, arn, &shown).status, 200);
    let ask =
        |more: &[(&str, &str)]| bench.ask(&key, &[&[("Action", "GetSessionToken")], more].concat());
    let plain = ask(&[]).key();
    let with = ask(&shown).key();
    // Only the session that was opened by a code carries it, and for so long.
    assert_eq!(bench.assume(&plain, arn, &[]).status, 403);
    assert_eq!(bench.assume(&with, arn, &[]).status, 200);
    bench.clock.advance(Duration::from_secs(299));
    assert_eq!(bench.assume(&with, arn, &[]).status, 200);
    bench.clock.advance(Duration::from_secs(1));
    assert_eq!(bench.assume(&with, arn, &[]).status, 403);
    let failed = "MultiFactorAuthentication failed";
    for (fields, text) in [
        (vec![("SerialNumber", DEVICE)], ", must provide both MFA serial number and one time pass"),
        (vec![("TokenCode", "123456")], ", must provide both MFA serial number and one time pass"),
        (
            vec![("SerialNumber", DEVICE), ("TokenCode", "000000")],
            " with invalid MFA one time pass",
        ),
        (
            vec![("SerialNumber", "nobody-s-device"), ("TokenCode", "123456")],
            ", unable to validate",
        ),
    ] {
        for answer in [ask(&fields), bench.assume(&key, arn, &fields)] {
            let (status, code, message) = answer.refused();
            assert_eq!((status, code), (403, "AccessDenied"), "{message}");
            assert!(message.starts_with(&format!("{failed}{text}")), "{message}");
        }
    }
}

#[test]
fn a_federated_session_of_the_root_is_not_the_root() {
    let bench = Bench::new();
    let ask = |more: &[(&str, &str)]| {
        let fields = [("Action", "GetFederationToken"), ("Name", "web")];
        bench.ask(&Key::administrator(), &[&fields[..], more].concat()).key()
    };
    let bare = ask(&[]);
    let arn = "arn:aws:sts::000000000000:federated-user/web";
    assert_eq!(bench.identity(&bare).text("Arn"), arn);
    assert!(!bench.may(&bare, "s3:GetObject"));
    let narrow = ask(&[("Policy", &allow("s3:GetObject", "*"))]);
    assert!(bench.may(&narrow, "s3:GetObject") && !bench.may(&narrow, "s3:PutObject"));
    let own = bench.ask(&Key::administrator(), &[("Action", "GetSessionToken")]).key();
    assert!(bench.may(&own, "s3:GetObject"));
}
