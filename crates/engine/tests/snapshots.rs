//! Snapshots as the engine sees them: how many live, and what becomes of those that do not.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod fake;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use engine::{Cpu, Options};
use fake::{Bench, event, until, version};
use kit::{Run, Snapshot, Version};

fn scenario<F: Future<Output = ()>>(run: impl FnOnce(Arc<Bench>) -> F) {
    fake::scenario(Options::default(), run);
}

fn snapped(handler: &str, number: usize) -> Arc<Version> {
    Arc::new(Version {
        function: format!("f{number}"),
        version: "1".into(),
        revision: format!("f{number}-{handler}"),
        snap_start: true,
        ..(*version(handler)).clone()
    })
}

async fn made(bench: &Bench, version: &Arc<Version>) {
    bench.engine.publish(version);
    until(|| bench.engine.snapshot(version) != Snapshot::Making).await;
}

#[test]
fn an_instance_is_a_copy_and_says_so() {
    scenario(async |bench| {
        let version = snapped("count", 1);
        made(&bench, &version).await;
        assert_eq!(bench.engine.snapshot(&version), Snapshot::Ready);
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        let payloads = bench.world.payloads.lock().unwrap().clone();
        assert_eq!(payloads.len(), 2, "the snapshot and a copy");
        assert_eq!((&payloads[0]["snapshot"], payloads[1].get("snapshot")), (&true.into(), None));
        for payload in &payloads {
            assert_eq!(payload["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"], "snap-start");
        }
        assert_ne!(payloads[0]["logStreamName"], payloads[1]["logStreamName"]);
        assert_eq!(bench.engine.usage()[0].cold_starts, 1, "the copy");
        let specs = bench.world.specs.lock().unwrap();
        assert!(!specs[0].mounts.is_empty() && specs[1].mounts.is_empty());
        drop(specs);
        let lines = bench.lines();
        let begins = |text: &str| lines.iter().filter(|line| line.starts_with(text)).count();
        assert_eq!((begins("INIT_REPORT"), begins("RESTORE_REPORT")), (1, 1), "{lines:?}");
        let report = lines.iter().find(|line| line.starts_with("REPORT")).unwrap();
        assert!(report.contains("Restore Duration: ") && !report.contains("Init Duration"));
    });
}

#[test]
fn only_so_many_snapshots_live_and_one_that_was_let_go_comes_back() {
    scenario(async |bench| {
        let versions: Vec<_> = (0..17).map(|number| snapped("count", number)).collect();
        for version in &versions {
            made(&bench, version).await;
        }
        until(|| bench.world.living() == 16).await;
        // The first was the one that nobody had used for longest: it starts without a snapshot.
        bench.engine.run(Arc::clone(&versions[0]), event("{}")).await.unwrap();
        let last = bench.world.payloads.lock().unwrap()[17].clone();
        assert_eq!(last["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"], "on-demand");
        let again = |payload: &&serde_json::Value| {
            payload["functionName"] == "f0" && payload.get("snapshot").is_some()
        };
        until(|| bench.world.payloads.lock().unwrap().iter().filter(again).count() == 2).await;
        until(|| bench.engine.snapshot(&versions[0]) == Snapshot::Ready).await;
        for version in &versions {
            bench.engine.retire(version);
        }
        until(|| bench.world.living() == 0).await;
    });
}

#[test]
fn a_version_that_does_not_initialise_says_so_and_is_tried_as_others_are() {
    scenario(async |bench| {
        bench.world.failing.store(1, Ordering::SeqCst);
        let version = snapped("init_error", 1);
        made(&bench, &version).await;
        let why = "its initialisation failed: Runtime.ImportModuleError";
        assert_eq!(bench.engine.snapshot(&version), Snapshot::Refused(why.into()));
        let outcome = bench.engine.run(Arc::clone(&version), event("7")).await.unwrap();
        assert_eq!((outcome.fault, &outcome.payload[..]), (None, &b"7"[..]));
    });
}

#[test]
fn what_the_platform_could_not_make_is_tried_again_and_not_for_ever() {
    scenario(async |bench| {
        let seeds = || bench.world.seeds.load(Ordering::SeqCst);
        *bench.world.refuse_stems.lock().unwrap() = true;
        let version = snapped("count", 1);
        bench.engine.publish(&version);
        until(|| seeds() == 1).await;
        *bench.world.refuse_stems.lock().unwrap() = false;
        until(|| bench.engine.snapshot(&version) != Snapshot::Making).await;
        assert_eq!((bench.engine.snapshot(&version), seeds()), (Snapshot::Ready, 2));

        *bench.world.refuse_stems.lock().unwrap() = true;
        let version = snapped("count", 2);
        made(&bench, &version).await;
        assert_eq!(bench.engine.snapshot(&version), Snapshot::Refused("no room".into()));
        assert_eq!(seeds(), 2 + 3);
    });
}

#[test]
fn a_copy_has_the_processor_that_was_paid_for_and_weighs_what_it_takes() {
    let options = Options { cpu: Cpu::Quota, ..Options::default() };
    fake::scenario(options, async |bench| {
        *bench.world.cost.lock().unwrap() = Some((1 << 20, 10 << 20));
        let version = snapped("count", 1);
        made(&bench, &version).await;
        assert!(bench.world.quotas.lock().unwrap().is_empty(), "a snapshot is only initialised");
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        assert_eq!(bench.world.quotas.lock().unwrap().len(), 1);
        // Resident are 40,000 KiB, of which a stem has ten MiB.
        let grown = 40_000 * 1024 - (10 << 20);
        until(|| bench.engine.idle_memory().0 >= grown + (1 << 20)).await;
    });
}

#[test]
fn a_copy_that_comes_after_its_snapshot_was_let_go_ends() {
    scenario(async |bench| {
        let version = snapped("count", 1);
        made(&bench, &version).await;
        let copies = || {
            let all = bench.engine.templates();
            all.iter()
                .filter(|one| one.name.starts_with("snapshot"))
                .map(|one| one.ready_stems)
                .sum::<usize>()
        };
        let settled = || bench.engine.templates().iter().map(|one| one.ready_stems).sum::<usize>();
        until(|| copies() >= 2 && bench.engine.sandboxes() == settled() + 1).await;
        bench.world.hold.store(true, Ordering::SeqCst);
        bench.engine.run(Arc::clone(&version), event("{}")).await.unwrap();
        bench.engine.retire(&version);
        until(|| bench.world.living() == 0).await;
        assert!(bench.engine.sandboxes() > settled(), "a copy is on its way");
        bench.world.hold.store(false, Ordering::SeqCst);
        bench.world.release_stem();
        until(|| copies() == 0 && bench.engine.sandboxes() == settled()).await;
    });
}
