//! The engine over the real warden, real sandboxes and a real Python: everything but the network.

#![allow(clippy::unwrap_used)]

use std::future::Future;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base::{SystemClock, SystemRandom, Timestamp};
use engine::logs::{Logs, Source};
use engine::{Engine, Options, Ports, Runtime, Stems};
use kit::{
    Credential, Fault, Invocation, KeyProblem, Keys, Outcome, Run, TemporaryCredentials, Version,
};
use serde_json::{Value, json};

/// The warden is this very program under another name: that is looked at before anything else.
#[used]
#[unsafe(link_section = ".init_array")]
static WARDEN: extern "C" fn() = {
    extern "C" fn look() {
        sandbox::warden_if_asked();
    }
    look
};

#[derive(Default)]
struct Kept(Mutex<Vec<String>>);

impl Logs for Kept {
    fn write(&self, _: &Arc<Source>, _: Timestamp, line: &str) {
        let mut lines = self.0.lock().unwrap();
        if lines.len() < 1_000 {
            lines.push(line.to_owned());
        }
    }
}

struct FakeKeys;

impl Keys for FakeKeys {
    fn find(&self, _: &str, _: Option<&str>, _: Timestamp) -> Result<Credential, KeyProblem> {
        Err(KeyProblem::Invalid)
    }

    fn issue(
        &self,
        _: &str,
        _: &str,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<TemporaryCredentials, wire::Error> {
        Ok(TemporaryCredentials {
            access_key_id: "ASIAEXAMPLE".into(),
            secret_access_key: "secret".into(),
            session_token: "token".into(),
            expires: now.plus(lifetime),
        })
    }
}

struct Bench {
    engine: Arc<Engine>,
    logs: Arc<Kept>,
    dir: PathBuf,
}

impl Bench {
    fn version(&self, name: &str) -> Arc<Version> {
        Arc::new(Version {
            function: name.into(),
            version: "$LATEST".into(),
            arn: format!("arn:aws:lambda:us-east-1:000000000000:function:{name}"),
            revision: format!("revision-of-{name}"),
            runtime: "python3.11".into(),
            handler: format!("functions.{name}"),
            memory_mb: 128,
            timeout_ms: 10_000,
            tmp_mb: 512,
            environment: [("MINE".to_owned(), "1".to_owned())].into(),
            role_arn: "arn:aws:iam::000000000000:role/r".into(),
            code: self.dir.join("code"),
            ..Version::default()
        })
    }

    async fn run(&self, version: &Arc<Version>, payload: &str) -> Outcome {
        let invocation =
            Invocation { payload: payload.to_owned().into(), tail: true, ..Invocation::default() };
        self.engine.run(Arc::clone(version), invocation).await.unwrap()
    }

    async fn call(&self, name: &str, payload: &str) -> Outcome {
        self.run(&self.version(name), payload).await
    }
}

/// Runs a scenario with the functions of `CODE`; skipped, aloud, where no sandbox can be had.
fn scenario<F: Future<Output = ()>>(name: &str, run: impl FnOnce(Arc<Bench>) -> F) {
    scenario_with(name, Options::default(), run);
}

fn scenario_with<F: Future<Output = ()>>(
    name: &str,
    settings: Options,
    run: impl FnOnce(Arc<Bench>) -> F,
) {
    let Some(python) = sandbox::interpreter::find((3, 11)).into_iter().next() else {
        return eprintln!("skipped: no Python");
    };
    let dir = std::env::temp_dir().join(format!("squall engine ü {name} {}", std::process::id()));
    std::fs::create_dir_all(dir.join("code")).unwrap();
    std::fs::write(dir.join("code/functions.py"), CODE).unwrap();
    std::fs::write(dir.join("code/broken.py"), "import nothing_of_that_name\n").unwrap();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let options = sandbox::Options {
            level: None,
            state_dir: dir.join("state"),
            hidden: Vec::new(),
            sources: vec![dir.clone()],
            interpreters: vec![(python.path.clone(), python.prefix.clone())],
            listen_ports: vec![4566],
            program_ports: vec![engine::RUNTIME_API_PORT],
        };
        let (warden, _) = sandbox::Warden::launch(&options).unwrap();
        let logs = Arc::new(Kept::default());
        let ports = Ports {
            store: store::Store::ephemeral(store::Options::default()).unwrap(),
            keys: Arc::new(FakeKeys),
            logs: Arc::clone(&logs) as Arc<dyn Logs>,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            on_listener: Box::new(|listener| Box::new(listener.socket)),
            on_lost: Box::new(|reason| panic!("{reason}")),
        };
        let engine = Engine::start(settings, warden, ports);
        engine.prepare([Runtime {
            name: "python3.11".into(),
            interpreter: python.path,
            prefix: python.prefix,
            managed: None,
        }]);
        let bench = Arc::new(Bench { engine, logs, dir: dir.clone() });
        tokio::time::timeout(Duration::from_secs(90), run(Arc::clone(&bench))).await.unwrap();
        assert_eq!(bench.engine.running(), 0);
        assert_eq!(bench.engine.drain(Duration::from_secs(5)).await, 0);
        assert_eq!(bench.engine.sandboxes(), 0);
    });
    std::fs::remove_dir_all(dir).unwrap();
}

const CODE: &str = r#"
import os, sys, time, subprocess
count = 0

def hello(event, context):
    return {"hello": event}

def counter(event, context):
    global count
    count += 1
    print("call", count)
    return count

def about(event, context):
    return {
        "id": context.aws_request_id, "name": context.function_name,
        "version": context.function_version, "arn": context.invoked_function_arn,
        "memory": context.memory_limit_in_mb, "group": context.log_group_name,
        "stream": context.log_stream_name, "left": context.get_remaining_time_in_millis(),
        "client": context.client_context.custom if context.client_context else None,
        "environment": dict(os.environ), "cwd": os.getcwd(),
    }

def raises(event, context):
    raise ValueError("no " + str(event))

def unserialisable(event, context):
    return {1, 2}

def leaves(event, context):
    print("leaving")
    sys.exit(3)

def leaves_at_once(event, context):
    os._exit(0)

def crashes(event, context):
    import ctypes
    ctypes.string_at(0)

def sleeps(event, context):
    print("sleeping")
    time.sleep(60)

def eats(event, context):
    kept = []
    while True:
        kept.append(bytearray(1 << 20))

def large(event, context):
    return "x" * (7 << 20)

def nearly_large(event, context):
    return "x" * (6 << 20)

def prints(event, context):
    line = "y" * 1023 + "\n"
    for _ in range(event):
        sys.stdout.write(line * 1024)
    return "printed"

def raw(event, context):
    os.write(1, b"one\n")
    os.write(2, b"two\n")
    subprocess.run(["/bin/sh", "-c", "echo three"])
    return 1

def naps(event, context):
    time.sleep(0.2)
    return os.getpid()
"#;

fn json_of(outcome: &Outcome) -> Value {
    serde_json::from_slice(&outcome.payload).unwrap()
}

fn tail(outcome: &Outcome) -> String {
    String::from_utf8(outcome.log_tail.clone().unwrap()).unwrap()
}

#[test]
fn functions_answer_print_and_remember() {
    scenario("answers", async |bench| {
        let outcome = bench.call("hello", r#"{"a":[1,2.5,null,"ä"]}"#).await;
        assert_eq!(outcome.fault, None, "{}", tail(&outcome));
        assert_eq!(json_of(&outcome), json!({"hello": {"a": [1, 2.5, null, "ä"]}}));
        for expected in 1..=3 {
            assert_eq!(json_of(&bench.call("counter", "{}").await), json!(expected));
        }
        let outcome = bench.call("raw", "{}").await;
        let tail = tail(&outcome);
        assert!(tail.contains("\none\ntwo\nthree\nEND RequestId: "), "{tail}");
        let about = json_of(&bench.call("about", "{}").await);
        assert_eq!(about["name"], "about");
        assert_eq!(about["arn"], "arn:aws:lambda:us-east-1:000000000000:function:about");
        assert_eq!(about["group"], "/aws/lambda/about");
        assert_eq!(about["cwd"], "/var/task");
        assert!(about["left"].as_u64().is_some_and(|left| left > 5_000 && left <= 10_000));
        let environment = &about["environment"];
        for (name, value) in [
            ("MINE", "1"),
            ("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE"),
            ("AWS_LAMBDA_FUNCTION_NAME", "about"),
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
            ("LAMBDA_TASK_ROOT", "/var/task"),
        ] {
            assert_eq!(environment[name], value, "{name}");
        }
        assert_eq!(environment["AWS_LAMBDA_LOG_STREAM_NAME"], about["stream"]);
        assert!(
            environment["_X_AMZN_TRACE_ID"].as_str().is_some_and(|id| id.starts_with("Root=1-"))
        );
        assert!(environment.get("HOME").is_none_or(|home| home != "/root"));
    });
}

#[test]
fn what_goes_wrong_is_told_as_lambda_tells_it_and_the_next_works() {
    scenario("wrong", async |bench| {
        let outcome = bench.call("raises", "7").await;
        let error = json_of(&outcome);
        assert_eq!(
            (outcome.fault, &error["errorType"]),
            (Some(Fault::Handler), &json!("ValueError"))
        );
        assert_eq!(error["errorMessage"], "no 7");
        assert_eq!(error["requestId"], json!(outcome.request_id));
        assert!(error["stackTrace"].as_array().is_some_and(|trace| !trace.is_empty()));
        let outcome = bench.call("unserialisable", "{}").await;
        assert_eq!(json_of(&outcome)["errorType"], "Runtime.MarshalError");
        for (name, error_type, reason) in [
            ("leaves", "Runtime.ExitError", "Runtime exited with error: exit status 3"),
            ("leaves_at_once", "Runtime.ExitError", "Runtime exited without providing a reason"),
            (
                "crashes",
                "Runtime.ExitError",
                "Runtime exited with error: signal: segmentation fault",
            ),
            ("eats", "Runtime.OutOfMemory", "Runtime exited with error: signal: killed"),
        ] {
            for _ in 0..2 {
                let outcome = bench.call(name, "{}").await;
                let message = format!("RequestId: {} Error: {reason}", outcome.request_id);
                let expected = json!({"errorType": error_type, "errorMessage": message});
                assert_eq!(json_of(&outcome), expected, "{name}: {}", tail(&outcome));
                assert_eq!(outcome.fault, Some(Fault::Died));
            }
        }
        let short = Arc::new(Version { timeout_ms: 300, ..(*bench.version("sleeps")).clone() });
        for _ in 0..2 {
            let outcome = bench.run(&short, "{}").await;
            assert_eq!(outcome.fault, Some(Fault::TimedOut));
            assert!(tail(&outcome).contains("\nsleeping\n"), "{}", tail(&outcome));
            assert!(tail(&outcome).contains("Task timed out after 0.30 seconds\nEND "));
        }
        for (handler, error_type) in [
            ("missing.handler", "Runtime.ImportModuleError"),
            ("broken.handler", "Runtime.ImportModuleError"),
            ("functions.missing", "Runtime.HandlerNotFound"),
            ("nodot", "Runtime.MalformedHandlerName"),
        ] {
            let version = Version {
                handler: handler.into(),
                revision: handler.into(),
                ..(*bench.version("bad")).clone()
            };
            let outcome = bench.run(&Arc::new(version), "{}").await;
            let error = json_of(&outcome);
            assert_eq!(error["errorType"], error_type, "{handler} {error} {}", tail(&outcome));
            assert_eq!(error["requestId"], json!(outcome.request_id));
            let log = tail(&outcome);
            assert!(
                log.contains(&format!(
                    "Phase: invoke\tStatus: error\tError Type: {error_type}\nSTART "
                )),
                "{log}"
            );
        }
    });
}

#[test]
fn large_results_and_floods_of_output() {
    scenario("large", async |bench| {
        for _ in 0..2 {
            let outcome = bench.call("large", "{}").await;
            assert_eq!(outcome.fault, Some(Fault::TooLarge));
            assert_eq!(json_of(&outcome)["errorType"], "Function.ResponseSizeTooLarge");
        }
        let outcome = bench.call("nearly_large", "{}").await;
        assert_eq!((outcome.fault, outcome.payload.len()), (None, (6 << 20) + 2));
        let event = format!("\"{}\"", "x".repeat((6 << 20) - 2));
        assert_eq!(bench.call("counter", &event).await.fault, None);
        let outcome = bench.call("prints", "100").await;
        assert_eq!(json_of(&outcome), "printed", "{}", tail(&outcome));
        assert_eq!(bench.logs.0.lock().unwrap().len(), 1_000);
    });
}

#[test]
fn a_burst_over_many_functions_is_answered() {
    scenario("burst", async |bench| {
        let calls: Vec<_> = (0..20)
            .map(|number| {
                let bench = Arc::clone(&bench);
                let version = Arc::new(Version {
                    function: format!("naps-{}", number % 10),
                    revision: format!("naps-{}", number % 10),
                    ..(*bench.version("naps")).clone()
                });
                tokio::spawn(async move { bench.run(&version, "{}").await })
            })
            .collect();
        for call in calls {
            let outcome = call.await.unwrap();
            assert_eq!(outcome.fault, None, "{}", tail(&outcome));
        }
        let cold: u64 = bench.engine.usage().iter().map(|usage| usage.cold_starts).sum();
        assert!((10..=20).contains(&cold), "{cold}");
    });
}

/// Every Python process that this test's warden has started, and whether it is a zygote: those are
/// in the warden's own pid namespace, all others in one below it.
fn pythons() -> Vec<(i32, bool)> {
    let text = |pid: i32, file: &str| {
        std::fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default()
    };
    let parent = |pid: i32| -> i32 {
        let stat = text(pid, "stat");
        let after = stat.rsplit(") ").next().unwrap_or_default().to_owned();
        after.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0)
    };
    let own = std::process::id() as i32;
    let ours = |pid: i32| {
        std::iter::successors(Some(pid), |pid| Some(parent(*pid)).filter(|pid| *pid > 1))
            .any(|pid| pid == own)
    };
    let pids = std::fs::read_dir("/proc").unwrap().flatten();
    pids.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok())
        .filter(|pid| text(*pid, "cmdline").contains("squall_runtime") && ours(*pid))
        .map(|pid| {
            let status = text(pid, "status");
            let spaces = status.lines().find(|line| line.starts_with("NSpid:")).unwrap_or_default();
            (pid, spaces.split_whitespace().count() == 3)
        })
        .collect()
}

fn kill(which: impl Fn(bool) -> bool) -> usize {
    let mut killed = 0;
    for (pid, _) in pythons().into_iter().filter(|(_, zygote)| which(*zygote)) {
        // SAFETY: no pointers; a process of ours.
        unsafe { libc::kill(pid, libc::SIGKILL) };
        killed += 1;
    }
    killed
}

fn many(bench: &Arc<Bench>, count: usize) -> Vec<tokio::task::JoinHandle<Outcome>> {
    let call = |number: usize| {
        let bench = Arc::clone(bench);
        let name = format!("naps-{}", number % 7);
        let version =
            Version { function: name.clone(), revision: name, ..(*bench.version("naps")).clone() };
        tokio::spawn(async move { bench.run(&Arc::new(version), "{}").await })
    };
    (0..count).map(call).collect()
}

async fn all_well(calls: Vec<tokio::task::JoinHandle<Outcome>>) {
    for call in calls {
        let outcome = call.await.unwrap();
        assert_eq!(outcome.fault, None, "{}", tail(&outcome));
    }
}

#[test]
fn a_zygote_that_dies_fails_no_request() {
    scenario("zygote", async |bench| {
        bench.call("hello", "1").await;
        // At idle: more calls at once than there are stems.
        assert_eq!(kill(|zygote| zygote), 1);
        all_well(many(&bench, 40)).await;
        // Under load, three times.
        let calls = many(&bench, 60);
        let mut killed = 0;
        while killed < 3 {
            killed += kill(|zygote| zygote && killed < 3);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        all_well(calls).await;
        all_well(many(&bench, 5)).await;
    });
}

#[test]
fn stems_that_die_fail_no_request() {
    scenario("stems", async |bench| {
        bench.engine.publish(&bench.version("hello"));
        bench.engine.ready().await.unwrap();
        assert!(kill(|zygote| !zygote) > 0);
        all_well(many(&bench, 12)).await;
    });
}

#[test]
fn a_zygote_is_renewed_while_requests_go_on() {
    let stems = Stems { renew_forks: 10, ..Stems::default() };
    scenario_with("renewal", Options { stems, ..Options::default() }, async |bench| {
        bench.call("hello", "1").await;
        let first = zygote();
        let mut renewals = 0;
        let mut now = first;
        // Each round takes more forks than one zygote may make.
        for _ in 0..40 {
            all_well(many(&bench, 14)).await;
            bench.engine.retire(&bench.version("naps-0"));
            if zygote() != now {
                (now, renewals) = (zygote(), renewals + 1);
            }
            if renewals == 2 {
                break;
            }
        }
        assert_eq!(renewals, 2);
        // The stems that are kept ready come to be the last one's.
        all_well(many(&bench, 14)).await;
    });
}

/// The youngest.
fn zygote() -> Option<i32> {
    pythons().into_iter().filter(|(_, zygote)| *zygote).map(|(pid, _)| pid).max()
}
