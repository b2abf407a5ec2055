//! The program: reads the command line, does what it says.

mod banner;
mod clock;
mod compose;
mod consent;
mod custody;
mod data;
mod deploy;
mod desk;
mod destination;
mod difference;
mod doctor;
mod exchange;
mod failure;
mod happening;
mod insight;
mod issuers;
mod logs;
mod memory;
mod origin;
mod packing;
mod permissions;
mod place;
mod pools;
mod prepare;
mod privilege;
mod publish;
mod remote;
mod settings;
mod up;

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use cli::{Command, Parsed, Style, Talk};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::failure::Failure;
use crate::place::Place;

fn main() -> ExitCode {
    sandbox::warden_if_asked();
    let command = match cli::parse(std::env::args_os()) {
        Parsed::Run(command) => command,
        Parsed::Show(text) => {
            print!("{text}");
            return ExitCode::SUCCESS;
        }
        Parsed::Mistake(text) => {
            eprint!("{text}");
            return ExitCode::from(2);
        }
    };
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    log_to_stderr(!no_color && std::io::stderr().is_terminal());
    let talk = Arc::new(Talk::to_stderr(no_color));
    run(command, &talk)
}

fn run(command: Command, talk: &Arc<Talk>) -> ExitCode {
    let done = match command {
        Command::Up(asked) => {
            return match up::run(&asked, talk) {
                Ok(()) => ExitCode::SUCCESS,
                Err(stopped) => {
                    up::say(talk, &stopped);
                    ExitCode::FAILURE
                }
            };
        }
        Command::Deploy(asked) => {
            let code = Place::of(&asked.place).and_then(|p| desk::deploy(&p, &asked, talk));
            return code.map_or_else(|failure| fail(talk, &failure), ExitCode::from);
        }
        Command::Stack { place, json } => {
            Place::of(&place).and_then(|place| desk::show(&place, json)).map(|()| true)
        }
        Command::Invoke(asked) => {
            Place::of(&asked.place).and_then(|place| remote::invoke(&place, &asked, talk))
        }
        Command::Logs(asked) => {
            Place::of(&asked.place).and_then(|place| logs::print(&place, &asked)).map(|()| true)
        }
        Command::Ls { place, json } => {
            Place::of(&place).and_then(|place| remote::list(&place, json)).map(|()| true)
        }
        Command::Events { place, json } => {
            Place::of(&place).and_then(|place| insight::events(&place, json)).map(|()| true)
        }
        Command::Pools { place, json } => {
            Place::of(&place).and_then(|place| pools::show(&place, json)).map(|()| true)
        }
        Command::IamReport { place, json } => {
            Place::of(&place).and_then(|place| permissions::report(&place, json)).map(|()| true)
        }
        Command::Usage { place, json } => {
            Place::of(&place).and_then(|place| insight::usage(&place, json)).map(|()| true)
        }
        Command::Clock(asked) => clock::run(&asked, talk).map(|()| true),
        Command::Backup { place, file } => {
            Place::of(&place).and_then(|place| custody::backup(&place, &file, talk)).map(|()| true)
        }
        Command::Restore { place, file } => {
            Place::of(&place).and_then(|place| custody::restore(&place, &file, talk)).map(|()| true)
        }
        Command::DataExport(asked) => Place::of(&asked.place)
            .and_then(|place| data::export(&place, &asked, talk))
            .map(|()| true),
        Command::DataImport(asked) => Place::of(&asked.place)
            .and_then(|place| data::import(&place, &asked, talk))
            .map(|()| true),
        Command::Doctor { place, data: true, json } => {
            Place::of(&place).and_then(|place| custody::check(&place, json))
        }
        Command::Doctor { json, .. } => doctor::run(json),
        Command::Version { json } => Ok(version(json)),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => fail(talk, &failure),
    }
}

/// The operator's log: warnings, or what `SQUALL_LOG` asks for (error, warn, info, debug, trace).
fn log_to_stderr(colour: bool) {
    let asked = std::env::var("SQUALL_LOG").ok().and_then(|level| level.parse().ok());
    let level = asked.unwrap_or(tracing::Level::WARN);
    let log = tracing_subscriber::fmt().with_max_level(level).with_ansi(colour);
    // A library that calls what its caller did wrong an error of the program's.
    let ours = filter_fn(|told| !told.target().starts_with("s3s"));
    log.with_writer(std::io::stderr).finish().with(ours).init();
}

fn fail(talk: &Talk, failure: &Failure) -> ExitCode {
    talk.say(Style::Bad, &failure.to_string());
    ExitCode::FAILURE
}

fn version(as_json: bool) -> bool {
    let version = env!("CARGO_PKG_VERSION");
    match as_json {
        true => println!("{}", serde_json::json!({"version": version})),
        false => println!("squall {version}"),
    }
    true
}
