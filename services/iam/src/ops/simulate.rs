//! The simulator: what policies say of actions on resources, without anybody asking for them.

use std::sync::Arc;

use kit::Context;
use policy::{Decision, Facts, Kind as Form, Policies, Policy, PolicyType, ResourcePolicy, Values};
use wire::{List, Map};

use super::{cut, existing};
use crate::api::{Position, Statement, *};
use crate::directory;
use crate::entity::Kind;
use crate::error::{Failed, invalid_input, no_entity};
use crate::{Iam, names, position, state};

/// Decisions of one call: actions times resources. Each is of a policy language evaluation, so a
/// call is bounded.
const DECISIONS_MAX: usize = 10_000;

/// A document with its text, which answers point into.
pub struct Source {
    pub policy: Arc<Policy>,
    pub text: String,
}

/// Whose policies are simulated.
pub struct Whose {
    pub policies: Vec<Source>,
    boundary: Vec<Source>,
    who: policy::Principal,
}

/// Documents of a request, called by their place in it.
pub fn read<'a>(
    texts: impl Iterator<Item = &'a str>,
    list: &str,
) -> Result<Vec<Source>, wire::Error> {
    let parse = |(index, text): (usize, &str)| {
        let policy = Policy::parse(text, Form::Identity).map_err(|malformed| {
            let text = format!("Invalid input {list}.{}: {malformed}", index + 1);
            invalid_input(text).for_operator(malformed.detail)
        })?;
        let policy = Arc::new(policy.called(format!("{list}.{}", index + 1)));
        Ok(Source { policy, text: text.to_owned() })
    };
    texts.enumerate().map(parse).collect()
}

fn stored(name: String, text: Option<String>) -> Option<Source> {
    let text = text?;
    let value = serde_json::from_str(&text).ok()?;
    let policy = Policy::from_value(&value, Form::Identity).ok()?;
    Some(Source { policy: Arc::new(policy.called(name)), text })
}

/// The policies of a user (with its groups'), a group or a role.
pub fn source(iam: &Iam, context: &Context, arn: &str) -> Result<Whose, wire::Error> {
    let account = context.account.as_str();
    let named = names::entity_of_arn(arn).filter(|(owner, ..)| *owner == account);
    let Some((_, kind, name)) = named else {
        let text =
            format!("Invalid Entity Arn: {arn} does not clearly define entity type and name.");
        return Err(invalid_input(text));
    };
    let (entity, documents, boundary) = iam.store.read(|tx| {
        let entity = existing(tx, account, kind, name)?;
        // Permission was asked of the ARN as it was written.
        if entity.arn(account) != arn {
            return Err(no_entity(kind, name).into());
        }
        let mut owners = vec![entity.clone()];
        if kind == Kind::User {
            owners.extend(state::related(tx, account, &entity)?);
        }
        let mut documents = Vec::new();
        for owner in &owners {
            documents.extend(directory::documents(tx, account, owner)?);
        }
        let boundary = match &entity.boundary {
            Some(arn) => Some((arn.clone(), state::managed_document(tx, account, arn)?)),
            None => None,
        };
        Ok::<_, Failed>((entity, documents, boundary))
    })?;
    let mut who = match kind {
        Kind::Role => {
            policy::Principal::assumed_role(account, &entity.name, &entity.path, &entity.id, "s")
        }
        _ => policy::Principal::user(account, &entity.name, &entity.path, &entity.id),
    };
    who.tags.clone_from(&entity.tags);
    let policies = documents.into_iter().filter_map(|(name, text)| stored(name, text)).collect();
    let boundary = boundary.into_iter().filter_map(|(name, text)| stored(name, text)).collect();
    Ok(Whose { policies, boundary, who })
}

pub async fn custom(
    _: Arc<Iam>,
    context: Context,
    input: SimulateCustomPolicyRequest,
) -> Result<SimulatePolicyResponse, wire::Error> {
    let who = match input.caller_arn() {
        Some(arn) => principal(arn)?,
        None => policy::Principal::user(&context.account, "simulated", "/", "AIDASIMULATED"),
    };
    let boundary = input.permissions_boundary_policy_input_list();
    let boundary = boundary.into_iter().flat_map(|list| list.iter());
    let whose = Whose {
        policies: read(input.policy_input_list().iter(), "PolicyInputList")?,
        boundary: read(boundary, "PermissionsBoundaryPolicyInputList")?,
        who,
    };
    let questions = Questions {
        actions: input.action_names(),
        resources: input.resource_arns(),
        entries: input.context_entries(),
        resource_policy: input.resource_policy(),
        owner: input.resource_owner(),
    };
    let results = questions.ask(&whose, &context)?;
    answer(results, input.marker(), input.max_items())
}

pub async fn principal_policy(
    iam: Arc<Iam>,
    context: Context,
    input: SimulatePrincipalPolicyRequest,
) -> Result<SimulatePolicyResponse, wire::Error> {
    let mut whose = source(&iam, &context, input.policy_source_arn())?;
    let given = input.policy_input_list().into_iter().flat_map(|list| list.iter());
    whose.policies.extend(read(given, "PolicyInputList")?);
    if let Some(boundary) = input.permissions_boundary_policy_input_list() {
        whose.boundary = read(boundary.iter(), "PermissionsBoundaryPolicyInputList")?;
    }
    if let Some(arn) = input.caller_arn() {
        whose.who = principal(arn)?;
    }
    let questions = Questions {
        actions: input.action_names(),
        resources: input.resource_arns(),
        entries: input.context_entries(),
        resource_policy: input.resource_policy(),
        owner: input.resource_owner(),
    };
    let results = questions.ask(&whose, &context)?;
    answer(results, input.marker(), input.max_items())
}

/// The user of an ARN.
fn principal(arn: &str) -> Result<policy::Principal, wire::Error> {
    match names::entity_of_arn(arn) {
        Some((account, Kind::User, name)) => {
            let mut who = policy::Principal::user(account, name, "/", "AIDASIMULATED");
            who.arn = arn.into();
            Ok(who)
        }
        _ => {
            let text =
                format!("Invalid Entity Arn: {arn} does not clearly define entity type and name.");
            Err(invalid_input(text))
        }
    }
}

/// What is asked.
struct Questions<'a> {
    actions: &'a List<String>,
    resources: Option<&'a List<String>>,
    entries: Option<&'a List<ContextEntry>>,
    resource_policy: Option<&'a str>,
    owner: Option<&'a str>,
}

impl Questions<'_> {
    fn ask(&self, whose: &Whose, context: &Context) -> Result<Vec<EvaluationResult>, wire::Error> {
        let mut facts = Facts::new();
        for entry in self.entries.into_iter().flat_map(List::iter) {
            let values = entry.context_key_values().into_iter().flat_map(List::iter);
            let values = Values::many(values.map(str::to_owned));
            facts.set(entry.context_key_name().unwrap_or_default().to_owned(), values);
        }
        let resource_policy = match self.resource_policy {
            None => None,
            Some(text) => Some(self.resource_policy(text)?),
        };
        let everything = ["*"];
        let resources: Vec<&str> = match self.resources.filter(|list| !list.is_empty()) {
            Some(list) => list.iter().collect(),
            None => everything.to_vec(),
        };
        if resources.len() * self.actions.len() > DECISIONS_MAX {
            return Err(invalid_input(format!("More than {DECISIONS_MAX} decisions.")));
        }
        let owner = self.owner.and_then(|arn| arn.split(':').nth(4)).filter(|one| !one.is_empty());
        let owner = owner.unwrap_or(&whose.who.account);
        let identity: Vec<Arc<Policy>> =
            whose.policies.iter().map(|one| one.policy.clone()).collect();
        let mut results = Vec::new();
        for action in self.actions.iter() {
            for resource in &resources {
                let request = policy::Request::new(&whose.who, action, resource);
                let request = request.at(context.now).under(&facts);
                let policies = Policies {
                    boundary: whose.boundary.first().map(|one| &*one.policy),
                    resource: resource_policy.as_ref().map(|one| ResourcePolicy {
                        policy: &one.policy,
                        account: owner,
                        kind: PolicyType::Resource,
                    }),
                    ..Policies::identity(&identity)
                };
                let sources = whose.policies.iter().chain(&resource_policy);
                let result = decide(&request, &policies, sources.collect());
                results
                    .push(result.with_eval_action_name(action).with_eval_resource_name(*resource));
            }
        }
        Ok(results)
    }

    fn resource_policy(&self, text: &str) -> Result<Source, wire::Error> {
        let policy = Policy::parse(text, Form::Resource).map_err(|malformed| {
            invalid_input(format!("Invalid input ResourcePolicy: {malformed}"))
                .for_operator(malformed.detail)
        })?;
        Ok(Source { policy: Arc::new(policy.called("ResourcePolicy")), text: text.to_owned() })
    }
}

fn decide(
    request: &policy::Request<'_>,
    policies: &Policies<'_>,
    sources: Vec<&Source>,
) -> EvaluationResult {
    let explanation = policy::explain(request, policies);
    let word = match explanation.decision {
        Decision::Allow => "allowed",
        Decision::ImplicitDeny { .. } => "implicitDeny",
        Decision::ExplicitDeny { .. } => "explicitDeny",
    };
    let matched = explanation.matched.iter();
    let matched = matched.filter(|one| one.by != PolicyType::Boundary);
    let mut statements = List::new();
    for one in matched {
        let source = sources.iter().find(|source| std::ptr::eq(&*source.policy, one.policy));
        if let Some(source) = source {
            statements.push(statement(source, one));
        }
    }
    let all: Vec<Arc<Policy>> = sources.iter().map(|source| source.policy.clone()).collect();
    let mut result = EvaluationResult::new()
        .with_eval_decision(word)
        .with_matched_statements(statements)
        .with_missing_context_values(policy::missing_keys(request, &all));
    if let Some(boundary) = policies.boundary {
        let own = [Arc::new(boundary.clone())];
        let allowed = policy::evaluate(request, &Policies::identity(&own)).is_allow();
        let detail =
            PermissionsBoundaryDecisionDetail::new().with_allowed_by_permissions_boundary(allowed);
        result.set_permissions_boundary_decision_detail(Some(detail));
    }
    if policies.resource.is_some() {
        result.set_eval_decision_details(Some(Map::new()));
    }
    result
}

fn statement(source: &Source, matched: &policy::Matched<'_>) -> Statement {
    let place = |at: &position::Position| Position::new().with_line(at.line).with_column(at.column);
    let name = source.policy.name.as_deref().unwrap_or_default();
    let name = names::policy_of_arn(name).map_or(name, |(_, _, name)| name);
    let mut out = Statement::new().with_source_policy_id(name).with_source_policy_type(
        if matched.by == PolicyType::Resource { "Resource Policy" } else { "IAM Policy" },
    );
    if let Some((start, end)) = position::statements(&source.text).get(matched.index) {
        out.set_start_position(Some(place(start)));
        out.set_end_position(Some(place(end)));
    }
    out
}

/// A page's marker is the number of its last result.
fn answer(
    results: Vec<EvaluationResult>,
    marker: Option<&str>,
    max_items: Option<i64>,
) -> Result<SimulatePolicyResponse, wire::Error> {
    let numbered: Vec<_> = results.into_iter().enumerate().collect();
    let key = |(index, _): &(usize, EvaluationResult)| format!("{index:08}");
    let (page, marker) = cut(numbered, key, marker, max_items);
    let mut response = SimulatePolicyResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    let page: List<EvaluationResult> = page.into_iter().map(|(_, result)| result).collect();
    Ok(response.with_evaluation_results(page))
}
