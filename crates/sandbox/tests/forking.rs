//! What breaks when processes are forked from one that has started already, and does not here.

#![allow(clippy::unwrap_used)]

mod harness;

use std::collections::HashSet;

use harness::{Bench, Scratch, is_root, level, payload, python, spec};
use sandbox::{Event, Level, Preload, Request, TemplateSpec};
use serde_json::Value;

const RANDOM: &str = include_str!("functions/draw.py");

fn now() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.unwrap().as_secs_f64()
}

#[test]
fn siblings_draw_different_random_numbers() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", RANDOM);
    let mut bench = Bench::best(&state);
    // With boto3's set of modules OpenSSL is loaded in the zygote already.
    let plain = python("system").unwrap();
    let managed = fake_boto3(&code);
    let boto3 = TemplateSpec { preload: Preload::Boto3, managed, ..plain.clone() };
    for template in [boto3, plain] {
        bench.template(1, template);
        let mut seen: HashSet<String> = HashSet::new();
        let mut drawn = 0;
        for rehearse in [true, true, true, false, false] {
            let mut one = bench.stem(1, rehearse);
            let payload = payload("m.handler", &[]);
            bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload);
            assert_eq!(one.frame().kind, b'R', "{}", one.log());
            let told = one.invoke(&format!("{{\"now\": {}}}", now())).json();
            for name in ["openssl", "random", "uuid4", "uuid1", "secrets", "urandom", "shuffle"] {
                seen.insert(format!("{name} {}", told[name]));
                drawn += 1;
            }
            assert_eq!(told["threads"], 1);
            assert!(told["now"].as_f64().unwrap() < 60.0);
            // Never the first process of its namespace: that one ignores signals.
            assert!(told["pid"].as_i64().unwrap() > 1, "{told}");
        }
        assert_eq!(seen.len(), drawn);
    }
}

#[test]
fn packages_that_somebody_rewrites_give_nobody_root() {
    if !is_root() || level() == Level::Rootless {
        // There is nothing of root's to gain, and nothing is copied.
        return;
    }
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", "import boto3\ndef handler(e, c):\n    return boto3.client('sent')\n");
    let managed = fake_boto3(&code);
    let system = python("system").unwrap();
    let boto3 = TemplateSpec { preload: Preload::Boto3, managed, ..system.clone() };
    // The second time as after another start.
    for round in 0..2 {
        let mut bench = Bench::best(&state);
        for template in 1..=2 {
            bench.template(template, boto3.clone());
            let mut one = bench.stem(template, true);
            bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload("m.handler", &[]));
            assert_eq!(one.frame().kind, b'R', "{}", one.log());
            assert_eq!(one.invoke("{}").json(), "sent", "{round} {template}");
            code.file("managed/boto3/__init__.py", "raise SystemExit('rewritten')\n");
        }
        // Once a function has run, nothing new is believed.
        code.file("other/boto3/__init__.py", "raise SystemExit('another')\n");
        let managed = Some(code.0.join("other"));
        let spec = TemplateSpec { managed, ..boto3.clone() };
        bench.warden.send(&Request::Template { template: 3, spec }).unwrap();
        bench.wait("refusal", |event| match event {
            Event::TemplateFailed { template: 3, reason } => {
                assert!(reason.contains("start it again"), "{reason}");
                Some(())
            }
            _ => None,
        });
    }
}

#[test]
fn what_a_zygote_has_allocated_can_be_enlarged() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    // So large that malloc gives it a mapping of its own, and moves that to enlarge it.
    let enlarge = "import boto3\ndef handler(e, c):\n    boto3.kept.extend(bytes(16 << 20))\n";
    code.file("m.py", &format!("{enlarge}    return sum(boto3.kept[::1 << 20])\n"));
    let managed = fake_boto3(&code);
    let large = format!("{FAKE_BOTO3}\nkept = bytearray(b'x' * (1 << 20))\n");
    code.file("managed/boto3/__init__.py", &large);
    let mut bench = Bench::best(&state);
    let plain = python("system").unwrap();
    bench.template(1, TemplateSpec { preload: Preload::Boto3, managed, ..plain });
    let mut one = bench.stem(1, true);
    bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload("m.handler", &[]));
    assert_eq!(one.frame().kind, b'R', "{}", one.log());
    assert_eq!(one.invoke("{}").json(), u32::from(b'x'));
}

/// A stand-in, so that this test needs no network: only what warming looks for.
fn fake_boto3(code: &Scratch) -> Option<std::path::PathBuf> {
    code.file("managed/boto3/__init__.py", FAKE_BOTO3)
        .file("managed/botocore/__init__.py", "")
        .file("managed/botocore/compat.py", "def accepts_kwargs(f):\n    return False\n")
        .file("managed/botocore/hooks.py", "from botocore.compat import accepts_kwargs\n")
        .file(
            "managed/botocore/loaders.py",
            "class Loader:\n    pass\ndef create_loader(s=None):\n    return Loader()\n",
        )
        .file("managed/botocore/session.py", "");
    Some(code.0.join("managed"))
}

const FAKE_BOTO3: &str = "
DEFAULT_SESSION = None
class Session:
    class _session:
        pass
def setup_default_session():
    global DEFAULT_SESSION
    DEFAULT_SESSION = Session()
def client(name):
    return name
def resource(name):
    return client
";

const SHARED: &str = include_str!("functions/shared.py");

fn shared(rehearse: bool) -> (Value, Value) {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", SHARED);
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut ask = |mark: &str| {
        let mut one = bench.stem(1, rehearse);
        let payload = payload("m.handler", &[("MARK", mark)]);
        bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload);
        assert_eq!(one.frame().kind, b'R');
        one.invoke("{}").json()
    };
    (ask("one"), ask("two"))
}

#[test]
fn each_has_its_own_environment_descriptors_and_signals() {
    for rehearse in [true, false] {
        let (one, two) = shared(rehearse);
        assert_eq!((&one["environ"], &one["getenv"]), (&"one".into(), &"one".into()));
        assert_eq!((&two["environ"], &two["getenv"]), (&"two".into(), &"two".into()));
        for told in [&one, &two] {
            assert_eq!(told["left"], false);
            assert_eq!(told["ours"], serde_json::json!([]));
            assert_eq!(told["signals"], serde_json::json!(["0000000000000000"]));
            assert_eq!(told["nice"], 0);
            // Only the channel: no socket of the zygote, no namespace, no control group.
            let files = told["files"].as_array().unwrap();
            // At level guarded also /proc/self, by name.
            let most = if level() == Level::Guarded { 3 } else { 2 };
            assert!(files.len() <= most, "{files:?}");
            let kinds: Vec<_> = files.iter().map(|f| f.as_str().unwrap_or("")).collect();
            assert!(!kinds.iter().any(|kind| kind.contains("cgroup") || kind.contains("ns")));
            // What groups it is in is its own affair, and shows no path of ours: but where it
            // cannot have a namespace for them.
            let shown = told["cgroup"].as_str().unwrap().contains("squall");
            assert!(!shown || level() == Level::Guarded, "{}", told["cgroup"]);
        }
    }
}

#[test]
fn a_function_s_own_module_goes_before_one_that_was_loaded_ahead() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file(
        "queue.py",
        "import csv, calendar.views\nfrom email import message\n\
        def send(e, c):\n    return [csv.MINE, calendar.views.MINE, message.Message.__name__]\n",
    )
    .file("csv.py", "MINE = 1\n")
    .file("calendar/__init__.py", "")
    .file("calendar/views.py", "MINE = 2\n")
    // A folder without `__init__.py` does not hide a module.
    .file("email/notes.txt", "")
    .file("use_json.py", "import json\ndef handler(e, c):\n    return json.loads('[1]')\n")
    .file("json.py", "raise Exception('the runtime itself needs json')\n");
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    for rehearse in [true, false] {
        for (handler, expected) in
            [("queue.send", serde_json::json!([1, 2, "Message"])), ("use_json.handler", [1].into())]
        {
            let mut one = bench.stem(1, rehearse);
            bench.assign(&one, spec(&[(&code.0, "/var/task")]), payload(handler, &[]));
            assert_eq!(one.frame().kind, b'R', "{}", one.log());
            assert_eq!(one.invoke("{}").json(), expected);
        }
    }
}

#[test]
fn background_threads_and_children_work_after_a_fork() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/background.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "m.handler");
    for _ in 0..2 {
        assert_eq!(one.invoke("{}").json(), serde_json::json!([285, "slept", 3]));
    }
}

#[test]
fn orphans_are_buried_and_the_dead_leave_no_zombies() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file("m.py", include_str!("functions/orphans.py"));
    let mut bench = Bench::best(&state);
    bench.template(1, python("system").unwrap());
    let mut one = bench.instance(&code, "m.handler");
    let left = one.invoke("{}").json();
    if level() == Level::Guarded {
        assert_eq!(left, Value::Null);
        harness::eventually("a zombie is left", || zombies(bench.warden.pid()) == 0);
        return;
    }
    assert_eq!(left, 2);
}

#[test]
fn every_supported_python_of_this_machine_makes_instances() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    code.file(
        "m.py",
        "import sys\ndef handler(e, c):\n    \
         return {'v': list(sys.version_info[:2]), 'u': 'ü', 'e': e}\n",
    );
    let mut bench = Bench::best(&state);
    let mut tried = 0;
    for one in sandbox::interpreter::find((3, 12)) {
        let (major, minor, _) = one.version;
        let spec = TemplateSpec {
            interpreter: one.path,
            prefix: one.prefix,
            managed: None,
            preload: Preload::Plain,
        };
        bench.template(1, spec);
        let mut instance = bench.instance(&code, "m.handler");
        let frame = instance.invoke("{\"x\": \"\\u00fc\"}");
        let text = if minor >= 12 { "\"ü\"" } else { "\"\\u00fc\"" };
        let expected =
            format!("{{\"v\": [{major}, {minor}], \"u\": {text}, \"e\": {{\"x\": {text}}}}}");
        assert_eq!(frame.text(), expected);
        tried += 1;
    }
    assert!(tried > 0);
}

/// In the session that a warden leads.
fn zombies(warden: u32) -> usize {
    let of = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        let words: Vec<String> =
            text.rsplit_once(')')?.1.split_whitespace().map(str::to_owned).collect();
        (words[0] == "Z" && words[3] == warden.to_string()).then_some(())
    };
    std::fs::read_dir("/proc").unwrap().flatten().filter_map(of).count()
}

#[test]
fn all_of_it_at_level_guarded() {
    let ran = harness::repeat(sandbox::Level::Guarded, 0, &["python3", harness::CONTAINER]);
    assert!(
        ran.is_none_or(|told| told.contains("siblings_draw_different_random_numbers ... ok")),
        "it did not run"
    );
}
