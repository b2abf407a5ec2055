//! Frozen sandboxes: nothing in them moves, they go on where they were, and they can be killed.

#![allow(clippy::unwrap_used)]

mod harness;

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use harness::{Bench, Instance, Scratch, is_root, level, python};
use sandbox::{Exit, Level, Request};

/// How a test freezes: as the server does by itself, or through the warden.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Group,
    Signals,
}

fn turn(bench: &Bench, one: &mut Instance, by: By, frozen: bool) {
    match by {
        By::Group => {
            let switch = one.freeze.as_ref().unwrap().try_clone().unwrap();
            File::from(switch).write_all(if frozen { b"1" } else { b"0" }).unwrap();
        }
        By::Signals => {
            let sandbox = one.sandbox;
            bench.warden.send(&Request::Freeze { sandbox, frozen }).unwrap();
        }
    }
}

/// What the child has come to, read from outside.
fn child(bench: &Bench) -> Vec<String> {
    let slots = std::fs::read_dir(bench.dir.join("tmp")).unwrap().flatten();
    let files: Vec<PathBuf> = slots.map(|slot| slot.path().join("child")).collect();
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
}

/// Until two looks, a hundred of its ticks apart, show the same.
fn until_still(bench: &Bench) {
    let mut seen = child(bench);
    for _ in 0..100 {
        std::thread::sleep(Duration::from_millis(100));
        let now = child(bench);
        if now == seen {
            return;
        }
        seen = now;
    }
    panic!("it never stood still");
}

fn both(state: &Scratch, code: &Scratch, test: impl Fn(&mut Bench, Instance, By)) {
    code.file("m.py", include_str!("functions/ticks.py"));
    let mut bench = Bench::best(state);
    bench.template(1, python("system").unwrap());
    for by in [By::Group, By::Signals] {
        let one = bench.instance(code, "m.handler");
        if by == By::Group && one.freeze.is_none() {
            let container = level() == Level::Guarded;
            assert!(!is_root() || container, "root can use the v2 hierarchy of this machine");
            bench.kill(one.sandbox);
            continue;
        }
        test(&mut bench, one, by);
    }
}

#[test]
fn nothing_moves_in_a_frozen_sandbox_and_all_of_it_goes_on() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    both(&state, &code, |bench, mut one, by| {
        for _ in 0..3 {
            let before = one.invoke("{}").json();
            turn(bench, &mut one, by, true);
            until_still(bench);
            // The event is there before it is let go on, as the engine does it.
            one.send(r#"{"requestId":"r","invokedFunctionArn":"a"}"#, "{}");
            turn(bench, &mut one, by, false);
            let after = one.frame().json();
            for index in 0..2 {
                assert!(before[index].as_i64() <= after[index].as_i64(), "{by:?} {before} {after}");
            }
        }
        assert_eq!(bench.kill(one.sandbox).exit, Exit::Signal(9));
    });
}

#[test]
fn a_frozen_sandbox_can_be_killed() {
    let (state, code) = (Scratch::new("state"), Scratch::new("code"));
    both(&state, &code, |bench, mut one, by| {
        one.invoke("{}");
        turn(bench, &mut one, by, true);
        until_still(bench);
        assert_eq!(bench.kill(one.sandbox).exit, Exit::Signal(9));
        // Its place takes the next one.
        let mut next = bench.instance(&code, "m.handler");
        assert!(next.invoke("{}").json()[0].as_i64().is_some());
        bench.kill(next.sandbox);
    });
}

#[test]
fn all_of_it_at_level_guarded() {
    let ran = harness::repeat(sandbox::Level::Guarded, 0, &["python3", harness::CONTAINER]);
    assert!(
        ran.is_none_or(|told| told.contains("a_frozen_sandbox_can_be_killed ... ok")),
        "it did not run"
    );
}
