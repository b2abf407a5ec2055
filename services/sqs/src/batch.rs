//! What all batches have in common: their entries' ids, and how entries fail.

use std::sync::Arc;

use wire::Error;

use crate::api::{self, BatchResultErrorEntry};
use crate::error::missing;
use crate::lease::Fate;
use crate::limit;
use crate::service::Sqs;

/// Characters of an entry's id.
const ID_MAX: usize = 80;

/// Refuses a batch that is empty or too large, or whose entries cannot be told apart.
pub fn check<'a>(
    kind: &str,
    ids: impl ExactSizeIterator<Item = Option<&'a str>>,
) -> Result<(), Error> {
    let count = ids.len();
    if count == 0 {
        return Err(api::EmptyBatchRequest::error(format!(
            "There should be at least one {kind}RequestEntry in the request."
        )));
    }
    if count > limit::BATCH_MAX {
        let most = limit::BATCH_MAX;
        return Err(api::TooManyEntriesInBatchRequest::error(format!(
            "Maximum number of entries per request are {most}. You have sent {count}."
        )));
    }
    let mut known: Vec<&str> = Vec::with_capacity(count);
    for (place, id) in ids.enumerate() {
        let id = id.ok_or_else(|| missing(&format!("{kind}RequestEntry.{}.Id", place + 1)))?;
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if id.is_empty() || id.len() > ID_MAX || !id.chars().all(fits) {
            return Err(api::InvalidBatchEntryId::error(
                "A batch entry id can only contain alphanumeric characters, hyphens and \
                 underscores. It can be at most 80 letters long.",
            ));
        }
        if known.contains(&id) {
            return Err(api::BatchEntryIdsNotDistinct::error(format!("Id {id} repeated.")));
        }
        known.push(id);
    }
    Ok(())
}

/// A handle and what is to become of its message, where the entry says both.
type Asked = Result<(String, Fate), Error>;

/// Settles what entries ask for in one transaction: the ids of those that it was done for, and the
/// others.
pub async fn settle(
    sqs: &Arc<Sqs>,
    queue: &str,
    entries: Vec<(String, Asked)>,
) -> Result<(Vec<String>, Vec<BatchResultErrorEntry>), Error> {
    let (mut ids, mut fates) = (Vec::new(), Vec::new());
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (id, asked) in entries {
        match asked {
            Ok(fate) => {
                ids.push(id);
                fates.push(fate);
            }
            Err(error) => bad.push(failed(&id, error)),
        }
    }
    for (id, settled) in ids.into_iter().zip(sqs.settle(queue, fates).await?) {
        match settled {
            Ok(()) => good.push(id),
            Err(error) => bad.push(failed(&id, error)),
        }
    }
    Ok((good, bad))
}

/// An entry that failed; an error that is nobody's but ours ends the whole request.
pub fn failed(id: &str, error: Error) -> BatchResultErrorEntry {
    let fault = error.fault == wire::Fault::Client;
    let entry = BatchResultErrorEntry::new().with_id(id.to_owned()).with_sender_fault(fault);
    let entry = entry.with_code(error.code.into_owned());
    match error.message {
        Some(message) => entry.with_message(message),
        None => entry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_ids_of_their_own() {
        let codes = |ids: &[&str]| {
            let ids = ids.iter().map(|id| Some(*id));
            check("SendMessageBatch", ids).err().map(|error| error.code.into_owned())
        };
        let many: Vec<String> = (0..11).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let long = "x".repeat(81);
        for (ids, code) in [
            (&["a", "b"][..], None),
            (&[], Some("EmptyBatchRequest")),
            (&many, Some("TooManyEntriesInBatchRequest")),
            (&["a", "a"], Some("BatchEntryIdsNotDistinct")),
            (&["a."], Some("InvalidBatchEntryId")),
            (&[&long], Some("InvalidBatchEntryId")),
        ] {
            let code = code.map(|code| format!("AWS.SimpleQueueService.{code}"));
            assert_eq!(codes(ids), code, "{ids:?}");
        }
    }
}
