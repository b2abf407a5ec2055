//! A batch while it is being gathered, and the event that it becomes. Pure.

use std::time::Duration;

use base::Timestamp;
use base::limit::INVOKE_PAYLOAD_BYTES_MAX;
use bytes::Bytes;
use kit::{Leased, Mapping, Wish};

use crate::filter::Filter;
use crate::limit::{EVENT_FRAME_BYTES, LEASE_ITEMS_MAX, LEASE_LEFT, UNWANTED_MAX};

/// Items that were leased for one invocation.
#[derive(Debug, Default)]
pub struct Lot {
    /// In the order in which they were leased.
    pub items: Vec<Leased>,
    /// Handles of items that no filter wants.
    pub unwanted: Vec<String>,
    /// What did not fit any more: the next lot's first.
    pub rest: Vec<Leased>,
    bytes: usize,
}

const BYTES_MAX: usize = INVOKE_PAYLOAD_BYTES_MAX - EVENT_FRAME_BYTES;

impl Lot {
    /// What may still be added to a mapping's batch.
    pub fn wish(&self, mapping: &Mapping) -> Wish {
        Wish {
            items_max: mapping
                .batch_items_max
                .saturating_sub(self.items.len())
                .clamp(1, LEASE_ITEMS_MAX),
            bytes_max: BYTES_MAX.saturating_sub(self.bytes),
            // As AWS does where messages pass through more hands: those that gather and filter.
            nulls: !mapping.window.is_zero() || !mapping.filters.is_empty(),
        }
    }

    pub fn add(&mut self, leased: Vec<Leased>, filter: Option<&Filter>) {
        for item in leased {
            if filter.is_some_and(|filter| !filter.wants(&item.record)) {
                self.unwanted.push(item.handle);
                continue;
            }
            // And the comma.
            let bytes = self.bytes + item.record.len() + 1;
            if (bytes > BYTES_MAX && !self.items.is_empty()) || !self.rest.is_empty() {
                self.rest.push(item);
            } else {
                self.bytes = bytes;
                self.items.push(item);
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.unwanted.is_empty()
    }

    pub fn is_full(&self, items_max: usize) -> bool {
        self.items.len() >= items_max
            || !self.rest.is_empty()
            || self.bytes >= BYTES_MAX
            || self.unwanted.len() >= UNWANTED_MAX
    }

    /// The first lease that runs out.
    pub fn until(&self) -> Timestamp {
        self.items.iter().map(|item| item.until).min().unwrap_or(Timestamp(i64::MAX))
    }

    /// When it is to be on its way, where each item is leased for so long: the last part of that is
    /// for the function.
    pub fn latest(&self, lease: Duration) -> Timestamp {
        let left = i64::try_from((lease / LEASE_LEFT).as_millis()).unwrap_or(i64::MAX);
        Timestamp(self.until().0.saturating_sub(left))
    }

    /// The event: the records as they are.
    pub fn event(&self) -> Bytes {
        const HEAD: &[u8] = b"{\"Records\":[";
        let mut event = Vec::with_capacity(self.bytes + EVENT_FRAME_BYTES);
        event.extend(HEAD);
        for (at, item) in self.items.iter().enumerate() {
            if at > 0 {
                event.push(b',');
            }
            event.extend(&item.record[..]);
        }
        event.extend(b"]}");
        event.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: usize, record: &str) -> Leased {
        Leased {
            handle: format!("h{id}"),
            id: id.to_string(),
            group: None,
            record: Bytes::copy_from_slice(record.as_bytes()),
            until: Timestamp(100 - i64::try_from(id).unwrap()),
        }
    }

    #[test]
    fn an_event_holds_the_records_in_order() {
        let mut lot = Lot::default();
        assert_eq!(lot.event(), "{\"Records\":[]}");
        lot.add(vec![item(1, "{\"a\":1}"), item(2, "{}")], None);
        assert_eq!(lot.event(), "{\"Records\":[{\"a\":1},{}]}");
        assert_eq!(lot.until(), Timestamp(98));
        assert_eq!(lot.latest(Duration::from_millis(50)), Timestamp(93));
        let mapping = |batch_items_max, seconds, filters: &[&str]| Mapping {
            id: "m".into(),
            source: base::Arn::new("sqs", "us-east-1", "000000000000", "q"),
            function: "f".into(),
            qualifier: None,
            enabled: true,
            batch_items_max,
            window: Duration::from_secs(seconds),
            filters: filters.iter().map(|text| (*text).to_owned()).collect(),
            partial_failures: false,
            concurrency_max: None,
        };
        let wish = lot.wish(&mapping(10, 0, &[]));
        assert_eq!((wish.items_max, wish.nulls), (8, false));
        assert!(!lot.is_full(3) && lot.is_full(2));
        assert_eq!(lot.wish(&mapping(10_000, 1, &[])).items_max, LEASE_ITEMS_MAX);
        assert!(lot.wish(&mapping(10, 1, &[])).nulls && lot.wish(&mapping(10, 0, &["{}"])).nulls);
    }

    #[test]
    fn what_no_event_can_hold_any_more_waits_for_the_next() {
        let large = format!("\"{}\"", "x".repeat(2_500_000));
        let mut lot = Lot::default();
        lot.add((0..4).map(|id| item(id, &large)).collect(), None);
        assert_eq!((lot.items.len(), lot.rest.len()), (2, 2));
        assert!(lot.is_full(10));
        assert!(lot.event().len() <= INVOKE_PAYLOAD_BYTES_MAX);
        // One that is too large by itself goes alone: its invocation says so.
        let mut alone = Lot::default();
        let huge = format!("\"{}\"", "x".repeat(INVOKE_PAYLOAD_BYTES_MAX));
        alone.add(vec![item(1, &huge)], None);
        assert_eq!(alone.items.len(), 1);
    }

    #[test]
    fn what_no_filter_wants_is_kept_apart() {
        let filter = Filter::of(&["{\"a\": [1]}".to_owned()], "body");
        let mut lot = Lot::default();
        lot.add(vec![item(1, "{\"a\":1}"), item(2, "{\"a\":2}")], filter.as_ref());
        assert_eq!((lot.items.len(), lot.unwanted.as_slice()), (1, &["h2".to_owned()][..]));
    }
}
