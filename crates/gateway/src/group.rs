//! Brings together what has the same name, in the order in which names first came.

use std::cmp::Ordering;
use std::ops::Range;

/// Indices of items, grouped. In `O(n log n)`: a client chooses how many names there are.
pub(crate) struct Groups {
    order: Vec<usize>,
    bounds: Vec<Range<usize>>,
}

impl Groups {
    pub(crate) fn of<T>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Groups {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|&a, &b| compare(&items[a], &items[b]).then(a.cmp(&b)));
        let mut bounds: Vec<Range<usize>> = Vec::with_capacity(items.len());
        for (at, &item) in order.iter().enumerate() {
            match bounds.last_mut() {
                Some(last) if compare(&items[order[last.start]], &items[item]).is_eq() => {
                    last.end = at + 1;
                }
                _ => bounds.push(at..at + 1),
            }
        }
        bounds.sort_by_key(|group| order[group.start]);
        Groups { order, bounds }
    }

    /// Each group's indices, in the order of the items.
    pub(crate) fn all(&self) -> Vec<&[usize]> {
        self.bounds.iter().map(|bounds| &self.order[bounds.clone()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_the_order_of_their_first_items() {
        let items = ["b", "a", "B", "c", "A", "b"];
        let groups = Groups::of(&items, |a, b| a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()));
        assert_eq!(groups.all(), [&[0, 2, 5][..], &[1, 4], &[3]]);
        assert!(Groups::of::<u8>(&[], Ord::cmp).all().is_empty());
    }
}
