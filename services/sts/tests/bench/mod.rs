//! A router over the service, roles in a list, and callers that sign.

use std::future::Future;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::task::{Context as Task, Poll, Wake, Waker};
use std::thread::Thread;

use base::{Clock, FakeClock, SeededRandom, Timestamp};
use kit::dispatch::{Router, Settings};
use kit::{AccessKey, BoxFuture, CodeCheck, Issuers, Keys, Role, Roles, User, Users};
use policy::{Kind, Policy};
use sts::{Sts, Vault, WithAdministrator};
use wire::sigv4::{Head, Payload, Secrets, sign};

pub const ACCOUNT: &str = "000000000000";
/// The device of the user `anna`, which shows 123456.
pub const DEVICE: &str = "arn:aws:iam::000000000000:mfa/anna";

#[derive(Default)]
pub struct Known {
    roles: RwLock<Vec<Arc<Role>>>,
    keys: RwLock<Vec<AccessKey>>,
    /// Whether the managed policy is there no more.
    is_policy_gone: AtomicBool,
}

impl Issuers for Known {
    fn keys<'a>(&'a self, issuer: &'a str) -> BoxFuture<'a, Result<String, String>> {
        let known = issuer == "https://issuer.example";
        let keys = include_str!("../identity/keys.json").to_owned();
        Box::pin(std::future::ready(if known { Ok(keys) } else { Err("unknown".into()) }))
    }
}

impl Users for Known {
    fn key(&self, id: &str) -> Result<Option<AccessKey>, wire::Error> {
        Ok(self.keys.read().unwrap().iter().find(|key| *key.id == *id).cloned())
    }

    fn user(&self, arn: &str) -> Result<Option<Arc<User>>, wire::Error> {
        let keys = self.keys.read().unwrap();
        Ok(keys.iter().find(|key| key.user.arn == arn).map(|key| key.user.clone()))
    }

    fn managed(&self, arn: &str) -> Result<Option<Arc<Policy>>, wire::Error> {
        let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
            "Action":"dynamodb:*","Resource":"*"}}"#;
        let known = arn == "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"
            && !self.is_policy_gone.load(Ordering::Relaxed);
        Ok(known.then(|| Arc::new(Policy::parse(text, Kind::Identity).unwrap())))
    }

    fn provider(&self, arn: &str) -> Result<Option<Vec<String>>, wire::Error> {
        let known = arn == format!("arn:aws:iam::{ACCOUNT}:oidc-provider/issuer.example");
        Ok(known.then(|| vec!["app".to_owned()]))
    }

    fn one_time_code<'a>(
        &'a self,
        user: &'a str,
        device: &'a str,
        code: &'a str,
        _: Timestamp,
    ) -> BoxFuture<'a, Result<CodeCheck, wire::Error>> {
        let own = device == DEVICE && user.ends_with(":user/anna");
        let check = match (own, code) {
            (true, "123456") => CodeCheck::Right,
            (true, _) => CodeCheck::Wrong,
            (false, _) => CodeCheck::NoDevice,
        };
        Box::pin(std::future::ready(Ok(check)))
    }

    fn used(&self, _: &str, _: &str, _: &str, _: Timestamp) {}
}

impl Roles for Known {
    fn role(&self, arn: &str) -> Result<Option<Arc<Role>>, wire::Error> {
        Ok(self.roles.read().unwrap().iter().find(|role| role.arn == arn).cloned())
    }
}

pub struct Bench {
    pub clock: Arc<FakeClock>,
    pub sts: Arc<Sts>,
    store: store::Store,
    known: Arc<Known>,
    /// The door with the administrator's key, and the one without.
    outer: WithAdministrator,
    router: Router,
}

/// What a caller signs with.
#[derive(Clone, Debug)]
pub struct Key {
    pub id: String,
    pub secret: String,
    pub token: Option<String>,
}

impl Key {
    pub fn administrator() -> Key {
        Key { id: "test".into(), secret: "test".into(), token: None }
    }
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Bench {
    pub fn new() -> Bench {
        Bench::seeded(1)
    }

    pub fn seeded(seed: u64) -> Bench {
        let clock = Arc::new(FakeClock::at(1_769_903_999_500));
        let options = store::Options {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(seed)),
            ..store::Options::default()
        };
        Bench::over(store::Store::ephemeral(options).unwrap(), clock, Arc::default())
    }

    fn over(store: store::Store, clock: Arc<FakeClock>, known: Arc<Known>) -> Bench {
        let random = Arc::new(SeededRandom::new(3));
        let sts = Arc::new(Vault::open(&store).unwrap());
        let (roles, users, issuers) = (known.clone(), known.clone(), known.clone());
        let sts = Arc::new(Sts::new(sts, roles, users, issuers, clock.clone(), random.clone()));
        let settings = Settings {
            account: ACCOUNT.into(),
            region: "us-east-1".into(),
            clock: clock.clone(),
            random,
            rulings: kit::Rulings::default(),
        };
        let router = Router::new(vec![sts::service(&sts)], settings);
        let outer = WithAdministrator::new(sts.clone(), ACCOUNT, Vec::new());
        Bench { clock, sts, store, known, outer, router }
    }

    /// The service anew over the same rows.
    pub fn restarted(self) -> Bench {
        Bench::over(self.store, self.clock, self.known)
    }

    /// Makes a role, or another one of the same name.
    pub fn role(&self, name: &str, id: &str, trust: &str, policies: &[&str]) -> Arc<Role> {
        let parse = |text: &&str| Arc::new(Policy::parse(text, Kind::Identity).unwrap());
        let role = Arc::new(Role {
            account: ACCOUNT.into(),
            name: name.into(),
            path: "/".into(),
            arn: format!("arn:aws:iam::{ACCOUNT}:role/{name}"),
            id: id.into(),
            session_s_max: 7200,
            trust: Policy::parse(trust, Kind::Trust).unwrap(),
            policies: policies.iter().map(parse).collect(),
            boundary: None,
            tags: vec![("team".into(), "red".into())],
        });
        let mut known = self.known.roles.write().unwrap();
        known.retain(|other| other.name != name);
        known.push(role.clone());
        role
    }

    /// Makes a user with these policies, and a key of it.
    pub fn user(&self, name: &str, policies: &[&str]) -> Key {
        let parse = |text: &&str| Arc::new(Policy::parse(text, Kind::Identity).unwrap());
        let arn = format!("arn:aws:iam::{ACCOUNT}:user/{name}");
        let principal = kit::Principal {
            who: policy::Principal::user(ACCOUNT, name, "/", "AIDAUSER"),
            policies: policies.iter().map(parse).collect(),
            boundary: None,
            session: None,
        };
        let user = Arc::new(User {
            account: ACCOUNT.into(),
            name: name.into(),
            arn,
            id: "AIDAUSER".into(),
            principal: Arc::new(principal),
        });
        let id = "AKIAUSERUSERUSERUSER";
        let secret = kit::Secrets::secret(&Vault::open(&self.store).unwrap(), 1, id).unwrap();
        let key = AccessKey { id: id.into(), user, active: true, master: 1 };
        self.known.keys.write().unwrap().push(key);
        Key { id: id.into(), secret, token: None }
    }

    pub fn forget_users(&self) {
        self.known.keys.write().unwrap().clear();
    }

    /// Deletes the managed policy, which no role or user shows.
    pub fn forget_policy(&self) {
        self.known.is_policy_gone.store(true, Ordering::Relaxed);
    }

    /// What the credentials stand for, and whether they may do this by themselves.
    pub fn may(&self, key: &Key, action: &str) -> bool {
        let found = self.sts.find(&key.id, key.token.as_deref(), self.clock.now()).unwrap();
        let who = &found.principal;
        let request = policy::Request::new(&who.who, action, "*");
        policy::evaluate(&request, &who.documents()).is_allow()
    }

    /// Without a signature.
    pub fn ask_unsigned(&self, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::from("Version=2011-06-15");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", escape(value)));
        }
        let mut headers = http::HeaderMap::new();
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        headers.insert("content-type", form.parse().unwrap());
        let (method, uri) = (http::Method::POST, "/".parse().unwrap());
        let request = wire::Request { method, uri, headers, body: body.into() };
        let answer = wait(self.router.handle(request, &self.outer));
        let body = String::from_utf8(answer.body().to_vec()).unwrap();
        Answer { status: answer.status().as_u16(), body }
    }

    pub fn forget_roles(&self) {
        self.known.roles.write().unwrap().clear();
    }

    pub fn ask(&self, key: &Key, fields: &[(&str, &str)]) -> Answer {
        self.ask_through(&self.outer, key, fields)
    }

    pub fn ask_inside(&self, key: &Key, fields: &[(&str, &str)]) -> Answer {
        self.ask_through(&*self.sts, key, fields)
    }

    fn ask_through(&self, door: &dyn Keys, key: &Key, fields: &[(&str, &str)]) -> Answer {
        self.ask_from(None, "", door, key, fields)
    }

    /// From an address, by a program of this name.
    pub fn assume_from(&self, from: IpAddr, agent: &str, key: &Key, arn: &str) -> Answer {
        let fields = [("Action", "AssumeRole"), ("RoleArn", arn), ("RoleSessionName", "s1")];
        self.ask_from(Some(from), agent, &self.outer, key, &fields)
    }

    fn ask_from(
        &self,
        from: Option<IpAddr>,
        agent: &str,
        door: &dyn Keys,
        key: &Key,
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut body = String::from("Version=2011-06-15");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", escape(value)));
        }
        let mut headers = http::HeaderMap::new();
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        headers.insert("host", "localhost".parse().unwrap());
        headers.insert("user-agent", agent.parse().unwrap());
        headers.insert("content-type", form.parse().unwrap());
        let secrets = Secrets {
            access_key_id: &key.id,
            secret_access_key: &key.secret,
            session_token: key.token.as_deref(),
        };
        let head =
            Head { method: "POST", path: "/", query: "", headers: &headers, authority: None };
        let payload = Payload::of(body.as_bytes());
        for (name, value) in sign(&head, &payload, secrets, "us-east-1", "sts", self.clock.now()) {
            headers.insert(name, value.parse().unwrap());
        }
        let request = wire::Request {
            method: http::Method::POST,
            uri: "/".parse().unwrap(),
            headers,
            body: body.into(),
        };
        let answer = wait(self.router.handle_from(request, door, from));
        let body = String::from_utf8(answer.body().to_vec()).unwrap();
        Answer { status: answer.status().as_u16(), body }
    }

    /// A session of a role, opened by the caller.
    pub fn assume(&self, key: &Key, arn: &str, more: &[(&str, &str)]) -> Answer {
        let fields = [("Action", "AssumeRole"), ("RoleArn", arn), ("RoleSessionName", "s1")];
        self.ask(key, &[&fields[..], more].concat())
    }

    pub fn identity(&self, key: &Key) -> Answer {
        self.ask(key, &[("Action", "GetCallerIdentity")])
    }
}

impl Answer {
    /// The text of the first element of this name.
    pub fn text(&self, element: &str) -> &str {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let rest = self.body.split_once(&open).map_or("", |(_, rest)| rest);
        rest.split_once(&close).map_or("", |(text, _)| text)
    }

    pub fn key(&self) -> Key {
        assert_eq!(self.status, 200, "{}", self.body);
        Key {
            id: self.text("AccessKeyId").into(),
            secret: self.text("SecretAccessKey").into(),
            token: Some(self.text("SessionToken").into()),
        }
    }

    pub fn refused(&self) -> (u16, &str, &str) {
        (self.status, self.text("Code"), self.text("Message"))
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
