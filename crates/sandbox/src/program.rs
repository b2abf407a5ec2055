//! What a launcher's stem is told, and what there is to know of the program that it becomes.

use std::ffi::CString;
use std::fs::File;
use std::io;
use std::net::TcpListener;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::fs::FileExt;

use crate::ProgramEnds;
use crate::message::{Reader, Writer};
use crate::socket;

/// The kernel's page about a process is shorter.
const STATUS_BYTES: usize = 4096;

/// The payload of [`crate::Request::Assign`] for a stem of a launcher: what to execute, the first
/// of the candidates that is there, and with which environment. A variable that holds a NUL cannot
/// be passed to anybody and is left out.
pub fn payload<'a>(
    candidates: &[&str],
    environment: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<u8> {
    let mut out = Writer::default();
    out.u32(candidates.len() as u32);
    for path in candidates {
        out.bytes(path.as_bytes());
    }
    for (name, value) in environment {
        if !name.contains('\0') && !value.contains('\0') {
            out.bytes(format!("{name}={value}").as_bytes());
        }
    }
    out.0
}

/// A payload, as the stem has it.
pub(crate) struct Orders {
    pub candidates: Vec<CString>,
    pub environment: Vec<CString>,
}

pub(crate) fn read_orders(payload: &[u8]) -> Option<Orders> {
    let mut from = Reader(payload);
    let text = |from: &mut Reader<'_>| CString::new(from.bytes()?).ok();
    let count = from.u32()?;
    let mut candidates = Vec::new();
    for _ in 0..count {
        candidates.push(text(&mut from)?);
    }
    let mut environment = Vec::new();
    while !from.0.is_empty() {
        environment.push(text(&mut from)?);
    }
    Some(Orders { candidates, environment })
}

/// Why no program runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No candidate is there.
    Missing,
    /// The first that is there was not to be executed; `error` is the kernel's number.
    Exec { path: String, error: i32 },
}

/// One frame: a length, a kind, the body. It is all that a launcher's channel ever says.
pub(crate) fn write_refused(refused: &Refused) -> Vec<u8> {
    let mut body = Writer::default();
    match refused {
        Refused::Missing => body.u8(b'M'),
        Refused::Exec { path, error } => body.u8(b'E').u32(*error as u32).bytes(path.as_bytes()),
    };
    let mut frame = Writer::default();
    frame.bytes(&body.0);
    frame.0
}

/// What was read from the channel until its end. `None`: nothing, so that a program runs.
pub fn read_refused(said: &[u8]) -> Option<Refused> {
    let mut frame = Reader(said);
    let mut body = Reader(frame.bytes()?);
    match body.u8()? {
        b'M' => Some(Refused::Missing),
        b'E' => {
            let error = body.u32()? as i32;
            Some(Refused::Exec { path: body.string()?, error })
        }
        _ => None,
    }
}

/// Connections that nobody has accepted yet.
const BACKLOG: i32 = 64;

impl ProgramEnds {
    /// Listens on every socket. Only when all who lived in this place before are gone, which is so
    /// as soon as its stem is known.
    pub fn listen(self) -> io::Result<(Vec<TcpListener>, Option<Resident>)> {
        for socket in &self.sockets {
            // SAFETY: no pointers.
            socket::check(unsafe { libc::listen(socket.as_raw_fd(), BACKLOG) })?;
        }
        Ok((self.sockets.into_iter().map(TcpListener::from).collect(), self.resident))
    }
}

/// The kernel's page about a process, open: it tells of that process and, when it is gone, of
/// nothing.
#[derive(Debug)]
pub struct Resident(File);

impl Resident {
    /// Of a child, by its pid: it has not been waited for, so the pid is nobody else's.
    pub(crate) fn of(pid: i32) -> Option<Resident> {
        File::open(format!("/proc/{pid}/status")).ok().map(Resident)
    }

    /// The most that was ever resident, in KiB; 0 for one that is gone.
    pub fn peak_kib(&self) -> u32 {
        let mut page = [0; STATUS_BYTES];
        let read = self.0.read_at(&mut page, 0).unwrap_or(0);
        peak_of(&page[..read]).unwrap_or(0)
    }
}

fn peak_of(status: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

impl From<OwnedFd> for Resident {
    fn from(fd: OwnedFd) -> Resident {
        Resident(fd.into())
    }
}

impl AsRawFd for Resident {
    fn as_raw_fd(&self) -> RawFd {
        self.0.as_raw_fd()
    }
}

/// The kernel's word for an error, as in `permission denied`: without a capital, as Go has it.
pub fn error_text(error: i32) -> String {
    let text = io::Error::from_raw_os_error(error).to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_come_back_as_they_went() {
        let variables = [("A", "1"), ("B", ""), ("BAD", "x\0y"), ("Ü", "ü=ü")];
        let payload = payload(&["/a", "/b c"], variables.into_iter());
        let orders = read_orders(&payload).unwrap();
        let texts = |list: &[CString]| -> Vec<String> {
            list.iter().map(|text| text.to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(texts(&orders.candidates), ["/a", "/b c"]);
        assert_eq!(texts(&orders.environment), ["A=1", "B=", "Ü=ü=ü"]);
        for size in 1..payload.len() {
            // Cut between two variables it is a shorter list; nowhere does it become another.
            if let Some(less) = read_orders(&payload[..size]) {
                assert!(texts(&orders.environment).starts_with(&texts(&less.environment)));
            }
        }
    }

    #[test]
    fn a_refusal_comes_back_as_it_went() {
        let exec = Refused::Exec { path: "/var/task/bootstrap".into(), error: libc::EACCES };
        for refused in [Refused::Missing, exec] {
            let frame = write_refused(&refused);
            assert_eq!(read_refused(&frame).as_ref(), Some(&refused));
            for size in 0..frame.len() {
                assert_eq!(read_refused(&frame[..size]), None, "{refused:?} cut at {size}");
            }
        }
    }

    #[test]
    fn errors_have_gos_words() {
        assert_eq!(error_text(libc::EACCES), "permission denied");
        assert_eq!(error_text(libc::ENOEXEC), "exec format error");
        assert_eq!(error_text(libc::ENOENT), "no such file or directory");
    }

    #[test]
    fn a_process_tells_what_it_held() {
        let own = Resident::of(std::process::id() as i32).unwrap();
        assert!(own.peak_kib() > 100, "{}", own.peak_kib());
        assert_eq!(peak_of(b"Name:\tx\nState:\tZ (zombie)\n"), None);
    }
}
