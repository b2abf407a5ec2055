//! What may be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

/// The ports that the tools already default to; Redis's own is 6379.
const HTTP_PORT: &str = "3000";
const AWS_PORT: &str = "4566";

const VIRTUAL: &str = "virtual";
/// Longer than a cold start on a busy machine; a function may run longer.
const PATIENCE: &str = "60s";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Up(Up),
    Deploy(Deploy),
    Stack { place: Place, json: bool },
    Invoke(Invoke),
    Logs(Logs),
    Ls { place: Place, json: bool },
    Events { place: Place, json: bool },
    Pools { place: Place, json: bool },
    Usage { place: Place, json: bool },
    Clock(Clock),
    IamReport { place: Place, json: bool },
    Backup { place: Place, file: PathBuf },
    Restore { place: Place, file: PathBuf },
    DataExport(DataExport),
    DataImport(DataImport),
    Doctor { place: Place, data: bool, json: bool },
    Version { json: bool },
}

/// Which application, and where its state is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The folder with the `serverless.yml`; none is the current one.
    pub dir: Option<PathBuf>,
    /// None is `.squall` in the application's folder.
    pub data_dir: Option<PathBuf>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Up {
    pub place: Place,
    pub stage: Option<String>,
    pub region: Option<String>,
    pub port: u16,
    pub aws_port: u16,
    /// None: nobody asked for it.
    pub redis_port: Option<u16>,
    pub ephemeral: bool,
    /// A clock that stands still until it is moved, instead of the machine's.
    pub virtual_clock: bool,
    pub level: Option<String>,
    /// Every `--param NAME=VALUE`, as `${opt:NAME}` and `${param:NAME}` see them.
    pub params: Vec<(String, String)>,
    /// Every `--set NAME=VALUE`: settings of the platform, before those of `custom.squall`.
    pub settings: Vec<(String, String)>,
    /// What the manifest says now may lose data.
    pub yes: bool,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// `squall deploy`; `squall diff` is a dry run of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Deploy {
    pub place: Place,
    /// The running application's, unless this says otherwise, which is refused then.
    pub stage: Option<String>,
    /// Every `--param NAME=VALUE`.
    pub params: Vec<(String, String)>,
    pub yes: bool,
    pub dry_run: bool,
    pub json: bool,
    /// A dry run that finds something to do ends with a code of its own.
    pub exit_code: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Clock {
    pub place: Place,
    pub tell: Tell,
    /// How long nothing may be done of what has become due: a time such as `60s`.
    pub patience: String,
    pub json: bool,
}

/// What a clock is told.
#[derive(Debug, PartialEq, Eq)]
pub enum Tell {
    Show,
    /// By a time such as `1h`.
    Advance(String),
    /// To a time of RFC 3339.
    Set(String),
}

#[derive(Debug, PartialEq, Eq)]
pub struct Invoke {
    pub place: Place,
    pub function: String,
    /// A JSON text, `@FILE`, or `-` for standard input.
    pub data: Option<String>,
    pub log: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Logs {
    pub place: Place,
    pub function: Option<String>,
    pub follow: bool,
    pub lines: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct DataExport {
    pub place: Place,
    /// Where `AWSDynamoDB/` is made.
    pub folder: PathBuf,
    /// All where there are none.
    pub tables: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct DataImport {
    pub place: Place,
    /// An export, a folder with exports, or data files.
    pub path: PathBuf,
    /// Overrides the export's.
    pub table: Option<String>,
    /// A CreateTable request, for a table that is not there.
    pub definition: Option<PathBuf>,
    /// Whether items that are there may be replaced.
    pub merge: bool,
}

/// What came of reading the command line.
#[derive(Debug)]
pub enum Parsed {
    Run(Command),
    /// Help that was asked for: print to standard output and end with 0.
    Show(String),
    /// A mistake: print to standard error and end with 2.
    Mistake(String),
}

/// Reads the arguments, the program's own name first.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Parsed {
    match grammar().try_get_matches_from(arguments) {
        Ok(matches) => match read(&matches) {
            Ok(command) => Parsed::Run(command),
            Err(mistake) => Parsed::Mistake(mistake),
        },
        Err(error) if error.use_stderr() => Parsed::Mistake(error.to_string()),
        Err(error) => Parsed::Show(error.to_string()),
    }
}

fn read(matches: &ArgMatches) -> Result<Command, String> {
    let Some((name, given)) = matches.subcommand() else {
        return Err("a command is missing: try `squall up` or `squall --help`\n".into());
    };
    let text = |key: &str| given.get_one::<String>(key).cloned();
    let port = |key: &str| given.get_one::<u16>(key).copied().unwrap_or_default();
    Ok(match name {
        "up" => Command::Up(Up {
            place: place(given),
            stage: text("stage"),
            region: text("region"),
            port: port("port"),
            aws_port: port("aws-port"),
            redis_port: given.get_one::<u16>("redis-port").copied(),
            ephemeral: given.get_flag("ephemeral"),
            virtual_clock: text("clock").as_deref() == Some(VIRTUAL),
            level: text("level"),
            params: pairs(given, "param")?,
            settings: pairs(given, "set")?,
            yes: given.get_flag("yes"),
            dry_run: given.get_flag("dry-run"),
        }),
        "deploy" | "diff" => deploy_asked(name, given)?,
        "stack" => Command::Stack { place: place(given), json: given.get_flag("json") },
        "invoke" => Command::Invoke(Invoke {
            place: place(given),
            function: text("function").unwrap_or_default(),
            data: text("data"),
            log: given.get_flag("log"),
        }),
        "logs" => Command::Logs(Logs {
            place: place(given),
            function: text("function"),
            follow: given.get_flag("follow"),
            lines: given.get_one::<usize>("lines").copied().unwrap_or_default(),
        }),
        "ls" => Command::Ls { place: place(given), json: given.get_flag("json") },
        "events" => Command::Events { place: place(given), json: given.get_flag("json") },
        "pools" => Command::Pools { place: place(given), json: given.get_flag("json") },
        "usage" => Command::Usage { place: place(given), json: given.get_flag("json") },
        "clock" => Command::Clock(clock_asked(given)),
        "iam" => match given.subcommand() {
            Some((_, given)) => {
                Command::IamReport { place: place(given), json: given.get_flag("json") }
            }
            None => return Err("a command is missing: try `squall iam report`\n".into()),
        },
        "data" => data_command(given)?,
        "backup" => Command::Backup { place: place(given), file: path(given, "file") },
        "restore" => Command::Restore { place: place(given), file: path(given, "file") },
        "doctor" => Command::Doctor {
            place: place(given),
            data: given.get_flag("data"),
            json: given.get_flag("json"),
        },
        _ => Command::Version { json: given.get_flag("json") },
    })
}

/// A diff is a deployment that is not done.
fn deploy_asked(name: &str, given: &ArgMatches) -> Result<Command, String> {
    let is_diff = name == "diff";
    Ok(Command::Deploy(Deploy {
        place: place(given),
        stage: given.get_one::<String>("stage").cloned(),
        params: pairs(given, "param")?,
        yes: !is_diff && given.get_flag("yes"),
        dry_run: is_diff || given.get_flag("dry-run"),
        json: given.get_flag("json"),
        exit_code: is_diff && given.get_flag("exit-code"),
    }))
}

fn clock_asked(given: &ArgMatches) -> Clock {
    let (tell, given) = match given.subcommand() {
        None => (Tell::Show, given),
        Some((name, given)) => {
            let time = given.get_one::<String>("time").cloned().unwrap_or_default();
            (if name == "set" { Tell::Set(time) } else { Tell::Advance(time) }, given)
        }
    };
    let patience = given.try_get_one::<String>("patience").ok().flatten();
    Clock {
        place: place(given),
        tell,
        patience: patience.map_or(PATIENCE, String::as_str).to_owned(),
        json: given.get_flag("json"),
    }
}

fn data_command(given: &ArgMatches) -> Result<Command, String> {
    Ok(match given.subcommand() {
        Some(("export", given)) => Command::DataExport(DataExport {
            place: place(given),
            folder: path(given, "folder"),
            tables: given.get_many::<String>("table").into_iter().flatten().cloned().collect(),
        }),
        Some((_, given)) => Command::DataImport(DataImport {
            place: place(given),
            path: path(given, "path"),
            table: given.get_one::<String>("table").cloned(),
            definition: given.get_one::<PathBuf>("definition").cloned(),
            merge: given.get_flag("merge"),
        }),
        None => return Err("a command is missing: try `squall data export`\n".into()),
    })
}

fn path(given: &ArgMatches, name: &str) -> PathBuf {
    given.get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

fn place(given: &ArgMatches) -> Place {
    Place {
        dir: given.get_one::<PathBuf>("dir").cloned(),
        data_dir: given.get_one::<PathBuf>("data-dir").cloned(),
    }
}

fn pairs(given: &ArgMatches, flag: &str) -> Result<Vec<(String, String)>, String> {
    let all = given.get_many::<String>(flag).into_iter().flatten();
    all.map(|pair| match pair.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(format!("--{flag} {pair}: expected NAME=VALUE\n")),
    })
    .collect()
}

fn grammar() -> clap::Command {
    clap::Command::new("squall")
        .about("Your serverless app, running for real, on your own machine.")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(up())
        .subcommand(deploy())
        .subcommand(diff())
        .subcommand(stack())
        .subcommand(invoke())
        .subcommand(logs())
        .subcommand(placed(clap::Command::new("ls").about("List the functions")).arg(json()))
        .subcommand(events())
        .subcommand(pools())
        .subcommand(usage())
        .subcommand(clock())
        .subcommand(iam())
        .subcommand(data())
        .subcommand(with_file("backup", "Write all state, as of now, to a file"))
        .subcommand(with_file("restore", "Make the state of a backup; there must be none yet"))
        .subcommand(
            placed(clap::Command::new("doctor"))
                .about("Say what this machine offers and what is missing")
                .arg(flag("data", "Check instead whether the state agrees with itself"))
                .arg(json()),
        )
        .subcommand(clap::Command::new("version").about("Print the version").arg(json()))
}

fn up() -> clap::Command {
    placed(clap::Command::new("up").about("Run the application of a serverless.yml"))
        .arg(valued("stage", "NAME", "The stage; overrides the manifest's"))
        .arg(valued("region", "NAME", "The region; overrides the manifest's"))
        .arg(port("port", HTTP_PORT, "The application's HTTP port; 0 takes a free one"))
        .arg(port("aws-port", AWS_PORT, "The AWS endpoint's port; 0 takes a free one"))
        .arg(
            valued("redis-port", "PORT", "The Redis port (6379); 0 takes a free one")
                .value_parser(value_parser!(u16)),
        )
        .arg(flag("ephemeral", "Keep nothing: the state is in memory and ends with the run"))
        .arg(
            valued("clock", "CLOCK", "The clock: the machine's, or one that `squall clock` moves")
                .value_parser(["system", VIRTUAL]),
        )
        .arg(
            valued("level", "LEVEL", "Insist on an isolation level")
                .value_parser(["full", "rootless", "guarded"]),
        )
        .arg(valued("param", "NAME=VALUE", "A value for ${param:NAME}").action(ArgAction::Append))
        .arg(
            valued("set", "NAME=VALUE", "A setting of the platform; overrides custom.squall")
                .action(ArgAction::Append),
        )
        .arg(yes())
        .arg(dry_run())
}

fn deploy() -> clap::Command {
    let about = "Bring the running application to what its manifest says, also what loses data";
    deployed(clap::Command::new("deploy").about(about)).arg(yes()).arg(dry_run()).arg(json())
}

fn diff() -> clap::Command {
    let about = "Say what `squall deploy` would do";
    let code = flag("exit-code", "End with 4 where something would be done");
    deployed(clap::Command::new("diff").about(about)).arg(json()).arg(code)
}

fn deployed(command: clap::Command) -> clap::Command {
    placed(command)
        .arg(valued("stage", "NAME", "The stage; the server's own by default"))
        .arg(valued("param", "NAME=VALUE", "A value for ${param:NAME}").action(ArgAction::Append))
}

fn stack() -> clap::Command {
    placed(clap::Command::new("stack").about("List what is deployed, and its outputs")).arg(json())
}

fn yes() -> Arg {
    flag("yes", "Do without asking what removes or replaces what holds data")
}

fn dry_run() -> Arg {
    flag("dry-run", "Only say what would be done")
}

fn invoke() -> clap::Command {
    placed(clap::Command::new("invoke").about("Call a function of the running application"))
        .arg(
            Arg::new("function")
                .required(true)
                .value_name("FUNCTION")
                .help("Its name in the serverless.yml, or in AWS"),
        )
        .arg(
            valued("data", "JSON", "The event: a JSON text, @FILE, or - for standard input")
                .short('d'),
        )
        .arg(flag("log", "Print the end of the function's log, on standard error").short('l'))
}

fn logs() -> clap::Command {
    placed(clap::Command::new("logs").about("Print what functions have logged"))
        .arg(
            Arg::new("function")
                .value_name("FUNCTION")
                .help("Only this one's; everybody's by default"),
        )
        .arg(flag("follow", "Go on printing as more is logged").short('f'))
        .arg(
            valued("lines", "COUNT", "How many earlier lines to begin with")
                .short('n')
                .default_value("100")
                .value_parser(value_parser!(usize)),
        )
}

fn events() -> clap::Command {
    let about = "List the events that wait, and the records that nobody took";
    placed(clap::Command::new("events").about(about)).arg(json())
}

fn pools() -> clap::Command {
    let about = "Say what is kept ready for the next start, and what it takes of the machine";
    placed(clap::Command::new("pools").about(about)).arg(json())
}

fn usage() -> clap::Command {
    let about =
        "Say what functions have used: requests, errors, throttles, cold starts, GB-seconds";
    placed(clap::Command::new("usage").about(about)).arg(json())
}

fn clock() -> clap::Command {
    let about = "Say what time it is for the application, or move its virtual clock";
    let moving = |name: &'static str, value: &'static str, about: &'static str| {
        let patience = "How long nothing may be done of what has become due";
        let time = Arg::new("time").required(true).value_name(value);
        placed(clap::Command::new(name).about(about))
            .arg(time.help("Such as 90s, 1h30m or 2d; 2030-01-31T08:00:00Z for `set`"))
            .arg(valued("patience", "TIME", patience).default_value(PATIENCE))
            .arg(json())
    };
    placed(clap::Command::new("clock").about(about))
        .arg(json())
        .subcommand(moving("advance", "SPAN", "Go on by a time, and do what becomes due"))
        .subcommand(moving("set", "TIME", "Go on to a time, and do what becomes due"))
}

fn iam() -> clap::Command {
    let about = "Say which permissions were used, which never, and which would have been enough";
    clap::Command::new("iam")
        .about("Look at who may do what")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(placed(clap::Command::new("report").about(about)).arg(json()))
}

fn data() -> clap::Command {
    let file = |name: &'static str, value: &'static str| {
        Arg::new(name).value_name(value).value_parser(value_parser!(PathBuf))
    };
    let export = clap::Command::new("export")
        .about("Write tables, as of now, as DynamoDB JSON in the form of exports to S3")
        .arg(file("folder", "FOLDER").required(true).help("Where AWSDynamoDB/ is made"))
        .arg(valued("table", "NAME", "Only this table; may be repeated").action(ArgAction::Append));
    let import = clap::Command::new("import")
        .about("Make or fill a table from DynamoDB JSON, plain, gzip or zstd")
        .arg(
            file("path", "PATH")
                .required(true)
                .help("An export, a folder with AWSDynamoDB/, or data files"),
        )
        .arg(valued("table", "NAME", "The table; by default the export's"))
        .arg(
            file("definition", "FILE")
                .long("definition")
                .help("A CreateTable request (JSON), for a table that is not there"),
        )
        .arg(flag("merge", "Replace items that are there and have the same keys"));
    clap::Command::new("data")
        .about("Move tables' items between here and elsewhere")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(placed(export))
        .subcommand(placed(import))
}

fn with_file(name: &'static str, about: &'static str) -> clap::Command {
    let file = Arg::new("file").required(true).value_name("FILE");
    placed(clap::Command::new(name).about(about))
        .arg(file.value_parser(value_parser!(PathBuf)).help("The backup"))
}

fn placed(command: clap::Command) -> clap::Command {
    command
        .arg(
            valued("dir", "FOLDER", "The application's folder; the current one by default")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            valued("data-dir", "FOLDER", "Where the state is kept; .squall by default")
                .value_parser(value_parser!(PathBuf)),
        )
}

fn valued(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn port(name: &'static str, number: &'static str, help: &'static str) -> Arg {
    valued(name, "PORT", help).default_value(number).value_parser(value_parser!(u16))
}

fn json() -> Arg {
    flag("json", "Print JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(line: &str) -> Parsed {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn up_has_the_ports_that_tools_default_to() {
        let Parsed::Run(Command::Up(up)) = run("squall up") else { panic!("not up") };
        assert_eq!((up.port, up.aws_port, up.redis_port), (3000, 4566, None));
        assert!(!up.ephemeral && up.stage.is_none() && up.place == Place::default());
    }

    #[test]
    fn up_takes_its_settings() {
        let line = "squall up --stage prod --port 0 --data-dir /d --param a=b=c --level full \
                    --set cpu=quota";
        let Parsed::Run(Command::Up(up)) = run(line) else { panic!("not up") };
        assert_eq!(up.stage.as_deref(), Some("prod"));
        assert_eq!(up.port, 0);
        assert_eq!(up.place.data_dir, Some("/d".into()));
        assert_eq!(up.params, [("a".to_owned(), "b=c".to_owned())]);
        assert_eq!(up.settings, [("cpu".to_owned(), "quota".to_owned())]);
        assert_eq!(up.level.as_deref(), Some("full"));
    }

    #[test]
    fn a_clock_is_shown_and_moved() {
        let clock = |line: &str| match run(line) {
            Parsed::Run(Command::Clock(clock)) => clock,
            other => panic!("{line}: {other:?}"),
        };
        let shown = clock("squall clock --dir /a --json");
        assert_eq!((shown.tell, shown.json), (Tell::Show, true));
        let moved = clock("squall clock advance 1h30m --dir /a --patience 5m");
        assert_eq!(moved.tell, Tell::Advance("1h30m".into()));
        assert_eq!((moved.place.dir, moved.patience.as_str()), (Some("/a".into()), "5m"));
        let set = clock("squall clock set 2030-01-31T08:00:00Z");
        assert_eq!(set.tell, Tell::Set("2030-01-31T08:00:00Z".into()));
        assert!(matches!(run("squall clock advance"), Parsed::Mistake(_)));
        let Parsed::Run(Command::Up(up)) = run("squall up --clock virtual") else { panic!() };
        assert!(up.virtual_clock);
    }

    #[test]
    fn a_diff_is_a_deployment_that_is_not_done() {
        let deploy = |line: &str| match run(line) {
            Parsed::Run(Command::Deploy(deploy)) => deploy,
            other => panic!("{line}: {other:?}"),
        };
        let asked = deploy("squall deploy --yes --json --param A=b --data-dir /d");
        assert!(asked.yes && asked.json && !asked.dry_run && asked.stage.is_none());
        assert_eq!(asked.params, [("A".to_owned(), "b".to_owned())]);
        let diff = deploy("squall diff --exit-code --stage prod");
        assert!(diff.dry_run && diff.exit_code && !diff.yes);
        assert_eq!(diff.stage.as_deref(), Some("prod"));
    }

    #[test]
    fn a_report_on_permissions_is_of_an_application() {
        let line = "squall iam report --dir /a --json";
        let Parsed::Run(Command::IamReport { place, json }) = run(line) else { panic!("not it") };
        assert_eq!((place.dir, json), (Some("/a".into()), true));
    }

    #[test]
    fn state_is_backed_up_restored_and_checked() {
        let Parsed::Run(command) = run("squall backup /b --data-dir /d") else { panic!("no") };
        let place = Place { dir: None, data_dir: Some("/d".into()) };
        assert_eq!(command, Command::Backup { place, file: "/b".into() });
        assert!(matches!(run("squall restore"), Parsed::Mistake(_)));
        let Parsed::Run(command) = run("squall doctor --data") else { panic!("no") };
        let place = Place::default();
        assert_eq!(command, Command::Doctor { place, data: true, json: false });
    }

    #[test]
    fn tables_go_out_and_come_in() {
        let line = "squall data export /o --table a --table b";
        let Parsed::Run(Command::DataExport(asked)) = run(line) else { panic!("not it") };
        assert_eq!((asked.folder, asked.tables), ("/o".into(), vec!["a".into(), "b".into()]));
        let line = "squall data import /o --merge --definition d.json --data-dir /d";
        let Parsed::Run(Command::DataImport(asked)) = run(line) else { panic!("not it") };
        assert_eq!((asked.path, asked.table, asked.merge), ("/o".into(), None, true));
        assert_eq!(asked.definition, Some("d.json".into()));
        assert!(matches!(run("squall data import"), Parsed::Mistake(_)));
    }

    #[test]
    fn a_mistake_is_named() {
        for (line, word) in [
            ("squall up --port high", "high"),
            ("squall up --param x", "NAME=VALUE"),
            ("squall up --set cpu", "--set cpu: expected NAME=VALUE"),
            ("squall up --level high", "rootless"),
            ("squall inovke f", "inovke"),
            ("squall invoke", "FUNCTION"),
        ] {
            let Parsed::Mistake(text) = run(line) else { panic!("{line} was taken") };
            assert!(text.contains(word), "{line}: {text}");
        }
    }

    #[test]
    fn help_is_not_a_mistake() {
        assert!(matches!(run("squall --help"), Parsed::Show(_)));
        assert!(matches!(run("squall up --help"), Parsed::Show(_)));
    }
}
