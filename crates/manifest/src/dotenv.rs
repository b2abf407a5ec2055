//! `.env` files beside the manifest, for `${env:NAME}`: with `useDotenv: true`, or with the plugin
//! serverless-dotenv-plugin, which gives them to the functions, too.
//!
//! What the environment has already goes before what a file says. Deliberately absent: values that
//! name other values, and `.env` files of other folders.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Options;
use crate::node::{Entry, Node, Value};
use crate::problem::{Place, Problem};
use crate::source::Sources;

pub(crate) const PLUGIN: &str = "serverless-dotenv-plugin";
/// What is the stage where nothing says it in plain text.
const STAGE_DEFAULT: &str = "dev";

/// Which files count.
#[derive(PartialEq)]
enum Way {
    /// That of the stage, or else `.env`.
    Framework,
    /// `.env`, and that of the stage over it; functions have all of it.
    Plugin,
}

/// The manifest, and what is to be read with it.
pub(crate) fn read(
    dir: &Path,
    options: &Options,
    sources: &mut Sources,
    manifest: &Node,
) -> Result<(Option<Node>, Options), Problem> {
    let mut options = options.clone();
    let Some(way) = way(manifest) else { return Ok((None, options)) };
    let stage = options.stage.clone().or_else(|| {
        let written = manifest.get("provider")?.get("stage")?.as_str();
        written.filter(|stage| !stage.contains("${")).map(str::to_owned)
    });
    let names = [".env".to_owned(), format!(".env.{}", stage.as_deref().unwrap_or(STAGE_DEFAULT))];
    let there = |name: &&String| dir.join(name).is_file();
    let names: Vec<&String> = match way {
        Way::Framework => names.iter().rev().find(there).into_iter().collect(),
        Way::Plugin => names.iter().filter(there).collect(),
    };
    let mut values = BTreeMap::new();
    for name in names {
        let text = sources.text(&dir.join(name), &Place::file(name))?;
        values.extend(parse(&text));
    }
    let with = (way == Way::Plugin && !values.is_empty()).then(|| with_all(manifest, &values));
    for (name, value) in values {
        options.env.entry(name).or_insert(value);
    }
    Ok((with, options))
}

fn way(manifest: &Node) -> Option<Way> {
    let plugins = manifest.get("plugins");
    let listed = plugins.and_then(|node| node.as_list().or_else(|| node.get("modules")?.as_list()));
    if listed.unwrap_or(&[]).iter().any(|plugin| plugin.as_str() == Some(PLUGIN)) {
        return Some(Way::Plugin);
    }
    let asked = manifest.get("useDotenv").and_then(Node::as_bool);
    (asked == Some(true)).then_some(Way::Framework)
}

/// The manifest with the values in `provider.environment`, below what stands there.
fn with_all(manifest: &Node, values: &BTreeMap<String, String>) -> Node {
    let at = &manifest.at;
    // A value is text, whatever it looks like.
    let escaped = |value: &String| Node::string(value.replace("${", "\\${"), at);
    let own = values.iter().map(|(name, value)| (name.clone(), escaped(value)));
    let environment = Node::map([("environment", Node::map(own, at))], at);
    let mut manifest = manifest.clone();
    if let Value::Map(entries) = &mut manifest.value {
        match entries.iter_mut().find(|entry| entry.key == "provider") {
            Some(entry) => entry.value = environment.merged(&entry.value),
            None => {
                entries.push(Entry { key: "provider".into(), at: at.clone(), value: environment })
            }
        }
    }
    manifest
}

/// `NAME=value` lines, perhaps with `export`, quotes and comments.
fn parse(text: &str) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else { continue };
        let (name, value) = (name.trim(), value.trim());
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if name.is_empty() || !name.chars().all(is_name) {
            continue;
        }
        let quoted = |quote: char| {
            let rest = value.strip_prefix(quote)?;
            Some(&rest[..rest.find(quote)?])
        };
        let value = match (quoted('\''), quoted('"'), quoted('`')) {
            (Some(plain), ..) | (_, _, Some(plain)) => plain.to_owned(),
            (_, Some(text), _) => text.replace("\\n", "\n"),
            _ => value.split(" #").next().unwrap_or_default().trim_end().to_owned(),
        };
        values.push((name.to_owned(), value));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn lines_are_names_and_values() {
        let text = "# a comment\nA=1\nexport B = two words # said\nC='#x' # y\nD=\"a\\nb\"\n\
                    =nobody\nnot a line\nE=\nF=a=b#c\n";
        let values = parse(text);
        let shown: Vec<String> =
            values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(shown, ["A=1", "B=two words", "C=#x", "D=a\nb", "E=", "F=a=b#c"]);
    }

    #[test]
    fn what_is_asked_for_is_read() {
        let way = |text: &str| way(&yaml::parse("t.yml", text).unwrap());
        assert!(way("useDotenv: true") == Some(Way::Framework));
        assert!(way("useDotenv: false").is_none() && way("service: s").is_none());
        assert!(way(&format!("plugins: [{PLUGIN}]")) == Some(Way::Plugin));
    }

    #[test]
    fn the_plugin_gives_functions_all_of_it() {
        let node = yaml::parse("t.yml", "provider: {name: aws, environment: {A: own}}").unwrap();
        let values = BTreeMap::from([("A".into(), "x".into()), ("B".into(), "${y:z}".into())]);
        let json = with_all(&node, &values).to_json().to_string();
        assert_eq!(json, r#"{"provider":{"environment":{"A":"own","B":"\\${y:z}"},"name":"aws"}}"#);
    }
}
