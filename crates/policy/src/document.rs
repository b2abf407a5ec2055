//! Documents: from JSON text to compiled statements.
//!
//! Source: IAM user guide, "Grammar of the IAM JSON policy language".

use serde_json::{Map, Value};

use crate::arn::ArnPattern;
use crate::check;
use crate::condition::{Condition, Operator};
use crate::evaluate::Grant;
use crate::malformed::Malformed;
use crate::named::Named;
use crate::pattern::{Case, Pattern};
use crate::principal::Principal;
use crate::request::Request;
use crate::template::Reading;

/// No document that any service accepts is longer (a role's trust policy and inline policies
/// have smaller limits of their own; S3 bucket policies and SNS have 20 and 30 KB).
pub const DOCUMENT_BYTES_MAX: usize = 32 * 1024;

/// What a document is for: what it must and may not contain differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In a user, group or role, or given for a session: no principal.
    Identity,
    /// A policy with a name of its own: as `Identity`, and its version must be 2012-10-17.
    Managed,
    /// As `Identity`, kept already, or AWS's own, which names resources that nobody else may.
    Stored,
    /// Who may assume a role: a principal, `sts` actions, no resource.
    Trust,
    /// On a resource of a service: a principal.
    Resource,
    /// On a queue: as `Resource`, whatever its resources are called.
    Queue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Allow,
    Deny,
}

/// A compiled document.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// What explanations call it: an ARN, or the name of an inline policy.
    pub name: Option<String>,
    pub id: Option<String>,
    pub statements: Vec<Statement>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub sid: Option<String>,
    pub effect: Effect,
    principal: Option<Named>,
    not_actions: bool,
    actions: Vec<Pattern>,
    not_resources: bool,
    /// Empty: any resource (a trust policy names none).
    pub(crate) resources: Vec<ArnPattern>,
    pub(crate) conditions: Vec<Condition>,
}

impl Policy {
    /// Says nothing, so allows nothing.
    pub const EMPTY: Policy = Policy { name: None, id: None, statements: Vec::new() };

    /// The same under the name that explanations give it.
    pub fn called(self, name: impl Into<String>) -> Policy {
        Policy { name: Some(name.into()), ..self }
    }

    /// Parses and checks a document; the error has IAM's text and the place.
    pub fn parse(text: &str, kind: Kind) -> Result<Policy, Malformed> {
        if text.len() > DOCUMENT_BYTES_MAX {
            return Err(Malformed::syntax(format!("longer than {DOCUMENT_BYTES_MAX} bytes")));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let text = match kind {
                Kind::Trust => "This policy contains invalid Json",
                _ => crate::malformed::SYNTAX,
            };
            Malformed::new(text, format!("not JSON: {error}"))
        })?;
        Policy::from_value(&value, kind)
    }

    /// The same for a document that has been read already.
    pub fn from_value(value: &Value, kind: Kind) -> Result<Policy, Malformed> {
        let draft = Draft::read(value)?;
        check::check(&draft, kind)?;
        let statements =
            draft.statements.iter().map(|statement| statement.compile(draft.variables));
        Ok(Policy {
            name: None,
            id: draft.id.map(Into::into),
            statements: statements.collect::<Result<_, _>>()?,
        })
    }

    /// The first statement of this effect that applies, whoever asks.
    pub(crate) fn find(&self, effect: Effect, request: &Request<'_>) -> Option<&Statement> {
        self.statements
            .iter()
            .find(|statement| statement.effect == effect && statement.applies(request))
    }

    /// How closely the statements that allow the request name its caller.
    pub fn grant(&self, request: &Request<'_>) -> Grant {
        let mut closest = Grant::None;
        for statement in self.statements.iter().filter(|one| one.effect == Effect::Allow) {
            let grant = statement.grant(request.principal);
            if grant > closest && statement.applies(request) {
                closest = grant;
            }
        }
        closest
    }
}

impl Statement {
    pub(crate) fn grant(&self, principal: &Principal) -> Grant {
        self.principal.as_ref().map_or(Grant::None, |named| named.grant(principal, self.effect))
    }

    /// Whether action, resource and conditions fit the request.
    pub(crate) fn applies(&self, request: &Request<'_>) -> bool {
        let action = self
            .actions
            .iter()
            .any(|pattern| pattern.matches(request.action, Case::Ignored, request));
        if action == self.not_actions {
            return false;
        }
        let resource = self.resources.is_empty()
            || self
                .resources
                .iter()
                .any(|pattern| pattern.matches(request.parts.as_ref(), request))
                != self.not_resources;
        resource && self.conditions.iter().all(|condition| condition.holds(request))
    }
}

/// A document whose shape is right and whose contents are not yet checked.
pub(crate) struct Draft<'a> {
    pub id: Option<&'a str>,
    pub version: Option<&'a str>,
    pub variables: bool,
    pub statements: Vec<DraftStatement<'a>>,
}

/// An operator, a key and its values.
pub(crate) type DraftCondition<'a> = (Operator, &'a str, Vec<String>);

pub(crate) struct DraftStatement<'a> {
    /// From 0, for messages.
    pub index: usize,
    pub sid: Option<&'a str>,
    pub effect: &'a str,
    pub principal: Option<(bool, &'a Value)>,
    pub not_actions: bool,
    pub actions: Vec<&'a str>,
    pub not_resources: bool,
    /// Whether `Resource` or `NotResource` is there at all.
    pub has_resource: bool,
    pub resources: Vec<&'a str>,
    pub conditions: Vec<DraftCondition<'a>>,
}

const CURRENT_VERSION: &str = "2012-10-17";
const FIRST_VERSION: &str = "2008-10-17";

impl<'a> Draft<'a> {
    fn read(value: &'a Value) -> Result<Draft<'a>, Malformed> {
        let object = object(value, "the document")?;
        known(object, &["Version", "Id", "Statement"], "the document")?;
        let version = optional_text(object, "Version")?;
        if version.is_some_and(|version| version != CURRENT_VERSION && version != FIRST_VERSION) {
            return Err(Malformed::syntax("Version: neither 2012-10-17 nor 2008-10-17"));
        }
        let statements = match object.get("Statement") {
            Some(Value::Array(list)) if !list.is_empty() => list.as_slice(),
            Some(one @ Value::Object(_)) => std::slice::from_ref(one),
            _ => return Err(Malformed::syntax("Statement: neither an object nor a list of them")),
        };
        let statements =
            statements.iter().enumerate().map(|(index, value)| DraftStatement::read(index, value));
        Ok(Draft {
            id: optional_text(object, "Id")?,
            version,
            variables: version == Some(CURRENT_VERSION),
            statements: statements.collect::<Result<_, _>>()?,
        })
    }

    pub fn is_current(&self) -> bool {
        self.version == Some(CURRENT_VERSION)
    }
}

const ELEMENTS: &[&str] = &[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

impl<'a> DraftStatement<'a> {
    fn read(index: usize, value: &'a Value) -> Result<DraftStatement<'a>, Malformed> {
        let place = format!("Statement[{index}]");
        let object = object(value, &place)?;
        known(object, ELEMENTS, &place)?;
        let effect = optional_text(object, "Effect")?.unwrap_or_default();
        if !["allow", "deny"].contains(&effect.to_ascii_lowercase().as_str()) {
            return Err(Malformed::syntax(format!("{place}.Effect: neither Allow nor Deny")));
        }
        let principal = either(object, "Principal", "NotPrincipal", &place)?;
        let action = either(object, "Action", "NotAction", &place)?;
        let resource = either(object, "Resource", "NotResource", &place)?;
        Ok(DraftStatement {
            index,
            sid: optional_text(object, "Sid")?,
            effect,
            principal,
            not_actions: action.is_some_and(|(not, _)| not),
            actions: texts(action, &format!("{place}.Action"))?,
            not_resources: resource.is_some_and(|(not, _)| not),
            has_resource: resource.is_some(),
            resources: texts(resource, &format!("{place}.Resource"))?,
            conditions: match object.get("Condition") {
                Some(value) => conditions(value, &format!("{place}.Condition"))?,
                None => Vec::new(),
            },
        })
    }

    fn compile(&self, variables: bool) -> Result<Statement, Malformed> {
        let actions = Reading { variables: false, wildcards: true };
        let conditions = self
            .conditions
            .iter()
            .map(|(operator, key, values)| Condition::new(*operator, key, values, variables));
        Ok(Statement {
            sid: self.sid.map(Into::into),
            effect: if self.effect == "Deny" { Effect::Deny } else { Effect::Allow },
            principal: match self.principal {
                Some((not, value)) => Some(Named::parse(value, not)?),
                None => None,
            },
            not_actions: self.not_actions,
            actions: self.actions.iter().map(|text| Pattern::new(text, actions)).collect(),
            not_resources: self.not_resources,
            resources: self.resources.iter().map(|text| ArnPattern::new(text, variables)).collect(),
            conditions: conditions.collect::<Result<_, _>>()?,
        })
    }
}

fn object<'a>(value: &'a Value, place: &str) -> Result<&'a Map<String, Value>, Malformed> {
    value.as_object().ok_or_else(|| Malformed::syntax(format!("{place}: not an object")))
}

fn known(object: &Map<String, Value>, names: &[&str], place: &str) -> Result<(), Malformed> {
    match object.keys().find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(Malformed::syntax(format!("{place}: no element is called {name:?}"))),
        None => Ok(()),
    }
}

fn optional_text<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> Result<Option<&'a str>, Malformed> {
    match object.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Malformed::syntax(format!("{name}: not text"))),
    }
}

/// The element or its negation, whichever is there; both are an error.
fn either<'a>(
    object: &'a Map<String, Value>,
    name: &str,
    not: &str,
    place: &str,
) -> Result<Option<(bool, &'a Value)>, Malformed> {
    match (object.get(name), object.get(not)) {
        (Some(_), Some(_)) => {
            Err(Malformed::syntax(format!("{place}: {name} and {not} exclude each other")))
        }
        (Some(value), None) => Ok(Some((false, value))),
        (None, Some(value)) => Ok(Some((true, value))),
        (None, None) => Ok(None),
    }
}

fn texts<'a>(element: Option<(bool, &'a Value)>, place: &str) -> Result<Vec<&'a str>, Malformed> {
    let wrong = || Malformed::syntax(format!("{place}: neither text nor a list of text"));
    match element {
        None => Ok(Vec::new()),
        Some((_, Value::String(text))) => Ok(vec![text]),
        // IAM passes over `null` in a list.
        Some((_, Value::Array(list))) => {
            let items = list.iter().filter(|item| !item.is_null());
            items.map(|item| item.as_str().ok_or_else(wrong)).collect()
        }
        Some(_) => Err(wrong()),
    }
}

fn conditions<'a>(value: &'a Value, place: &str) -> Result<Vec<DraftCondition<'a>>, Malformed> {
    let mut conditions = Vec::new();
    for (name, keys) in object(value, place)? {
        let keys = object(keys, &format!("{place}.{name}"))?;
        if keys.is_empty() {
            continue;
        }
        let Some(operator) = Operator::parse(name) else {
            return Err(Malformed::syntax(format!("{place}: {name:?} is no operator")));
        };
        for (key, value) in keys {
            let values = match value {
                Value::Array(list) => list.iter().map(scalar).collect(),
                one => scalar(one).map(|text| vec![text]),
            };
            let Some(values) = values else {
                let wrong = format!("{place}.{name}.{key}: neither a value nor a list of values");
                return Err(Malformed::syntax(wrong));
            };
            conditions.push((operator, key.as_str(), values));
        }
    }
    Ok(conditions)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
