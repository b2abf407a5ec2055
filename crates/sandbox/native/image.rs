//! The zygote's memory as a file that it and all its stems map privately.
//!
//! Counting references writes to pages whose content is the same again a moment later, and every
//! such page is then a copy of the instance's own: a third of all that it has. What only a fork
//! shares cannot be shared again; a page of a file can: dropped, it is read anew from the file. So
//! an instance that has nothing to do compares its copies with the file once or twice, and drops
//! those that say the same.

use std::ffi::{c_int, c_void};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

use super::settle::CHANNEL;
use super::{Outcome, python, sys};

/// In /proc/PID/maps.
const NAME: &std::ffi::CStr = c"squall-zygote";
const MAPPED_NAME: &[u8] = b"/memfd:squall-zygote";
/// Elsewhere there is no image.
const PAGE: usize = 4096;
/// Larger holes in what is used stay anonymous: in the file they would be pages, too.
const HOLE_PAGES_MAX: usize = 8;
/// Ranges that are not worth a mapping of their own.
const RUN_PAGES_MIN: usize = 8;
/// Entries of /proc/self/pagemap that are read at once.
const LOOK_PAGES: usize = 256;
/// Room for thousands of mappings; an interpreter has some two hundred.
const MAPS_BYTES_MAX: usize = 512 * 1024;
/// What is looked at before the next frame is thought of.
const STEP: usize = LOOK_PAGES * PAGE;
/// How long an instance is idle before it looks; it is frozen soon afterwards.
const IDLE_MS: c_int = 50;
/// After the first invocation, and once more: what is written every time is not worth a third.
const LOOKS: u8 = 2;

/// What malloc notes of a chunk that has a mapping of its own: in its second word, beside its size.
const MMAPPED: usize = 2;
const CHUNK_FLAGS: usize = 7;

/// Bits of an entry of pagemap.
const PRESENT: u64 = 1 << 63;
const OF_A_FILE: u64 = 1 << 61;

/// A range of pages, and where it is in the file.
struct Run {
    start: usize,
    size: usize,
    offset: usize,
}

struct Image {
    /// The file, mapped once more: what pages said at the beginning.
    original: usize,
    size: usize,
    /// The file's number, by which its mappings are known.
    number: u64,
}

static IMAGE: Mutex<Option<Image>> = Mutex::new(None);
static LOOKS_LEFT: AtomicU8 = AtomicU8::new(LOOKS);

/// In the zygote, once, before it forks.
pub fn keep() -> Outcome<()> {
    let mut image = IMAGE.lock().map_err(|_| "poisoned".to_owned())?;
    if image.is_some() {
        return Err("kept already".to_owned());
    }
    if sys::page_size() != PAGE {
        return Err(format!("pages are not of {PAGE} bytes"));
    }
    let mut maps = Maps::read()?;
    let runs = written(&maps)?;
    let size = runs.last().map_or(0, |run| run.offset + run.size);
    let file = sys::memory_file(NAME, size)?;
    let kept = runs.iter().try_for_each(|run| replace(run, file)).and_then(|()| sys::seal(file));
    // SAFETY: a new mapping; the descriptor is ours, and mappings outlive it.
    let original = unsafe {
        let at = sys::mmap(std::ptr::null_mut(), size, sys::PROT_READ, sys::MAP_PRIVATE, file, 0);
        sys::close(file);
        at as usize
    };
    kept?;
    maps = Maps::read()?;
    let number = maps.lines().find(|line| line.start == original).map(|line| line.number);
    let number = number.ok_or_else(|| sys::failed("map the image"))?;
    *image = Some(Image { original, size, number });
    Ok(())
}

/// Puts a range's content into the file, and the file in its place.
fn replace(run: &Run, file: c_int) -> Outcome<()> {
    let at = run.start as *mut c_void;
    let (how, flags) = (sys::PROT_READ | sys::PROT_WRITE, sys::MAP_PRIVATE | sys::MAP_FIXED);
    // SAFETY: a range of our own that is mapped like this already. This thread is the only one, and
    // writes to nothing but its stack between the two calls, which is in no run.
    unsafe {
        if sys::pwrite(file, at, run.size, run.offset as i64) != run.size as isize {
            return Err(sys::failed("write the image"));
        }
        if sys::mmap(at, run.size, how, flags, file, run.offset as i64) as usize == usize::MAX {
            return Err(sys::failed("map the image"));
        }
        // What is not looked up here, each stem would look up for itself.
        sys::madvise(at, run.size, sys::MADV_POPULATE_READ);
    }
    Ok(())
}

/// What this process has written to of its private mappings, but for its stack and for what the
/// kernel writes to by itself (the thread's own block).
fn written(maps: &Maps) -> Outcome<Vec<Run>> {
    let pagemap = sys::open_to_read(c"/proc/self/pagemap")?;
    let own = sys::thread_block();
    let mut runs: Vec<Run> = Vec::new();
    let mut offset = 0;
    for line in maps.lines() {
        let own = (line.start..line.end).contains(&own);
        if own || line.access != b"rw-p" || line.name.starts_with(b"[stack") {
            continue;
        }
        // From one written page to the last that is not far from its neighbours.
        let mut open: Option<(usize, usize)> = None;
        let mut chunk_end = 0;
        let mut close = |(from, last): (usize, usize)| {
            let size = last + PAGE - from;
            if size >= RUN_PAGES_MIN * PAGE {
                runs.push(Run { start: from, size, offset });
                offset += size;
            }
        };
        each_own_page(pagemap, line.start, line.end, |page| {
            if page < chunk_end {
                return;
            }
            if let Some(end) = end_of_chunk(page, line.end) {
                chunk_end = end;
                return open.take().into_iter().for_each(&mut close);
            }
            match &mut open {
                Some((_, last)) if page - *last <= HOLE_PAGES_MAX * PAGE => *last = page,
                other => other.replace((page, page)).into_iter().for_each(&mut close),
            }
        });
        open.into_iter().for_each(close);
    }
    // SAFETY: ours, and not used again.
    unsafe { sys::close(pagemap) };
    Ok(runs)
}

/// Where a chunk of malloc's ends that may begin with this page. It is enlarged by enlarging its
/// mapping, which has to stay anonymous: beyond the end of a file there is no memory.
fn end_of_chunk(page: usize, end: usize) -> Option<usize> {
    // SAFETY: pagemap says that the page is there, and maps that it may be read.
    let [before, size] = unsafe { *(page as *const [usize; 2]) };
    let flags = size & CHUNK_FLAGS;
    let size = size - flags;
    let fits = size > 0 && size % PAGE == 0 && size <= end - page;
    (before == 0 && flags == MMAPPED && fits).then(|| page + size)
}

/// Those pages of a range that are there and belong to no file, as pagemap says.
fn each_own_page(pagemap: c_int, start: usize, end: usize, mut found: impl FnMut(usize)) {
    let mut entries = [0u64; LOOK_PAGES];
    for from in (start..end).step_by(LOOK_PAGES * PAGE) {
        let pages = LOOK_PAGES.min((end - from) / PAGE);
        // What cannot be read is not there.
        entries.fill(0);
        // SAFETY: a live array of that many entries.
        unsafe {
            let (size, at) = (pages * size_of::<u64>(), from / PAGE * size_of::<u64>());
            sys::pread(pagemap, entries.as_mut_ptr().cast(), size, at as i64);
        }
        for (at, entry) in entries[..pages].iter().enumerate() {
            if entry & PRESENT != 0 && entry & OF_A_FILE == 0 {
                found(from + at * PAGE);
            }
        }
    }
}

/// Before an instance waits for its next frame: where none comes for a while, it gives back what
/// is not its own.
pub fn wait_idly(fd: c_int) {
    if fd != CHANNEL || LOOKS_LEFT.load(Ordering::Relaxed) == 0 {
        return;
    }
    python::unlocked(|| {
        if !sys::readable(fd, IDLE_MS) {
            LOOKS_LEFT.fetch_sub(1, Ordering::Relaxed);
            give_back(fd);
        }
    });
}

/// Nobody else may write to this memory meanwhile, or what they write would be lost: no thread,
/// no handler of a signal.
fn give_back(fd: c_int) {
    let Ok(mut image) = IMAGE.lock() else { return };
    let Some(Image { original, size, number }) = *image else { return };
    let (all, mut before) = ([u64::MAX; 16], [0; 16]);
    // SAFETY: live signal sets.
    unsafe { sys::sigprocmask(sys::SIG_BLOCK, &all, &mut before) };
    if let Ok(maps) = Maps::read()
        && let Ok(pagemap) = sys::open_to_read(c"/proc/self/pagemap")
    {
        if sys::thread_count() == 1 {
            // By what is mapped now: the interpreter gives memory back by itself, too.
            let image = |line: &Line<'_>| {
                line.number == number && line.access == b"rw-p" && line.name == MAPPED_NAME
            };
            for line in maps.lines().filter(image) {
                // The function may have enlarged it: beyond the file there is nothing to read.
                let end = line.end.min(line.start + size.saturating_sub(line.offset));
                for from in (line.start..end).step_by(STEP) {
                    if sys::readable(fd, 0) {
                        break;
                    }
                    let to = end.min(from + STEP);
                    let first = original + line.offset + (from - line.start);
                    look(pagemap, (from, to), first);
                }
            }
        }
        // SAFETY: ours, and not used again.
        unsafe { sys::close(pagemap) };
    }
    // SAFETY: a live signal set; a mapping that nobody uses after the last look.
    unsafe {
        sys::sigprocmask(sys::SIG_SETMASK, &before, std::ptr::null_mut());
        if LOOKS_LEFT.load(Ordering::Relaxed) == 0 {
            sys::munmap(original as *mut c_void, size);
            *image = None;
        }
    }
}

/// Drops those pages of a range of ours that are as they were in `first`.
fn look(pagemap: c_int, (from, to): (usize, usize), first: usize) {
    each_own_page(pagemap, from, to, |page| {
        let (ours, theirs) = (page as *mut c_void, (first + (page - from)) as *const c_void);
        // SAFETY: both are mapped and readable: ours by what the kernel has just said, the other
        // since the zygote. A page of a private mapping of the file reads as the file does once it
        // is dropped, and nobody writes to it between the two calls.
        unsafe {
            if sys::memcmp(ours, theirs, PAGE) == 0 {
                sys::madvise(ours, PAGE, sys::MADV_DONTNEED);
            }
        }
    });
    // SAFETY: nobody uses it between looks; what is not looked at is not to be counted as ours.
    unsafe { sys::madvise(first as *mut c_void, to - from, sys::MADV_DONTNEED) };
}

/// /proc/self/maps, in memory of its own: to ask must not change what is asked about.
struct Maps {
    at: usize,
    size: usize,
}

struct Line<'a> {
    start: usize,
    end: usize,
    access: &'a [u8],
    offset: usize,
    number: u64,
    name: &'a [u8],
}

impl Maps {
    fn read() -> Outcome<Maps> {
        let file = sys::open_to_read(c"/proc/self/maps")?;
        let how = sys::PROT_READ | sys::PROT_WRITE;
        let flags = sys::MAP_PRIVATE | sys::MAP_ANONYMOUS;
        let mut maps = Maps { at: usize::MAX, size: 0 };
        // SAFETY: a new mapping, which is ours from here on; what is read stays inside it.
        unsafe {
            let at = sys::mmap(std::ptr::null_mut(), MAPS_BYTES_MAX, how, flags, -1, 0);
            if at as usize != usize::MAX {
                maps.at = at as usize;
                while maps.size < MAPS_BYTES_MAX {
                    let to = (maps.at + maps.size) as *mut c_void;
                    match sys::read(file, to, MAPS_BYTES_MAX - maps.size) {
                        size if size > 0 => maps.size += size as usize,
                        _ => break,
                    }
                }
            }
            sys::close(file);
        }
        // One that is cut might lack the end of a line.
        match maps.size {
            0 | MAPS_BYTES_MAX => Err("more mappings than are looked at".to_owned()),
            _ => Ok(maps),
        }
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        // SAFETY: so much has been read into the mapping, which lives as long as this.
        let text = unsafe { std::slice::from_raw_parts(self.at as *const u8, self.size) };
        text.split(|byte| *byte == b'\n').filter_map(parse)
    }
}

impl Drop for Maps {
    fn drop(&mut self) {
        if self.at != usize::MAX {
            // SAFETY: ours; no line outlives it.
            unsafe { sys::munmap(self.at as *mut c_void, MAPS_BYTES_MAX) };
        }
    }
}

/// `start-end access offset device number   name`.
fn parse(line: &[u8]) -> Option<Line<'_>> {
    let mut words = line.split(|byte| *byte == b' ');
    let range = words.next()?;
    let dash = range.iter().position(|byte| *byte == b'-')?;
    let (access, offset) = (words.next()?, words.next()?);
    let number = std::str::from_utf8(words.nth(1)?).ok()?.parse().ok()?;
    let name = words.find(|word| !word.is_empty()).unwrap_or_default();
    Some(Line {
        start: hexadecimal(&range[..dash])?,
        end: hexadecimal(&range[dash + 1..])?,
        access,
        offset: hexadecimal(offset)?,
        number,
        name,
    })
}

fn hexadecimal(text: &[u8]) -> Option<usize> {
    usize::from_str_radix(std::str::from_utf8(text).ok()?, 16).ok()
}
