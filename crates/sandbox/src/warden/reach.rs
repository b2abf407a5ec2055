//! What the warden does at level guarded only: it keeps what functions read within their reach, and
//! finds the end of a sandbox that no namespace ends.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use crate::warden::builder::Place;
use crate::warden::mirror::Found;
use crate::warden::run::Warden;
use crate::warden::{guarded, keeper};
use crate::{Event, Request};

impl Warden<'_> {
    /// The request with every directory in it where sandboxes can walk to. None: it waits for a
    /// copy and comes again, or it has failed and that is told.
    pub fn within_reach(&mut self, request: Request) -> Option<Request> {
        if !(self.ground.guarded() && self.ground.own_uids()) {
            return Some(request);
        }
        match self.reach(request.clone()) {
            Ok(Ok(request)) => Some(request),
            Ok(Err(copier)) => {
                self.held.push((copier, request));
                None
            }
            Err(reason) => {
                self.refuse(&request, reason);
                None
            }
        }
    }

    /// The inner error is the child that has to end first.
    fn reach(&mut self, mut request: Request) -> Result<Result<Request, i32>, String> {
        match &mut request {
            Request::Template { spec, .. } => {
                let below = spec.interpreter.strip_prefix(&spec.prefix).map(Path::to_owned);
                if let Err(copier) = self.replace(&mut spec.prefix, None)? {
                    return Ok(Err(copier));
                }
                if let Ok(below) = below {
                    spec.interpreter = spec.prefix.join(below);
                }
                if let Some(managed) = &mut spec.managed {
                    *managed = self.pinned.path_of(managed, || self.sources.find(managed))?;
                    if let Err(copier) = self.replace(managed, None)? {
                        return Ok(Err(copier));
                    }
                }
            }
            Request::Assign { spec, .. } => {
                for (host, _) in &mut spec.mounts {
                    let opened = self.sources.find(host).map_err(|error| error.to_string())?;
                    if let Err(copier) = self.replace(host, Some(opened))? {
                        return Ok(Err(copier));
                    }
                }
            }
            _ => {}
        }
        Ok(Ok(request))
    }

    fn replace(
        &mut self,
        dir: &mut PathBuf,
        opened: Option<OwnedFd>,
    ) -> Result<Result<(), i32>, String> {
        let (cells, zygotes) = (&self.cells, &self.zygotes);
        let reads = |copy: &Path| {
            let of_cells = cells.values().flat_map(|cell| &cell.reads);
            let mut all = of_cells.chain(zygotes.values().flat_map(|zygote| &zygote.reads));
            all.any(|one| one == copy)
        };
        Ok(match self.mirror.find(dir, opened.as_ref(), &reads)? {
            Found::Here(copy) => {
                *dir = copy;
                Ok(())
            }
            Found::Copying(pid) => Err(pid),
        })
    }

    pub(super) fn refuse(&mut self, request: &Request, reason: String) {
        match request {
            Request::Template { template, .. } => {
                let template = *template;
                self.outbox.push_back(Event::TemplateFailed { template, reason });
            }
            Request::Assign { sandbox, .. } => {
                if let Some(cell) = self.cells.get_mut(sandbox) {
                    cell.tell_log(&reason);
                    cell.kill();
                }
            }
            _ => {}
        }
    }

    /// A child that may have been a copier has ended: who waited for it goes on.
    pub fn copied(&mut self, pid: i32) {
        let Some((dir, there)) = self.mirror.ended(pid) else { return };
        let held = std::mem::take(&mut self.held);
        let (waited, others) = held.into_iter().partition(|(copier, _)| *copier == pid);
        self.held = others;
        for (_, request) in waited {
            if there {
                self.obey(request);
            } else {
                let dir = dir.display();
                self.refuse(
                    &request,
                    format!("{dir} could not be put where functions can read it"),
                );
            }
        }
    }

    /// The ports of the host's loopback that stand for those that were asked for.
    pub fn ports_of(&self, place: &Place) -> Vec<(u16, u16)> {
        let all = place.listeners.iter().chain(&place.program_sockets);
        let real = all.filter_map(|one| guarded::port_of(one).ok());
        self.listen_ports.iter().copied().zip(real).collect()
    }

    /// The first process of a pid namespace is dead, or the keeper of a group.
    pub fn first_ended(&mut self, sandbox: u64) {
        let Some(cell) = self.cells.get_mut(&sandbox) else { return };
        if cell.group().is_none() {
            cell.empty = true;
            self.seat_is_empty(sandbox);
            return self.end_if_over(sandbox);
        }
        cell.keeperless = true;
        // Those too who joined the group after it was killed.
        cell.kill();
        self.dying.insert(sandbox);
    }

    pub fn look_for_empty_groups(&mut self) {
        let mut empty = Vec::new();
        for sandbox in &self.dying {
            let group = self.cells.get(sandbox).and_then(|cell| cell.group());
            if group.is_none_or(keeper::is_empty) {
                empty.push(*sandbox);
            }
        }
        for sandbox in empty {
            self.dying.remove(&sandbox);
            if let Some(cell) = self.cells.get_mut(&sandbox) {
                cell.empty = true;
            }
            self.end_if_over(sandbox);
        }
    }
}
