//! The host's resolvers, as its /etc/resolv.conf names them at the moment.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant, SystemTime};

use crate::egress::NAME_PORT;

const FILE: &str = "/etc/resolv.conf";
/// As many as the C library looks at.
const SERVERS_MAX: usize = 3;
/// A laptop changes its networks; looking at the file's time costs little.
const LOOK_EVERY: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Resolvers {
    servers: Vec<SocketAddr>,
    changed: Option<SystemTime>,
    looked: Option<Instant>,
}

impl Resolvers {
    /// Round and round; none where the host has none.
    pub fn nth(&mut self, n: usize) -> Option<SocketAddr> {
        if self.looked.is_none_or(|then| then.elapsed() > LOOK_EVERY) {
            self.looked = Some(Instant::now());
            let changed = fs::metadata(FILE).and_then(|meta| meta.modified()).ok();
            if changed.is_none() || changed != self.changed {
                self.changed = changed;
                self.servers = parse(&fs::read_to_string(FILE).unwrap_or_default());
            }
        }
        let count = self.servers.len().max(1);
        self.servers.get(n % count).copied()
    }

    pub fn count(&self) -> usize {
        self.servers.len()
    }
}

fn parse(text: &str) -> Vec<SocketAddr> {
    let words = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        (words.next() == Some("nameserver")).then(|| words.next()).flatten()
    });
    let servers = words.filter_map(|word| {
        let (ip, scope) = word.split_once('%').map_or((word, ""), |(ip, scope)| (ip, scope));
        let ip: IpAddr = ip.parse().ok()?;
        let mut server = SocketAddr::new(ip, NAME_PORT);
        if let SocketAddr::V6(server) = &mut server {
            server.set_scope_id(interface(scope));
        }
        Some(server)
    });
    servers.take(SERVERS_MAX).collect()
}

/// The number of an interface; 0 is none.
fn interface(name: &str) -> u32 {
    let Ok(name) = std::ffi::CString::new(name) else { return 0 };
    // SAFETY: a C string that outlives the call.
    unsafe { libc::if_nametoindex(name.as_ptr()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_of_a_file_are_found() {
        let text = "# x\nsearch a b\nnameserver 127.0.0.53\noptions edns0\n nameserver  ::1 # y\n\
                    nameserver fe80::1%lo\nnameserver 9.9.9.9\nnameserver\nnameservers 1.1.1.1\n";
        let found: Vec<String> = parse(text).iter().map(|one| one.ip().to_string()).collect();
        assert_eq!(found, ["127.0.0.53", "::1", "fe80::1"]);
        assert!(parse("").is_empty());
    }
}
