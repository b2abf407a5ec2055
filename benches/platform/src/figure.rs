//! Samples, and what is said of them.

use std::time::Duration;

/// Durations of the same thing, many times.
#[derive(Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn add(&mut self, duration: Duration) {
        self.0.push(duration.as_secs_f64() * 1e3);
    }

    /// Milliseconds that `part` of the samples stay below.
    pub fn quantile(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        match sorted.len() {
            0 => f64::NAN,
            count => sorted[((count as f64 * part) as usize).min(count - 1)],
        }
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// One line of durations: what was measured, its yardstick, their ratio at p50 and p99.
pub fn compare(name: &str, ours: &Samples, yardstick: &Samples, target: &str) {
    let (p50, p99) = (ours.quantile(0.5), ours.quantile(0.99));
    let (base50, base99) = (yardstick.quantile(0.5), yardstick.quantile(0.99));
    println!(
        "{name}: ratio p50 {:.3}, p99 {:.3} ({target}); ours {p50:.2} / {p99:.2} ms, \
         yardstick {base50:.2} / {base99:.2} ms, {} runs",
        p50 / base50,
        p99 / base99,
        ours.len(),
    );
}

/// One line of rates.
pub fn rate(name: &str, ours: f64, yardstick: f64, target: &str) {
    println!(
        "{name}: ratio {:.3} ({target}); ours {ours:.0}/s, yardstick {yardstick:.0}/s",
        ours / yardstick
    );
}
