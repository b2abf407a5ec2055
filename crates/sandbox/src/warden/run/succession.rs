//! Zygotes come and go: a successor takes over only when it is ready, so that nobody waits for it,
//! and what waited for one that died is handed to its heir.

use crate::warden::root::{self, at};
use crate::warden::run::Warden;
use crate::warden::sys;
use crate::warden::template::Zygote;
use crate::{Event, TemplateSpec};

impl Warden<'_> {
    /// A zygote of that description, or a launcher. One that has the number already goes on until
    /// this one is ready.
    pub(super) fn start_template(&mut self, template: u32, spec: Option<&TemplateSpec>) {
        let checked = match spec {
            Some(spec) if !self.ground.guarded() => self.sources.check(spec).and_then(|dir| {
                let pair = spec.managed.as_deref().zip(dir);
                pair.map(|(named, dir)| self.pinned.find(named, dir)).transpose()
            }),
            _ => Ok(None),
        };
        let started = checked.and_then(|managed| {
            let managed = managed.map(|dir| sys::detached_of(&dir, root::READ_ONLY)).transpose();
            let managed = managed.map_err(at("clone the mount of the packages"))?;
            let around = (self.ground, self.groups);
            Zygote::start(template, (spec, managed.as_ref()), around, &self.hidden)
        });
        match started {
            Ok(zygote) => {
                self.zygotes.insert(self.next_zygote, zygote);
                self.next_zygote += 1;
            }
            Err(reason) if self.zygote_of(template).is_none() => {
                self.outbox.push_back(Event::TemplateFailed { template, reason });
            }
            Err(reason) => eprintln!("squall-warden: a template is not renewed: {reason}"),
        }
    }

    /// The one that takes orders: the youngest that is ready, else the youngest.
    pub(super) fn zygote_of(&self, template: u32) -> Option<u32> {
        let living = self.zygotes.iter().filter(|(_, z)| z.template == template && !z.retired);
        living.max_by_key(|(id, zygote)| (zygote.ready, **id)).map(|(id, _)| *id)
    }

    pub(super) fn zygote_ready(&mut self, id: u32) {
        let Some(zygote) = self.zygotes.get_mut(&id) else { return };
        zygote.ready = true;
        let (template, took_ms) = (zygote.template, zygote.since.elapsed().as_millis() as u32);
        let older: Vec<u32> = self
            .zygotes
            .iter()
            .filter(|(other, zygote)| **other < id && zygote.template == template)
            .map(|(other, _)| *other)
            .collect();
        for other in older {
            self.retire_zygote(other, Some(id));
        }
        self.outbox.push_back(Event::TemplateReady { template, took_ms });
    }

    /// The template takes no more orders.
    pub(super) fn forget_template(&mut self, template: u32) {
        let all: Vec<u32> = self
            .zygotes
            .iter()
            .filter(|(_, zygote)| zygote.template == template)
            .map(|(id, _)| *id)
            .collect();
        for id in all {
            self.retire_zygote(id, None);
        }
    }

    fn retire_zygote(&mut self, id: u32, heir: Option<u32>) {
        let Some(zygote) = self.zygotes.get_mut(&id).filter(|zygote| !zygote.retired) else {
            return;
        };
        let waiting = std::mem::take(&mut zygote.waiting);
        zygote.retire();
        match heir.and_then(|heir| self.zygotes.get_mut(&heir)) {
            Some(heir) => heir.waiting.extend(waiting),
            None => {
                for sandbox in waiting {
                    self.fail(sandbox, "the template is gone".to_owned());
                }
            }
        }
    }

    /// A zygote that is dead. What it has forked lives on, as our child.
    pub(super) fn lose_zygote(&mut self, id: u32, reason: String) {
        let Some(zygote) = self.zygotes.remove(&id) else { return };
        if zygote.seed.is_some() {
            // Its process may live on: it is nobody's template, and ends when it is told to.
            self.snapshot_is_lost(&zygote);
        } else {
            // SAFETY: no pointers; the pid is of a child that has not been waited for, or of none.
            unsafe { libc::kill(zygote.pid, libc::SIGKILL) };
        }
        for sandbox in &zygote.in_flight {
            self.fail(*sandbox, format!("the template is gone: {reason}"));
        }
        let heir = self.zygote_of(zygote.template);
        if let Some((id, heir)) = heir.and_then(|id| Some((id, self.zygotes.get_mut(&id)?))) {
            eprintln!("squall-warden: one of two zygotes of a template is gone: {reason}");
            heir.waiting.extend(zygote.waiting);
            return self.pump(id);
        }
        for sandbox in zygote.waiting {
            self.fail(sandbox, format!("the template is gone: {reason}"));
        }
        if !zygote.retired {
            let template = zygote.template;
            self.outbox.push_back(Event::TemplateFailed { template, reason });
        }
    }
}
