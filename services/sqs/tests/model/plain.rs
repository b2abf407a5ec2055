//! What queues are, in as few words as possible.

use std::collections::BTreeMap;

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
    /// That of the last receive.
    pub handle: Option<String>,
    /// A receive has come by after its last chance: it is here or in the dead-letter queue.
    pub limbo: bool,
}

/// One queue; entries in the order in which they were sent.
#[derive(Default)]
pub struct Plain {
    pub fifo: bool,
    pub has_grave: bool,
    pub next: u64,
    pub entries: BTreeMap<u64, Entry>,
}

/// A message as it was received.
pub struct Got {
    pub body: String,
    pub receives: u64,
    pub handle: String,
}

impl Plain {
    pub fn send(&mut self, body: String, group: Option<String>, now: i64, delay_s: i64) {
        let from = now + delay_s * 1000;
        let entry = Entry {
            body,
            group,
            from,
            delayed: delay_s > 0,
            receives: 0,
            handle: None,
            limbo: false,
        };
        self.entries.insert(self.next, entry);
        self.next += 1;
    }

    /// Takes over one that came from another queue.
    pub fn bury(&mut self, entry: Entry, now: i64) {
        let entry = Entry { from: now, handle: None, limbo: false, delayed: false, ..entry };
        self.entries.insert(self.next, entry);
        self.next += 1;
    }

    fn is_spent(&self, entry: &Entry) -> bool {
        self.has_grave && entry.receives >= RECEIVES_MAX
    }

    fn find(&self, body: &str) -> Option<u64> {
        self.entries.iter().find(|(_, entry)| entry.body == body).map(|(number, _)| *number)
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
        let spent: Vec<u64> = (self.entries.iter())
            .filter(|(_, entry)| entry.from <= now && self.is_spent(entry))
            .map(|(number, _)| *number)
            .collect();
        for number in spent {
            self.entries.get_mut(&number).unwrap().limbo = true;
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
            let entry = self.entries.get_mut(number).unwrap();
            assert!(!entry.limbo, "{} was to be dead", entry.body);
            entry.receives += 1;
            assert_eq!(got.receives, entry.receives, "receives of {}", entry.body);
            entry.from = now + hidden_s * 1000;
            entry.delayed = false;
            entry.handle = Some(got.handle.clone());
        }
    }

    fn may_be_given(&self, entry: &Entry, now: i64) -> bool {
        entry.from <= now && !self.is_spent(entry)
    }

    fn check_any(&self, numbers: &[u64], most: usize, now: i64) {
        for number in numbers {
            let entry = &self.entries[number];
            assert!(self.may_be_given(entry, now), "{entry:?} at {now}");
        }
        let there = self.entries.values().filter(|entry| self.may_be_given(entry, now)).count();
        assert_eq!(numbers.len(), there.min(most), "as many as there are");
    }

    /// Of each group what comes first, up to one that is in somebody's hands; and not less where
    /// there is room.
    fn check_groups(&self, numbers: &[u64], most: usize, now: i64) {
        let mut groups: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for (number, entry) in &self.entries {
            groups.entry(entry.group.as_deref().unwrap()).or_default().push(*number);
        }
        for (group, all) in groups {
            let entries = all.iter().map(|number| (number, &self.entries[number]));
            let until_held = entries.take_while(|(_, entry)| entry.limbo || entry.from <= now);
            let may: Vec<u64> =
                until_held.filter(|(_, e)| !self.is_spent(e)).map(|(number, _)| *number).collect();
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
            self.entries.remove(&number);
        }
        true
    }

    /// Whether a change with this handle is accepted.
    pub fn change(&mut self, body: &str, handle: &str, now: i64, seconds: i64) -> bool {
        let Some(number) = self.find(body) else { return false };
        let entry = self.entries.get_mut(&number).unwrap();
        if entry.handle.as_deref() != Some(handle) {
            return false;
        }
        if entry.from > now {
            entry.from = now + seconds * 1000;
        }
        true
    }

    /// Takes out what a receive has shown to be in the dead-letter queue.
    pub fn dead(&mut self, body: &str) -> Option<Entry> {
        let number = self.find(body)?;
        let entry = &self.entries[&number];
        assert!(entry.limbo, "{entry:?} had chances left");
        self.entries.remove(&number)
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
        self.entries.values().filter(|entry| entry.limbo).count() as u64
    }
}
