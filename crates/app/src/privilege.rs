//! Who the server is, and what of the machine it can still touch once it runs: as root only, since
//! everybody else has nothing to give up.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use manifest::Application;
use sandbox::interpreter::{self, Interpreter};
use sandbox::privilege::{self, Rest, User};

use crate::failure::Failure;
use crate::place::{self, Place};

/// Decided before anything is made.
pub struct Plan {
    user: Option<User>,
    pub cache: PathBuf,
    /// Every interpreter of the machine: the warden shows no other later.
    pub interpreters: Vec<Interpreter>,
}

impl Plan {
    /// The person whose folder it is, if root was asked to run it; packages are kept in their home.
    pub fn make(place: &Place) -> Result<Plan, Failure> {
        let user = privilege::owner(&[&place.app, &place.data]);
        if let Some(user) = &user {
            privilege::assume_home(&user.home);
        }
        let cache = place::cache()?;
        // The version does not matter: all are found.
        let interpreters = interpreter::find_for(user.as_ref(), (3, 13));
        Ok(Plan { user, cache, interpreters })
    }

    /// Makes what the server writes to, and gives it to whom the server will be.
    pub fn hand_over(&self, place: &Place) -> Result<(), Failure> {
        let failed = |error: sandbox::Error| {
            let fix = "where this folder cannot be written, `--data-dir` names one that can";
            let fix = error.remedy.unwrap_or_else(|| fix.to_owned());
            Failure::new("the state cannot be opened", error.what, fix)
        };
        let user = self.user.as_ref();
        let folder = place.app.metadata().map_or(0, |meta| meta.uid());
        privilege::make(&place.data, user, folder).map_err(failed)?;
        if !privilege::is_root() {
            // The warden wants to know these.
            let known = [place.packages(), self.cache.clone()];
            return known
                .iter()
                .try_for_each(|dir| privilege::make(dir, user, folder))
                .map_err(failed);
        }
        self.writes(place)
            .iter()
            .try_for_each(|dir| privilege::hand_over(dir, user, folder))
            .map_err(failed)
    }

    /// Gives up what is left of root, for good; who the server is now, for people.
    pub fn give_up(
        &self,
        place: &Place,
        application: &Application,
    ) -> Result<Option<String>, Failure> {
        if !privilege::is_root() {
            return Ok(None);
        }
        let rest = Rest {
            user: self.user.clone(),
            reads: self.reads(place, application),
            writes: self.writes(place),
            files_in: vec![place.data.clone()],
        };
        let confined = privilege::give_up(&rest, &self.temporary()).map_err(|error| {
            let fix = "report it; as an ordinary user, `squall up` has nothing to give up";
            Failure::new("root's privilege cannot be given up", error.to_string(), fix)
        })?;
        let uid = self.user.as_ref().map_or(0, |user| user.uid);
        let files = if confined { "few files" } else { "files as that uid (no Landlock)" };
        Ok(Some(format!("uid {uid} without any capability, {files}")))
    }

    /// Where programs that it starts put what they need for a moment.
    fn temporary(&self) -> PathBuf {
        self.cache.join("tmp")
    }

    fn writes(&self, place: &Place) -> Vec<PathBuf> {
        let pip = self.cache.with_file_name("pip");
        vec![
            place.store(),
            place.packages(),
            place.logs(),
            place.outgoing(),
            self.cache.clone(),
            self.temporary(),
            pip,
        ]
    }

    fn reads(&self, place: &Place, application: &Application) -> Vec<PathBuf> {
        let mut reads = privilege::system_reads();
        reads.extend([place.app.clone(), application.dir.clone()]);
        // Parts of the manifest that lie elsewhere.
        reads.extend(application.files.iter().cloned());
        reads.extend(self.interpreters.iter().map(|one| one.prefix.clone()));
        let home = self.cache.parent().and_then(Path::parent);
        reads.extend(home.into_iter().flat_map(privilege::pip_reads));
        reads
    }
}
