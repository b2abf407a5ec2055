//! Lists in headers: `x-amz-acl`, `x-amz-grant-read: id="...", uri="..."` and its like.

use crate::error::{Error, Result};

use super::{Acl, CannedOn, GRANTS_MAX, Grant, Grantee, Permission, canned};

/// What a request says of the list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Headers<'a> {
    pub canned: Option<&'a str>,
    pub full_control: Option<&'a str>,
    pub read: Option<&'a str>,
    pub write: Option<&'a str>,
    pub read_acp: Option<&'a str>,
    pub write_acp: Option<&'a str>,
}

impl<'a> Headers<'a> {
    fn grants(&self) -> [(Option<&'a str>, Permission); 5] {
        [
            (self.full_control, Permission::FullControl),
            (self.read, Permission::Read),
            (self.write, Permission::Write),
            (self.read_acp, Permission::ReadAcp),
            (self.write_acp, Permission::WriteAcp),
        ]
    }

    pub(crate) fn has_grants(&self) -> bool {
        self.grants().iter().any(|(text, _)| text.is_some())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.canned.is_none() && !self.has_grants()
    }
}

/// The list that the headers ask for; none where they say nothing.
pub(crate) fn of_headers(
    headers: &Headers<'_>,
    owner: &str,
    on: CannedOn<'_>,
) -> Result<Option<Acl>> {
    if headers.has_grants() {
        if headers.canned.is_some() {
            let text = "Specifying both Canned ACLs and Header Grants is not allowed";
            return Err(Error::invalid_request(text));
        }
        let mut grants = Vec::new();
        for (text, permission) in headers.grants() {
            for grantee in grantees(text.unwrap_or_default(), permission)? {
                grants.push(Grant { grantee, permission });
            }
        }
        if grants.len() > GRANTS_MAX {
            let text = "The request contained more ACL grants than are supported";
            return Err(Error::invalid_request(text));
        }
        return Ok(Some(Acl { grants }));
    }
    headers.canned.map(|name| canned(name, owner, on)).transpose()
}

fn grantees(list: &str, permission: Permission) -> Result<Vec<Grantee>> {
    let mut grantees = Vec::new();
    for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let wrong = || {
            let name = permission.name().to_ascii_lowercase().replace('_', "-");
            let name = format!("x-amz-grant-{name}");
            Error::argument(&name, item, "Argument format not recognized")
        };
        let (kind, name) = item.split_once('=').ok_or_else(wrong)?;
        let name = name.trim().trim_matches('"');
        grantees.push(match kind.trim() {
            "id" => account(name, "id")?,
            "uri" => group(name, "uri")?,
            "emailAddress" => return Err(no_email()),
            _ => return Err(wrong()),
        });
    }
    Ok(grantees)
}

/// An account by its canonical id, which stands in `place`.
pub(crate) fn account(id: &str, place: &str) -> Result<Grantee> {
    let is_id = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let grantee = is_id.then(|| Grantee::Account(id.to_owned()));
    grantee.ok_or_else(|| Error::argument(place, id, "Invalid id"))
}

/// A group by its address.
pub(crate) fn group(uri: &str, place: &str) -> Result<Grantee> {
    Grantee::of_uri(uri).ok_or_else(|| Error::argument(place, uri, "Invalid group uri"))
}

/// No account has an address here.
pub(crate) fn no_email() -> Error {
    let text = "The e-mail address you provided does not match any account on record.";
    Error::new("UnresolvableGrantByEmailAddress", 400, text)
}

#[cfg(test)]
mod tests {
    use super::super::ALL_USERS;
    use super::*;
    use crate::output::canonical_id;

    #[test]
    fn grants_in_headers() {
        let id = canonical_id("111111111111");
        let read = format!("id=\"{id}\", uri={ALL_USERS}");
        let headers = Headers { read: Some(&read), write_acp: Some("id=x"), ..Headers::default() };
        let on = CannedOn::Bucket;
        let error = of_headers(&headers, "000000000000", on).unwrap_err();
        assert_eq!(error.message, "Invalid id");
        let headers = Headers { write_acp: None, ..headers };
        let acl = of_headers(&headers, "000000000000", on).unwrap().unwrap();
        let wanted = [Grantee::Account(id), Grantee::AllUsers];
        let wanted = wanted.map(|grantee| Grant { grantee, permission: Permission::Read });
        assert_eq!(acl.grants, wanted);
        assert!(of_headers(&Headers::default(), "000000000000", on).unwrap().is_none());
    }

    #[test]
    fn what_is_refused() {
        for (headers, code) in [
            (
                Headers { canned: Some("private"), read: Some("id=x"), ..Headers::default() },
                "InvalidRequest",
            ),
            (Headers { read: Some("fakekey=\"1234\""), ..Headers::default() }, "InvalidArgument"),
            (Headers { read: Some("uri=http://x"), ..Headers::default() }, "InvalidArgument"),
            (
                Headers { read: Some("emailAddress=a@b"), ..Headers::default() },
                "UnresolvableGrantByEmailAddress",
            ),
            (Headers { canned: Some("fake-acl"), ..Headers::default() }, "InvalidArgument"),
        ] {
            let error = of_headers(&headers, "000000000000", CannedOn::Bucket).unwrap_err();
            assert_eq!(error.code, code, "{headers:?}");
        }
    }
}
