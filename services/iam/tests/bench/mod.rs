//! A router over one service, a caller that signs, and what may be read from an answer.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use base::{Clock, FakeClock, SeededRandom, Timestamp};
use iam::{Iam, RoleResource};
use kit::dispatch::{Router, Settings};
use kit::{
    Context, Credential, KeyProblem, Keys, Principal, Resolved, Resource, Role, Roles,
    TemporaryCredentials,
};
use wire::sigv4::{Head, Payload, Secrets, sign};

const ACCOUNT: &str = "000000000000";

pub struct Bench {
    pub clock: Arc<FakeClock>,
    store: store::Store,
    iam: Arc<Iam>,
    router: Router,
    caller: Mutex<Arc<Principal>>,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Every key is the caller's.
struct Door(Arc<Principal>);

/// Secrets that follow from their ids.
struct Unkept;

impl kit::Secrets for Unkept {
    fn newest(&self) -> u64 {
        1
    }

    fn secret(&self, master: u64, id: &str) -> Option<String> {
        (master == 1).then(|| format!("secret of {id}"))
    }
}

impl Keys for Door {
    fn find(&self, _: &str, _: Option<&str>, _: Timestamp) -> Result<Credential, KeyProblem> {
        let (secret_access_key, principal) = ("secret".into(), self.0.clone());
        Ok(Credential { secret_access_key, used_as: None, principal })
    }

    fn issue(
        &self,
        _: &str,
        _: &str,
        _: Duration,
        _: Timestamp,
    ) -> Result<TemporaryCredentials, wire::Error> {
        Err(wire::Error::internal("not here"))
    }
}

impl Bench {
    pub fn new() -> Bench {
        let clock = Arc::new(FakeClock::at(1_769_903_999_500));
        let options = store::Options {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(1)),
            ..store::Options::default()
        };
        Bench::over(store::Store::ephemeral(options).unwrap(), clock)
    }

    fn over(store: store::Store, clock: Arc<FakeClock>) -> Bench {
        let iam = Arc::new(Iam::new(store.clone(), Arc::new(Unkept)));
        let settings = Settings {
            account: ACCOUNT.into(),
            region: "us-east-1".into(),
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(2)),
            rulings: kit::Rulings::default(),
        };
        let router = Router::new(vec![iam::service(&iam)], settings);
        let caller = Mutex::new(Arc::new(Principal::root(ACCOUNT)));
        Bench { clock, store, iam, router, caller }
    }

    /// The service anew over the same rows.
    pub fn restarted(self) -> Bench {
        Bench::over(self.store, self.clock)
    }

    /// From now on the caller is a session of a role with this policy.
    pub fn as_session_of(&self, document: &str) {
        let policy = policy::Policy::parse(document, policy::Kind::Identity).unwrap();
        let who = policy::Principal::assumed_role(ACCOUNT, "caller", "/", "AROACALLER", "session");
        let policies = Arc::new([Arc::new(policy)]);
        let principal = Principal { who, policies, boundary: None, session: None };
        *self.caller.lock().unwrap() = Arc::new(principal);
    }

    pub fn ask(&self, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::from("Version=2010-05-08");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", escape(value)));
        }
        let mut headers = http::HeaderMap::new();
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        headers.insert("host", "localhost".parse().unwrap());
        headers.insert("content-type", form.parse().unwrap());
        let secrets = Secrets {
            access_key_id: "AKIDEXAMPLE",
            secret_access_key: "secret",
            session_token: None,
        };
        let head =
            Head { method: "POST", path: "/", query: "", headers: &headers, authority: None };
        let payload = Payload::of(body.as_bytes());
        for (name, value) in sign(&head, &payload, secrets, "us-east-1", "iam", self.clock.now()) {
            headers.insert(name, value.parse().unwrap());
        }
        let request = wire::Request {
            method: http::Method::POST,
            uri: "/".parse().unwrap(),
            headers,
            body: body.into(),
        };
        let door = Door(self.caller.lock().unwrap().clone());
        let answer = wait(self.router.handle(request, &door));
        let body = String::from_utf8(answer.body().to_vec()).unwrap();
        Answer { status: answer.status().as_u16(), body }
    }

    pub fn role(&self, arn: &str) -> Option<Arc<Role>> {
        self.iam.role(arn).unwrap()
    }

    pub fn key(&self, id: &str) -> Option<kit::AccessKey> {
        kit::Users::key(&*self.iam, id).unwrap()
    }

    /// Of a user of the account, by name.
    pub fn one_time_code(&self, user: &str, device: &str, code: &str) -> kit::CodeCheck {
        let arn = format!("arn:aws:iam::{ACCOUNT}:user/{user}");
        let now = self.clock.now();
        wait(kit::Users::one_time_code(&*self.iam, &arn, device, code, now)).unwrap()
    }

    pub fn put_of(
        &self,
        kind: &str,
        fallback: &str,
        properties: &serde_json::Value,
    ) -> Result<Resolved, String> {
        let all = iam::resource::all(&self.iam);
        let resource = all.iter().find(|one| one.kind() == kind).unwrap();
        let name = resource.name(properties, fallback);
        wait(resource.put(&self.context(), &name, properties))
    }

    pub fn delete_of(&self, kind: &str, fallback: &str, properties: &serde_json::Value) {
        let all = iam::resource::all(&self.iam);
        let resource = all.iter().find(|one| one.kind() == kind).unwrap();
        let name = resource.name(properties, fallback);
        wait(resource.delete(&self.context(), &name, properties)).unwrap();
    }

    pub fn put(&self, fallback: &str, properties: &serde_json::Value) -> Result<Resolved, String> {
        let resource = RoleResource(self.iam.clone());
        let name = resource.name(properties, fallback);
        wait(resource.put(&self.context(), &name, properties))
    }

    fn context(&self) -> Context {
        Context {
            request_id: String::new(),
            account: ACCOUNT.into(),
            region: "us-east-1".into(),
            principal: Arc::new(Principal::root(ACCOUNT)),
            now: self.clock.now(),
            client: kit::Client::default(),
        }
    }
}

impl Answer {
    /// The text of the first element of this name.
    pub fn text(&self, element: &str) -> &str {
        self.all(element).first().copied().unwrap_or_default()
    }

    pub fn all(&self, element: &str) -> Vec<&str> {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let parts = self.body.split(&open).skip(1);
        parts.filter_map(|part| part.split_once(&close)).map(|(text, _)| text).collect()
    }
}

fn escape(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    loop {
        match future.as_mut().poll(&mut Task::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}
