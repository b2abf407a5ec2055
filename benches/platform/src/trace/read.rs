//! The trace as it is published: invocations of each function and minute, durations as percentiles.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

/// The percentiles that a row of durations has, in its order, after seven other columns.
const PERCENTILES: [f64; 7] = [0.0, 0.01, 0.25, 0.5, 0.75, 0.99, 1.0];
const PERCENTILES_AT: usize = 7;
/// Columns before the first minute.
const MINUTES_AT: usize = 3;
/// A function without durations is taken to run so long.
const UNKNOWN_MS: f64 = 100.0;

pub struct Function {
    pub per_minute: Vec<u32>,
    durations_ms: [f64; PERCENTILES.len()],
}

pub struct Trace {
    pub functions: Vec<Function>,
}

/// One invocation; times in seconds of the trace.
#[derive(Clone, Copy)]
pub struct Call {
    pub at: f64,
    pub function: u32,
    pub seconds: f64,
}

impl Trace {
    pub fn read(folder: &Path) -> io::Result<Trace> {
        let durations = fs::read_to_string(folder.join("run.csv"))?;
        let durations: HashMap<&str, [f64; PERCENTILES.len()]> =
            durations.lines().skip(1).filter_map(percentiles).collect();
        let mut functions = Vec::new();
        for line in fs::read_to_string(folder.join("inv.csv"))?.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let minutes = cells.get(MINUTES_AT..).unwrap_or_default();
            let per_minute = minutes.iter().map(|cell| cell.trim().parse());
            functions.push(Function {
                per_minute: per_minute.collect::<Result<_, _>>().map_err(io::Error::other)?,
                durations_ms: durations.get(cells[0]).copied().unwrap_or([UNKNOWN_MS; 7]),
            });
        }
        Ok(Trace { functions })
    }

    pub fn minutes(&self) -> usize {
        self.functions.iter().map(|function| function.per_minute.len()).max().unwrap_or_default()
    }

    /// The calls of a window, in their order. The trace says how many in a minute; within it they
    /// come at random, the same at each run.
    pub fn calls(&self, from: usize, minutes: usize) -> Vec<Call> {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
        let mut calls = Vec::new();
        for (index, function) in (0..).zip(&self.functions) {
            for (minute, count) in function.per_minute.iter().skip(from).take(minutes).enumerate() {
                for _ in 0..*count {
                    let at = (minute as f64 + chance.draw()) * 60.0;
                    let seconds = function.duration_ms(chance.draw()) / 1e3;
                    calls.push(Call { at, function: index, seconds });
                }
            }
        }
        calls.sort_by(|a, b| a.at.total_cmp(&b.at));
        calls
    }
}

impl Function {
    /// The duration that `part` of the invocations stay below, between percentiles by a line.
    fn duration_ms(&self, part: f64) -> f64 {
        let above = PERCENTILES.iter().position(|p| *p > part).unwrap_or(PERCENTILES.len() - 1);
        let (low, high) = (PERCENTILES[above - 1], PERCENTILES[above]);
        let (from, to) = (self.durations_ms[above - 1], self.durations_ms[above]);
        from + (to - from) * (part - low) / (high - low)
    }
}

/// Owner, application, function, four numbers, percentiles: the function and those.
fn percentiles(line: &str) -> Option<(&str, [f64; PERCENTILES.len()])> {
    let cells: Vec<&str> = line.split(',').collect();
    let mut found = [0.0; PERCENTILES.len()];
    for (place, cell) in found.iter_mut().zip(cells.get(PERCENTILES_AT..)?) {
        *place = cell.trim().parse().ok()?;
    }
    Some((cells[2], found))
}

/// A small generator of its own, so that every run replays the same.
struct Chance(u64);

impl Chance {
    /// From 0 up to, not including, 1. (xorshift64)
    fn draw(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}
