//! The contents of rows of what users hold beside passwords and access keys, and of what roles are
//! handed to machines in.

use base::Timestamp;
use store::{Corrupt, Put, Record};

use crate::row::{first, put_tags, tags};

/// A user's name and password at one service. The password opens nothing here and is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCredentialRow {
    /// The service's host.
    pub service: String,
    pub service_user: String,
    pub active: bool,
    pub created: Timestamp,
}

impl Record for ServiceCredentialRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.service);
        out.put_text(&self.service_user);
        out.put_bool(self.active);
        out.put_i64(self.created.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<ServiceCredentialRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(ServiceCredentialRow {
            service: fields.string()?,
            service_user: fields.string()?,
            active: fields.bool()?,
            created: Timestamp(fields.i64()?),
        })
    }
}

/// A user's public key for SSH, or signing certificate: text that is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    pub body: String,
    /// What tells it from another one of the same user.
    pub fingerprint: String,
    pub active: bool,
    pub uploaded: Timestamp,
}

impl UploadRow {
    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.body);
        out.put_text(&self.fingerprint);
        out.put_bool(self.active);
        out.put_i64(self.uploaded.0);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<UploadRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(UploadRow {
            body: fields.string()?,
            fingerprint: fields.string()?,
            active: fields.bool()?,
            uploaded: Timestamp(fields.i64()?),
        })
    }
}

/// Two tables hold the same contents: a type for each.
macro_rules! upload {
    ($($name:ident)*) => {
        $(
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct $name(pub UploadRow);

            impl Record for $name {
                const VERSION: u8 = 1;

                fn encode(&self, out: &mut Vec<u8>) {
                    self.0.encode(out);
                }

                fn decode(version: u8, bytes: &[u8]) -> Result<$name, Corrupt> {
                    UploadRow::decode(version, bytes).map($name)
                }
            }
        )*
    };
}

upload!(SshKeyRow SigningRow);

/// A virtual device that shows one-time codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    pub path: String,
    pub name: String,
    /// What its codes follow from.
    pub seed: Vec<u8>,
    pub tags: Vec<(String, String)>,
    /// Whose it is, once somebody has shown two of its codes.
    pub of: Option<Holding>,
}

/// A device in a user's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The user's id.
    pub user_id: String,
    pub enabled: Timestamp,
    /// How far its clock is ahead, in steps.
    pub drift: i64,
    /// The step of the last code that counted: none counts twice.
    pub last: i64,
}

impl Record for DeviceRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.path);
        out.put_text(&self.name);
        out.put_list(self.seed.iter(), |out, byte| out.put_u8(*byte));
        put_tags(out, &self.tags);
        out.put_option(self.of.as_ref(), |out, of| {
            out.put_text(&of.user_id);
            out.put_i64(of.enabled.0);
            out.put_i64(of.drift);
            out.put_i64(of.last);
        });
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<DeviceRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(DeviceRow {
            path: fields.string()?,
            name: fields.string()?,
            seed: fields.list(|fields| fields.u8())?,
            tags: tags(&mut fields)?,
            of: fields.option(|fields| {
                Ok(Holding {
                    user_id: fields.string()?,
                    enabled: Timestamp(fields.i64()?),
                    drift: fields.i64()?,
                    last: fields.i64()?,
                })
            })?,
        })
    }
}

/// What hands a role to a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRow {
    pub name: String,
    pub path: String,
    pub id: String,
    pub created: Timestamp,
    /// The folded name of its role: one at the most.
    pub role: Option<String>,
    pub tags: Vec<(String, String)>,
}

impl Record for ProfileRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.path);
        out.put_text(&self.id);
        out.put_i64(self.created.0);
        out.put_option(self.role.as_deref(), |out, text| out.put_text(text));
        put_tags(out, &self.tags);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<ProfileRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(ProfileRow {
            name: fields.string()?,
            path: fields.string()?,
            id: fields.string()?,
            created: Timestamp(fields.i64()?),
            role: fields.option(|fields| fields.string())?,
            tags: tags(&mut fields)?,
        })
    }
}

/// A server's certificate. Its private key is not kept: nothing here answers in its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    pub name: String,
    pub path: String,
    pub id: String,
    pub body: String,
    pub chain: Option<String>,
    pub uploaded: Timestamp,
    pub expires: Timestamp,
    pub tags: Vec<(String, String)>,
}

impl Record for CertificateRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.path);
        out.put_text(&self.id);
        out.put_text(&self.body);
        out.put_option(self.chain.as_deref(), |out, text| out.put_text(text));
        out.put_i64(self.uploaded.0);
        out.put_i64(self.expires.0);
        put_tags(out, &self.tags);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<CertificateRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(CertificateRow {
            name: fields.string()?,
            path: fields.string()?,
            id: fields.string()?,
            body: fields.string()?,
            chain: fields.option(|fields| fields.string())?,
            uploaded: Timestamp(fields.i64()?),
            expires: Timestamp(fields.i64()?),
            tags: tags(&mut fields)?,
        })
    }
}

/// A SAML provider: its metadata, as they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamlRow {
    pub name: String,
    pub id: String,
    pub document: String,
    pub created: Timestamp,
    pub valid_until: Timestamp,
    pub tags: Vec<(String, String)>,
}

impl Record for SamlRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_text(&self.name);
        out.put_text(&self.id);
        out.put_text(&self.document);
        out.put_i64(self.created.0);
        out.put_i64(self.valid_until.0);
        put_tags(out, &self.tags);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<SamlRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(SamlRow {
            name: fields.string()?,
            id: fields.string()?,
            document: fields.string()?,
            created: Timestamp(fields.i64()?),
            valid_until: Timestamp(fields.i64()?),
            tags: tags(&mut fields)?,
        })
    }
}

/// A report on the credentials of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    pub made: Timestamp,
    /// Lines of comma-separated values.
    pub text: String,
}

impl Record for ReportRow {
    const VERSION: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.put_i64(self.made.0);
        out.put_text(&self.text);
    }

    fn decode(version: u8, bytes: &[u8]) -> Result<ReportRow, Corrupt> {
        let mut fields = first(version, bytes)?;
        Ok(ReportRow { made: Timestamp(fields.i64()?), text: fields.string()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again<R: Record>(row: &R) -> R {
        let mut bytes = Vec::new();
        row.encode(&mut bytes);
        assert!(R::decode(R::VERSION + 1, &bytes).is_err());
        R::decode(R::VERSION, &bytes).unwrap()
    }

    #[test]
    fn rows_are_read_back_as_they_were_written() {
        let tags = vec![("team".to_owned(), "red".to_owned())];
        let holding =
            Holding { user_id: "AIDA".into(), enabled: Timestamp(1), drift: -2, last: 59_000_000 };
        let device = DeviceRow {
            path: "/".into(),
            name: "d".into(),
            seed: vec![0, 255, 7],
            tags: tags.clone(),
            of: Some(holding),
        };
        assert_eq!(again(&device), device);
        let profile = ProfileRow {
            name: "P".into(),
            path: "/a/".into(),
            id: "AIPA".into(),
            created: Timestamp(1),
            role: Some("r".into()),
            tags: tags.clone(),
        };
        assert_eq!(again(&profile), profile);
        let certificate = CertificateRow {
            name: "c".into(),
            path: "/".into(),
            id: "ASCA".into(),
            body: "b".into(),
            chain: None,
            uploaded: Timestamp(1),
            expires: Timestamp(2),
            tags: tags.clone(),
        };
        assert_eq!(again(&certificate), certificate);
        let saml = SamlRow {
            name: "s".into(),
            id: "I".into(),
            document: "<x/>".into(),
            created: Timestamp(1),
            valid_until: Timestamp(2),
            tags,
        };
        assert_eq!(again(&saml), saml);
        let upload = UploadRow {
            body: "k".into(),
            fingerprint: "f".into(),
            active: false,
            uploaded: Timestamp(1),
        };
        assert_eq!(again(&SshKeyRow(upload.clone())), SshKeyRow(upload));
        let credential = ServiceCredentialRow {
            service: "codecommit.amazonaws.com".into(),
            service_user: "u-at-0".into(),
            active: true,
            created: Timestamp(1),
        };
        assert_eq!(again(&credential), credential);
    }
}
