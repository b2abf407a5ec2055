//! The functions' default role: the statements that the manifest gives it, and those that every
//! function needs to write its logs.

use serde_json::{Value as Json, json};

use crate::application::{Own, Role};
use crate::intrinsic::{Scope, is_intrinsic, resolve};
use crate::node::{Entry, Node, Value};
use crate::problem::{Notice, Place, Problem};
use crate::provider::{set, tags};
use crate::read::{Members, Report, nearest};

const IAM: Members<'_> = Members { known: &["role", "deploymentRole"], later: &[] };
const ROLE: Members<'_> = Members {
    known: &[
        "name",
        "path",
        "statements",
        "managedPolicies",
        "permissionsBoundary",
        "permissionBoundary",
        "tags",
    ],
    later: &["mode"],
};
/// Of one function's own role, as the framework has it since its fourth version.
const OWN: Members<'_> = Members {
    known: &[
        "name",
        "statements",
        "managedPolicies",
        "permissionsBoundary",
        "permissionBoundary",
        "inheritStatements",
        "tags",
    ],
    later: &["path"],
};
const POLICIES: &str = "a list of policies' ARNs";
const BOUNDARY: &str = "the ARN of a policy";
const STATEMENT: &[&str] =
    &["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

impl Role {
    /// The inline policy as a document.
    pub fn policy(&self, scope: &dyn Scope) -> Result<Json, Problem> {
        let statements: Result<Vec<Json>, Problem> =
            self.statements.iter().map(|statement| resolve(statement, scope)).collect();
        Ok(json!({"Version": "2012-10-17", "Statement": statements?}))
    }

    /// Who may take the role: Lambda, and the account's own administrator, who so can see what a
    /// function may do.
    pub fn trust(&self, account: &str) -> Json {
        json!({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow",
            "Principal": {
                "Service": "lambda.amazonaws.com",
                "AWS": format!("arn:aws:iam::{account}:root"),
            },
            "Action": "sts:AssumeRole",
        }]})
    }
}

/// `names` are `{service}`, `{stage}` and `{region}`.
pub(crate) fn read(root: &Node, names: [&str; 3], account: &str, report: &mut Report) -> Role {
    let mut role = described(root, names, report);
    role.custom = role.custom.filter(|node| !is_foreign(node, account, report));
    if let (Some(custom), [statement, ..]) = (&role.custom, role.statements.as_slice()) {
        let note = format!("are left out: the role of line {} is used as it is", custom.at.line);
        report.notices.push(Notice::new(&statement.at, "the statements of provider", note));
    }
    role
}

/// Whether a role is of an account that is not here. Whoever has it keeps to the role that the
/// manifest describes.
pub(crate) fn is_foreign(node: &Node, account: &str, report: &mut Report) -> bool {
    let Some(arn) = node.as_str() else { return false };
    let foreign = arn.split(':').nth(4).filter(|of| *of != account);
    if let Some(of) = foreign {
        let name = format!("the role {arn}");
        let note = format!(
            "is of the account {of}, which is not here: functions have the role that the \
             statements of provider.iam.role make instead"
        );
        report.notices.push(Notice::new(&node.at, name, note));
    }
    foreign.is_some()
}

fn described(root: &Node, names: [&str; 3], report: &mut Report) -> Role {
    let [service, stage, region] = names;
    let mut role = Role {
        name: format!("{service}-{stage}-{region}-lambdaRole"),
        path: "/".into(),
        custom: None,
        policy_name: format!("{stage}-{service}-lambda"),
        statements: Vec::new(),
        managed: Vec::new(),
        boundary: None,
        tags: Vec::new(),
    };
    let Some(provider) = root.get("provider") else { return role };
    if let Some(node) = provider.get("iamRoleStatements") {
        role.statements.extend(statements(node, "provider.iamRoleStatements", report));
    }
    if let Some(node) = provider.get("iamManagedPolicies") {
        role.managed = policies(node, "provider.iamManagedPolicies", report);
    }
    if let Some(node) = provider.get("rolePermissionsBoundary").filter(|node| !node.is_null()) {
        role.boundary = arn(node, "provider.rolePermissionsBoundary", BOUNDARY, report);
    }
    if let Some(node) = provider.get("role").filter(|node| !node.is_null()) {
        role.custom = named(node, "provider.role", report);
    }
    if let Some(iam) = provider.get("iam") {
        let entries = report.map(iam, "provider.iam");
        report.members(entries, &IAM, "provider.iam");
        if let Some(node) = iam.get("role") {
            from_iam(node, &mut role, report);
        }
    }
    role
}

fn from_iam(node: &Node, role: &mut Role, report: &mut Report) {
    let name = "provider.iam.role";
    if node.as_str().is_some() || is_intrinsic(node) {
        role.custom = named(node, name, report);
        return;
    }
    let entries = report.map(node, name);
    report.members(entries, &ROLE, name);
    for Entry { key, value, .. } in entries {
        let full = format!("{name}.{key}");
        match key.as_str() {
            "name" => {
                if let Some(text) = report.text(value, &full, "a name") {
                    role.name = text;
                }
            }
            "path" => {
                if let Some(text) = report.text(value, &full, "a path such as /team/") {
                    role.path = text;
                }
            }
            "statements" => role.statements.extend(statements(value, &full, report)),
            "managedPolicies" => role.managed.extend(policies(value, &full, report)),
            "permissionsBoundary" | "permissionBoundary" if !value.is_null() => {
                role.boundary = arn(value, &full, BOUNDARY, report);
            }
            "tags" => role.tags = tags(value, &full, report),
            _ => {}
        }
    }
}

/// A function's own role: `iamRoleStatements` of serverless-iam-roles-per-function, or `iam.role`
/// of the framework's fourth version. None where the function has none of its own.
pub(crate) fn own(function: &Node, key: &str, inherits: bool, report: &mut Report) -> Option<Own> {
    let iam = function.get("iam").and_then(|iam| iam.get("role"));
    let written = function.get("iamRoleStatements");
    let managed = iam.and_then(|role| role.get("managedPolicies"));
    let asks = written.is_some() || managed.is_some();
    if !asks && iam.is_none_or(|role| role.get("statements").is_none()) {
        return None;
    }
    let at = written.or(iam).map_or(&function.at, |node| &node.at).clone();
    if function.get("role").is_some_and(|role| !role.is_null()) {
        let what = format!("function {key} has a role, and statements of one of its own");
        report.problem(Problem::new(&at, what).expected("`role`, or statements"));
    }
    let mut own = Own {
        name: None,
        statements: Vec::new(),
        managed: Vec::new(),
        boundary: None,
        tags: Vec::new(),
        inherits,
        at,
    };
    let mut members: Vec<(&str, &Node)> = Vec::new();
    for (name, is) in [
        ("iamRoleStatements", "statements"),
        ("iamRoleStatementsName", "name"),
        ("iamRoleStatementsInherit", "inheritStatements"),
        ("iamPermissionsBoundary", "permissionsBoundary"),
    ] {
        members.extend(function.get(name).filter(|node| !node.is_null()).map(|node| (is, node)));
    }
    if let Some(role) = iam {
        let name = format!("iam.role of function {key}");
        let entries = report.map(role, &name);
        report.members(entries, &OWN, &name);
        members.extend(entries.iter().map(|entry| (entry.key.as_str(), &entry.value)));
    }
    for (member, node) in members {
        let full = format!("{member} of the role of function {key}");
        match member {
            "statements" => own.statements.extend(statements(node, &full, report)),
            "name" => own.name = arn(node, &full, "a name", report),
            "inheritStatements" => set(&mut own.inherits, report.flag(node, &full)),
            "managedPolicies" => own.managed.extend(policies(node, &full, report)),
            "permissionsBoundary" | "permissionBoundary" => {
                own.boundary = arn(node, &full, BOUNDARY, report);
            }
            "tags" => own.tags = tags(node, &full, report),
            _ => {}
        }
    }
    Some(own)
}

fn policies(node: &Node, name: &str, report: &mut Report) -> Vec<Node> {
    let items = report.list(node, name).iter();
    items.filter_map(|item| arn(item, name, POLICIES, report)).collect()
}

/// A text or an intrinsic.
fn arn(node: &Node, name: &str, expected: &str, report: &mut Report) -> Option<Node> {
    if node.as_str().is_some() || is_intrinsic(node) {
        return Some(node.clone());
    }
    report.wrong(node, name, expected);
    None
}

/// A role by its ARN, an intrinsic, or the logical id of a role of this stack.
pub(crate) fn named(node: &Node, name: &str, report: &mut Report) -> Option<Node> {
    let is_id = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    match node.as_str() {
        Some(text) if text.starts_with("arn:") => Some(node.clone()),
        Some(text) if is_id(text) => {
            let pair = [text, "Arn"].map(|part| Node::string(part, &node.at));
            let pair = Node { value: Value::List(pair.into()), at: node.at.clone() };
            Some(Node::single("Fn::GetAtt", pair, &node.at))
        }
        None if is_intrinsic(node) => Some(node.clone()),
        _ => {
            report.wrong(node, name, "the ARN of a role, or the logical id of one of this stack");
            None
        }
    }
}

/// Statements, each with an effect, actions and resources.
fn statements(node: &Node, name: &str, report: &mut Report) -> Vec<Node> {
    let items = report.list(node, name);
    let mut sound = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let name = format!("{name}[{index}]");
        let Some(entries) = item.as_map() else {
            report.wrong(item, &name, "a statement with Effect, Action and Resource");
            continue;
        };
        // `Fn::If` and its like may come to a statement.
        if is_intrinsic(item) || statement(item, entries, &name, report) {
            sound.push(item.clone());
        }
    }
    sound
}

fn statement(node: &Node, entries: &[Entry], name: &str, report: &mut Report) -> bool {
    let before = report.problems.len();
    for entry in entries {
        if !STATEMENT.contains(&entry.key.as_str()) {
            let what = format!("{name} has `{}`, which no statement of a role has", entry.key);
            let near = nearest(&entry.key, STATEMENT.iter().copied());
            let problem = Problem::new(&entry.at, what).expected(STATEMENT.join(", "));
            report.problem(match near {
                Some(near) => problem.fix(format!("did you mean `{near}`?")),
                None => problem,
            });
        }
    }
    match node.get("Effect") {
        Some(effect) if matches!(effect.as_str(), Some("Allow" | "Deny")) => {}
        Some(effect) => report.wrong(effect, &format!("{name}.Effect"), "Allow or Deny"),
        None => lacking(node, name, "Effect", "Allow or Deny", report),
    }
    for (key, other, expected) in [
        ("Action", "NotAction", "actions such as dynamodb:GetItem"),
        ("Resource", "NotResource", "ARNs of resources, or '*'"),
    ] {
        match node.get(key).or_else(|| node.get(other)) {
            None => lacking(node, name, key, expected, report),
            Some(value) => texts(value, &format!("{name}.{key}"), expected, report),
        }
    }
    report.problems.len() == before
}

fn lacking(node: &Node, name: &str, key: &str, expected: &str, report: &mut Report) {
    report.problem(Problem::new(&node.at, format!("{name} has no {key}")).expected(expected));
}

/// A text or an intrinsic, or a list of them that is not empty.
fn texts(node: &Node, name: &str, expected: &str, report: &mut Report) {
    let fits = |node: &Node| node.as_str().is_some() || is_intrinsic(node);
    match &node.value {
        _ if fits(node) => {}
        Value::List(items) if !items.is_empty() => {
            for item in items.iter().filter(|item| !fits(item)) {
                report.wrong(item, name, expected);
            }
        }
        _ => report.wrong(node, name, expected),
    }
}

/// What the framework gives every function: leave to write its logs. `custom` are the names of
/// functions that do not begin with `{service}-{stage}`.
pub(crate) fn log_statements(prefix: &str, custom: &[&str], at: &Place) -> Vec<Node> {
    let list = |texts: &[String]| {
        let items = texts.iter().map(|text| Node::string(text, at)).collect();
        Node { value: Value::List(items), at: at.clone() }
    };
    let groups = |end: &str| {
        let group = |name: &str| {
            let arn = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:";
            let text = format!("{arn}/aws/lambda/{name}{end}");
            Node::single("Fn::Sub", Node::string(text, at), at)
        };
        let service = group(&format!("{prefix}*"));
        let items = std::iter::once(service).chain(custom.iter().map(|name| group(name)));
        Node { value: Value::List(items.collect()), at: at.clone() }
    };
    let statement = |actions: &[&str], resources: Node| {
        let actions: Vec<String> = actions.iter().map(|action| format!("logs:{action}")).collect();
        let members = [
            ("Effect", Node::string("Allow", at)),
            ("Action", list(&actions)),
            ("Resource", resources),
        ];
        let entries = members.map(|(key, value)| Entry { key: key.into(), at: at.clone(), value });
        Node { value: Value::Map(entries.into()), at: at.clone() }
    };
    vec![
        statement(&["CreateLogStream", "CreateLogGroup", "TagResource"], groups(":*")),
        statement(&["PutLogEvents"], groups(":*:*")),
    ]
}
