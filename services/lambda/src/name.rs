//! The ways in which a caller may name a function. Pure.
//!
//! A name, a name with a qualifier, a partial ARN (`ACCOUNT:function:NAME`), a full ARN; the
//! qualifier may also come by itself.

use wire::Error;

use crate::error;

/// The only version that exists.
pub const LATEST: &str = "$LATEST";

/// Where this is.
#[derive(Clone, Debug)]
pub struct Place {
    pub account: String,
    pub region: String,
}

impl Place {
    /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME`.
    pub fn arn(&self, name: &str) -> String {
        format!("arn:aws:lambda:{}:{}:function:{name}", self.region, self.account)
    }
}

/// A function as a caller named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    pub name: &'a str,
    pub qualifier: Option<&'a str>,
}

impl<'a> Named<'a> {
    /// Takes the text apart and checks that it can be meant for `place`.
    pub fn parse(
        text: &'a str,
        qualifier: Option<&'a str>,
        place: &Place,
    ) -> Result<Named<'a>, Error> {
        let (rest, region, account) = split(text).ok_or_else(|| error::no_function(text))?;
        if let Some(region) = region
            && region != place.region
        {
            return Err(error::not_found(format!(
                "Functions from '{region}' are not reachable in this region ('{}')",
                place.region
            )));
        }
        let (name, own) = match rest.split_once(':') {
            Some((name, own)) => (name, Some(own)),
            None => (rest, None),
        };
        if let (Some(own), Some(given)) = (own, qualifier)
            && own != given
        {
            return Err(error::invalid_parameter(
                "The derived qualifier from the function name does not match the specified \
                 qualifier.",
            ));
        }
        let named = Named { name, qualifier: own.or(qualifier) };
        match account {
            Some(account) if account != place.account => {
                let other = Place { account: account.into(), region: place.region.clone() };
                Err(error::no_function(&named.arn(&other)))
            }
            _ => Ok(named),
        }
    }

    /// With the qualifier where there is one.
    pub fn arn(&self, place: &Place) -> String {
        let mut arn = place.arn(self.name);
        if let Some(qualifier) = self.qualifier {
            arn.push(':');
            arn.push_str(qualifier);
        }
        arn
    }
}

/// What follows `function:`, the region and the account; those two only where they are given.
fn split(text: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
    if let Some(rest) = text.strip_prefix("arn:") {
        let mut parts = rest.splitn(6, ':');
        let _partition = parts.next()?;
        if parts.next()? != "lambda" {
            return None;
        }
        let (region, account) = (parts.next()?, parts.next()?);
        if parts.next()? != "function" {
            return None;
        }
        return Some((parts.next()?, Some(region), Some(account)));
    }
    match text.split_once(":function:") {
        Some((account, rest)) => Some((rest, None, Some(account))),
        None => Some((text.strip_prefix("function:").unwrap_or(text), None, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place { account: "000000000000".into(), region: "us-east-1".into() }
    }

    #[test]
    fn every_way_of_naming_leads_to_the_function() {
        for (text, given, qualifier) in [
            ("f", None, None),
            ("f", Some("$LATEST"), Some("$LATEST")),
            ("f:$LATEST", None, Some("$LATEST")),
            ("f:1", Some("1"), Some("1")),
            ("000000000000:function:f", None, None),
            ("000000000000:function:f:prod", None, Some("prod")),
            ("function:f", None, None),
            ("arn:aws:lambda:us-east-1:000000000000:function:f", None, None),
            ("arn:aws:lambda:us-east-1:000000000000:function:f:2", None, Some("2")),
        ] {
            let named = Named::parse(text, given, &place()).unwrap();
            assert_eq!(named, Named { name: "f", qualifier }, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_told_in_lambdas_words() {
        for (text, given, code, message) in [
            (
                "f:1",
                Some("2"),
                "InvalidParameterValueException",
                "The derived qualifier from the function name does not match the specified \
                 qualifier.",
            ),
            (
                "arn:aws:lambda:eu-west-1:000000000000:function:f",
                None,
                "ResourceNotFoundException",
                "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
            ),
            (
                "123456789012:function:f",
                None,
                "ResourceNotFoundException",
                "Function not found: arn:aws:lambda:us-east-1:123456789012:function:f",
            ),
        ] {
            let error = Named::parse(text, given, &place()).unwrap_err();
            assert_eq!((&*error.code, error.message.as_deref()), (code, Some(message)), "{text}");
        }
        assert!(Named::parse("arn:aws:sqs:us-east-1:000000000000:q", None, &place()).is_err());
    }
}
