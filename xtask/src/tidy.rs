//! `cargo xtask tidy`: the rules of the house that a compiler does not know.
//!
//! Which room may import which, which room may open files, sockets and processes, how long a
//! file, a function and a line may be. Reads `cargo metadata` and the sources; changes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A hand-written file, a function, a line: more than this is a second thing.
const FILE_LINES_MAX: usize = 800;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_CHARS_MAX: usize = 100;

/// How a file begins that nobody wrote by hand.
const GENERATED: &str = "// Written by `cargo xtask gen`";

/// The rooms that each fixed room may import. Services, the only shelf so far, may import what
/// `SERVICE_IMPORTS` lists and never one another; `app` may import all.
const IMPORTS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("store", &["base"]),
    ("wire", &["base"]),
    ("policy", &["base"]),
    ("pattern", &[]),
    ("sandbox", &["base"]),
    ("manifest", &["base"]),
    ("cli", &["base"]),
    ("kit", &["base", "store", "wire", "policy"]),
    ("engine", &["base", "kit", "sandbox", "store", "wire"]),
    ("gateway", &["base", "kit", "wire"]),
    ("edge", &["base", "kit", "wire", "gateway"]),
    ("triggers", &["base", "kit", "pattern", "store", "wire"]),
    ("stack", &["base", "kit", "manifest", "store"]),
    // What tests stand on: nobody may import it but for those.
    ("testbed", &["base", "kit", "store", "wire"]),
];
const SERVICE_IMPORTS: &[&str] = &["base", "store", "wire", "policy", "pattern", "kit"];

/// What only some rooms may do: the words that give it away, and the rooms.
struct Privilege {
    what: &'static str,
    words: &'static [&'static str],
    rooms: &'static [&'static str],
}

const PRIVILEGES: &[Privilege] = &[
    Privilege {
        what: "opens sockets",
        words: &[
            "std::net::Tcp",
            "std::net::Udp",
            "tokio::net::",
            "os::unix::net::",
            "UnixStream::",
        ],
        rooms: &["edge", "engine", "sandbox"],
    },
    Privilege {
        what: "touches files",
        words: &["std::fs", "File::open(", "File::create(", "OpenOptions::new", "tokio::fs"],
        // `edge` reads /proc to name who holds a port; nobody ships `testbed`.
        rooms: &["store", "manifest", "sandbox", "edge", "testbed"],
    },
    Privilege {
        what: "starts processes",
        words: &["process::Command", "libc::fork", "libc::execve"],
        rooms: &["sandbox"],
    },
    Privilege {
        what: "knows a protocol",
        words: &["quick_xml", "x-amz-target", "X-Amz-Target", "application/x-amz-json"],
        rooms: &["wire", "testbed"],
    },
];

/// Checks everything; each breach is one line.
pub fn run(root: &Path) -> Result<(), String> {
    let rooms = rooms(root)?;
    let mut breaches = Vec::new();
    for room in rooms.values() {
        imports(room, &rooms, &mut breaches);
        for file in sources(&room.dir.join("src"))? {
            let text = std::fs::read_to_string(&file).map_err(|e| format!("{file:?}: {e}"))?;
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            privileges(room, &shown, &text, &mut breaches);
            lengths(&shown, &text, &mut breaches);
        }
    }
    for breach in &breaches {
        println!("{breach}");
    }
    match breaches.len() {
        0 => Ok(()),
        count => Err(format!("{count} breaches of the rules of the house")),
    }
}

struct Room {
    name: String,
    dir: PathBuf,
    shelf: String,
    imports: Vec<String>,
}

fn rooms(root: &Path) -> Result<BTreeMap<String, Room>, String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let mut rooms = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default().to_owned();
        let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        let dir = manifest.parent().unwrap_or(root).to_owned();
        let shelf = dir.parent().and_then(Path::file_name).unwrap_or_default();
        let shelf = shelf.to_string_lossy().into_owned();
        let shipped = |d: &&serde_json::Value| d["kind"].as_str() != Some("dev");
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let imports = dependencies
            .filter(shipped)
            .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
            .collect();
        rooms.insert(name.clone(), Room { name, dir, shelf, imports });
    }
    Ok(rooms)
}

fn imports(room: &Room, rooms: &BTreeMap<String, Room>, breaches: &mut Vec<String>) {
    let name = room.name.as_str();
    let allowed = match room.shelf.as_str() {
        "services" => SERVICE_IMPORTS,
        "crates" if name == "app" => return,
        "crates" => match IMPORTS.iter().find(|(known, _)| *known == name) {
            Some((_, allowed)) => allowed,
            None => {
                breaches.push(format!("{name}: a room that xtask/src/tidy.rs does not know"));
                return;
            }
        },
        _ => return,
    };
    for import in room.imports.iter().filter(|import| rooms.contains_key(*import)) {
        if !allowed.contains(&import.as_str()) {
            breaches.push(format!("{name}: imports {import}, which its place does not allow"));
        }
    }
    if name == "sandbox" && room.imports.iter().any(|import| import == "tokio") {
        breaches.push("sandbox: has an asynchronous runtime".into());
    }
}

fn privileges(room: &Room, shown: &str, text: &str, breaches: &mut Vec<String>) {
    if !matches!(room.shelf.as_str(), "crates" | "services") {
        return;
    }
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    for (number, line) in shipped.lines().enumerate() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        for Privilege { what, words, rooms } in PRIVILEGES {
            let trespass = words.iter().find(|word| code.contains(*word));
            if let (Some(word), false) = (trespass, rooms.contains(&room.name.as_str())) {
                breaches.push(format!(
                    "{shown}:{}: {what} ({word}), which only {} may",
                    number + 1,
                    rooms.join(", ")
                ));
            }
        }
        let keys = code.contains("Table<") && code.contains("static ");
        if keys && room.shelf == "services" && !shown.ends_with("/state.rs") {
            breaches.push(format!("{shown}:{}: keys outside state.rs", number + 1));
        }
    }
}

fn lengths(shown: &str, text: &str, breaches: &mut Vec<String>) {
    if text.starts_with(GENERATED) {
        return;
    }
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() > FILE_LINES_MAX {
        breaches.push(format!("{shown}: {} lines, {FILE_LINES_MAX} at most", lines.len()));
    }
    for (index, line) in lines.iter().enumerate() {
        let number = index + 1;
        let chars = line.chars().count();
        if chars > LINE_CHARS_MAX {
            breaches.push(format!("{shown}:{number}: {chars} characters"));
        }
        if let Some(length) = function_length(&lines, index)
            && length > FUNCTION_LINES_MAX
        {
            breaches.push(format!("{shown}:{number}: a function of {length} lines"));
        }
    }
}

/// The lines of the function that begins here. Relies on rustfmt: it ends at the first brace
/// that stands where it began.
fn function_length(lines: &[&str], start: usize) -> Option<usize> {
    let line = lines[start];
    let code = line.trim_start();
    let indent = line.len() - code.len();
    let words = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "unsafe fn "];
    let more =
        ["pub async fn ", "pub unsafe fn ", "pub const fn ", "const fn ", "extern \"C\" fn "];
    if !words.iter().chain(&more).any(|word| code.starts_with(word)) {
        return None;
    }
    let end = lines[start..].iter().position(|line| {
        let rest = line.trim_start();
        line.len() - rest.len() == indent && (rest == "}" || rest.ends_with(';'))
    })?;
    Some(end + 1)
}

fn sources(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(dir) else { return Ok(found) };
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_ends_at_its_own_brace() {
        let text = "fn a() {\n    if x {\n    }\n}\nfn b();\n";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(function_length(&lines, 0), Some(4));
        assert_eq!(function_length(&lines, 4), Some(1));
        assert_eq!(function_length(&lines, 1), None);
    }

    #[test]
    fn a_service_that_opens_a_file_is_caught() {
        let room = Room {
            name: "sqs".into(),
            dir: PathBuf::new(),
            shelf: "services".into(),
            imports: Vec::new(),
        };
        let mut breaches = Vec::new();
        privileges(&room, "x.rs", "let f = std::fs::read(p);\n", &mut breaches);
        privileges(&room, "x.rs", "// std::fs is spoken of\n", &mut breaches);
        privileges(&room, "state.rs", "#[cfg(test)]\nstd::fs::read(p)\n", &mut breaches);
        assert_eq!(breaches.len(), 1, "{breaches:?}");
    }

    #[test]
    fn a_sibling_is_not_imported() {
        let room = |name: &str, imports: &[&str]| Room {
            name: name.into(),
            dir: PathBuf::new(),
            shelf: "services".into(),
            imports: imports.iter().map(|i| (*i).to_owned()).collect(),
        };
        let mut rooms = BTreeMap::new();
        rooms.insert("sqs".to_owned(), room("sqs", &[]));
        rooms.insert("kit".to_owned(), room("kit", &[]));
        let mut breaches = Vec::new();
        imports(&room("s3", &["kit", "serde_json"]), &rooms, &mut breaches);
        assert!(breaches.is_empty(), "{breaches:?}");
        imports(&room("s3", &["sqs"]), &rooms, &mut breaches);
        assert_eq!(breaches.len(), 1);
    }
}
