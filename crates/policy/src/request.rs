//! What is asked: an action on a resource, by a caller, under circumstances.

use std::borrow::Cow;

use base::Timestamp;

use crate::principal::{Identity, Principal};

/// The values of one condition key. Numbers, dates and booleans are written as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values<'a> {
    One(Cow<'a, str>),
    /// A key that may hold several values, such as `dynamodb:LeadingKeys`; it may be empty.
    Many(Vec<Cow<'a, str>>),
}

impl<'a> Values<'a> {
    pub fn one(text: impl Into<Cow<'a, str>>) -> Values<'a> {
        Values::One(text.into())
    }

    pub fn many<T: Into<Cow<'a, str>>>(texts: impl IntoIterator<Item = T>) -> Values<'a> {
        Values::Many(texts.into_iter().map(Into::into).collect())
    }

    pub fn as_slice(&self) -> &[Cow<'a, str>] {
        match self {
            Values::One(text) => std::slice::from_ref(text),
            Values::Many(texts) => texts,
        }
    }
}

/// The condition keys of a request. Only asked where a policy names a key, so a service may
/// compute its keys in `get`.
pub trait Context {
    /// `key` as the policy wrote it: compare without regard to case.
    fn get(&self, key: &str) -> Option<Values<'_>>;
}

/// No condition keys beyond those that the request itself has.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoContext;

impl Context for NoContext {
    fn get(&self, _key: &str) -> Option<Values<'_>> {
        None
    }
}

/// Condition keys in a list, with an optional next list to ask.
#[derive(Default)]
pub struct Facts<'a> {
    pairs: Vec<(Cow<'a, str>, Values<'a>)>,
    next: Option<&'a dyn Context>,
}

impl<'a> Facts<'a> {
    pub fn new() -> Facts<'a> {
        Facts::default()
    }

    /// Asks `next` for what is not in this list.
    pub fn over(next: &'a dyn Context) -> Facts<'a> {
        Facts { pairs: Vec::new(), next: Some(next) }
    }

    pub fn with(
        mut self,
        key: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
    ) -> Facts<'a> {
        self.set(key, Values::one(value));
        self
    }

    pub fn set(&mut self, key: impl Into<Cow<'a, str>>, values: Values<'a>) {
        self.pairs.push((key.into(), values));
    }
}

impl Context for Facts<'_> {
    fn get(&self, key: &str) -> Option<Values<'_>> {
        match self.pairs.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)) {
            Some((_, values)) => Some(values.clone()),
            None => self.next.and_then(|next| next.get(key)),
        }
    }
}

/// One question to the policies.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub principal: &'a Principal,
    /// `service:Operation`.
    pub action: &'a str,
    /// The resource's ARN, or `*` for an action that has none.
    pub resource: &'a str,
    /// When it is asked: `aws:CurrentTime`, `aws:EpochTime`.
    pub now: Timestamp,
    /// Every other key.
    pub context: &'a dyn Context,
    pub(crate) parts: Option<[&'a str; 6]>,
}

impl<'a> Request<'a> {
    /// A question at the epoch, without condition keys: see [`Request::at`], [`Request::under`].
    pub fn new(principal: &'a Principal, action: &'a str, resource: &'a str) -> Request<'a> {
        Request {
            principal,
            action,
            resource,
            now: Timestamp(0),
            context: &NoContext,
            parts: crate::arn::split(resource),
        }
    }

    pub fn at(self, now: Timestamp) -> Request<'a> {
        Request { now, ..self }
    }

    pub fn under(self, context: &'a dyn Context) -> Request<'a> {
        Request { context, ..self }
    }

    /// The values of a condition key: the caller's own, the time, then the context's.
    ///
    /// Source: IAM user guide, "AWS global condition context keys".
    pub(crate) fn lookup(&self, key: &str) -> Option<Values<'a>> {
        match key.get(..4) {
            Some(prefix) if prefix.eq_ignore_ascii_case("aws:") => {
                self.global(&key[4..]).or_else(|| self.context.get(key))
            }
            _ => self.context.get(key),
        }
    }

    /// `name` is what follows `aws:`.
    fn global(&self, name: &str) -> Option<Values<'a>> {
        let principal = self.principal;
        let identity = &principal.identity;
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let one = |text: &'a str| Some(Values::one(text)).filter(|_| !text.is_empty());
        if is("CurrentTime") {
            Some(Values::one(self.now.iso_seconds()))
        } else if is("EpochTime") {
            Some(Values::one(self.now.seconds().to_string()))
        } else if is("userid") {
            Some(Values::one(principal.user_id.as_str()))
        } else if is("username") {
            match identity {
                Identity::User { name } => Some(Values::one(name.as_str())),
                _ => None,
            }
        } else if is("PrincipalArn") {
            one(principal.principal_arn()).filter(|_| !principal.account.is_empty())
        } else if is("PrincipalAccount") {
            one(&principal.account)
        } else if is("PrincipalType") {
            Some(Values::one(principal.type_name()))
        } else if is("PrincipalIsAWSService") {
            let service = matches!(identity, Identity::Service { .. });
            Some(Values::one(if service { "true" } else { "false" }))
        } else if is("PrincipalServiceName") {
            match identity {
                Identity::Service { name } => Some(Values::one(name.as_str())),
                _ => None,
            }
        } else if is("TokenIssueTime") {
            Some(Values::one(Timestamp(principal.issued_at_ms?).iso_seconds()))
        } else if is("MultiFactorAuthPresent") {
            // Only temporary credentials say it; long-term ones leave the key out.
            let shown = principal.mfa_at_ms.is_some();
            principal.issued_at_ms.map(|_| Values::one(if shown { "true" } else { "false" }))
        } else if is("MultiFactorAuthAge") {
            let seconds = (self.now.0 - principal.mfa_at_ms?) / 1000;
            Some(Values::one(seconds.to_string()))
        } else if is("SourceIdentity") {
            principal.source_identity.as_deref().and_then(one)
        } else if is("FederatedProvider") {
            principal.provider.as_deref().and_then(one)
        } else if is("ResourceAccount") {
            one(self.parts?[4])
        } else {
            self.principal_tag(name)
        }
    }

    fn principal_tag(&self, name: &str) -> Option<Values<'a>> {
        let (prefix, wanted) = name.split_once('/')?;
        if !prefix.eq_ignore_ascii_case("PrincipalTag") {
            return None;
        }
        let tags = &self.principal.tags;
        let found = tags.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted))?;
        Some(Values::one(found.1.as_str()))
    }
}
