//! Which places are being cleared. The builder does one thing after the other, so that most of what
//! is to be cleared is held back here: a place for somebody who waits is made before it.

use std::collections::{HashSet, VecDeque};

/// Orders to clear that the builder has before it. A new place waits for as many; fewer would let
/// it idle between our looks at its answers.
const ORDERED_MAX: usize = 4;

#[derive(Default)]
pub struct Clearing {
    waiting: VecDeque<u32>,
    ordered: HashSet<u32>,
    /// Cleared, but not known to be clean.
    looked_at: HashSet<u32>,
}

impl Clearing {
    pub fn push_back(&mut self, slot: u32) {
        self.waiting.push_back(slot);
    }

    /// The next one to be ordered, if the builder has not enough of them already.
    pub fn next(&mut self) -> Option<u32> {
        if self.ordered.len() >= ORDERED_MAX {
            return None;
        }
        let slot = self.waiting.pop_front()?;
        self.ordered.insert(slot);
        Some(slot)
    }

    /// The order for it could not be sent.
    pub fn put_back(&mut self, slot: u32) {
        self.ordered.remove(&slot);
        self.waiting.push_front(slot);
    }

    /// The builder goes on to something else.
    pub fn is_looked_at(&mut self, slot: u32) {
        if self.ordered.remove(&slot) {
            self.looked_at.insert(slot);
        }
    }

    pub fn is_over(&mut self, slot: u32) {
        self.ordered.remove(&slot);
        self.looked_at.remove(&slot);
    }

    /// Whether slots may become free without anybody's end.
    pub fn is_any(&self) -> bool {
        !(self.waiting.is_empty() && self.ordered.is_empty() && self.looked_at.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_ordered_at_a_time() {
        let mut clearing = Clearing::default();
        (0..100).for_each(|slot| clearing.push_back(slot));
        let mut ordered = || std::iter::from_fn(|| clearing.next()).collect::<Vec<_>>();
        assert_eq!(ordered(), [0, 1, 2, 3]);
        assert!(ordered().is_empty());
        clearing.is_over(0);
        clearing.is_looked_at(1);
        let next: Vec<_> = std::iter::from_fn(|| clearing.next()).collect();
        assert_eq!(next, [4, 5]);
        clearing.put_back(5);
        assert_eq!(clearing.next(), Some(5));
    }

    #[test]
    fn a_slot_is_expected_until_its_place_is_known_to_be_clean_or_not() {
        let mut clearing = Clearing::default();
        assert!(!clearing.is_any());
        clearing.push_back(7);
        assert!(clearing.is_any());
        assert_eq!(clearing.next(), Some(7));
        assert!(clearing.is_any());
        clearing.is_looked_at(7);
        assert!(clearing.is_any());
        clearing.is_over(7);
        assert!(!clearing.is_any());
    }
}
