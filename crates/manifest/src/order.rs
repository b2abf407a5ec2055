//! In which order a stack is made: resources after those that they name, and those that name
//! functions after the functions.

use std::collections::{BTreeSet, HashMap};

use crate::application::{Application, Asynchronous, Destination, Function, Resource};
use crate::intrinsic::references;
use crate::node::Node;
use crate::problem::{Place, Problem};

/// The logical id of the role that functions have unless they name one.
pub const ROLE_ID: &str = "IamRoleLambdaExecution";

/// Resources in the order in which they can be made, otherwise as written.
#[derive(Debug, Default)]
pub struct Order<'a> {
    /// What functions need, and what needs none.
    pub before: Vec<&'a Resource>,
    /// What needs functions: mappings, permissions, buckets that notify one.
    pub after: Vec<&'a Resource>,
}

impl<'a> Order<'a> {
    pub fn all(&self) -> impl Iterator<Item = &'a Resource> + '_ {
        self.before.iter().chain(&self.after).copied()
    }
}

/// A resource or a function, and what must be there before it.
struct Item<'a> {
    id: &'a str,
    at: &'a Place,
    resource: Option<&'a Resource>,
    needs: BTreeSet<usize>,
}

/// The order of an application's resources. The error names those that need each other.
pub fn order(application: &Application) -> Result<Order<'_>, Problem> {
    let items = items(application);
    let ordered = sorted(&items)?;
    let functions = (0..items.len()).filter(|index| items[*index].resource.is_none());
    let for_functions = spread(functions, |index| items[index].needs.iter().copied().collect());
    let mut of_functions = BTreeSet::new();
    for index in &ordered {
        let item = &items[*index];
        let needs_one =
            |need: &usize| items[*need].resource.is_none() || of_functions.contains(need);
        if item.needs.iter().any(needs_one) {
            of_functions.insert(*index);
        }
    }
    let mut order = Order::default();
    for index in ordered {
        let Some(resource) = items[index].resource else { continue };
        // A function that needs it must be able to have it, even if it names another function.
        match of_functions.contains(&index) && !for_functions.contains(&index) {
            true => order.after.push(resource),
            false => order.before.push(resource),
        }
    }
    Ok(order)
}

fn items(application: &Application) -> Vec<Item<'_>> {
    let Application { resources, functions, .. } = application;
    let ids = resources.iter().map(|one| one.logical_id.as_str());
    let ids = ids.chain(functions.iter().map(|one| one.logical_id.as_str()));
    let index: HashMap<&str, usize> = ids.enumerate().map(|(index, id)| (id, index)).collect();
    let found = |names: Vec<String>| {
        names.iter().filter_map(|name| index.get(name.as_str()).copied()).collect()
    };
    let resources = resources.iter().map(|resource| {
        let named = references(&resource.properties).into_iter().map(|(id, _)| id);
        Item {
            id: &resource.logical_id,
            at: &resource.at,
            resource: Some(resource),
            needs: found(named.chain(resource.depends_on.iter().cloned()).collect()),
        }
    });
    let functions = functions.iter().map(|function| Item {
        id: &function.logical_id,
        at: &function.at,
        resource: None,
        needs: found(needs(application, function)),
    });
    resources.chain(functions).collect()
}

/// The logical ids that a function's configuration names; functions may name one another.
fn needs(application: &Application, function: &Function) -> Vec<String> {
    let Asynchronous { on_success, on_failure, dead_letter, .. } = &function.asynchronous;
    let destinations = [on_success, on_failure].into_iter().flatten();
    let destinations = destinations.filter_map(|to| match to {
        Destination::Arn(node) => Some(node),
        Destination::Function { .. } => None,
    });
    let environment = function.environment.iter().map(|(_, node)| node);
    let role = function.role.as_ref().or(application.role.custom.as_ref());
    let nodes: Vec<&Node> =
        environment.chain(destinations).chain(dead_letter).chain(role).collect();
    let is_function = |id: &String| application.functions.iter().any(|one| one.logical_id == *id);
    let named = nodes.into_iter().flat_map(references).map(|(id, _)| id);
    let mut all: Vec<String> = named.filter(|id| !is_function(id)).collect();
    if role.is_none() {
        all.push(ROLE_ID.into());
    }
    all
}

/// All that can be reached.
fn spread(
    from: impl Iterator<Item = usize>,
    next: impl Fn(usize) -> Vec<usize>,
) -> BTreeSet<usize> {
    let mut open: Vec<usize> = from.flat_map(&next).collect();
    let mut seen = BTreeSet::new();
    while let Some(index) = open.pop() {
        if seen.insert(index) {
            open.extend(next(index));
        }
    }
    seen
}

fn sorted(items: &[Item<'_>]) -> Result<Vec<usize>, Problem> {
    let mut needed_by = vec![Vec::new(); items.len()];
    let mut open: Vec<usize> = items.iter().map(|item| item.needs.len()).collect();
    for (index, item) in items.iter().enumerate() {
        for need in &item.needs {
            needed_by[*need].push(index);
        }
    }
    let rank = |index: usize| (asks(items[index].resource), index);
    let mut ready: BTreeSet<_> = (0..items.len()).filter(|i| open[*i] == 0).map(rank).collect();
    let mut ordered = Vec::with_capacity(items.len());
    while let Some((_, next)) = ready.pop_first() {
        ordered.push(next);
        for user in &needed_by[next] {
            open[*user] -= 1;
            if open[*user] == 0 {
                ready.insert(rank(*user));
            }
        }
    }
    match (0..items.len()).find(|i| open[*i] > 0) {
        None => Ok(ordered),
        Some(start) => Err(circle(items, &open, start)),
    }
}

/// Whether it asks those who are to hear of it: what lets it tell them, which a template need not
/// say that it depends on, is made before it where it can be.
fn asks(resource: Option<&Resource>) -> bool {
    resource.is_some_and(|resource| {
        resource.kind == "AWS::S3::Bucket"
            && resource.properties.get("NotificationConfiguration").is_some()
    })
}

/// Follows what is still open until it comes back.
fn circle(items: &[Item<'_>], open: &[usize], start: usize) -> Problem {
    let mut path = vec![start];
    let mut at = start;
    // Each step goes to something that is itself still open, so that a step always exists.
    while let Some(next) = items[at].needs.iter().copied().find(|need| open[*need] > 0) {
        if let Some(from) = path.iter().position(|seen| *seen == next) {
            path.drain(..from);
            path.push(next);
            break;
        }
        path.push(next);
        at = next;
    }
    let names: Vec<&str> = path.iter().map(|i| items[*i].id).collect();
    let what = format!("resources need each other in a circle: {}", names.join(" -> "));
    Problem::new(items[path[0]].at, what)
        .expected("resources of which one can be made first")
        .fix("write the name of one of them as text instead of Ref or Fn::GetAtt")
}
