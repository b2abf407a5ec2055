//! `#{AWS::Region}` and `#{Table.Arn}`: what serverless-pseudo-parameters reads where a variable
//! of the framework could not hold CloudFormation's own.
//!
//! Pseudo parameters of which the value is known while the manifest is read are put in place;
//! anything else becomes `Fn::Sub`.

use crate::intrinsic::Pseudo;
use crate::node::{Entry, Node, Value};

/// The plugin; without it, such text is text.
pub(crate) const PLUGIN: &str = "serverless-pseudo-parameters";

/// The document with what the plugin would put in place.
pub(crate) fn replaced(node: &Node, pseudo: &Pseudo) -> Node {
    let value = match &node.value {
        Value::String(text) if text.contains("#{") => return in_text(node, text, pseudo),
        Value::List(items) => {
            Value::List(items.iter().map(|item| replaced(item, pseudo)).collect())
        }
        Value::Map(entries) => {
            let each =
                |entry: &Entry| Entry { value: replaced(&entry.value, pseudo), ..entry.clone() };
            Value::Map(entries.iter().map(each).collect())
        }
        plain => plain.clone(),
    };
    Node { value, at: node.at.clone() }
}

fn in_text(node: &Node, text: &str, pseudo: &Pseudo) -> Node {
    let (mut result, mut rest, mut is_sub) = (String::new(), text, false);
    while let Some(start) = rest.find("#{") {
        let Some(length) = rest[start..].find('}') else { break };
        result.push_str(&rest[..start]);
        let name = rest[start + 2..start + length].trim();
        match name {
            "AWS::Region" => result.push_str(&pseudo.region),
            "AWS::AccountId" => result.push_str(&pseudo.account),
            "AWS::StackName" => result.push_str(&pseudo.stack_name),
            "AWS::Partition" => result.push_str("aws"),
            "AWS::URLSuffix" => result.push_str("amazonaws.com"),
            _ => {
                is_sub = true;
                result.push_str(&format!("${{{name}}}"));
            }
        }
        rest = &rest[start + length + 1..];
    }
    result.push_str(rest);
    match is_sub {
        true => Node::single("Fn::Sub", Node::string(result, &node.at), &node.at),
        false => Node::string(result, &node.at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn what_is_known_is_put_in_place_and_the_rest_is_left_to_the_stack() {
        let pseudo = Pseudo {
            region: "eu-west-1".into(),
            account: "000000000000".into(),
            stack_name: "s-dev".into(),
        };
        for (text, wanted) in [
            ("b-#{AWS::AccountId}-#{AWS::Region}", r#""b-000000000000-eu-west-1""#),
            (
                "[x, {a: '#{Table.Arn}/#{AWS::Partition}'}]",
                r#"["x",{"a":{"Fn::Sub":"${Table.Arn}/aws"}}]"#,
            ),
            ("'#{open'", r##""#{open""##),
        ] {
            let node = yaml::parse("f.yml", text).unwrap();
            assert_eq!(replaced(&node, &pseudo).to_json().to_string(), wanted, "{text}");
        }
    }
}
