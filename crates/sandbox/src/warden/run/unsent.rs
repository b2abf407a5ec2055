//! Orders that the watcher had no room for: sent again when it has. Without its order a sandbox
//! would have no limit for as long as it lives.

use std::collections::HashMap;
use std::io;

/// The last one for each slot, which is as many as there can be: an earlier one says nothing any
/// more.
#[derive(Default)]
pub struct Unsent(HashMap<u32, Vec<u8>>);

impl Unsent {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sends it now, or keeps it.
    pub fn send(
        &mut self,
        slot: u32,
        order: Vec<u8>,
        mut send: impl FnMut(&[u8]) -> io::Result<()>,
    ) {
        self.0.remove(&slot);
        if send(&order).is_err() {
            self.0.insert(slot, order);
        }
    }

    pub fn send_again(&mut self, mut send: impl FnMut(&[u8]) -> io::Result<()>) {
        let mut full = false;
        self.0.retain(|_, order| {
            full = full || send(order).is_err();
            full
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_sent_is_sent_later_and_only_what_counts_of_it() {
        let full = |_: &[u8]| Err(io::ErrorKind::WouldBlock.into());
        let mut unsent = Unsent::default();
        unsent.send(1, vec![1], full);
        unsent.send(2, vec![2], full);
        unsent.send(2, vec![3], full);
        unsent.send_again(full);
        let mut sent = Vec::new();
        let mut room = |order: &[u8]| {
            sent.push(order.to_vec());
            Ok(())
        };
        unsent.send_again(&mut room);
        unsent.send(2, vec![4], &mut room);
        unsent.send_again(&mut room);
        sent.sort();
        assert_eq!(sent, [[1], [3], [4]]);
        assert!(unsent.is_empty());
    }

    #[test]
    fn one_that_is_sent_at_once_takes_the_place_of_one_that_waits() {
        let mut unsent = Unsent::default();
        unsent.send(1, vec![1], |_| Err(io::ErrorKind::WouldBlock.into()));
        unsent.send(1, vec![2], |_| Ok(()));
        unsent.send_again(|order| panic!("{order:?}"));
    }
}
