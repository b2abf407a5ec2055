//! A deployment that failed: what it has touched becomes what it was before.
//!
//! What was changed gets its properties back, what was removed to make room is made again (what it
//! held was agreed to be lost), what was made goes. What has got data meanwhile, and what somebody
//! else had made, stays where it is and is nobody's. What cannot be put back stays recorded as it
//! was, and is put back, or left behind, by the next deployment.

use std::collections::BTreeMap;

use kit::Resource;

use crate::plan::{Step, What};
use crate::record::{self, Before, Recorded, Row};
use crate::{Error, Stack, change};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// What was done, as a plan says it, and what was left.
    pub said: Vec<String>,
    /// What could not be put back, and why.
    pub problems: Vec<String>,
}

impl Stack<'_> {
    /// Puts back everything that this deployment, or one before it that was cut off, has touched.
    /// Functions must be as they were already.
    pub async fn roll_back(&mut self) -> Result<Undone, Error> {
        self.recorded = Recorded::read(&self.store, &self.application.stack_name)?;
        let mut undone = Undone::default();
        let before = self.recorded.before.clone();
        let made = self.made(&before);
        let mut old: Vec<(&String, &Row)> =
            before.iter().filter_map(|(id, before)| Some((id, before.row.as_ref()?))).collect();
        old.sort_by_key(|(_, row)| row.order);
        for (id, row) in old {
            self.put_back(id, row, &mut undone).await?;
        }
        for (id, row) in made {
            self.take_away(&id, &row, before.get(&id), &mut undone).await?;
        }
        self.drop_names(&before).await?;
        // What was to go anyway, also of what those before it have made.
        self.remove_leftovers().await?;
        if undone.problems.is_empty() {
            let stack = self.application.stack_name.clone();
            let touched: Vec<String> = before.into_keys().collect();
            self.change(move |tx| record::forget(tx, &stack, &touched)).await?;
            self.recorded.before.clear();
        }
        Ok(undone)
    }

    /// What is recorded now and was not there before, those made last first.
    fn made(&self, before: &BTreeMap<String, Before>) -> Vec<(String, Row)> {
        let old: Vec<&Row> = before.values().filter_map(|before| before.row.as_ref()).collect();
        let is_old = |row: &Row| old.iter().any(|old| self.are_one(old, row));
        let rows = self.recorded.rows.iter().filter(|(id, _)| before.contains_key(*id));
        let mut made: Vec<(String, Row)> = rows
            .filter(|(_, row)| !is_old(row))
            .map(|(id, row)| (id.clone(), row.clone()))
            .collect();
        made.sort_by_key(|(_, row)| std::cmp::Reverse(row.order));
        made
    }

    /// One that was changed, replaced, renamed, or removed to make room.
    async fn put_back(&mut self, id: &str, old: &Row, undone: &mut Undone) -> Result<(), Error> {
        let Some(provider) = self.provider(&old.kind) else { return Ok(()) };
        // What was to go when the other one is there still has its place.
        let all = self.recorded.rows.values().chain(&self.recorded.leftovers);
        let holder = all.into_iter().find(|row| self.are_one(row, old)).cloned();
        let is_as_before =
            |row: &Row| row.properties == old.properties && row.settled && old.settled;
        let is_there = provider.is_there(self.context, &old.name, &old.properties).await;
        let nothing_to_do =
            is_there != Ok(Some(false)) && holder.as_ref().is_some_and(is_as_before);
        let mut row = old.clone();
        if !nothing_to_do {
            let what = match &holder {
                _ if is_there == Ok(Some(false)) => What::Restore,
                Some(now) => What::Change {
                    from: None,
                    of: change::differences(&now.properties, &old.properties),
                },
                None => What::Restore,
            };
            match self.put_old(&*provider, holder.as_ref(), old).await {
                Ok(made) => row = made,
                Err(why) => {
                    undone.problems.push(format!("{id}, {} {}: {why}", old.kind, old.name));
                    row.settled = false;
                }
            }
            undone.said.push(said(id, old, what));
        }
        let mut leftovers = self.recorded.leftovers.iter();
        let leftover = leftovers.position(|one| self.are_one(one, old));
        let leftover = leftover.map(|at| self.recorded.leftovers.remove(at).order);
        let (stack, key) = (self.application.stack_name.clone(), id.to_owned());
        let written = row.clone();
        self.change(move |tx| {
            if let Some(order) = leftover {
                record::delete_leftover(tx, &stack, order)?;
            }
            record::put(tx, &stack, &key, &written, None)
        })
        .await?;
        self.recorded.rows.insert(id.to_owned(), row);
        Ok(())
    }

    /// Logical ids that the deployment gave to what had another one.
    async fn drop_names(&mut self, before: &BTreeMap<String, Before>) -> Result<(), Error> {
        let old: Vec<&Row> = before.values().filter_map(|before| before.row.as_ref()).collect();
        let is_old = |row: &Row| old.iter().any(|old| self.are_one(old, row));
        let new = before.iter().filter(|(_, before)| before.row.is_none());
        let new = new.filter(|(id, _)| self.recorded.rows.get(*id).is_some_and(is_old));
        let gone: Vec<String> = new.map(|(id, _)| id.clone()).collect();
        for id in gone {
            self.recorded.rows.remove(&id);
            let stack = self.application.stack_name.clone();
            self.change(move |tx| record::delete(tx, &stack, &id)).await?;
        }
        Ok(())
    }

    async fn put_old(
        &self,
        provider: &dyn Resource,
        now: Option<&Row>,
        old: &Row,
    ) -> Result<Row, String> {
        if let Some(now) = now
            && !provider.replaces(&now.properties, &old.properties).is_empty()
        {
            if let Some(held) = provider.holds(self.context, &now.name, &now.properties).await? {
                return Err(format!("another has taken its place, and holds {held}"));
            }
            provider.delete(self.context, &now.name, &now.properties).await?;
        }
        let made = provider.put(self.context, &old.name, &old.properties).await?;
        Ok(Row {
            settled: true,
            again: !Row::is_whole(&made),
            reference: made.reference,
            attributes: made.attributes,
            ..old.clone()
        })
    }

    /// One that the deployment has made. Its logical id may stand for what was before by now.
    async fn take_away(
        &mut self,
        id: &str,
        row: &Row,
        before: Option<&Before>,
        undone: &mut Undone,
    ) -> Result<(), Error> {
        let is_taken_over = before.is_some_and(|before| before.adopted);
        let loses = if is_taken_over || row.retain { None } else { self.loses(row).await };
        let left = match &loses {
            _ if is_taken_over => Some("was there before, and is nobody's again".to_owned()),
            _ if row.retain => Some("stays (DeletionPolicy: Retain), and is nobody's".to_owned()),
            Some(held) => Some(format!("holds {held}: it stays, and is nobody's")),
            None => None,
        };
        let mut stays = None;
        if let Some(why) = left {
            undone.said.push(format!("!   {id}  {} {} {why}", row.kind, row.name));
        } else {
            let place = manifest::Place::file("serverless.yml");
            match self.delete(id, &place, row).await {
                Ok(()) => undone.said.push(said(id, row, What::Delete)),
                Err(problem) => {
                    undone.problems.push(problem.what);
                    // The next deployment removes it, or what it is becomes of use again.
                    stays = Some(row.clone());
                }
            }
        }
        let old = before.and_then(|before| before.row.clone());
        let (stack, key) = (self.application.stack_name.clone(), id.to_owned());
        match (old, stays) {
            (Some(_), None) => Ok(()),
            (Some(_), Some(row)) => {
                self.recorded.leftovers.push(row.clone());
                self.change(move |tx| record::put_leftover(tx, &stack, &row)).await
            }
            (None, Some(_)) => Ok(()),
            (None, None) => {
                self.recorded.rows.remove(id);
                self.change(move |tx| record::delete(tx, &stack, &key)).await
            }
        }
    }
}

fn said(id: &str, row: &Row, what: What) -> String {
    let (logical_id, kind, name) = (id.to_owned(), row.kind.clone(), row.name.clone());
    Step { logical_id, kind, name, what, loses: None }.to_string()
}
