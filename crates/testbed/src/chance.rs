//! Randomness that can be repeated.

use std::sync::atomic::{AtomicU64, Ordering};

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64: numbers that follow from a seed, whoever asks for them.
#[derive(Debug)]
pub struct Chance(AtomicU64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let mut mixed = self.0.fetch_add(GAMMA, Ordering::Relaxed).wrapping_add(GAMMA);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From zero to before `bound`.
    pub fn below(&self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn one_in(&self, count: u64) -> bool {
        self.below(count) == 0
    }

    /// From `from` to before `to`.
    pub fn number(&self, from: i64, to: i64) -> i64 {
        from + self.below((to - from).cast_unsigned()).cast_signed()
    }

    pub fn of<T: Clone>(&self, all: &[T]) -> T {
        let at = self.below(all.len() as u64);
        all[usize::try_from(at).unwrap()].clone()
    }
}

/// A number that a run is given from outside.
pub fn given(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}
