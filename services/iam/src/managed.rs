//! AWS's own managed policies.
//!
//! A line each: name, path, dates in seconds, default version and document, as the managed policy
//! reference has them. Those that serverless applications and their tools name are in
//! `managed.tsv`; the other 1,400 are in `managed_rest.tsv`, which is not even read before somebody
//! names one of them or asks for all. Their ids are in neither: one that is made of the name stands
//! for each.

use std::collections::HashMap;
use std::sync::OnceLock;

use base::Timestamp;

use crate::names;

static LINES: &str = include_str!("managed.tsv");
static REST: &str = include_str!("managed_rest.tsv");

/// A managed policy of AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managed {
    pub arn: String,
    pub name: &'static str,
    pub path: &'static str,
    pub created: Timestamp,
    pub updated: Timestamp,
    /// `v3`.
    pub version: &'static str,
    pub document: &'static str,
}

impl Managed {
    fn read(line: &'static str) -> Option<Managed> {
        let mut fields = line.split('\t');
        let (name, path) = (fields.next()?, fields.next()?);
        let mut seconds = || Some(Timestamp(fields.next()?.parse::<i64>().ok()? * 1000));
        let (created, updated) = (seconds()?, seconds()?);
        Some(Managed {
            arn: names::policy_arn("aws", path, name),
            name,
            path,
            created,
            updated,
            version: fields.next()?,
            document: fields.next()?,
        })
    }

    /// `ANPA` and 17 more.
    pub fn id(&self) -> String {
        // FNV-1a: it only has to be the same each time.
        let hash = self.name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let alphabet = names::ID_ALPHABET;
        let letter = |place: u32| char::from(alphabet[(hash.rotate_left(place * 5) & 31) as usize]);
        let letters: String = (0..17).map(letter).collect();
        format!("ANPA{letters}")
    }
}

/// In the order of their names.
pub fn all() -> &'static [Managed] {
    static ALL: OnceLock<Vec<Managed>> = OnceLock::new();
    ALL.get_or_init(|| {
        let lines = LINES.lines().chain(REST.lines());
        let mut all: Vec<Managed> = lines.filter_map(Managed::read).collect();
        all.sort_by_key(|policy| policy.name);
        all
    })
}

pub fn find(arn: &str) -> Option<&'static Managed> {
    type ByArn = OnceLock<HashMap<String, Managed>>;
    static OFTEN: ByArn = OnceLock::new();
    static SELDOM: ByArn = OnceLock::new();
    let by_arn = |lines: &'static str| {
        lines.lines().filter_map(Managed::read).map(|policy| (policy.arn.clone(), policy)).collect()
    };
    let often = OFTEN.get_or_init(|| by_arn(LINES)).get(arn);
    // Whose ARN is not AWS's is not looked for.
    let aws = arn.starts_with("arn:aws:iam::aws:policy/");
    often.or_else(|| if aws { SELDOM.get_or_init(|| by_arn(REST)).get(arn) } else { None })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use policy::{Kind, Policy};

    use super::*;

    #[test]
    fn a_line_is_a_policy_that_can_be_evaluated() {
        assert_eq!(all().len(), LINES.lines().count() + REST.lines().count());
        // All of them are megabytes: those that are often named, and some of the others.
        let often = LINES.lines().filter_map(Managed::read);
        for policy in often.chain(all().iter().step_by(6).cloned()) {
            let value = serde_json::from_str(policy.document).unwrap();
            let parsed = Policy::from_value(&value, Kind::Stored);
            assert!(parsed.is_ok(), "{}: {parsed:?}", policy.name);
        }
        let ids: BTreeSet<String> = all().iter().map(Managed::id).collect();
        assert_eq!(ids.len(), all().len());
        assert!(ids.iter().all(|id| id.len() == 21));
    }

    #[test]
    fn one_is_found_by_its_arn() {
        let arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        assert_eq!(find(arn).unwrap().path, "/service-role/");
        assert_eq!(find("arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole"), None);
    }
}
