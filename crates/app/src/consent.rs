//! What a deployment will do, shown before it is done; and the yes that it needs where data would
//! be lost.

use std::io::{BufRead, IsTerminal};

use cli::{Style, Talk};
use serde_json::{Value, json};
use stack::{Plan, Step};

use crate::deploy::Stopped;
use crate::failure::Failure;

/// The word that lets data be lost. More than a letter: it is not typed by mistake.
const YES: &str = "yes";

/// What is not as the manifest says.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub plan: Plan,
    pub functions: Vec<FunctionChange>,
}

/// A function that comes, changes or goes. Its code and environment are compared only when it is
/// deployed.
#[derive(Clone, Debug)]
pub struct FunctionChange {
    action: &'static str,
    name: String,
    properties: Vec<&'static str>,
}

impl FunctionChange {
    pub fn of(action: &'static str, name: &str, properties: Vec<&'static str>) -> FunctionChange {
        FunctionChange { action, name: name.to_owned(), properties }
    }

    fn to_json(&self) -> Value {
        let FunctionChange { action, name, properties } = self;
        json!({
            "action": action, "logicalId": null, "type": "AWS::Lambda::Function", "name": name,
            "properties": properties, "loses": null, "text": self.text(),
        })
    }

    fn text(&self) -> String {
        let sign = match self.action {
            "create" => "+",
            "delete" => "-",
            _ => "~",
        };
        let changed = match self.properties.as_slice() {
            [] => String::new(),
            changed => format!(" ({})", changed.join(", ")),
        };
        format!("{sign:<3} function {}{changed}", self.name)
    }
}

impl Changes {
    /// A list of objects, each with its `text`.
    pub fn to_json(&self) -> Value {
        let functions = self.functions.iter().map(FunctionChange::to_json);
        self.plan.steps.iter().map(step).chain(functions).collect()
    }

    /// The logical ids of what would be lost.
    pub fn lossy(&self) -> Vec<String> {
        self.plan.lossy().map(|step| step.logical_id.clone()).collect()
    }

    pub fn say(&self, talk: &Talk) {
        for step in &self.plan.steps {
            let style = if step.loses.is_some() { Style::Bad } else { Style::Plain };
            talk.say(style, &step.to_string());
        }
        for function in &self.functions {
            talk.say(Style::Plain, &function.text());
        }
    }
}

pub fn step(step: &Step) -> Value {
    let mut shown = step.to_json();
    shown["text"] = step.to_string().into();
    shown
}

/// Who may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// `--yes` was typed.
    Given,
    /// Whoever sits at the terminal; where there is none, nothing is begun.
    Asked,
}

impl Consent {
    pub fn of(yes: bool) -> Consent {
        if yes { Consent::Given } else { Consent::Asked }
    }

    /// Whether what is lossy may be done. The error: nobody could be asked; `again` is what to
    /// type.
    pub fn to_lose(self, lossy: usize, again: &str, talk: &Talk) -> Result<bool, Stopped> {
        if lossy == 0 || self == Consent::Given {
            return Ok(true);
        }
        if !std::io::stdin().is_terminal() {
            let what = "what the manifest says now would lose data";
            let why = "it is marked above, and no terminal is here to ask at";
            let fix = format!("`{again} --yes` agrees to it; or give it `DeletionPolicy: Retain`");
            return Err(Stopped::Failure(Failure::new(what, why, fix)));
        }
        talk.say(Style::Notice, &format!("type `{YES}` to let that go, anything else keeps it:"));
        let mut typed = String::new();
        let read = std::io::stdin().lock().read_line(&mut typed);
        Ok(read.is_ok() && typed.trim() == YES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loses_nothing_asks_nobody() {
        let talk = Talk::to_stderr(true);
        assert!(Consent::Asked.to_lose(0, "squall up", &talk).unwrap());
        assert!(Consent::Given.to_lose(2, "squall up", &talk).unwrap());
    }

    #[test]
    fn a_function_is_told_with_what_changes() {
        for (action, properties, wanted) in [
            ("create", vec![], "+   function s-dev-f"),
            ("change", vec!["timeout", "runtime"], "~   function s-dev-f (timeout, runtime)"),
            ("delete", vec![], "-   function s-dev-f"),
        ] {
            let change = FunctionChange::of(action, "s-dev-f", properties);
            assert_eq!(change.text(), wanted);
            assert_eq!(change.to_json()["action"], action);
        }
    }
}
