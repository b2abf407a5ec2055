//! The service on a store in files, which can be closed, killed and opened again.

use std::path::PathBuf;
use std::sync::Arc;

use base::{Clock, FakeClock, SeededRandom};
use serde_json::{Value, json};
use sqs::Sqs;
use store::{Options, Store};
use testbed::door::{self, ACCOUNT, Door, REGION};
use testbed::files;

/// So small that the journal begins again many times in a run.
const JOURNAL_BYTES: usize = 256 * 1024;

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
        self.sqs = Some(Sqs::open(store, ACCOUNT, REGION).unwrap());
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
        let left = files::read_still(&self.dir());
        let old = self.dir();
        self.dirs += 1;
        files::write(&self.dir(), &left);
        self.sqs = None;
        std::fs::remove_dir_all(&old).unwrap();
        self.open();
    }

    pub fn call(&self, operation: &str, input: &Value) -> Value {
        let door = Door::of(vec![sqs::service(self.sqs())]);
        door.ok(door::context(self.clock.now()), operation, input)
    }

    /// Messages that are visible, in flight, delayed.
    pub fn depth(&self, queue: &str) -> [u64; 3] {
        let url = format!("http://localhost/{ACCOUNT}/{queue}");
        let input = json!({"QueueUrl": url, "AttributeNames": ["All"]});
        let answer = self.call("GetQueueAttributes", &input);
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
