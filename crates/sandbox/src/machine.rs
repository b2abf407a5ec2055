//! What the machine has of memory, and whether it is short of it.

use std::fs;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    pub total_bytes: u64,
    /// What programs could still get without others being pushed out.
    pub available_bytes: u64,
    /// How much of the last ten seconds somebody waited for memory. 0 where the kernel does not
    /// say.
    pub stalled_percent: f64,
}

/// `None`: the kernel does not say.
pub fn memory() -> Option<Memory> {
    let info = fs::read_to_string("/proc/meminfo").ok()?;
    let pressure = fs::read_to_string("/proc/pressure/memory").unwrap_or_default();
    Some(Memory {
        total_bytes: bytes_of(&info, "MemTotal:")?,
        available_bytes: bytes_of(&info, "MemAvailable:")?,
        stalled_percent: stalled(&pressure).unwrap_or(0.0),
    })
}

/// The bytes of a line `NAME 12 kB`.
fn bytes_of(info: &str, name: &str) -> Option<u64> {
    let line = info.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok()?.checked_mul(1024)
}

/// `some avg10=1.23 avg60=...`.
fn stalled(pressure: &str) -> Option<f64> {
    let line = pressure.lines().find_map(|line| line.strip_prefix("some avg10="))?;
    line.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_s_words_are_read() {
        let info = "MemTotal:       16 kB\nMemFree:  1 kB\nMemAvailable:    8 kB\n";
        assert_eq!(bytes_of(info, "MemTotal:"), Some(16_384));
        assert_eq!(bytes_of(info, "MemAvailable:"), Some(8_192));
        assert_eq!(bytes_of(info, "Mem:"), None);
        let pressure = "some avg10=12.50 avg60=0.00 avg300=0.00 total=1\nfull avg10=99.00\n";
        assert_eq!(stalled(pressure), Some(12.5));
        assert_eq!(stalled(""), None);
    }

    #[test]
    fn this_machine_has_memory() {
        let memory = memory().unwrap();
        assert!(memory.available_bytes > 0 && memory.available_bytes <= memory.total_bytes);
    }
}
