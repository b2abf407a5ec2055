//! The launcher: what a zygote is to an interpreter, this is to programs.
//!
//! A child of the warden in a root of its own, which does not `exec`: it forks stems into finished
//! sandboxes, and each waits there, up to just before `execve`, to be told which program it is.
//! How a stem settles and gives up its privileges is the same code as in a zygote. Of the warden a
//! stem inherits memory, which is gone with `execve`, and no descriptor.

#[path = "../../../native/confine.rs"]
mod confine;
#[path = "../../../native/egress.rs"]
mod egress;
#[path = "../../../native/guarded.rs"]
mod guarded;
#[path = "../../../native/settle.rs"]
mod settle;
#[path = "../../../native/sys.rs"]
#[expect(dead_code, reason = "the interpreter's extension needs more of it")]
pub mod sys;
mod view;
#[path = "../../../native/zygote.rs"]
mod zygote;

use std::ffi::{CStr, CString, c_char};
use std::io;

use crate::program::{self, Orders};
use crate::warden::sys::{exit_now, fork};

/// A step that failed, with the kernel's answer. For the shared parts.
type Outcome<T> = Result<T, String>;

/// What the shell, and others after it, answer for what cannot be executed.
const CANNOT_START: i32 = 126;
/// The sandbox could not be finished, as a zygote's stem has it.
const UNFINISHED: i32 = 71;

/// For a trial: a process as a stem is, as far as its ways out are concerned.
pub fn open_egress(control: i32) -> Outcome<()> {
    sys::no_new_privileges()?;
    egress::open(control)?;
    sys::dumpable();
    Ok(())
}

/// The launcher's life: takes orders from `socket` until there are none, and its dead are buried.
/// `readable`: for level guarded.
pub fn run(socket: i32, readable: &[u8], early: &[u8], late: &[u8]) -> ! {
    sys::close_from(socket + 1, i32::MAX);
    let ended = zygote::begin(socket)
        .and_then(|()| guarded::set_readable(readable))
        .and_then(|()| serve(early, late));
    let code = match ended {
        Ok(()) => 0,
        Err(reason) => {
            let _ = zygote::say(format!("X{reason}").as_bytes());
            1
        }
    };
    exit_now(code)
}

fn serve(early: &[u8], late: &[u8]) -> Outcome<()> {
    zygote::say(b"R")?;
    while zygote::next_order()?.is_some() {
        zygote::fork_enter()?;
        match fork() {
            Ok(None) => live(early, late),
            Ok(Some(pid)) => zygote::fork_leave(pid)?,
            // The sandbox is dead already, or the machine has no memory left.
            Err(_) => zygote::fork_leave(-1)?,
        }
    }
    Ok(())
}

/// A stem's life.
fn live(early: &[u8], late: &[u8]) -> ! {
    let settled = || {
        settle::settle(early)?;
        settle::stem_ready()?;
        confine::await_assignment(late)
    };
    match settled() {
        Ok(payload) => become_program(&payload),
        Err(reason) => {
            eprintln!("the sandbox could not be finished: {reason}");
            exit_now(UNFINISHED)
        }
    }
}

/// Executes the first of the candidates that is there. Comes to an end here only where that fails,
/// which the server is told on the channel; otherwise the channel closes without a word.
fn become_program(payload: &[u8]) -> ! {
    let Some(orders) = program::read_orders(payload) else { exit_now(UNFINISHED) };
    // What is told is the name that the function knows.
    let known = orders.candidates.clone();
    let place = guarded::place().unwrap_or_default();
    let Orders { candidates, environment } = view::moved(orders, &place);
    let there = candidates.iter().zip(known).find(|(path, _)| is_file(path));
    let refused = match there {
        None => program::Refused::Missing,
        Some((path, known)) => {
            let error = execute(path, &environment);
            program::Refused::Exec { path: known.to_string_lossy().into_owned(), error }
        }
    };
    let frame = program::write_refused(&refused);
    // Few bytes into an empty socket: they fit.
    let _ = sys::write_fd("tell", settle::CHANNEL, &frame);
    exit_now(CANNOT_START)
}

fn is_file(path: &CStr) -> bool {
    // SAFETY: a C string that outlives the call, and room for the answer.
    unsafe {
        let mut found: libc::stat = std::mem::zeroed();
        libc::stat(path.as_ptr(), &mut found) == 0 && found.st_mode & libc::S_IFMT != libc::S_IFDIR
    }
}

fn execute(path: &CStr, environment: &[CString]) -> i32 {
    let arguments = [path.as_ptr(), std::ptr::null()];
    let variables: Vec<*const c_char> =
        environment.iter().map(|text| text.as_ptr()).chain([std::ptr::null()]).collect();
    // SAFETY: null-terminated arrays of C strings that outlive the call.
    unsafe { libc::execve(path.as_ptr(), arguments.as_ptr(), variables.as_ptr()) };
    io::Error::last_os_error().raw_os_error().unwrap_or(libc::EINVAL)
}
