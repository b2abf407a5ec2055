//! What an invocation costs over the real warden: warm alone, warm with 16 clients, cold.
//! `cargo bench -p engine`. The yardstick of a cold start is `python3 -I -c pass`, run in turns.

#![allow(clippy::unwrap_used)]

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{SystemClock, SystemRandom, Timestamp};
use engine::logs::Queue;
use engine::{Engine, Options, Ports, Runtime};
use kit::{Credential, Invocation, KeyProblem, Keys, Run, TemporaryCredentials, Version};

/// The warden is this very program under another name: that is looked at before anything else.
#[used]
#[unsafe(link_section = ".init_array")]
static WARDEN: extern "C" fn() = {
    extern "C" fn look() {
        sandbox::warden_if_asked();
    }
    look
};

const CLIENTS: usize = 16;
const WARM: usize = 20_000;
const COLD: usize = 100;
/// Between cold starts: caches cool down, and stems come back.
const PAUSE: Duration = Duration::from_millis(50);

struct BenchKeys;

impl Keys for BenchKeys {
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

fn version(code: &std::path::Path, revision: String) -> Arc<Version> {
    Arc::new(Version {
        function: "hello".into(),
        version: "$LATEST".into(),
        arn: "arn:aws:lambda:us-east-1:000000000000:function:hello".into(),
        revision,
        runtime: "python".into(),
        handler: "hello.handler".into(),
        memory_mb: 512,
        timeout_ms: 10_000,
        tmp_mb: 512,
        environment: [("TABLE".to_owned(), "t".to_owned())].into(),
        role_arn: "arn:aws:iam::000000000000:role/r".into(),
        code: code.into(),
        ..Version::default()
    })
}

async fn call(engine: &Engine, version: &Arc<Version>) {
    let invocation = Invocation { payload: r#"{"key": "value"}"#.into(), ..Invocation::default() };
    let outcome = engine.run(Arc::clone(version), invocation).await.unwrap();
    assert!(outcome.fault.is_none(), "{:?}", outcome.payload);
}

/// Of this process alone, in seconds.
fn cpu() -> f64 {
    let mut total = 0.0;
    for task in std::fs::read_dir("/proc/self/task").unwrap().flatten() {
        let text = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        total += text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0);
    }
    total / 1e9
}

fn quantile(times: &mut [f64], part: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() - 1) as f64 * part) as usize]
}

fn main() {
    let wanted = std::env::var("SQUALL_PYTHON").unwrap_or_else(|_| "3.12".into());
    let minor = wanted.split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap_or(12);
    let python = sandbox::interpreter::find((3, minor)).into_iter().next().unwrap();
    let dir = std::env::temp_dir().join(format!("squall-engine-bench-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("code")).unwrap();
    let code = "def handler(event, context):\n    return {'statusCode': 200, 'event': event}\n";
    std::fs::write(dir.join("code/hello.py"), code).unwrap();
    let compiled =
        Command::new(&python.path).args(["-m", "compileall", "-q"]).arg(dir.join("code")).status();
    assert!(compiled.unwrap().success());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    // On a worker, as requests are.
    let measured = runtime.spawn({
        let (dir, python) = (dir.clone(), python.clone());
        async move { measure(&dir, &python).await }
    });
    runtime.block_on(measured).unwrap();
    std::fs::remove_dir_all(dir).unwrap();
}

async fn measure(dir: &std::path::Path, python: &sandbox::interpreter::Interpreter) {
    let options = sandbox::Options {
        level: None,
        state_dir: dir.join("state"),
        hidden: Vec::new(),
        sources: vec![dir.to_path_buf()],
        interpreters: vec![(python.path.clone(), python.prefix.clone())],
        listen_ports: vec![4566],
        program_ports: vec![engine::RUNTIME_API_PORT],
    };
    let (warden, report) = sandbox::Warden::launch(&options).unwrap();
    println!("level {}, Python {:?}", report.level.name(), python.version);
    let logs = Queue::new(engine::logs::QUEUE_BYTES_MAX);
    let reader = Arc::clone(&logs);
    let reading =
        std::thread::spawn(move || while reader.next(Duration::from_secs(1)).is_some() {});
    let ports = Ports {
        store: store::Store::ephemeral(store::Options::default()).unwrap(),
        keys: Arc::new(BenchKeys),
        logs: Arc::clone(&logs) as _,
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        on_listener: Box::new(|listener| Box::new(listener.socket)),
        on_lost: Box::new(|reason| eprintln!("{reason}")),
    };
    let engine = Engine::start(Options::default(), warden, ports);
    engine.prepare([Runtime {
        name: "python".into(),
        interpreter: python.path.clone(),
        prefix: python.prefix.clone(),
        managed: None,
    }]);
    let code = dir.join("code");
    let hello = version(&code, "warm".into());
    engine.publish(&hello);
    engine.ready().await.unwrap();
    cold(&engine, &code, python).await;
    warm(&engine, &hello).await;
    engine.drain(Duration::from_secs(5)).await;
    logs.close();
    reading.join().unwrap();
}

async fn cold(
    engine: &Arc<Engine>,
    code: &std::path::Path,
    python: &sandbox::interpreter::Interpreter,
) {
    let (mut starts, mut bare) = (Vec::new(), Vec::new());
    for number in 0..COLD {
        let one = version(code, format!("cold-{number}"));
        tokio::time::sleep(PAUSE).await;
        let begun = Instant::now();
        call(engine, &one).await;
        starts.push(begun.elapsed().as_secs_f64() * 1e3);
        engine.retire(&one);
        let begun = Instant::now();
        let done = Command::new(&python.path).args(["-I", "-c", "pass"]).status();
        assert!(done.unwrap().success());
        bare.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let (p50, base) = (quantile(&mut starts, 0.5), quantile(&mut bare, 0.5));
    println!(
        "cold: p50 {p50:.2} ms, p99 {:.2} ms; python3 -I -c pass p50 {base:.2} ms; ratio {:.3}",
        quantile(&mut starts, 0.99),
        p50 / base
    );
    for template in engine.templates() {
        let (stems, forks) = (template.starts_from_stems, template.starts_forked);
        println!("cold: {stems} from a stem, {forks} forked on demand");
    }
}

async fn warm(engine: &Arc<Engine>, hello: &Arc<Version>) {
    for _ in 0..1_000 {
        call(engine, hello).await;
    }
    let (begun, spent) = (Instant::now(), cpu());
    let mut times = Vec::with_capacity(WARM);
    for _ in 0..WARM {
        let one = Instant::now();
        call(engine, hello).await;
        times.push(one.elapsed().as_secs_f64() * 1e6);
    }
    println!(
        "warm, 1 client: {:.0}/s, p50 {:.1} us, p99 {:.1} us, server CPU {:.1} us each",
        WARM as f64 / begun.elapsed().as_secs_f64(),
        quantile(&mut times, 0.5),
        quantile(&mut times, 0.99),
        (cpu() - spent) * 1e6 / WARM as f64
    );
    let (begun, spent) = (Instant::now(), cpu());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (engine, hello) = (Arc::clone(engine), Arc::clone(hello));
            tokio::spawn(async move {
                for _ in 0..WARM / 4 {
                    call(&engine, &hello).await;
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    let count = (CLIENTS * (WARM / 4)) as f64;
    println!(
        "warm, {CLIENTS} clients: {:.0}/s, server CPU {:.1} us each",
        count / begun.elapsed().as_secs_f64(),
        (cpu() - spent) * 1e6 / count
    );
}
