//! The keys of identity providers: from files that the settings name, or from an issuer on this
//! machine, which is asked as OpenID Connect Discovery says. Nobody else is asked: the server
//! itself connects to nothing outside.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use bytes::Bytes;
use kit::{BoxFuture, Issuers};
use serde_json::Value;

/// A document of an issuer's: its description, its keys.
const DOCUMENT_BYTES_MAX: usize = 256 * 1024;

/// Issuers by their URL, each with the file of its keys.
#[derive(Clone, Debug, Default)]
pub struct Known(BTreeMap<String, PathBuf>);

impl Known {
    /// `https://issuer.example=keys.json`, several of them behind commas.
    pub fn parse(text: &str) -> Option<Known> {
        let mut known = BTreeMap::new();
        for one in text.split(',') {
            let (issuer, file) = one.rsplit_once('=')?;
            let valid = issuer.contains("://") && !file.is_empty();
            valid.then_some(())?;
            known.insert(bare(issuer).to_owned(), PathBuf::from(file));
        }
        Some(Known(known))
    }
}

fn bare(issuer: &str) -> &str {
    issuer.trim_end_matches('/')
}

impl Issuers for Known {
    fn keys<'a>(&'a self, issuer: &'a str) -> BoxFuture<'a, Result<String, String>> {
        Box::pin(async move {
            if let Some(file) = self.0.get(bare(issuer)) {
                let read = store::announce::read(file).map_err(|error| error.to_string())?;
                return read.ok_or_else(|| format!("{}: there is no such file", file.display()));
            }
            let place = Place::of(bare(issuer)).ok_or("neither a file of keys nor on loopback")?;
            let path = format!("{}/.well-known/openid-configuration", place.path);
            let description: Value = serde_json::from_str(&place.get(&path).await?)
                .map_err(|error| error.to_string())?;
            let uri = description["jwks_uri"].as_str().ok_or("it names no jwks_uri")?;
            let keys = Place::of(uri).ok_or("its jwks_uri is not on loopback")?;
            keys.get(&keys.path).await
        })
    }
}

/// A place on this machine.
struct Place {
    address: SocketAddr,
    path: String,
}

impl Place {
    fn of(url: &str) -> Option<Place> {
        let rest = url.strip_prefix("http://")?;
        let at = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(at);
        let authority = authority.replace("localhost", "127.0.0.1");
        let address: SocketAddr = authority.parse().ok()?;
        address.ip().is_loopback().then(|| Place { address, path: path.to_owned() })
    }

    async fn get(&self, path: &str) -> Result<String, String> {
        let request = http::Request::get(path).header("host", self.address.to_string());
        let request = request.body(Bytes::new()).map_err(|error| error.to_string())?;
        let answer = edge::client::send(&self.address.to_string(), request).await;
        let answer = answer.map_err(|error| format!("{}: {error}", self.address))?;
        if !answer.status().is_success() || answer.body().len() > DOCUMENT_BYTES_MAX {
            return Err(format!("{}{path} answered {}", self.address, answer.status()));
        }
        String::from_utf8(answer.into_body().to_vec()).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_have_files_and_places() {
        let known = Known::parse("https://a.example/x=/k.json,http://b=c.json").unwrap();
        assert_eq!(known.0["https://a.example/x"], PathBuf::from("/k.json"));
        assert!(Known::parse("https://a").is_none() && Known::parse("a=b").is_none());
        let place = Place::of("http://localhost:80/a/b").unwrap();
        assert_eq!((place.address.to_string(), place.path), ("127.0.0.1:80".into(), "/a/b".into()));
        for url in ["https://127.0.0.1:80", "http://10.0.0.1:80", "http://x.example:80/"] {
            assert!(Place::of(url).is_none(), "{url}");
        }
    }
}
