//! Where sandboxes may connect to: the rules, without anything that applies them.
//!
//! By default the internet and nothing nearer: neither this machine nor the networks around it,
//! in whatever form their addresses are written. What a rule names is allowed beside that.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Answers names inside a sandbox, on port 53: the only server of its `/etc/resolv.conf`.
pub const NAME_SERVER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 53);
/// The port of name servers.
pub const NAME_PORT: u16 = 53;
/// Rules of one sandbox, so that they fit into an assignment.
const RULES_MAX: usize = 256;

/// What a sandbox may reach beyond its own loopback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Egress {
    /// Every public address but the machine's own.
    pub internet: bool,
    /// Allowed in any case.
    pub allowed: Vec<Reach>,
}

/// A network, and a port of it or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub network: IpAddr,
    /// Leading bits that count.
    pub prefix: u8,
    pub port: Option<u16>,
}

/// Where a connection leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It stays in the sandbox.
    Inside,
    /// To the internet, unless the machine has this address itself.
    Internet,
    /// To what a rule names, whatever it is.
    Named,
    /// To the host's resolver.
    Names,
    Denied,
}

impl Default for Egress {
    fn default() -> Egress {
        Egress { internet: true, allowed: Vec::new() }
    }
}

impl Egress {
    /// Nothing at all.
    pub fn denied() -> Egress {
        Egress { internet: false, allowed: Vec::new() }
    }

    /// `allow`, `deny`, and networks (`10.1.0.0/16`, `10.1.2.3:5432`, `[fd00::/8]:443`) between
    /// commas or blanks. The error is the word that is none of these.
    pub fn parse(text: &str) -> Result<Egress, String> {
        let mut egress = Egress::default();
        let words = text.split(|c: char| c == ',' || c.is_whitespace());
        for word in words.filter(|word| !word.is_empty()) {
            match word {
                "allow" => egress.internet = true,
                "deny" => egress.internet = false,
                _ => egress.allowed.push(Reach::parse(word).ok_or_else(|| word.to_owned())?),
            }
        }
        if egress.allowed.len() > RULES_MAX {
            return Err(format!("more than {RULES_MAX} networks"));
        }
        Ok(egress)
    }

    /// Whether anything outside can be reached, and therefore names are worth answering.
    pub fn is_any(&self) -> bool {
        self.internet || !self.allowed.is_empty()
    }

    pub fn way(&self, to: SocketAddr) -> Way {
        let (ip, port) = (to.ip().to_canonical(), to.port());
        if ip == IpAddr::V4(NAME_SERVER) && port == NAME_PORT {
            return if self.is_any() { Way::Names } else { Way::Denied };
        }
        if self.allowed.iter().any(|reach| reach.holds(ip, port)) {
            return Way::Named;
        }
        if ip.is_loopback() || ip.is_unspecified() {
            return Way::Inside;
        }
        if self.internet && is_public(ip) { Way::Internet } else { Way::Denied }
    }
}

impl Reach {
    /// A loopback needs its port: without one, a sandbox's own services would be out of its reach.
    pub fn parse(text: &str) -> Option<Reach> {
        let (network, port) = match text.strip_prefix('[') {
            Some(rest) => rest.split_once("]:").map(|(network, port)| (network, Some(port)))?,
            None if text.matches(':').count() == 1 => {
                text.split_once(':').map(|(network, port)| (network, Some(port)))?
            }
            None => (text, None),
        };
        let port = match port {
            None => None,
            Some(port) => Some(port.parse().ok().filter(|port| *port != 0)?),
        };
        let (network, prefix) = match network.split_once('/') {
            Some((network, prefix)) => (network, Some(prefix.parse().ok()?)),
            None => (network, None),
        };
        let network: IpAddr = network.parse().ok()?;
        let bits = if network.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(bits);
        let local = network.is_loopback() && port.is_none();
        (prefix <= bits && !local).then_some(Reach { network, prefix, port })
    }

    fn holds(&self, ip: IpAddr, port: u16) -> bool {
        // A wide network without a port does not take a sandbox's own loopback away either.
        let named = self.port.is_some() && self.network.is_loopback();
        let own = (ip.is_loopback() && !named) || ip.is_unspecified();
        self.port.is_none_or(|one| one == port) && !own && self.covers(ip)
    }

    fn covers(&self, ip: IpAddr) -> bool {
        let same = |a: u128, b: u128, bits: u32| {
            let kept = u32::from(self.prefix).min(bits);
            kept == 0 || (a ^ b) >> (bits - kept) == 0
        };
        match (self.network, ip) {
            (IpAddr::V4(a), IpAddr::V4(b)) => same(a.to_bits().into(), b.to_bits().into(), 32),
            (IpAddr::V6(a), IpAddr::V6(b)) => same(a.to_bits(), b.to_bits(), 128),
            _ => false,
        }
    }
}

/// Blocks of IPv4 that are no part of the internet (IANA's special-purpose registry, multicast).
/// The three that are for documentation are let through: they lead nowhere.
const NOT_PUBLIC_V4: &[(Ipv4Addr, u8)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !NOT_PUBLIC_V4.iter().any(|(network, prefix)| {
        let reach = Reach { network: (*network).into(), prefix: *prefix, port: None };
        reach.covers(ip.into())
    })
}

/// The IPv4 address to which one of IPv6 leads in the end: 6to4 and the translation of NAT64.
pub fn embedded_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let (high, low) = match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => (high, low),
        [0x2002, high, low, ..] => (high, low),
        _ => return None,
    };
    Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
}

/// Global unicast (2000::/3) without the block of protocol assignments, Teredo's among them; and
/// what carries an IPv4 address only if that one is public.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = embedded_v4(ip) {
        return is_public_v4(inner);
    }
    match ip.segments() {
        [0x2001, second, ..] if second < 0x200 => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(rules: &str, to: &str) -> Way {
        Egress::parse(rules).unwrap().way(to.parse().unwrap())
    }

    #[test]
    fn the_internet_is_allowed_and_nothing_nearer() {
        for to in [
            "93.184.216.34:443",
            "198.51.100.7:80",
            "100.128.0.1:1",
            "172.32.0.1:1",
            "[2606:2800:220:1::1]:443",
            "[64:ff9b::5db8:d822]:443",
            "[2002:5db8:d822::1]:80",
            "[::ffff:93.184.216.34]:80",
        ] {
            assert_eq!(way("", to), Way::Internet, "{to}");
            assert_eq!(way("deny", to), Way::Denied, "{to}");
        }
        for to in [
            "10.0.0.1:80",
            "100.64.0.1:80",
            "169.254.169.254:80",
            "172.31.255.255:80",
            "192.168.1.1:80",
            "0.1.2.3:80",
            "224.0.0.1:80",
            "255.255.255.255:80",
            "[fe80::1]:80",
            "[fd00:ec2::254]:80",
            "[ff02::1]:80",
            "[::ffff:169.254.169.254]:80",
            "[::ffff:10.0.0.1]:80",
            "[::10.0.0.1]:80",
            "[64:ff9b::a9fe:a9fe]:80",
            "[64:ff9b:1::1]:80",
            "[2002:a00:1::1]:80",
            "[2001:0:1:2::1]:80",
        ] {
            assert_eq!(way("allow", to), Way::Denied, "{to}");
        }
    }

    #[test]
    fn what_an_address_carries_is_found() {
        let inner = |text: &str| embedded_v4(text.parse().unwrap()).map(|ip| ip.to_string());
        assert_eq!(inner("64:ff9b::5db8:d822").as_deref(), Some("93.184.216.34"));
        assert_eq!(inner("2002:5db8:d822:1::7").as_deref(), Some("93.184.216.34"));
        assert_eq!(inner("64:ff9b:1::5db8:d822"), None);
        assert_eq!(inner("2606:2800:220:1::1"), None);
    }

    #[test]
    fn a_sandbox_s_own_loopback_stays_its_own() {
        for to in ["127.0.0.1:4566", "[::1]:80", "0.0.0.0:80", "[::]:80", "[::ffff:127.0.0.1]:1"] {
            assert_eq!(way("deny", to), Way::Inside, "{to}");
            assert_eq!(way("0.0.0.0/0 ::/0", to), way("deny", to), "{to}");
        }
        assert_eq!(way("", "127.0.0.53:53"), Way::Names);
        assert_eq!(way("deny", "127.0.0.53:53"), Way::Denied);
    }

    #[test]
    fn what_is_named_is_allowed_as_well() {
        let rules = "deny, 10.1.0.0/16, 192.168.0.7:5432, 127.0.0.1:5433, [fd00::/8]:443";
        for (to, expected) in [
            ("10.1.2.3:1", Way::Named),
            ("[::ffff:10.1.2.3]:1", Way::Named),
            ("10.2.0.0:1", Way::Denied),
            ("192.168.0.7:5432", Way::Named),
            ("192.168.0.7:5431", Way::Denied),
            ("127.0.0.1:5433", Way::Named),
            ("127.0.0.1:4566", Way::Inside),
            ("[fd12::1]:443", Way::Named),
            ("[fd12::1]:80", Way::Denied),
            ("93.184.216.34:443", Way::Denied),
        ] {
            assert_eq!(way(rules, to), expected, "{to}");
        }
    }

    #[test]
    fn what_is_no_network_is_named() {
        for word in ["10.0.0.0/33", "ten", "10.0.0.1:x", "10.0.0.1:0", "127.0.0.1", "::1", "[::1]"]
        {
            assert_eq!(Egress::parse(&format!("allow, {word}")), Err(word.to_owned()));
        }
        assert_eq!(Egress::parse(" deny "), Ok(Egress::denied()));
    }
}
