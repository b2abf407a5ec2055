//! The section `plugins`: which of them do what `up` does anyway, and what they are told in
//! `custom`.

use std::path::{Path, PathBuf};

use crate::Options;
use crate::dotenv;
use crate::hash;
use crate::intrinsic::Pseudo;
use crate::node::Node;
use crate::problem::Notice;
use crate::read::Report;

/// Plugins whose work is part of `up`, or means nothing here.
const PLUGINS: &[&str] = &[
    REQUIREMENTS,
    "serverless-offline",
    "serverless-localstack",
    "serverless-deployment-bucket",
    ROLES,
    dotenv::PLUGIN,
    hash::PLUGIN,
];
const REQUIREMENTS: &str = "serverless-python-requirements";
/// Gives functions roles of their own.
const ROLES: &str = "serverless-iam-roles-per-function";

/// The document as serverless-pseudo-parameters has it, where that is among the plugins.
pub(crate) fn with_pseudo(
    root: &Node,
    options: &Options,
    [stage, region]: [&str; 2],
) -> Option<Node> {
    let listed = list(root).iter().any(|one| one.as_str() == Some(hash::PLUGIN));
    let text = |node: Option<&Node>| node.and_then(Node::scalar_text);
    let service = root.get("service").map(|node| node.get("name").unwrap_or(node));
    let named = text(root.get("provider").and_then(|provider| provider.get("stackName")));
    let stack_name =
        named.unwrap_or_else(|| format!("{}-{stage}", text(service).unwrap_or_default()));
    let (region, account) = (region.to_owned(), options.account.clone());
    listed.then(|| hash::replaced(root, &Pseudo { region, account, stack_name }))
}

pub(crate) fn list(root: &Node) -> &[Node] {
    let Some(node) = root.get("plugins") else { return &[] };
    node.get("modules").unwrap_or(node).as_list().unwrap_or(&[])
}

/// What `custom` says to the plugin of functions' roles.
pub(crate) fn inherits(root: &Node, report: &mut Report) -> bool {
    let settings = root.get("custom").and_then(|custom| custom.get(ROLES));
    let name = "defaultInherit";
    let node = settings.and_then(|settings| settings.get(name));
    let flag = node.and_then(|node| report.flag(node, &format!("custom.{ROLES}.{name}")));
    flag.unwrap_or(false)
}

pub(crate) fn read(root: &Node, report: &mut Report) {
    let Some(node) = root.get("plugins") else { return };
    let list = node.get("modules").unwrap_or(node);
    for plugin in report.list(list, "plugins") {
        let name = plugin.scalar_text().unwrap_or_default();
        if !PLUGINS.contains(&name.as_str()) {
            report.missing(&plugin.at, format!("the plugin {name}"));
        }
    }
}

/// Files from which serverless-python-requirements would install, and what writes them as one that
/// is read here.
const OTHER_REQUIREMENTS: [(&str, &str); 3] = [
    ("Pipfile", "pipenv requirements"),
    ("poetry.lock", "poetry export"),
    ("uv.lock", "uv export"),
];

fn not_installed(dir: &Path, root: &Node, report: &mut Report) {
    let mut listed = list(root).iter();
    let Some(plugin) = listed.find(|one| one.as_str() == Some(REQUIREMENTS)) else { return };
    let found = OTHER_REQUIREMENTS.iter().find(|(file, _)| dir.join(file).is_file());
    if let Some((file, write)) = found {
        let note = format!(
            "is not there yet: nothing is installed; `{write} > requirements.txt` writes what is"
        );
        let name = format!("installing packages from {file}");
        report.notices.push(Notice::new(&plugin.at, name, note));
    }
}

/// `requirements.txt`, or the file that serverless-python-requirements is told to use.
pub(crate) fn requirements(dir: &Path, root: &Node, report: &mut Report) -> Option<PathBuf> {
    let settings = root.get("custom").and_then(|custom| custom.get("pythonRequirements"));
    let named = settings.and_then(|settings| settings.get("fileName"));
    let Some(node) = named else {
        let file = dir.join("requirements.txt");
        let is_there = file.is_file();
        if !is_there {
            not_installed(dir, root, report);
        }
        return is_there.then_some(file);
    };
    let name = report.text(node, "custom.pythonRequirements.fileName", "the name of a file")?;
    let file = dir.join(&name);
    let inside = file.canonicalize().is_ok_and(|found| found.starts_with(dir) && found.is_file());
    if !inside {
        let what = format!("the requirements {name} (custom.pythonRequirements.fileName)");
        let note = "are no file in the service's folder: no packages are installed";
        report.notices.push(Notice::new(&node.at, what, note));
    }
    inside.then_some(file)
}
