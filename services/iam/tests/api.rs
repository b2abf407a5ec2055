//! The API from outside: signed forms in, XML out, over an ephemeral store and a clock that stands.

#![allow(clippy::unwrap_used)]

mod bench;
mod held;

use std::time::Duration;

use bench::Bench;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}"#;
const ALLOW: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}]}"#;

/// A managed policy that the tests make.
const MANAGED: &str = "arn:aws:iam::000000000000:policy/m";

/// Fields, and the status, code and message that answer them.
type Refusal = (Vec<(&'static str, &'static str)>, u16, &'static str, &'static str);

/// A role `worker` with an inline policy `read`.
fn with_worker() -> Bench {
    let bench = Bench::new();
    let answer = bench.ask(&[
        ("Action", "CreateRole"),
        ("RoleName", "worker"),
        ("AssumeRolePolicyDocument", TRUST),
    ]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer = bench.ask(&[
        ("Action", "PutRolePolicy"),
        ("RoleName", "worker"),
        ("PolicyName", "read"),
        ("PolicyDocument", ALLOW),
    ]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    bench
}

#[test]
fn a_role_is_made_as_it_was_asked_for() {
    let bench = Bench::new();
    let answer = bench.ask(&[
        ("Action", "CreateRole"),
        ("Path", "/service/"),
        ("RoleName", "Worker"),
        ("AssumeRolePolicyDocument", TRUST),
        ("Description", "works"),
        ("MaxSessionDuration", "7200"),
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "red"),
    ]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let id = answer.text("RoleId");
    assert_eq!((id.len(), &id[..4]), (21, "AROA"));
    for action in ["CreateRole", "GetRole"] {
        let answer = match action {
            "GetRole" => bench.ask(&[("Action", "GetRole"), ("RoleName", "WORKER")]),
            _ => answer.clone(),
        };
        for (element, text) in [
            ("Path", "/service/"),
            ("RoleName", "Worker"),
            ("RoleId", id),
            ("Arn", "arn:aws:iam::000000000000:role/service/Worker"),
            ("CreateDate", "2026-01-31T23:59:59Z"),
            ("Description", "works"),
            ("MaxSessionDuration", "7200"),
            ("Key", "team"),
            ("Value", "red"),
        ] {
            assert_eq!(answer.text(element), text, "{action} {element}: {}", answer.body);
        }
        let document = answer.text("AssumeRolePolicyDocument");
        assert!(document.starts_with("%7B%22Version%22%3A%222012-10-17%22%2C"), "{document}");
    }
}

#[test]
fn what_cannot_be_is_answered_as_iam_answers() {
    let bench = with_worker();
    let open = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*"}}"#;
    let with_resource = TRUST.replace("\"Effect\"", "\"Resource\":\"*\",\"Effect\"");
    let (long_trust, long_policy) = (TRUST.replace("lambda", &"a".repeat(2048)), {
        ALLOW.replace("GetItem", &"a".repeat(10_200))
    });
    let create = |name: &'static str, trust: &'static str| {
        vec![("Action", "CreateRole"), ("RoleName", name), ("AssumeRolePolicyDocument", trust)]
    };
    let on =
        |action: &'static str, name: &'static str| vec![("Action", action), ("RoleName", name)];
    let put = |role: &'static str, document: &'static str| {
        let mut fields = on("PutRolePolicy", role);
        fields.extend([("PolicyName", "p"), ("PolicyDocument", document)]);
        fields
    };
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let cases: Vec<Refusal> = vec![
        (
            create("Worker", TRUST),
            409,
            "EntityAlreadyExists",
            "Role with name Worker already exists.",
        ),
        (create("x", "{"), 400, "MalformedPolicyDocument", "This policy contains invalid Json"),
        (create("x", ALLOW), 400, "MalformedPolicyDocument", "Has prohibited field Resource."),
        (
            create("x", leak(&with_resource)),
            400,
            "MalformedPolicyDocument",
            "Has prohibited field Resource.",
        ),
        (
            create("x", leak(&TRUST.replace("sts:AssumeRole", "s3:GetObject"))),
            400,
            "MalformedPolicyDocument",
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
        (
            create("x", leak(&TRUST.replace("lambda.amazonaws.com", "lambda"))),
            400,
            "MalformedPolicyDocument",
            "Invalid principal in policy: \"SERVICE\":\"lambda\"",
        ),
        (
            create("x", leak(&long_trust)),
            409,
            "LimitExceeded",
            "Cannot exceed quota for ACLSizePerRole: 2048",
        ),
        (on("GetRole", "none"), 404, "NoSuchEntity", "The role with name none cannot be found."),
        (on("DeleteRole", "none"), 404, "NoSuchEntity", "The role with name none cannot be found."),
        (
            on("ListRolePolicies", "none"),
            404,
            "NoSuchEntity",
            "The role with name none cannot be found.",
        ),
        (
            on("ListAttachedRolePolicies", "none"),
            404,
            "NoSuchEntity",
            "The role with name none cannot be found.",
        ),
        (put("none", ALLOW), 404, "NoSuchEntity", "The role with name none cannot be found."),
        (
            [on("GetRolePolicy", "worker"), vec![("PolicyName", "none")]].concat(),
            404,
            "NoSuchEntity",
            "The role policy with name none cannot be found.",
        ),
        (
            [on("DeleteRolePolicy", "worker"), vec![("PolicyName", "READ")]].concat(),
            404,
            "NoSuchEntity",
            "The role policy with name READ cannot be found.",
        ),
        (
            on("DeleteRole", "worker"),
            409,
            "DeleteConflict",
            "Cannot delete entity, must delete policies first.",
        ),
        (put("worker", "{}"), 400, "MalformedPolicyDocument", "Syntax errors in policy."),
        (
            put("worker", open),
            400,
            "MalformedPolicyDocument",
            "Policy statement must contain resources.",
        ),
        (
            put("worker", leak(&TRUST.replace("\"Effect\"", "\"Resource\":\"*\",\"Effect\""))),
            400,
            "MalformedPolicyDocument",
            "Policy document should not specify a principal.",
        ),
        (
            put("worker", leak(&long_policy)),
            409,
            "LimitExceeded",
            "Maximum policy size of 10240 bytes exceeded for role worker",
        ),
        (
            [on("UpdateAssumeRolePolicy", "none"), vec![("PolicyDocument", TRUST)]].concat(),
            404,
            "NoSuchEntity",
            "The role with name none cannot be found.",
        ),
        (
            [
                create("x", TRUST),
                vec![("PermissionsBoundary", "arn:aws:iam::000000000000:policy/none")],
            ]
            .concat(),
            404,
            "NoSuchEntity",
            "Scope ARN: arn:aws:iam::000000000000:policy/none does not exist or is not attachable.",
        ),
    ];
    for (fields, status, code, message) in cases {
        let answer = bench.ask(&fields);
        let found = (answer.status, answer.text("Code"), answer.text("Message"));
        let message = message.replace('"', "&quot;");
        let plain = found.2.replace('"', "&quot;");
        assert_eq!(
            (found.0, found.1, plain.as_str()),
            (status, code, message.as_str()),
            "{fields:?}"
        );
    }
    // Nothing of it has left a trace.
    let answer = bench.ask(&[("Action", "ListRoles")]);
    assert_eq!(answer.all("RoleName"), ["worker"]);
    let answer = bench.ask(&[("Action", "ListRolePolicies"), ("RoleName", "worker")]);
    assert_eq!(answer.all("member"), ["read"]);
}

#[test]
fn operations_that_are_not_there_say_so() {
    let bench = with_worker();
    for (action, status) in [("AttachRolePolicy", 400..=501), ("NoSuchAction", 400..=400)] {
        let answer = bench.ask(&[("Action", action), ("RoleName", "worker")]);
        assert!(status.contains(&answer.status), "{action}: {} {}", answer.status, answer.body);
    }
    let answer = bench.ask(&[("Action", "ListAttachedRolePolicies"), ("RoleName", "worker")]);
    assert_eq!((answer.status, answer.text("IsTruncated")), (200, "false"));
}

#[test]
fn an_inline_policy_is_read_back_replaced_and_deleted() {
    let bench = with_worker();
    let policy = [("RoleName", "worker"), ("PolicyName", "read")];
    let with = |action: &'static str| [&[("Action", action)], &policy[..]].concat();
    let answer = bench.ask(&with("GetRolePolicy"));
    assert!(answer.text("PolicyDocument").contains("dynamodb%3AGetItem"), "{}", answer.body);
    let other = ALLOW.replace("GetItem", "Query");
    let replaced = bench.ask(&[&with("PutRolePolicy")[..], &[("PolicyDocument", &other)]].concat());
    assert_eq!(replaced.status, 200);
    let answer = bench.ask(&with("GetRolePolicy"));
    assert!(answer.text("PolicyDocument").contains("dynamodb%3AQuery"), "{}", answer.body);
    assert_eq!(bench.ask(&with("DeleteRolePolicy")).status, 200);
    assert_eq!(bench.ask(&with("GetRolePolicy")).status, 404);
    assert_eq!(bench.ask(&[("Action", "DeleteRole"), ("RoleName", "worker")]).status, 200);
    assert_eq!(bench.ask(&[("Action", "GetRole"), ("RoleName", "worker")]).status, 404);
}

#[test]
fn lists_come_in_pages() {
    let bench = Bench::new();
    for (path, name) in [("/", "c"), ("/a/", "B"), ("/a/", "a"), ("/b/", "d")] {
        let answer = bench.ask(&[
            ("Action", "CreateRole"),
            ("Path", path),
            ("RoleName", name),
            ("AssumeRolePolicyDocument", TRUST),
        ]);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let list = |more: &[(&str, &str)]| bench.ask(&[&[("Action", "ListRoles")], more].concat());
    assert_eq!(list(&[]).all("RoleName"), ["a", "B", "c", "d"]);
    assert_eq!(list(&[("PathPrefix", "/a/")]).all("RoleName"), ["a", "B"]);
    let first = list(&[("MaxItems", "3")]);
    assert_eq!(first.all("RoleName"), ["a", "B", "c"]);
    assert_eq!(first.text("IsTruncated"), "true");
    let second = list(&[("MaxItems", "3"), ("Marker", first.text("Marker"))]);
    assert_eq!(second.all("RoleName"), ["d"]);
    assert_eq!(second.text("IsTruncated"), "false");
    assert!(second.all("Marker").is_empty());
    for name in ["p1", "p2", "p3"] {
        let answer = bench.ask(&[
            ("Action", "PutRolePolicy"),
            ("RoleName", "a"),
            ("PolicyName", name),
            ("PolicyDocument", ALLOW),
        ]);
        assert_eq!(answer.status, 200);
    }
    let list = |more: &[(&str, &str)]| {
        bench.ask(&[&[("Action", "ListRolePolicies"), ("RoleName", "a")], more].concat())
    };
    let first = list(&[("MaxItems", "2")]);
    assert_eq!((first.all("member"), first.text("Marker")), (vec!["p1", "p2"], "p2"));
    assert_eq!(list(&[("Marker", "p2")]).all("member"), ["p3"]);
}

#[test]
fn what_a_role_may_do_is_known_as_soon_as_it_is_answered() {
    let bench = with_worker();
    let arn = "arn:aws:iam::000000000000:role/worker";
    let role = bench.role(arn).unwrap();
    assert_eq!((role.policies.len(), role.session_s_max), (1, 3600));
    assert!(std::sync::Arc::ptr_eq(&role, &bench.role(arn).unwrap()), "kept compiled");
    assert!(bench.role("arn:aws:iam::000000000000:role/other/worker").is_none());
    assert!(bench.role("arn:aws:iam::111111111111:role/worker").is_none());
    let deny = ALLOW.replace("Allow", "Deny");
    bench.ask(&[
        ("Action", "PutRolePolicy"),
        ("RoleName", "worker"),
        ("PolicyName", "deny"),
        ("PolicyDocument", &deny),
    ]);
    assert_eq!(bench.role(arn).unwrap().policies.len(), 2);
    let trust = TRUST.replace("lambda", "events");
    bench.ask(&[
        ("Action", "UpdateAssumeRolePolicy"),
        ("RoleName", "worker"),
        ("PolicyDocument", &trust),
    ]);
    assert_ne!(bench.role(arn).unwrap().trust, role.trust);
    for (action, name) in [("DeleteRolePolicy", "deny"), ("DeleteRolePolicy", "read")] {
        bench.ask(&[("Action", action), ("RoleName", "worker"), ("PolicyName", name)]);
    }
    bench.ask(&[("Action", "DeleteRole"), ("RoleName", "worker")]);
    assert!(bench.role(arn).is_none());
    // One of the same name is another one.
    bench.clock.advance(Duration::from_secs(1));
    bench.ask(&[
        ("Action", "CreateRole"),
        ("RoleName", "worker"),
        ("AssumeRolePolicyDocument", TRUST),
    ]);
    assert_ne!(bench.role(arn).unwrap().id, role.id);
}

#[test]
fn a_manifest_s_role_is_put_and_put_again() {
    let bench = Bench::new();
    let properties = |more: &str| -> serde_json::Value {
        let text = format!(
            r#"{{"RoleName": "app", "Path": "/", "AssumeRolePolicyDocument": {TRUST},
                "Policies": [{{"PolicyName": "p", "PolicyDocument": {ALLOW}}}] {more}}}"#
        );
        serde_json::from_str(&text).unwrap()
    };
    let first = bench.put("app", &properties("")).unwrap();
    assert_eq!(first.reference, "app");
    assert_eq!(first.attributes["Arn"], "arn:aws:iam::000000000000:role/app");
    let role = bench.role(&first.attributes["Arn"]).unwrap();
    let again = bench.put("app", &properties("")).unwrap();
    assert_eq!(again.attributes, first.attributes);
    let same = bench.role(&first.attributes["Arn"]).unwrap();
    assert!(std::sync::Arc::ptr_eq(&role, &same), "nothing was written");
    let managed = r#", "ManagedPolicyArns": ["arn:aws:iam::aws:policy/X"], "Description": "d""#;
    let third = bench.put("app", &properties(managed)).unwrap();
    assert_eq!(third.ignored, ["ManagedPolicyArns arn:aws:iam::aws:policy/X"]);
    assert_eq!(third.attributes["RoleId"], first.attributes["RoleId"]);
    let mut fewer = properties("");
    fewer["Policies"] = serde_json::json!([]);
    bench.put("app", &fewer).unwrap();
    assert!(bench.role(&first.attributes["Arn"]).unwrap().policies.is_empty());
    let mut elsewhere = properties("");
    elsewhere["Path"] = "/x/".into();
    let moved = bench.put("app", &elsewhere).unwrap();
    assert_eq!(moved.attributes["Arn"], "arn:aws:iam::000000000000:role/x/app");
    assert_ne!(moved.attributes["RoleId"], first.attributes["RoleId"]);
}

#[test]
fn a_manifest_s_mistakes_are_named() {
    let bench = Bench::new();
    for (properties, error) in [
        ("{}", "AssumeRolePolicyDocument: missing"),
        (
            r#"{"AssumeRolePolicyDocument": {"Statement": []}}"#,
            "AssumeRolePolicyDocument: Syntax errors in policy. Statement: neither an object nor \
             a list of them",
        ),
        (r#"{"Path": "x"}"#, "Path: \"x\" is no path"),
        (r#"{"PermissionsBoundary": 1}"#, "PermissionsBoundary: not text"),
        (r#"{"MaxSessionDuration": 1}"#, "MaxSessionDuration: not 3600 to 43200"),
        (r#"{"Policies": [{"PolicyDocument": {}}]}"#, "Policies[0].PolicyName: not text"),
        (r#"{"Tags": {}}"#, "Tags: not a list"),
        (r#"{"Tags": [{"Key": "a"}]}"#, "Tags[0].Value: not text"),
    ] {
        let properties = serde_json::from_str(properties).unwrap();
        assert_eq!(bench.put("app", &properties).unwrap_err(), error);
    }
    assert!(bench.role("arn:aws:iam::000000000000:role/app").is_none());
}

#[test]
fn callers_need_permission_for_the_role_itself() {
    let bench = with_worker();
    let own = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:Get*","Resource":"arn:aws:iam::*:role/work*"}}"#;
    bench.as_session_of(own);
    assert_eq!(bench.ask(&[("Action", "GetRole"), ("RoleName", "worker")]).status, 200);
    let answer = bench.ask(&[("Action", "DeleteRole"), ("RoleName", "worker")]);
    assert_eq!((answer.status, answer.text("Code")), (403, "AccessDenied"));
    assert_eq!(
        answer.text("Message"),
        "User: arn:aws:sts::000000000000:assumed-role/caller/session is not authorized to \
         perform: iam:DeleteRole on resource: arn:aws:iam::000000000000:role/worker because no \
         identity-based policy allows the iam:DeleteRole action"
    );
    let answer = bench.ask(&[("Action", "ListRoles")]);
    assert_eq!((answer.status, answer.text("Code")), (403, "AccessDenied"));
}

#[test]
fn a_managed_policy_is_found_under_its_own_arn_only() {
    let bench = with_worker();
    let create = [("Action", "CreatePolicy"), ("PolicyName", "m"), ("PolicyDocument", ALLOW)];
    assert_eq!(bench.ask(&create).status, 200);
    let attach = [("Action", "AttachRolePolicy"), ("RoleName", "worker"), ("PolicyArn", MANAGED)];
    assert_eq!(bench.ask(&attach).status, 200);
    let other = MANAGED.replace("/m", "/M");
    for action in ["GetPolicy", "DeletePolicy", "ListPolicyVersions", "ListPolicyTags"] {
        let answer = bench.ask(&[("Action", action), ("PolicyArn", &other)]);
        assert_eq!((answer.status, answer.text("Code")), (404, "NoSuchEntity"), "{action}");
    }
    let version = [
        ("Action", "CreatePolicyVersion"),
        ("PolicyArn", other.as_str()),
        ("PolicyDocument", ALLOW),
    ];
    assert_eq!(bench.ask(&version).text("Code"), "NoSuchEntity");
    let used = bench.ask(&[("Action", "DeletePolicy"), ("PolicyArn", MANAGED)]);
    assert_eq!((used.status, used.text("Code")), (409, "DeleteConflict"));
    for (arn, status) in [("worker", 200), ("WORKER", 404), ("x/worker", 404)] {
        let arn = format!("arn:aws:iam::000000000000:role/{arn}");
        let answer = bench.ask(&[
            ("Action", "SimulatePrincipalPolicy"),
            ("PolicySourceArn", &arn),
            ("ActionNames.member.1", "dynamodb:GetItem"),
        ]);
        assert_eq!(answer.status, status, "{arn}: {}", answer.body);
    }
}

#[test]
fn a_new_name_needs_its_permission_too() {
    let bench = Bench::new();
    with_anna(&bench);
    bench.as_session_of(
        r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"iam:*","Resource":"*"},
            {"Effect":"Deny","Action":"iam:Update*",
             "Resource":["arn:aws:iam::*:user/admin/*","arn:aws:iam::*:group/chief"]}]}"#,
    );
    let user = |more: &[(&str, &str)]| {
        let fields = [("Action", "UpdateUser"), ("UserName", "anna")];
        bench.ask(&[&fields[..], more].concat()).status
    };
    let group = |more: &[(&str, &str)]| {
        let fields = [("Action", "UpdateGroup"), ("GroupName", "readers")];
        bench.ask(&[&fields[..], more].concat()).status
    };
    assert_eq!(user(&[]), 200);
    assert_eq!(user(&[("NewPath", "/admin/")]), 403);
    assert_eq!(user(&[("NewPath", "/staff/"), ("NewUserName", "Anna")]), 200);
    assert_eq!(group(&[("NewGroupName", "chief")]), 403);
    assert_eq!(group(&[("NewGroupName", "others")]), 200);
}

#[test]
fn permission_is_asked_of_roles_to_be_made_and_by_tags() {
    let bench = Bench::new();
    for (name, team) in [("red", "red"), ("blue", "blue")] {
        let answer = bench.ask(&[
            ("Action", "CreatePolicy"),
            ("PolicyName", name),
            ("PolicyDocument", ALLOW),
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", team),
        ]);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let answer = bench.ask(&[
        ("Action", "CreateOpenIDConnectProvider"),
        ("Url", "https://issuer.example"),
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "blue"),
    ]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let provider = answer.text("OpenIDConnectProviderArn").to_owned();
    bench.as_session_of(
        r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"iam:*","Resource":"*"},
            {"Effect":"Deny","Action":"iam:*","Resource":"*",
             "Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}},
            {"Effect":"Deny","Action":"iam:CreateServiceLinkedRole",
             "Resource":"arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*"}]}"#,
    );
    for (name, status) in [("red", 200), ("blue", 403)] {
        let arn = format!("arn:aws:iam::000000000000:policy/{name}");
        assert_eq!(bench.ask(&[("Action", "GetPolicy"), ("PolicyArn", &arn)]).status, status);
    }
    let ask = [("Action", "GetOpenIDConnectProvider"), ("OpenIDConnectProviderArn", &provider)];
    assert_eq!(bench.ask(&ask).status, 403);
    for (service, status) in [("ecs.amazonaws.com", 403), ("rds.amazonaws.com", 200)] {
        let ask = [("Action", "CreateServiceLinkedRole"), ("AWSServiceName", service)];
        assert_eq!(bench.ask(&ask).status, status, "{service}");
    }
}

#[test]
fn the_simulator_decides_no_more_than_a_page() {
    let bench = Bench::new();
    let ask = |policy: &str, more: &[(&str, &str)]| {
        let fields = [
            ("Action", "SimulateCustomPolicy"),
            ("PolicyInputList.member.1", policy),
            ("ActionNames.member.1", "dynamodb:GetItem"),
            ("ActionNames.member.2", "dynamodb:PutItem"),
            ("ResourceArns.member.1", "arn:aws:dynamodb:us-east-1:000000000000:table/a"),
            ("ResourceArns.member.2", "arn:aws:dynamodb:us-east-1:000000000000:table/b"),
        ];
        bench.ask(&[&fields[..], more].concat())
    };
    let first = ask(ALLOW, &[("MaxItems", "3")]);
    assert_eq!(first.all("EvalDecision"), ["allowed", "allowed", "implicitDeny"]);
    assert_eq!(first.text("IsTruncated"), "true");
    let second = ask(ALLOW, &[("Marker", first.text("Marker"))]);
    assert_eq!(second.all("EvalDecision"), ["implicitDeny"], "{}", second.body);
    assert_eq!((second.text("IsTruncated"), second.text("Marker")), ("false", ""));
    let entry = |value: &'static str| {
        [
            ("ContextEntries.member.1.ContextKeyName", "aws:SourceIp"),
            ("ContextEntries.member.1.ContextKeyValues.member.1", value),
        ]
    };
    assert_eq!(ask(ALLOW, &entry("10.0.0.1")).status, 200);
    let long: &'static str = Box::leak("x".repeat(2049).into_boxed_str());
    let document = format!("{}{}", ALLOW, " ".repeat(100_000));
    let more = [
        ("PolicyInputList.member.2", document.as_str()),
        ("PolicyInputList.member.3", document.as_str()),
    ];
    for answer in
        [ask(ALLOW, &entry(long)), ask(&document, &more), ask(ALLOW, &[("Marker", "next")])]
    {
        assert_eq!((answer.status, answer.text("Code")), (400, "InvalidInput"), "{}", answer.body);
    }
}

#[test]
fn everything_is_there_after_a_restart() {
    let bench = with_worker();
    let id = bench.role("arn:aws:iam::000000000000:role/worker").unwrap().id.clone();
    let bench = bench.restarted();
    let role = bench.role("arn:aws:iam::000000000000:role/worker").unwrap();
    assert_eq!((role.id.as_str(), role.policies.len()), (id.as_str(), 1));
}

/// A user `anna` in a group `readers`, with a key; the key's id.
fn with_anna(bench: &Bench) -> String {
    for fields in [
        &[("Action", "CreateUser"), ("UserName", "anna")][..],
        &[("Action", "CreateGroup"), ("GroupName", "readers")],
        &[("Action", "AddUserToGroup"), ("GroupName", "readers"), ("UserName", "anna")],
    ] {
        assert_eq!(bench.ask(fields).status, 200);
    }
    let answer = bench.ask(&[("Action", "CreateAccessKey"), ("UserName", "anna")]);
    let id = answer.text("AccessKeyId").to_owned();
    assert_eq!(answer.text("SecretAccessKey"), format!("secret of {id}"));
    id
}

#[test]
fn a_key_is_of_its_user_as_the_user_is_now() {
    let bench = Bench::new();
    let id = with_anna(&bench);
    let policies = |bench: &Bench| bench.key(&id).unwrap().user.principal.policies.len();
    assert_eq!((id.len(), policies(&bench)), (20, 0));
    let managed = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    for (fields, count) in [
        (
            &[("Action", "AttachGroupPolicy"), ("GroupName", "readers"), ("PolicyArn", managed)][..],
            1,
        ),
        (
            &[
                ("Action", "PutUserPolicy"),
                ("UserName", "anna"),
                ("PolicyName", "p"),
                ("PolicyDocument", ALLOW),
            ],
            2,
        ),
        (&[("Action", "UpdateUser"), ("UserName", "anna"), ("NewUserName", "berta")], 2),
        (&[("Action", "RemoveUserFromGroup"), ("GroupName", "readers"), ("UserName", "berta")], 1),
    ] {
        let answer = bench.ask(fields);
        assert_eq!((answer.status, policies(&bench)), (200, count), "{}", answer.body);
    }
    let bench = bench.restarted();
    let key = bench.key(&id).unwrap();
    assert_eq!((key.user.name.as_str(), key.active, key.master), ("berta", true, 1));
    for status in ["Inactive", "Active"] {
        let fields = [("UserName", "berta"), ("AccessKeyId", &id), ("Status", status)];
        assert_eq!(
            bench.ask(&[&[("Action", "UpdateAccessKey")], &fields[..]].concat()).status,
            200
        );
        assert_eq!(bench.key(&id).unwrap().active, status == "Active");
    }
    let fields = [("Action", "DeleteAccessKey"), ("UserName", "berta"), ("AccessKeyId", &id)];
    assert_eq!(bench.ask(&fields).status, 200);
    assert!(bench.key(&id).is_none());
}

#[test]
fn a_manifest_s_identities_are_put_and_put_again() {
    let bench = Bench::new();
    let document: serde_json::Value = serde_json::from_str(ALLOW).unwrap();
    let mut seen = Vec::new();
    for round in 0..2 {
        let policy = serde_json::json!({"ManagedPolicyName": "m", "PolicyDocument": document});
        let policy = bench.put_of("AWS::IAM::ManagedPolicy", "x", &policy).unwrap();
        assert_eq!(policy.reference, MANAGED);
        let group = serde_json::json!({"ManagedPolicyArns": [policy.reference]});
        let group = bench.put_of("AWS::IAM::Group", "g", &group).unwrap();
        let user = serde_json::json!({"UserName": "u", "Groups": [group.reference]});
        let user = bench.put_of("AWS::IAM::User", "x", &user).unwrap();
        let inline = serde_json::json!(
            {"PolicyName": "p", "PolicyDocument": document, "Users": [user.reference]}
        );
        bench.put_of("AWS::IAM::Policy", "x", &inline).unwrap();
        let key = serde_json::json!({"UserName": user.reference});
        let key = bench.put_of("AWS::IAM::AccessKey", "stack-Key", &key).unwrap();
        assert_eq!(key.attributes["SecretAccessKey"], format!("secret of {}", key.reference));
        assert_eq!(bench.key(&key.reference).unwrap().user.principal.policies.len(), 2, "{round}");
        seen.push((key.reference, policy.attributes["PolicyId"].clone()));
    }
    assert_eq!(seen[0], seen[1], "the second time changes nothing");
    let versions = [("Action", "ListPolicyVersions"), ("PolicyArn", MANAGED)];
    assert_eq!(bench.ask(&versions).all("VersionId"), ["v1"]);
    let other = serde_json::json!({
        "ManagedPolicyName": "m",
        "PolicyDocument": {"Version": "2012-10-17", "Statement":
            {"Effect": "Deny", "Action": "*", "Resource": "*"}},
    });
    for _ in 0..2 {
        bench.put_of("AWS::IAM::ManagedPolicy", "x", &other).unwrap();
        assert_eq!(bench.ask(&versions).all("VersionId"), ["v2", "v1"]);
    }
}

#[test]
fn a_manifest_s_identities_go_whole_in_any_order_and_twice() {
    let document: serde_json::Value = serde_json::from_str(ALLOW).unwrap();
    let trust: serde_json::Value = serde_json::from_str(TRUST).unwrap();
    let all = [
        ("AWS::IAM::ManagedPolicy", serde_json::json!({"PolicyDocument": document})),
        (
            "AWS::IAM::Role",
            serde_json::json!({"AssumeRolePolicyDocument": trust,
            "ManagedPolicyArns": ["arn:aws:iam::000000000000:policy/x"]}),
        ),
        ("AWS::IAM::Group", serde_json::json!({})),
        ("AWS::IAM::User", serde_json::json!({"Groups": ["x"]})),
        ("AWS::IAM::UserToGroupAddition", serde_json::json!({"GroupName": "x", "Users": ["x"]})),
        (
            "AWS::IAM::Policy",
            serde_json::json!(
            {"PolicyName": "p", "PolicyDocument": document, "Users": ["x"], "Roles": ["x"]}),
        ),
        ("AWS::IAM::AccessKey", serde_json::json!({"UserName": "x"})),
        ("AWS::IAM::OIDCProvider", serde_json::json!({"Url": "https://issuer.example"})),
        (
            "AWS::IAM::RolePolicy",
            serde_json::json!({"PolicyName": "q", "PolicyDocument": document, "RoleName": "x"}),
        ),
        ("AWS::IAM::InstanceProfile", serde_json::json!({"Roles": ["x"]})),
    ];
    for backwards in [true, false] {
        let bench = Bench::new();
        for (kind, properties) in &all {
            bench.put_of(kind, "x", properties).unwrap();
        }
        let mut order: Vec<_> = all.iter().collect();
        if backwards {
            order.reverse();
        }
        for (kind, properties) in order.iter().chain(&order) {
            bench.delete_of(kind, "x", properties);
        }
        for (action, element) in [
            ("ListUsers", "UserName"),
            ("ListRoles", "RoleName"),
            ("ListGroups", "GroupName"),
            ("ListPolicies", "PolicyName"),
            ("ListOpenIDConnectProviders", "Arn"),
            ("ListInstanceProfiles", "Arn"),
        ] {
            let fields = [("Action", action), ("Scope", "Local")];
            let fields = &fields[..if action == "ListPolicies" { 2 } else { 1 }];
            assert!(bench.ask(fields).all(element).is_empty(), "{action}");
        }
    }
}
