//! The sections `package` of the service and of its functions.

use std::path::PathBuf;

use crate::node::Node;
use crate::package::Patterns;
use crate::read::{Members, Report};

const MEMBERS: Members<'_> = Members {
    known: &[
        "patterns",
        "include",
        "exclude",
        "individually",
        "excludeDevDependencies",
        "artifact",
    ],
    later: &["artifactsS3KeyDirname", "path"],
};
const OF_FUNCTION: Members<'_> = Members {
    known: &[
        "patterns",
        "include",
        "exclude",
        "individually",
        "excludeDevDependencies",
        "artifact",
    ],
    later: &[],
};

/// What the service says of its packages.
pub(crate) struct Service {
    pub(crate) patterns: Patterns,
    individually: bool,
}

impl Service {
    pub(crate) fn read(root: &Node, report: &mut Report) -> Service {
        let mut service = Service { patterns: Patterns::default(), individually: false };
        let Some(node) = root.get("package") else { return service };
        let entries = report.map(node, "package");
        report.members(entries, &MEMBERS, "package");
        service.patterns.patterns = patterns(node, "package", report);
        service.patterns.artifact = artifact(node, "package", report);
        if let Some(flag) = node.get("individually") {
            service.individually = report.flag(flag, "package.individually").unwrap_or(false);
        }
        service
    }

    /// A function without a section `package` has the service's patterns, whichever way.
    pub(crate) fn clone_if_own(&self) -> Option<Patterns> {
        self.individually.then(|| self.patterns.clone())
    }

    /// The service's patterns, then the function's. Only a package of its own has them.
    pub(crate) fn of_function(
        &self,
        node: &Node,
        function: &str,
        report: &mut Report,
    ) -> Option<Patterns> {
        let name = format!("package of function {function}");
        let entries = report.map(node, &name);
        report.members(entries, &OF_FUNCTION, &name);
        if let Some(artifact) = artifact(node, &name, report) {
            return Some(Patterns { artifact: Some(artifact), ..Patterns::default() });
        }
        let mut all = self.patterns.patterns.clone();
        all.extend(patterns(node, &name, report));
        let own = match node.get("individually") {
            Some(flag) => report.flag(flag, &format!("individually of {name}")).unwrap_or(false),
            None => self.individually,
        };
        own.then_some(Patterns { patterns: all, ..Patterns::default() })
    }
}

/// An archive that somebody else has made, instead of files.
fn artifact(node: &Node, name: &str, report: &mut Report) -> Option<PathBuf> {
    let node = node.get("artifact")?;
    report.text(node, &format!("{name}.artifact"), "a path to a .zip file").map(PathBuf::from)
}

/// The older `exclude`, then `include`, then `patterns`, as the framework orders them.
fn patterns(node: &Node, name: &str, report: &mut Report) -> Vec<String> {
    let mut all = Vec::new();
    for key in ["exclude", "include", "patterns"] {
        let Some(list) = node.get(key) else { continue };
        for text in report.texts(list, &format!("{name}.{key}"), "a pattern such as data/**") {
            if ["!(", "@(", "+(", "?(", "*("].iter().any(|start| text.contains(start)) {
                report.missing(&list.at, format!("the pattern \"{text}\" with (a|b) in {name}"));
                continue;
            }
            all.push(match (key, text.strip_prefix('!')) {
                ("exclude", Some(included)) => included.into(),
                ("exclude", None) => format!("!{text}"),
                _ => text,
            });
        }
    }
    all
}
