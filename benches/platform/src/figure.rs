//! Figures: samples, goals, and the table that is printed at the end.

use std::time::Duration;

/// Durations of the same thing, many times, and the processor time of all of them.
#[derive(Default)]
pub struct Samples {
    ms: Vec<f64>,
    pub cpu_seconds: f64,
}

impl Samples {
    pub fn add(&mut self, duration: Duration) {
        self.ms.push(duration.as_secs_f64() * 1e3);
    }

    /// Milliseconds that `part` of the samples stay below.
    pub fn quantile(&self, part: f64) -> f64 {
        let mut sorted = self.ms.clone();
        sorted.sort_by(f64::total_cmp);
        match sorted.len() {
            0 => f64::NAN,
            count => sorted[((count as f64 * part) as usize).min(count - 1)],
        }
    }

    pub fn len(&self) -> usize {
        self.ms.len()
    }

    pub fn sum_ms(&self) -> f64 {
        self.ms.iter().sum()
    }

    /// Of processor time, for each sample.
    pub fn cpu_ms(&self) -> f64 {
        self.cpu_seconds * 1e3 / self.len() as f64
    }

    fn text(&self) -> String {
        let cpu = match self.cpu_seconds {
            0.0 => String::new(),
            _ => format!(", cpu {:.2} ms", self.cpu_ms()),
        };
        format!("{:.2} / {:.2} ms{cpu}", self.quantile(0.5), self.quantile(0.99))
    }
}

/// What a ratio should be.
#[derive(Clone, Copy)]
pub struct Goal {
    target: f64,
    moonshot: Option<f64>,
    more_is_better: bool,
}

impl Goal {
    pub const fn at_most(target: f64) -> Goal {
        Goal { target, moonshot: None, more_is_better: false }
    }

    pub const fn at_least(target: f64) -> Goal {
        Goal { target, moonshot: None, more_is_better: true }
    }

    pub const fn moonshot(self, moonshot: f64) -> Goal {
        Goal { moonshot: Some(moonshot), ..self }
    }

    fn reached(self, ratio: f64, bound: f64) -> bool {
        if self.more_is_better { ratio >= bound } else { ratio <= bound }
    }

    fn verdict(self, ratio: f64) -> &'static str {
        match self.moonshot {
            Some(moonshot) if self.reached(ratio, moonshot) => "MOONSHOT",
            _ if self.reached(ratio, self.target) => "met",
            _ => "MISSED",
        }
    }

    fn text(self) -> String {
        let sign = if self.more_is_better { ">=" } else { "<=" };
        match self.moonshot {
            Some(moonshot) => format!("{sign} {} ({moonshot})", self.target),
            None => format!("{sign} {}", self.target),
        }
    }
}

/// Every figure of a run. Each is printed when it is there, and all of them at the end.
#[derive(Default)]
pub struct Board {
    rows: Vec<[String; 6]>,
}

impl Board {
    /// Durations against durations, at p50 and, with a goal, at p99.
    pub fn compare(
        &mut self,
        name: &str,
        ours: &Samples,
        yardstick: &Samples,
        p50: Goal,
        p99: Option<Goal>,
    ) {
        let ratio = |part| ours.quantile(part) / yardstick.quantile(part);
        let runs = format!("{name} (p50, {} runs)", ours.len());
        self.row(&runs, ratio(0.5), Some(p50), ours.text(), yardstick.text());
        let tail = format!("{name} (p99)");
        self.row(&tail, ratio(0.99), p99, String::new(), String::new());
    }

    /// One ratio of whatever unit.
    pub fn row(
        &mut self,
        name: &str,
        ratio: f64,
        goal: Option<Goal>,
        ours: String,
        yardstick: String,
    ) {
        let (wanted, verdict) = match goal {
            Some(goal) => (goal.text(), goal.verdict(ratio)),
            None => (String::new(), ""),
        };
        let ratio = if ratio < 0.1 { format!("{ratio:.4}") } else { format!("{ratio:.3}") };
        println!("{name}: ratio {ratio} {wanted} {verdict}; ours {ours}; yardstick {yardstick}");
        self.rows.push([name.into(), ours, yardstick, ratio, wanted, verdict.into()]);
    }

    /// A figure that is not there in this run, and why: never silently.
    pub fn skip(&mut self, name: &str, why: &str) {
        println!("{name}: SKIPPED: {why}");
        let first = why.lines().next().unwrap_or_default();
        let row = [name, first, "", "", "", "SKIPPED"];
        self.rows.push(row.map(str::to_owned));
    }

    pub fn print(&self) {
        let heads = ["figure", "ours", "yardstick", "ratio", "target (moonshot)", ""];
        let heads = heads.map(str::to_owned);
        let mut widths = [0; 6];
        for row in self.rows.iter().chain([&heads]) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        println!();
        for row in [&heads].into_iter().chain(&self.rows) {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}  "));
            println!("{}", cells.collect::<String>().trim_end());
        }
    }
}
