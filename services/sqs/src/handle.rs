//! Receipt handles: which message of which queue, and which receive of it.
//!
//! A handle is long and looks like noise, as AWS's; what counts is the random number in it, which
//! only the receive that gave it knows.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The form's number: another one would begin with another byte.
const VERSION: u8 = 1;
const BYTES: usize = 1 + 3 * 8;

/// What a receipt handle says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// The queue's number, which it keeps as long as it is there.
    pub queue: u64,
    /// The message's number in its queue.
    pub message: u64,
    /// Another one for every receive.
    pub receive: u64,
}

impl Handle {
    pub fn encode(self) -> String {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.push(VERSION);
        for part in [self.queue, self.message, self.receive] {
            bytes.extend(part.to_be_bytes());
        }
        STANDARD.encode(bytes)
    }

    /// None where the text is no handle of ours.
    pub fn parse(text: &str) -> Option<Handle> {
        let bytes = STANDARD.decode(text).ok()?;
        let (version, rest) = bytes.split_first()?;
        let (parts, rest) = rest.as_chunks::<8>();
        let [queue, message, receive] = parts else { return None };
        if *version != VERSION || !rest.is_empty() {
            return None;
        }
        let [queue, message, receive] = [queue, message, receive].map(|b| u64::from_be_bytes(*b));
        Some(Handle { queue, message, receive })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_read_back_and_nothing_else_is_one() {
        let handle = Handle { queue: 1, message: 258, receive: u64::MAX };
        let text = handle.encode();
        assert_eq!(Handle::parse(&text), Some(handle));
        let longer = STANDARD.encode([&STANDARD.decode(&text).unwrap()[..], &[0]].concat());
        let other = STANDARD.encode([2u8; BYTES]);
        for wrong in ["", "x", &text[4..], &longer, &other, &format!("{text} ")] {
            assert_eq!(Handle::parse(wrong), None, "{wrong}");
        }
    }
}
