//! Whose event is next: a lane for each function that has some, served in turn. In memory, pure.
//!
//! A function may hold at most `SHARE` times as many places as are free. Alone it so gets three
//! quarters of them, and whoever comes second finds some at once; many get equal parts.

use std::collections::{HashMap, HashSet, VecDeque};

use super::state::EventKey;

const SHARE: usize = 3;
/// Events that a lane gets in one turn.
const TURN_MAX: usize = 16;

/// Payloads in flight together: enough for 64 of the largest, far more than that of usual ones.
pub const BYTES_IN_FLIGHT_MAX: usize = 64 << 20;

#[derive(Debug)]
pub struct Lanes {
    places: usize,
    taken: usize,
    bytes: usize,
    lanes: HashMap<String, Lane>,
    /// Lanes that may have something ready.
    ring: VecDeque<String>,
}

#[derive(Debug, Default)]
struct Lane {
    flying: HashSet<EventKey>,
    /// What has been read up to here is flying or done.
    cursor: Option<EventKey>,
    /// In the ring.
    queued: bool,
    paused: bool,
}

/// A lane's turn: it may take `room` events after `after`. Until it is over (`turned`) nothing else
/// may happen to the lanes: what lands or comes meanwhile would not be seen.
#[derive(Debug, PartialEq, Eq)]
pub struct Turn {
    pub function: String,
    pub after: Option<EventKey>,
    pub room: usize,
}

impl Lanes {
    pub fn new(places: usize) -> Lanes {
        let (lanes, ring) = (HashMap::new(), VecDeque::new());
        Lanes { places: places.max(1), taken: 0, bytes: 0, lanes, ring }
    }

    /// The function may have something ready; with the key of what is new, where it is known.
    pub fn wake(&mut self, function: &str, key: Option<&EventKey>) {
        if !self.lanes.contains_key(function) {
            self.lanes.insert(function.to_owned(), Lane::default());
        }
        let Some(lane) = self.lanes.get_mut(function) else { return };
        if key.is_none_or(|key| lane.cursor.as_ref().is_some_and(|cursor| key <= cursor)) {
            lane.cursor = None;
        }
        if !lane.queued {
            lane.queued = true;
            self.ring.push_back(function.to_owned());
        }
    }

    /// The next lane that may take something. `reserved` is a function's own concurrency: beyond
    /// it there would only be throttles.
    pub fn next(&mut self, reserved: impl Fn(&str) -> Option<u32>) -> Option<Turn> {
        let free = self.places.saturating_sub(self.taken);
        if free == 0 || self.bytes >= BYTES_IN_FLIGHT_MAX {
            return None;
        }
        for _ in 0..self.ring.len() {
            let function = self.ring.pop_front()?;
            let Some(lane) = self.lanes.get_mut(&function) else { continue };
            let flying = lane.flying.len();
            let own = match reserved(&function) {
                // With none at all every event goes straight to its failure.
                None | Some(0) => usize::MAX,
                Some(places) => places as usize,
            };
            // Each place that it takes is one more held and one fewer free.
            let share = (SHARE * free).saturating_sub(flying).div_ceil(SHARE + 1);
            let room = share.min(own.saturating_sub(flying));
            if lane.paused || room == 0 {
                self.ring.push_back(function);
                continue;
            }
            lane.queued = false;
            let room = room.min(TURN_MAX).min(free);
            return Some(Turn { after: lane.cursor.clone(), function, room });
        }
        None
    }

    pub fn is_flying(&self, key: &EventKey) -> bool {
        self.lanes.get(&key.function).is_some_and(|lane| lane.flying.contains(key))
    }

    /// An event of the lane takes a place.
    pub fn fly(&mut self, key: &EventKey, bytes: usize) {
        self.taken += 1;
        self.bytes += bytes;
        if let Some(lane) = self.lanes.get_mut(&key.function) {
            lane.cursor = Some(key.clone());
            lane.flying.insert(key.clone());
        }
    }

    /// A turn is over. Where there was more to read, another one follows.
    pub fn turned(&mut self, function: &str, more: bool) {
        let Some(lane) = self.lanes.get_mut(function) else { return };
        if more && !lane.queued {
            lane.queued = true;
            self.ring.push_back(function.to_owned());
        }
        self.forget(function);
    }

    /// An event has given its place back; `again`: it may be ready once more.
    pub fn land(&mut self, key: &EventKey, bytes: usize, again: bool) {
        self.taken = self.taken.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(bytes);
        if let Some(lane) = self.lanes.get_mut(&key.function) {
            lane.flying.remove(key);
        }
        if again {
            self.wake(&key.function, Some(key));
        }
        self.forget(&key.function);
    }

    /// Nothing of the function is tried until it is resumed.
    pub fn pause(&mut self, function: &str) -> bool {
        let lane = self.lanes.get_mut(function);
        lane.is_some_and(|lane| !std::mem::replace(&mut lane.paused, true))
    }

    pub fn resume(&mut self, function: &str) {
        if let Some(lane) = self.lanes.get_mut(function) {
            lane.paused = false;
        }
        self.forget(function);
    }

    /// Events in flight.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// A lane without anything costs nothing.
    fn forget(&mut self, function: &str) {
        let idle = |lane: &Lane| !lane.queued && !lane.paused && lane.flying.is_empty();
        if self.lanes.get(function).is_some_and(idle) {
            self.lanes.remove(function);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Timestamp;

    fn key(function: &str, number: i64) -> EventKey {
        EventKey {
            function: function.into(),
            accepted: Timestamp(number),
            request_id: number.to_string(),
        }
    }

    /// Lets lanes with endless events take what they may; says how many each has.
    fn fill(lanes: &mut Lanes, numbers: &mut i64) -> HashMap<String, usize> {
        while let Some(turn) = lanes.next(|_| None) {
            for _ in 0..turn.room {
                *numbers += 1;
                lanes.fly(&key(&turn.function, *numbers), 1);
            }
            lanes.turned(&turn.function, true);
        }
        lanes.lanes.iter().map(|(name, lane)| (name.clone(), lane.flying.len())).collect()
    }

    #[test]
    fn alone_a_function_gets_most_places_and_never_all() {
        let mut lanes = Lanes::new(400);
        lanes.wake("a", None);
        let mut numbers = 0;
        assert_eq!(fill(&mut lanes, &mut numbers)["a"], 300);
        lanes.wake("b", None);
        let taken = fill(&mut lanes, &mut numbers);
        assert!(taken["b"] >= 75, "{taken:?}");
        assert_eq!(taken["a"], 300);
    }

    #[test]
    fn many_functions_get_equal_parts() {
        let mut lanes = Lanes::new(400);
        for name in ["a", "b", "c", "d"] {
            lanes.wake(name, None);
        }
        let taken = fill(&mut lanes, &mut 0);
        assert!(taken.values().all(|count| (75..=115).contains(count)), "{taken:?}");
    }

    #[test]
    fn a_reservation_is_not_exceeded_and_a_pause_is_kept() {
        let mut lanes = Lanes::new(100);
        lanes.wake("a", None);
        let turn = lanes.next(|_| Some(2)).unwrap();
        assert_eq!(turn.room, 2);
        lanes.fly(&key("a", 1), 1);
        lanes.fly(&key("a", 2), 1);
        lanes.turned("a", true);
        assert_eq!(lanes.next(|_| Some(2)), None);
        lanes.land(&key("a", 1), 1, false);
        assert!(lanes.pause("a") && !lanes.pause("a"));
        assert_eq!(lanes.next(|_| Some(2)), None);
        lanes.resume("a");
        let turn = lanes.next(|_| Some(2)).unwrap();
        assert_eq!((turn.room, turn.after), (1, Some(key("a", 2))));
    }

    #[test]
    fn what_comes_behind_what_was_read_is_read_from_the_beginning() {
        let mut lanes = Lanes::new(10);
        lanes.wake("a", Some(&key("a", 1)));
        lanes.next(|_| None).unwrap();
        lanes.fly(&key("a", 5), 1);
        lanes.turned("a", false);
        assert_eq!(lanes.next(|_| None), None);
        lanes.wake("a", Some(&key("a", 6)));
        assert_eq!(lanes.next(|_| None).unwrap().after, Some(key("a", 5)));
        lanes.turned("a", false);
        lanes.wake("a", Some(&key("a", 4)));
        assert_eq!(lanes.next(|_| None).unwrap().after, None);
        lanes.turned("a", false);
        lanes.land(&key("a", 5), 1, true);
        assert_eq!(lanes.next(|_| None).unwrap().after, None);
        lanes.turned("a", false);
        assert!(lanes.lanes.is_empty());
    }

    #[test]
    fn payloads_in_flight_are_bounded() {
        let mut lanes = Lanes::new(100);
        lanes.wake("a", None);
        lanes.next(|_| None).unwrap();
        lanes.fly(&key("a", 1), BYTES_IN_FLIGHT_MAX);
        lanes.turned("a", true);
        assert_eq!(lanes.next(|_| None), None);
        lanes.land(&key("a", 1), BYTES_IN_FLIGHT_MAX, false);
        assert!(lanes.next(|_| None).is_some());
    }
}
