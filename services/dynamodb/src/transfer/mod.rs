//! Exports to S3 and imports from it, as AWS has them: begun by a request, done beside everybody's
//! work, described while they go on and for a while afterwards.
//!
//! S3 is reached through a port, as the caller who asked: what that caller may not do there fails
//! the export or the import, not the request. They are done on a few threads, one after the other.
//! What a restart cuts off has failed: nobody's permissions are kept.

mod csv;
mod export;
mod import;
mod state;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use base::Timestamp;
use kit::objects::Bucket;
use kit::{Context, Objects, Principal};
use store::{ReadTx, WriteTx};
use wire::json::{decode, encode};
use wire::{Error, Structured};

use crate::api::{ExportDescription, ImportTableDescription, LimitExceededException};
use crate::error::{from_store, from_write};
use crate::request::check_name;
use crate::state::{Dynamodb, TableKey};

pub use state::{Id, Kept, Kind};

/// Threads of exports and imports together. Each holds a part of an export, or some lines.
const THREADS_MAX: usize = 2;
/// Exports and imports that wait for their turn (DynamoDB quotas: 300 exports, 50 imports).
const WAITING_MAX: usize = 300;
/// How long one is described after its time (DynamoDB API reference, ListExports, ListImports).
const REMEMBERED: Duration = Duration::from_hours(90 * 24);
/// What a token that has been given stands for is remembered this long (the same, `ClientToken`).
const TOKEN_LIFE: Duration = Duration::from_hours(8);

/// What of it is in memory.
#[derive(Default)]
pub struct Transfers {
    objects: OnceLock<Arc<dyn Objects>>,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Job>,
    threads: usize,
}

/// What is to be done, and as whom.
pub struct Job {
    pub id: Id,
    pub caller: Arc<Principal>,
}

/// Why it was not done, in the words of a description.
pub struct Failure {
    pub code: String,
    pub message: String,
}

impl Failure {
    fn unknown(message: impl Into<String>) -> Failure {
        Failure { code: "UNKNOWN".into(), message: message.into() }
    }

    /// What S3 said.
    fn of_objects(error: &Error) -> Failure {
        let (code, status) = (&error.code, error.status);
        let said = error.message.as_deref().unwrap_or_default();
        let message = format!("{said} (Service: S3, Status Code: {status}, Error Code: {code})");
        Failure { code: format!("S3{code}"), message }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::unknown(error.message.unwrap_or_default())
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Failure {
        from_store(error).into()
    }
}

/// A description as it is kept.
pub fn text<T: Structured>(description: T) -> String {
    let mut out = Vec::new();
    encode::record(&mut out, &description.into_record());
    String::from_utf8(out).unwrap_or_default()
}

/// A kept description.
pub fn read<T: Structured>(text: &str) -> Result<T, Error> {
    let record = decode::record(T::SCHEMA, decode::Dialect::Plain, text.as_bytes())?;
    T::from_record(record).ok_or_else(|| Error::internal("a description of another kind"))
}

/// The name of a new one: its time, and a few digits of `token`.
pub fn name(now: Timestamp, token: &str) -> String {
    let digits = crate::key::stable_hash(token.as_bytes()) as u32;
    format!("{:014}-{digits:08x}", now.millis())
}

/// What an ARN names, which must be of this kind. What is of another place, nobody here may see.
pub fn parse(context: &Context, kind: Kind, text: &str) -> Result<Id, Error> {
    let malformed = || Error::validation(format!("Invalid {} ARN", kind.word()));
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [_, partition, service, region, account, resource] = parts[..] else {
        return Err(malformed());
    };
    let is_here = (partition, service) == ("aws", "dynamodb")
        && (region, account) == (context.region.as_str(), context.account.as_str());
    if !is_here {
        let who = &context.principal.who.arn;
        let message = format!(
            "User: {who} is not authorized to perform: dynamodb:Describe{} on resource: {text}",
            kind.word()
        );
        return Err(Error::client("AccessDeniedException", message));
    }
    let named = resource.strip_prefix("table/").and_then(|rest| rest.split_once(kind.infix()));
    let (table, name) = named.ok_or_else(malformed)?;
    if !text.starts_with("arn:") || check_name(table, true).is_err() {
        return Err(malformed());
    }
    Ok(Id {
        kind,
        account: account.to_owned(),
        region: region.to_owned(),
        table: table.to_owned(),
        name: name.to_owned(),
    })
}

/// Where a page ended: a table and a name.
pub type Place = (String, String);

/// A page of some; what goes on behind it. `after` is where the page before ended.
pub fn page(
    mut all: Vec<(Id, Kept)>,
    after: Option<&Place>,
    limit: usize,
) -> (Vec<(Id, Kept)>, Option<Place>) {
    // By table, the latest first.
    all.sort_by(|(a, _), (b, _)| a.table.cmp(&b.table).then_with(|| b.name.cmp(&a.name)));
    let is_later = |id: &Id| {
        after.is_none_or(|(table, name)| {
            id.table.cmp(table).then_with(|| name.cmp(&id.name)).is_gt()
        })
    };
    let mut rest: Vec<_> = all.into_iter().filter(|(id, _)| is_later(id)).collect();
    let is_more = rest.len() > limit;
    rest.truncate(limit);
    let last = rest.last().filter(|_| is_more);
    let next = last.map(|(id, _)| (id.table.clone(), id.name.clone()));
    (rest, next)
}

/// Bytes of a token before their digest: a multiple of what its pattern repeats, and more than its
/// shortest length needs.
const TOKEN_BYTES: usize = 8;
const TOKEN_BYTES_MIN: usize = 56;

/// Where a page ended, as a caller holds it: sixteen hexadecimal digits and more of them.
pub fn token(kind: Kind, (table, name): &Place) -> String {
    let mut bytes = format!("{table}\n{name}\n").into_bytes();
    let length = bytes.len().next_multiple_of(TOKEN_BYTES).max(TOKEN_BYTES_MIN);
    bytes.resize(length, b' ');
    let digest = digest(kind, &bytes);
    base::id::hex(&digest) + &base::id::hex(&bytes)
}

/// None where it is no token of this kind.
pub fn read_token(kind: Kind, token: &str) -> Option<Place> {
    let pairs = token.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    let bytes = bytes.collect::<Option<Vec<u8>>>()?;
    let (given, rest) = bytes.split_at_checked(TOKEN_BYTES)?;
    if given != digest(kind, rest) {
        return None;
    }
    let text = String::from_utf8(rest.to_vec()).ok()?;
    let mut lines = text.lines();
    Some((lines.next()?.to_owned(), lines.next()?.to_owned()))
}

fn digest(kind: Kind, bytes: &[u8]) -> [u8; 8] {
    crate::key::stable_hash(&[kind.word().as_bytes(), bytes].concat()).to_be_bytes()
}

fn bucket<'a>(name: Option<&'a str>, owner: Option<&'a str>) -> Bucket<'a> {
    Bucket { name: name.unwrap_or_default(), owner }
}

impl Dynamodb {
    /// S3 is there from now on.
    pub fn reach(&self, objects: Arc<dyn Objects>) {
        let _ = self.transfers.objects.set(objects);
    }

    /// Those that are remembered, of a place.
    pub fn transfers(
        &self,
        kind: Kind,
        place: (&str, &str),
        table: Option<&str>,
    ) -> Result<Vec<(Id, Kept)>, Error> {
        self.store.read(|tx| state::list(tx, kind, place, table)).map_err(from_store)
    }

    pub fn transfer(&self, id: &Id) -> Result<Option<Kept>, Error> {
        self.store.read(|tx| state::get(tx, id)).map_err(from_store)
    }

    /// Keeps that there is to be one, where `check` finds nothing against it, and puts it in line.
    pub async fn begin_transfer<F>(
        self: &Arc<Self>,
        job: Job,
        kept: Kept,
        check: F,
    ) -> Result<(), Error>
    where
        F: FnOnce(&ReadTx) -> Result<(), Error> + Send + 'static,
    {
        if self.transfers.lock().waiting.len() >= WAITING_MAX {
            return Err(LimitExceededException::error(format!(
                "Subscriber limit exceeded: There are {WAITING_MAX} exports and imports in progress"
            )));
        }
        let id = job.id.clone();
        let done = self.store.write(move |tx| -> Result<(), Error> {
            check(tx)?;
            state::forget_before(tx, &id, tx.now().millis() - REMEMBERED.as_millis() as i64)
                .map_err(from_store)?;
            state::put(tx, &id, &kept).map_err(from_store)
        });
        done.await.map_err(from_write)?;
        self.enqueue(job);
        Ok(())
    }

    fn enqueue(self: &Arc<Self>, job: Job) {
        let mut queue = self.transfers.lock();
        queue.waiting.push_back(job);
        if queue.threads >= THREADS_MAX {
            return;
        }
        let service = Arc::clone(self);
        let spawned = std::thread::Builder::new()
            .name("dynamodb-transfer".into())
            .spawn(move || service.work());
        // Where no thread is to be had, the next one that is begun does this, too.
        queue.threads += usize::from(spawned.is_ok());
    }

    fn work(&self) {
        loop {
            let mut queue = self.transfers.lock();
            let Some(job) = queue.waiting.pop_front() else {
                queue.threads -= 1;
                return;
            };
            drop(queue);
            // What cannot be kept of it is seen as cut off at the next start.
            let _ = self.run_transfer(&job);
        }
    }

    fn run_transfer(&self, job: &Job) -> Result<(), Error> {
        let Some(kept) = self.transfer(&job.id)? else { return Ok(()) };
        let objects = self.transfers.objects.get();
        let description = match job.id.kind {
            Kind::Export => text(export::run(self, objects, job, read(&kept.description)?)),
            Kind::Import => text(import::run(self, objects, job, read(&kept.description)?)),
        };
        self.finish(job.id.clone(), Kept { description, is_over: true, ..kept })
    }

    fn finish(&self, id: Id, kept: Kept) -> Result<(), Error> {
        let done = self.store.write_blocking(move |tx: &mut WriteTx| state::put(tx, &id, &kept));
        done.map_err(|error| from_store(error.flatten()))
    }

    /// What an end of the program has cut off has failed.
    pub fn forget_transfers(&self) -> Result<(), Error> {
        let cut_off = self.store.read(state::unfinished).map_err(from_store)?;
        for (id, kept) in cut_off {
            let failed = Failure::unknown("It was cut off by an end of the program.");
            let description = match id.kind {
                Kind::Export => {
                    let description = read::<ExportDescription>(&kept.description)?;
                    text(export::failed(description, &failed, self.store.clock().now()))
                }
                Kind::Import => {
                    let description = read::<ImportTableDescription>(&kept.description)?;
                    text(import::failed(description, &failed, self.store.clock().now()))
                }
            };
            self.finish(id, Kept { description, is_over: true, ..kept })?;
        }
        Ok(())
    }

    /// The one that a token stands for.
    pub fn with_token(
        &self,
        kind: Kind,
        place: (&str, &str),
        token: &str,
        now: Timestamp,
    ) -> Result<Option<(Id, Kept)>, Error> {
        let since = now.millis() - TOKEN_LIFE.as_millis() as i64;
        let all = self.transfers(kind, place, None)?.into_iter();
        let mut named = all.filter(|(id, kept)| kept.token == token && id.at_ms() > since);
        Ok(named.next_back())
    }
}

impl Transfers {
    fn lock(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Id {
    pub fn key(&self) -> TableKey {
        (self.account.clone(), self.region.clone(), self.table.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_on_where_its_page_ended() {
        let end = ("a.table".to_owned(), name(Timestamp(7), "x"));
        let token = token(Kind::Import, &end);
        assert!(token.len() >= 112 && token.len().is_multiple_of(16), "{token}");
        assert_eq!(read_token(Kind::Import, &token), Some(end));
        for wrong in ["", "0", "zz", &"0".repeat(112), &token.replace('a', "b")] {
            assert_eq!(read_token(Kind::Import, wrong), None, "{wrong}");
        }
        assert_eq!(read_token(Kind::Export, &token), None);
    }
}
