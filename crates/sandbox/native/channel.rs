//! Frames between the engine and an instance: a length, a kind, a body; little-endian.

use std::ffi::c_int;
use std::sync::Mutex;

use crate::python::{self, Object};
use crate::{Outcome, image, sys};

/// Larger frames do not exist: 6 MiB of event and a head.
const FRAME_BYTES_MAX: usize = 8 * 1024 * 1024;
/// One read usually brings a whole frame.
const BUFFER_BYTES: usize = 64 * 1024;
/// Lambda's limit of a response (6 MB) and the hundred bytes that it lets pass.
const RESULT_BYTES_MAX: usize = 6 * 1024 * 1024 + 100;

static BUFFER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// The next invocation as `(deadline, head, event)`; `None` when the engine has closed the channel.
pub fn receive(fd: c_int) -> Outcome<*mut Object> {
    image::wait_idly(fd);
    let mut buffer = BUFFER.lock().map_err(|_| "poisoned".to_owned())?;
    buffer.resize(BUFFER_BYTES, 0);
    let mut filled = 0;
    let mut wanted = 4;
    while filled < wanted {
        let got = read_more(fd, &mut buffer[filled..])?;
        if got == 0 {
            return Ok(python::none());
        }
        filled += got;
        if filled >= 4 {
            let length = u32::from_le_bytes([buffer[0], buffer[1], buffer[2], buffer[3]]);
            wanted = 4 + length as usize;
            if wanted > FRAME_BYTES_MAX {
                return Err(format!("a frame of {wanted} bytes"));
            }
            if wanted > buffer.len() {
                buffer.resize(wanted, 0);
            }
        }
    }
    let invocation = open(&buffer[4..wanted]);
    if buffer.len() > BUFFER_BYTES {
        buffer.truncate(BUFFER_BYTES);
        buffer.shrink_to_fit();
    }
    invocation
}

/// Waits by `poll`: the engine's taking our last reply out of its socket makes room in ours, and
/// that would wake whoever waits in `recv`, for nothing.
fn read_more(fd: c_int, into: &mut [u8]) -> Outcome<usize> {
    loop {
        let got = python::unlocked(|| {
            let mut wanted = sys::PollFd { fd, events: sys::POLLIN, revents: 0 };
            // SAFETY: one live structure.
            if unsafe { sys::poll(&raw mut wanted, 1, -1) } < 0 {
                return -1;
            }
            // SAFETY: pointer and size are of one live slice.
            unsafe { sys::recv(fd, into.as_mut_ptr().cast(), into.len(), 0) }
        });
        if got >= 0 {
            return Ok(got as usize);
        }
        if sys::errno() != sys::EINTR {
            return Err(sys::failed("receive"));
        }
        python::check_signals()?;
    }
}

/// `u8 kind 'I'`, `u64 deadline`, `u16 head length`, head, event.
fn open(frame: &[u8]) -> Outcome<*mut Object> {
    let parts = || {
        let (fixed, rest) = frame.split_at_checked(11)?;
        let deadline = i64::from_le_bytes(fixed[1..9].try_into().ok()?);
        let head = usize::from(u16::from_le_bytes([fixed[9], fixed[10]]));
        let (head, event) = rest.split_at_checked(head)?;
        (fixed[0] == b'I').then_some((deadline, head, event))
    };
    let (deadline, head, event) = parts().ok_or("a frame that is no invocation")?;
    python::new_tuple(&[
        python::new_long(deadline),
        python::new_text(head),
        python::new_text(event),
    ])
}

/// One frame to the engine. A result that is too large becomes a frame that says how large.
pub fn reply(fd: c_int, kind: u8, body: &[u8]) -> Outcome<()> {
    let mut head = [0u8; 17];
    let size_only = kind == b'O' && body.len() > RESULT_BYTES_MAX;
    head[4] = if size_only { b'L' } else { kind };
    let mut head_size = 5;
    if matches!(kind, b'O' | b'E') {
        head[5..9].copy_from_slice(&sys::max_rss_kib().to_le_bytes());
        head_size = 9;
    }
    let mut body = body;
    if size_only {
        head[9..17].copy_from_slice(&(body.len() as u64).to_le_bytes());
        head_size = 17;
        body = &[];
    }
    let length = (head_size - 4 + body.len()) as u32;
    head[..4].copy_from_slice(&length.to_le_bytes());
    send_both(fd, &head[..head_size], body)
}

fn send_both(fd: c_int, head: &[u8], body: &[u8]) -> Outcome<()> {
    let total = head.len() + body.len();
    let mut sent = 0;
    while sent < total {
        let (from_head, from_body) = (sent.min(head.len()), sent.saturating_sub(head.len()));
        let mut slices = [&head[from_head..], &body[from_body..]]
            .map(|part| sys::Slice { at: part.as_ptr().cast_mut().cast(), size: part.len() });
        let message = sys::MessageHead {
            name: std::ptr::null_mut(),
            name_size: 0,
            slices: slices.as_mut_ptr(),
            slice_count: 2,
            control: std::ptr::null_mut(),
            control_size: 0,
            flags: 0,
        };
        // SAFETY: every pointer is to a live slice; sending only reads them.
        let went = python::unlocked(|| unsafe { sys::sendmsg(fd, &message, sys::MSG_NOSIGNAL) });
        if went >= 0 {
            sent += went as usize;
        } else if sys::errno() != sys::EINTR {
            return Err(sys::failed("reply"));
        } else {
            python::check_signals()?;
        }
    }
    Ok(())
}
