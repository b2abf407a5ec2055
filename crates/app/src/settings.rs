//! The settings of the platform: `custom.squall` in the manifest, `--set` on the command line.
//!
//! Each has the value of AWS, or what suits a laptop, when nobody sets it. They are read at the
//! start; an edit of them counts from the next one.

use std::time::Duration;

use cli::Up;
use engine::Cpu;
use manifest::{Application, Problem, Setting};
use sandbox::Egress;

use crate::deploy::Stopped;
use crate::failure::Failure;

/// What settings change.
#[derive(Clone, Debug, Default)]
pub struct Tuning {
    pub engine: engine::Options,
    /// What policies deny is logged and done.
    pub audit: bool,
    pub issuers: crate::issuers::Known,
    /// Other accounts than the application's.
    pub strangers: Vec<sts::Stranger>,
    /// Whether new buckets are open to lists of access, as before April 2023.
    pub open_buckets: bool,
}

/// What part of the machine's memory idle instances may hold.
const IDLE_PART: u64 = 4;

/// One setting. `apply` is false where the text is not what is expected.
struct Known {
    name: &'static str,
    expected: &'static str,
    apply: fn(&mut Tuning, &str) -> bool,
}

/// In the order of `docs/settings.md`, which says what each is for.
const KNOWN: &[Known] = &[
    Known {
        name: "accounts",
        expected: "accounts and keys of their roots, `111122223333=KEYID:SECRET,...`",
        apply: |tuning, text| put(&mut tuning.strangers, strangers(text)),
    },
    Known {
        name: "async.backoffMax",
        expected: "a time such as 500ms, 60s or 5m",
        apply: |tuning, text| put(&mut tuning.engine.events.backoff_max, duration(text)),
    },
    Known {
        name: "async.backoffMin",
        expected: "a time such as 500ms, 1s or 1m",
        apply: |tuning, text| put(&mut tuning.engine.events.backoff_min, duration(text)),
    },
    Known {
        name: "async.inFlight",
        expected: "a number of events, 1 to 4000",
        apply: |tuning, text| {
            let places = number(text, 1, 4000);
            put(&mut tuning.engine.events.in_flight_max, places.map(Some))
        },
    },
    Known {
        name: "async.retryDelays",
        expected: "one or two times such as `60s,120s`",
        apply: |tuning, text| put(&mut tuning.engine.events.retry_delays, durations(text)),
    },
    Known {
        name: "concurrency",
        expected: "a number of invocations, 1 to 4000",
        apply: |tuning, text| put(&mut tuning.engine.account_concurrency, number(text, 1, 4000)),
    },
    Known {
        name: "cpu",
        expected: "`shares` or `quota`",
        apply: |tuning, text| put(&mut tuning.engine.cpu, cpu(text)),
    },
    Known {
        name: "egress",
        expected: "`allow` or `deny`, and networks such as 10.1.0.0/16 or 127.0.0.1:5432",
        apply: |tuning, text| put(&mut tuning.engine.egress, Egress::parse(text).ok()),
    },
    Known {
        name: "freezeAfter",
        expected: "a time such as 75ms or 24h",
        apply: |tuning, text| put(&mut tuning.engine.freeze_after, duration(text)),
    },
    Known {
        name: "iam.mode",
        expected: "`enforce` or `audit`",
        apply: |tuning, text| put(&mut tuning.audit, audit(text)),
    },
    Known {
        name: "idle.memory",
        expected: "an amount such as 512MB or 4GB",
        apply: |tuning, text| put(&mut tuning.engine.idle_memory_bytes, bytes(text)),
    },
    Known {
        name: "idle.price",
        expected: "a time such as 20s, 60s or 10m, not 0",
        apply: |tuning, text| {
            let price = duration(text).filter(|price| !price.is_zero());
            put(&mut tuning.engine.idle_price, price)
        },
    },
    Known {
        name: "idleTimeout",
        expected: "`auto`, or a time such as 500ms, 60s or 10m",
        apply: |tuning, text| put(&mut tuning.engine.idle_timeout, idle_timeout(text)),
    },
    Known {
        name: "s3.newBuckets",
        expected: "`closed` or `open`",
        apply: |tuning, text| put(&mut tuning.open_buckets, open_buckets(text)),
    },
    Known {
        name: "stems.max",
        expected: "a number of processes, 0 to 1000",
        apply: |tuning, text| put(&mut tuning.engine.stems.max, number(text, 0, 1000)),
    },
    Known {
        name: "stems.memory",
        expected: "an amount such as 64MB or 1GB",
        apply: |tuning, text| put(&mut tuning.engine.stems.memory_bytes, bytes(text)),
    },
    Known {
        name: "stems.min",
        expected: "a number of processes, 0 to 1000",
        apply: |tuning, text| put(&mut tuning.engine.stems.min, number(text, 0, 1000)),
    },
    Known {
        name: "stems.renewAfter",
        expected: "a time such as 10m or 1h",
        apply: |tuning, text| put(&mut tuning.engine.stems.renew_after, duration(text)),
    },
    Known {
        name: "stems.renewForks",
        expected: "a number of forks, at least 1",
        apply: |tuning, text| put(&mut tuning.engine.stems.renew_forks, number(text, 1, u64::MAX)),
    },
    Known {
        name: "sts.issuers",
        expected: "issuers and files of their keys, `https://issuer.example=keys.json,...`",
        apply: |tuning, text| put(&mut tuning.issuers, crate::issuers::Known::parse(text)),
    },
];

/// The settings of a start. The command line's go before the manifest's.
pub fn read(application: &Application, asked: &Up) -> Result<Tuning, Stopped> {
    let mut tuning = Tuning::default();
    if let Some(memory) = sandbox::machine::memory() {
        tuning.engine.idle_memory_bytes = memory.total_bytes / IDLE_PART;
    }
    let mut problems = Vec::new();
    for Setting { name, value, at } in &application.settings {
        if let Err((what, expected)) = apply(&mut tuning, name, value) {
            problems.push(Problem::new(at, format!("custom.squall: {what}")).expected(expected));
        }
    }
    if !problems.is_empty() {
        return Err(Stopped::Manifest(problems));
    }
    for (name, value) in &asked.settings {
        if let Err((what, expected)) = apply(&mut tuning, name, value) {
            let failure = Failure::new(format!("--set: {what}"), "", format!("use {expected}"));
            return Err(Stopped::Failure(failure));
        }
    }
    Ok(tuning)
}

/// The error is what is wrong, and what was expected.
fn apply(tuning: &mut Tuning, name: &str, value: &str) -> Result<(), (String, String)> {
    let Some(known) = KNOWN.iter().find(|known| known.name == name) else {
        let names: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
        let expected = format!("one of {}", names.join(", "));
        return Err((format!("there is no setting {name}"), expected));
    };
    if (known.apply)(tuning, value) {
        return Ok(());
    }
    Err((format!("{name} is {value}"), known.expected.to_owned()))
}

fn put<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

fn number<T: std::str::FromStr + PartialOrd>(text: &str, min: T, max: T) -> Option<T> {
    text.parse().ok().filter(|number| (&min..=&max).contains(&number))
}

/// `1500ms`, `60s`, `10m`, `1h`: a whole number and its unit, a day at most.
pub fn duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits.parse().ok()?;
    let unit_ms = match &text[digits.len()..] {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let ms = number.checked_mul(unit_ms).filter(|ms| *ms <= 86_400_000)?;
    Some(Duration::from_millis(ms))
}

/// `512KB`, `64MB`, `2GB`: a whole number and its unit, in powers of 1024.
pub fn bytes(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits.parse().ok()?;
    let shift = match &text[digits.len()..] {
        "KB" => 10,
        "MB" => 20,
        "GB" => 30,
        _ => return None,
    };
    number.checked_mul(1 << shift)
}

/// One or two times, before the second attempt and before the third.
fn durations(text: &str) -> Option<Vec<Duration>> {
    let all: Vec<Duration> = text.split(',').map(duration).collect::<Option<_>>()?;
    (all.len() <= 2).then_some(all)
}

/// `auto`: as a function's calls tell.
fn idle_timeout(text: &str) -> Option<Option<Duration>> {
    if text == "auto" { Some(None) } else { duration(text).map(Some) }
}

/// `111122223333=KEYID:SECRET`, several behind commas.
fn strangers(text: &str) -> Option<Vec<sts::Stranger>> {
    let one = |text: &str| {
        let (account, key) = text.split_once('=')?;
        let (id, secret) = key.split_once(':')?;
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        (is_account && !id.is_empty() && !secret.is_empty()).then(|| sts::Stranger {
            account: account.to_owned(),
            access_key_id: id.to_owned(),
            secret_access_key: secret.to_owned(),
        })
    };
    text.split(',').map(one).collect()
}

fn open_buckets(text: &str) -> Option<bool> {
    match text {
        "closed" => Some(false),
        "open" => Some(true),
        _ => None,
    }
}

fn audit(text: &str) -> Option<bool> {
    match text {
        "enforce" => Some(false),
        "audit" => Some(true),
        _ => None,
    }
}

fn cpu(text: &str) -> Option<Cpu> {
    match text {
        "shares" => Some(Cpu::Shares),
        "quota" => Some(Cpu::Quota),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_its_unit() {
        for (text, ms) in [
            ("500ms", Some(500)),
            ("60s", Some(60_000)),
            ("10m", Some(600_000)),
            ("24h", Some(86_400_000)),
            ("25h", None),
            ("10", None),
            ("ms", None),
            ("-1s", None),
            ("1.5s", None),
            ("99999999999999999999h", None),
        ] {
            assert_eq!(duration(text), ms.map(Duration::from_millis), "{text}");
        }
    }

    #[test]
    fn an_amount_of_memory_has_its_unit() {
        for (text, expected) in [
            ("64MB", Some(64 << 20)),
            ("1GB", Some(1 << 30)),
            ("0KB", Some(0)),
            ("64", None),
            ("64mb", None),
            ("99999999999999999GB", None),
        ] {
            assert_eq!(bytes(text), expected, "{text}");
        }
    }

    #[test]
    fn a_setting_is_taken_or_told_what_it_should_be() {
        let mut tuning = Tuning::default();
        for (name, value) in [("cpu", "quota"), ("stems.max", "0"), ("idleTimeout", "10m")] {
            assert_eq!(apply(&mut tuning, name, value), Ok(()));
        }
        assert_eq!((tuning.engine.cpu, tuning.engine.stems.max), (Cpu::Quota, 0));
        assert_eq!(tuning.engine.idle_timeout, Some(Duration::from_secs(600)));
        let accounts = "111122223333=AKID:secret,222233334444=B:x:y";
        assert_eq!(apply(&mut tuning, "accounts", accounts), Ok(()));
        assert_eq!(tuning.strangers[1].secret_access_key, "x:y");
        assert!(apply(&mut tuning, "accounts", "1=A:b").is_err());
        for (name, value, word) in
            [("cpu", "fast", "`shares`"), ("stems.min", "-1", "0 to 1000"), ("color", "1", "cpu")]
        {
            let (_, expected) = apply(&mut tuning, name, value).unwrap_err();
            assert!(expected.contains(word), "{name}: {expected}");
        }
    }

    #[test]
    fn the_names_are_in_order_and_described() {
        let described = include_str!("../../../docs/settings.md");
        assert!(KNOWN.is_sorted_by_key(|known| known.name));
        for known in KNOWN {
            assert!(described.contains(&format!("| `{}` |", known.name)), "{}", known.name);
        }
    }
}
