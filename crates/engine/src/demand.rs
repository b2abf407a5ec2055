//! How many starts came together lately, which is how many may come together next.

use std::time::{Duration, Instant};

/// Demand is counted in windows of this length, and the highest count is halved after each
/// `MEMORY_WINDOWS` of them.
const WINDOW: Duration = Duration::from_secs(1);
const MEMORY_WINDOWS: u32 = 10;

#[derive(Debug, Default)]
pub struct Demand {
    window_start: Option<Instant>,
    in_window: usize,
    pub peak: usize,
    windows: u32,
}

impl Demand {
    pub fn note(&mut self, now: Instant) {
        self.roll(now);
        self.in_window += 1;
        self.peak = self.peak.max(self.in_window);
    }

    pub fn roll(&mut self, now: Instant) {
        let start = *self.window_start.get_or_insert(now);
        let passed = now.duration_since(start).as_millis() / WINDOW.as_millis();
        if passed == 0 {
            return;
        }
        self.window_start = Some(now);
        self.in_window = 0;
        self.windows = self.windows.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        while self.windows >= MEMORY_WINDOWS && self.peak > 0 {
            self.windows -= MEMORY_WINDOWS;
            self.peak /= 2;
        }
        if self.peak == 0 {
            self.windows = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demand_is_remembered_and_forgotten() {
        let start = Instant::now();
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        let mut demand = Demand::default();
        for _ in 0..20 {
            demand.note(at(0));
        }
        demand.roll(at(5));
        assert_eq!(demand.peak, 20);
        demand.roll(at(11));
        assert_eq!(demand.peak, 10);
        demand.roll(at(60));
        assert_eq!(demand.peak, 0);
        demand.note(at(100_000));
        assert_eq!(demand.peak, 1);
    }
}
