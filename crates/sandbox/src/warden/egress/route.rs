//! Asks the kernel whether an address is the machine's own, or everybody's.

use std::io;
use std::net::IpAddr;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use crate::egress::embedded_v4;
use crate::socket::check;

const RTM_GETROUTE: u16 = 26;
const RTM_NEWROUTE: u16 = 24;
const RTA_DST: u16 = 1;
const NLM_F_REQUEST: u16 = 1;
/// Offsets in an answer: the message's type; the route's type, behind a header of 16 bytes.
const KIND_AT: usize = 4;
const ROUTE_KIND_AT: usize = 16 + 7;
const RTN_UNICAST: u8 = 1;
/// Local, broadcast, anycast, multicast.
const NOT_ANOTHER_MACHINE: std::ops::RangeInclusive<u8> = 2..=5;

pub struct Routes {
    socket: OwnedFd,
    sequence: u32,
}

impl Routes {
    pub fn open() -> io::Result<Routes> {
        let kind = libc::SOCK_RAW | libc::SOCK_CLOEXEC;
        // SAFETY: no pointers.
        let fd = check(unsafe { libc::socket(libc::AF_NETLINK, kind, libc::NETLINK_ROUTE) })?;
        // SAFETY: just opened, and nobody else's.
        Ok(Routes { socket: unsafe { OwnedFd::from_raw_fd(fd) }, sequence: 0 })
    }

    /// Whether it leads to one other machine, or nowhere (which connecting will find out). An
    /// address that the kernel says nothing about counts as not. Of one that a translator turns
    /// into another, which may be ours, both are asked about.
    pub fn leads_away(&mut self, to: IpAddr) -> bool {
        let inner = match to {
            IpAddr::V6(ip) => embedded_v4(ip),
            IpAddr::V4(_) => None,
        };
        inner.is_none_or(|inner| self.goes_away(inner.into())) && self.goes_away(to)
    }

    fn goes_away(&mut self, to: IpAddr) -> bool {
        match self.kind_of(to) {
            Ok(kind) => !NOT_ANOTHER_MACHINE.contains(&kind),
            Err(error) => matches!(
                error.raw_os_error(),
                Some(libc::ENETUNREACH | libc::EHOSTUNREACH | libc::EACCES | libc::EINVAL)
            ),
        }
    }

    fn kind_of(&mut self, to: IpAddr) -> io::Result<u8> {
        self.sequence = self.sequence.wrapping_add(1);
        let (family, bytes) = match to {
            IpAddr::V4(ip) => (libc::AF_INET, ip.octets().to_vec()),
            IpAddr::V6(ip) => (libc::AF_INET6, ip.octets().to_vec()),
        };
        let attribute = 4 + bytes.len();
        let total = 16 + 12 + attribute;
        let mut message = Vec::with_capacity(total);
        message.extend_from_slice(&(total as u32).to_ne_bytes());
        message.extend_from_slice(&RTM_GETROUTE.to_ne_bytes());
        message.extend_from_slice(&NLM_F_REQUEST.to_ne_bytes());
        message.extend_from_slice(&self.sequence.to_ne_bytes());
        message.extend_from_slice(&[0; 4]);
        message.extend_from_slice(&[family as u8, (bytes.len() * 8) as u8]);
        message.extend_from_slice(&[0; 10]);
        message.extend_from_slice(&(attribute as u16).to_ne_bytes());
        message.extend_from_slice(&RTA_DST.to_ne_bytes());
        message.extend_from_slice(&bytes);
        let fd = self.socket.as_raw_fd();
        // SAFETY: a live slice; the kernel answers such a request before the call returns.
        check(unsafe { libc::send(fd, message.as_ptr().cast(), message.len(), 0) } as i32)?;
        let mut answer = [0u8; 1024];
        // SAFETY: a live array.
        let size =
            unsafe { libc::recv(fd, answer.as_mut_ptr().cast(), answer.len(), libc::MSG_DONTWAIT) };
        check(size as i32)?;
        read(&answer[..size as usize])
    }
}

fn read(answer: &[u8]) -> io::Result<u8> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let kind = answer.get(KIND_AT..KIND_AT + 2).ok_or_else(invalid)?;
    let kind = u16::from_ne_bytes(kind.try_into().map_err(|_| invalid())?);
    if i32::from(kind) == libc::NLMSG_ERROR {
        let code = answer.get(16..20).ok_or_else(invalid)?;
        let code = i32::from_ne_bytes(code.try_into().map_err(|_| invalid())?);
        return Err(io::Error::from_raw_os_error(-code));
    }
    if kind != RTM_NEWROUTE {
        return Err(invalid());
    }
    answer.get(ROUTE_KIND_AT).copied().filter(|kind| *kind >= RTN_UNICAST).ok_or_else(invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_s_own_addresses_do_not_lead_away() {
        let mut routes = Routes::open().unwrap();
        for ip in ["127.0.0.1", "127.1.2.3", "::1", "224.0.0.1", "255.255.255.255"] {
            assert!(!routes.leads_away(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn nor_do_they_inside_an_address_that_is_translated() {
        let mut routes = Routes::open().unwrap();
        for ip in ["64:ff9b::7f00:1", "2002:7f00:1::1", "2002:e000:1::"] {
            assert!(!routes.leads_away(ip.parse().unwrap()), "{ip}");
        }
        // Only what it carries makes the difference: documentation's network is nobody's.
        for ip in ["64:ff9b::c633:6407", "2002:c633:6407::1"] {
            let ip = ip.parse().unwrap();
            assert_eq!(routes.leads_away(ip), routes.goes_away(ip), "{ip}");
        }
    }

    #[test]
    fn what_the_kernel_cannot_have_said_is_an_error() {
        assert!(read(&[]).is_err());
        assert!(read(&[0; 64]).is_err());
    }
}
