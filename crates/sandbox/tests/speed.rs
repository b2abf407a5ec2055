//! How long a start takes, printed; asked for with SQUALL_SPEED=1, as it asserts nothing.

#![allow(clippy::unwrap_used)]

mod harness;

use std::time::{Duration, Instant};

use harness::{Bench, Scratch, payload, python, spec};
use sandbox::Preload;

const RUNS: usize = 120;

fn show(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("{what}: median {:.2} ms, p99 {:.2}, least {:.2}", at(0.5), at(0.99), times[0]);
}

fn measure(bench: &mut Bench, code: &Scratch, what: &str, rehearse: bool, pause: Duration) {
    let (mut ready, mut first, mut made) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        let mut one = bench.stem(1, rehearse);
        made.push(start.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(pause);
        let start = if rehearse { Instant::now() } else { start };
        bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload("m.handler", &[]));
        let frame = one.frame();
        assert_eq!(frame.kind, b'R', "{frame:?} {}", one.log());
        ready.push(start.elapsed().as_secs_f64() * 1e3);
        one.invoke("{\"a\": 1}");
        first.push(start.elapsed().as_secs_f64() * 1e3);
        bench.kill(one.sandbox);
    }
    show(&format!("{what}, stem made"), made);
    show(&format!("{what}, imported"), ready);
    show(&format!("{what}, first response"), first);
}

#[test]
fn speed() {
    if std::env::var_os("SQUALL_SPEED").is_none() {
        return;
    }
    let (state, plain, table) = (Scratch::new("state"), Scratch::new("code"), Scratch::new("ddb"));
    plain.file("m.py", "def handler(e, c):\n    return {'statusCode': 200, 'e': e}\n");
    table.file("m.py", include_str!("functions/table.py"));
    for code in [&plain, &table] {
        let spec = python("3.12").or_else(|| python("system")).unwrap();
        let status = std::process::Command::new(&spec.interpreter)
            .args(["-m", "compileall", "-q"])
            .arg(&code.0)
            .status();
        assert!(status.unwrap().success());
    }
    let mut bench = Bench::best(&state);
    let mut spec = python("3.12").or_else(|| python("system")).unwrap();
    println!("level {:?}, groups {:?}", bench.report.level, bench.report.cgroup);
    println!("template: {} ms", bench.template(1, spec.clone()));
    measure(&mut bench, &plain, "stem", true, Duration::ZERO);
    measure(&mut bench, &plain, "stem 50 ms apart", true, Duration::from_millis(50));
    measure(&mut bench, &plain, "on demand", false, Duration::ZERO);
    let mut one = bench.instance(&plain, "m.handler");
    let start = Instant::now();
    for _ in 0..5000 {
        one.invoke("{\"a\": 1}");
    }
    println!("warm: {:.1} us", start.elapsed().as_secs_f64() * 1e6 / 5000.0);
    let Some(managed) = std::env::var_os("SQUALL_BOTO3") else { return };
    spec.managed = Some(managed.into());
    spec.preload = Preload::Boto3;
    println!("template with boto3: {} ms", bench.template(1, spec));
    measure(&mut bench, &table, "boto3 stem", true, Duration::ZERO);
    measure(&mut bench, &table, "boto3 on demand", false, Duration::ZERO);
}

/// With a real boto3 (asked for like the above): everything comes from the function's environment.
#[test]
fn a_warmed_boto3_reads_the_functions_environment() {
    let Some(managed) = std::env::var_os("SQUALL_BOTO3") else { return };
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/clients.py"));
    let mut bench = Bench::best(&state);
    let mut spec = python("3.12").or_else(|| python("system")).unwrap();
    spec.managed = Some(managed.into());
    spec.preload = Preload::Boto3;
    bench.template(1, spec);
    for token in ["t1", "t2"] {
        let mut one = bench.stem(1, true);
        let payload = payload("m.handler", &[("AWS_SESSION_TOKEN", token)]);
        bench.assign(&one, harness::spec(&[(&code.0, "/var/task")]), payload);
        let frame = one.frame();
        assert_eq!(frame.kind, b'R', "{frame:?} {}", one.log());
        let (region, local, key) = ("eu-central-1", "http://127.0.0.1:4566", "AKIDFUNCTION");
        assert_eq!(
            one.invoke("{}").json(),
            serde_json::json!([region, local, key, local, region, key, token])
        );
    }
}
