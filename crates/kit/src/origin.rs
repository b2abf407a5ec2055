//! Where a request came from, as policies may ask: the keys that only the door knows.

use std::net::IpAddr;

use http::HeaderMap;
use policy::{Context, Values};
use wire::Request;

/// Of one request. What comes in process has none of it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    source_ip: Option<IpAddr>,
    user_agent: Option<String>,
    referer: Option<String>,
}

impl Origin {
    pub fn of(request: &Request, source_ip: Option<IpAddr>) -> Origin {
        Origin::from_headers(&request.headers, source_ip)
    }

    pub fn from_headers(headers: &HeaderMap, source_ip: Option<IpAddr>) -> Origin {
        let header =
            |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Origin { source_ip, user_agent: header("user-agent"), referer: header("referer") }
    }

    /// The address that it came from, as text.
    pub fn source_ip(&self) -> Option<String> {
        self.source_ip.map(|ip| ip.to_canonical().to_string())
    }
}

impl Context for Origin {
    fn get(&self, key: &str) -> Option<Values<'_>> {
        let name = key.strip_prefix("aws:").or_else(|| {
            let prefix = key.get(..4)?;
            prefix.eq_ignore_ascii_case("aws:").then(|| &key[4..])
        })?;
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("SourceIp") {
            self.source_ip.map(|ip| Values::one(ip.to_canonical().to_string()))
        } else if is("UserAgent") {
            self.user_agent.as_deref().map(Values::one)
        } else if is("Referer") {
            self.referer.as_deref().map(Values::one)
        } else if is("SecureTransport") {
            // What arrives has not left this machine: nobody else could have read it.
            self.source_ip.map(|_| Values::one("true"))
        } else if is("ViaAWSService") {
            Some(Values::one("false"))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_whatever_their_case() {
        let origin = Origin {
            source_ip: Some(IpAddr::from([127, 0, 0, 1])),
            user_agent: Some("Boto3/1".into()),
            referer: None,
        };
        for (key, value) in [
            ("aws:SourceIp", Some("127.0.0.1")),
            ("AWS:sourceip", Some("127.0.0.1")),
            ("aws:UserAgent", Some("Boto3/1")),
            ("aws:SecureTransport", Some("true")),
            ("aws:ViaAWSService", Some("false")),
            ("aws:Referer", None),
            ("s3:prefix", None),
            ("ä", None),
        ] {
            let found = origin.get(key).map(|values| values.as_slice()[0].to_string());
            assert_eq!(found.as_deref(), value, "{key}");
        }
    }
}
