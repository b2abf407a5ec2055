//! What a caller sees of the engine, whatever becomes of the instances.

#![allow(clippy::unwrap_used)]

mod fake;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

use engine::{Options, Stems};
use fake::{Bench, event, scenario, until, version};
use kit::{Fault, Invocation, Outcome, Refused, Run, Version};
use sandbox::machine::Memory;

async fn run(bench: &Bench, version: &Arc<Version>, invocation: Invocation) -> Outcome {
    bench.engine.run(Arc::clone(version), invocation).await.unwrap()
}

fn text(outcome: &Outcome) -> &str {
    std::str::from_utf8(&outcome.payload).unwrap()
}

#[test]
fn a_warm_instance_is_used_again_and_keeps_its_state() {
    scenario(Options::default(), async |bench| {
        let version = version("count");
        for expected in ["1", "2", "3"] {
            assert_eq!(text(&run(&bench, &version, event("{}")).await), expected);
        }
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 1);
        let usage = &bench.engine.usage()[0];
        assert_eq!((usage.invocations, usage.cold_starts, usage.errors), (3, 1, 0));
    });
}

#[test]
fn the_event_arrives_whatever_its_size() {
    scenario(Options::default(), async |bench| {
        let version = version("echo");
        assert_eq!(text(&run(&bench, &version, event("")).await), "{}");
        let large = format!("\"{}\"", "x".repeat(6_000_000));
        for payload in ["{\"a\":1}", &large, "[]"] {
            assert_eq!(text(&run(&bench, &version, event(payload)).await), payload);
        }
    });
}

#[test]
fn an_instance_is_told_everything_that_lambda_tells() {
    scenario(Options::default(), async |bench| {
        run(&bench, &version("echo"), event("1")).await;
        let payload = bench.world.payloads.lock().unwrap()[0].clone();
        assert_eq!(payload["memoryLimitInMB"], 128);
        assert_eq!(payload["environment"]["MINE"], "1");
        assert_eq!(
            payload["environment"]["AWS_ACCESS_KEY_ID"],
            "ASIA-arn:aws:iam::000000000000:role/r"
        );
        assert_eq!(payload["environment"]["AWS_LAMBDA_LOG_STREAM_NAME"], payload["logStreamName"]);
        let stream = payload["logStreamName"].as_str().unwrap();
        let (day, id) = stream.split_once("/[$LATEST]").unwrap();
        assert_eq!((day.len(), id.len()), (10, 32));
        let spec = bench.world.specs.lock().unwrap()[0].clone();
        assert_eq!(spec.memory_bytes, 128 << 20);
        assert_eq!(spec.mounts[0].1, "/var/task");
    });
}

#[test]
fn the_log_has_lambdas_lines_in_order() {
    scenario(Options::default(), async |bench| {
        let version = version("print");
        let wanted = Invocation { tail: true, request_id: "id-1".into(), ..event("{}") };
        let outcome = run(&bench, &version, wanted).await;
        let lines = bench.lines();
        assert_eq!(
            lines[..5],
            [
                "importing",
                "START RequestId: id-1 Version: $LATEST",
                "first",
                "no break",
                "END RequestId: id-1"
            ]
        );
        assert!(lines[5].starts_with("REPORT RequestId: id-1\tDuration: "), "{}", lines[5]);
        assert!(lines[5].contains("\tMax Memory Used: 40 MB\tInit Duration: "), "{}", lines[5]);
        assert_eq!(lines.len(), 6);
        let tail = String::from_utf8(outcome.log_tail.unwrap()).unwrap();
        assert_eq!(tail, lines.join("\n") + "\n");
        run(&bench, &version, event("{}")).await;
        let lines = bench.lines();
        assert_eq!(lines.len(), 11);
        assert!(!lines[10].contains("Init Duration"));
    });
}

#[test]
fn a_burst_starts_as_many_as_it_needs() {
    scenario(Options::default(), async |bench| {
        let version = version("block");
        let calls: Vec<_> = (0..50)
            .map(|_| {
                let (bench, version) = (Arc::clone(&bench), Arc::clone(&version));
                tokio::spawn(async move { run(&bench, &version, event("{}")).await })
            })
            .collect();
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 50).await;
        bench.world.open();
        for call in calls {
            assert_eq!(text(&call.await.unwrap()), "true");
        }
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 50);
        assert_eq!(bench.engine.running(), 0);
    });
}

#[test]
fn concurrency_is_exact_and_its_refusal_lambdas() {
    let options = Options { account_concurrency: 5, ..Options::default() };
    scenario(options, async |bench| {
        let blocked = version("block");
        bench.engine.publish(&blocked);
        let capped =
            Arc::new(Version { reserved_concurrency: Some(2), ..(*version("echo")).clone() });
        bench.engine.publish(&capped);
        let calls: Vec<_> = (0..3)
            .map(|_| {
                let (bench, version) = (Arc::clone(&bench), Arc::clone(&blocked));
                tokio::spawn(async move { run(&bench, &version, event("{}")).await })
            })
            .collect();
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 3).await;
        let refused = bench.engine.run(Arc::clone(&blocked), event("{}")).await.unwrap_err();
        assert_eq!(refused, Refused::Throttled { reason: "ConcurrentInvocationLimitExceeded" });
        // The reserved places are still there.
        assert_eq!(text(&run(&bench, &capped, event("1")).await), "1");
        bench.engine.reserve("echo", Some(0));
        let refused = bench.engine.run(Arc::clone(&capped), event("{}")).await.unwrap_err();
        let reason = "ReservedFunctionConcurrentInvocationLimitExceeded";
        assert_eq!(refused, Refused::Throttled { reason });
        bench.world.open();
        for call in calls {
            call.await.unwrap();
        }
        let throttles: u64 = bench.engine.usage().iter().map(|usage| usage.throttles).sum();
        assert_eq!(throttles, 2);
    });
}

#[test]
fn an_end_without_a_reply_answers_as_lambda_does_and_the_next_works() {
    scenario(Options::default(), async |bench| {
        let killed = "signal: killed";
        for (handler, fault, error_type, message) in [
            ("exit", Fault::Died, "Runtime.ExitError", "exit status 1"),
            ("segfault", Fault::Died, "Runtime.ExitError", "signal: segmentation fault"),
            ("oom", Fault::Died, "Runtime.OutOfMemory", killed),
            ("garbage", Fault::Died, "Runtime.ExitError", killed),
        ] {
            for _ in 0..2 {
                let wanted = Invocation { request_id: "r".into(), tail: true, ..event("{}") };
                let outcome = run(&bench, &version(handler), wanted).await;
                assert_eq!(outcome.fault, Some(fault), "{handler}");
                assert_eq!(
                    text(&outcome),
                    format!(
                        "{{\"errorType\":\"{error_type}\",\"errorMessage\":\"RequestId: r Error: \
                         Runtime exited with error: {message}\"}}"
                    )
                );
                let tail = String::from_utf8(outcome.log_tail.unwrap()).unwrap();
                assert!(tail.contains("Runtime.ExitError\nEND RequestId: r\nREPORT "), "{tail}");
                assert!(tail.contains(&format!("Status: error\tError Type: {error_type}")));
            }
        }
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 8);
        until(|| bench.world.living() == 0).await;
    });
}

#[test]
fn a_time_out_kills_the_sandbox_and_says_so() {
    scenario(Options::default(), async |bench| {
        let version = Arc::new(Version { timeout_ms: 50, ..(*version("hang")).clone() });
        for _ in 0..2 {
            let wanted = Invocation { request_id: "r".into(), tail: true, ..event("{}") };
            let outcome = run(&bench, &version, wanted).await;
            assert_eq!(outcome.fault, Some(Fault::TimedOut));
            assert_eq!(
                text(&outcome),
                r#"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r Error: Task timed out after 0.05 seconds"}"#
            );
            let tail = String::from_utf8(outcome.log_tail.unwrap()).unwrap();
            let (before, after) =
                tail.split_once("Z r Task timed out after 0.05 seconds\n").unwrap();
            assert!(before.contains("\nhanging\n"), "{tail}");
            assert!(after.starts_with("END RequestId: r\nREPORT RequestId: r\tDuration: 50.00 ms"));
            assert!(after.ends_with("Status: timeout\n"), "{after}");
        }
        assert_eq!(bench.world.living(), 0);
    });
}

#[test]
fn what_the_handler_does_wrong_leaves_the_instance_alive() {
    scenario(Options::default(), async |bench| {
        for _ in 0..2 {
            let outcome = run(&bench, &version("raise"), event("{}")).await;
            assert_eq!(outcome.fault, Some(Fault::Handler));
            assert_eq!(text(&outcome), r#"{"errorType":"ValueError"}"#);
            let outcome = run(&bench, &version("large"), event("{}")).await;
            assert_eq!(outcome.fault, Some(Fault::TooLarge));
            assert_eq!(
                text(&outcome),
                r#"{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}"#
            );
        }
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn a_failed_initialisation_is_done_again_within_the_invocation() {
    scenario(Options::default(), async |bench| {
        // Once: the second attempt serves the request.
        bench.world.failing.store(1, Ordering::SeqCst);
        let outcome = run(&bench, &version("init_error"), event("7")).await;
        assert_eq!((text(&outcome), outcome.fault), ("7", None));
        let lines = bench.lines();
        assert!(lines[1].starts_with("INIT_REPORT Init Duration: "), "{lines:?}");
        assert!(
            lines[1].ends_with("Phase: init\tStatus: error\tError Type: Runtime.ImportModuleError")
        );
        assert!(!lines.last().unwrap().contains("Init Duration"));
        bench.engine.retire(&version("init_error"));
        // Twice: the caller gets the error, with its own request id.
        bench.world.failing.store(2, Ordering::SeqCst);
        let wanted = Invocation { request_id: "r".into(), tail: true, ..event("{}") };
        let outcome = run(&bench, &version("init_error"), wanted).await;
        assert_eq!(outcome.fault, Some(Fault::Handler));
        assert_eq!(
            text(&outcome),
            r#"{"errorMessage":"no module","errorType":"Runtime.ImportModuleError","requestId":"r","stackTrace":[]}"#
        );
        let tail = String::from_utf8(outcome.log_tail.unwrap()).unwrap();
        assert!(tail.contains(
            "Phase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError\nSTART "
        ));
        assert!(tail.ends_with("Status: error\tError Type: Runtime.ImportModuleError\n"), "{tail}");
        // And when it is mended, it works.
        assert_eq!(text(&run(&bench, &version("init_error"), event("8")).await), "8");
    });
}

#[test]
fn an_initialisation_that_ends_or_hangs_is_told_too() {
    let options = Options { init_timeout: Duration::from_millis(30), ..Options::default() };
    scenario(options, async |bench| {
        bench.world.failing.store(2, Ordering::SeqCst);
        let wanted = Invocation { request_id: "r".into(), ..event("{}") };
        let outcome = run(&bench, &version("init_exit"), wanted).await;
        assert_eq!(
            text(&outcome),
            r#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r Error: Runtime exited with error: exit status 3"}"#
        );
        bench.world.failing.store(2, Ordering::SeqCst);
        let wanted = Invocation { request_id: "r".into(), tail: true, ..event("{}") };
        let version = Arc::new(Version { timeout_ms: 50, ..(*version("init_hang")).clone() });
        let outcome = run(&bench, &version, wanted).await;
        assert_eq!(outcome.fault, Some(Fault::TimedOut));
        let lines = bench.lines();
        let reports: Vec<_> = lines.iter().filter(|line| line.starts_with("INIT_REPORT")).collect();
        assert!(reports[2].ends_with("Phase: init\tStatus: timeout"), "{reports:?}");
        assert!(reports[3].ends_with("Phase: invoke\tStatus: timeout"), "{reports:?}");
        assert!(lines.last().unwrap().ends_with("Status: timeout"));
        assert_eq!(text(&run(&bench, &version, event("5")).await), "5");
    });
}

#[test]
fn a_replaced_version_drains() {
    scenario(Options::default(), async |bench| {
        let version = version("block");
        let call = {
            let (bench, version) = (Arc::clone(&bench), Arc::clone(&version));
            tokio::spawn(async move { run(&bench, &version, event("{}")).await })
        };
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 1).await;
        bench.engine.retire(&version);
        bench.world.open();
        assert_eq!(text(&call.await.unwrap()), "true");
        until(|| bench.world.living() == 0).await;
        assert_eq!(bench.engine.usage()[0].cold_starts, 1);
    });
}

#[test]
fn a_caller_that_goes_away_leaves_nothing_behind() {
    scenario(Options::default(), async |bench| {
        let version = version("block");
        {
            let mut call = pin!(bench.engine.run(Arc::clone(&version), event("{}")));
            poll_fn(|context| {
                assert!(call.as_mut().poll(context).is_pending());
                if bench.world.blocked.load(Ordering::SeqCst) == 1 {
                    return Poll::Ready(());
                }
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
        }
        assert_eq!(bench.engine.running(), 1);
        bench.world.open();
        until(|| bench.engine.running() == 0).await;
        assert!(bench.lines().last().unwrap().starts_with("REPORT"));
        run(&bench, &version, event("{}")).await;
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 1);
    });
}

#[test]
fn an_instance_that_dies_idle_is_replaced_without_a_word() {
    scenario(Options::default(), async |bench| {
        for _ in 0..20 {
            let outcome = run(&bench, &version("reply_and_die"), event("{}")).await;
            // Dying may win the race against the next event, never against the last reply.
            assert!(text(&outcome) == "1" || outcome.fault == Some(Fault::Died));
            until(|| bench.world.living() == 0).await;
        }
    });
}

#[test]
fn idle_instances_leave() {
    let options = Options { idle_timeout: Some(Duration::ZERO), ..Options::default() };
    scenario(options, async |bench| {
        run(&bench, &version("echo"), event("{}")).await;
        until(|| bench.world.living() == 0).await;
        assert_eq!(bench.engine.usage()[0].idle, 0);
    });
}

#[test]
fn a_torrent_of_output_neither_stalls_nor_grows() {
    scenario(Options::default(), async |bench| {
        let outcome = run(&bench, &version("spam"), event("{}")).await;
        assert_eq!(text(&outcome), "null");
        assert_eq!(text(&run(&bench, &version("echo"), event("1")).await), "1");
    });
}

#[test]
fn shutting_down_waits_for_who_is_running_and_no_longer() {
    scenario(Options::default(), async |bench| {
        let version = version("block");
        let call = {
            let (bench, version) = (Arc::clone(&bench), Arc::clone(&version));
            tokio::spawn(async move { bench.engine.run(version, event("{}")).await })
        };
        until(|| bench.world.blocked.load(Ordering::SeqCst) == 1).await;
        let drain = {
            let bench = Arc::clone(&bench);
            tokio::spawn(async move { bench.engine.drain(Duration::from_secs(30)).await })
        };
        until(|| {
            let mut refused = pin!(bench.engine.run(Arc::clone(&version), event("{}")));
            let waker = std::task::Waker::noop();
            let mut context = std::task::Context::from_waker(waker);
            matches!(
                refused.as_mut().poll(&mut context),
                Poll::Ready(Err(Refused::Unavailable { .. }))
            )
        })
        .await;
        bench.world.open();
        assert_eq!(text(&call.await.unwrap().unwrap()), "true");
        assert_eq!(drain.await.unwrap(), 0);
        assert_eq!((bench.world.living(), bench.engine.sandboxes()), (0, 0));
        assert!(bench.lost.lock().unwrap().is_none());
    });
}

#[test]
fn without_its_warden_the_engine_answers_and_says_so() {
    scenario(Options::default(), async |bench| {
        let version = version("hang");
        let call = {
            let (bench, version) = (Arc::clone(&bench), Arc::clone(&version));
            tokio::spawn(async move { bench.engine.run(version, event("{}")).await })
        };
        until(|| bench.lines().iter().any(|line| line == "hanging")).await;
        bench.world.die();
        assert!(matches!(call.await.unwrap(), Err(Refused::Unavailable { .. })));
        until(|| bench.lost.lock().unwrap().is_some()).await;
        let refused = bench.engine.run(version, event("{}")).await;
        assert!(matches!(refused, Err(Refused::Unavailable { .. })));
    });
}

#[test]
fn what_cannot_start_says_why() {
    scenario(Options::default(), async |bench| {
        let unknown = Arc::new(Version { runtime: "cobol".into(), ..(*version("x")).clone() });
        let refused = bench.engine.run(unknown, event("{}")).await.unwrap_err();
        let Refused::Unavailable { operator } = refused else { panic!("{refused:?}") };
        assert!(operator.contains("no runtime cobol; there are: python3.11"), "{operator}");
        *bench.world.refuse_stems.lock().unwrap() = true;
        let refused = bench.engine.run(version("echo"), event("{}")).await;
        // A stem of the stock may have come before.
        if let Err(refused) = refused {
            assert_eq!(refused, Refused::Unavailable { operator: "no room".into() });
        }
    });
}

#[test]
fn stems_are_ready_before_they_are_needed() {
    scenario(Options::default(), async |bench| {
        bench.engine.publish(&version("echo"));
        bench.engine.ready().await.unwrap();
        until(|| bench.engine.templates()[0].ready_stems == 4).await;
        run(&bench, &version("echo"), event("{}")).await;
        assert_eq!(bench.world.on_demand.load(Ordering::SeqCst), 0);
        until(|| bench.engine.templates()[0].ready_stems >= 4).await;
    });
}

#[test]
fn an_idle_instance_is_frozen_and_goes_on_at_the_next_invocation() {
    scenario(Options::default(), async |bench| {
        let version = version("count");
        for (index, expected) in ["1", "2", "3"].into_iter().enumerate() {
            assert_eq!(text(&run(&bench, &version, event("{}")).await), expected);
            until(|| bench.world.freezes.lock().unwrap().len() == 2 * index + 1).await;
        }
        let freezes = bench.world.freezes.lock().unwrap().clone();
        let turns: Vec<bool> = freezes.iter().map(|(_, frozen)| *frozen).collect();
        assert_eq!(turns, [true, false, true, false, true]);
    });
}

#[test]
fn a_busy_function_is_never_frozen() {
    let options = Options { freeze_after: Duration::from_secs(3600), ..Options::default() };
    scenario(options, async |bench| {
        let version = version("count");
        for _ in 0..50 {
            run(&bench, &version, event("{}")).await;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        assert!(bench.world.freezes.lock().unwrap().is_empty());
    });
}

#[test]
fn a_burst_of_one_function_does_not_keep_another_s_single_request_waiting() {
    let options =
        Options { stems: Stems { min: 0, max: 0, ..Stems::default() }, ..Options::default() };
    scenario(options, async |bench| {
        bench.world.hold.store(true, Ordering::SeqCst);
        let calls: Vec<_> = (0..500)
            .map(|_| {
                let bench = Arc::clone(&bench);
                tokio::spawn(async move { run(&bench, &version("block"), event("{}")).await })
            })
            .collect();
        // As many forks are under way as there may be, the others wait for their turn.
        until(|| bench.engine.running() == 500 && bench.world.on_demand.load(Ordering::SeqCst) > 0)
            .await;
        let single = {
            let bench = Arc::clone(&bench);
            tokio::spawn(async move { run(&bench, &version("echo"), event("1")).await })
        };
        until(|| bench.engine.running() == 501).await;
        let mut released = 0;
        while !single.is_finished() {
            bench.world.release_stem();
            released += 1;
            until(|| bench.world.assigned.load(Ordering::SeqCst) >= released).await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // Those under way, one turn of the burst, and a few while it came to wait: not all 500.
        assert!(released < 100, "{released}");
        bench.world.hold.store(false, Ordering::SeqCst);
        bench.world.open();
        bench.world.release_stem();
        for call in calls {
            assert_eq!(text(&call.await.unwrap()), "true");
        }
    });
}

#[test]
fn stems_take_no_more_memory_than_they_may() {
    // Two of the size that is guessed before one is measured.
    let stems = Stems { memory_bytes: 5 << 20, ..Stems::default() };
    scenario(Options { stems, ..Options::default() }, async |bench| {
        bench.engine.publish(&version("echo"));
        until(|| bench.engine.templates()[0].ready_stems == 2).await;
        let (used, bound) = bench.engine.stem_memory();
        assert!(used <= bound && bound == 5 << 20, "{used} of {bound}");
        for _ in 0..10 {
            run(&bench, &version("echo"), event("{}")).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(bench.engine.templates()[0].ready_stems, 2);
    });
}

#[test]
fn a_zygote_is_renewed_after_so_many_forks() {
    let stems = Stems { renew_forks: 6, ..Stems::default() };
    scenario(Options { stems, ..Options::default() }, async |bench| {
        bench.engine.publish(&version("echo"));
        until(|| bench.engine.templates()[0].ready_stems == 4).await;
        assert_eq!(bench.world.templates.load(Ordering::SeqCst), 1);
        for name in ["a", "b", "c"] {
            run(&bench, &version(name), event("{}")).await;
        }
        until(|| bench.world.templates.load(Ordering::SeqCst) == 2).await;
        run(&bench, &version("d"), event("{}")).await;
    });
}

#[test]
fn idle_instances_leave_by_the_memory_they_hold_longest_idle_first() {
    // Two of three fit: each is counted as 2 MiB before one was measured.
    let options = Options { idle_memory_bytes: 5 << 20, ..Options::default() };
    scenario(options, async |bench| {
        for name in ["first", "second", "third"] {
            run(&bench, &version(name), event("{}")).await;
        }
        until(|| bench.world.living() == 2).await;
        let idle = |name: &str| {
            let usage = bench.engine.usage();
            usage.iter().find(|usage| usage.function == name).map(|usage| usage.idle)
        };
        until(|| idle("first") == Some(0)).await;
        assert_eq!((idle("second"), idle("third")), (Some(1), Some(1)));
        let (used, bound) = bench.engine.idle_memory();
        assert!(used > 0 && bound == 5 << 20);
    });
}

#[test]
fn idle_instances_leave_a_machine_that_is_short_of_memory() {
    let short =
        || Some(Memory { total_bytes: 1 << 30, available_bytes: 50 << 20, stalled_percent: 0.0 });
    scenario(Options { memory: short, ..Options::default() }, async |bench| {
        for name in ["first", "second", "third"] {
            run(&bench, &version(name), event("{}")).await;
        }
        until(|| bench.world.living() == 0).await;
        // Down to nothing, and it serves again.
        assert_eq!(text(&run(&bench, &version("first"), event("1")).await), "1");
    });
}

#[test]
fn a_start_that_comes_to_nothing_leaves_no_sandbox() {
    scenario(Options::default(), async |bench| {
        let version = version("echo");
        let refused =
            async || bench.engine.run(Arc::clone(&version), event("1")).await.unwrap_err();
        let stems = || bench.engine.templates()[0].ready_stems;
        bench.world.refuse_keys.store(true, Ordering::SeqCst);
        for _ in 0..3 {
            let Refused::Unavailable { operator } = refused().await else { panic!() };
            assert!(operator.contains("no credentials"), "{operator}");
        }
        assert_eq!(bench.engine.sandboxes(), 0, "no stem is taken before there are keys");
        bench.world.refuse_keys.store(false, Ordering::SeqCst);
        bench.world.break_logs.store(true, Ordering::SeqCst);
        for _ in 0..3 {
            let Refused::Unavailable { operator } = refused().await else { panic!() };
            assert!(operator.contains("channel"), "{operator}");
        }
        until(|| stems() > 0 && bench.engine.sandboxes() == stems()).await;
        assert_eq!(bench.world.assigned.load(Ordering::SeqCst), 0);
    });
}
