//! A day of a production trace, replayed: what idle instances cost and what they save.
//!
//! A window of the day is compressed in time, and what the platform is told with it; a function's
//! work is replaced by sleeping for as long. Two runs of the real binary, one after the other: with
//! a fixed keep-alive of ten minutes, and as by default. The trace is not part of the repository.

mod read;
mod replay;
mod simulate;

use std::fmt;
use std::io;

use crate::Run;
use crate::figure::{Board, Goal, Samples};
use engine::foresee::PRICE;
use read::{Call, Trace};
use replay::Replayed;
use simulate::Foreseen;

/// So many seconds of the trace pass in one of ours. More would make starts, whose cost does not
/// shrink, more than two processors can do.
pub const COMPRESSION: f64 = 16.0;
/// A default that there once was, and what is compared with, in seconds of the trace.
const MINUTE_KEEP_ALIVE: f64 = 60.0;
const FIXED_KEEP_ALIVE: f64 = 600.0;
/// What counts begins here, after noon, and lasts so many minutes; the minutes before it fill the
/// pools, and tell the default what functions' calls are like.
const COUNTED_FROM: usize = 730;
const COUNTED_MINUTES: usize = 30;
const FILL_MINUTES: usize = 50;
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
    let tenth = if run.quick { 10 } else { 1 };
    let (fill, counted) = (FILL_MINUTES / tenth, COUNTED_MINUTES / tenth);
    let minutes = fill + counted;
    foresee(&trace);
    let calls = trace.calls(COUNTED_FROM - fill, minutes);
    let fill = fill as f64 * 60.0;
    let peak = simulate::run(&calls, FIXED_KEEP_ALIVE, minutes as f64 * 60.0).busy_peak;
    println!(
        "trace: {} calls of {} functions in {:.0} s, {peak} at once at most",
        calls.len(),
        trace.functions.len(),
        minutes as f64 * 60.0 / COMPRESSION
    );
    let mut runs = Vec::new();
    for policy in [Policy::Fixed(FIXED_KEEP_ALIVE), Policy::Foresight] {
        let replayed = replay::run(&trace, &calls, &policy.settings(), fill, peak)?;
        let (before, all) =
            (policy.foreseen(&calls, fill), policy.foreseen(&calls, minutes as f64 * 60.0));
        println!(
            "  {policy}: {} calls of {} waited for a start (simulated: {}), {:.0} idle instances \
             (simulated: {:.0}) of {:.0} KiB on average, cpu {:.0} s, delays {}",
            replayed.cold,
            replayed.delays.len(),
            all.cold - before.cold,
            replayed.idle,
            (all.idle_seconds - before.idle_seconds) / (counted as f64 * 60.0),
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
    // Both pay the same for a call that finds an instance; this is what they differ by.
    let starts = |one: &Replayed| one.cold_ms - one.cold as f64 * one.warm.quantile(0.5);
    let (ours_of, theirs_of) = (starts(default), starts(fixed));
    let name = "trace: of it, waiting for starts, default / fixed 10 min";
    board.row(name, ours_of / theirs_of, Some(goal), seconds(ours_of), seconds(theirs_of));
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

/// The whole day without the platform: what each policy would hold and start.
fn foresee(trace: &Trace) {
    let minutes = trace.minutes();
    let seconds = minutes as f64 * 60.0;
    let day = trace.calls(0, minutes);
    println!("trace: simulated, the whole day of {} calls:", day.len());
    let keep_alives = [0.0, 10.0, MINUTE_KEEP_ALIVE, FIXED_KEEP_ALIVE].map(Policy::Fixed);
    let mut quarter = 0.0;
    for policy in keep_alives.into_iter().chain([Policy::Foresight]) {
        let foreseen = policy.foreseen(&day, seconds);
        let idle = foreseen.idle_seconds / seconds;
        println!(
            "  {policy}: {} cold starts, {} ahead, {idle:.0} idle instances on average, {:.0} busy",
            foreseen.cold,
            foreseen.ahead,
            foreseen.busy_seconds / seconds
        );
        if matches!(policy, Policy::Fixed(seconds) if seconds == FIXED_KEEP_ALIVE) {
            quarter = idle / 4.0;
        }
    }
    let (cold, minute) = simulate::oracles(&day, quarter, seconds);
    println!("  who knows every gap and starts none ahead: {cold} with {quarter:.0} idle");
    println!("  who knows the calls of every minute ahead: {} with {:.0} idle", minute.1, minute.0);
}

/// What decides how long idle instances stay.
#[derive(Clone, Copy)]
enum Policy {
    /// Seconds of the trace.
    Fixed(f64),
    /// The platform's default.
    Foresight,
}

impl Policy {
    /// In our time.
    fn settings(self) -> String {
        let ms = |seconds: f64| seconds * 1e3 / COMPRESSION;
        match self {
            Policy::Fixed(seconds) => format!("idleTimeout={:.0}ms", ms(seconds)),
            Policy::Foresight => format!("idle.price={:.0}ms", ms(PRICE.as_secs_f64())),
        }
    }

    fn foreseen(self, calls: &[Call], seconds: f64) -> Foreseen {
        let end = calls.partition_point(|call| call.at < seconds);
        match self {
            Policy::Fixed(keep_alive) => simulate::run(&calls[..end], keep_alive, seconds),
            Policy::Foresight => simulate::foresight(&calls[..end], PRICE.as_secs_f64(), seconds),
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Policy::Fixed(seconds) => write!(f, "keep-alive {seconds:.0} s"),
            Policy::Foresight => f.write_str("default"),
        }
    }
}

fn interpreters(run: &Run) -> io::Result<Samples> {
    let mut samples = Samples::default();
    for _ in 0..run.times(INTERPRETERS) {
        samples.add(run.python.bare()?);
    }
    Ok(samples)
}
