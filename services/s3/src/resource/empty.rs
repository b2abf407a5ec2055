//! Removing a bucket with all that it holds, in steps of bounded size.

use std::sync::Arc;

use crate::S3;
use crate::error::Result;
use crate::ops::delete_bucket;
use crate::state;
use crate::version::{self, Freed, Name};

/// Keys, and versions of each, that one transaction takes away.
const KEYS: usize = 50;
const VERSIONS: usize = 50;

/// One that is not there is no error; what is locked stays, and the bucket with it.
pub(super) async fn remove(s3: &Arc<S3>, name: &str) -> Result<()> {
    loop {
        let bucket = name.to_owned();
        let step = s3.store.write(move |tx| -> Result<(Freed, bool)> {
            let Some(there) = state::find_bucket(tx, &bucket)? else {
                return Ok((Freed::new(), false));
            };
            let keys = state::currents(tx, &bucket, "", true)?.take(KEYS);
            let keys = keys.collect::<Result<Vec<_>>>()?;
            let mut freed = Freed::new();
            for (key, current) in &keys {
                let olders = state::olders(tx, &bucket, key, None)?.take(VERSIONS);
                let olders = olders.collect::<Result<Vec<_>>>()?;
                for object in std::iter::once(&current.object).chain(&olders) {
                    let name = Name { bucket: &bucket, key };
                    let id = object.version_id();
                    version::delete(tx, &there, name, Some(&id), true, &mut freed)?;
                }
            }
            Ok((freed, !keys.is_empty()))
        });
        let (freed, more) = step.await?;
        s3.shelf.free(freed);
        if !more {
            break;
        }
    }
    match delete_bucket::delete(s3, name.to_owned()).await {
        Err(error) if error.code == "NoSuchBucket" => Ok(()),
        done => done,
    }
}
