//! Instances that leave and are started by what a function's calls were like.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod fake;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use engine::{Options, Usage};
use fake::{Bench, event, scenario, until, version};
use kit::{Run, Version};

/// Calls that come so far apart are expected with this price, and none is kept in between.
const DISTANCE: Duration = Duration::from_millis(250);

fn hurried() -> Options {
    Options { idle_price: Duration::from_millis(100), ..Options::default() }
}

fn usage(bench: &Bench) -> Usage {
    bench.engine.usage()[0].clone()
}

/// Calls, until some instance has been started ahead.
async fn call_until_one_is_ahead(bench: &Bench, version: &Arc<Version>) {
    while usage(bench).ahead == 0 {
        bench.engine.run(Arc::clone(version), event("{}")).await.unwrap();
        tokio::time::sleep(DISTANCE).await;
    }
}

#[test]
fn who_is_called_again_and_again_finds_an_instance_that_was_started_ahead() {
    scenario(hurried(), async |bench| {
        let version = version("count");
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        assert_eq!(usage(&bench).cold_starts, 1);
        call_until_one_is_ahead(&bench, &version).await;
        // It goes on being called until one of those has served, or all have ended unused.
        let (mut ahead, mut unused) = (1, 1);
        while ahead <= unused {
            bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
            tokio::time::sleep(DISTANCE).await;
            let idle = u64::try_from(bench.world.living()).unwrap();
            (ahead, unused) = (usage(&bench).ahead, usage(&bench).unused + idle);
        }
        let all = usage(&bench);
        let assigned = u64::try_from(bench.world.assigned.load(Ordering::SeqCst)).unwrap();
        assert!(all.cold_starts + all.ahead <= assigned, "{all:?}");
        assert!(all.cold_starts < all.invocations, "{all:?}");
        let payloads = bench.world.payloads.lock().unwrap();
        assert!(
            payloads.iter().all(|told| {
                told["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"] == "on-demand"
            })
        );
    });
}

#[test]
fn one_that_sees_no_call_leaves_and_is_counted() {
    scenario(hurried(), async |bench| {
        let version = version("count");
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        call_until_one_is_ahead(&bench, &version).await;
        until(|| bench.world.living() == 0).await;
        let all = usage(&bench);
        assert_eq!((all.idle, all.starting), (0, 0));
        assert!(all.unused > 0 && all.unused <= all.ahead, "{all:?}");
    });
}

#[test]
fn nothing_is_started_ahead_where_the_idle_time_is_fixed() {
    let options = Options { idle_timeout: Some(Duration::from_secs(3600)), ..hurried() };
    scenario(options, async |bench| {
        let version = version("count");
        for _ in 0..8 {
            bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
            tokio::time::sleep(DISTANCE / 4).await;
        }
        let all = usage(&bench);
        assert_eq!((all.cold_starts, all.ahead, all.idle), (1, 0, 1));
    });
}

#[test]
fn nothing_is_started_ahead_of_calls_that_would_be_refused_or_where_memory_is_short() {
    for (places, idle_memory_bytes) in [(Some(0), u64::MAX), (None, 0)] {
        let options = Options { idle_memory_bytes, ..hurried() };
        scenario(options, async |bench| {
            let version = version("count");
            for _ in 0..12 {
                bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
                bench.engine.reserve("count", places);
                tokio::time::sleep(DISTANCE).await;
                assert_eq!(usage(&bench).ahead, 0, "{places:?}");
                bench.engine.reserve("count", None);
            }
        });
    }
}

#[test]
fn a_version_that_does_not_initialise_is_not_started_ahead_again_and_again() {
    scenario(hurried(), async |bench| {
        let version = version("init_error");
        let failed = || {
            let lines = bench.lines();
            lines.iter().filter(|line| line.starts_with("INIT_REPORT")).count()
        };
        while failed() == 0 {
            bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
            // Starts ahead fail, those that a call waits for do not.
            bench.world.failing.store(u32::MAX, Ordering::SeqCst);
            tokio::time::sleep(DISTANCE).await;
            bench.world.failing.store(0, Ordering::SeqCst);
        }
        bench.world.failing.store(u32::MAX, Ordering::SeqCst);
        let ahead = usage(&bench).ahead;
        tokio::time::sleep(4 * DISTANCE).await;
        // One may have been under way; else there would be one at each look.
        assert!(usage(&bench).ahead <= ahead + 1);
    });
}

#[test]
fn a_version_that_was_replaced_is_started_no_more() {
    scenario(hurried(), async |bench| {
        let version = version("count");
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        call_until_one_is_ahead(&bench, &version).await;
        bench.engine.retire(&version);
        until(|| bench.world.living() == 0).await;
        let before = bench.engine.usage()[0].ahead;
        tokio::time::sleep(4 * DISTANCE).await;
        assert_eq!(bench.engine.usage()[0].ahead, before);
    });
}
