//! The service on a store in files, which can be closed, killed and opened again.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::Thread;

use base::{Clock, FakeClock, SeededRandom};
use kit::{Client, Context, Principal};
use serde_json::{Value, json};
use sqs::Sqs;
use store::{Options, Store};
use wire::protocol;

/// So small that the journal begins again many times in a run.
const JOURNAL_BYTES: usize = 256 * 1024;
const ACCOUNT: &str = "000000000000";

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut TaskContext::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// An operation, by JSON.
pub fn call(sqs: &Arc<Sqs>, operation: &str, input: &Value) -> Value {
    let service = sqs::service(sqs);
    let bound = service.operations.iter().find(|bound| bound.operation.name == operation).unwrap();
    let mut headers = http::HeaderMap::new();
    headers.insert("x-amz-target", format!("AmazonSQS.{operation}").parse().unwrap());
    let uri = http::Uri::from_static("/");
    let body = input.to_string().into();
    let request = wire::Request { method: http::Method::POST, uri, headers, body };
    let record = protocol::decode_input(service.model, bound.operation, &request).unwrap();
    let context = Context {
        request_id: "r".into(),
        account: ACCOUNT.into(),
        region: "us-east-1".into(),
        principal: Arc::new(Principal::root(ACCOUNT)),
        now: base::Timestamp(0),
        client: Client::default(),
    };
    let output = block_on((bound.run)(context, record)).unwrap();
    let response = protocol::encode_output(service.model, bound.operation, output, "r");
    serde_json::from_slice(response.body()).unwrap_or(Value::Null)
}

/// A directory's files by their paths in it.
type Files = BTreeMap<PathBuf, Vec<u8>>;

pub struct Bench {
    top: PathBuf,
    dirs: u64,
    pub clock: Arc<FakeClock>,
    sqs: Option<Arc<Sqs>>,
}

impl Bench {
    pub fn new(name: &str) -> Bench {
        let top = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("queues-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&top);
        let clock = Arc::new(FakeClock::at(1_700_000_000_000));
        let mut bench = Bench { top, dirs: 0, clock, sqs: None };
        bench.open();
        bench
    }

    fn dir(&self) -> PathBuf {
        self.top.join(self.dirs.to_string())
    }

    fn open(&mut self) {
        let options = Options {
            clock: self.clock.clone(),
            random: Arc::new(SeededRandom::new(7 + self.dirs)),
            journal_bytes: JOURNAL_BYTES,
            ..Options::default()
        };
        let store = Store::open(self.dir(), options).unwrap();
        self.sqs = Some(Sqs::open(store, ACCOUNT, "us-east-1").unwrap());
    }

    pub fn sqs(&self) -> &Arc<Sqs> {
        self.sqs.as_ref().unwrap()
    }

    pub fn now(&self) -> i64 {
        self.clock.now().millis()
    }

    pub fn tend(&self) {
        while self.sqs().tend().unwrap() {}
    }

    /// Closes the store and opens it again.
    pub fn reopen(&mut self) {
        self.sqs = None;
        self.open();
    }

    /// Goes on with a copy of the files as they are now: what a killed process leaves.
    pub fn crash(&mut self) {
        let left = loop {
            let files = files(&self.dir());
            if self::files(&self.dir()) == files {
                break files;
            }
            std::thread::yield_now();
        };
        let old = self.dir();
        self.dirs += 1;
        for (path, bytes) in left {
            let place = self.dir().join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, bytes).unwrap();
        }
        self.sqs = None;
        std::fs::remove_dir_all(&old).unwrap();
        self.open();
    }

    /// Messages that are visible, in flight, delayed.
    pub fn depth(&self, queue: &str) -> [u64; 3] {
        let url = format!("http://localhost/{ACCOUNT}/{queue}");
        let input = json!({"QueueUrl": url, "AttributeNames": ["All"]});
        let answer = call(self.sqs(), "GetQueueAttributes", &input);
        ["", "NotVisible", "Delayed"].map(|kind| {
            let shown = &answer["Attributes"][format!("ApproximateNumberOfMessages{kind}")];
            shown.as_str().unwrap().parse().unwrap()
        })
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.sqs = None;
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.top);
        }
    }
}

fn files(top: &Path) -> Files {
    let mut all = Files::new();
    let mut dirs = vec![top.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                all.insert(path.strip_prefix(top).unwrap().to_owned(), bytes);
            }
        }
    }
    all
}
