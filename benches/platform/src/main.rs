//! The benchmarks of the platform as users meet it: the release binary, isolation and durability
//! on, signed requests. Each figure is a ratio to a yardstick that is measured in the same run,
//! interleaved with it; the processor time of the whole tree stands beside wall time. Run by
//! `cargo xtask bench`; what each figure means is in benches/README.md.

mod application;
mod bare;
mod burst;
mod client;
mod cold;
mod data;
mod figure;
mod memory;
mod messages;
mod nginx;
mod objects;
mod peers;
mod platform;
mod process;
mod queues;
mod redis;
mod trace;
mod warm;
mod yardstick;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use figure::Board;
use yardstick::Python;

const EVENT: &[u8] = br#"{"key": "value", "list": [1, 2, 3]}"#;
/// What a function with `snapStart` is invoked as.
const SNAPSHOT_QUALIFIER: &str = ":snapstart";
/// The folder of the production trace, where no argument names it.
const TRACE_VARIABLE: &str = "SQUALL_TRACE";

/// What a benchmark is given.
struct Run {
    python: Python,
    /// A tenth of everything: whether it works, not how fast.
    quick: bool,
    trace: Option<PathBuf>,
}

impl Run {
    fn times(&self, count: usize) -> usize {
        if self.quick { count.div_ceil(10) } else { count }
    }
}

type Bench = fn(&Run, &mut Board) -> io::Result<()>;

/// In the order in which they run.
const BENCHES: &[(&str, Bench)] = &[
    ("start", memory::start),
    ("cold", cold::cold),
    ("stems", cold::stems),
    ("boto", cold::boto),
    ("native", cold::native),
    ("snapshot", cold::snapshot),
    ("warm", warm::throughput),
    ("hop", warm::hop),
    ("burst", burst::burst),
    ("memory", memory::instance),
    ("registered", memory::registered),
    ("data", data::data),
    ("queues", queues::queues),
    ("messages", messages::messages),
    ("objects", objects::objects),
    ("trace", trace::replay),
];

fn main() -> io::Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [what, interpreter, workers] = words.as_slice()
        && what == "bare-server"
    {
        bare::run(interpreter, workers.parse().map_err(io::Error::other)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (mut run, mut names) = (run()?, Vec::new());
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => run.quick = true,
            "--trace" => run.trace = words.next().map(PathBuf::from),
            name if BENCHES.iter().any(|(known, _)| *known == name) => names.push(word),
            _ => {
                let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
                eprintln!("there is no benchmark {word}; there are {}", known.join(", "));
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    let mut board = Board::default();
    let mut well = true;
    for (name, bench) in BENCHES {
        if (names.is_empty() || names.iter().any(|asked| asked == name))
            && let Err(error) = bench(&run, &mut board)
        {
            board.skip(name, &error.to_string());
            well = false;
        }
    }
    board.print();
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run() -> io::Result<Run> {
    let trace = std::env::var_os(TRACE_VARIABLE).map(PathBuf::from);
    Ok(Run { python: Python::find()?, quick: false, trace })
}
