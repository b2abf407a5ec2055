//! The keys of identity providers: from files that the settings name, or from an issuer on this
//! machine, which is asked as OpenID Connect Discovery says. Nobody else is asked: the server
//! itself connects to nothing outside.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use kit::{BoxFuture, Issuers};
use serde_json::Value;

/// A document of an issuer's: its description, its keys.
const DOCUMENT_BYTES_MAX: usize = 256 * 1024;

/// For the description and the keys together.
const ISSUER_TIMEOUT: Duration = Duration::from_secs(5);

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
            place.keys(ISSUER_TIMEOUT).await
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

    /// The keys of the issuer that is here.
    async fn keys(&self, within: Duration) -> Result<String, String> {
        let asked = tokio::time::timeout(within, async {
            let path = format!("{}/.well-known/openid-configuration", self.path);
            let description: Value =
                serde_json::from_str(&self.get(&path).await?).map_err(|error| error.to_string())?;
            let uri = description["jwks_uri"].as_str().ok_or("it names no jwks_uri")?;
            // Whoever answers here must not have the server ask others on this machine.
            let keys = Place::of(uri).filter(|keys| keys.address == self.address);
            let keys = keys.ok_or("its jwks_uri is not at its own address")?;
            self.get(&keys.path).await
        });
        let late = |_| format!("{} did not answer within {within:?}", self.address);
        asked.await.map_err(late)?
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

    /// What an issuer says that describes itself so; `{own}` is its own address.
    fn ask(description: &'static str, within: Duration) -> Result<String, String> {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().to_string();
        let place = Place::of(&format!("http://{own}")).unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut head = [0; 4096];
                let length = stream.read(&mut head).unwrap();
                let head = String::from_utf8_lossy(&head[..length]).into_owned();
                let body = match head.starts_with("GET /keys ") {
                    true => "the keys".to_owned(),
                    false => description.replace("{own}", &own),
                };
                if body.is_empty() {
                    std::thread::sleep(Duration::from_secs(60));
                }
                let length = body.len();
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n");
                let _ = write!(stream, "{head}connection: close\r\n\r\n{body}");
            }
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(place.keys(within))
    }

    #[test]
    fn an_issuer_s_keys_are_at_its_own_address_and_soon() {
        let patient = Duration::from_secs(30);
        let own = ask(r#"{"jwks_uri": "http://{own}/keys"}"#, patient);
        assert_eq!(own.as_deref(), Ok("the keys"));
        for elsewhere in
            [r#"{"jwks_uri": "http://127.0.0.1:1/keys"}"#, r#"{"jwks_uri": "https://{own}/keys"}"#]
        {
            let why = ask(elsewhere, patient).unwrap_err();
            assert_eq!(why, "its jwks_uri is not at its own address");
        }
        let why = ask("", Duration::from_millis(50)).unwrap_err();
        assert!(why.ends_with("did not answer within 50ms"), "{why}");
    }
}
