//! A day of a production trace, replayed: what keep-alive costs and what it saves.
//!
//! A window of the day is compressed in time, keep-alive with it; a function's work is replaced by
//! sleeping for as long. Two runs of the real binary, one after the other: with the default
//! keep-alive and with a fixed one of ten minutes. The trace is not part of the repository.

mod read;
mod replay;
mod simulate;

use std::io;

use crate::Run;
use crate::figure::{Board, Goal, Samples};
use read::Trace;
use replay::Replayed;

/// So many seconds of the trace pass in one of ours. More would make starts, whose cost does not
/// shrink, more than two processors can do.
pub const COMPRESSION: f64 = 24.0;
/// The default of the setting `idleTimeout`, and what it is compared with, in seconds of the trace.
const DEFAULT_KEEP_ALIVE: f64 = 60.0;
const FIXED_KEEP_ALIVE: f64 = 600.0;
/// The window begins here, at noon; minutes that fill the pools, and minutes that count.
const FROM_MINUTE: usize = 720;
const FILL_MINUTES: usize = 10;
const COUNTED_MINUTES: usize = 30;
/// Bare interpreter starts, for the row that is computed.
const INTERPRETERS: usize = 20;

pub fn replay(run: &Run, board: &mut Board) -> io::Result<()> {
    let Some(folder) = &run.trace else {
        let variable = crate::TRACE_VARIABLE;
        let why = format!("no trace; `--trace FOLDER` or {variable} names one (benches/README.md)");
        board.skip("trace", &why);
        return Ok(());
    };
    let trace = Trace::read(folder)?;
    let minutes = FILL_MINUTES + if run.quick { COUNTED_MINUTES / 10 } else { COUNTED_MINUTES };
    foresee(&trace);
    let calls = trace.calls(FROM_MINUTE, minutes);
    let fill = FILL_MINUTES as f64 * 60.0;
    let peak = simulate::run(&calls, FIXED_KEEP_ALIVE, minutes as f64 * 60.0).busy_peak;
    println!(
        "trace: {} calls of {} functions in {:.0} s, {peak} at once at most",
        calls.len(),
        trace.functions.len(),
        minutes as f64 * 60.0 / COMPRESSION
    );
    let mut runs = Vec::new();
    for keep_alive in [FIXED_KEEP_ALIVE, DEFAULT_KEEP_ALIVE] {
        let replayed = replay::run(&trace, &calls, keep_alive, fill, peak)?;
        let foreseen = simulate::run(&calls, keep_alive, minutes as f64 * 60.0);
        println!(
            "  keep-alive {keep_alive:.0} s: {} cold starts after the fill (simulated, with the \
             fill: {}), {:.0} idle instances of {:.0} KiB on average, cpu {:.0} s, delays {}",
            replayed.cold,
            foreseen.cold,
            replayed.idle,
            replayed.instance_kib,
            replayed.cpu_seconds,
            delays(&replayed),
        );
        runs.push(replayed);
    }
    let interpreter = interpreters(run)?;
    if let [fixed, default] = runs.as_slice() {
        rows(board, fixed, default, &interpreter);
    }
    Ok(())
}

fn rows(board: &mut Board, fixed: &Replayed, default: &Replayed, interpreter: &Samples) {
    let goal = Goal::at_most(0.5);
    let (ours, theirs) = (default.delays.sum_ms(), fixed.delays.sum_ms());
    let seconds = |ms: f64| format!("{:.1} s", ms / 1e3);
    let name = "trace: added delay in sum, default / fixed 10 min";
    board.row(name, ours / theirs, Some(goal), seconds(ours), seconds(theirs));
    let name = "trace: added delay p99";
    let p99 = |replayed: &Replayed| replayed.delays.quantile(0.99);
    let text = |replayed: &Replayed| format!("{:.2} ms", p99(replayed));
    board.row(name, p99(default) / p99(fixed), None, text(default), text(fixed));
    let mib = |replayed: &Replayed| replayed.idle * replayed.instance_kib / 1024.0;
    let text = |replayed: &Replayed| format!("{:.0} MiB", mib(replayed));
    let name = "trace: idle memory on average, default / fixed 10 min";
    let goal = Some(Goal::at_most(0.25));
    board.row(name, mib(default) / mib(fixed), goal, text(default), text(fixed));
    // What ten minutes are kept for elsewhere: a cold start there is an interpreter's.
    let conventional = theirs - fixed.cold_ms + fixed.cold as f64 * interpreter.quantile(0.5);
    let name =
        "trace: the same delay / fixed 10 min where a cold start is an interpreter's (computed)";
    board.row(name, ours / conventional, None, seconds(ours), seconds(conventional));
}

fn delays(replayed: &Replayed) -> String {
    let at = |part| replayed.delays.quantile(part);
    format!(
        "{:.2} / {:.2} / {:.2} ms (p50 / p99 / p99.9), {:.2} ms a cold start",
        at(0.5),
        at(0.99),
        at(0.999),
        replayed.cold_ms / replayed.cold as f64
    )
}

/// The whole day without the platform: what each keep-alive would hold and start.
fn foresee(trace: &Trace) {
    let minutes = trace.minutes();
    let day = trace.calls(0, minutes);
    println!("trace: simulated, the whole day of {} calls:", day.len());
    for keep_alive in [0.0, 10.0, DEFAULT_KEEP_ALIVE, FIXED_KEEP_ALIVE] {
        let seconds = minutes as f64 * 60.0;
        let foreseen = simulate::run(&day, keep_alive, seconds);
        println!(
            "  keep-alive {keep_alive:.0} s: {} cold starts, {:.0} idle instances on average, \
             {:.0} busy",
            foreseen.cold,
            foreseen.idle_seconds / seconds,
            foreseen.busy_seconds / seconds
        );
    }
}

fn interpreters(run: &Run) -> io::Result<Samples> {
    let mut samples = Samples::default();
    for _ in 0..run.times(INTERPRETERS) {
        samples.add(run.python.bare()?);
    }
    Ok(samples)
}
