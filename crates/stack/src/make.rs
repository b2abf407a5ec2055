//! Carrying it out: one resource after the other, each recorded before and after.

use std::collections::BTreeMap;

use manifest::{Notice, Place, Policy, Problem};
use serde_json::Value;

use crate::plan::{Step, What};
use crate::record::{self, Before, Faces, Output, Row};
use crate::{Error, Stack, lacking, missing, resolved};

/// The logical id of what has none any more.
const NOBODY: &str = "";

impl Stack<'_> {
    /// Makes what functions need, and what needs none.
    pub async fn make_before(&mut self) -> Result<(), Error> {
        for resource in std::mem::take(&mut self.order.before) {
            self.make(resource).await?;
        }
        Ok(())
    }

    /// Makes what needs functions, which must be there by now.
    pub async fn make_after(&mut self) -> Result<(), Error> {
        for resource in std::mem::take(&mut self.order.after) {
            self.make(resource).await?;
        }
        Ok(())
    }

    async fn make(&mut self, resource: &manifest::Resource) -> Result<(), Error> {
        let id = &resource.logical_id;
        let named = format!("resource {id} of type {}", resource.kind);
        let (node, notices) = self.present(resource, &self.scope);
        self.notices.extend(notices);
        let provider = match self.there(resource, &node, &self.scope) {
            Ok(provider) => provider,
            Err(notice) => {
                self.scope.absent.insert(id.clone());
                self.notices.push(notice);
                return Ok(());
            }
        };
        let properties = manifest::resolve(&node, &self.scope)?;
        let lacks = provider.lacks(&properties).map(|why| lacking(resource, why));
        let waits = provider.waits(&properties);
        let waits = waits.map(|why| Notice::new(&resource.at, &named, why));
        if let Some(notice) = lacks.or(waits) {
            self.scope.absent.insert(id.clone());
            self.notices.push(notice);
            return Ok(());
        }
        let (name, what) = self.look(resource, &*provider, &properties, &self.anew).await;
        self.check_owner(resource, &name, &properties)?;
        if what == What::Same
            && let Some(row) = self.recorded.rows.get(id).filter(|row| !row.again)
        {
            self.scope.known.insert(id.clone(), resolved(row));
            let retain = resource.deletion_policy == Some(Policy::Retain);
            return self.write(id, &Row { retain, ..row.clone() }, None).await;
        }
        self.begin(resource, &*provider, (&name, &properties), &what).await?;
        let is_same = what == What::Same;
        let leftover = match self.make_room(resource, (&name, &properties), what).await? {
            Room::Made(leftover) => leftover,
            Room::Held => {
                self.anew.remove(id);
                return Ok(());
            }
        };
        self.take_up(resource, &*provider, (&name, &properties)).await?;
        let before = self.recorded.rows.get(id).filter(|_| leftover.is_none()).cloned();
        let mut row = Row {
            kind: resource.kind.clone(),
            reference: before.as_ref().map(|row| row.reference.clone()).unwrap_or_default(),
            attributes: before.as_ref().map(|row| row.attributes.clone()).unwrap_or_default(),
            settled: is_same,
            retain: resource.deletion_policy == Some(Policy::Retain),
            order: before.as_ref().map_or_else(|| self.recorded.next_order(), |row| row.order),
            again: before.as_ref().is_some_and(|row| row.again),
            name,
            properties,
        };
        self.write(id, &row, leftover).await?;
        let made = provider.put(self.context, &row.name, &row.properties).await;
        let made = made.map_err(|why| {
            Problem::new(&resource.at, format!("{named} could not be made: {why}"))
        })?;
        for property in &made.ignored {
            let name = format!("{property} of resource {id}");
            self.notices.push(Notice::missing(&resource.at, name));
        }
        row.settled = true;
        row.again = !Row::is_whole(&made);
        row.reference.clone_from(&made.reference);
        row.attributes.clone_from(&made.attributes);
        self.write(id, &row, None).await?;
        self.scope.known.insert(id.clone(), made);
        Ok(())
    }

    /// Remembers what is before anything is done, and whose what is made is.
    async fn begin(
        &mut self,
        resource: &manifest::Resource,
        provider: &dyn kit::Resource,
        (name, properties): (&str, &Value),
        what: &What,
    ) -> Result<(), Error> {
        let id = &resource.logical_id;
        let adopted = *what == What::Create
            && provider.is_there(self.context, name, properties).await == Ok(Some(true));
        if *what != What::Same {
            self.remember(id, adopted).await?;
        }
        if let What::Change { from: Some(from), .. } = what {
            self.remember(from, false).await?;
            self.rename(from, id).await?;
        }
        if what.makes_anew() {
            self.anew.insert(id.clone());
        }
        Ok(())
    }

    /// The first deployment of those that were cut off has seen what was before.
    async fn remember(&mut self, id: &str, adopted: bool) -> Result<(), Error> {
        if self.recorded.before.contains_key(id) {
            return Ok(());
        }
        let before = Before { row: self.recorded.rows.get(id).cloned(), adopted };
        self.recorded.before.insert(id.to_owned(), before.clone());
        let (stack, id) = (self.application.stack_name.clone(), id.to_owned());
        self.change(move |tx| record::remember(tx, &stack, &id, &before)).await
    }

    /// Two stacks with one resource would remove it from under each other.
    pub(crate) fn check_owner(
        &self,
        resource: &manifest::Resource,
        name: &str,
        properties: &Value,
    ) -> Result<(), Problem> {
        let is_it = |row: &Row| self.is_one(row, &resource.kind, name, properties);
        let mut others = self.recorded.others.iter();
        let Some((owner, _)) = others.find(|(_, row)| is_it(row)) else { return Ok(()) };
        let what = format!("{name}, of type {}, belongs to the stack {owner}", resource.kind);
        Err(Problem::new(&resource.at, what)
            .expected("a resource that no other stack has")
            .fix(format!("give it another name, or take it out of {owner} first")))
    }

    /// Where a resource is to be replaced: whether it may be, and whether it must go first. What
    /// is to go later comes back.
    async fn make_room(
        &mut self,
        resource: &manifest::Resource,
        (name, properties): (&str, &Value),
        what: What,
    ) -> Result<Room, Error> {
        let id = &resource.logical_id;
        let old = self.recorded.rows.get(id).filter(|_| matches!(what, What::Replace { .. }));
        let Some(old) = old.cloned() else { return Ok(Room::Made(None)) };
        let is_in_the_way = self.is_one(&old, &resource.kind, name, properties);
        if resource.replace_policy == Some(Policy::Retain) {
            if is_in_the_way {
                let what = format!("{id} is to be replaced and kept, both under the name {name}");
                let problem = Problem::new(&resource.at, what);
                let fix = "give the new one another name, or remove UpdateReplacePolicy";
                return Err(problem.fix(fix).into());
            }
            return Ok(Room::Made(None));
        }
        let loses = self.loses(&old).await;
        if loses.is_some() && !self.agreed.contains(id) {
            self.scope.known.insert(id.clone(), resolved(&old));
            let (logical_id, kind) = (id.clone(), resource.kind.clone());
            self.held.push(Step { logical_id, kind, name: old.name, what, loses });
            return Ok(Room::Held);
        }
        if !is_in_the_way {
            return Ok(Room::Made(Some(old)));
        }
        // Cut off after this, it is found to be replaced again, and there is nothing to remove.
        self.delete(id, &resource.at, &old).await?;
        Ok(Room::Made(None))
    }

    /// What was to be removed when another took its place is asked for again, by its name: it is
    /// taken up as it is, or goes now, where it cannot become what is asked for.
    async fn take_up(
        &mut self,
        resource: &manifest::Resource,
        provider: &dyn kit::Resource,
        (name, properties): (&str, &Value),
    ) -> Result<(), Error> {
        loop {
            let is_it = |row: &Row| self.is_one(row, &resource.kind, name, properties);
            let Some(at) = self.recorded.leftovers.iter().position(is_it) else { return Ok(()) };
            let leftover = self.recorded.leftovers[at].clone();
            if !provider.replaces(&leftover.properties, properties).is_empty() {
                self.delete(&resource.logical_id, &resource.at, &leftover).await?;
            }
            let (stack, order) = (self.application.stack_name.clone(), leftover.order);
            self.change(move |tx| record::delete_leftover(tx, &stack, order)).await?;
            self.recorded.leftovers.remove(at);
        }
    }

    /// Unless another resource of the stack has become just this one.
    pub(crate) async fn delete(&self, id: &str, at: &Place, row: &Row) -> Result<(), Problem> {
        let is_it = |other: &Row| self.are_one(other, row);
        let mut others = self.recorded.rows.iter().filter(|(other, _)| *other != id);
        if others.any(|(_, other)| is_it(other)) {
            return Ok(());
        }
        let Some(provider) = self.provider(&row.kind) else { return Ok(()) };
        let deleted = provider.delete(self.context, &row.name, &row.properties).await;
        deleted.map_err(|why| {
            let what = format!("resource {id} of type {} could not be removed: {why}", row.kind);
            Problem::new(at, what)
        })
    }

    /// Removes what others have taken the place of. What cannot be removed stays recorded and is
    /// tried again by the next deployment.
    pub(crate) async fn remove_leftovers(&mut self) -> Result<(), Error> {
        let place = Place::file("serverless.yml");
        for leftover in std::mem::take(&mut self.recorded.leftovers) {
            match self.delete(NOBODY, &place, &leftover).await {
                Ok(()) => {
                    let (stack, order) = (self.application.stack_name.clone(), leftover.order);
                    self.change(move |tx| record::delete_leftover(tx, &stack, order)).await?;
                }
                Err(problem) => self.told(&problem),
            }
        }
        Ok(())
    }

    /// Removes what nobody asks for any more, after the end of the deployment. What cannot be
    /// removed stays recorded, too.
    pub async fn clean_up(&mut self) -> Result<(), Error> {
        let place = Place::file("serverless.yml");
        self.remove_leftovers().await?;
        for (id, row) in self.removable() {
            if !row.retain {
                let loses = self.loses(&row).await;
                if loses.is_some() && !self.agreed.contains(&id) {
                    let Row { kind, name, .. } = row;
                    self.held.push(Step { logical_id: id, kind, name, what: What::Delete, loses });
                    continue;
                }
                if let Err(problem) = self.delete(&id, &place, &row).await {
                    self.told(&problem);
                    continue;
                }
            }
            let (stack, gone) = (self.application.stack_name.clone(), id.clone());
            self.change(move |tx| record::delete(tx, &stack, &gone)).await?;
            self.recorded.rows.remove(&id);
        }
        Ok(())
    }

    fn told(&mut self, problem: &Problem) {
        let place = Place::file(&problem.file);
        let note = "it is tried again at the next deployment";
        self.notices.push(Notice::new(&place, format!("{}:", problem.what), note));
    }

    /// The end of a deployment that went well: its outputs count, and nothing is put back any more.
    /// `also` is written with it. The outputs come back.
    pub async fn commit<F>(
        &mut self,
        faces: Vec<String>,
        also: F,
    ) -> Result<BTreeMap<String, Output>, Error>
    where
        F: FnOnce(&mut store::WriteTx) -> Result<(), store::Error> + Send + 'static,
    {
        self.check_exports(&self.scope)?;
        let mut outputs = BTreeMap::new();
        for output in &self.application.outputs {
            let nodes = [Some(&output.value), output.export_name.as_ref()];
            let gone = nodes.into_iter().flatten().find_map(|node| missing(node, &self.scope));
            if let Some(id) = gone {
                let note = format!("needs {id}, which is not there yet");
                let name = format!("output {}", output.key);
                self.notices.push(Notice::new(&output.at, name, note));
                continue;
            }
            let value = match manifest::resolve(&output.value, &self.scope)? {
                Value::String(text) => text,
                other => other.to_string(),
            };
            let export = output.export_name.as_ref();
            let export =
                export.map(|name| manifest::resolve_text(name, &self.scope)).transpose()?;
            let description = output.description.clone();
            outputs.insert(output.key.clone(), Output { value, description, export });
        }
        let stack = self.application.stack_name.clone();
        let (written, imported) = (outputs.clone(), self.scope.imported());
        let touched: Vec<String> = std::mem::take(&mut self.recorded.before).into_keys().collect();
        self.change(move |tx| {
            record::put_outputs(tx, &stack, &written, &imported)?;
            record::put_faces(tx, &stack, &Faces(faces))?;
            record::forget(tx, &stack, &touched)?;
            also(tx)
        })
        .await?;
        Ok(outputs)
    }

    async fn rename(&mut self, from: &str, to: &str) -> Result<(), Error> {
        let stack = self.application.stack_name.clone();
        let (old, new) = (from.to_owned(), to.to_owned());
        self.change(move |tx| record::rename(tx, &stack, &old, &new)).await?;
        if let Some(row) = self.recorded.rows.remove(from) {
            self.recorded.rows.insert(to.to_owned(), row);
        }
        Ok(())
    }

    /// Nothing where nothing has changed: an edit of one function writes no row of a table.
    async fn write(&mut self, id: &str, row: &Row, leftover: Option<Row>) -> Result<(), Error> {
        if leftover.is_none() && self.recorded.rows.get(id) == Some(row) {
            return Ok(());
        }
        let (stack, id) = (self.application.stack_name.clone(), id.to_owned());
        self.recorded.rows.insert(id.clone(), row.clone());
        self.recorded.leftovers.extend(leftover.clone());
        let row = row.clone();
        self.change(move |tx| record::put(tx, &stack, &id, &row, leftover.as_ref())).await
    }

    pub(crate) async fn change<F>(&self, closure: F) -> Result<(), Error>
    where
        F: FnOnce(&mut store::WriteTx) -> Result<(), store::Error> + Send + 'static,
    {
        let written = self.store.write(closure).await;
        written.map_err(|error| Error::Store(error.flatten()))
    }
}

/// Whether a resource can be put now.
enum Room {
    /// What it takes the place of is to be removed at the end.
    Made(Option<Row>),
    /// What is there stays: nobody has agreed to lose what it holds.
    Held,
}
