//! All templates: found or made for those who need one, given their shares of the memory, and let
//! go when nobody has needed them for a while.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::budget::{self, Budget};
use crate::sandboxes::Sandboxes;
use crate::template::{Kind, Stems, Template};

/// A template that no published version starts from is let go after this: an edit often brings
/// back what the one before it took away.
const UNUSED_PATIENCE: Duration = Duration::from_secs(60);

pub struct Templates {
    stems: Stems,
    pub budget: Arc<Budget>,
    list: Mutex<List>,
}

#[derive(Default)]
struct List {
    all: Vec<Known>,
    last_id: u32,
}

struct Known {
    template: Arc<Template>,
    users: Arc<AtomicUsize>,
    unused_since: Option<Instant>,
}

/// A version's claim on its template. The template stays for as long as there is one.
pub struct Claim {
    pub template: Arc<Template>,
    users: Arc<AtomicUsize>,
}

impl Templates {
    pub fn new(stems: Stems) -> Templates {
        Templates { stems, budget: Budget::new(stems.memory_bytes), list: Mutex::default() }
    }

    /// The template of that description; asked for at the first call.
    pub fn claim(&self, kind: &Kind, sandboxes: &Sandboxes) -> Claim {
        let mut list = self.lock();
        let found = list.all.iter_mut().find(|known| known.template.kind == *kind);
        if let Some(known) = found {
            known.unused_since = None;
            return Claim::new(known);
        }
        list.last_id += 1;
        let budget = Arc::clone(&self.budget);
        let template = Arc::new(Template::new(list.last_id, kind.clone(), self.stems, budget));
        let known =
            Known { template: Arc::clone(&template), users: Arc::default(), unused_since: None };
        let claim = Claim::new(&known);
        list.all.push(known);
        drop(list);
        if let Some(request) = template.request() {
            sandboxes.send(request);
        }
        claim
    }

    /// A template that somebody else will have started.
    pub fn adopt(&self, kind: Kind, stems: Stems) -> Claim {
        let mut list = self.lock();
        list.last_id += 1;
        let budget = Arc::clone(&self.budget);
        let template = Arc::new(Template::new(list.last_id, kind, stems, budget));
        let known = Known { template, users: Arc::default(), unused_since: None };
        let claim = Claim::new(&known);
        list.all.push(known);
        claim
    }

    pub fn all(&self) -> Vec<Arc<Template>> {
        self.lock().all.iter().map(|known| Arc::clone(&known.template)).collect()
    }

    pub fn find(&self, id: u32) -> Option<Arc<Template>> {
        let list = self.lock();
        let known = list.all.iter().find(|known| known.template.id == id)?;
        Some(Arc::clone(&known.template))
    }

    pub fn tend(&self, sandboxes: &Sandboxes) {
        for template in self.take_unused(Instant::now()) {
            template.close(sandboxes);
        }
        let all = self.all();
        let wants: Vec<u64> = all.iter().map(|template| template.want_bytes()).collect();
        let all_fit = wants.iter().sum::<u64>() <= self.budget.bound();
        let shares = budget::shares(&wants, self.budget.bound());
        for (template, share) in all.into_iter().zip(shares) {
            // Where all fit, each may grow before the next look; the budget bounds them together.
            let share = if all_fit { self.budget.bound() } else { share };
            template.tend(share, sandboxes);
        }
    }

    fn take_unused(&self, now: Instant) -> Vec<Arc<Template>> {
        let mut list = self.lock();
        let unused = list.all.extract_if(.., |known| {
            if known.users.load(Ordering::Acquire) > 0 {
                known.unused_since = None;
                return false;
            }
            let since = *known.unused_since.get_or_insert(now);
            now.duration_since(since) >= UNUSED_PATIENCE
        });
        unused.map(|known| known.template).collect()
    }

    fn lock(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Claim {
    fn new(known: &Known) -> Claim {
        known.users.fetch_add(1, Ordering::AcqRel);
        Claim { template: Arc::clone(&known.template), users: Arc::clone(&known.users) }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.users.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_stays_for_as_long_as_somebody_claims_it_and_a_while_longer() {
        let templates = Templates::new(Stems::default());
        let budget = Arc::clone(&templates.budget);
        let template = Arc::new(Template::new(1, Kind::Launcher, Stems::default(), budget));
        let known = Known { template, users: Arc::default(), unused_since: None };
        let claims = (Claim::new(&known), Claim::new(&known));
        templates.lock().all.push(known);
        let start = Instant::now();
        let looked = |seconds: u64| templates.take_unused(start + Duration::from_secs(seconds));
        drop(claims.0);
        assert!(looked(0).is_empty() && looked(1_000).is_empty());
        drop(claims.1);
        assert!(looked(1_001).is_empty() && looked(1_060).is_empty());
        assert_eq!(looked(1_061).len(), 1);
        assert!(templates.all().is_empty());
    }
}
