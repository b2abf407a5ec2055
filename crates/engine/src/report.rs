//! The texts that Lambda writes about an invocation: log lines and error objects. Pure.
//!
//! Sources: the Lambda developer guide (logging, runtime life cycle) and logs of real functions.

use std::fmt::Write;
use std::time::Duration;

use base::Timestamp;
use bytes::Bytes;
use sandbox::Exit;
use sandbox::program::Refused;
use serde_json::Value;

/// How an initialisation or an invocation ended, where it did not end well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    Fine,
    TimedOut,
    Failed { error_type: &'a str },
}

/// When an initialisation happened: before the invocation, or again within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Init,
    Invoke,
}

/// Figures of one invocation.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub duration: Duration,
    /// Of the start that this invocation waited for or was the first to use.
    pub init: Option<Duration>,
    /// As `init`, of an instance that was made from a snapshot.
    pub restore: Option<Duration>,
    pub memory_mb: u32,
    pub used_mb: u32,
}

impl Figures {
    /// Whole milliseconds, rounded up; the initialisation counts (since August 2025).
    pub fn billed_ms(&self) -> u64 {
        let total = self.duration + self.init.unwrap_or_default();
        u64::try_from(total.as_micros().div_ceil(1000)).unwrap_or(u64::MAX)
    }
}

pub fn start(into: &mut String, request_id: &str, version: &str) {
    into.clear();
    for part in ["START RequestId: ", request_id, " Version: ", version] {
        into.push_str(part);
    }
}

pub fn end(into: &mut String, request_id: &str) {
    into.clear();
    into.push_str("END RequestId: ");
    into.push_str(request_id);
}

pub fn report(into: &mut String, request_id: &str, figures: &Figures, ending: Ending<'_>) {
    into.clear();
    let _ = write!(
        into,
        "REPORT RequestId: {request_id}\tDuration: {} ms\tBilled Duration: {} ms\t\
         Memory Size: {} MB\tMax Memory Used: {} MB\t",
        Millis(figures.duration),
        figures.billed_ms(),
        figures.memory_mb,
        figures.used_mb,
    );
    if let Some(init) = figures.init {
        let _ = write!(into, "Init Duration: {} ms\t", Millis(init));
    }
    if let Some(restore) = figures.restore {
        let billed = restore.as_micros().div_ceil(1000);
        let _ = write!(
            into,
            "Restore Duration: {} ms\tBilled Restore Duration: {billed} ms\t",
            Millis(restore)
        );
    }
    push_status(into, ending);
}

pub fn restore_report(into: &mut String, took: Duration) {
    into.clear();
    let _ = write!(into, "RESTORE_REPORT Restore Duration: {} ms", Millis(took));
}

pub fn init_report(into: &mut String, took: Duration, phase: Phase, ending: Ending<'_>) {
    into.clear();
    let phase = match phase {
        Phase::Init => "init",
        Phase::Invoke => "invoke",
    };
    let _ = write!(into, "INIT_REPORT Init Duration: {} ms\tPhase: {phase}\t", Millis(took));
    push_status(into, ending);
}

fn push_status(into: &mut String, ending: Ending<'_>) {
    let _ = match ending {
        Ending::Fine => Ok(()),
        Ending::TimedOut => write!(into, "Status: timeout"),
        Ending::Failed { error_type } => write!(into, "Status: error\tError Type: {error_type}"),
    };
}

/// `3.00`: seconds with two decimals, as the time-out texts have them.
fn seconds(timeout_ms: u64) -> String {
    format!("{}.{:02}", timeout_ms / 1000, timeout_ms % 1000 / 10)
}

pub fn timed_out_line(now: Timestamp, request_id: &str, timeout_ms: u64) -> String {
    format!(
        "{} {request_id} Task timed out after {} seconds",
        now.iso_millis(),
        seconds(timeout_ms)
    )
}

pub fn timed_out_error(request_id: &str, timeout_ms: u64) -> Bytes {
    let message = format!(
        "RequestId: {request_id} Error: Task timed out after {} seconds",
        seconds(timeout_ms)
    );
    error_object("Sandbox.Timedout", &message)
}

pub fn too_large_error() -> Bytes {
    error_object(
        "Function.ResponseSizeTooLarge",
        &format!(
            "Response payload size exceeded maximum allowed payload size ({} bytes).",
            crate::frame::RESPONSE_BYTES_MAX
        ),
    )
}

/// A process that ended without a reply, in Lambda's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Death {
    /// None where nobody could say.
    pub exit: Option<Exit>,
    pub out_of_memory: bool,
}

impl Death {
    pub fn error_type(&self) -> &'static str {
        if self.out_of_memory { "Runtime.OutOfMemory" } else { "Runtime.ExitError" }
    }

    /// `Runtime exited with error: exit status 1`.
    fn reason(&self) -> String {
        match self.exit {
            _ if self.out_of_memory => "Runtime exited with error: signal: killed".into(),
            Some(Exit::Code(0)) | None => "Runtime exited without providing a reason".into(),
            Some(Exit::Code(code)) => format!("Runtime exited with error: exit status {code}"),
            Some(Exit::Signal(signal)) => {
                format!("Runtime exited with error: signal: {}", signal_text(signal))
            }
        }
    }

    pub fn error(&self, request_id: &str) -> Bytes {
        let message = format!("RequestId: {request_id} Error: {}", self.reason());
        error_object(self.error_type(), &message)
    }

    /// Lambda's log names `Runtime.ExitError` whatever the reply says.
    pub fn lines(&self, request_id: &str) -> [String; 2] {
        [format!("RequestId: {request_id} Error: {}", self.reason()), "Runtime.ExitError".into()]
    }
}

/// The program of a `provided` runtime is not there, or is none.
pub const INVALID_ENTRYPOINT: &str = "Runtime.InvalidEntrypoint";

fn not_started(refused: &Refused) -> String {
    match refused {
        Refused::Missing => {
            "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]".into()
        }
        Refused::Exec { path, error } => {
            format!("fork/exec {path}: {}", sandbox::program::error_text(*error))
        }
    }
}

pub fn not_started_error(refused: &Refused, request_id: &str) -> Bytes {
    let message = format!("RequestId: {request_id} Error: {}", not_started(refused));
    error_object(INVALID_ENTRYPOINT, &message)
}

pub fn not_started_lines(refused: &Refused, request_id: &str) -> [String; 2] {
    let what = not_started(refused);
    [format!("RequestId: {request_id} Error: {what}"), INVALID_ENTRYPOINT.into()]
}

/// The error object of a failed initialisation, with the id of the invocation that is told.
pub fn init_error(json: &Bytes, request_id: &str) -> Bytes {
    match serde_json::from_slice(json) {
        Ok(Value::Object(mut object)) => {
            object.insert("requestId".into(), request_id.into());
            Bytes::from(Value::Object(object).to_string())
        }
        _ => error_object("Runtime.Unknown", "The runtime gave no readable reason."),
    }
}

/// `errorType` of an error object; `Runtime.Unknown` where it has none.
pub fn error_type(json: &Bytes) -> String {
    let found = serde_json::from_slice::<Value>(json)
        .ok()
        .and_then(|value| value.get("errorType").and_then(Value::as_str).map(str::to_owned));
    found.unwrap_or_else(|| "Runtime.Unknown".into())
}

fn error_object(error_type: &str, message: &str) -> Bytes {
    let mut object = serde_json::Map::new();
    object.insert("errorType".into(), error_type.into());
    object.insert("errorMessage".into(), message.into());
    Bytes::from(Value::Object(object).to_string())
}

/// As Go prints them, in which Lambda's supervisor is written.
fn signal_text(signal: i32) -> String {
    let text = match signal {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        10 => "user defined signal 1",
        11 => "segmentation fault",
        12 => "user defined signal 2",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        31 => "bad system call",
        other => return format!("signal {other}"),
    };
    text.into()
}

/// Milliseconds with two decimals.
struct Millis(Duration);

impl std::fmt::Display for Millis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0.as_micros() + 5) / 10;
        write!(f, "{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "6f747a63-0000-4000-8000-000000000000";

    #[test]
    fn the_report_of_a_cold_start() {
        let figures = Figures {
            duration: Duration::from_micros(1_230),
            init: Some(Duration::from_micros(5_670)),
            restore: None,
            memory_mb: 512,
            used_mb: 40,
        };
        let mut line = String::new();
        report(&mut line, ID, &figures, Ending::Fine);
        assert_eq!(
            line,
            format!(
                "REPORT RequestId: {ID}\tDuration: 1.23 ms\tBilled Duration: 7 ms\t\
                 Memory Size: 512 MB\tMax Memory Used: 40 MB\tInit Duration: 5.67 ms\t"
            )
        );
        let restored =
            Figures { init: None, restore: Some(Duration::from_micros(2_345)), ..figures };
        report(&mut line, ID, &restored, Ending::Fine);
        assert!(line.ends_with("Restore Duration: 2.35 ms\tBilled Restore Duration: 3 ms\t"));
        report(&mut line, ID, &Figures { init: None, ..figures }, Ending::TimedOut);
        assert!(line.ends_with(
            "Billed Duration: 2 ms\tMemory Size: 512 MB\tMax Memory Used: 40 MB\tStatus: timeout"
        ));
    }

    #[test]
    fn the_report_of_a_failed_initialisation() {
        let mut line = String::new();
        let ending = Ending::Failed { error_type: "Runtime.ImportModuleError" };
        init_report(&mut line, Duration::from_micros(80_494), Phase::Invoke, ending);
        assert_eq!(
            line,
            "INIT_REPORT Init Duration: 80.49 ms\tPhase: invoke\tStatus: error\t\
             Error Type: Runtime.ImportModuleError"
        );
    }

    #[test]
    fn a_death_in_lambdas_words() {
        let death = |exit, out_of_memory| Death { exit, out_of_memory };
        let text = |death: Death| String::from_utf8(death.error("r").to_vec()).unwrap();
        for (death, error_type, message) in [
            (
                death(Some(Exit::Code(1)), false),
                "ExitError",
                "Runtime exited with error: exit status 1",
            ),
            (
                death(Some(Exit::Code(0)), false),
                "ExitError",
                "Runtime exited without providing a reason",
            ),
            (death(None, false), "ExitError", "Runtime exited without providing a reason"),
            (
                death(Some(Exit::Signal(11)), false),
                "ExitError",
                "Runtime exited with error: signal: segmentation fault",
            ),
            (
                death(Some(Exit::Signal(9)), true),
                "OutOfMemory",
                "Runtime exited with error: signal: killed",
            ),
        ] {
            assert_eq!(
                text(death),
                format!(
                    "{{\"errorType\":\"Runtime.{error_type}\",\
                     \"errorMessage\":\"RequestId: r Error: {message}\"}}"
                )
            );
        }
    }

    #[test]
    fn a_time_out_names_the_setting() {
        assert_eq!(
            timed_out_error("r", 3_000),
            concat!(
                r#"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r Error: "#,
                r#"Task timed out after 3.00 seconds"}"#
            )
        );
        assert_eq!(
            timed_out_line(Timestamp(0), "r", 1_500),
            "1970-01-01T00:00:00.000Z r Task timed out after 1.50 seconds"
        );
    }

    #[test]
    fn a_failed_initialisation_is_told_with_the_invocations_id() {
        let json =
            Bytes::from(r#"{"errorMessage":"m","errorType":"T","requestId":"","stackTrace":[]}"#);
        assert_eq!(
            init_error(&json, "r"),
            r#"{"errorMessage":"m","errorType":"T","requestId":"r","stackTrace":[]}"#
        );
        assert_eq!(error_type(&json), "T");
        assert_eq!(error_type(&Bytes::from("no json")), "Runtime.Unknown");
    }
}
