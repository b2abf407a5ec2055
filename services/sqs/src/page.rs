//! Pages of queues' names.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use wire::Error;

use crate::error::{invalid, invalid_value};
use crate::limit;

/// The names of a page, and where the next one goes on. `names` are in order. Only who asks for
/// pages of a size gets a token, as at AWS.
pub fn cut(
    mut names: Vec<String>,
    size: Option<i64>,
    token: Option<&str>,
) -> Result<(Vec<String>, Option<String>), Error> {
    let most = limit::PAGE_MAX;
    if let Some(size) = size.filter(|size| !(1..=most).contains(size)) {
        let reason = format!("Must be between 1 and {most}, if provided.");
        return Err(invalid_value(size, "MaxResults", reason));
    }
    if let Some(token) = token.filter(|token| !token.is_empty()) {
        let last = URL_SAFE_NO_PAD.decode(token).ok().and_then(|text| String::from_utf8(text).ok());
        let last = last.ok_or_else(|| invalid("Invalid or expired next token."))?;
        names.retain(|name| *name > last);
    }
    let take = usize::try_from(size.unwrap_or(most)).unwrap_or(usize::MAX);
    let has_more = names.len() > take;
    names.truncate(take);
    let next = names.last().filter(|_| has_more && size.is_some());
    let next = next.map(|name| URL_SAFE_NO_PAD.encode(name));
    Ok((names, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another() {
        let names = || ["a", "b", "c"].map(str::to_owned).to_vec();
        let (first, token) = cut(names(), Some(2), None).unwrap();
        assert_eq!(first, ["a", "b"]);
        let (second, end) = cut(names(), Some(2), token.as_deref()).unwrap();
        assert_eq!((second, end), (vec!["c".to_owned()], None));
        assert_eq!(cut(names(), None, None).unwrap(), (names(), None));
        assert!(cut(names(), Some(1001), None).is_err());
        assert!(cut(names(), None, Some("?")).is_err());
    }
}
