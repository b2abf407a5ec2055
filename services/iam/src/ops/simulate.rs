//! The simulator: what policies say of actions on resources, without anybody asking for them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use kit::Context;
use policy::{Decision, Facts, Kind as Form, Policies, Policy, PolicyType, ResourcePolicy, Values};
use wire::{List, Map};

use super::{PAGE_LENGTH, existing};
use crate::api::{Position, Statement, *};
use crate::directory;
use crate::entity::Kind;
use crate::error::{Failed, invalid_input, no_entity};
use crate::{Iam, names, position, state};

/// Decisions that one call may ask for: actions times resources.
const DECISIONS_MAX: usize = 10_000;
/// The documents, keys and values of a request together.
const GIVEN_BYTES_MAX: usize = 256 * 1024;
const CONTEXT_ENTRIES_MAX: usize = 256;
const CONTEXT_VALUE_BYTES_MAX: usize = 2048;
/// Documents that one call reads, each as often as it decides: of long ones, a page has fewer
/// results than were asked for, so that no call keeps a thread or fills the memory.
const PAGE_WORK_BYTES_MAX: usize = 4 * 1024 * 1024;

/// A document with its text, which answers point into.
pub struct Source {
    pub policy: Arc<Policy>,
    text: String,
    /// Where its statements stand, found when the first answer points at one.
    places: OnceLock<Vec<(position::Position, position::Position)>>,
}

impl Source {
    fn new(policy: Policy, text: String) -> Source {
        Source { policy: Arc::new(policy), text, places: OnceLock::new() }
    }

    fn place(&self, index: usize) -> Option<&(position::Position, position::Position)> {
        self.places.get_or_init(|| position::statements(&self.text)).get(index)
    }
}

/// Whose policies are simulated.
pub struct Whose {
    pub policies: Vec<Source>,
    boundary: Vec<Source>,
    who: policy::Principal,
}

/// Refuses more text than one call may give.
pub fn check_size<'a>(
    documents: impl Iterator<Item = &'a str>,
    entries: Option<&'a List<ContextEntry>>,
) -> Result<(), wire::Error> {
    let mut bytes: usize = documents.map(str::len).sum();
    let entries = || entries.into_iter().flat_map(List::iter);
    if entries().take(CONTEXT_ENTRIES_MAX + 1).count() > CONTEXT_ENTRIES_MAX {
        return Err(invalid_input(format!("More than {CONTEXT_ENTRIES_MAX} context entries.")));
    }
    for entry in entries() {
        bytes += entry.context_key_name().unwrap_or_default().len();
        for value in entry.context_key_values().into_iter().flat_map(List::iter) {
            if value.len() > CONTEXT_VALUE_BYTES_MAX {
                let text =
                    format!("A context value has more than {CONTEXT_VALUE_BYTES_MAX} bytes.");
                return Err(invalid_input(text));
            }
            // An empty one is work, too.
            bytes += value.len() + 1;
        }
    }
    match bytes > GIVEN_BYTES_MAX {
        true => Err(invalid_input(format!("More than {GIVEN_BYTES_MAX} bytes of documents."))),
        false => Ok(()),
    }
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
        Ok(Source::new(policy.called(format!("{list}.{}", index + 1)), text.to_owned()))
    };
    texts.enumerate().map(parse).collect()
}

fn stored(name: String, text: Option<String>) -> Option<Source> {
    let text = text?;
    let value = serde_json::from_str(&text).ok()?;
    let policy = Policy::from_value(&value, Form::Stored).ok()?;
    Some(Source::new(policy.called(name), text))
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

/// What is asked.
struct Questions<'a> {
    documents: Option<&'a List<String>>,
    boundary: Option<&'a List<String>>,
    actions: &'a List<String>,
    resources: Option<&'a List<String>>,
    entries: Option<&'a List<ContextEntry>>,
    resource_policy: Option<&'a str>,
    owner: Option<&'a str>,
    caller: Option<&'a str>,
    marker: Option<&'a str>,
    max_items: Option<i64>,
}

/// Both requests ask in the same words, which are two types.
macro_rules! questions {
    ($input:ident, $documents:expr) => {
        Questions {
            documents: $documents,
            boundary: $input.permissions_boundary_policy_input_list(),
            actions: $input.action_names(),
            resources: $input.resource_arns(),
            entries: $input.context_entries(),
            resource_policy: $input.resource_policy(),
            owner: $input.resource_owner(),
            caller: $input.caller_arn(),
            marker: $input.marker(),
            max_items: $input.max_items(),
        }
    };
}

pub async fn custom(
    iam: Arc<Iam>,
    context: Context,
    input: SimulateCustomPolicyRequest,
) -> Result<SimulatePolicyResponse, wire::Error> {
    iam.aside.run(move || simulate_custom(&context, &input)).await
}

fn simulate_custom(
    context: &Context,
    input: &SimulateCustomPolicyRequest,
) -> Result<SimulatePolicyResponse, wire::Error> {
    let questions = questions!(input, Some(input.policy_input_list()));
    questions.check_size()?;
    let who = match questions.caller()? {
        Some(who) => who,
        None => policy::Principal::user(&context.account, "simulated", "/", "AIDASIMULATED"),
    };
    let (policies, boundary) = (questions.documents()?, questions.boundary()?);
    let whose = Whose { policies, boundary: boundary.unwrap_or_default(), who };
    questions.answer(&whose, context)
}

pub async fn principal_policy(
    iam: Arc<Iam>,
    context: Context,
    input: SimulatePrincipalPolicyRequest,
) -> Result<SimulatePolicyResponse, wire::Error> {
    let own = Arc::clone(&iam);
    iam.aside.run(move || simulate_principal(&own, &context, &input)).await
}

fn simulate_principal(
    iam: &Iam,
    context: &Context,
    input: &SimulatePrincipalPolicyRequest,
) -> Result<SimulatePolicyResponse, wire::Error> {
    let questions = questions!(input, input.policy_input_list());
    questions.check_size()?;
    let mut whose = source(iam, context, input.policy_source_arn())?;
    whose.policies.extend(questions.documents()?);
    if let Some(boundary) = questions.boundary()? {
        whose.boundary = boundary;
    }
    if let Some(who) = questions.caller()? {
        whose.who = who;
    }
    questions.answer(&whose, context)
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

impl Questions<'_> {
    fn check_size(&self) -> Result<(), wire::Error> {
        let lists = [self.documents, self.boundary].into_iter().flatten();
        let documents = lists.flat_map(|list| list.iter()).chain(self.resource_policy);
        check_size(documents, self.entries)
    }

    fn documents(&self) -> Result<Vec<Source>, wire::Error> {
        read(self.documents.into_iter().flat_map(|list| list.iter()), "PolicyInputList")
    }

    fn boundary(&self) -> Result<Option<Vec<Source>>, wire::Error> {
        let read = |list: &List<String>| read(list.iter(), "PermissionsBoundaryPolicyInputList");
        self.boundary.map(read).transpose()
    }

    fn caller(&self) -> Result<Option<policy::Principal>, wire::Error> {
        self.caller.map(principal).transpose()
    }

    /// One page of results. A page's marker is the number of its last result.
    fn answer(
        &self,
        whose: &Whose,
        context: &Context,
    ) -> Result<SimulatePolicyResponse, wire::Error> {
        let resource_policy = match self.resource_policy {
            None => None,
            Some(text) => Some(self.resource_policy(text)?),
        };
        let everything = ["*"];
        let resources: Vec<&str> = match self.resources.filter(|list| !list.is_empty()) {
            Some(list) => list.iter().collect(),
            None => everything.to_vec(),
        };
        let actions: Vec<&str> = self.actions.iter().collect();
        let total = resources.len() * actions.len();
        if total > DECISIONS_MAX {
            return Err(invalid_input(format!("More than {DECISIONS_MAX} decisions.")));
        }
        let sources: Vec<&Source> = whose.policies.iter().chain(&resource_policy).collect();
        let bytes = sources.iter().copied().chain(&whose.boundary).map(|one| one.text.len()).sum();
        let page = page(total, bytes, self.marker, self.max_items)?;
        let owner = self.owner.and_then(|arn| arn.split(':').nth(4)).filter(|one| !one.is_empty());
        let owner = owner.unwrap_or(&whose.who.account);
        let identity: Vec<Arc<Policy>> =
            whose.policies.iter().map(|one| one.policy.clone()).collect();
        let policies = Policies {
            boundary: whose.boundary.first().map(|one| &*one.policy),
            resource: resource_policy.as_ref().map(|one| ResourcePolicy {
                policy: &one.policy,
                account: owner,
                kind: PolicyType::Resource,
            }),
            ..Policies::identity(&identity)
        };
        let facts = self.facts();
        let mut results = List::new();
        for number in page.clone() {
            let (action, resource) =
                (actions[number / resources.len()], resources[number % resources.len()]);
            let request = policy::Request::new(&whose.who, action, resource);
            let request = request.at(context.now).under(&facts);
            let result = decide(&request, &policies, &sources, whose.boundary.first());
            results.push(result.with_eval_action_name(action).with_eval_resource_name(resource));
        }
        let more = page.end < total;
        let mut response = SimulatePolicyResponse::new().with_is_truncated(more);
        response.set_marker(more.then(|| format!("{:08}", page.end - 1)));
        Ok(response.with_evaluation_results(results))
    }

    fn facts(&self) -> Facts<'_> {
        let mut facts = Facts::new();
        for entry in self.entries.into_iter().flat_map(List::iter) {
            let values = entry.context_key_values().into_iter().flat_map(List::iter);
            let name = entry.context_key_name().unwrap_or_default();
            facts.set(name, Values::many(values));
        }
        facts
    }

    fn resource_policy(&self, text: &str) -> Result<Source, wire::Error> {
        let policy = Policy::parse(text, Form::Resource).map_err(|malformed| {
            invalid_input(format!("Invalid input ResourcePolicy: {malformed}"))
                .for_operator(malformed.detail)
        })?;
        Ok(Source::new(policy.called("ResourcePolicy"), text.to_owned()))
    }
}

fn decide(
    request: &policy::Request<'_>,
    policies: &Policies<'_>,
    sources: &[&Source],
    boundary: Option<&Source>,
) -> EvaluationResult {
    let explanation = policy::explain(request, policies);
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
        .with_eval_decision(word(&explanation.decision))
        .with_matched_statements(statements)
        .with_missing_context_values(policy::missing_keys(request, &all));
    if let Some(boundary) = boundary {
        let own = [boundary.policy.clone()];
        let allowed = policy::evaluate(request, &Policies::identity(&own)).is_allow();
        let detail =
            PermissionsBoundaryDecisionDetail::new().with_allowed_by_permissions_boundary(allowed);
        result.set_permissions_boundary_decision_detail(Some(detail));
    }
    if let Some(details) = details(request, policies) {
        result.set_eval_decision_details(Some(details));
    }
    result
}

/// What each side says where the resource is another account's; of one's own account there is
/// nothing to tell apart, and of all resources nothing is said at all.
fn details(request: &policy::Request<'_>, policies: &Policies<'_>) -> Option<Map<String>> {
    let mut details = Map::new();
    let elsewhere = policies.resource.filter(|one| one.account != request.principal.account);
    let Some(resource) = elsewhere else {
        let named = policies.resource.is_some() || request.resource != "*";
        return named.then_some(details);
    };
    let own = Policies { resource: None, ..*policies };
    // As if the caller were of the resource's account and had nothing: what its policy alone says.
    let guest = policy::Principal { account: resource.account.into(), ..request.principal.clone() };
    let alone = policy::Request::new(&guest, request.action, request.resource);
    let alone = alone.at(request.now).under(request.context);
    let theirs = Policies { resource: policies.resource, ..Policies::identity(&[]) };
    for (name, decision) in [
        ("IAM Policy", policy::evaluate(request, &own)),
        ("Resource Policy", policy::evaluate(&alone, &theirs)),
    ] {
        details.push(name, word(&decision).to_owned());
    }
    Some(details)
}

fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Allow => "allowed",
        Decision::ImplicitDeny { .. } => "implicitDeny",
        Decision::ExplicitDeny { .. } => "explicitDeny",
    }
}

fn statement(source: &Source, matched: &policy::Matched<'_>) -> Statement {
    let place = |at: &position::Position| Position::new().with_line(at.line).with_column(at.column);
    let name = source.policy.name.as_deref().unwrap_or_default();
    let name = names::policy_of_arn(name).map_or(name, |(_, _, name)| name);
    let mut out = Statement::new().with_source_policy_id(name).with_source_policy_type(
        if matched.by == PolicyType::Resource { "Resource Policy" } else { "IAM Policy" },
    );
    if let Some((start, end)) = source.place(matched.index) {
        out.set_start_position(Some(place(start)));
        out.set_end_position(Some(place(end)));
    }
    out
}

/// The decisions that one call makes; documents of `bytes` bytes are read for each.
fn page(
    total: usize,
    bytes: usize,
    marker: Option<&str>,
    max_items: Option<i64>,
) -> Result<Range<usize>, wire::Error> {
    let start = match marker {
        None => 0,
        Some(marker) => {
            let last = marker.parse::<usize>().ok();
            let next = last.and_then(|last| last.checked_add(1));
            next.ok_or_else(|| invalid_input("Invalid Marker."))?.min(total)
        }
    };
    let wanted = usize::try_from(max_items.unwrap_or(PAGE_LENGTH)).unwrap_or(1);
    let length = wanted.min(PAGE_WORK_BYTES_MAX / bytes.max(1)).max(1);
    Ok(start..total.min(start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_long_documents_is_shorter() {
        let page = |bytes, marker, items| page(1000, bytes, marker, items).ok();
        assert_eq!(page(2048, None, None), Some(0..100));
        assert_eq!(page(2048, Some("00000099"), Some(1000)), Some(100..1000));
        assert_eq!(page(GIVEN_BYTES_MAX, None, Some(1000)), Some(0..16));
        assert_eq!(page(usize::MAX, Some("00000999"), None), Some(1000..1000));
        assert_eq!(page(0, Some("00000998"), None), Some(999..1000));
        assert_eq!(page(1, Some("x"), None), None);
    }
}
