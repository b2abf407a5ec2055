//! What queues are, in as few words as possible.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Receives before a message goes to the dead-letter queue.
pub const RECEIVES_MAX: u64 = 3;

#[derive(Clone, Debug)]
pub struct Entry {
    /// Unique: what a message is known by.
    pub body: String,
    pub group: Option<String>,
    /// From when on it may be received.
    pub from: i64,
    pub delayed: bool,
    pub receives: u64,
    /// That of the last receive, and that of the one before it.
    pub handle: Option<String>,
    pub earlier: Option<String>,
    /// A receive has come by after its last chance: it is here or in the dead-letter queue.
    pub limbo: bool,
}

/// One queue; entries in the order in which they were sent. Beside them, what finds some of them
/// without looking at all: a long run has many.
#[derive(Default)]
pub struct Plain {
    pub fifo: bool,
    has_grave: bool,
    next: u64,
    entries: BTreeMap<u64, Entry>,
    bodies: HashMap<String, u64>,
    /// Those that are not in limbo, by when they may be received, and by their groups.
    times: BTreeSet<(i64, u64)>,
    groups: BTreeMap<String, BTreeSet<u64>>,
    limbo: u64,
}

/// A message as it was received.
pub struct Got {
    pub body: String,
    pub receives: u64,
    pub handle: String,
}

impl Plain {
    pub fn new(fifo: bool, has_grave: bool) -> Plain {
        Plain { fifo, has_grave, ..Plain::default() }
    }

    pub fn send(&mut self, body: String, group: Option<String>, now: i64, delay_s: i64) {
        let from = now + delay_s * 1000;
        let delayed = delay_s > 0;
        let (receives, handle, earlier, limbo) = (0, None, None, false);
        self.add(Entry { body, group, from, delayed, receives, handle, earlier, limbo });
    }

    /// Takes over one that came from another queue.
    pub fn bury(&mut self, entry: Entry, now: i64) {
        let entry = Entry { from: now, handle: None, earlier: None, ..entry };
        self.add(Entry { limbo: false, delayed: false, ..entry });
    }

    fn add(&mut self, entry: Entry) {
        let number = self.next;
        self.next += 1;
        self.bodies.insert(entry.body.clone(), number);
        self.times.insert((entry.from, number));
        if let Some(group) = &entry.group {
            self.groups.entry(group.clone()).or_default().insert(number);
        }
        self.entries.insert(number, entry);
    }

    fn remove(&mut self, number: u64) -> Entry {
        self.hide(number);
        let entry = self.entries.remove(&number).unwrap();
        self.bodies.remove(&entry.body);
        self.limbo -= u64::from(entry.limbo);
        entry
    }

    /// No longer found as one that may be received.
    fn hide(&mut self, number: u64) {
        let entry = &self.entries[&number];
        self.times.remove(&(entry.from, number));
        if let Some(group) = &entry.group {
            self.groups.get_mut(group).unwrap().remove(&number);
        }
    }

    fn show_from(&mut self, number: u64, from: i64) {
        let entry = self.entries.get_mut(&number).unwrap();
        self.times.remove(&(entry.from, number));
        entry.from = from;
        self.times.insert((from, number));
    }

    fn is_spent(&self, entry: &Entry) -> bool {
        self.has_grave && entry.receives >= RECEIVES_MAX
    }

    fn find(&self, body: &str) -> Option<u64> {
        self.bodies.get(body).copied()
    }

    pub fn has(&self, body: &str) -> bool {
        self.bodies.contains_key(body)
    }

    pub fn is_in_limbo(&self, body: &str) -> bool {
        self.find(body).is_some_and(|number| self.entries[&number].limbo)
    }

    /// What is left, in its order.
    pub fn left(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Takes note of a receive; panics where it is not one that the queue may give.
    pub fn received(&mut self, got: &[Got], most: usize, now: i64, hidden_s: i64) {
        let numbers: Vec<u64> = got
            .iter()
            .map(|got| self.find(&got.body).unwrap_or_else(|| panic!("{} is not here", got.body)))
            .collect();
        match self.fifo {
            true => self.check_groups(&numbers, most, now),
            false => self.check_any(&numbers, most, now),
        }
        let due = self.times.range(..=(now, u64::MAX)).map(|(_, number)| *number);
        let spent: Vec<u64> = due.filter(|number| self.is_spent(&self.entries[number])).collect();
        for number in spent {
            self.hide(number);
            self.entries.get_mut(&number).unwrap().limbo = true;
            self.limbo += 1;
        }
        self.note(&numbers, got, now, hidden_s);
    }

    /// The same of a queue of which not all is known.
    pub fn received_some(&mut self, got: &[Got], now: i64, hidden_s: i64) {
        let numbers: Vec<u64> = got.iter().map(|got| self.find(&got.body).unwrap()).collect();
        for number in &numbers {
            assert!(self.entries[number].from <= now, "{:?} at {now}", self.entries[number]);
        }
        self.note(&numbers, got, now, hidden_s);
    }

    fn note(&mut self, numbers: &[u64], got: &[Got], now: i64, hidden_s: i64) {
        for (number, got) in numbers.iter().zip(got) {
            self.show_from(*number, now + hidden_s * 1000);
            let entry = self.entries.get_mut(number).unwrap();
            assert!(!entry.limbo, "{} was to be dead", entry.body);
            entry.receives += 1;
            assert_eq!(got.receives, entry.receives, "receives of {}", entry.body);
            entry.delayed = false;
            entry.earlier = entry.handle.replace(got.handle.clone());
        }
    }

    fn check_any(&self, numbers: &[u64], most: usize, now: i64) {
        for number in numbers {
            let entry = &self.entries[number];
            assert!(entry.from <= now && !self.is_spent(entry), "{entry:?} at {now}");
        }
        let due = self.times.range(..=(now, u64::MAX));
        let there = due.filter(|(_, number)| !self.is_spent(&self.entries[number])).take(most);
        assert_eq!(numbers.len(), there.count(), "as many as there are");
    }

    /// Of each group what comes first, up to one that is in somebody's hands; and not less where
    /// there is room.
    fn check_groups(&self, numbers: &[u64], most: usize, now: i64) {
        for (group, all) in &self.groups {
            let entries = all.iter().map(|number| (number, &self.entries[number]));
            let until_held = entries.take_while(|(_, entry)| entry.from <= now);
            // One more than there can be shows that there is more.
            let may = until_held.filter(|(_, e)| !self.is_spent(e)).take(most + 1);
            let may: Vec<u64> = may.map(|(number, _)| *number).collect();
            let given: Vec<u64> = (numbers.iter().copied())
                .filter(|number| self.entries[number].group.as_deref() == Some(group))
                .collect();
            assert!(may.starts_with(&given), "{group}: {given:?} of {may:?}");
            if numbers.len() < most {
                assert_eq!(given, may, "{group}: all that there is");
            }
        }
    }

    /// Whether a delete with this handle is accepted.
    pub fn delete(&mut self, body: &str, handle: &str, now: i64) -> bool {
        let Some(number) = self.find(body) else { return true };
        let entry = &self.entries[&number];
        let is_last = entry.handle.as_deref() == Some(handle);
        if self.fifo && (!is_last || entry.from <= now) {
            return false;
        }
        if is_last {
            self.remove(number);
        }
        true
    }

    /// Whether a change with this handle is accepted.
    pub fn change(&mut self, body: &str, handle: &str, now: i64, seconds: i64) -> bool {
        let Some(number) = self.find(body) else { return false };
        let entry = &self.entries[&number];
        let is_earlier = !self.fifo && entry.earlier.as_deref() == Some(handle);
        if entry.handle.as_deref() != Some(handle) && !is_earlier {
            return false;
        }
        if entry.from > now {
            self.show_from(number, now + seconds * 1000);
        }
        true
    }

    /// Takes out what a receive has shown to be in the dead-letter queue.
    pub fn dead(&mut self, body: &str) -> Option<Entry> {
        let number = self.find(body)?;
        let entry = &self.entries[&number];
        assert!(entry.limbo, "{entry:?} had chances left");
        Some(self.remove(number))
    }

    /// Visible, in flight, delayed; those in limbo are not counted.
    pub fn depth(&self, now: i64) -> [u64; 3] {
        let mut depth = [0; 3];
        for entry in self.entries.values().filter(|entry| !entry.limbo) {
            let place = match (entry.from <= now, entry.delayed) {
                (true, _) => 0,
                (false, false) => 1,
                (false, true) => 2,
            };
            depth[place] += 1;
        }
        depth
    }

    pub fn in_limbo(&self) -> u64 {
        self.limbo
    }
}
