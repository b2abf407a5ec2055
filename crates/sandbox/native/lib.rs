//! The part of a zygote and its stems that must be native code, as an extension of the interpreter.
//!
//! It enters namespaces, mounts, installs filters, drops every privilege, and moves frames. It is
//! compiled alone, with the standard library only, and embedded in the program; the few symbols of
//! the interpreter's stable interface (abi3) that it needs are declared here by hand, so that one
//! build serves every Python from 3.9 on. What the functions are called: see `METHODS`.

mod channel;
mod confine;
mod egress;
mod guarded;
mod image;
mod python;
mod settle;
mod snapshot;
mod sys;
mod zygote;

use python::{Method, Object, long, none, raise, text};
use std::ffi::{c_char, c_int};

/// A step that failed, with the kernel's answer.
pub type Outcome<T> = Result<T, String>;

static mut METHODS: [Method; 20] = [
    Method::new(c"begin", begin),
    Method::new(c"say", say),
    Method::new(c"keep_image", keep_image),
    Method::new(c"next_order", next_order),
    Method::new(c"fork_enter", fork_enter),
    Method::new(c"fork_leave", fork_leave),
    Method::new(c"settle", settle_down),
    Method::new(c"stem_ready", stem_ready),
    Method::new(c"await_assignment", await_assignment),
    Method::new(c"readable", readable),
    Method::new(c"place", place),
    Method::new(c"is_seed", is_seed),
    Method::new(c"hold", hold),
    Method::new(c"split", split),
    Method::new(c"await_restore", await_restore),
    Method::new(c"set_environ", set_environ),
    Method::new(c"set_trace_id", set_trace_id),
    Method::new(c"receive", receive),
    Method::new(c"reply", reply),
    Method::END,
];
static mut MODULE: python::ModuleDef = python::ModuleDef::new(c"_native");

/// The interpreter calls this when `squall_runtime._native` is imported.
///
/// # Safety
/// Only the interpreter calls it, once, holding its lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit__native() -> *mut Object {
    // SAFETY: the lock is held, so nobody else touches the two statics while they are joined.
    unsafe { python::create(&raw mut MODULE, (&raw mut METHODS).cast()) }
}

/// Turns an outcome into what the interpreter expects of a method.
fn answer(outcome: Outcome<*mut Object>) -> *mut Object {
    outcome.unwrap_or_else(|reason| raise(&reason))
}

/// `begin(socket)`: this process is a zygote that takes orders from `socket`.
extern "C" fn begin(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(long(arg).and_then(|fd| zygote::begin(fd as c_int)).map(|()| none()))
}

/// `say(bytes)`: one message to the warden, on the zygote's socket.
extern "C" fn say(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(python::bytes(arg).and_then(zygote::say).map(|()| none()))
}

/// `keep_image()`: in a zygote that is finished; its stems can give back what they did not change.
extern "C" fn keep_image(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(image::keep().map(|()| none()))
}

/// `next_order()`: waits, burying the dead meanwhile. `None` at the end, else whether to rehearse.
extern "C" fn next_order(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(zygote::next_order().map(|order| match order {
        None => none(),
        Some(rehearse) => python::boolean(rehearse),
    }))
}

/// `fork_enter()`: the next child is born in the sandbox's pid namespace.
extern "C" fn fork_enter(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(zygote::fork_enter().map(|()| none()))
}

/// `fork_leave(pid)`: back in our own pid namespace; the child is reported.
extern "C" fn fork_leave(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(long(arg).and_then(|pid| zygote::fork_leave(pid as c_int)).map(|()| none()))
}

/// `settle(filter)`: the child moves into its sandbox; `filter` is the first seccomp program.
extern "C" fn settle_down(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(python::bytes(arg).and_then(settle::settle).map(|()| none()))
}

/// `stem_ready()`: the rehearsal is over.
extern "C" fn stem_ready(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(settle::stem_ready().map(|()| none()))
}

/// `await_assignment(filter)`: waits, confines this process for good, returns the payload.
extern "C" fn await_assignment(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(
        python::bytes(arg)
            .and_then(confine::await_assignment)
            .map(|payload| python::new_bytes(&payload)),
    )
}

/// `is_seed()`: whether the next child will be a snapshot.
extern "C" fn is_seed(_: *mut Object, _: *mut Object) -> *mut Object {
    python::boolean(zygote::is_seed())
}

/// `hold()`: this process is a snapshot from now on, and takes orders.
extern "C" fn hold(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(snapshot::hold().map(|()| none()))
}

/// `split(filter)`: forks as ordered; whether this is the copy, which `filter` confines.
extern "C" fn split(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(python::bytes(arg).and_then(snapshot::split).map(python::boolean))
}

/// `await_restore()`: in a copy; waits, returns the payload.
extern "C" fn await_restore(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(snapshot::await_restore().map(|payload| python::new_bytes(&payload)))
}

/// `readable(paths)`: level guarded; what stems may read, each ended by NUL but the last.
extern "C" fn readable(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(python::bytes(arg).and_then(guarded::set_readable).map(|()| none()))
}

/// `place()`: level guarded; what the warden has said of this instance's place. Else empty.
extern "C" fn place(_: *mut Object, _: *mut Object) -> *mut Object {
    answer(guarded::place().map(|place| python::new_bytes(&place)))
}

/// `set_environ(block)`: replaces the C environment; `block` is `K=V` strings ended by NUL each.
extern "C" fn set_environ(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(python::bytes(arg).map(|block| {
        sys::set_environ(block);
        none()
    }))
}

/// `set_trace_id(bytes)`: that variable of the C environment, which each invocation changes.
extern "C" fn set_trace_id(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(python::bytes(arg).and_then(sys::set_trace_id).map(|()| none()))
}

/// `receive(fd)`: the next invocation as (deadline, head, event), both texts; `None` at the end.
extern "C" fn receive(_: *mut Object, arg: *mut Object) -> *mut Object {
    answer(long(arg).and_then(|fd| channel::receive(fd as c_int)))
}

/// `reply((fd, kind, body))`: one frame; kinds that end an invocation carry the largest RSS.
extern "C" fn reply(_: *mut Object, arg: *mut Object) -> *mut Object {
    let send = || {
        let fd = long(python::item(arg, 0)?)? as c_int;
        let kind = text(python::item(arg, 1)?)?;
        let body = python::item(arg, 2)?;
        let body = python::bytes(body).or_else(|_| text(body))?;
        channel::reply(fd, kind.first().copied().unwrap_or(0), body)
    };
    answer(send().map(|()| none()))
}

/// A C string of static life, for the tables above.
const fn pointer(name: &'static std::ffi::CStr) -> *const c_char {
    name.as_ptr()
}
