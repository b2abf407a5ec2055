//! The handful of the interpreter's symbols that we need, and safe enough words for them.
//!
//! Every function here runs with the interpreter's lock held, as the interpreter's own calls do.

use std::ffi::{CStr, CString, c_char, c_int, c_longlong, c_void};

use crate::Outcome;

#[repr(C)]
pub struct Object {
    refs: isize,
    kind: *mut c_void,
}

type Function = extern "C" fn(*mut Object, *mut Object) -> *mut Object;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Method {
    name: *const c_char,
    function: Option<Function>,
    flags: c_int,
    doc: *const c_char,
}

/// A method with exactly one argument, or none passed by us as `None`.
const METH_O: c_int = 8;

impl Method {
    pub const END: Method =
        Method { name: std::ptr::null(), function: None, flags: 0, doc: std::ptr::null() };

    pub const fn new(name: &'static CStr, function: Function) -> Method {
        Method {
            name: crate::pointer(name),
            function: Some(function),
            flags: METH_O,
            doc: std::ptr::null(),
        }
    }
}

#[repr(C)]
pub struct ModuleDef {
    base: Object,
    init: *mut c_void,
    index: isize,
    copy: *mut c_void,
    name: *const c_char,
    doc: *const c_char,
    size: isize,
    methods: *mut Method,
    slots: *mut c_void,
    traverse: *mut c_void,
    clear: *mut c_void,
    free: *mut c_void,
}

impl ModuleDef {
    pub const fn new(name: &'static CStr) -> ModuleDef {
        let null = std::ptr::null_mut();
        ModuleDef {
            base: Object { refs: 1, kind: null },
            init: null,
            index: 0,
            copy: null,
            name: crate::pointer(name),
            doc: std::ptr::null(),
            size: -1,
            methods: std::ptr::null_mut(),
            slots: null,
            traverse: null,
            clear: null,
            free: null,
        }
    }
}

unsafe extern "C" {
    static mut _Py_NoneStruct: Object;
    static PyExc_OSError: *mut Object;
    fn PyModule_Create2(module: *mut ModuleDef, version: c_int) -> *mut Object;
    fn PyBytes_AsStringAndSize(o: *mut Object, at: *mut *mut c_char, size: *mut isize) -> c_int;
    fn PyBytes_FromStringAndSize(at: *const c_char, size: isize) -> *mut Object;
    fn PyUnicode_AsUTF8AndSize(o: *mut Object, size: *mut isize) -> *const c_char;
    fn PyUnicode_DecodeUTF8(at: *const c_char, size: isize, errors: *const c_char) -> *mut Object;
    fn PyLong_AsLongLong(o: *mut Object) -> c_longlong;
    fn PyLong_FromLongLong(value: c_longlong) -> *mut Object;
    fn PyBool_FromLong(value: std::ffi::c_long) -> *mut Object;
    fn PyTuple_New(size: isize) -> *mut Object;
    fn PyTuple_SetItem(tuple: *mut Object, at: isize, item: *mut Object) -> c_int;
    fn PyTuple_GetItem(tuple: *mut Object, at: isize) -> *mut Object;
    fn PyErr_SetString(kind: *mut Object, message: *const c_char);
    fn PyErr_Occurred() -> *mut Object;
    fn PyErr_Clear();
    fn PyErr_CheckSignals() -> c_int;
    fn PyEval_SaveThread() -> *mut c_void;
    fn PyEval_RestoreThread(state: *mut c_void);
    fn Py_IncRef(o: *mut Object);
    fn PyOS_BeforeFork();
    fn PyOS_AfterFork_Parent();
    fn PyOS_AfterFork_Child();
}

/// The version of the stable interface that modules are created against.
const PYTHON_ABI_VERSION: c_int = 3;

/// # Safety
/// Both pointers must be to statics that live as long as the process.
pub unsafe fn create(module: *mut ModuleDef, methods: *mut Method) -> *mut Object {
    // SAFETY: the caller holds the lock and hands over statics.
    unsafe {
        (*module).methods = methods;
        PyModule_Create2(module, PYTHON_ABI_VERSION)
    }
}

/// As `os.fork` does around the call.
pub fn before_fork() {
    // SAFETY: plain call with the lock held.
    unsafe { PyOS_BeforeFork() }
}

pub fn after_fork_in_parent() {
    // SAFETY: as above, after `before_fork`.
    unsafe { PyOS_AfterFork_Parent() }
}

pub fn after_fork_in_child() {
    // SAFETY: as above.
    unsafe { PyOS_AfterFork_Child() }
}

pub fn none() -> *mut Object {
    // SAFETY: `None` is immortal or counted; either way one more reference is ours to give away.
    unsafe {
        let none = &raw mut _Py_NoneStruct;
        Py_IncRef(none);
        none
    }
}

pub fn boolean(value: bool) -> *mut Object {
    // SAFETY: plain call with the lock held.
    unsafe { PyBool_FromLong(value.into()) }
}

/// Raises `OSError(reason)`, unless an exception is already on its way.
pub fn raise(reason: &str) -> *mut Object {
    let message = CString::new(reason.replace('\0', " ")).unwrap_or_default();
    // SAFETY: the message outlives the call, which copies it.
    unsafe {
        if PyErr_Occurred().is_null() {
            PyErr_SetString(PyExc_OSError, message.as_ptr());
        }
    }
    std::ptr::null_mut()
}

fn clear_and(reason: &str) -> String {
    // SAFETY: plain call with the lock held.
    unsafe { PyErr_Clear() };
    reason.to_owned()
}

pub fn long(object: *mut Object) -> Outcome<i64> {
    // SAFETY: `object` is a live reference that the interpreter passed to us.
    let value = unsafe { PyLong_AsLongLong(object) };
    // SAFETY: plain call with the lock held.
    if value == -1 && !unsafe { PyErr_Occurred() }.is_null() {
        return Err(clear_and("an integer was expected"));
    }
    Ok(value)
}

/// The content of a `bytes` object; lives as long as the argument, that is, this call.
pub fn bytes<'a>(object: *mut Object) -> Outcome<&'a [u8]> {
    let (mut at, mut size) = (std::ptr::null_mut(), 0);
    // SAFETY: the two out-parameters are live; `object` is what the interpreter passed to us.
    if unsafe { PyBytes_AsStringAndSize(object, &mut at, &mut size) } != 0 {
        return Err(clear_and("bytes were expected"));
    }
    // SAFETY: the interpreter says that `size` bytes are at `at`; they never change.
    Ok(unsafe { std::slice::from_raw_parts(at.cast(), size as usize) })
}

/// The content of a `str` object as UTF-8; lives as long as the argument.
pub fn text<'a>(object: *mut Object) -> Outcome<&'a [u8]> {
    let mut size = 0;
    // SAFETY: as in `bytes`; the encoded form is kept by the object.
    let at = unsafe { PyUnicode_AsUTF8AndSize(object, &mut size) };
    if at.is_null() {
        return Err("text that is not valid Unicode".to_owned());
    }
    // SAFETY: as in `bytes`.
    Ok(unsafe { std::slice::from_raw_parts(at.cast(), size as usize) })
}

pub fn item(tuple: *mut Object, at: isize) -> Outcome<*mut Object> {
    // SAFETY: a borrowed reference that lives as long as the tuple.
    let item = unsafe { PyTuple_GetItem(tuple, at) };
    if item.is_null() { Err(clear_and("a tuple was expected")) } else { Ok(item) }
}

pub fn new_bytes(content: &[u8]) -> *mut Object {
    // SAFETY: the content is copied.
    unsafe { PyBytes_FromStringAndSize(content.as_ptr().cast(), content.len() as isize) }
}

/// Null, with an exception set, where the content is not UTF-8.
pub fn new_text(content: &[u8]) -> *mut Object {
    // SAFETY: the content is copied.
    unsafe {
        PyUnicode_DecodeUTF8(content.as_ptr().cast(), content.len() as isize, std::ptr::null())
    }
}

pub fn new_long(value: i64) -> *mut Object {
    // SAFETY: plain call with the lock held.
    unsafe { PyLong_FromLongLong(value) }
}

/// Takes over the items; fails with the exception set if one of them is null.
pub fn new_tuple(items: &[*mut Object]) -> Outcome<*mut Object> {
    if items.iter().any(|item| item.is_null()) {
        return Err("no memory".to_owned());
    }
    // SAFETY: the tuple is new, so its items may be set; it takes the references over.
    unsafe {
        let tuple = PyTuple_New(items.len() as isize);
        for (at, item) in items.iter().enumerate() {
            PyTuple_SetItem(tuple, at as isize, *item);
        }
        Ok(tuple)
    }
}

/// Runs Python's signal handlers; `Err` when one of them raised.
pub fn check_signals() -> Outcome<()> {
    // SAFETY: plain call with the lock held.
    if unsafe { PyErr_CheckSignals() } == 0 { Ok(()) } else { Err("interrupted".to_owned()) }
}

/// Lets other threads of the interpreter run while `wait` waits.
pub fn unlocked<T>(wait: impl FnOnce() -> T) -> T {
    // SAFETY: the lock is held now; `wait` touches no object of the interpreter.
    let state = unsafe { PyEval_SaveThread() };
    let value = wait();
    // SAFETY: the state that was just saved on this thread.
    unsafe { PyEval_RestoreThread(state) };
    value
}
