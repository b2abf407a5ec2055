//! The checksum that a caller says its body has, and what came of it.

use http::HeaderMap;

use crate::asked::Asked;
use crate::checksum::Algorithm;
use crate::error::{Error, Result};
use crate::ingest::Taken;

/// The one that is taken where none is asked for.
pub(crate) const DEFAULT: Algorithm = Algorithm::Crc64Nvme;

/// What is said of a body before it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub algorithm: Algorithm,
    /// None: it trails the body.
    value: Option<String>,
}

/// Reads it from a request's headers.
pub(crate) fn said(headers: &HeaderMap) -> Result<Option<Said>> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let mut found = None;
    if Algorithm::ALL.iter().filter(|one| headers.contains_key(one.header())).count() > 1 {
        return Err(Error::invalid_request(
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not \
             allowed.",
        ));
    }
    for algorithm in Algorithm::ALL {
        let Some(value) = text(algorithm.header()) else { continue };
        if !algorithm.is_value(value) {
            let name = algorithm.header();
            return Err(Error::invalid_request(format!("Value for {name} header is invalid.")));
        }
        found = Some(Said { algorithm, value: Some(value.to_owned()) });
    }
    let trailer = text("x-amz-trailer").map(|names| names.trim().to_ascii_lowercase());
    if let Some(name) = trailer.filter(|_| found.is_none()) {
        let trails = Algorithm::ALL.into_iter().find(|algorithm| algorithm.header() == name);
        let Some(algorithm) = trails else {
            return Err(Error::invalid_request(
                "The value specified in the x-amz-trailer header is not supported",
            ));
        };
        found = Some(Said { algorithm, value: None });
    }
    let wanted = text("x-amz-sdk-checksum-algorithm");
    match (&found, wanted.and_then(Algorithm::parse), wanted) {
        (_, None, Some(_)) => Err(Error::invalid_request(
            "Checksum algorithm provided is unsupported. Please try again with any of the valid \
             types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
        )),
        (None, Some(_), _) => Err(Error::invalid_request(
            "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or \
             x-amz-trailer headers were found.",
        )),
        (Some(said), Some(wanted), _) if said.algorithm != wanted => {
            Err(Error::invalid_request("Value for x-amz-sdk-checksum-algorithm header is invalid."))
        }
        _ => Ok(found),
    }
}

/// Whether the body is what was said of it.
pub(crate) fn check(
    said: Option<&Said>,
    md5: Option<[u8; 16]>,
    taken: &Taken,
    asked: &Asked,
) -> Result<()> {
    if let Some(md5) = md5.filter(|md5| *md5 != taken.md5) {
        return Err(Error::other_md5(&md5, &taken.md5));
    }
    let Some(Said { algorithm, value }) = said else { return Ok(()) };
    let trailer = || asked.fate.trailer(algorithm.header());
    let Some(value) = value.clone().or_else(trailer) else {
        return Err(Error::new(
            "MalformedTrailerError",
            400,
            "The request contained trailing data that was not well-formed or did not conform to \
             our published schema.",
        ));
    };
    if !algorithm.is_value(&value) {
        let name = algorithm.header();
        return Err(Error::invalid_request(format!(
            "Value for {name} trailing header is invalid."
        )));
    }
    match taken.sum(*algorithm) {
        Some(found) if found == value => Ok(()),
        _ => {
            let mut error = Error::bad_digest();
            let name = algorithm.name();
            error.message =
                format!("The {name} you specified did not match the calculated checksum.");
            Err(error)
        }
    }
}

/// The algorithm by which the object's own checksum is kept.
pub(crate) fn kept(said: Option<&Said>) -> Algorithm {
    said.map_or(DEFAULT, |said| said.algorithm)
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn read(pairs: &[(&'static str, &'static str)]) -> std::result::Result<Option<Said>, String> {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        said(&pairs.collect()).map_err(|error| error.message)
    }

    #[test]
    fn one_checksum_is_said_or_trails() {
        let found = read(&[("x-amz-checksum-crc32", "AAAAAA==")]).unwrap().unwrap();
        assert_eq!(found.algorithm, Algorithm::Crc32);
        let found = read(&[
            ("x-amz-trailer", "x-amz-checksum-sha256"),
            ("x-amz-sdk-checksum-algorithm", "SHA256"),
        ]);
        assert_eq!(found, Ok(Some(Said { algorithm: Algorithm::Sha256, value: None })));
        assert_eq!(read(&[]), Ok(None));
        for wrong in [
            &[("x-amz-checksum-crc32", "AAAA")][..],
            &[("x-amz-checksum-crc32", "AAAAAA=="), ("x-amz-checksum-crc32c", "AAAAAA==")],
            &[("x-amz-sdk-checksum-algorithm", "CRC32")],
            &[("x-amz-sdk-checksum-algorithm", "MD5")],
            &[("x-amz-trailer", "x-amz-other")],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
