//! Takes a port, or says who has it.

use std::fmt;
use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};

/// A port that was taken and is not served yet.
pub type Listener = TcpListener;

/// Why a listener could not be had.
#[derive(Debug)]
pub struct PortTaken {
    pub address: SocketAddr,
    /// Who listens there, where it can be told: another user's process cannot be looked into.
    pub by: Option<Owner>,
    pub cause: io::Error,
}

/// A process that listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub pid: u32,
    pub name: String,
}

/// Listens on an address; port 0 is any free one.
pub fn bind(address: IpAddr, port: u16) -> Result<TcpListener, PortTaken> {
    let address = SocketAddr::new(address, port);
    TcpListener::bind(address).map_err(|cause| {
        let by = match cause.kind() {
            io::ErrorKind::AddrInUse => owner(port),
            _ => None,
        };
        PortTaken { address, by, cause }
    })
}

impl fmt::Display for PortTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PortTaken { address, by, cause } = self;
        match (cause.kind(), by) {
            (io::ErrorKind::AddrInUse, Some(Owner { pid, name })) => write!(
                f,
                "port {} is taken by {name} (process {pid}): end it, or choose another port \
                 (0 is any free one)",
                address.port()
            ),
            (io::ErrorKind::AddrInUse, None) => write!(
                f,
                "port {} is taken by another program: end it, or choose another port (0 is any \
                 free one)",
                address.port()
            ),
            (io::ErrorKind::PermissionDenied, _) => write!(
                f,
                "port {} needs privilege: choose one from 1024 up (0 is any free one)",
                address.port()
            ),
            _ => write!(f, "cannot listen on {address}: {cause}"),
        }
    }
}

impl std::error::Error for PortTaken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// The process whose descriptor is the socket that listens on the port.
fn owner(port: u16) -> Option<Owner> {
    let inode = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| fs::read_to_string(table).ok())
        .find_map(|table| listening_inode(&table, port))?;
    let wanted = format!("socket:[{inode}]");
    let processes = fs::read_dir("/proc").ok()?;
    processes.flatten().find_map(|process| {
        let pid: u32 = process.file_name().to_str()?.parse().ok()?;
        let mut descriptors = fs::read_dir(process.path().join("fd")).ok()?.flatten();
        descriptors
            .any(|fd| fs::read_link(fd.path()).is_ok_and(|link| link.as_os_str() == &*wanted))
            .then_some(())?;
        let name = fs::read_to_string(process.path().join("comm")).unwrap_or_default();
        Some(Owner { pid, name: name.trim_end().to_owned() })
    })
}

/// The inode of the socket in state LISTEN (0A) on the port, in the kernel's table of sockets.
fn listening_inode(table: &str, port: u16) -> Option<u64> {
    table.lines().skip(1).find_map(|line| {
        let mut columns = line.split_ascii_whitespace();
        let local = columns.nth(1)?;
        let state = columns.nth(1)?;
        let (_, found) = local.rsplit_once(':')?;
        if state != "0A" || u16::from_str_radix(found, 16).ok()? != port {
            return None;
        }
        columns.nth(5)?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_taken_port_names_its_owner() {
        let first = bind(LOOPBACK, 0).unwrap();
        let port = first.local_addr().unwrap().port();
        let taken = bind(LOOPBACK, port).unwrap_err();
        let by = taken.by.clone().unwrap();
        assert_eq!(by.pid, std::process::id());
        assert!(!by.name.is_empty());
        let text = taken.to_string();
        let expected = format!("port {port} is taken by {} (process {})", by.name, by.pid);
        assert!(text.starts_with(&expected), "{text}");
    }

    #[test]
    fn an_address_that_is_not_ours_is_said_to_be() {
        let text = bind(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 0).unwrap_err().to_string();
        assert!(text.starts_with("cannot listen on 192.0.2.1:0: "), "{text}");
    }

    #[test]
    fn the_kernels_table_is_read() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   \
            uid  timeout inode\n   \
            0: 0100007F:0BB8 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  0 0 7 1\n   \
            1: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 42 1\n";
        assert_eq!(listening_inode(table, 3000), Some(42));
        assert_eq!(listening_inode(table, 3001), None);
        assert_eq!(listening_inode("", 3000), None);
    }
}
