//! Text to nodes: YAML 1.2 (of which JSON is a part) with anchors, merge keys and CloudFormation's
//! short tags, which come out in their long form.
//!
//! Deliberately absent: the tags `!!binary`, `!!set`, `!!omap`, and several documents in one file.
//! What a plain scalar means is the core schema's rule: `yes` and `2012-10-17` are text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};

use crate::node::{Entry, Node, Value};
use crate::problem::{Place, Problem};
use crate::scalar;

/// Maps and lists inside each other. CloudFormation templates need about 20.
pub(crate) const DEPTH_MAX: usize = 64;
/// Nodes of one document after its aliases are written out; text counts one per 32 bytes.
/// The largest manifests in the wild have some 20,000.
const WEIGHT_MAX: usize = 200_000;

/// CloudFormation's functions that have a short tag (template reference, intrinsic functions).
const FUNCTIONS: &[&str] = &[
    "And",
    "Base64",
    "Cidr",
    "Equals",
    "FindInMap",
    "ForEach",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
];

/// Characters that are read again, together, because of lines that are indented too little. A
/// policy of a hundred lines in a template of a thousand comes to some four million.
const AGAIN_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The one document of a text. An empty text is an empty node.
pub fn parse(file: &str, text: &str) -> Result<Node, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match document(file, text) {
        Err(problem) if is_outdented(&problem) => {
            indented(file, text, &problem).ok_or_else(|| about_tabs(text, problem))
        }
        other => other.map_err(|problem| about_tabs(text, problem)),
    }
}

fn document(file: &str, text: &str) -> Result<Node, Problem> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        file: file.into(),
        anchors: HashMap::new(),
        weight: 0,
    };
    reader.document()
}

/// Within `{...}` and `[...]`, YAML wants each line further in than the key that they belong to.
/// The parsers of CloudFormation and of the framework do not, and a policy that was pasted as JSON
/// ends with `}` below its key: such lines are read as if they were indented enough. Each try
/// moves the line that the parser stops at, so that it comes further each time.
fn indented(file: &str, text: &str, problem: &Problem) -> Option<Node> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut at = problem.line;
    for _ in 0..AGAIN_BYTES_MAX / text.len().max(1) {
        let index = (at as usize).checked_sub(1)?;
        let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
        let before = lines.get(..index)?.iter().rev().find(|line| !line.trim().is_empty())?;
        let (before, line) = (indent(before), lines.get_mut(index)?);
        let more = before.saturating_sub(indent(line)).max(2);
        line.insert_str(0, &" ".repeat(more));
        match document(file, &lines.concat()) {
            Err(next) if is_outdented(&next) && next.line >= at => at = next.line,
            other => return other.ok(),
        }
    }
    None
}

fn is_outdented(problem: &Problem) -> bool {
    problem.what.ends_with(": invalid indentation")
        || problem.what.ends_with(": invalid indentation in flow construct")
}

/// The document of a JSON text: YAML but for characters that are written as two escapes.
pub fn parse_json(file: &str, text: &str) -> Result<Node, Problem> {
    parse(file, &join_surrogates(text))
}

/// `\ud83d\ude00` becomes the one character that it means; an escaped backslash is left alone.
fn join_surrogates(text: &str) -> String {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        joined.push_str(&rest[..start]);
        rest = &rest[start..];
        let units = [unit(rest), rest.get(6..).and_then(unit)];
        let pair = match units {
            [Some(high), Some(low)] => char::decode_utf16([high, low]).next(),
            _ => None,
        };
        let length = match pair {
            Some(Ok(letter)) if letter > '\u{ffff}' => {
                joined.push(letter);
                12
            }
            _ => {
                let escape = rest.chars().take(2).map(char::len_utf8).sum();
                joined.push_str(&rest[..escape]);
                escape
            }
        };
        rest = &rest[length..];
    }
    joined + rest
}

/// How much of the budget of a document a node with this text takes.
pub(crate) fn weight(text: &str) -> usize {
    1 + text.len() / 32
}

struct Reader<'input> {
    parser: Parser<'input, StrInput<'input>>,
    file: Arc<str>,
    /// What an anchor stands for, and its weight.
    anchors: HashMap<usize, (Node, usize)>,
    weight: usize,
}

impl<'input> Reader<'input> {
    fn document(&mut self) -> Result<Node, Problem> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
                Event::Nothing => {}
                event if root.is_none() => root = Some(self.node(event, span, 0)?),
                _ => {
                    let what = "a second document begins here";
                    return Err(Problem::new(&self.place(span), what)
                        .expected("one document in a file")
                        .fix("remove the line `---` before it, or move it to a file of its own"));
                }
            }
        }
        let start = Place { file: self.file.clone(), line: 1, column: 1 };
        Ok(root.unwrap_or(Node { value: Value::Null, at: start }))
    }

    fn next(&mut self) -> Result<(Event<'input>, Span), Problem> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            None => Ok((Event::StreamEnd, Span::default())),
            Some(Err(error)) => {
                let mark = *error.marker();
                let at = self.place(Span::new(mark, mark));
                Err(Problem::new(&at, format!("this is not valid YAML: {}", error.info())))
            }
        }
    }

    fn node(&mut self, event: Event<'_>, span: Span, depth: usize) -> Result<Node, Problem> {
        let at = self.place(span);
        if depth > DEPTH_MAX {
            return Err(Problem::new(&at, "this is nested too deeply")
                .expected(format!("at most {DEPTH_MAX} maps and lists inside each other")));
        }
        let before = self.weight;
        let (anchor, node) = match event {
            Event::Alias(id) => return self.alias(id, &at),
            Event::Scalar(text, style, anchor, tag) => {
                self.count(weight(&text), &at)?;
                (anchor, scalar_node(&text, style, tag.as_deref(), at)?)
            }
            Event::SequenceStart(anchor, tag) => {
                self.count(1, &at)?;
                let items = self.list(depth)?;
                (anchor, tagged(tag.as_deref(), Node { value: Value::List(items), at })?)
            }
            Event::MappingStart(anchor, tag) => {
                self.count(1, &at)?;
                let entries = self.map(depth)?;
                (anchor, tagged(tag.as_deref(), Node { value: Value::Map(entries), at })?)
            }
            _ => return Err(Problem::new(&at, "this is not valid YAML: a value is missing")),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), self.weight - before));
        }
        Ok(node)
    }

    fn alias(&mut self, id: usize, at: &Place) -> Result<Node, Problem> {
        let Some((node, weight)) = self.anchors.get(&id) else {
            return Err(Problem::new(at, "this alias stands inside its own anchor")
                .expected("an anchor (`&name`) that is complete before its alias (`*name`)"));
        };
        let (node, weight) = (node.clone(), *weight);
        self.count(weight, at)?;
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Problem> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Vec<Entry>, Problem> {
        let mut entries = Vec::new();
        let mut keys = HashSet::new();
        let mut merges = Vec::new();
        loop {
            let (event, span) = match self.next()? {
                (Event::MappingEnd, _) => break,
                next => next,
            };
            let merge = matches!(&event, Event::Scalar(text, ScalarStyle::Plain, _, None)
                if text == "<<");
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            if merge {
                merges.push(value);
                continue;
            }
            let name = key_text(&key)?;
            if !keys.insert(name.clone()) {
                return Err(Problem::new(&key.at, format!("the key `{name}` is here twice"))
                    .expected("each key once in a map")
                    .fix("remove one of the two, or put both values under one key"));
            }
            entries.push(Entry { key: name, at: key.at, value });
        }
        for merged in merges {
            merge_into(&mut entries, &mut keys, merged)?;
        }
        Ok(entries)
    }

    fn count(&mut self, weight: usize, at: &Place) -> Result<(), Problem> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight > WEIGHT_MAX {
            return Err(Problem::new(at, "the document grows too large here")
                .expected(format!("at most {WEIGHT_MAX} values once aliases are written out"))
                .fix("use fewer aliases (`*name`) of large parts, or split the file"));
        }
        Ok(())
    }

    fn place(&self, span: Span) -> Place {
        Place {
            file: self.file.clone(),
            line: u32::try_from(span.start.line()).unwrap_or(u32::MAX),
            column: u32::try_from(span.start.col() + 1).unwrap_or(u32::MAX),
        }
    }
}

/// Keys that are already there win; of several merged maps the first wins (YAML's merge type).
fn merge_into(
    entries: &mut Vec<Entry>,
    keys: &mut HashSet<String>,
    merged: Node,
) -> Result<(), Problem> {
    let maps = match merged.value {
        Value::List(items) => items,
        _ => vec![merged],
    };
    for map in maps {
        let Value::Map(members) = map.value else {
            return Err(Problem::new(&map.at, format!("`<<` is given {}", map.describe()))
                .expected("a map, or a list of maps, to be merged into this one"));
        };
        entries.extend(members.into_iter().filter(|member| keys.insert(member.key.clone())));
    }
    Ok(())
}

fn key_text(key: &Node) -> Result<String, Problem> {
    match &key.value {
        Value::Null => Ok("null".into()),
        _ => key.scalar_text().ok_or_else(|| {
            Problem::new(&key.at, format!("a key is {}", key.describe()))
                .expected("text as a key")
                .fix("put quotes around `{...}` and `[...]` that are meant as text")
        }),
    }
}

fn scalar_node(
    text: &str,
    style: ScalarStyle,
    tag: Option<&Tag>,
    at: Place,
) -> Result<Node, Problem> {
    let plain = style == ScalarStyle::Plain;
    let value = match tag {
        Some(tag) if tag.is_yaml_core_schema() => match tag.suffix.as_str() {
            "str" => Value::String(text.into()),
            "int" | "float" | "bool" | "null" => scalar::plain(text),
            _ => return Err(unknown_tag(tag, &at)),
        },
        // A short function's argument is text, whatever it looks like.
        Some(tag) if is_local(tag) => Value::String(text.into()),
        _ if plain => scalar::plain(text),
        _ => Value::String(text.into()),
    };
    tagged(tag, Node { value, at })
}

/// `!Sub x` is `Fn::Sub: x`.
fn tagged(tag: Option<&Tag>, node: Node) -> Result<Node, Problem> {
    let Some(tag) = tag else { return Ok(node) };
    if tag.is_yaml_core_schema() {
        let fits = match node.value {
            Value::Map(_) => tag.suffix == "map",
            Value::List(_) => tag.suffix == "seq",
            _ => true,
        };
        return if fits { Ok(node) } else { Err(unknown_tag(tag, &node.at)) };
    }
    if !is_local(tag) {
        return Ok(node);
    }
    let at = node.at.clone();
    let name = tag.suffix.as_str();
    match name {
        "Ref" | "Condition" => Ok(Node::single(name, node, &at)),
        _ if FUNCTIONS.contains(&name) => Ok(Node::single(&format!("Fn::{name}"), node, &at)),
        _ => Err(unknown_tag(tag, &at)),
    }
}

/// `!Name`, but not the bare `!` that only says "text".
fn is_local(tag: &Tag) -> bool {
    !tag.is_yaml_core_schema() && !matches!(tag.suffix.as_str(), "" | "!")
}

fn unknown_tag(tag: &Tag, at: &Place) -> Problem {
    Problem::new(at, format!("the tag `{tag}` is not known"))
        .expected("a CloudFormation function such as !Ref, !GetAtt, !Sub, !Join, !Select, !Split")
}

/// Tabs are the most common reason for a YAML error, and the parser's words do not say so.
fn about_tabs(text: &str, problem: Problem) -> Problem {
    let line = text.lines().nth(problem.line.saturating_sub(1) as usize).unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    if problem.fix.is_empty() && indent.contains('\t') {
        return problem.fix("this line is indented with a tab: use spaces");
    }
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        match parse("f.yml", text) {
            Ok(node) => node.to_json().to_string(),
            Err(problem) => {
                format!("{}:{}: {}", problem.line, problem.column, problem.what)
            }
        }
    }

    #[test]
    fn reads_values_of_the_core_schema() {
        for (text, wanted) in [
            ("", "null"),
            ("a: yes", r#"{"a":"yes"}"#),
            ("Version: 2012-10-17", r#"{"Version":"2012-10-17"}"#),
            (
                "[1, 0x10, 0o7, -2.5, 1e3, .5, ~, True, null]",
                "[1,16,7,-2.5,1000.0,0.5,null,true,null]",
            ),
            ("200: ok\ntrue: 1", r#"{"200":"ok","true":1}"#),
            ("a: !!str 1\nb: '2'\nc: |\n  x\n  y", r#"{"a":"1","b":"2","c":"x\ny\n"}"#),
            ("{\"a\":\t[1,\n\t\t\"\\u00e9\\/\"]}", r#"{"a":[1,"é/"]}"#),
            ("\u{feff}a: 1", r#"{"a":1}"#),
        ] {
            assert_eq!(json(text), wanted, "{text}");
        }
    }

    #[test]
    fn json_characters_of_two_escapes() {
        for (text, wanted) in [
            (r#"["\ud83d\ude00", "\u00e9\n"]"#, r#"["😀","é\n"]"#),
            (r#"["\\ud83d\\ude00"]"#, r#"["\\ud83d\\ude00"]"#),
            ("[\"é\\", r#"1:"#),
        ] {
            let shown = match parse_json("f.json", text) {
                Ok(node) => node.to_json().to_string(),
                Err(problem) => format!("{}:", problem.line),
            };
            assert_eq!(shown, wanted, "{text}");
        }
    }

    #[test]
    fn short_tags_come_out_long() {
        for (text, wanted) in [
            ("!Ref T", r#"{"Ref":"T"}"#),
            ("!GetAtt T.Arn", r#"{"Fn::GetAtt":"T.Arn"}"#),
            ("!Sub ['${a}', {a: !Ref B}]", r#"{"Fn::Sub":["${a}",{"a":{"Ref":"B"}}]}"#),
            ("!Join [',', [1, 2]]", r#"{"Fn::Join":[",",[1,2]]}"#),
            ("!Base64\n  Fn::Sub: x", r#"{"Fn::Base64":{"Fn::Sub":"x"}}"#),
            ("!Reff T", "1:1: the tag `!Reff` is not known"),
        ] {
            assert_eq!(json(text), wanted, "{text}");
        }
    }

    #[test]
    fn anchors_and_merge_keys() {
        let text = "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\nc:\n  <<: [{x: 9}, *a]\n";
        assert_eq!(json(text), r#"{"a":{"x":1,"y":2},"b":{"y":3,"x":1},"c":{"x":9,"y":2}}"#);
    }

    #[test]
    fn says_where_it_went_wrong() {
        for (text, wanted) in [
            ("a: 1\nb: 2\na: 3", "3:1: the key `a` is here twice"),
            ("a: 1\n---\nb: 2", "3:1: a second document begins here"),
            ("a: &x [*x]", "1:8: this alias stands inside its own anchor"),
            ("<<: 1", "1:5: `<<` is given 1"),
            ("? [a]\n: 1", "1:3: a key is a list"),
        ] {
            assert_eq!(json(text), wanted, "{text}");
        }
    }

    #[test]
    fn growth_is_bounded() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_string();
        for level in 1..12 {
            let alias = format!("*a{}", level - 1);
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", ")));
        }
        assert!(json(&bomb).ends_with("the document grows too large here"));
        let deep = "[".repeat(200);
        assert!(json(&deep).ends_with("this is nested too deeply"));
    }

    #[test]
    fn pasted_json_may_stand_too_far_out() {
        for (text, wanted) in [
            (
                "a:\n  b: {\n    \"c\": [\n      1\n  ],\n  \"d\": 2\n  }\n  e: 3\n",
                r#"{"a":{"b":{"c":[1],"d":2},"e":3}}"#,
            ),
            ("a:\n  b: {\n\"c\": [\n1,\nx y\n]\n}\nd: 1\n", r#"{"a":{"b":{"c":[1,"x y"]}},"d":1}"#),
            // What is wrong still is what it is.
            ("a:\n  b: {\n  c: 1\nd: 2\n", "3:3: this is not valid YAML: invalid indentation"),
        ] {
            assert_eq!(json(text), wanted, "{text}");
        }
    }

    #[test]
    fn tabs_are_named() {
        let problem = parse("f.yml", "a:\n\tb: 1\n").unwrap_err();
        assert_eq!(problem.fix, "this line is indented with a tab: use spaces");
    }
}
