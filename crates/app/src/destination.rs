//! Where a function's events go when they have ended: what the manifest says, as ARNs.

use base::Arn;
use manifest::{Destination, Function, Notice, Place, Problem};
use stack::missing;

use crate::deploy::Deployment;

const KEPT: &str = "its records are kept here, see `squall events`";

impl Deployment<'_> {
    /// What becomes of a function's events.
    pub fn asynchronous(&mut self, function: &Function) -> Result<lambda::Asynchronous, Problem> {
        let asked = &function.asynchronous;
        let on = |name: &str| format!("{name} of destinations of function {}", function.key);
        let success = self.destination(asked.on_success.as_ref(), &on("onSuccess"))?;
        let failure = self.destination(asked.on_failure.as_ref(), &on("onFailure"))?;
        let letters = asked.dead_letter.clone().map(Destination::Arn);
        let name = format!("onError of function {}", function.key);
        let dead_letter = self.destination(letters.as_ref(), &name)?;
        Ok(lambda::Asynchronous {
            event_age_s_max: asked.event_age_s_max,
            retries_max: asked.retries_max,
            on_success: success,
            on_failure: failure,
            dead_letter,
        })
    }

    fn destination(
        &mut self,
        to: Option<&Destination>,
        name: &str,
    ) -> Result<Option<String>, Problem> {
        let Some(to) = to else { return Ok(None) };
        let (arn, at) = self.arn(to)?;
        if self.meeting.is_foresight {
            return Ok(Some(arn));
        }
        let service = Arn::parse(&arn).map(|arn| arn.service).unwrap_or_default();
        if service.is_empty() {
            let what = format!("{name} is {arn}");
            return Err(Problem::new(at, what).expected("an ARN"));
        }
        if !self.there.sinks.iter().any(|sink| sink.service() == service) {
            let note = format!("names {service}, which is not there yet: {KEPT}");
            self.notices.push(Notice::new(at, name, note));
        }
        Ok(Some(arn))
    }

    fn arn<'n>(&self, to: &'n Destination) -> Result<(String, &'n Place), Problem> {
        let application = self.application;
        match to {
            Destination::Function { key, at } => {
                let named = application.functions.iter().find(|one| one.key == *key);
                let name = named.map_or(key, |function| &function.name);
                let (region, account) = (&application.region, &application.account);
                let arn = Arn::new("lambda", region, account, format!("function:{name}"));
                Ok((arn.to_string(), at))
            }
            Destination::Arn(node) => match missing(node, self.meeting.scope) {
                Some(id) => Ok((self.future(&id), &node.at)),
                None => Ok((self.text(node)?, &node.at)),
            },
        }
    }

    /// The name of a resource that no service has made: of the right service, so that it can be
    /// told where a record would have gone.
    fn future(&self, logical_id: &str) -> String {
        let application = self.application;
        let mut resources = application.resources.iter();
        let kind = resources.find(|one| one.logical_id == logical_id).map(|one| one.kind.as_str());
        let service = match kind.and_then(|kind| kind.split("::").nth(1)) {
            Some(service) => service.to_ascii_lowercase(),
            None => "unknown".into(),
        };
        let name = format!("{}-{logical_id}", application.stack_name);
        Arn::new(&service, &application.region, &application.account, name).to_string()
    }
}
