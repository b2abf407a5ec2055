//! `squall doctor`: what this machine offers, what is missing, and how to get it.

use sandbox::{Report, Warden, interpreter};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::{banner, place};

/// The runtimes that Lambda has.
const PYTHONS: [(u32, u32); 5] = [(3, 9), (3, 10), (3, 11), (3, 12), (3, 13)];

/// Prints it. False where functions could not run here.
pub fn run(as_json: bool) -> Result<bool, Failure> {
    let scratch = place::cache()?.join(format!("doctor-{}", std::process::id()));
    let options = sandbox::Options {
        level: None,
        state_dir: scratch,
        hidden: Vec::new(),
        sources: Vec::new(),
        interpreters: Vec::new(),
        listen_ports: vec![4566],
        program_ports: vec![engine::RUNTIME_API_PORT],
    };
    let launched = Warden::probe(&options);
    let found: Vec<(String, Option<String>)> = PYTHONS
        .iter()
        .map(|&(major, minor)| {
            let best = interpreter::find((major, minor)).into_iter().next();
            let best = best.map(|one| {
                let (major, minor, patch) = one.version;
                format!("Python {major}.{minor}.{patch} at {}", one.path.display())
            });
            (format!("python{major}.{minor}"), best)
        })
        .collect();
    let well = launched.is_ok() && found.iter().any(|(_, best)| best.is_some());
    if as_json {
        println!("{:#}", object(&launched, &found));
        return Ok(well);
    }
    match &launched {
        Ok(report) => {
            println!("isolation: {}", banner::isolation(report));
            for refusal in &report.refused {
                println!("  level {} is not to be had: {}", refusal.level.name(), refusal.missing);
                println!("  to grant it: {}", refusal.grant);
            }
        }
        Err(error) => println!("isolation: none of the levels works: {error}"),
    }
    for (runtime, best) in &found {
        println!("{runtime}: {}", best.as_deref().unwrap_or("no interpreter"));
    }
    Ok(well)
}

fn object(launched: &Result<Report, sandbox::Error>, found: &[(String, Option<String>)]) -> Value {
    let isolation = match launched {
        Err(error) => json!({"level": null, "why": error.to_string()}),
        Ok(report) => {
            let refused: Vec<Value> = report
                .refused
                .iter()
                .map(|refusal| {
                    let level = refusal.level.name();
                    json!({"level": level, "missing": refusal.missing, "grant": refusal.grant})
                })
                .collect();
            let enforced = report.enforced.iter().cloned();
            let enforced: serde_json::Map<String, Value> =
                enforced.map(|(limit, how)| (limit, Value::String(how))).collect();
            json!({"level": report.level.name(), "refused": refused, "enforced": enforced})
        }
    };
    let runtimes: serde_json::Map<String, Value> =
        found.iter().map(|(name, best)| (name.clone(), json!(best))).collect();
    json!({"isolation": isolation, "runtimes": runtimes})
}
