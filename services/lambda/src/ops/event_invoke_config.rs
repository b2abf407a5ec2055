//! What the operations on event invoke configurations share.

use kit::{Context, Need};
use wire::Error;

use crate::api::{DestinationConfig, FunctionEventInvokeConfig, OnFailure, OnSuccess};
use crate::catalogue::Function;
use crate::name::{LATEST, Named};
use crate::state::{self, Asynchronous, EventConfig};
use crate::{Lambda, error};

/// The services whose ARNs may hear of an event (Lambda developer guide), with what the function's
/// role must be allowed there; S3 only of failures.
const ACTIONS: &[(&str, &str)] = &[
    ("lambda", "InvokeFunction"),
    ("sqs", "SendMessage"),
    ("sns", "Publish"),
    ("events", "PutEvents"),
    ("s3", "PutObject"),
];
/// Ends the names of queues that keep an order, which no destination does.
const ORDERED: &str = ".fifo";

pub fn need(lambda: &Lambda, action: &str, name: &str, qualifier: Option<&str>) -> Vec<Need> {
    vec![Need::new(format!("lambda:{action}"), lambda.resource(name, qualifier))]
}

/// What a request says; what it does not say is None.
#[derive(Debug, Default)]
pub struct Asked {
    pub age: Option<i64>,
    pub retries: Option<i64>,
    pub destinations: Option<DestinationConfig>,
}

/// The function that is meant, and its qualifier.
pub fn found<'a>(
    lambda: &Lambda,
    text: &'a str,
    qualifier: Option<&'a str>,
) -> Result<Named<'a>, Error> {
    let (_, named) = lambda.find(text, qualifier)?;
    Ok(Named { name: named.name, qualifier: Some(named.qualifier.unwrap_or(LATEST)) })
}

/// Writes a configuration: `keep` what is not asked for, as an update does, or not.
pub async fn write(
    lambda: &Lambda,
    context: &Context,
    named: Named<'_>,
    asked: Asked,
    keep: bool,
) -> Result<FunctionEventInvokeConfig, Error> {
    let Asked { age, retries, destinations } = asked;
    if age.is_none() && retries.is_none() && destinations.is_none() {
        return Err(error::invalid_parameter(
            "You must specify at least one of error handling or destination setting.",
        ));
    }
    let destinations = destinations.map(|mut given| {
        let success = given.take_on_success().and_then(|mut to| to.take_destination());
        let failure = given.take_on_failure().and_then(|mut to| to.take_destination());
        let some = |text: Option<String>| text.filter(|text| !text.is_empty());
        (some(success), some(failure))
    });
    if let Some((success, failure)) = &destinations {
        let (function, _) = lambda.find(named.name, named.qualifier)?;
        check(lambda, &function, success.as_deref(), false)?;
        check(lambda, &function, failure.as_deref(), true)?;
    }
    let number = |number: i64| u32::try_from(number).ok();
    let arn = lambda.qualified(&named);
    let (name, qualifier) = (named.name.to_owned(), named.qualifier.unwrap_or(LATEST).to_owned());
    let modified = context.now;
    let config = lambda.store.write(move |tx| {
        let known = state::event_config(tx, &name, &qualifier)?;
        if keep && known.is_none() {
            return Ok(None);
        }
        let known = known.filter(|_| keep).map(|known| known.asynchronous).unwrap_or_default();
        let (on_success, on_failure) = match destinations {
            Some(given) => given,
            None => (known.on_success, known.on_failure),
        };
        let asynchronous = Asynchronous {
            event_age_s_max: age.and_then(number).or(known.event_age_s_max),
            retries_max: retries.and_then(number).or(known.retries_max),
            on_success,
            on_failure,
            dead_letter: None,
        };
        let config = EventConfig { modified, asynchronous };
        state::put_event_config(tx, &name, &qualifier, &config)?;
        Ok(Some(config))
    });
    let config = config.await.map_err(|failed| error::store(&failed.flatten()))?;
    let config = config.ok_or_else(|| missing(&arn))?;
    let shown = shown(arn, &config);
    let qualifier = named.qualifier.unwrap_or(LATEST);
    let refreshed = lambda.events.refresh(&lambda.store, named.name, qualifier);
    refreshed.map_err(|failed| error::store(&failed))?;
    Ok(shown)
}

/// A destination must be the ARN of something that takes records, and to which the function's role
/// may send them; a function must be there, and be another one.
fn check(
    lambda: &Lambda,
    function: &Function,
    arn: Option<&str>,
    failure: bool,
) -> Result<(), Error> {
    let Some(arn) = arn else { return Ok(()) };
    let invalid = || {
        let message = format!("The destination ARN {arn} is invalid.");
        Err(error::invalid_parameter(message))
    };
    let Some(parsed) = base::Arn::parse(arn) else { return invalid() };
    let Some((service, action)) = ACTIONS.iter().find(|(name, _)| *name == parsed.service) else {
        return invalid();
    };
    if (*service == "s3" && !failure) || parsed.resource.ends_with(ORDERED) {
        return invalid();
    }
    if *service == "lambda" {
        let Ok((other, _)) = lambda.find(arn, None) else { return invalid() };
        if other.row.spec.name == function.row.spec.name {
            return Err(error::invalid_parameter(
                "You can't specify the function as a destination for itself.",
            ));
        }
    }
    match lambda.may_send(function, &format!("{service}:{action}"), &parsed)? {
        true => Ok(()),
        false => Err(error::invalid_parameter(format!(
            "The function's execution role does not have permissions to call {action} on {arn}"
        ))),
    }
}

pub fn missing(arn: &str) -> Error {
    error::not_found(format!("The function {arn} doesn't have an EventInvokeConfig"))
}

pub fn shown(arn: String, config: &EventConfig) -> FunctionEventInvokeConfig {
    let EventConfig { modified, asynchronous } = config;
    let (mut success, mut failure) = (OnSuccess::default(), OnFailure::default());
    success.set_destination(asynchronous.on_success.clone());
    failure.set_destination(asynchronous.on_failure.clone());
    let destinations =
        DestinationConfig::default().with_on_success(success).with_on_failure(failure);
    let mut shown = FunctionEventInvokeConfig::default()
        .with_last_modified(*modified)
        .with_function_arn(arn)
        .with_destination_config(destinations);
    shown.set_maximum_retry_attempts(asynchronous.retries_max.map(i64::from));
    shown.set_maximum_event_age_in_seconds(asynchronous.event_age_s_max.map(i64::from));
    shown
}
