//! How requests, events, options and reports are written as bytes between server and warden.
//!
//! Both ends are the same program, so there are no versions; still, nothing that is read is trusted
//! to be whole.

use std::ffi::OsString;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use crate::egress::{Egress, Reach};
use crate::program::Resident;
use crate::{
    Assignment, Cgroups, Event, Exit, Level, Options, Preload, ProgramEnds, Refusal, Report,
    Request, TemplateSpec,
};

/// Bytes that grow at the end.
#[derive(Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    pub fn u8(&mut self, value: u8) -> &mut Writer {
        self.0.push(value);
        self
    }

    pub fn u32(&mut self, value: u32) -> &mut Writer {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub fn u64(&mut self, value: u64) -> &mut Writer {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub fn bytes(&mut self, value: &[u8]) -> &mut Writer {
        self.u32(value.len() as u32);
        self.0.extend_from_slice(value);
        self
    }

    fn path(&mut self, value: &Path) -> &mut Writer {
        self.bytes(value.as_os_str().as_bytes())
    }
}

/// Bytes that are taken from the front; `None` when there are not enough.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, size: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(size)?;
        self.0 = tail;
        Some(head)
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    pub fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let size = self.u32()?;
        self.take(size as usize)
    }

    pub fn string(&mut self) -> Option<String> {
        self.bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    fn path(&mut self) -> Option<PathBuf> {
        self.bytes().map(|bytes| OsString::from_vec(bytes.to_vec()).into())
    }
}

fn level_byte(level: Level) -> u8 {
    match level {
        Level::Rootless => 1,
        Level::Full => 2,
        Level::Guarded => 3,
    }
}

fn level_of(byte: u8) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level_byte(*level) == byte)
}

pub fn write_options(options: &Options) -> Vec<u8> {
    let mut out = Writer::default();
    out.u8(options.level.map_or(0, level_byte)).path(&options.state_dir);
    for ports in [&options.listen_ports, &options.program_ports] {
        out.u32(ports.len() as u32);
        for port in ports {
            out.u32((*port).into());
        }
    }
    for dirs in [&options.hidden, &options.sources] {
        out.u32(dirs.len() as u32);
        for dir in dirs {
            out.path(dir);
        }
    }
    out.u32(options.interpreters.len() as u32);
    for (interpreter, prefix) in &options.interpreters {
        out.path(interpreter).path(prefix);
    }
    out.0
}

pub fn read_options(message: &[u8]) -> Option<Options> {
    let mut from = Reader(message);
    let level = level_of(from.u8()?);
    let state_dir = from.path()?;
    let (listen_ports, program_ports) = (read_ports(&mut from)?, read_ports(&mut from)?);
    let (mut hidden, mut sources) = (Vec::new(), Vec::new());
    for dirs in [&mut hidden, &mut sources] {
        for _ in 0..from.u32()? {
            dirs.push(from.path()?);
        }
    }
    let mut interpreters = Vec::new();
    for _ in 0..from.u32()? {
        interpreters.push((from.path()?, from.path()?));
    }
    Some(Options { level, state_dir, hidden, sources, interpreters, listen_ports, program_ports })
}

fn read_ports(from: &mut Reader<'_>) -> Option<Vec<u16>> {
    let count = from.u32()?;
    let mut ports = Vec::new();
    for _ in 0..count {
        ports.push(u16::try_from(from.u32()?).ok()?);
    }
    Some(ports)
}

/// The answer to `Options`: a report, or why there is no warden and what to do.
pub fn write_report(report: &Result<Report, (String, String)>) -> Vec<u8> {
    let mut out = Writer::default();
    match report {
        Err((what, remedy)) => {
            out.u8(0).bytes(what.as_bytes()).bytes(remedy.as_bytes());
        }
        Ok(report) => {
            let cgroup = match report.cgroup {
                Cgroups::V1 => 1,
                Cgroups::V2 => 2,
                Cgroups::None => 0,
            };
            out.u8(1).u8(level_byte(report.level)).u8(cgroup);
            out.u32(report.refused.len() as u32);
            for refusal in &report.refused {
                out.u8(level_byte(refusal.level)).bytes(refusal.missing.as_bytes());
                out.bytes(refusal.grant.as_bytes());
            }
            out.u32(report.enforced.len() as u32);
            for (limit, how) in &report.enforced {
                out.bytes(limit.as_bytes()).bytes(how.as_bytes());
            }
        }
    }
    out.0
}

pub fn read_report(message: &[u8]) -> Option<Result<Report, (String, String)>> {
    let mut from = Reader(message);
    if from.u8()? == 0 {
        return Some(Err((from.string()?, from.string()?)));
    }
    let level = level_of(from.u8()?)?;
    let cgroup = match from.u8()? {
        1 => Cgroups::V1,
        2 => Cgroups::V2,
        _ => Cgroups::None,
    };
    let mut refused = Vec::new();
    for _ in 0..from.u32()? {
        let level = level_of(from.u8()?)?;
        refused.push(Refusal { level, missing: from.string()?, grant: from.string()? });
    }
    let mut enforced = Vec::new();
    for _ in 0..from.u32()? {
        enforced.push((from.string()?, from.string()?));
    }
    Some(Ok(Report { level, refused, cgroup, enforced }))
}

pub fn write_request(request: &Request) -> Vec<u8> {
    let mut out = Writer::default();
    match request {
        Request::Template { template, spec } => {
            out.u8(b'T').u32(*template).path(&spec.interpreter).path(&spec.prefix);
            out.u8(spec.managed.is_some().into());
            out.path(spec.managed.as_deref().unwrap_or(Path::new("")));
            out.u8((spec.preload == Preload::Boto3).into());
        }
        Request::Launcher { template } => {
            out.u8(b'L').u32(*template);
        }
        Request::Stem { template, sandbox, rehearse } => {
            out.u8(b'S').u32(*template).u64(*sandbox).u8((*rehearse).into());
        }
        Request::Seed { template, sandbox, snapshot } => {
            out.u8(b'E').u32(*template).u64(*sandbox).u32(*snapshot);
        }
        Request::Assign { sandbox, spec, payload } => {
            out.u8(b'A').u64(*sandbox).u32(spec.mounts.len() as u32);
            for (from, to) in &spec.mounts {
                out.path(from).bytes(to.as_bytes());
            }
            out.u64(spec.memory_bytes).u64(spec.cpu_weight);
            out.u32(spec.pids_max).u64(spec.tmp_bytes).u32(spec.files_max);
            write_egress(&mut out, &spec.egress);
            out.bytes(payload);
        }
        Request::Freeze { sandbox, frozen } => {
            out.u8(b'Z').u64(*sandbox).u8((*frozen).into());
        }
        Request::CpuQuota { sandbox, quota_us, period_us } => {
            out.u8(b'Q').u64(*sandbox).u64(*quota_us).u64(*period_us);
        }
        Request::Forget { template } => {
            out.u8(b'F').u32(*template);
        }
        Request::Kill { sandbox } => {
            out.u8(b'K').u64(*sandbox);
        }
    }
    out.0
}

pub fn read_request(message: &[u8]) -> Option<Request> {
    let mut from = Reader(message);
    Some(match from.u8()? {
        b'T' => {
            let template = from.u32()?;
            let (interpreter, prefix) = (from.path()?, from.path()?);
            let has_managed = from.u8()? != 0;
            let managed = Some(from.path()?).filter(|_| has_managed);
            let preload = if from.u8()? != 0 { Preload::Boto3 } else { Preload::Plain };
            let spec = TemplateSpec { interpreter, prefix, managed, preload };
            Request::Template { template, spec }
        }
        b'L' => Request::Launcher { template: from.u32()? },
        b'S' => {
            Request::Stem { template: from.u32()?, sandbox: from.u64()?, rehearse: from.u8()? != 0 }
        }
        b'E' => {
            let (template, sandbox) = (from.u32()?, from.u64()?);
            Request::Seed { template, sandbox, snapshot: from.u32()? }
        }
        b'A' => {
            let sandbox = from.u64()?;
            let mut mounts = Vec::new();
            for _ in 0..from.u32()? {
                mounts.push((from.path()?, from.string()?));
            }
            let (memory_bytes, cpu_weight) = (from.u64()?, from.u64()?);
            let (pids_max, tmp_bytes, files_max) = (from.u32()?, from.u64()?, from.u32()?);
            let spec = Assignment {
                mounts,
                memory_bytes,
                cpu_weight,
                pids_max,
                tmp_bytes,
                files_max,
                egress: read_egress(&mut from)?,
            };
            Request::Assign { sandbox, spec, payload: from.bytes()?.to_vec() }
        }
        b'Z' => Request::Freeze { sandbox: from.u64()?, frozen: from.u8()? != 0 },
        b'Q' => Request::CpuQuota {
            sandbox: from.u64()?,
            quota_us: from.u64()?,
            period_us: from.u64()?,
        },
        b'F' => Request::Forget { template: from.u32()? },
        b'K' => Request::Kill { sandbox: from.u64()? },
        _ => return None,
    })
}

pub fn write_egress(out: &mut Writer, egress: &Egress) {
    out.u8(egress.internet.into()).u32(egress.allowed.len() as u32);
    for Reach { network, prefix, port } in &egress.allowed {
        out.bytes(network.to_string().as_bytes()).u8(*prefix).u32(port.unwrap_or(0).into());
    }
}

pub fn read_egress(from: &mut Reader<'_>) -> Option<Egress> {
    let internet = from.u8()? != 0;
    let mut allowed = Vec::new();
    for _ in 0..from.u32()? {
        let (network, prefix) = (from.string()?.parse().ok()?, from.u8()?);
        let port = u16::try_from(from.u32()?).ok()?;
        allowed.push(Reach { network, prefix, port: Some(port).filter(|port| *port != 0) });
    }
    Some(Egress { internet, allowed })
}

/// The bytes of an event, and the descriptors that go with them.
pub fn write_event(event: &Event) -> (Vec<u8>, Vec<RawFd>) {
    let mut out = Writer::default();
    let mut fds = Vec::new();
    match event {
        Event::TemplateReady { template, took_ms } => {
            out.u8(b't').u32(*template).u32(*took_ms);
        }
        Event::TemplateFailed { template, reason } => {
            out.u8(b'f').u32(*template).bytes(reason.as_bytes());
        }
        Event::StemReady { template, sandbox, channel, log, listeners, freeze, program } => {
            out.u8(b's').u32(*template).u64(*sandbox).u8(freeze.is_some().into());
            fds.extend([channel.as_raw_fd(), log.as_raw_fd()]);
            fds.extend(freeze.iter().map(AsRawFd::as_raw_fd));
            fds.extend(listeners.iter().map(AsRawFd::as_raw_fd));
            out.u32(listeners.len() as u32).u8(program.is_some().into());
            if let Some(program) = program {
                out.u32(program.sockets.len() as u32);
                fds.extend(program.sockets.iter().map(AsRawFd::as_raw_fd));
                fds.extend(program.resident.as_ref().map(AsRawFd::as_raw_fd));
            }
        }
        Event::PlaceDiscarded { reason } => {
            out.u8(b'p').bytes(reason.as_bytes());
        }
        Event::StemCost { template, private_bytes, resident_bytes } => {
            out.u8(b'c').u32(*template).u64(*private_bytes).u64(*resident_bytes);
        }
        Event::StemFailed { sandbox, reason } => {
            out.u8(b'x').u64(*sandbox).bytes(reason.as_bytes());
        }
        Event::Gone { sandbox, exit, oom_killed, memory_peak_bytes, began } => {
            let (kind, number) = match exit {
                Exit::Code(code) => (0, *code),
                Exit::Signal(signal) => (1, *signal),
            };
            out.u8(b'g').u64(*sandbox).u8(kind).u32(number as u32);
            out.u8((*oom_killed).into()).u64(*memory_peak_bytes).u8((*began).into());
        }
    }
    (out.0, fds)
}

pub fn read_event(message: &[u8], fds: Vec<OwnedFd>) -> Option<Event> {
    let mut from = Reader(message);
    Some(match from.u8()? {
        b't' => Event::TemplateReady { template: from.u32()?, took_ms: from.u32()? },
        b'f' => Event::TemplateFailed { template: from.u32()?, reason: from.string()? },
        b's' => {
            let (template, sandbox) = (from.u32()?, from.u64()?);
            let has_freeze = from.u8()? != 0;
            let mut fds = fds.into_iter();
            let (channel, log) = (fds.next()?, fds.next()?);
            let freeze = if has_freeze { Some(fds.next()?) } else { None };
            let count = from.u32()? as usize;
            let listeners = fds.by_ref().take(count).collect();
            let program = match from.u8()? {
                0 => None,
                _ => {
                    let count = from.u32()? as usize;
                    let sockets = fds.by_ref().take(count).collect();
                    Some(ProgramEnds { sockets, resident: fds.next().map(Resident::from) })
                }
            };
            Event::StemReady { template, sandbox, channel, log, listeners, freeze, program }
        }
        b'p' => Event::PlaceDiscarded { reason: from.string()? },
        b'c' => Event::StemCost {
            template: from.u32()?,
            private_bytes: from.u64()?,
            resident_bytes: from.u64()?,
        },
        b'x' => Event::StemFailed { sandbox: from.u64()?, reason: from.string()? },
        b'g' => {
            let sandbox = from.u64()?;
            let exit = match (from.u8()?, from.u32()? as i32) {
                (0, code) => Exit::Code(code),
                (_, signal) => Exit::Signal(signal),
            };
            Event::Gone {
                sandbox,
                exit,
                oom_killed: from.u8()? != 0,
                memory_peak_bytes: from.u64()?,
                began: from.u8()? != 0,
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests() -> Vec<Request> {
        vec![
            Request::Template {
                template: 7,
                spec: TemplateSpec {
                    interpreter: "/usr/bin/python3.11".into(),
                    prefix: "/usr".into(),
                    managed: Some("/cache/bötö 3".into()),
                    preload: Preload::Boto3,
                },
            },
            Request::Launcher { template: 8 },
            Request::Stem { template: 7, sandbox: u64::MAX, rehearse: true },
            Request::Assign {
                sandbox: 3,
                spec: Assignment {
                    mounts: vec![("/a b".into(), "/var/task".into())],
                    memory_bytes: 1 << 40,
                    cpu_weight: 128,
                    pids_max: 1024,
                    tmp_bytes: 5,
                    files_max: 6,
                    egress: Egress::parse("deny 10.0.0.0/8 [fd00::/8]:443").unwrap(),
                },
                payload: b"{}".to_vec(),
            },
            Request::CpuQuota { sandbox: 3, quota_us: 7_200, period_us: 100_000 },
            Request::Forget { template: 7 },
            Request::Freeze { sandbox: 3, frozen: true },
            Request::Kill { sandbox: 3 },
            Request::Seed { template: 7, sandbox: 9, snapshot: 8 },
        ]
    }

    #[test]
    fn requests_come_back_as_they_went() {
        for request in requests() {
            assert_eq!(read_request(&write_request(&request)), Some(request));
        }
    }

    #[test]
    fn a_message_that_is_cut_short_is_nothing() {
        for request in requests() {
            let whole = write_request(&request);
            for size in 0..whole.len() {
                assert_eq!(read_request(&whole[..size]), None, "{request:?} cut at {size}");
            }
        }
    }

    #[test]
    fn options_and_reports_come_back_as_they_went() {
        let options = Options {
            level: Some(Level::Rootless),
            state_dir: "/x/ü".into(),
            hidden: vec!["/usr/src/app".into(), "/home/ü".into()],
            sources: vec!["/cache".into()],
            interpreters: vec![("/usr/bin/python3".into(), "/usr".into())],
            listen_ports: vec![4566, 80],
            program_ports: vec![9001],
        };
        assert_eq!(read_options(&write_options(&options)), Some(options));
        let refusal = Refusal { level: Level::Full, missing: "m".into(), grant: "g".into() };
        let report = Report {
            level: Level::Rootless,
            refused: vec![refusal],
            cgroup: Cgroups::None,
            enforced: vec![("memory".into(), "rlimit".into())],
        };
        let answers = [Ok(report), Err(("what".to_owned(), "remedy".to_owned()))];
        for answer in answers {
            assert_eq!(read_report(&write_report(&answer)), Some(answer));
        }
    }

    #[test]
    fn an_exit_comes_back_as_it_went() {
        for exit in [Exit::Code(0), Exit::Code(255), Exit::Signal(9)] {
            let (oom_killed, memory_peak_bytes, began) = (true, 1 << 33, true);
            let gone = Event::Gone { sandbox: 1, exit, oom_killed, memory_peak_bytes, began };
            let (bytes, fds) = write_event(&gone);
            assert!(fds.is_empty());
            let back = read_event(&bytes, Vec::new());
            assert!(matches!(back, Some(Event::Gone { exit: same, .. }) if same == exit));
        }
    }
}
