//! What becomes of a decision, wherever it was asked for: it is heard of, a denial is told, and let
//! through where policies are only being audited.
//!
//! Most questions are asked at the door ([`crate::Authority`]). Others are asked when something is
//! done for a function later, or by a service that must know more first; they end here, too.

use std::sync::Arc;

use policy::{Identity, Request};
use wire::Error;

use crate::authority::Denial;
use crate::ports::{Verdict, Witness};

/// What the operator should hear of an error that is not the caller's: service, operation, why.
pub type OnError = Arc<dyn Fn(&str, &str, &Error) + Send + Sync>;

/// Who hears of decisions, and whether denials count. By default nobody does, and they do.
#[derive(Clone, Default)]
pub struct Rulings {
    on_error: Option<OnError>,
    witness: Option<Arc<dyn Witness>>,
    /// The account whose root nothing can be learned of.
    home: String,
    audit: bool,
}

impl Rulings {
    pub fn new(on_error: OnError) -> Rulings {
        Rulings { on_error: Some(on_error), ..Rulings::default() }
    }

    /// The same, with somebody who hears of every decision but those about the root of `home`.
    pub fn watched(self, witness: Arc<dyn Witness>, home: &str) -> Rulings {
        Rulings { witness: Some(witness), home: home.to_owned(), ..self }
    }

    /// The same, but what policies deny is logged and done. Never the default.
    pub fn auditing(self, audit: bool) -> Rulings {
        Rulings { audit, ..self }
    }

    pub fn is_auditing(&self) -> bool {
        self.audit
    }

    /// Lets the operator know.
    pub fn tell(&self, service: &str, operation: &str, error: &Error) {
        if let Some(on_error) = &self.on_error {
            on_error(service, operation, error);
        }
    }

    /// The end of a question: the answer, once it has been heard, told and, perhaps, passed over.
    /// `place` is the service and its operation, for the operator.
    pub fn end(
        &self,
        question: &Request<'_>,
        answer: Result<(), Denial>,
        place: (&str, &str),
    ) -> Result<(), Denial> {
        self.hear(question, answer.is_ok());
        answer.or_else(|denial| self.denied(denial, place))
    }

    /// The witness hears of an answer.
    pub fn hear(&self, question: &Request<'_>, is_allowed: bool) {
        let Some(witness) = &self.witness else { return };
        let who = question.principal;
        if matches!(who.identity, Identity::Root) && who.account == self.home {
            return;
        }
        let verdict = match (is_allowed, self.audit) {
            (true, _) => Verdict::Allowed,
            (false, false) => Verdict::Denied,
            (false, true) => Verdict::Audited,
        };
        witness.decided(who, question.action, question.resource, verdict, question.now);
    }

    /// Tells a denial, and lets it through where policies are only being audited.
    pub fn denied(&self, denial: Denial, place: (&str, &str)) -> Result<(), Denial> {
        let error = Error::client("AccessDenied", &*denial.message).for_operator(&*denial.reason);
        self.tell(place.0, place.1, &error);
        if self.audit { Ok(()) } else { Err(denial) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use base::Timestamp;
    use policy::Principal;

    use super::*;

    #[derive(Default)]
    struct Ears(Mutex<Vec<(String, Verdict)>>);

    impl Witness for Ears {
        fn decided(&self, who: &Principal, _: &str, _: &str, verdict: Verdict, _: Timestamp) {
            self.0.lock().unwrap().push((who.arn.clone(), verdict));
        }
    }

    #[test]
    fn a_decision_is_heard_once_told_where_it_denies_and_passed_over_in_an_audit() {
        let (home, away) = (Principal::root("0"), Principal::root("1"));
        let user = Principal::user("0", "u", "/", "AIDA");
        for audit in [false, true] {
            let (ears, told) = (Arc::new(Ears::default()), Arc::new(Mutex::new(Vec::new())));
            let heard = Arc::clone(&told);
            let on_error: OnError = Arc::new(move |service, operation, error| {
                let message = error.message.as_deref().unwrap_or_default();
                heard.lock().unwrap().push(format!("{service} {operation} {message}"));
            });
            let rulings = Rulings::new(on_error).watched(ears.clone(), "0").auditing(audit);
            for who in [&home, &away, &user] {
                let question = Request::new(who, "s3:GetObject", "*");
                assert_eq!(rulings.end(&question, Ok(()), ("s3", "x")), Ok(()));
                let denial = Denial { message: "no".into(), reason: "why".into() };
                let end = rulings.end(&question, Err(denial), ("s3", "x"));
                assert_eq!(end.is_ok(), audit);
            }
            let no = if audit { Verdict::Audited } else { Verdict::Denied };
            let expected: Vec<(String, Verdict)> = [&away, &user]
                .into_iter()
                .flat_map(|who| [(who.arn.clone(), Verdict::Allowed), (who.arn.clone(), no)])
                .collect();
            assert_eq!(*ears.0.lock().unwrap(), expected);
            assert_eq!(*told.lock().unwrap(), ["s3 x no"; 3]);
        }
    }
}
