//! The section `custom.squall`: settings of the platform, as names and texts.
//!
//! Deliberately absent: which names there are. Whoever is set knows that.

use crate::application::Setting;
use crate::node::{Node, Value};
use crate::read::Report;

/// Every value below `custom.squall`, in the order of the manifest.
pub(crate) fn read(root: &Node, report: &mut Report) -> Vec<Setting> {
    let mut all = Vec::new();
    if let Some(node) = root.get("custom").and_then(|custom| custom.get("squall")) {
        for entry in report.map(node, "custom.squall") {
            collect(entry.key.clone(), &entry.value, &mut all, report);
        }
    }
    all
}

fn collect(name: String, node: &Node, all: &mut Vec<Setting>, report: &mut Report) {
    let value = match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                collect(format!("{name}.{}", entry.key), &entry.value, all, report);
            }
            return;
        }
        Value::List(items) => {
            let texts: Option<Vec<String>> = items.iter().map(Node::scalar_text).collect();
            texts.map(|texts| texts.join(","))
        }
        _ => node.scalar_text(),
    };
    match value {
        Some(value) => all.push(Setting { name, value, at: node.at.clone() }),
        None => report.wrong(node, &format!("custom.squall.{name}"), "a value, or a list of them"),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, load_text};

    #[test]
    fn settings_are_names_with_dots_and_texts() {
        let text = "service: s\nprovider: {name: aws}\ncustom:\n  squall:\n    cpu: quota\n    \
                    stems: {min: 2}\n    egress: [10.0.0.0/8, 'a:1']\n";
        let settings = load_text(text, &Options::default()).unwrap().settings;
        let shown: Vec<_> =
            settings.iter().map(|s| (s.name.as_str(), s.value.as_str(), s.at.line)).collect();
        assert_eq!(
            shown,
            [("cpu", "quota", 5), ("stems.min", "2", 6), ("egress", "10.0.0.0/8,a:1", 7)]
        );
        let wrong = "service: s\nprovider: {name: aws}\ncustom: {squall: {cpu: [[1]]}}\n";
        assert!(load_text(wrong, &Options::default()).is_err());
    }
}
