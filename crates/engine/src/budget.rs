//! Memory that stems may take while they wait: counted in bytes, shared by all templates.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What may be held, and what is.
#[derive(Debug)]
pub struct Budget {
    bound: u64,
    used: AtomicU64,
}

/// Bytes that are given back when it is dropped.
#[derive(Debug)]
pub struct Held {
    budget: Arc<Budget>,
    bytes: u64,
}

impl Budget {
    pub fn new(bound: u64) -> Arc<Budget> {
        Arc::new(Budget { bound, used: AtomicU64::new(0) })
    }

    pub fn bound(&self) -> u64 {
        self.bound
    }

    pub fn used(&self) -> u64 {
        self.used.load(Ordering::Acquire)
    }

    /// `None`: they are not there.
    pub fn take(self: &Arc<Self>, bytes: u64) -> Option<Held> {
        self.used
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |used| {
                used.checked_add(bytes).filter(|sum| *sum <= self.bound)
            })
            .ok()?;
        Some(Held { budget: Arc::clone(self), bytes })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.budget.used.fetch_sub(self.bytes, Ordering::AcqRel);
    }
}

/// What each may have of `bound` where all want that much: everything, or as much as the others,
/// whichever is less.
pub fn shares(wants: &[u64], bound: u64) -> Vec<u64> {
    let mut order: Vec<usize> = (0..wants.len()).collect();
    order.sort_by_key(|at| wants[*at]);
    let mut shares = vec![0; wants.len()];
    let mut left = bound;
    for (done, at) in order.iter().enumerate() {
        let equal = left / (wants.len() - done) as u64;
        shares[*at] = wants[*at].min(equal);
        left -= shares[*at];
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_bounded_and_comes_back() {
        let budget = Budget::new(10);
        let held = (budget.take(6).unwrap(), budget.take(4).unwrap());
        assert!(budget.take(1).is_none());
        drop(held.0);
        assert_eq!(budget.used(), 4);
        assert!(budget.take(7).is_none() && budget.take(u64::MAX).is_none());
        assert!(budget.take(6).is_some());
    }

    #[test]
    fn who_wants_little_gets_it_and_the_rest_is_shared() {
        for (wants, bound, expected) in [
            (&[][..], 10, &[][..]),
            (&[3, 4], 10, &[3, 4]),
            (&[1, 100, 100], 11, &[1, 5, 5]),
            (&[100, 2, 5], 9, &[4, 2, 3]),
            (&[7], 0, &[0]),
        ] {
            assert_eq!(shares(wants, bound), expected, "{wants:?} of {bound}");
        }
    }
}
