//! CloudFormation's intrinsic functions over nodes: what they come to, and what they name.
//!
//! Deliberately absent: conditions, mappings and parameters, which `condition` puts in place while
//! the manifest is read; loops (`foreach`); the order that follows from names (`order`);
//! `Fn::Transform`.

use serde_json::Value as Json;

use crate::node::{Node, Value};
use crate::problem::{Place, Problem};

/// What the pseudo parameters (`AWS::Region` and its like) come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudo {
    pub region: String,
    pub account: String,
    pub stack_name: String,
}

/// Who answers for logical ids.
pub trait Scope {
    fn pseudo(&self) -> &Pseudo;
    /// What `Ref` of a resource gives; None where there is no such thing (yet).
    fn reference(&self, logical_id: &str) -> Option<Json>;
    /// What `Fn::GetAtt` gives.
    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Json>;
    /// What another stack exports under this name.
    fn import(&self, _name: &str) -> Option<Json> {
        None
    }
    /// What another stack has as an output.
    fn output(&self, _stack: &str, _key: &str) -> Option<Json> {
        None
    }
}

/// Not CloudFormation's: what `${cf:stack.Output}` has become, `[stack.Output, default]`.
pub(crate) const OUTPUT: &str = "Fn::StackOutput";

/// As CloudFormation cuts a block where nothing is said: parts of 256 addresses.
const CIDR_BITS_DEFAULT: u32 = 8;

const DONE: &[&str] = &[
    "Ref",
    "Fn::GetAtt",
    "Fn::Sub",
    "Fn::Join",
    "Fn::Select",
    "Fn::Split",
    "Fn::Base64",
    "Fn::Cidr",
    "Fn::GetAZs",
    "Fn::ImportValue",
    "Fn::Length",
    "Fn::ToJsonString",
];

/// A map whose one key is `Ref` or `Fn::...`.
pub fn is_intrinsic(node: &Node) -> bool {
    node.only().is_some_and(|(key, _)| key == "Ref" || key.starts_with("Fn::"))
}

/// The value with every intrinsic replaced. `AWS::NoValue` removes the member that it stands for.
pub fn resolve(node: &Node, scope: &dyn Scope) -> Result<Json, Problem> {
    Ok(value(node, scope)?.unwrap_or(Json::Null))
}

/// As `resolve`, and a text: numbers and booleans stand for theirs.
pub fn resolve_text(node: &Node, scope: &dyn Scope) -> Result<String, Problem> {
    let value = resolve(node, scope)?;
    scalar(&value)
        .ok_or_else(|| Problem::new(&node.at, "this does not come to a text").expected("one text"))
}

/// Every logical id that a value names, and where.
pub fn references(node: &Node) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    collect(node, &mut found);
    found
}

/// None for `AWS::NoValue`.
fn value(node: &Node, scope: &dyn Scope) -> Result<Option<Json>, Problem> {
    if let Some((key, argument)) = node.only().filter(|_| is_intrinsic(node)) {
        return function(key, argument, node, scope);
    }
    Ok(Some(match &node.value {
        Value::List(items) => {
            let mut list = Vec::with_capacity(items.len());
            for item in items {
                list.extend(value(item, scope)?);
            }
            Json::Array(list)
        }
        Value::Map(entries) => {
            let mut map = serde_json::Map::new();
            for entry in entries {
                if let Some(value) = value(&entry.value, scope)? {
                    map.insert(entry.key.clone(), value);
                }
            }
            Json::Object(map)
        }
        _ => node.to_json(),
    }))
}

fn function(
    key: &str,
    argument: &Node,
    node: &Node,
    scope: &dyn Scope,
) -> Result<Option<Json>, Problem> {
    Ok(Some(match key {
        "Ref" => {
            let Some(id) = argument.as_str() else {
                return Err(wrong(argument, "Ref", "the name of a resource"));
            };
            if id == "AWS::NoValue" {
                return Ok(None);
            }
            reference(id, &argument.at, scope)?
        }
        "Fn::GetAtt" => {
            let (id, attribute) = attribute_of(argument)?;
            attribute_value(&id, &attribute, &argument.at, scope)?
        }
        "Fn::Sub" => Json::String(substitute(argument, scope)?),
        "Fn::Join" => join(argument, scope)?,
        "Fn::Select" => select(argument, scope)?,
        "Fn::Split" => split(argument, scope)?,
        "Fn::Base64" => {
            use base64::Engine as _;
            let text = resolve_text(argument, scope)?;
            Json::String(base64::engine::general_purpose::STANDARD.encode(text))
        }
        "Fn::Cidr" => cidr(argument, scope)?,
        "Fn::GetAZs" => {
            let region = match resolve_text(argument, scope) {
                Ok(region) if !region.is_empty() => region,
                _ => scope.pseudo().region.clone(),
            };
            ["a", "b", "c"].iter().map(|zone| Json::String(format!("{region}{zone}"))).collect()
        }
        "Fn::ImportValue" => {
            let name = resolve_text(argument, scope)?;
            scope.import(&name).ok_or_else(|| {
                Problem::new(&node.at, format!("Fn::ImportValue: nothing exports \"{name}\""))
                    .expected("the Export.Name of an output of a stack that is deployed here")
                    .fix("deploy that stack first, on the same state (--data-dir)")
            })?
        }
        OUTPUT => output(argument, scope)?,
        "Fn::Length" => match resolve(argument, scope)? {
            Json::Array(items) => items.len().into(),
            _ => return Err(wrong(argument, key, "a list")),
        },
        "Fn::ToJsonString" => Json::String(resolve(argument, scope)?.to_string()),
        // `condition` has put in place those that are as they should be.
        "Fn::If" => return Err(wrong(argument, key, "[condition, if it holds, if not]")),
        "Fn::FindInMap" => {
            let expected = "[map, first key, second key], and perhaps {DefaultValue: ...}";
            return Err(wrong(argument, key, expected));
        }
        "Fn::And" | "Fn::Or" | "Fn::Not" | "Fn::Equals" => {
            let what = format!("{key} is a condition and has no value here");
            return Err(Problem::new(&node.at, what)
                .expected("conditions below resources.Conditions, and Fn::If where a value is"));
        }
        _ => {
            return Err(Problem::new(&node.at, format!("{key} is not there yet"))
                .expected(format!("one of {}", DONE.join(", ")))
                .fix("write what it comes to"));
        }
    }))
}

fn wrong(argument: &Node, key: &str, expected: &str) -> Problem {
    let what = format!("the argument of {key} is {}", argument.describe());
    Problem::new(&argument.at, what).expected(expected)
}

fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn reference(id: &str, at: &Place, scope: &dyn Scope) -> Result<Json, Problem> {
    let pseudo = scope.pseudo();
    let text = match id {
        "AWS::Region" => pseudo.region.clone(),
        "AWS::AccountId" => pseudo.account.clone(),
        "AWS::StackName" => pseudo.stack_name.clone(),
        "AWS::Partition" => "aws".into(),
        "AWS::URLSuffix" => "amazonaws.com".into(),
        "AWS::NotificationARNs" => return Ok(Json::Array(Vec::new())),
        "AWS::StackId" => {
            let Pseudo { region, account, stack_name } = pseudo;
            format!(
                "arn:aws:cloudformation:{region}:{account}:stack/{stack_name}/{}",
                "00000000-0000-0000-0000-000000000000"
            )
        }
        _ => {
            return scope.reference(id).ok_or_else(|| {
                Problem::new(at, format!("Ref {id}: there is no such resource"))
                    .expected("the logical id of a resource of this stack")
            });
        }
    };
    Ok(Json::String(text))
}

fn attribute_value(
    id: &str,
    attribute: &str,
    at: &Place,
    scope: &dyn Scope,
) -> Result<Json, Problem> {
    scope.attribute(id, attribute).ok_or_else(|| {
        Problem::new(at, format!("Fn::GetAtt {id}.{attribute}: there is no such thing"))
            .expected("a resource of this stack and an attribute that its type has")
    })
}

/// `[Id, Attribute]` or `Id.Attribute`; an attribute may hold dots of its own.
fn attribute_of(argument: &Node) -> Result<(String, String), Problem> {
    let expected = "a resource and an attribute: [UsersTable, Arn]";
    let pair = match &argument.value {
        Value::String(text) => text.split_once('.').map(|(id, rest)| (id.into(), rest.into())),
        Value::List(items) => match items.as_slice() {
            [id, attribute] => {
                id.as_str().zip(attribute.as_str()).map(|(id, name)| (id.into(), name.into()))
            }
            _ => None,
        },
        _ => None,
    };
    pair.ok_or_else(|| wrong(argument, "Fn::GetAtt", expected))
}

/// The text of `Fn::Sub` and its own variables.
fn sub_parts(argument: &Node) -> Result<(&str, Option<&Node>), Problem> {
    let expected = "a text, or a list of a text and a map";
    match &argument.value {
        Value::String(text) => Ok((text, None)),
        Value::List(items) => match items.as_slice() {
            [text] => text.as_str().map(|text| (text, None)),
            [text, map] if map.as_map().is_some() => text.as_str().map(|text| (text, Some(map))),
            _ => None,
        }
        .ok_or_else(|| wrong(argument, "Fn::Sub", expected)),
        _ => Err(wrong(argument, "Fn::Sub", expected)),
    }
}

/// Calls `name` for each `${Name}` and `text` for what lies between; `${!Name}` is text.
fn each_part<E>(
    mut rest: &str,
    mut part: impl FnMut(Result<&str, &str>) -> Result<(), E>,
) -> Result<(), E> {
    while let Some(start) = rest.find("${") {
        let Some(length) = rest[start..].find('}') else { break };
        let inside = rest[start + 2..start + length].trim();
        part(Ok(&rest[..start]))?;
        match inside.strip_prefix('!') {
            Some(literal) => part(Ok(&format!("${{{literal}}}")))?,
            None => part(Err(inside))?,
        }
        rest = &rest[start + length + 1..];
    }
    part(Ok(rest))
}

fn substitute(argument: &Node, scope: &dyn Scope) -> Result<String, Problem> {
    // A text with outputs of other stacks in it.
    let joined = match argument.only() {
        Some(("Fn::Join" | OUTPUT, _)) => Some(resolve_text(argument, scope)?),
        _ => None,
    };
    let (text, own) = match &joined {
        Some(text) => (text.as_str(), None),
        None => sub_parts(argument)?,
    };
    let mut result = String::new();
    each_part(text, |part| {
        let name = match part {
            Ok(text) => {
                result.push_str(text);
                return Ok(());
            }
            Err(name) => name,
        };
        let value = match (own.and_then(|own| own.get(name)), name.split_once('.')) {
            (Some(node), _) => resolve(node, scope)?,
            (None, Some((id, attribute))) => attribute_value(id, attribute, &argument.at, scope)?,
            (None, None) => reference(name, &argument.at, scope)?,
        };
        let Some(text) = scalar(&value) else {
            let what = format!("`${{{name}}}` in Fn::Sub does not come to a text");
            return Err(Problem::new(&argument.at, what).expected("one text"));
        };
        result.push_str(&text);
        Ok(())
    })?;
    Ok(result)
}

fn output(argument: &Node, scope: &dyn Scope) -> Result<Json, Problem> {
    let (address, default) = match argument.as_list() {
        Some([address]) => (address, None),
        Some([address, default]) => (address, Some(default)),
        _ => return Err(wrong(argument, OUTPUT, "a stack and an output")),
    };
    let address = address.as_str().unwrap_or_default();
    let (stack, key) = address.split_once('.').unwrap_or((address, ""));
    match (scope.output(stack, key), default) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => resolve(default, scope),
        (None, None) => {
            let what = format!("${{cf:{address}}}: the stack {stack} has no output {key} here");
            Err(Problem::new(&argument.at, what)
                .expected("an output of a stack that is deployed here")
                .fix(format!(
                    "deploy that stack first, on the same state (--data-dir), or give \
                     --param 'cf:{address}=VALUE'"
                )))
        }
    }
}

/// An argument that is a list of exactly two.
fn pair<'n>(argument: &'n Node, key: &str, expected: &str) -> Result<[&'n Node; 2], Problem> {
    match argument.as_list() {
        Some([first, second]) => Ok([first, second]),
        _ => Err(wrong(argument, key, expected)),
    }
}

fn join(argument: &Node, scope: &dyn Scope) -> Result<Json, Problem> {
    let expected = "a separator and a list: ['-', [a, b]]";
    let [separator, items] = pair(argument, "Fn::Join", expected)?;
    let separator = resolve_text(separator, scope)?;
    let Json::Array(items) = resolve(items, scope)? else {
        return Err(wrong(argument, "Fn::Join", expected));
    };
    let texts: Option<Vec<String>> = items.iter().map(scalar).collect();
    match texts {
        Some(texts) => Ok(Json::String(texts.join(&separator))),
        None => Err(wrong(argument, "Fn::Join", expected)),
    }
}

fn select(argument: &Node, scope: &dyn Scope) -> Result<Json, Problem> {
    let expected = "an index and a list that has it: [0, [a, b]]";
    let [index, items] = pair(argument, "Fn::Select", expected)?;
    let index: Option<usize> = resolve_text(index, scope)?.parse().ok();
    let items = resolve(items, scope)?;
    let found = index.and_then(|index| items.as_array()?.get(index).cloned());
    found.ok_or_else(|| wrong(argument, "Fn::Select", expected))
}

fn cidr(argument: &Node, scope: &dyn Scope) -> Result<Json, Problem> {
    let expected = "a block, a count and the bits of a host: [10.0.0.0/16, 4, 8]";
    let (block, count, bits) = match argument.as_list() {
        Some([block, count]) => (block, count, None),
        Some([block, count, bits]) => (block, count, Some(bits)),
        _ => return Err(wrong(argument, "Fn::Cidr", expected)),
    };
    let number = |node: &Node| -> Result<u32, Problem> {
        let number = resolve_text(node, scope)?.parse().ok();
        number.ok_or_else(|| wrong(argument, "Fn::Cidr", expected))
    };
    let block = resolve_text(block, scope)?;
    let bits = bits.map(number).transpose()?.unwrap_or(CIDR_BITS_DEFAULT);
    let parts = crate::cidr::parts(&block, number(count)?, bits);
    let parts = parts.map_err(|expected| {
        let what = format!("Fn::Cidr cannot cut {block} in this way");
        Problem::new(&argument.at, what).expected(expected)
    })?;
    Ok(parts.into_iter().map(Json::String).collect())
}

fn split(argument: &Node, scope: &dyn Scope) -> Result<Json, Problem> {
    let expected = "a separator and a text: [',', 'a,b']";
    let [separator, text] = pair(argument, "Fn::Split", expected)?;
    let separator = resolve_text(separator, scope)?;
    if separator.is_empty() {
        return Err(wrong(argument, "Fn::Split", expected));
    }
    let text = resolve_text(text, scope)?;
    Ok(text.split(&separator).map(|part| Json::String(part.into())).collect())
}

fn collect(node: &Node, found: &mut Vec<(String, Place)>) {
    let mut name = |id: &str, at: &Place| {
        if !id.starts_with("AWS::") {
            found.push((id.to_string(), at.clone()));
        }
    };
    match node.only() {
        Some(("Ref", argument)) if argument.as_str().is_some() => {
            name(argument.as_str().unwrap_or_default(), &argument.at);
            return;
        }
        Some(("Fn::GetAtt", argument)) => {
            if let Ok((id, _)) = attribute_of(argument) {
                name(&id, &argument.at);
                return;
            }
        }
        Some(("Fn::Sub", argument)) => {
            let mut named = |text: &str, own: Option<&Node>| {
                let _: Result<(), ()> = each_part(text, |part| {
                    if let Err(inside) = part
                        && own.is_none_or(|own| own.get(inside).is_none())
                    {
                        name(inside.split('.').next().unwrap_or(inside), &argument.at);
                    }
                    Ok(())
                });
            };
            match (sub_parts(argument), argument.only()) {
                (Ok((text, own)), _) => named(text, own),
                (_, Some(("Fn::Join", joined))) => {
                    let parts = joined.as_list().and_then(|pair| pair.get(1)?.as_list());
                    let texts = parts.unwrap_or(&[]).iter().filter_map(Node::as_str);
                    texts.for_each(|text| named(text, None));
                }
                _ => {}
            }
        }
        _ => {}
    }
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.value, found)),
        _ => {}
    }
}
