//! Versions, aliases and concurrency, as a client meets them.

use super::*;

pub fn post(bench: &Bench, uri: &str, body: &Value) -> (u16, Value) {
    call(bench, "POST", uri, body)
}

pub fn call(bench: &Bench, method: &str, uri: &str, body: &Value) -> (u16, Value) {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let answer = ask(bench, method, uri, &[], body.as_bytes());
    let mut shown = if answer.2.is_empty() { Value::Null } else { json_of(&answer) };
    // The model spells it in both ways.
    if let Some(message) = shown.get("message").cloned() {
        shown["Message"] = message;
    }
    (answer.0, shown)
}

pub const F: &str = "/2015-03-31/functions/f";
const CONCURRENCY: &str = "/2017-10-31/functions/f/concurrency";
const PROVISIONED: &str = "/2019-09-30/functions/f/provisioned-concurrency";

fn configure(bench: &Bench, body: &Value) -> (u16, Value) {
    call(bench, "PUT", &format!("{F}/configuration"), body)
}

#[test]
fn a_version_is_published_when_something_changed_and_never_changes_again() {
    let bench = bench(&["f"]);
    let versions = format!("{F}/versions");
    let (status, first) = post(&bench, &versions, &json!({"Description": "one"}));
    assert_eq!(
        (status, &first["Version"], &first["Description"]),
        (201, &"1".into(), &"one".into())
    );
    assert_eq!(first["FunctionArn"], format!("{ARN}:f:1"));
    assert_eq!(post(&bench, &versions, &json!({})).1["Version"], "1", "nothing changed");
    let (status, latest) = configure(&bench, &json!({"MemorySize": 1024, "Timeout": 7}));
    assert_eq!((status, &latest["MemorySize"], &latest["Timeout"]), (200, &1024.into(), &7.into()));
    assert_eq!(post(&bench, &versions, &json!({})).1["Version"], "2");
    let shown = |qualifier: &str| {
        call(&bench, "GET", &format!("{F}/configuration?Qualifier={qualifier}"), &Value::Null).1
    };
    assert_eq!(shown("1")["MemorySize"], 512);
    assert_eq!(shown("2")["MemorySize"], 1024);
    assert_eq!(shown("1")["State"], "Active");
    assert_ne!(shown("1")["RevisionId"], shown("2")["RevisionId"]);
    let (_, listed) = call(&bench, "GET", &versions, &Value::Null);
    let names: Vec<_> =
        listed["Versions"].as_array().unwrap().iter().map(|v| &v["Version"]).collect();
    assert_eq!(names, ["$LATEST", "1", "2"]);
    // Another start finds the same.
    let again = Lambda::open(bench.store.clone(), bench.run.clone() as _, place()).unwrap();
    let shelf = again.catalogue.find("f").unwrap();
    assert_eq!(shelf.version(1).unwrap().version().memory_mb, 512);
    assert_eq!(shelf.version(2).unwrap().version().timeout_ms, 7_000);
}

#[test]
fn what_is_invoked_follows_the_qualifier() {
    let bench = bench(&["f"]);
    post(&bench, &format!("{F}/versions"), &json!({}));
    configure(&bench, &json!({"Handler": "m.other"}));
    let alias = json!({"Name": "prod", "FunctionVersion": "1"});
    let (status, made) = post(&bench, &format!("{F}/aliases"), &alias);
    assert_eq!((status, &made["AliasArn"]), (201, &format!("{ARN}:f:prod").into()));
    for (name, version, handler) in
        [("f", "$LATEST", "m.other"), ("f:1", "1", "m.h"), ("f:prod", "1", "m.h")]
    {
        let answer = invoke(&bench, name, &[], b"{}");
        assert_eq!(answer.1["x-amz-executed-version"], version, "{name}");
        let asked = bench.run.asked.lock().unwrap();
        let (ran, invocation) = asked.last().unwrap();
        assert_eq!((ran.handler.as_str(), ran.version.as_str()), (handler, version));
        assert_eq!(invocation.qualifier.as_deref(), name.split_once(':').map(|(_, after)| after));
    }
    post(&bench, &format!("{F}/versions"), &json!({}));
    let (status, moved) = call(
        &bench,
        "PUT",
        &format!("{F}/aliases/prod"),
        &json!({"FunctionVersion": "2", "Description": "d"}),
    );
    assert_eq!((status, &moved["FunctionVersion"]), (200, &"2".into()));
    assert_ne!(moved["RevisionId"], made["RevisionId"]);
    assert_eq!(invoke(&bench, "f:prod", &[], b"{}").1["x-amz-executed-version"], "2");
    let (_, listed) = call(&bench, "GET", &format!("{F}/aliases?FunctionVersion=2"), &Value::Null);
    assert_eq!(listed["Aliases"][0]["Name"], "prod");
    assert_eq!(call(&bench, "DELETE", &format!("{F}/aliases/prod"), &Value::Null).0, 204);
    let (status, gone) = call(&bench, "GET", &format!("{F}/aliases/prod"), &Value::Null);
    assert_eq!(status, 404);
    assert_eq!(gone["Message"], format!("Cannot find alias arn: {ARN}:f:prod"));
}

#[test]
fn what_cannot_be_published_or_named_is_told_in_lambdas_words() {
    let bench = bench(&["f"]);
    let code = |answer: (u16, Value)| (answer.0, answer.1["Message"].as_str().unwrap().to_owned());
    let (status, message) =
        code(post(&bench, &format!("{F}/versions"), &json!({"CodeSha256": "x"})));
    assert!(status == 400 && message.contains("is different from current CodeSHA256"), "{message}");
    let (status, _) = code(post(&bench, &format!("{F}/versions"), &json!({"RevisionId": "x"})));
    assert_eq!(status, 412);
    let (status, message) =
        code(post(&bench, &format!("{F}/aliases"), &json!({"Name": "a", "FunctionVersion": "9"})));
    assert_eq!((status, message), (404, format!("Function not found: {ARN}:f:9")));
    let alias = json!({"Name": "a", "FunctionVersion": "$LATEST"});
    assert_eq!(post(&bench, &format!("{F}/aliases"), &alias).0, 201);
    let (status, message) = code(post(&bench, &format!("{F}/aliases"), &alias));
    assert_eq!((status, message), (409, format!("Alias already exists: {ARN}:f:a")));
    let (status, _) = code(configure(&bench, &json!({"MemorySize": 128, "Timeout": 901})));
    assert_eq!(status, 400);
}

#[test]
fn reservations_leave_a_hundred_places_to_the_others() {
    let bench = bench(&["f", "g"]);
    let put = |places: i64| {
        call(&bench, "PUT", CONCURRENCY, &json!({"ReservedConcurrentExecutions": places}))
    };
    assert_eq!(put(900), (200, json!({"ReservedConcurrentExecutions": 900})));
    let (status, refused) = put(901);
    assert_eq!(
        (status, refused["Message"].as_str().unwrap()),
        (
            400,
            "Specified ReservedConcurrentExecutions for function decreases account's \
             UnreservedConcurrentExecution below its minimum value of [100]."
        )
    );
    let settings = call(&bench, "GET", "/2016-08-19/account-settings", &Value::Null).1;
    let limit = &settings["AccountLimit"];
    assert_eq!(
        (&limit["ConcurrentExecutions"], &limit["UnreservedConcurrentExecutions"]),
        (&1000.into(), &100.into())
    );
    let other = "/2017-10-31/functions/g/concurrency";
    let one = json!({"ReservedConcurrentExecutions": 1});
    assert_eq!(call(&bench, "PUT", other, &one).0, 400);
    let of_g = json!({"ReservedConcurrentExecutions": 0});
    assert_eq!(call(&bench, "PUT", other, &of_g).0, 200, "turning a function off needs no place");
    // Counting otherwise makes no other function of it.
    assert!(bench.run.retired.lock().unwrap().is_empty());
    let get = "/2019-09-30/functions/f/concurrency";
    assert_eq!(call(&bench, "GET", get, &Value::Null).1["ReservedConcurrentExecutions"], 900);
    assert_eq!(call(&bench, "DELETE", CONCURRENCY, &Value::Null).0, 204);
    assert_eq!(call(&bench, "GET", get, &Value::Null).1, json!({}));
    let reserved = bench.run.reserved.lock().unwrap();
    assert_eq!(reserved.last(), Some(&("f".to_owned(), None)));
}

#[test]
fn provisioned_places_are_of_versions_and_aliases() {
    let bench = bench(&["f"]);
    let put = |qualifier: &str, places: i64| {
        let body = json!({"ProvisionedConcurrentExecutions": places});
        call(&bench, "PUT", &format!("{PROVISIONED}?Qualifier={qualifier}"), &body)
    };
    assert_eq!(put("1", 2).0, 404);
    assert_eq!(put("$LATEST", 2).0, 400);
    post(&bench, &format!("{F}/versions"), &json!({}));
    post(&bench, &format!("{F}/aliases"), &json!({"Name": "a", "FunctionVersion": "1"}));
    let (status, shown) = put("a", 2);
    assert_eq!((status, &shown["Status"]), (202, &"IN_PROGRESS".into()));
    assert_eq!(shown["RequestedProvisionedConcurrentExecutions"], 2);
    assert_eq!(shown["AllocatedProvisionedConcurrentExecutions"], 0);
    assert_eq!(*bench.run.provisioned.lock().unwrap(), [("1".to_owned(), 2)]);
    assert_eq!(put("1", 1).0, 409, "an alias of it has some already");
    assert_eq!(put("a", 901).0, 400);
    call(&bench, "PUT", CONCURRENCY, &json!({"ReservedConcurrentExecutions": 3}));
    assert_eq!(put("a", 4).0, 400, "more than are reserved");
    let less = json!({"ReservedConcurrentExecutions": 1});
    assert_eq!(call(&bench, "PUT", CONCURRENCY, &less).0, 400);
    bench.run.ready.store(2, std::sync::atomic::Ordering::Relaxed);
    let get = format!("{PROVISIONED}?Qualifier=a");
    let shown = call(&bench, "GET", &get, &Value::Null).1;
    assert_eq!(
        (&shown["Status"], &shown["AvailableProvisionedConcurrentExecutions"]),
        (&"READY".into(), &2.into())
    );
    let all = call(&bench, "GET", &format!("{PROVISIONED}?List=ALL"), &Value::Null).1;
    assert_eq!(all["ProvisionedConcurrencyConfigs"][0]["FunctionArn"], format!("{ARN}:f:a"));
    assert_eq!(call(&bench, "DELETE", &get, &Value::Null).0, 204);
    assert_eq!(bench.run.provisioned.lock().unwrap().last(), Some(&("1".to_owned(), 0)));
    let (status, gone) = call(&bench, "GET", &get, &Value::Null);
    assert_eq!(
        (status, gone["Message"].as_str().unwrap()),
        (404, "No Provisioned Concurrency Config found for this function")
    );
}

#[test]
fn a_manifest_publishes_only_what_changed_and_clears_up_behind_itself() {
    let bench = bench(&[]);
    let with = |memory_mb: u32, places: Option<u32>, snap_start: bool| FunctionSpec {
        memory_mb,
        provisioned_concurrency: places,
        snap_start,
        ..spec("f")
    };
    let put = |spec: FunctionSpec| {
        bench.lambda.deploy("stack", vec![spec]).unwrap();
        bench.lambda.catalogue.find("f").unwrap()
    };
    let versions = |shelf: &crate::Shelf| -> Vec<u64> { shelf.published.keys().copied().collect() };
    let shelf = put(with(512, Some(3), false));
    assert_eq!((versions(&shelf), shelf.aliases["provisioned"].version), (vec![1], 1));
    assert_eq!(shelf.provisioned["provisioned"].places, 3);
    let shelf = put(with(512, Some(4), false));
    assert_eq!((versions(&shelf), shelf.provisioned["provisioned"].places), (vec![1], 4));
    for (round, memory_mb) in (2..).zip([256, 1024, 2048, 4096]) {
        let shelf = put(with(memory_mb, Some(4), false));
        assert_eq!(shelf.aliases["provisioned"].version, round);
    }
    let shelf = put(with(4096, Some(4), false));
    assert_eq!(versions(&shelf), [3, 4, 5], "the current one and two before it");
    let shelf = put(with(4096, None, true));
    assert_eq!(shelf.aliases["snapstart"].version, 6);
    assert!(!shelf.aliases.contains_key("provisioned") && shelf.provisioned.is_empty());
    assert!(shelf.version(6).unwrap().version().snap_start);
    assert!(!shelf.latest.snap_start());
    // What somebody has published by hand is not the manifest's to remove.
    configure(&bench, &json!({"MemorySize": 333}));
    post(&bench, &format!("{F}/versions"), &json!({}));
    let shelf = put(with(4096, None, false));
    assert!(shelf.aliases.is_empty());
    assert_eq!(versions(&shelf), [5, 6, 7]);
    retire(&bench.lambda, &[]);
    let shelf = put(with(512, Some(1), false));
    assert_eq!(versions(&shelf), [1], "another function of that name begins anew");
}

#[test]
fn after_a_start_only_what_has_a_name_is_made_ready() {
    let bench = bench(&[]);
    let with = |memory_mb: u32| FunctionSpec { memory_mb, snap_start: true, ..spec("f") };
    for memory_mb in [128, 256, 512] {
        bench.lambda.deploy("stack", vec![with(memory_mb)]).unwrap();
    }
    assert_eq!(bench.lambda.catalogue.find("f").unwrap().published.len(), 3);
    bench.run.published.lock().unwrap().clear();
    let again = Lambda::open(bench.store.clone(), bench.run.clone() as _, place()).unwrap();
    again.deploy("stack", vec![with(512)]).unwrap();
    assert_eq!(bench.run.published.lock().unwrap().len(), 2, "$LATEST and the aliased version");
    let (old, _) = again.find("f:1", None).unwrap();
    assert_eq!(again.snapshot(&old), kit::Snapshot::Ready, "made when it is needed");
}

#[test]
fn an_alias_with_provisioned_places_moves_only_where_they_can_be() {
    let bench = bench(&["f"]);
    let publish = || post(&bench, &format!("{F}/versions"), &json!({})).1["Version"].clone();
    let moved = |to: &str| {
        let body = json!({"FunctionVersion": to});
        call(&bench, "PUT", &format!("{F}/aliases/a"), &body)
    };
    let places = json!({"ProvisionedConcurrentExecutions": 1});
    assert_eq!(publish(), "1");
    post(&bench, &format!("{F}/aliases"), &json!({"Name": "a", "FunctionVersion": "1"}));
    configure(&bench, &json!({"MemorySize": 1024}));
    assert_eq!(publish(), "2");
    configure(&bench, &json!({"SnapStart": {"ApplyOn": "PublishedVersions"}}));
    assert_eq!(publish(), "3");
    assert_eq!(call(&bench, "PUT", &format!("{PROVISIONED}?Qualifier=a"), &places).0, 202);
    for to in ["$LATEST", "3"] {
        let (status, refused) = moved(to);
        assert_eq!((status, &refused["Type"]), (400, &"User".into()), "{to}");
        assert_eq!(refused["Message"], "Invalid alias configuration for Provisioned Concurrency");
    }
    assert_eq!(moved("2").0, 200);
    assert_eq!(call(&bench, "PUT", &format!("{PROVISIONED}?Qualifier=1"), &places).0, 202);
    assert_eq!(moved("1").0, 400, "it has its own places");
    assert_eq!(call(&bench, "DELETE", &format!("{PROVISIONED}?Qualifier=a"), &Value::Null).0, 204);
    assert_eq!(moved("$LATEST").0, 200);
}

#[test]
fn what_has_no_places_is_told_in_lambdas_words() {
    let bench = bench(&["f"]);
    post(&bench, &format!("{F}/versions"), &json!({}));
    let refused = |method: &str, uri: &str, body: &Value| {
        let (status, answer) = call(&bench, method, uri, body);
        let kind = answer["Type"].as_str().unwrap_or("").to_owned();
        (status, answer["Message"].as_str().unwrap().to_owned(), kind)
    };
    let of = |function: &str, qualifier: &str| {
        format!("/2019-09-30/functions/{function}/provisioned-concurrency?Qualifier={qualifier}")
    };
    let places = |places: i64| json!({"ProvisionedConcurrentExecutions": places});
    let user = |status: u16, message: String| (status, message, "User".to_owned());
    for function in ["f", "none"] {
        let alias = user(404, format!("Cannot find alias arn: {ARN}:{function}:no"));
        let version = user(404, format!("Function not found: {ARN}:{function}:9"));
        for method in ["GET", "DELETE", "PUT"] {
            let body = if method == "PUT" { places(1) } else { Value::Null };
            assert_eq!(refused(method, &of(function, "no"), &body), alias, "{method}");
            assert_eq!(refused(method, &of(function, "9"), &body), version, "{method}");
        }
    }
    let unpublished = "The function resource provided must be an alias or a published version.";
    for method in ["GET", "DELETE"] {
        let answer = refused(method, &of("f", "$LATEST"), &Value::Null);
        assert_eq!(answer, user(400, unpublished.into()));
    }
    let over = |message: &str| user(400, message.to_owned());
    assert_eq!(
        refused("PUT", &of("f", "1"), &places(1001)),
        over(
            "Specified ConcurrentExecutions for function is greater than account's unreserved \
              concurrency [1000]."
        )
    );
    assert_eq!(
        refused("PUT", &of("f", "1"), &places(901)),
        over(
            "Specified ConcurrentExecutions for function decreases account's \
              UnreservedConcurrentExecution below its minimum value of [100]."
        )
    );
    call(&bench, "PUT", &of("f", "1"), &places(2));
    let reserve = |name: &str| {
        let uri = format!("/2017-10-31/functions/{name}/concurrency");
        refused("PUT", &uri, &json!({"ReservedConcurrentExecutions": 1}))
    };
    assert_eq!(
        reserve("f"),
        over(
            " ReservedConcurrentExecutions  1 should not be lower than function's total \
              provisioned concurrency [2]."
        )
    );
    assert_eq!(reserve("none"), user(404, format!("Function not found: {ARN}:none:$LATEST")));
    let (status, message, _) = reserve("f:1");
    assert!(status == 400 && message.starts_with("This operation is permitted on Lambda"));
    let alias = json!({"Name": "a", "FunctionVersion": "1"});
    assert_eq!(
        refused("POST", "/2015-03-31/functions/none/aliases", &alias),
        user(404, format!("Function not found: {ARN}:none:1"))
    );
    assert_eq!(
        refused("PUT", &format!("{F}/aliases/no"), &json!({})),
        user(404, format!("Alias not found: {ARN}:f:no"))
    );
}

#[test]
fn a_version_that_is_still_being_made_cannot_be_invoked() {
    let bench = bench(&["f"]);
    configure(&bench, &json!({"SnapStart": {"ApplyOn": "PublishedVersions"}}));
    post(&bench, &format!("{F}/versions"), &json!({}));
    bench.run.making.store(true, std::sync::atomic::Ordering::Relaxed);
    for headers in [&[][..], &[("x-amz-invocation-type", "Event")]] {
        let answer = invoke(&bench, "f:1", headers, b"{}");
        assert_eq!((answer.0, &*answer.1["x-amzn-errortype"]), (409, "ResourceConflictException"));
        assert_eq!(
            json_of(&answer)["message"],
            "The operation cannot be performed at this time. The function is currently in the \
             following state: Pending"
        );
    }
    assert_eq!(invoke(&bench, "f", &[], b"{}").0, 200);
    // After another start it is an old one, whose snapshot is only made again.
    let again = Lambda::open(bench.store.clone(), bench.run.clone() as _, place()).unwrap();
    let (old, _) = again.find("f:1", None).unwrap();
    assert!(!again.is_pending(&old));
    bench.run.making.store(false, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(invoke(&bench, "f:1", &[], b"{}").0, 200);
}

#[test]
fn a_deployment_that_failed_leaves_functions_as_they_were() {
    let bench = bench(&["kept"]);
    let with = |memory_mb: u32, places: Option<u32>| FunctionSpec {
        memory_mb,
        provisioned_concurrency: places,
        asynchronous: state::Asynchronous { retries_max: places, ..Default::default() },
        ..spec("f")
    };
    let shown = |lambda: &Lambda| {
        lambda.store.read(|tx| Ok::<_, store::Error>((state::all(tx)?, state::event_configs(tx)?)))
    };
    bench.lambda.deploy("stack", vec![spec("kept"), with(512, Some(2))]).unwrap();
    bench.store.write_blocking(|tx| undo::settle(tx, "stack")).unwrap();
    assert!(!undo::is_cut_off(&bench.store, "stack").unwrap());
    let before = shown(&bench.lambda).unwrap();
    for (memory_mb, places) in [(1024, Some(1)), (256, None), (512, Some(2))] {
        let specs = vec![spec("kept"), with(memory_mb, places), spec("new")];
        bench.lambda.deploy("stack", specs.clone()).unwrap();
        assert!(undo::is_cut_off(&bench.store, "stack").unwrap());
        // Cut off, and gone on with after a start: what was before the first is what counts.
        let again = Lambda::open(bench.store.clone(), bench.run.clone() as _, place()).unwrap();
        again.deploy("stack", [specs, vec![with(2048, Some(1))]].concat()).unwrap();
        let back = again.put_back("stack").unwrap();
        assert_eq!((back.changed, back.removed), (vec!["f".into()], vec!["new".into()]));
        let after = shown(&again).unwrap();
        let alias = |kept: &state::Kept| (kept.aliases["provisioned"].version, kept.latest.clone());
        let f = |all: &[state::Kept]| all.iter().find(|kept| kept.latest.spec.name == "f").cloned();
        let (was, is) = (f(&before.0).unwrap(), f(&after.0).unwrap());
        assert_eq!((alias(&was), &was.published), (alias(&is), &is.published));
        assert_eq!(is.provisioned["provisioned"].places, 2);
        assert_eq!(after.1[0].1.asynchronous, before.1[0].1.asynchronous);
        assert_eq!(after.0.len(), before.0.len());
        assert!(!undo::is_cut_off(&bench.store, "stack").unwrap());
        assert!(again.catalogue.find("new").is_none());
    }
}
