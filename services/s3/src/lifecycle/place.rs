//! Where a look at a bucket goes on, and the first thing that it has found to come. Pure.

use base::Timestamp;

use super::Rules;

/// The letters of what is looked at. Small ones stand in places that were written without a time.
const OBJECTS: u8 = b'O';
const UPLOADS: u8 = b'U';
const TIME_BYTES: usize = 8;

/// What a look goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    Objects,
    Uploads,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub among: Among,
    /// Behind this key; of uploads, also behind the id that follows a NUL. Empty is the beginning.
    pub from: String,
    /// The earliest of what was seen and is not due yet.
    pub next: Option<Timestamp>,
}

impl Place {
    /// Of a look that has been set for `now`.
    pub(super) fn read(bytes: &[u8], now: Timestamp) -> Place {
        let Some((letter, rest)) = bytes.split_first() else {
            return Place { among: Among::Objects, from: String::new(), next: None };
        };
        let among = match letter.to_ascii_uppercase() {
            UPLOADS => Among::Uploads,
            _ => Among::Objects,
        };
        let (next, from) = match rest.split_first_chunk::<TIME_BYTES>() {
            Some((time, from)) if letter.is_ascii_uppercase() => {
                let time = i64::from_be_bytes(*time);
                (Some(Timestamp(time)).filter(|_| time != i64::MAX), from)
            }
            _ => (Some(Rules::next_look(now)), rest),
        };
        Place { among, from: String::from_utf8_lossy(from).into_owned(), next }
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = vec![match self.among {
            Among::Objects => OBJECTS,
            Among::Uploads => UPLOADS,
        }];
        bytes.extend(self.next.map_or(i64::MAX, Timestamp::millis).to_be_bytes());
        bytes.extend(self.from.as_bytes());
        bytes
    }

    /// Something will be due.
    pub(super) fn expect(&mut self, at: Option<Timestamp>) {
        self.next = self.next.into_iter().chain(at).min();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_back_also_those_without_a_time() {
        let now = Timestamp(1_700_000_000_000);
        let mut place = Place::read(&[], now);
        assert_eq!(place, Place { among: Among::Objects, from: String::new(), next: None });
        for (among, from, next) in
            [(Among::Objects, "ä/b", None), (Among::Uploads, "k\0id", Some(Timestamp(5)))]
        {
            place = Place { among, from: from.into(), next };
            assert_eq!(Place::read(&place.write(), now), place);
        }
        place.expect(Some(Timestamp(9)));
        place.expect(None);
        assert_eq!(place.next, Some(Timestamp(5)));
        place.expect(Some(Timestamp(4)));
        assert_eq!(place.next, Some(Timestamp(4)));
        let old = Place::read(b"okey", now);
        let next = Some(Rules::next_look(now));
        assert_eq!(old, Place { among: Among::Objects, from: "key".into(), next });
    }
}
