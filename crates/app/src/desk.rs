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
use crate::exchange::{Question, asked};
use crate::failure::Failure;
use crate::happening::{Happening, Teller};
use crate::insight::{Description, answer, operation};
use crate::origin::Said;
use crate::place::Place;
use crate::remote;
use crate::up;

pub static PLAN: Operation = asked("PlanDeployment", "/deployment/plan");
pub static DEPLOY: Operation = asked("Deploy", "/deployment");
/// What the last plan said would be lost may be.
pub static DEPLOY_AGREED: Operation = asked("DeployAgreed", "/deployment/agreed");
/// The codes that the commands end with; 2 is a command line that cannot be read.
const DONE: u8 = 0;
/// Refused, or failed and put back.
const FAILED: u8 = 1;
const NOTHING_RUNS: u8 = 3;
/// `--exit-code`, and something would be done.
const DIFFERS: u8 = 4;

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

/// A wish, of what, and where its answer goes.
#[derive(Debug)]
pub struct Asked {
    pub wish: Wish,
    pub said: Said,
    pub answer: oneshot::Sender<Value>,
}

/// Where wishes are handed in.
pub struct Desk(pub Teller);

impl Desk {
    /// Only who owns the machine says which of its folders is read, and with what: a function that
    /// may deploy deploys what is there.
    async fn ask(
        &self,
        wish: Wish,
        context: &Context,
        question: &Question,
    ) -> Result<Description, Error> {
        let gone = || Error::internal("the server is about to end");
        let said = serde_json::from_str(question.document()).ok();
        let said = said.and_then(|said| Said::from_json(&said));
        let said = said.ok_or_else(|| Error::validation("Document is wrong"))?;
        if said != Said::default() && !context.principal.who.is_root() {
            let text = "only the account's root says which folder is deployed, and with what";
            return Err(Error::client("AccessDeniedException", text).with_status(403));
        }
        let (answer_to, coming) = oneshot::channel();
        let asked = Happening::Asked(Asked { wish, said, answer: answer_to });
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
            |_, _, _: &Question| vec![Need::new("squall:PlanDeployment", "*")],
            |desk, by: Context, of: Question| async move { desk.ask(Wish::Plan, &by, &of).await },
        ),
        bind(
            &DEPLOY,
            &desk,
            |_, _, _: &Question| vec![Need::new("squall:Deploy", "*")],
            |desk, by: Context, of: Question| async move { desk.ask(Wish::Deploy, &by, &of).await },
        ),
        bind(
            &DEPLOY_AGREED,
            &desk,
            |_, _, _: &Question| vec![Need::new("squall:Deploy", "*")],
            |desk, by: Context, of: Question| async move {
                desk.ask(Wish::DeployAgreed, &by, &of).await
            },
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

/// `squall deploy` and `squall diff`; the code to end with.
pub fn deploy(place: &Place, asked: &cli::Deploy, talk: &Talk) -> Result<u8, Failure> {
    let facts = match place.running_server() {
        Ok(facts) => facts,
        Err(failure) => {
            talk.say(Style::Bad, &failure.to_string());
            return Ok(NOTHING_RUNS);
        }
    };
    let said = match Said::of(asked, place, &facts) {
        Ok(said) => said.to_json(),
        Err(stopped) => {
            refuse(&json!({"error": up::told(&stopped)}), asked, talk);
            return Ok(FAILED);
        }
    };
    let plan = remote::question(&facts, PLAN.uri, &said)?;
    if refuse(&plan, asked, talk) {
        return Ok(FAILED);
    }
    let steps = list(&plan["steps"]);
    if plan["cutOff"] == true {
        talk.say(Style::Notice, CUT_OFF);
    }
    if asked.dry_run {
        show_plan(&plan["steps"], &steps, asked.json);
        return Ok(if asked.exit_code && !steps.is_empty() { DIFFERS } else { DONE });
    }
    for step in &steps {
        let style = if step["loses"].is_string() { Style::Bad } else { Style::Plain };
        talk.say(style, &cli::harmless(step["text"].as_str().unwrap_or_default()));
    }
    if steps.is_empty() {
        talk.say(Style::Dim, NO_CHANGE);
    }
    let lossy = steps.iter().filter(|step| step["loses"].is_string()).count();
    let agreed = Consent::of(asked.yes).to_lose(lossy, "squall deploy", talk);
    let operation = match agreed {
        Ok(true) => &DEPLOY_AGREED,
        Ok(false) => &DEPLOY,
        Err(stopped) => {
            refuse(&json!({"error": up::told(&stopped)}), asked, talk);
            return Ok(FAILED);
        }
    };
    let done = remote::question(&facts, operation.uri, &said)?;
    if refuse(&done, asked, talk) {
        return Ok(FAILED);
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
    Ok(DONE)
}

fn show_plan(whole: &Value, steps: &[Value], as_json: bool) {
    if as_json {
        println!("{whole:#}");
        return;
    }
    for step in steps {
        println!("{}", cli::harmless(step["text"].as_str().unwrap_or_default()));
    }
    if steps.is_empty() {
        println!("{NO_CHANGE}");
    }
}

/// Whether it was not done. Who wants JSON gets that in JSON, too.
fn refuse(answer: &Value, asked: &cli::Deploy, talk: &Talk) -> bool {
    let Some(error) = answer["error"].as_str() else { return false };
    talk.say(Style::Bad, &cli::harmless(error));
    if asked.json {
        println!("{answer:#}");
    }
    true
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
