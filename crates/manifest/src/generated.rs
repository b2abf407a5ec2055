//! What the framework adds to a stack by itself: the functions' role, and what `sqs` and `s3`
//! events need. Logical ids are the framework's, so that `resources` can name and extend them.

use crate::application::{Asynchronous, Bucket, Destination, Function, Queue};
use crate::application::{Resource, Role, Trigger};
use crate::bucket::{self, Described};
use crate::function;
use crate::node::{Node, Value};
use crate::order::ROLE_ID;
use crate::problem::{Place, Problem};
use crate::read::Report;

const MAPPING: &str = "AWS::Lambda::EventSourceMapping";
const PERMISSION: &str = "AWS::Lambda::Permission";
const BUCKET: &str = "AWS::S3::Bucket";
/// The framework's own type: notifications of a bucket that somebody else makes.
const NOTIFICATIONS: &str = "Custom::S3";
/// What Lambda's poller asks of a queue, as the role of its function.
const QUEUE_ACTIONS: [&str; 3] =
    ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
/// What a function asks of its log, as its own role has it.
const LOG_ACTIONS: [&str; 3] = ["logs:CreateLogStream", "logs:CreateLogGroup", "logs:PutLogEvents"];
/// IAM quotas: length of a role's name.
const ROLE_NAME_CHARS_MAX: usize = 64;

/// What it is made from.
pub(crate) struct From<'a> {
    pub(crate) root: &'a Node,
    pub(crate) account: &'a str,
    /// `{service}`, `{stage}` and `{region}`.
    pub(crate) names: [&'a str; 3],
    pub(crate) functions: &'a [Function],
    pub(crate) role: &'a Role,
    /// The statements that the manifest gives the role.
    pub(crate) provided: &'a [Node],
    /// Those of `resources`.
    pub(crate) own: &'a [Resource],
}

pub(crate) fn resources(from: &From<'_>, report: &mut Report) -> Vec<Resource> {
    let mut all = Vec::new();
    if from.role.custom.is_none() {
        all.push(role(from));
    }
    all.extend(from.functions.iter().filter_map(|function| own_role(from, function, report)));
    let mut buckets: Vec<(Described, Resource)> = Vec::new();
    for function in from.functions {
        let mut existing: Vec<&Bucket> = Vec::new();
        for trigger in &function.triggers {
            match trigger {
                Trigger::Queue(queue) => all.push(mapping(function, queue, from.role)),
                Trigger::Bucket(bucket) if bucket.existing => existing.push(bucket),
                Trigger::Bucket(bucket) => notify(from, function, bucket, &mut buckets, report),
            }
        }
        notifications(from, function, &existing, &mut all);
    }
    for function in from.functions {
        for (described, bucket) in &buckets {
            if bucket.depends_on.contains(&permission_id(function, &described.key)) {
                let name = Node::string(&described.name, &bucket.at);
                all.push(permission(function, &described.key, &name, &bucket.at));
            }
        }
    }
    all.extend(buckets.into_iter().map(|(_, bucket)| bucket));
    for (index, one) in all.iter().enumerate() {
        let twin = all[..index].iter().find(|known| known.logical_id == one.logical_id);
        if let Some(twin) = twin {
            let what = format!("the event makes {}, which another one makes", one.logical_id);
            let expected = format!("one event for each source; the first is at {}", twin.at);
            report.problem(Problem::new(&one.at, what).expected(expected));
        }
    }
    all
}

fn resource(id: String, kind: &str, properties: Node, needs: Vec<String>, at: &Place) -> Resource {
    Resource {
        logical_id: id,
        kind: kind.into(),
        properties,
        depends_on: needs,
        condition: None,
        deletion_policy: None,
        replace_policy: None,
        generated: true,
        at: at.clone(),
    }
}

/// `Hello` of the function `hello`, as logical ids begin.
fn normal(function: &Function) -> &str {
    function.logical_id.strip_suffix("LambdaFunction").unwrap_or(&function.logical_id)
}

/// Letters and digits, the first one large.
fn plain(name: &str) -> String {
    let mut letters = name.chars().filter(char::is_ascii_alphanumeric);
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// What an event invokes: the function, or what is published of it.
fn target(function: &Function, at: &Place) -> Node {
    let arn = Node::attribute(&function.logical_id, "Arn", at);
    match function.alias() {
        Some(alias) => Node::joined(vec![arn, Node::string(format!(":{alias}"), at)], at),
        None => arn,
    }
}

fn role(from: &From<'_>) -> Resource {
    let (role, at) = (from.role, &from.root.at);
    let mut statements = role.statements.clone();
    for function in from.functions.iter().filter(|one| one.role.is_none()) {
        needed(from, function, &mut statements);
    }
    let more = More { managed: &role.managed, boundary: role.boundary.as_ref(), tags: &role.tags };
    let name = Node::string(&role.name, at);
    role_resource(from, ROLE_ID.into(), name, statements, &more, at)
}

/// What a role has besides its statements.
struct More<'a> {
    managed: &'a [Node],
    boundary: Option<&'a Node>,
    tags: &'a [(String, String)],
}

/// The role of one function that asks for one of its own: it writes its own log only.
fn own_role(from: &From<'_>, function: &Function, report: &mut Report) -> Option<Resource> {
    let own = function.own_role.as_ref()?;
    let at = &own.at;
    let group = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:";
    let group = Node::string(format!("{group}/aws/lambda/{}:*:*", function.name), at);
    let group = Node::list(vec![Node::single("Fn::Sub", group, at)], at);
    let mut statements = vec![statement(&LOG_ACTIONS, group, at)];
    needed(from, function, &mut statements);
    if own.inherits {
        statements.extend(from.provided.iter().cloned());
    }
    statements.extend(own.statements.iter().cloned());
    let name = match &own.name {
        Some(name) => name.clone(),
        None => Node::string(own_name(from, function, report)?, at),
    };
    let boundary = own.boundary.as_ref().or(from.role.boundary.as_ref());
    let more = More { managed: &own.managed, boundary, tags: &own.tags };
    let id = function::role_id(&function.logical_id);
    Some(role_resource(from, id, name, statements, &more, at))
}

/// `{service}-{stage}-{function}-{region}-lambdaRole`, its end left out where that is too long.
fn own_name(from: &From<'_>, function: &Function, report: &mut Report) -> Option<String> {
    let ([service, stage, region], key) = (from.names, &function.key);
    let short = format!("{service}-{stage}-{key}-{region}");
    let name = [format!("{short}-lambdaRole"), short];
    let fitting = name.iter().find(|name| name.len() <= ROLE_NAME_CHARS_MAX);
    if fitting.is_none() {
        let at = function.own_role.as_ref().map_or(&function.at, |own| &own.at);
        let what = format!("the role of function {key} would be called {}", name[1]);
        let problem = Problem::new(at, what);
        let problem = problem.expected(format!("at most {ROLE_NAME_CHARS_MAX} characters"));
        report.problem(problem.fix("give it a name of its own: iamRoleStatementsName"));
    }
    fitting.cloned()
}

/// What a function's events and destinations need.
fn needed(from: &From<'_>, function: &Function, statements: &mut Vec<Node>) {
    let queues: Vec<Node> = function.triggers.iter().filter_map(source).collect();
    if let [first, ..] = queues.as_slice() {
        let at = first.at.clone();
        statements.push(statement(&QUEUE_ACTIONS, Node::list(queues, &at), &at));
    }
    for destination in destinations(from, function) {
        let json = destination.to_json();
        if !statements.iter().any(|known| known.to_json() == json) {
            statements.push(destination);
        }
    }
}

fn role_resource(
    from: &From<'_>,
    id: String,
    name: Node,
    statements: Vec<Node>,
    more: &More<'_>,
    at: &Place,
) -> Resource {
    let role = from.role;
    let document = Node::map(
        [("Version", Node::string("2012-10-17", at)), ("Statement", Node::list(statements, at))],
        at,
    );
    let policy = Node::map(
        [("PolicyName", Node::string(&role.policy_name, at)), ("PolicyDocument", document)],
        at,
    );
    let mut properties = vec![
        ("RoleName", name),
        ("Path", Node::string(&role.path, at)),
        ("AssumeRolePolicyDocument", Node::of(&role.trust(from.account), at)),
        ("Policies", Node::list(vec![policy], at)),
    ];
    if !more.managed.is_empty() {
        properties.push(("ManagedPolicyArns", Node::list(more.managed.to_vec(), at)));
    }
    properties.extend(more.boundary.map(|arn| ("PermissionsBoundary", arn.clone())));
    if !more.tags.is_empty() {
        let tags = more.tags.iter().map(|(key, value)| {
            Node::map([("Key", Node::string(key, at)), ("Value", Node::string(value, at))], at)
        });
        properties.push(("Tags", Node::list(tags.collect(), at)));
    }
    resource(id, "AWS::IAM::Role", Node::map(properties, at), Vec::new(), at)
}

fn source(trigger: &Trigger) -> Option<Node> {
    match trigger {
        Trigger::Queue(queue) => Some(queue.arn.clone()),
        Trigger::Bucket(_) => None,
    }
}

fn statement(actions: &[&str], resource: Node, at: &Place) -> Node {
    let actions = actions.iter().map(|action| Node::string(*action, at)).collect();
    Node::map(
        [
            ("Effect", Node::string("Allow", at)),
            ("Action", Node::list(actions, at)),
            ("Resource", resource),
        ],
        at,
    )
}

/// Leave to send what has become of a function's events to where it is to go.
fn destinations(from: &From<'_>, function: &Function) -> Vec<Node> {
    let Asynchronous { on_success, on_failure, dead_letter, .. } = &function.asynchronous;
    let letters = dead_letter.clone().map(Destination::Arn);
    let all = [on_success, on_failure, &letters].into_iter().flatten();
    let statements = all.filter_map(|to| match to {
        Destination::Function { key, at } => {
            let named = from.functions.iter().find(|one| one.key == *key)?;
            // By its name: a function needs the role, which so cannot need the function.
            let arn = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function";
            let text = Node::string(format!("{arn}:{}", named.name), at);
            Some(statement(&["lambda:InvokeFunction"], Node::single("Fn::Sub", text, at), at))
        }
        Destination::Arn(node) => {
            let action = match service(from, node).as_deref()? {
                "lambda" => "lambda:InvokeFunction",
                "sqs" => "sqs:SendMessage",
                "sns" => "sns:Publish",
                "events" => "events:PutEvents",
                "s3" => "s3:PutObject",
                _ => return None,
            };
            Some(statement(&[action], node.clone(), &node.at))
        }
    });
    statements.collect()
}

/// The service of an ARN, or of the resource that it is taken from.
fn service(from: &From<'_>, arn: &Node) -> Option<String> {
    if let Some(text) = arn.as_str() {
        return text.split(':').nth(2).map(str::to_owned);
    }
    let (id, _) = crate::intrinsic::references(arn).into_iter().next()?;
    if from.functions.iter().any(|function| function.logical_id == id) {
        return Some("lambda".into());
    }
    let kind = &from.own.iter().find(|resource| resource.logical_id == id)?.kind;
    kind.split("::").nth(1).map(str::to_ascii_lowercase)
}

fn mapping(function: &Function, queue: &Queue, role: &Role) -> Resource {
    let Queue { arn, name, properties, at } = queue;
    let id = format!("{}EventSourceMappingSQS{}", normal(function), plain(name));
    let own = [("EventSourceArn", arn.clone()), ("FunctionName", target(function, at))];
    let properties = Node::map(own.into_iter().chain(properties.iter().cloned()), at);
    let named = function.role.as_ref().or(role.custom.as_ref());
    let needs = match named {
        None => vec![ROLE_ID.to_owned()],
        Some(node) => crate::intrinsic::references(node).into_iter().map(|(id, _)| id).collect(),
    };
    resource(id, MAPPING, properties, needs, at)
}

fn permission_id(function: &Function, bucket: &str) -> String {
    format!("{}LambdaPermission{}S3", normal(function), plain(bucket))
}

fn permission(function: &Function, key: &str, bucket: &Node, at: &Place) -> Resource {
    let reference = |name: &str| Node::single("Ref", Node::string(name, at), at);
    let parts = vec![
        Node::string("arn:", at),
        reference("AWS::Partition"),
        Node::string(":s3:::", at),
        bucket.clone(),
    ];
    let properties = Node::map(
        [
            ("FunctionName", target(function, at)),
            ("Action", Node::string("lambda:InvokeFunction", at)),
            ("Principal", Node::string("s3.amazonaws.com", at)),
            ("SourceArn", Node::joined(parts, at)),
            ("SourceAccount", reference("AWS::AccountId")),
        ],
        at,
    );
    resource(permission_id(function, key), PERMISSION, properties, Vec::new(), at)
}

/// One more function that hears of a bucket that the framework makes.
fn notify(
    from: &From<'_>,
    function: &Function,
    asked: &Bucket,
    buckets: &mut Vec<(Described, Resource)>,
    report: &mut Report,
) {
    let Some(described) = bucket::described(from.root, &asked.bucket, report) else { return };
    let at = &asked.at;
    let mut members = vec![("Event", asked.event.clone()), ("Function", target(function, at))];
    if !asked.rules.is_empty() {
        let rules = asked.rules.iter().map(|(name, value)| {
            Node::map([("Name", Node::string(name, at)), ("Value", value.clone())], at)
        });
        let rules = Node::map([("Rules", Node::list(rules.collect(), at))], at);
        members.push(("Filter", Node::map([("S3Key", rules)], at)));
    }
    let configuration = Node::map(members, at);
    let permission = permission_id(function, &described.key);
    let known = buckets.iter_mut().find(|(known, _)| known.name == described.name);
    if let Some((_, bucket)) = known {
        heard(&mut bucket.properties, configuration);
        if !bucket.depends_on.contains(&permission) {
            bucket.depends_on.push(permission);
        }
        return;
    }
    let configurations = Node::list(vec![configuration], at);
    let notification = Node::map([("LambdaConfigurations", configurations)], at);
    let own = [
        ("BucketName".to_owned(), Node::string(&described.name, at)),
        ("NotificationConfiguration".to_owned(), notification),
    ];
    let properties = Node::map(own, at).merged(&Node::map(described.properties.clone(), at));
    let id = format!("S3Bucket{}", plain(&described.key));
    let bucket = resource(id, BUCKET, properties, vec![permission], at);
    buckets.push((described, bucket));
}

/// Adds one to the bucket's `NotificationConfiguration.LambdaConfigurations`.
fn heard(properties: &mut Node, configuration: Node) {
    let mut place = Some(properties);
    for key in ["NotificationConfiguration", "LambdaConfigurations"] {
        place = place.and_then(|node| match &mut node.value {
            Value::Map(entries) => {
                entries.iter_mut().find(|one| one.key == key).map(|one| &mut one.value)
            }
            _ => None,
        });
    }
    if let Some(Node { value: Value::List(items), .. }) = place {
        items.push(configuration);
    }
}

/// What a function hears of buckets that are there already: one resource for each bucket.
fn notifications(from: &From<'_>, function: &Function, asked: &[&Bucket], all: &mut Vec<Resource>) {
    let mut buckets: Vec<(&Node, Vec<&Bucket>)> = Vec::new();
    for one in asked {
        let json = one.bucket.to_json();
        match buckets.iter_mut().find(|(known, _)| known.to_json() == json) {
            Some((_, events)) => events.push(one),
            None => buckets.push((&one.bucket, vec![one])),
        }
    }
    for (index, (bucket, events)) in buckets.into_iter().enumerate() {
        let at = &events[0].at;
        let configurations = events.iter().map(|event| {
            let rules = event.rules.iter().map(|(key, value)| {
                let key = if key == "prefix" { "Prefix" } else { "Suffix" };
                Node::map([(key, value.clone())], at)
            });
            let rules = Node::list(rules.collect(), at);
            Node::map([("Event", event.event.clone()), ("Rules", rules)], at)
        });
        let properties = Node::map(
            [
                ("FunctionName", Node::string(&function.name, at)),
                ("FunctionArn", target(function, at)),
                ("BucketName", bucket.clone()),
                ("BucketConfigs", Node::list(configurations.collect(), at)),
            ],
            at,
        );
        let key = match bucket.as_str() {
            Some(name) => name.to_owned(),
            None => format!("Existing{}", index + 1),
        };
        let mut needs = vec![permission_id(function, &key)];
        // By name, it may still be one of this stack.
        let named = |one: &&Resource| {
            let name = one.properties.get("BucketName").and_then(Node::as_str);
            one.kind == BUCKET && name.is_some() && name == bucket.as_str()
        };
        needs.extend(from.own.iter().find(named).map(|one| one.logical_id.clone()));
        all.push(permission(function, &key, bucket, at));
        let id = format!("{}CustomS3{}", normal(function), index + 1);
        all.push(resource(id, NOTIFICATIONS, properties, needs, at));
    }
}
