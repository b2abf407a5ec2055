//! Intrinsic functions over a scope, and the order of resources.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, options};
use manifest::{Node, Pseudo, Scope, load, order, references, resolve};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

struct Stack(Pseudo);

impl Scope for Stack {
    fn pseudo(&self) -> &Pseudo {
        &self.0
    }

    fn reference(&self, logical_id: &str) -> Option<Json> {
        match logical_id {
            "Users" => Some(json!("users-table")),
            "Names" => Some(json!(["a", "b"])),
            _ => None,
        }
    }

    fn attribute(&self, logical_id: &str, attribute: &str) -> Option<Json> {
        match (logical_id, attribute) {
            ("Users", "Arn") => Some(json!("arn:users")),
            ("Nested", "Outputs.Url") => Some(json!("http://x")),
            _ => None,
        }
    }
}

fn stack() -> Stack {
    Stack(Pseudo {
        region: "eu-west-1".into(),
        account: "123456789012".into(),
        stack_name: "s-dev".into(),
    })
}

fn resolved(text: &str) -> String {
    let node = manifest::yaml::parse("t.yml", text).unwrap();
    match resolve(&node, &stack()) {
        Ok(value) => value.to_string(),
        Err(problem) => format!("{}:{}: {}", problem.line, problem.column, problem.what),
    }
}

#[test]
fn functions_come_to_values() {
    for (text, wanted) in [
        ("!Ref Users", r#""users-table""#),
        ("Ref: AWS::Region", r#""eu-west-1""#),
        ("!Ref AWS::AccountId", r#""123456789012""#),
        ("!GetAtt Users.Arn", r#""arn:users""#),
        ("Fn::GetAtt: [Users, Arn]", r#""arn:users""#),
        ("!GetAtt Nested.Outputs.Url", r#""http://x""#),
        (
            "!Sub '${AWS::StackName}/${Users}/${Users.Arn}/${!Users}/$x'",
            r#""s-dev/users-table/arn:users/${Users}/$x""#,
        ),
        (
            "!Sub ['${a}-${b}-${Users}', {a: 1, b: !GetAtt Users.Arn}]",
            r#""1-arn:users-users-table""#,
        ),
        ("!Join ['-', [a, 1, !Ref Users]]", r#""a-1-users-table""#),
        ("!Join ['-', !Ref Names]", r#""a-b""#),
        ("!Select [1, [a, !Ref Users]]", r#""users-table""#),
        ("!Select ['0', !Split [',', 'x,y']]", r#""x""#),
        ("!Split ['-', 'a-b-c']", r#"["a","b","c"]"#),
        ("!Base64 hello", r#""aGVsbG8=""#),
        ("!GetAZs ''", r#"["eu-west-1a","eu-west-1b","eu-west-1c"]"#),
        ("{a: !Ref AWS::NoValue, b: [!Ref AWS::NoValue, 1], c: 2.5}", r#"{"b":[1],"c":2.5}"#),
        ("{Ref: Users, Other: 1}", r#"{"Ref":"Users","Other":1}"#),
        ("!Sub 'open ${Users'", r#""open ${Users""#),
    ] {
        assert_eq!(resolved(text), wanted, "{text}");
    }
}

#[test]
fn what_cannot_be_resolved_says_where() {
    for (text, wanted) in [
        ("a: !Ref Nobody", "1:4: Ref Nobody: there is no such resource"),
        ("a:\n  - !GetAtt Users.Name", "2:5: Fn::GetAtt Users.Name: there is no such thing"),
        ("!GetAtt Users", "1:1: the argument of Fn::GetAtt is \"Users\""),
        ("!Ref [a]", "1:1: the argument of Ref is a list"),
        ("!Join [a]", "1:1: the argument of Fn::Join is a list"),
        ("!Select [5, [a]]", "1:1: the argument of Fn::Select is a list"),
        ("!Sub '${Names}'", "1:1: `${Names}` in Fn::Sub does not come to a text"),
        ("!ImportValue x", "1:1: Fn::ImportValue: nothing exports \"x\""),
        ("Fn::Cidr: [a, 1, 2]", "1:11: Fn::Cidr cannot cut a in this way"),
        ("Fn::Transform: {Name: X}", "1:1: Fn::Transform is not there yet"),
        ("!If [Large, 1]", "1:1: the argument of Fn::If is a list"),
        ("!Equals [a, b]", "1:1: Fn::Equals is a condition and has no value here"),
    ] {
        assert_eq!(resolved(text), wanted, "{text}");
    }
}

#[test]
fn references_are_found_wherever_they_stand() {
    let text = "
a: [!Ref A, !GetAtt B.Arn]
b: !Sub ['${C.Arn}-${own}-${!No}-${AWS::Region}', {own: !Ref D}]
c: !Join ['', [!Sub '${E}']]
";
    let node = manifest::yaml::parse("t.yml", text).unwrap();
    let names: Vec<String> = references(&node).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["A", "B", "C", "D", "E"]);
}

fn ordered(resources: &str) -> String {
    let dir = Folder::new();
    let text =
        format!("service: s\nprovider: {{name: aws}}\nresources:\n  Resources:\n{resources}");
    dir.write("serverless.yml", text);
    let app = load(&dir.0, &options(None, &[])).unwrap();
    match order(&app) {
        Ok(order) => {
            let own = order.all().filter(|resource| !resource.generated);
            own.map(|r| r.logical_id.as_str()).collect::<Vec<_>>().join(" ")
        }
        Err(problem) => format!("{}: {}", problem.line, problem.what),
    }
}

#[test]
fn resources_come_after_what_they_need() {
    let kind = "Type: AWS::SQS::Queue";
    assert_eq!(
        ordered(&format!(
            "    A: {{{kind}, Properties: {{x: !GetAtt C.Arn}}}}
    B: {{{kind}}}
    C: {{{kind}, DependsOn: [D]}}
    D: {{{kind}, Properties: {{x: !Sub '${{B}}-${{HelloLambdaFunction}}'}}}}
"
        )),
        "B D C A"
    );
    assert_eq!(
        ordered(&format!(
            "    A: {{{kind}, Properties: {{x: !Ref B}}}}
    B: {{{kind}, Properties: {{x: !Ref C}}}}
    C: {{{kind}, DependsOn: B}}
"
        )),
        "6: resources need each other in a circle: B -> C -> B"
    );
    assert_eq!(
        ordered(&format!("    A: {{{kind}, Properties: {{x: !Ref A}}}}\n")),
        "5: resources need each other in a circle: A -> A"
    );
}

#[test]
fn a_role_comes_to_a_policy() {
    let dir = Folder::new();
    dir.write(
        "serverless.yml",
        "service: s
provider:
  name: aws
  iam: {role: {statements: [{Effect: Allow, Action: 'dynamodb:*', Resource: !GetAtt Users.Arn}]}}
resources: {Resources: {Users: {Type: AWS::DynamoDB::Table}}}
",
    );
    let app = load(&dir.0, &options(None, &[])).unwrap();
    let policy = app.role.policy(&stack()).unwrap();
    assert_eq!(policy["Version"], "2012-10-17");
    assert_eq!(
        policy["Statement"][2],
        json!({"Effect": "Allow", "Action": "dynamodb:*", "Resource": "arn:users"})
    );
    assert_eq!(
        policy["Statement"][0]["Resource"],
        json!(["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/s-dev*:*"])
    );
}

/// Parts of texts that `Fn::Sub` takes apart.
const PARTS: &[&str] = &[
    "a",
    "${Users}",
    "${Users.Arn}",
    "${!Users}",
    "${",
    "}",
    "$",
    "${AWS::Region}",
    "${}",
    "é",
    ".",
];
/// Parts of documents that hold intrinsics.
const PIECES: &[&str] = &[
    "!Ref Users",
    "!Ref AWS::NoValue",
    "!GetAtt Users.Arn",
    "!Sub 'a-${Users}-${x}'",
    "!Sub ['${a}', {a: ",
    "!Join ['-', ",
    "!Select [1, ",
    "!Split [',', ",
    "!Base64 ",
    "!ImportValue ",
    "!If [c, ",
    "Fn::Length: ",
    "Fn::ToJsonString: ",
    "[",
    "]",
    "{a: ",
    "}",
    ", ",
    "b",
    "7",
    "~",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in it, a text is put together from what is text and what its names come to,
    /// or the name that has no value is told; and every name that it asks for is found beforehand.
    #[test]
    fn a_substitution_comes_to_a_text_or_says_why(
        parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..12),
    ) {
        let text = parts.concat();
        let place = manifest::Place::file("t.yml");
        let node = Node::single("Fn::Sub", Node::string(text.clone(), &place), &place);
        let named = references(&node);
        match resolve(&node, &stack()) {
            Ok(Json::String(result)) => {
                prop_assert!(named.iter().all(|(id, _)| id == "Users"), "{text}: {named:?}");
                if !text.contains("${") {
                    prop_assert_eq!(result, text);
                }
            }
            Ok(other) => prop_assert!(false, "{text} came to {other}"),
            Err(problem) => {
                let known = |id: &String| id == "Users";
                prop_assert!(named.iter().any(|(id, _)| !known(id)), "{text}: {}", problem.what);
            }
        }
    }

    /// What cannot be resolved is told, and what is resolved names nothing any more.
    #[test]
    fn any_document_is_resolved_or_told(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24),
    ) {
        if let Ok(node) = manifest::yaml::parse("t.yml", &pieces.concat()) {
            let _ = references(&node);
            match resolve(&node, &stack()) {
                Ok(value) => prop_assert!(!value.to_string().contains("\"Ref\":\"Users\"")),
                Err(problem) => prop_assert!(!problem.what.is_empty()),
            }
        }
    }
}
