//! Where everything is wired: the one page that names all rooms.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use base::{Clock, Random, SystemClock, SystemRandom, VirtualClock};
use edge::{AwsFace, Edge, Face, Limits, Peer, Serving};
use engine::logs::Logs;
use engine::{Engine, Listener, Ports};
use gateway::Gateway;
use kit::{
    Authority, BoxFuture, Caller, Context, Gone, Invoke, Keys, Principal, Resource, Roles, Router,
    Rulings, Run, Service, Sink, Source, Users, Watched, Worker,
};
use lambda::Lambda;
use s3::S3;
use sandbox::Warden;
use sqs::Sqs;
use store::Store;
use sts::{Sts, Vault, WithAdministrator};
use tokio::runtime::Handle;
use triggers::Triggers;

use crate::clock::Time;
use crate::custody::Custody;
use crate::deploy::There;
use crate::desk::Desk;
use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::insight;
use crate::publish;
use crate::settings::Tuning;

/// What a platform is made of that only the start knows.
pub struct Settings {
    pub account: String,
    pub region: String,
    pub store: Store,
    /// What the store lives by, where that is not the machine's clock.
    pub clock: Option<Arc<VirtualClock>>,
    /// Where functions' code is published.
    pub packages: PathBuf,
    pub logs: Arc<dyn Logs>,
    pub tuning: Tuning,
    /// Who deploys, when somebody asks for it.
    pub desk: Desk,
}

/// Everything that runs.
pub struct Platform {
    pub engine: Arc<Engine>,
    pub iam: Arc<iam::Iam>,
    pub gateway: Arc<Gateway>,
    pub lambda: Arc<Lambda>,
    pub store: Store,
    pub packages: PathBuf,
    /// The CloudFormation resource types that exist.
    pub resources: Vec<Arc<dyn Resource>>,
    /// Where records of events may go.
    pub sinks: Vec<Arc<dyn Sink>>,
    /// Runs event source mappings.
    pub triggers: Arc<Triggers>,
    tables: Arc<dynamodb::Dynamodb>,
    roles: Arc<dyn Roles>,
    /// Functions that were made or changed since the start.
    pub changes: AtomicUsize,
    /// Packages whose byte code was compiled since the start, and by which interpreter.
    pub compiled: Mutex<BTreeSet<(PathBuf, PathBuf)>>,
    pub api_id: String,
    account: String,
    region: String,
    /// What services live by.
    clock: Arc<dyn Clock>,
    router: Arc<Router>,
    outside: Arc<dyn Keys>,
    edge: Edge,
}

/// The listeners that clients reach.
pub struct Doors {
    pub http: Serving,
    pub aws: Serving,
}

impl Platform {
    /// Within a tokio runtime. `on_lost` hears that functions cannot run any more.
    pub fn start(
        settings: Settings,
        warden: Warden,
        on_lost: impl Fn(String) + Send + Sync + 'static,
    ) -> Result<Platform, Failure> {
        let Settings { account, region, store, clock: moved, packages, logs, tuning, desk } =
            settings;
        // Clients sign by the machine's clock and functions see it; services live by the store's.
        let machine: Arc<dyn Clock> = Arc::new(SystemClock);
        let clock = Arc::clone(store.clock());
        let random: Arc<dyn Random> = Arc::new(SystemRandom);
        let (iam, sts, rulings) = identities(&store, (&machine, &random), &account, &tuning)?;
        let roles: Arc<dyn Roles> = Arc::<iam::Iam>::clone(&iam);
        let roles: Arc<dyn Roles> = Arc::new(Watched { roles, rulings: rulings.clone() });
        let inside: Arc<dyn Keys> = Arc::<Sts>::clone(&sts);
        let outside = everybody(&sts, &account, &tuning);
        let (dynamodb, edge) = (tables(&store)?, Edge::new(Handle::current()));
        let authority = authority((&account, &region), (&machine, &clock), &random, rulings);
        let s3 = buckets(&store, &authority, &account, &tuning)?;
        dynamodb.reach(Arc::new(s3::Inside::new(&s3, Handle::current())));
        let sqs = queues(&store, &account, &region)?;
        let router: Arc<OnceLock<Arc<Router>>> = Arc::default();
        let ports = Ports {
            keys: Arc::clone(&inside),
            logs,
            store: store.clone(),
            clock: Arc::clone(&machine),
            random: Arc::clone(&random),
            on_listener: on_listener(edge.clone(), Arc::clone(&router), inside),
            on_lost: Box::new(on_lost),
        };
        let engine = Engine::start(tuning.engine, warden, ports);
        let (lambda, triggers) = functions(&store, &engine, &roles, &sqs, (&account, &region))?;
        let busy = (&engine, &triggers, &s3, &sqs);
        let own = administration(busy, (&iam, &dynamodb), (&store, &packages), (moved, desk))?;
        let services = vec![
            dynamodb::service(&dynamodb),
            dynamodb::streams::service(&dynamodb),
            iam::service(&iam),
            lambda::service(&lambda),
            own,
            sqs::service(&sqs),
            sqs::query::service(&sqs),
            sts::service(&sts),
        ];
        let all = Router::under(services, authority).beside(Arc::new(s3.door()));
        let router = Arc::clone(router.get_or_init(|| Arc::new(all)));
        Ok(Platform {
            resources: types(&iam, &dynamodb, &lambda, &sqs, &s3),
            gateway: Arc::new(web(&lambda, machine, random)),
            sinks: sinks(&engine, &lambda, &sqs, &s3)?,
            lambda,
            store,
            packages,
            tables: dynamodb,
            roles,
            triggers,
            engine,
            iam,
            changes: AtomicUsize::new(0),
            compiled: Mutex::default(),
            api_id: publish::api_id(&SystemRandom),
            account,
            region,
            clock,
            router,
            outside,
            edge,
        })
    }

    /// What a deployment meets.
    pub fn there(&self) -> There<'_> {
        There { sinks: &self.sinks, keys: &*self.outside }
    }

    /// Takes the listeners into service.
    pub fn open(&self, http: edge::Listener, aws: edge::Listener) -> io::Result<Doors> {
        let gateway = Face::Gateway(Arc::clone(&self.gateway));
        let router = Arc::clone(&self.router);
        let door = edge::Aws { router, keys: Arc::clone(&self.outside) };
        let http = self.edge.serve(http, gateway, Limits::default())?;
        let aws = self.edge.serve(aws, Face::Aws(Arc::new(door)), Limits::default())?;
        self.tables.serve_at(aws.address().to_string());
        Ok(Doors { http, aws })
    }

    /// Writes what is kept in memory while there is work. The end of it.
    pub async fn keep(&self) {
        self.iam.flush();
        // Where the store takes nothing any more, the counts are as after a crash.
        let _ = self.tables.keep_counts().await;
    }

    /// Lets events run, those first that were left by the last run. Once the functions are there.
    pub fn begin_events(&self) -> Result<(), Failure> {
        let wiring = engine::queue::Wiring {
            run: Arc::<Engine>::clone(&self.engine),
            invoke: Arc::<Lambda>::clone(&self.lambda),
            roles: Arc::clone(&self.roles),
            sinks: self.sinks.clone(),
            region: self.region.clone(),
        };
        let begun = self.engine.queue().begin(wiring);
        let begun = begun.and_then(|()| self.lambda.begin_mappings());
        begun.map_err(|error| Failure::new("the events", error.to_string(), error.advice()))
    }

    /// As the deployment of a manifest: what it asks of services, it asks as Squall itself.
    pub fn context(&self) -> Context {
        Context {
            request_id: base::uuid(&SystemRandom),
            account: self.account.clone(),
            region: self.region.clone(),
            principal: Arc::new(Principal::service("cloudformation.amazonaws.com")),
            now: self.clock.now(),
            client: kit::Client::default(),
        }
    }

    pub fn changes(&self) -> usize {
        self.changes.load(Ordering::Relaxed)
    }
}

/// Identities, the keys that speak for them, and what becomes of decisions about them.
fn identities(
    store: &Store,
    (clock, random): (&Arc<dyn Clock>, &Arc<dyn Random>),
    account: &str,
    tuning: &Tuning,
) -> Result<(Arc<iam::Iam>, Arc<Sts>, Rulings), Failure> {
    let vault = Vault::open(store);
    let vault = vault.map_err(|error| Failure::new("the keys", error.to_string(), ""))?;
    let vault = Arc::new(vault);
    let iam = Arc::new(iam::Iam::new(store.clone(), Arc::<Vault>::clone(&vault)));
    let roles: Arc<dyn Roles> = Arc::<iam::Iam>::clone(&iam);
    let users: Arc<dyn Users> = Arc::<iam::Iam>::clone(&iam);
    let (clock, random) = (Arc::clone(clock), Arc::clone(random));
    let sts = Sts::new(vault, roles, users, Arc::new(tuning.issuers.clone()), clock, random);
    let rulings = Rulings::new(Arc::new(|service, operation, error| {
        // Callers choose names and resources: none may begin a line of its own.
        let error = error.to_string().replace('\n', "\\n");
        tracing::warn!(service, operation, "{}", cli::harmless(&error));
    }));
    let rulings = rulings.watched(iam.clone(), account).auditing(tuning.audit);
    Ok((iam, Arc::new(sts.ruling(rulings.clone())), rulings))
}

/// DynamoDB, with what it does by itself begun.
fn tables(store: &Store) -> Result<Arc<dynamodb::Dynamodb>, Failure> {
    let tables = dynamodb::Dynamodb::open(store.clone());
    let tables = tables.map_err(|error| Failure::new("the tables", error.to_string(), ""))?;
    let begun = tables.begin();
    begun.map_err(|error| Failure::new("the tables' thread", error.to_string(), ""))?;
    Ok(tables)
}

/// S3, with what it does by itself begun.
fn buckets(
    store: &Store,
    authority: &Arc<Authority>,
    account: &str,
    tuning: &Tuning,
) -> Result<Arc<S3>, Failure> {
    let strangers = tuning.strangers.iter().map(|stranger| stranger.account.clone());
    let accounts = std::iter::once(account.to_owned()).chain(strangers).collect();
    let options = s3::Options { accounts, open_buckets: tuning.open_buckets };
    let s3 = S3::open(store.clone(), Arc::clone(authority), options);
    let s3 = s3.map_err(|error| Failure::new("the buckets", error.to_string(), ""))?;
    s3.begin().map_err(|error| Failure::new("the buckets' thread", error.to_string(), ""))?;
    Ok(s3)
}

/// The keys that count at the outer endpoint.
fn everybody(sts: &Arc<Sts>, account: &str, tuning: &Tuning) -> Arc<dyn Keys> {
    let strangers = tuning.strangers.clone();
    Arc::new(WithAdministrator::new(Arc::clone(sts), account, strangers))
}

/// Lambda, over the engine, and what runs its event source mappings.
fn functions(
    store: &Store,
    engine: &Arc<Engine>,
    roles: &Arc<dyn Roles>,
    sqs: &Arc<Sqs>,
    (account, region): (&str, &str),
) -> Result<(Arc<Lambda>, Arc<Triggers>), Failure> {
    let run: Arc<dyn Run> = Arc::<Engine>::clone(engine);
    let home = lambda::Place { account: account.to_owned(), region: region.to_owned() };
    let lambda = Lambda::open(store.clone(), run, home);
    let lambda = lambda.map_err(|error| Failure::new("the functions", error.to_string(), ""))?;
    let lambda = Arc::new(lambda);
    // What functions are triggered from. Streams join here.
    let sources: Vec<Arc<dyn Source>> = vec![Arc::new(sqs::Outbox::of(sqs))];
    let triggers = Triggers::new(triggers::Wiring {
        sources: sources.clone(),
        invoke: Arc::<Lambda>::clone(&lambda),
        roles: Arc::clone(roles),
        store: store.clone(),
        random: Arc::new(SystemRandom),
        region: region.to_owned(),
    });
    let running: Arc<dyn kit::Triggers> = Arc::<Triggers>::clone(&triggers);
    let (roles, running) = (Arc::clone(roles), Arc::downgrade(&running));
    lambda.wire(lambda::Triggering { sources, roles, triggers: running });
    Ok((lambda, triggers))
}

/// The CloudFormation resource types that there are.
fn types(
    iam: &Arc<iam::Iam>,
    tables: &Arc<dynamodb::Dynamodb>,
    lambda: &Arc<Lambda>,
    sqs: &Arc<Sqs>,
    s3: &Arc<S3>,
) -> Vec<Arc<dyn Resource>> {
    let mut all = iam::resource::all(iam);
    all.extend(s3::resource::all(s3));
    all.extend(sqs::resource::all(sqs));
    all.push(Arc::new(dynamodb::TableResource::new(Arc::clone(tables))));
    all.push(Arc::new(lambda::MappingResource::new(Arc::clone(lambda))));
    all.push(Arc::new(lambda::PermissionResource::new(Arc::clone(lambda))));
    all
}

/// What answers an application's own HTTP.
fn web(lambda: &Arc<Lambda>, machine: Arc<dyn Clock>, random: Arc<dyn Random>) -> Gateway {
    let invoke = Arc::<Lambda>::clone(lambda);
    Gateway::new(invoke, machine, random, gateway::Limits::default())
}

/// SQS, with what it does by itself begun.
fn queues(store: &Store, account: &str, region: &str) -> Result<Arc<Sqs>, Failure> {
    let queues = Sqs::open(store.clone(), account, region);
    let queues = queues.map_err(|error| Failure::new("the queues", error.to_string(), ""))?;
    let begun = queues.begin();
    begun.map_err(|error| Failure::new("the queues' thread", error.to_string(), ""))?;
    Ok(queues)
}

/// Who takes what becomes of events and of objects, from now on. SNS and EventBridge join here.
fn sinks(
    engine: &Engine,
    lambda: &Arc<Lambda>,
    sqs: &Arc<Sqs>,
    s3: &Arc<S3>,
) -> Result<Vec<Arc<dyn Sink>>, Failure> {
    let invoke: Arc<dyn Invoke> = Arc::<Lambda>::clone(lambda);
    let functions = engine::queue::Functions::of(engine.queue(), Arc::downgrade(&invoke));
    let all: Vec<Arc<dyn Sink>> = vec![Arc::new(functions), Arc::new(sqs::Inbox::of(sqs))];
    let begun = s3.listen(all.clone());
    begun.map_err(|error| Failure::new("the buckets' threads", error.to_string(), ""))?;
    Ok(all)
}

/// What the platform says of itself, and is told.
fn administration(
    (engine, triggers, s3, sqs): (&Arc<Engine>, &Arc<Triggers>, &Arc<S3>, &Arc<Sqs>),
    (iam, tables): (&Arc<iam::Iam>, &Arc<dynamodb::Dynamodb>),
    (store, packages): (&Store, &Path),
    (clock, desk): (Option<Arc<VirtualClock>>, Desk),
) -> Result<Service, Failure> {
    let exchange = Exchange::new(tables, packages)?;
    let workers: Vec<Arc<dyn Worker>> = vec![
        Arc::clone(engine.queue()) as _,
        Arc::clone(triggers) as _,
        Arc::clone(s3) as _,
        Arc::clone(sqs) as _,
        Arc::clone(tables) as _,
    ];
    let custody = Custody { store: store.clone(), packages: packages.to_owned() };
    let time = Time { store: store.clone(), clock, workers, turn: Default::default() };
    Ok(insight::service(engine, iam, custody, exchange, (time, desk)))
}

/// By the machine's clock clients sign, by the other one services live.
fn authority(
    (account, region): (&str, &str),
    (machine, clock): (&Arc<dyn Clock>, &Arc<dyn Clock>),
    random: &Arc<dyn Random>,
    rulings: Rulings,
) -> Arc<Authority> {
    let settings = kit::dispatch::Settings {
        account: account.to_owned(),
        region: region.to_owned(),
        clock: Arc::clone(machine),
        random: Arc::clone(random),
        rulings,
    };
    Arc::new(Authority::new(settings).living_by(Arc::clone(clock)))
}

/// The AWS endpoint inside a sandbox. The engine exists before the router, which it is part of.
struct Door {
    router: Arc<OnceLock<Arc<Router>>>,
    keys: Arc<dyn Keys>,
}

impl AwsFace for Door {
    fn is_streamed(&self, head: &http::request::Parts) -> bool {
        self.router.get().is_some_and(|router| router.streamed(head).is_some())
    }

    fn stream(
        &self,
        request: http::Request<kit::Body>,
        peer: Peer,
    ) -> BoxFuture<'_, http::Response<kit::Body>> {
        Box::pin(async move {
            match self.router.get() {
                Some(router) => edge::stream_to(router, &*self.keys, request, peer, None).await,
                None => http::Response::new(kit::stream::whole(bytes::Bytes::new())),
            }
        })
    }

    fn handle(
        &self,
        request: wire::Request,
        peer: Peer,
        gone: Gone,
    ) -> BoxFuture<'_, wire::Response> {
        Box::pin(async move {
            match self.router.get() {
                Some(router) => {
                    let caller = Caller { source_ip: Some(peer.remote.ip()), gone };
                    router.handle_from(request, &*self.keys, caller).await
                }
                // Only until the start is over, when no function runs yet.
                None => http::Response::builder()
                    .status(http::StatusCode::SERVICE_UNAVAILABLE)
                    .body(bytes::Bytes::new())
                    .unwrap_or_default(),
            }
        })
    }
}

/// What one sandbox may take of the server's memory and descriptors: there may be a thousand of
/// them. More connections than any SDK's pool, and one of the largest bodies beside smaller ones.
fn limits_inside() -> Limits {
    Limits {
        connections_max: 128,
        streams_max: 8,
        bodies_bytes_max: 48 * 1024 * 1024,
        ..Limits::default()
    }
}

/// Serves the endpoint inside every sandbox, where the administrator's key does not count.
fn on_listener(
    edge: Edge,
    router: Arc<OnceLock<Arc<Router>>>,
    keys: Arc<dyn Keys>,
) -> engine::OnListener {
    let face = Face::Aws(Arc::new(Door { router, keys }));
    Box::new(move |Listener { socket, sandbox, .. }| {
        match edge.serve_fd(socket, face.clone(), limits_inside()) {
            Ok(serving) => Box::new(serving),
            Err(error) => {
                tracing::warn!(sandbox, "the endpoint in a sandbox cannot be served: {error}");
                Box::new(())
            }
        }
    })
}
