//! Account, reserved and provisioned concurrency under load, with counts.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod fake;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use engine::Options;
use fake::{Bench, event, scenario, until, version};
use kit::{Outcome, Provisioned, Refused, Run, Version};
use tokio::task::JoinHandle;

fn account(places: u32) -> Options {
    Options { account_concurrency: places, ..Options::default() }
}

/// A published version of a function whose every invocation waits until the test lets it go.
fn blocking(function: &str) -> Version {
    Version {
        function: function.into(),
        version: "1".into(),
        revision: format!("{function}-1"),
        ..(*version("block")).clone()
    }
}

type Call = JoinHandle<Result<Outcome, Refused>>;

fn calls(bench: &Arc<Bench>, version: &Arc<Version>, count: usize) -> Vec<Call> {
    let call = |_| {
        let (bench, version) = (Arc::clone(bench), Arc::clone(version));
        tokio::spawn(async move { bench.engine.run(version, event("{}")).await })
    };
    (0..count).map(call).collect()
}

/// How many were refused, all for this reason, once that many have come to an end.
async fn refused(calls: &mut Vec<Call>, count: usize, reason: &str) {
    until(|| calls.iter().filter(|call| call.is_finished()).count() >= count).await;
    let mut refused = 0;
    for at in (0..calls.len()).rev() {
        if calls[at].is_finished() {
            match calls.swap_remove(at).await.unwrap() {
                Err(Refused::Throttled { reason: told }) => assert_eq!(told, reason),
                other => panic!("{other:?}"),
            }
            refused += 1;
        }
    }
    assert_eq!(refused, count);
}

async fn ready(bench: &Bench, version: &Arc<Version>, places: u32) {
    bench.engine.publish(version);
    bench.engine.provision(version, places);
    until(|| bench.engine.provisioned(version).allocated == places).await;
}

const ACCOUNT: &str = "ConcurrentInvocationLimitExceeded";
const RESERVED: &str = "ReservedFunctionConcurrentInvocationLimitExceeded";

#[test]
fn every_place_is_somebodys_and_no_place_is_used_twice() {
    scenario(account(20), async |bench| {
        let provisioned = Arc::new(blocking("provisioned"));
        let reserved = Arc::new(Version { reserved_concurrency: Some(4), ..blocking("reserved") });
        let plain = Arc::new(blocking("plain"));
        ready(&bench, &provisioned, 5).await;
        bench.engine.publish(&reserved);
        bench.engine.publish(&plain);
        // Of 20 places 4 are reserved and 5 provisioned: 11 are everybody's.
        let mut first = calls(&bench, &plain, 30);
        refused(&mut first, 30 - 11, ACCOUNT).await;
        let mut second = calls(&bench, &provisioned, 30);
        refused(&mut second, 30 - 5, ACCOUNT).await;
        let mut third = calls(&bench, &reserved, 30);
        refused(&mut third, 30 - 4, RESERVED).await;
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 20).await;
        assert_eq!(bench.engine.running(), 20);
        bench.world.open();
        for call in first.into_iter().chain(second).chain(third) {
            assert_eq!(&call.await.unwrap().unwrap().payload[..], b"true");
        }
        assert_eq!(bench.engine.running(), 0);
        let throttles: u64 = bench.engine.usage().iter().map(|usage| usage.throttles).sum();
        assert_eq!(throttles, 19 + 25 + 26);
    });
}

#[test]
fn what_finds_no_provisioned_instance_is_served_on_demand_within_the_reservation() {
    scenario(account(100), async |bench| {
        let version = Arc::new(Version { reserved_concurrency: Some(6), ..blocking("f") });
        ready(&bench, &version, 4).await;
        let started = bench.world.assigned.load(Ordering::SeqCst);
        assert_eq!(started, 4);
        let mut all = calls(&bench, &version, 20);
        refused(&mut all, 14, RESERVED).await;
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 6).await;
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 6, "two more, on demand");
        let kinds: Vec<String> = bench
            .world
            .payloads
            .lock()
            .unwrap()
            .iter()
            .map(|told| told["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"].to_string())
            .collect();
        let count = |kind: &str| kinds.iter().filter(|told| told.contains(kind)).count();
        assert_eq!((count("provisioned-concurrency"), count("on-demand")), (4, 2));
        bench.world.open();
        for call in all {
            call.await.unwrap().unwrap();
        }
    });
}

#[test]
fn provisioned_instances_do_not_leave_and_are_replaced_when_they_die() {
    let options = Options { idle_timeout: Some(Duration::ZERO), ..Options::default() };
    scenario(options, async |bench| {
        let version = version("exit");
        ready(&bench, &version, 2).await;
        let lines = bench.lines();
        let reports = lines.iter().filter(|line| line.starts_with("INIT_REPORT")).count();
        assert_eq!(reports, 2, "{lines:?}");
        for round in 1..=5 {
            bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
            until(|| bench.engine.provisioned(&version).allocated == 2).await;
            assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 2 + round);
        }
        let usage = &bench.engine.usage()[0];
        assert_eq!((usage.cold_starts, usage.idle), (7, 2));
        let lines = bench.lines();
        assert!(
            lines
                .iter()
                .all(|line| !line.contains("Init Duration: ") || !line.starts_with("REPORT"))
        );
        bench.engine.provision(&version, 0);
        until(|| bench.world.living() == 0).await;
        assert_eq!(bench.engine.provisioned(&version), Provisioned::default());
    });
}

#[test]
fn a_version_that_does_not_initialise_is_given_up_until_it_is_asked_for_again() {
    scenario(Options::default(), async |bench| {
        let version = version("init_error");
        bench.world.failing.store(3, Ordering::SeqCst);
        bench.engine.publish(&version);
        bench.engine.provision(&version, 1);
        until(|| bench.engine.provisioned(&version).failure.is_some()).await;
        let standing = bench.engine.provisioned(&version);
        assert_eq!(standing.allocated, 0);
        assert_eq!(standing.failure.as_deref(), Some("Runtime.ImportModuleError"));
        bench.engine.provision(&version, 1);
        until(|| bench.engine.provisioned(&version).allocated == 1).await;
        assert_eq!(bench.engine.provisioned(&version).failure, None);
    });
}

#[test]
fn a_replaced_version_gives_its_provisioned_places_back() {
    scenario(account(3), async |bench| {
        let (old, new) = (Arc::new(blocking("f")), Arc::new(blocking("g")));
        ready(&bench, &old, 3).await;
        assert!(matches!(
            bench.engine.run(Arc::clone(&new), event("{}")).await,
            Err(Refused::Throttled { reason: ACCOUNT })
        ));
        bench.engine.retire(&old);
        until(|| bench.world.living() == 0).await;
        let mut all = calls(&bench, &new, 5);
        refused(&mut all, 2, ACCOUNT).await;
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 3).await;
        bench.world.open();
        for call in all {
            call.await.unwrap().unwrap();
        }
    });
}

#[test]
fn places_that_are_lowered_are_nobody_else_s_while_their_invocations_run() {
    scenario(account(4), async |bench| {
        let (version, plain) = (Arc::new(blocking("f")), Arc::new(blocking("plain")));
        ready(&bench, &version, 3).await;
        bench.engine.publish(&plain);
        let first = calls(&bench, &version, 3);
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 3).await;
        bench.engine.provision(&version, 1);
        let mut second = calls(&bench, &plain, 4);
        refused(&mut second, 3, ACCOUNT).await;
        assert_eq!(bench.engine.running(), 4);
        bench.world.open();
        for call in first.into_iter().chain(second) {
            call.await.unwrap().unwrap();
        }
    });
}

#[test]
fn a_provisioned_place_whose_instance_is_not_there_serves_on_demand() {
    scenario(account(100), async |bench| {
        // All that is reserved is provisioned: `$LATEST` has no place, this version has one.
        let reserved_concurrency = Some(1);
        let version =
            Arc::new(Version { reserved_concurrency, ..(*version("init_error")).clone() });
        let latest = Arc::new(Version { revision: "latest".into(), ..(*version).clone() });
        bench.world.failing.store(3, Ordering::SeqCst);
        bench.engine.publish(&version);
        bench.engine.publish(&latest);
        bench.engine.provision(&version, 1);
        until(|| bench.engine.provisioned(&version).failure.is_some()).await;
        let mut other = calls(&bench, &latest, 1);
        refused(&mut other, 1, RESERVED).await;
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        let payloads = bench.world.payloads.lock().unwrap();
        let kind = &payloads.last().unwrap()["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"];
        assert_eq!(kind, "on-demand");
        assert_eq!(bench.engine.running(), 0);
    });
}
