//! What a deployment will do, shown before it is done; and the yes that it needs where data would
//! be lost.

use std::io::{BufRead, IsTerminal};

use cli::{Style, Talk};
use manifest::Notice;
use serde_json::Value;
use stack::{Plan, Step};

use crate::deploy::Stopped;
use crate::difference::Change;
use crate::failure::Failure;

/// The word that lets data be lost. More than a letter: it is not typed by mistake.
const YES: &str = "yes";
/// Lines of a plan that somebody reads.
const LINES_MAX: usize = 500;
/// Nothing differs.
pub const NO_CHANGE: &str = "no change";
/// What a deployment after one that was cut off is.
pub const CUT_OFF: &str = "the last deployment was cut off in its middle: this one goes on from \
                           there, and where it fails all is put back as it was before";

/// What is not as the manifest says.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub plan: Plan,
    /// Of functions and routes.
    pub others: Vec<Change>,
    /// What is asked for and will be left out.
    pub notices: Vec<Notice>,
    /// The last deployment was cut off in its middle.
    pub is_cut_off: bool,
    /// Nothing of the stack is deployed.
    pub is_first: bool,
}

impl Changes {
    /// A list of objects, each with its `text`.
    pub fn to_json(&self) -> Value {
        let others = self.others.iter().map(Change::to_json);
        self.plan.steps.iter().map(step).chain(others).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.plan.is_empty() && self.others.is_empty()
    }

    /// The logical ids of what would be lost.
    pub fn lossy(&self) -> Vec<String> {
        self.plan.lossy().map(|step| step.logical_id.clone()).collect()
    }

    /// The same without routes, for who sees them anyway.
    #[must_use]
    pub fn without_routes(&self) -> Changes {
        let mut changes = self.clone();
        changes.others.retain(|change| !change.is_route());
        changes
    }

    pub fn say(&self, talk: &Talk) {
        if self.is_cut_off {
            talk.say(Style::Notice, CUT_OFF);
        }
        let step = |step: &Step| {
            let style = if step.loses.is_some() { Style::Bad } else { Style::Plain };
            (style, step.to_string())
        };
        let others = self.others.iter().map(|change| (Style::Plain, change.text()));
        let mut lines: Vec<(Style, String)> =
            self.plan.steps.iter().map(step).chain(others).collect();
        let more = lines.len().saturating_sub(LINES_MAX);
        // What would lose data is never among those that are left out.
        lines.sort_by_key(|(style, _)| more > 0 && *style != Style::Bad);
        for (style, line) in lines.iter().take(LINES_MAX) {
            talk.say(*style, line);
        }
        if more > 0 {
            talk.say(Style::Plain, &format!("... and {more} more; `squall diff --json` has all"));
        }
        if self.is_empty() {
            talk.say(Style::Dim, NO_CHANGE);
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
}
