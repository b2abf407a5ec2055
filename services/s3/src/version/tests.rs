//! Versions against a list that does the same plainly.

use base::Timestamp;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{prop_assert, prop_assert_eq, proptest};
use store::{Options, Store};

use super::*;
use crate::content::Piece;

const BUCKET: &str = "b";
const KEY: &str = "k";
const NAME: Name<'_> = Name { bucket: BUCKET, key: KEY };

#[derive(Clone, Copy, Debug)]
enum Step {
    Put(u8),
    Delete,
    /// That one of the versions there are, counted from the newest.
    DeleteVersion(usize),
    Become(Versioning),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0u8..4).prop_map(Step::Put),
        2 => Just(Step::Delete),
        3 => (0usize..5).prop_map(Step::DeleteVersion),
        1 => any::<bool>().prop_map(|on| {
            Step::Become(if on { Versioning::Enabled } else { Versioning::Suspended })
        }),
    ];
    vec(step, 1..40)
}

/// A version as the list has it: its id, and what it holds; none of a marker.
type Plain = Vec<(String, Option<u8>)>;

fn blob(number: u8) -> BlobId {
    BlobId([number; 32])
}

fn content(number: u8) -> Content {
    Content::Pieces(vec![Piece {
        blob: blob(number),
        bytes: 1,
        number: 0,
        checksum: None,
        seal: None,
    }])
}

fn bucket(versioning: Versioning) -> Bucket {
    Bucket {
        created: Timestamp(0),
        region: String::new(),
        owner: String::new(),
        versioning,
        locks: false,
        mfa_delete: false,
    }
}

/// What the list becomes by a version in front of it.
fn push(plain: &mut Plain, versioning: Versioning, id: String, holds: Option<u8>) {
    if versioning != Versioning::Enabled {
        plain.retain(|(other, _)| other != "null");
    }
    plain.insert(0, (id, holds));
}

fn take(
    tx: &mut WriteTx,
    plain: &mut Plain,
    versioning: &mut Versioning,
    step: Step,
    freed: &mut Freed,
) -> Result<()> {
    match step {
        Step::Become(other) => *versioning = other,
        Step::Put(number) => {
            let of = bucket(*versioning);
            let new = Some((Data::default(), &content(number)));
            let object = put(tx, &of, NAME, new, freed)?;
            push(plain, *versioning, object.version_id(), Some(number));
        }
        Step::Delete => {
            let deleted = delete(tx, &bucket(*versioning), NAME, None, false, freed)?;
            match *versioning {
                Versioning::Off => plain.clear(),
                other => push(plain, other, deleted.version.unwrap_or_default(), None),
            }
        }
        Step::DeleteVersion(at) if !plain.is_empty() => {
            let (id, holds) = plain.remove(at % plain.len());
            let deleted = delete(tx, &bucket(*versioning), NAME, Some(&id), false, freed)?;
            assert_eq!(deleted.is_marker, holds.is_none());
            assert!(deleted.removed.is_some());
        }
        Step::DeleteVersion(_) => {}
    }
    Ok(())
}

/// What the store has, in the same form.
fn there(tx: &ReadTx) -> Result<Plain> {
    let Some(current) = state::current(tx, BUCKET, KEY)? else { return Ok(Plain::new()) };
    let mut objects = vec![current.object];
    for object in state::olders(tx, BUCKET, KEY, None)? {
        objects.push(object?);
    }
    let mut plain = Plain::new();
    for object in objects {
        let found = find(tx, NAME, Some(&object.version_id()))?;
        assert_eq!(found, object);
        let content = state::content(tx, BUCKET, KEY, object.sequence)?;
        let holds = content.and_then(|content| content.blobs().next().map(|id| id.0[0]));
        assert_eq!(holds.is_none(), object.is_marker());
        plain.push((object.version_id(), holds));
    }
    Ok(plain)
}

proptest! {
    #[test]
    fn versions_are_what_a_plain_list_has(steps in steps(), versioned in any::<bool>()) {
        let store = Store::ephemeral(Options::default()).unwrap();
        let mut plain = Plain::new();
        let mut versioning = if versioned { Versioning::Enabled } else { Versioning::Off };
        for step in steps {
            // A bucket that had versions never becomes one that had none.
            let (mut list, mut now) = (plain.clone(), versioning);
            let done = store.write_blocking(move |tx| {
                let mut freed = Freed::new();
                take(tx, &mut list, &mut now, step, &mut freed)?;
                Ok::<_, Error>((list, now, freed))
            });
            let (list, now, freed) = done.unwrap();
            (plain, versioning) = (list, now);
            let found = store.read(there).unwrap();
            prop_assert_eq!(&found, &plain, "after {:?}", step);
            for number in 0..4 {
                let named = store.read(|tx| state::is_blob_named(tx, &blob(number))).unwrap();
                let expected = plain.iter().any(|(_, holds)| *holds == Some(number));
                prop_assert_eq!(named, expected, "blob {} after {:?}", number, step);
                prop_assert!(!(named && freed.contains(&blob(number)) && !expected));
            }
        }
    }
}

#[test]
fn a_locked_version_stays() {
    use crate::object::{Locks, Mode, Retention};
    let store = Store::ephemeral(Options::default()).unwrap();
    let of = bucket(Versioning::Enabled);
    let locks = |mode| {
        let retention = Some(Retention { mode, until: Timestamp(i64::MAX) });
        Data { locks: Locks { retention, hold: None }, ..Data::default() }
    };
    for (mode, bypassed) in [(Mode::Governance, true), (Mode::Compliance, false)] {
        let of = of.clone();
        let outcome = store.write_blocking(move |tx| {
            let mut freed = Freed::new();
            let object = put(tx, &of, NAME, Some((locks(mode), &content(1))), &mut freed)?;
            let id = object.version_id();
            let refused = delete(tx, &of, NAME, Some(&id), false, &mut freed);
            assert_eq!(refused.unwrap_err().code, "AccessDenied");
            Ok::<_, Error>(delete(tx, &of, NAME, Some(&id), true, &mut freed).is_ok())
        });
        assert_eq!(outcome.unwrap(), bypassed);
    }
}
