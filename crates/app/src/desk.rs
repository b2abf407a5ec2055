//! `squall deploy`, `squall diff` and `squall stack`: what is typed beside a running server, which
//! does it in its turn, between edits.

use std::collections::BTreeMap;
use std::sync::Arc;

use cli::{Style, Talk};
use kit::{Bound, Context, Need, bind};
use serde_json::{Value, json};
use stack::record;
use store::Store;
use tokio::sync::oneshot;
use wire::Error;
use wire::schema::Operation;
use wire::typed::Unit;

use crate::consent::{CUT_OFF, Consent, NO_CHANGE};
use crate::deploy::Stopped;
use crate::failure::Failure;
use crate::happening::{Happening, Teller};
use crate::insight::{Description, answer, operation};
use crate::place::Place;
use crate::remote;

pub static PLAN: Operation = operation("PlanDeployment", "/deployment/plan");
pub static DEPLOY: Operation = operation("Deploy", "/deployment");
/// What the last plan said would be lost may be.
pub static DEPLOY_AGREED: Operation = operation("DeployAgreed", "/deployment/agreed");
pub static DESCRIBE_STACKS: Operation = operation("DescribeStacks", "/stacks");

/// What somebody asks of the one who deploys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// What would be done.
    Plan,
    /// Do it, but nothing that would lose data.
    Deploy,
    /// Do it, and what the last plan said would be lost may be.
    DeployAgreed,
}

/// A wish, and where its answer goes.
#[derive(Debug)]
pub struct Asked {
    pub wish: Wish,
    pub answer: oneshot::Sender<Value>,
}

/// Where wishes are handed in.
pub struct Desk(pub Teller);

impl Desk {
    async fn ask(&self, wish: Wish) -> Result<Description, Error> {
        let gone = || Error::internal("the server is about to end");
        let (answer_to, coming) = oneshot::channel();
        let asked = Happening::Asked(Asked { wish, answer: answer_to });
        // Told once there is room: whoever asks waits anyway.
        self.0.send(asked).await.map_err(|_| gone())?;
        answer(Ok(coming.await.map_err(|_| gone())?))
    }
}

/// What the server answers of it, to whom it is allowed.
pub fn operations(desk: Desk, store: Store) -> Vec<Bound> {
    let (desk, store) = (Arc::new(desk), Arc::new(store));
    vec![
        bind(
            &PLAN,
            &desk,
            |_, _, _: &Unit| vec![Need::new("squall:PlanDeployment", "*")],
            |desk, _: Context, _: Unit| async move { desk.ask(Wish::Plan).await },
        ),
        bind(
            &DEPLOY,
            &desk,
            |_, _, _: &Unit| vec![Need::new("squall:Deploy", "*")],
            |desk, _: Context, _: Unit| async move { desk.ask(Wish::Deploy).await },
        ),
        bind(
            &DEPLOY_AGREED,
            &desk,
            |_, _, _: &Unit| vec![Need::new("squall:Deploy", "*")],
            |desk, _: Context, _: Unit| async move { desk.ask(Wish::DeployAgreed).await },
        ),
        bind(
            &DESCRIBE_STACKS,
            &store,
            |_, _, _: &Unit| vec![Need::new("squall:DescribeStacks", "*")],
            |store, _: Context, _: Unit| async move { answer(described(&store)) },
        ),
    ]
}

fn described(store: &Store) -> Result<Value, store::Error> {
    store.read(|tx| {
        let mut stacks = serde_json::Map::new();
        for (stack, rows) in record::all(tx)? {
            let resources = rows.iter().map(|(id, row)| {
                let reference = &row.reference;
                json!({"logicalId": id, "type": row.kind, "name": row.name, "ref": reference,
                       "settled": row.settled})
            });
            let resources: Value = resources.collect();
            let outputs = outputs(&record::outputs(tx, &stack)?);
            stacks.insert(stack, json!({"resources": resources, "outputs": outputs}));
        }
        Ok(Value::Object(stacks))
    })
}

/// By key, as `aws cloudformation describe-stacks` has them.
pub fn outputs(outputs: &BTreeMap<String, stack::Output>) -> Value {
    let shown = outputs.iter().map(|(key, output)| {
        json!({"key": key, "value": output.value, "description": output.description,
               "exportName": output.export})
    });
    shown.collect()
}

/// `squall deploy` and `squall diff`. False where it was not done.
pub fn deploy(place: &Place, asked: &cli::Deploy, talk: &Talk) -> Result<bool, Failure> {
    let facts = place.running_server()?;
    let plan = remote::describe(&facts, PLAN.uri)?;
    if is_refused(&plan, talk) {
        return Ok(false);
    }
    let steps = list(&plan["steps"]);
    if plan["cutOff"] == true {
        talk.say(Style::Notice, CUT_OFF);
    }
    if asked.dry_run && asked.json {
        println!("{:#}", plan["steps"]);
        return Ok(true);
    }
    let lossy = steps.iter().filter(|step| step["loses"].is_string()).count();
    for step in &steps {
        let style = if step["loses"].is_string() { Style::Bad } else { Style::Plain };
        let text = cli::harmless(step["text"].as_str().unwrap_or_default()).into_owned();
        match asked.dry_run {
            true => println!("{text}"),
            false => talk.say(style, &text),
        }
    }
    if asked.dry_run {
        if steps.is_empty() {
            println!("{NO_CHANGE}");
        }
        return Ok(true);
    }
    if steps.is_empty() {
        talk.say(Style::Dim, NO_CHANGE);
    }
    let agreed = Consent::of(asked.yes).to_lose(lossy, "squall deploy", talk);
    let agreed = agreed.map_err(|stopped| match stopped {
        Stopped::Failure(failure) => failure,
        Stopped::Manifest(_) => Failure::new("it was not done", "", ""),
    })?;
    let operation = if agreed { &DEPLOY_AGREED } else { &DEPLOY };
    let done = remote::describe(&facts, operation.uri)?;
    if is_refused(&done, talk) {
        return Ok(false);
    }
    if asked.json {
        println!("{done:#}");
    } else {
        for output in list(&done["outputs"]) {
            let text = |key: &str| output[key].as_str().unwrap_or_default().to_owned();
            println!("output  {} = {}", text("key"), cli::harmless(&text("value")));
        }
    }
    for held in list(&done["held"]) {
        let text = held["text"].as_str().unwrap_or_default();
        talk.say(Style::Notice, &format!("kept: {}", cli::harmless(text)));
    }
    talk.say(Style::Good, "deployed");
    Ok(true)
}

fn is_refused(answer: &Value, talk: &Talk) -> bool {
    let error = answer["error"].as_str();
    if let Some(error) = error {
        talk.say(Style::Bad, &cli::harmless(error));
    }
    error.is_some()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// `squall stack`: what is deployed.
pub fn show(place: &Place, as_json: bool) -> Result<(), Failure> {
    let stacks = remote::describe(&place.running_server()?, DESCRIBE_STACKS.uri)?;
    if as_json {
        println!("{stacks:#}");
        return Ok(());
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for (name, stack) in stacks.as_object().into_iter().flatten() {
        println!("{name}");
        let rows: Vec<Vec<String>> = list(&stack["resources"])
            .iter()
            .map(|one| vec![text(&one["logicalId"]), text(&one["type"]), text(&one["ref"])])
            .collect();
        println!("{}", cli::table(&["RESOURCE", "TYPE", "REF"], &rows));
        let rows: Vec<Vec<String>> = list(&stack["outputs"])
            .iter()
            .map(|one| vec![text(&one["key"]), text(&one["value"]), text(&one["exportName"])])
            .collect();
        if !rows.is_empty() {
            println!("\n{}", cli::table(&["OUTPUT", "VALUE", "EXPORTED AS"], &rows));
        }
    }
    Ok(())
}
