//! `X-Amzn-Trace-Id`: a request's place in a trace, taken over from the client or begun here.

use base::{Random, Timestamp};

/// The three fields, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    root: String,
    parent: String,
    sampled: char,
    /// The client is a part of the trace itself.
    continued: bool,
}

impl Trace {
    /// What the client sent, where it has the right form; the rest is made up.
    pub(crate) fn of(header: Option<&str>, now: Timestamp, random: &dyn Random) -> Trace {
        let field = |name: &str| {
            let fields = header?.split(';').map(str::trim);
            fields.filter_map(|field| field.strip_prefix(name)?.strip_prefix('=')).next()
        };
        let root = field("Root").filter(|root| is_root(root)).map(str::to_owned);
        let parent = field("Parent").filter(|parent| is_hex(parent, 16)).map(str::to_owned);
        let sampled = match (field("Sampled"), &parent) {
            (Some("1"), _) => '1',
            (Some(_), _) | (None, None) => '0',
            (None, Some(_)) => '1',
        };
        let mut bytes = [0u8; 20];
        random.fill(&mut bytes);
        let made = || {
            let seconds = u32::try_from(now.seconds()).unwrap_or(0);
            format!("1-{seconds:08x}-{}", base::id::hex(&bytes[..12]))
        };
        Trace {
            continued: root.is_some() && parent.is_some(),
            root: root.unwrap_or_else(made),
            parent: parent.unwrap_or_else(|| base::id::hex(&bytes[12..])),
            sampled,
        }
    }

    /// The header that the function reads: the root alone where the trace begins here.
    pub(crate) fn header(&self) -> String {
        if self.continued { self.full() } else { format!("Root={}", self.root) }
    }

    /// `Root=...;Parent=...;Sampled=...`.
    pub(crate) fn full(&self) -> String {
        format!("Root={};Parent={};Sampled={}", self.root, self.parent, self.sampled)
    }
}

/// `1-` eight digits `-` twenty-four.
fn is_root(text: &str) -> bool {
    let mut parts = text.split('-');
    parts.next() == Some("1")
        && parts.next().is_some_and(|time| is_hex(time, 8))
        && parts.next().is_some_and(|id| is_hex(id, 24))
        && parts.next().is_none()
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::SeededRandom;

    fn trace(header: Option<&str>) -> String {
        Trace::of(header, Timestamp(1_795_359_000_000), &SeededRandom::new(1)).full()
    }

    #[test]
    fn a_good_header_is_taken_over() {
        let sent = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        assert_eq!(trace(Some(sent)), sent);
        let taken = Trace::of(Some(sent), Timestamp(0), &SeededRandom::new(1));
        assert_eq!(taken.header(), sent);
    }

    #[test]
    fn what_is_missing_or_malformed_is_made_up() {
        let made = trace(None);
        assert!(made.starts_with("Root=1-6b030118-"), "{made}");
        assert!(made.ends_with(";Sampled=0"), "{made}");
        for bad in ["", "Root=", "Root=1-x-y", "Root=1-5759e988-bd;Parent=\n", "Self=1;;="] {
            assert_eq!(trace(Some(bad)), made, "{bad}");
        }
        let half = trace(Some("Root=1-5759e988-bd862e3fe1be46a994272793"));
        assert!(half.starts_with("Root=1-5759e988-bd862e3fe1be46a994272793;Parent="), "{half}");
    }
}
