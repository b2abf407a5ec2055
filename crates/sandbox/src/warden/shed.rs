//! How a process that only has to be there lets its memory go.
//!
//! The first process of a sandbox is a child of the builder and never executes anything, so it has
//! all of the builder's mappings, a tenth of what an idle instance costs. It needs none of them to
//! sleep: what is left are the program's code, which all share, and the thread's own block, where
//! the kernel writes.

use std::fs;

#[derive(Clone, Copy)]
pub struct Range {
    start: usize,
    end: usize,
}

/// More would not fit where they are kept.
const RANGES_MAX: usize = 256;

/// What is mapped now. Empty where that cannot be known.
pub fn mapped() -> Vec<Range> {
    let text = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

fn parse(line: &str) -> Option<Range> {
    let (start, rest) = line.split_once('-')?;
    let (end, _) = rest.split_once(' ')?;
    let number = |text| usize::from_str_radix(text, 16).ok();
    Some(Range { start: number(start)?, end: number(end)? })
}

/// Sleeps until it is killed. Every signal is blocked.
#[cfg(target_arch = "x86_64")]
pub fn wait_forever(mapped: &[Range]) -> ! {
    let stack_word = 0u8;
    // SAFETY: an address, always there.
    let block = unsafe { libc::__errno_location() } as usize;
    let (code, stack) =
        (wait_forever as fn(&[Range]) -> ! as usize, &raw const stack_word as usize);
    let has = |range: &Range, at: usize| range.start <= at && at < range.end;
    let Some(stack) = mapped.iter().find(|range| has(range, stack)).copied() else {
        sleep_forever()
    };
    let (mut away, mut count) = ([(0, 0); RANGES_MAX], 0);
    for range in mapped {
        if [code, block, stack.start].iter().any(|at| has(range, *at)) {
            continue;
        }
        if count == RANGES_MAX {
            break;
        }
        away[count] = (range.start, range.end - range.start);
        count += 1;
    }
    // SAFETY: from here on nothing is touched but this code, the stack, and, at the end, this code
    // alone: no function of a library is called, and no handler of a signal is. What the kernel
    // does not let go, as its own pages on some machines, stays.
    unsafe {
        let mut at = 0;
        while at < count {
            std::arch::asm!(
                "syscall",
                inlateout("rax") libc::SYS_munmap => _,
                in("rdi") away[at].0,
                in("rsi") away[at].1,
                lateout("rcx") _,
                lateout("r11") _,
                options(nostack),
            );
            at += 1;
        }
        std::arch::asm!(
            "syscall",
            "2:",
            "mov eax, {pause}",
            "syscall",
            "jmp 2b",
            pause = const libc::SYS_pause,
            in("rax") libc::SYS_munmap,
            in("rdi") stack.start,
            in("rsi") stack.end - stack.start,
            options(noreturn, nostack),
        )
    }
}

/// As above, with all that it has.
#[cfg(not(target_arch = "x86_64"))]
pub fn wait_forever(_: &[Range]) -> ! {
    sleep_forever()
}

fn sleep_forever() -> ! {
    loop {
        // SAFETY: no pointers.
        unsafe { libc::pause() };
    }
}
