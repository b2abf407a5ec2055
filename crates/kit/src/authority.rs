//! Who asks, and may they: the one place where signatures are checked and policies are asked.
//!
//! Both ways in go through it: the [`crate::Router`]'s, and that of a service which speaks its own
//! protocol ([`crate::Streamed`]). What the answer looks like is theirs.

use std::borrow::Cow;
use std::sync::Arc;

use base::{Clock, Random, Timestamp};
use wire::Error;
use wire::sigv2;
use wire::sigv4::{Chain, Claim, Head, Payload, SigError, Verifier};

use crate::client::Client;
use crate::context::{Context, Principal};
use crate::origin::Origin;
use crate::ports::{Credential, KeyProblem, Keys};
use crate::ruling::Rulings;
use crate::service::Need;

/// Who and where this is.
pub struct Settings {
    pub account: String,
    pub region: String,
    /// The machine's, which clients sign by.
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub rulings: Rulings,
}

/// Checks and decides.
pub struct Authority {
    verifier: Verifier,
    settings: Settings,
    /// What services live by.
    clock: Arc<dyn Clock>,
}

/// What a policy did not allow: what the caller reads, and which statement denied or is missing,
/// for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    pub message: String,
    pub reason: String,
}

impl Denial {
    /// What policies say, with the reasons where they do not allow it.
    pub fn unless_allowed(
        question: &policy::Request<'_>,
        documents: &policy::Policies<'_>,
    ) -> Result<(), Denial> {
        match policy::evaluate(question, documents).is_allow() {
            true => Ok(()),
            false => Err(Denial::of(question, documents)),
        }
    }

    fn of(question: &policy::Request<'_>, documents: &policy::Policies<'_>) -> Denial {
        let explanation = policy::explain(question, documents);
        let message = policy::denied(question, &explanation.decision);
        Denial { message, reason: explanation.reason(question) }
    }
}

impl Authority {
    pub fn new(settings: Settings) -> Authority {
        let (verifier, clock) = (Verifier::new(), Arc::clone(&settings.clock));
        Authority { verifier, settings, clock }
    }

    /// The same, over services that live by another clock. Signatures and credentials are still
    /// held against the machine's.
    pub fn living_by(self, clock: Arc<dyn Clock>) -> Authority {
        Authority { clock, ..self }
    }

    /// By the clock that services live by.
    pub fn region(&self) -> &str {
        &self.settings.region
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The machine's time, by which clients sign.
    pub fn signing_time(&self) -> Timestamp {
        self.settings.clock.now()
    }

    pub fn random(&self) -> &dyn Random {
        &*self.settings.random
    }

    pub fn context(&self, request_id: String, principal: Arc<Principal>) -> Context {
        Context {
            request_id,
            account: self.settings.account.clone(),
            region: self.settings.region.clone(),
            principal,
            now: self.now(),
            client: Client::default(),
        }
    }

    /// Lets the operator know.
    pub fn tell(&self, service: &str, operation: &str, error: &Error) {
        self.settings.rulings.tell(service, operation, error);
    }

    /// Whose signature it is. `payload` is what was signed of the body.
    pub fn authenticate(
        &self,
        claim: &Claim<'_>,
        head: &Head<'_>,
        payload: &Payload,
        keys: &dyn Keys,
    ) -> Result<Credential, SigError> {
        let now = self.settings.clock.now();
        // AWS tells a stale signature before it looks for the key.
        claim.check_time(now)?;
        let credential = self.find(&claim.access_key_id, claim.token.as_deref(), keys)?;
        let secret = &credential.secret_access_key;
        self.verifier.verify(claim, head, payload, secret, now)?;
        keys.used(&credential, &claim.scope.service, &claim.scope.region, now);
        Ok(credential)
    }

    /// The same of a signature of version 2, which only S3 takes. `bucket` is the one that the
    /// host names.
    pub fn authenticate_v2(
        &self,
        claim: &sigv2::Claim,
        head: &Head<'_>,
        bucket: Option<&str>,
        keys: &dyn Keys,
    ) -> Result<Credential, SigError> {
        let now = self.settings.clock.now();
        claim.check_time(head, now)?;
        let credential = self.find(&claim.access_key_id, claim.token.as_deref(), keys)?;
        claim.verify(head, bucket, &credential.secret_access_key)?;
        keys.used(&credential, "s3", &self.settings.region, now);
        Ok(credential)
    }

    /// The secret behind a key, and whose it is.
    pub fn find(
        &self,
        access_key_id: &str,
        token: Option<&str>,
        keys: &dyn Keys,
    ) -> Result<Credential, SigError> {
        let credential = keys.find(access_key_id, token, self.settings.clock.now());
        credential.map_err(|problem| match problem {
            KeyProblem::Invalid => SigError::unknown_key().with("AWSAccessKeyId", access_key_id),
            KeyProblem::Expired => SigError::expired_token(),
        })
    }

    /// What the chunks of this request's body are checked with, once its head was found good.
    pub fn chain(&self, claim: &Claim<'_>, credential: &Credential) -> Chain {
        self.verifier.chain(claim, &credential.secret_access_key)
    }

    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Asks for one permission. A denial is told; where policies are only being audited, it is let
    /// through. `place` is the service and its operation, for the operator.
    pub fn require(
        &self,
        context: &Context,
        need: &Need,
        origin: &Origin,
        place: (&str, &str),
    ) -> Result<(), Denial> {
        match self.decide(context, need, origin) {
            Ok(()) => Ok(()),
            Err(denial) => self.denied(denial, place),
        }
    }

    /// Tells a denial, and lets it through where policies are only being audited.
    pub fn denied(&self, denial: Denial, place: (&str, &str)) -> Result<(), Denial> {
        self.settings.rulings.denied(denial, place)
    }

    /// Whether the caller's policies allow one need. The witness hears of it.
    pub fn decide(&self, context: &Context, need: &Need, origin: &Origin) -> Result<(), Denial> {
        let mut documents = context.principal.documents();
        documents.resource = need.policy.as_deref().map(|policy| policy::ResourcePolicy {
            policy,
            account: &context.account,
            kind: policy::PolicyType::Resource,
        });
        let account = &context.principal.who.account;
        // What is here is the application's account's. Somebody of another one gets of it what it
        // gives away itself, whatever that account allows them.
        let is_elsewhere = !account.is_empty() && *account != context.account;
        let hopeless = is_elsewhere && documents.resource.is_none();
        self.ask(context, need, origin, |question| match hopeless {
            true => Err(Denial::of(question, &documents)),
            false => Denial::unless_allowed(question, &documents),
        })
    }

    /// Whether a service may do something by itself, as `s3.amazonaws.com` tells a queue: only
    /// what the resource says allows it. `source` is on whose behalf: an ARN and its account.
    pub fn decide_for(
        &self,
        service: &str,
        need: &Need,
        (source_arn, source_account): (&str, &str),
    ) -> Result<(), Denial> {
        let who = policy::Principal::service(service);
        let facts = policy::Facts::new()
            .with("aws:SourceArn", source_arn)
            .with("aws:SourceAccount", source_account)
            .with("aws:RequestedRegion", self.region());
        let question = policy::Request::new(&who, &need.action, &need.resource);
        let question = question.at(self.now()).under(&facts);
        // What says nothing allows nothing, and would have to say it itself.
        let empty = policy::Policy::EMPTY;
        let resource = policy::ResourcePolicy {
            policy: need.policy.as_deref().unwrap_or(&empty),
            account: &self.settings.account,
            kind: policy::PolicyType::Resource,
        };
        let resource = Some(resource);
        let documents = policy::Policies { resource, ..policy::Policies::default() };
        let answer = Denial::unless_allowed(&question, &documents);
        self.settings.rulings.hear(&question, answer.is_ok());
        answer
    }

    /// Whether what policies deny is only told, and done.
    pub fn is_auditing(&self) -> bool {
        self.settings.rulings.is_auditing()
    }

    /// The same by a service's own rule, which knows of more than policies.
    pub fn judge(
        &self,
        context: &Context,
        need: &Need,
        origin: &Origin,
        rule: impl Fn(&policy::Request<'_>) -> Result<(), policy::Decision>,
    ) -> Result<(), Denial> {
        self.ask(context, need, origin, |question| {
            rule(question).map_err(|decision| {
                let message = policy::denied(question, &decision);
                let own = policy::explain(question, &context.principal.documents());
                let implicit = matches!(decision, policy::Decision::ImplicitDeny { .. });
                // What the rule knows beside the caller's documents these do not explain.
                let reason = match implicit || decision == own.decision {
                    true => policy::Explanation { decision, ..own }.reason(question),
                    false => message.clone(),
                };
                Denial { reason, message }
            })
        })
    }

    fn ask(
        &self,
        context: &Context,
        need: &Need,
        origin: &Origin,
        answer: impl Fn(&policy::Request<'_>) -> Result<(), Denial>,
    ) -> Result<(), Denial> {
        let Principal { who, .. } = &*context.principal;
        if matches!(who.identity, policy::Identity::Service { .. }) {
            return Ok(());
        }
        let facts = policy::Facts::over(origin);
        let mut facts = facts.with("aws:RequestedRegion", context.region.as_str());
        for (key, values) in &need.keys {
            facts.set(key.as_str(), policy::Values::many(values.iter().map(Cow::from)));
        }
        let question = policy::Request::new(who, &need.action, &need.resource);
        let question = question.at(context.now).under(&facts);
        let answer = answer(&question);
        self.settings.rulings.hear(&question, answer.is_ok());
        answer
    }
}
