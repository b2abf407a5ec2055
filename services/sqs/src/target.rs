//! Which queue a request is about, and what its caller must be allowed there.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::error::{missing, no_queue};
use crate::name;
use crate::service::{Live, Sqs};

/// Where functions find this program, and whoever asks in process.
const HOST: &str = "127.0.0.1:4566";

/// The URL of a queue for whoever asks: it leads to where the request came in.
pub fn url(context: &Context, name: &str) -> String {
    let host = context.client.host.as_deref().unwrap_or(HOST);
    name::url(host, &context.account, name)
}

/// The URL in a request; the query protocol may say it by the path that it asks for.
fn given<'a>(context: &'a Context, url: Option<&'a str>) -> Option<&'a str> {
    url.or(context.client.path.as_deref())
}

/// The name of the queue that a request is about.
pub fn name<'a>(context: &'a Context, url: Option<&'a str>) -> Result<&'a str, Error> {
    let url = given(context, url).ok_or_else(|| missing("QueueUrl"))?;
    if name::is_bare(url) {
        return Ok(url);
    }
    let (account, name) = name::of_url(url)?;
    if account == context.account { Ok(name) } else { Err(no_queue()) }
}

/// The queue that a request is about.
pub fn queue(sqs: &Sqs, context: &Context, url: Option<&str>) -> Result<Arc<Live>, Error> {
    sqs.get(name(context, url)?)
}

/// The permission for an action on the queue of a URL; the queue's policy may give it.
pub fn need(sqs: &Sqs, context: &Context, url: Option<&str>, action: &str) -> Need {
    // What is no queue's URL is refused later, whoever asks.
    let given = given(context, url).unwrap_or_default();
    let named = match name::is_bare(given) {
        true => Some((context.account.as_str(), given)),
        false => name::of_url(given).ok(),
    };
    let (account, name) = named.unwrap_or((&context.account, "*"));
    let live = sqs.find(name).filter(|_| account == sqs.account);
    let arn = match &live {
        Some(live) => live.arn.clone(),
        None => name::arn(&sqs.region, account, name),
    };
    let policy = live.and_then(|live| live.policy.clone());
    Need { policy, ..Need::new(["sqs:", action].concat(), arn) }
}

/// The same for what only the queue's own account may do: a policy lets nobody else.
pub fn own_need(sqs: &Sqs, context: &Context, url: Option<&str>, action: &str) -> Need {
    let need = need(sqs, context, url, action);
    let is_own = context.principal.who.account == context.account;
    Need { policy: need.policy.clone().filter(|_| is_own), ..need }
}

/// The permission for an action on the queue of an ARN.
pub fn need_at(sqs: &Sqs, arn: &str, action: &str) -> Need {
    let policy = sqs.at(arn).and_then(|live| live.policy.clone());
    Need { policy, ..Need::new(format!("sqs:{action}"), arn) }
}
