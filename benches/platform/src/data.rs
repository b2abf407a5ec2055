//! DynamoDB: what people run locally against ours, and ours against what it stands on: nginx for
//! a read, append + fdatasync for a durable write, and itself without durability.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Run;
use crate::application::{Application, PLAIN};
use crate::client::{Answer, Client, expect_ok};
use crate::figure::{Board, Goal, Samples};
use crate::nginx::{self, Nginx};
use crate::peers;
use crate::platform::Platform;
use crate::process::{self, Shares};
use crate::warm::{Rate, drive_for};

/// Of one operation on one server, before it is the next one's turn.
const SLICE: Duration = Duration::from_millis(500);
const ROUNDS: usize = 4;
const CLIENTS: [usize; 3] = [1, 16, 64];
/// Items that GetItem and UpdateItem find, and partitions that Query finds.
const ITEMS: u64 = 2000;
const PARTITIONS: u64 = 100;
/// Items of a partition: what a Query answers.
const LINES: u64 = 20;
/// Of an item's one long attribute: about 200 bytes with the rest.
const FILLER: usize = 150;
const BATCH: usize = 25;

/// A server that speaks DynamoDB's protocol.
struct Server {
    name: &'static str,
    address: String,
    pid: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    Get,
    Put,
    Update,
    Query,
    Transact,
}

const OPERATIONS: [(&str, Operation); 5] = [
    ("GetItem", Operation::Get),
    ("PutItem", Operation::Put),
    ("UpdateItem, condition", Operation::Update),
    ("Query of 20", Operation::Query),
    ("TransactWriteItems of 4", Operation::Transact),
];

pub fn data(run: &Run, board: &mut Board) -> io::Result<()> {
    let durable = Platform::start(&application(&[]))?;
    let mut servers = vec![server("squall", &durable)];
    let peers = peers::all(|name, why| board.skip(&format!("data: {name}"), why));
    servers.extend(peers.iter().map(|peer| Server {
        name: peer.name,
        address: peer.address.clone(),
        pid: peer.pid(),
    }));
    for server in &servers {
        prepare(server)?;
    }
    for clients in CLIENTS {
        for (name, operation) in OPERATIONS {
            against_peers(run, board, &servers, clients, name, operation)?;
        }
    }
    drop(peers);
    let squall = &servers[0];
    against_nginx(run, board, squall)?;
    against_append(run, board, squall)?;
    against_memory(run, board, squall)
}

fn application(flags: &[&'static str]) -> Application {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN).function("plain", "plain.handler", &[]);
    flags.iter().for_each(|flag| _ = application.flag(flag));
    application
}

fn server(name: &'static str, platform: &Platform) -> Server {
    Server { name, address: platform.aws.clone(), pid: platform.pid() }
}

/// One operation on all servers in turns. The row is against the fastest peer.
fn against_peers(
    run: &Run,
    board: &mut Board,
    servers: &[Server],
    clients: usize,
    name: &str,
    operation: Operation,
) -> io::Result<()> {
    let mut rates: Vec<Option<Rate>> = servers.iter().map(|_| Some(Rate::default())).collect();
    for _ in 0..run.times(ROUNDS) {
        for (server, slot) in servers.iter().zip(&mut rates) {
            let Some(rate) = slot else { continue };
            if let Err(error) = round(rate, server, clients, operation) {
                println!("{name}, {}: {error}", server.name);
                *slot = None;
            }
        }
    }
    let title = format!("data: {name}, {clients} clients");
    let mut rates = servers.iter().zip(rates);
    let Some((_, Some(ours))) = rates.next() else {
        board.skip(&title, "squall refuses it");
        return Ok(());
    };
    let mut best: Option<(&str, Rate)> = None;
    for (server, rate) in rates {
        let Some(rate) = rate else { continue };
        let ratio = ours.per_second() / rate.per_second();
        println!("{title}: {} {}: {ratio:.1} times as fast", server.name, rate.text());
        if best.as_ref().is_none_or(|(_, best)| rate.per_second() > best.per_second()) {
            best = Some((server.name, rate));
        }
    }
    match best {
        Some((peer, rate)) => {
            let ratio = ours.per_second() / rate.per_second();
            board.row(&format!("{title} / {peer}"), ratio, None, ours.text(), rate.text());
        }
        None => println!("{title}: {}", ours.text()),
    }
    Ok(())
}

fn round(rate: &mut Rate, server: &Server, clients: usize, operation: Operation) -> io::Result<()> {
    rate.round(
        || Shares::of(server.pid),
        || drive_for(SLICE, &server.address, clients, |client| call(client, operation)),
    )
}

fn against_nginx(run: &Run, board: &mut Board, squall: &Server) -> io::Result<()> {
    let name = "data: GetItem a processor second / nginx `return 200`";
    let Some(nginx) = Nginx::answering()? else {
        board.skip(name, nginx::MISSING);
        return Ok(());
    };
    let (mut ours, mut yardstick) = (Rate::default(), Rate::default());
    for _ in 0..run.times(2 * ROUNDS) {
        round(&mut ours, squall, 16, Operation::Get)?;
        yardstick.round(
            || Shares::of(nginx.pid()),
            || drive_for(SLICE, &nginx.address, 16, |client| client.plain("GET", "/", b"")),
        )?;
    }
    let ratio = ours.per_cpu_second() / yardstick.per_cpu_second();
    let goal = Some(Goal::at_least(0.2).moonshot(0.4));
    board.row(name, ratio, goal, ours.text(), yardstick.text());
    Ok(())
}

/// One client's durable PutItem, one by one in turns with an append of as many bytes.
fn against_append(run: &Run, board: &mut Board, squall: &Server) -> io::Result<()> {
    let path = std::env::temp_dir().join(format!("squall-bench-append-{}", std::process::id()));
    let file = OpenOptions::new().create(true).append(true).open(&path)?;
    let done = interleave(run, board, squall, file);
    std::fs::remove_file(&path)?;
    done
}

fn interleave(run: &Run, board: &mut Board, squall: &Server, mut file: File) -> io::Result<()> {
    let mut client = Client::connect(&squall.address)?;
    let (mut ours, mut yardstick) = (Samples::default(), Samples::default());
    let bytes = item(0).to_string().into_bytes();
    let before = process::cpu_seconds(squall.pid);
    for _ in 0..run.times(3000) {
        let started = Instant::now();
        expect_ok(call(&mut client, Operation::Put))?;
        ours.add(started.elapsed());
        let started = Instant::now();
        file.write_all(&bytes)?;
        file.sync_data()?;
        yardstick.add(started.elapsed());
    }
    ours.cpu_seconds = process::cpu_seconds(squall.pid) - before;
    let name = "data: durable PutItem, 1 client / append + fdatasync";
    board.compare(name, &ours, &yardstick, Goal::at_most(2.0).moonshot(1.3), None);
    Ok(())
}

fn against_memory(run: &Run, board: &mut Board, squall: &Server) -> io::Result<()> {
    let volatile = Platform::start(&application(&["--ephemeral"]))?;
    let volatile = server("squall without durability", &volatile);
    prepare(&volatile)?;
    let (mut ours, mut yardstick) = (Rate::default(), Rate::default());
    for _ in 0..run.times(2 * ROUNDS) {
        round(&mut ours, squall, 64, Operation::Put)?;
        round(&mut yardstick, &volatile, 64, Operation::Put)?;
    }
    let name = "data: durable PutItem, 64 clients / the same without durability";
    let ratio = ours.per_second() / yardstick.per_second();
    let goal = Some(Goal::at_least(0.5).moonshot(0.8));
    board.row(name, ratio, goal, ours.text(), yardstick.text());
    Ok(())
}

/// Makes and fills the tables `bench` (key `id`) and `lines` (key `id`, `at`).
fn prepare(server: &Server) -> io::Result<()> {
    let mut client = Client::connect(&server.address)?;
    let lines = (0..PARTITIONS * LINES).map(|index| {
        let (partition, at) = (format!("p{}", index / LINES), (index % LINES).to_string());
        json!({"id": {"S": partition}, "at": {"N": at}, "v": {"S": "x".repeat(FILLER)}})
    });
    fill(&mut client, "bench", &[("id", "S", "HASH")], (0..ITEMS).map(item).collect())?;
    let key = [("id", "S", "HASH"), ("at", "N", "RANGE")];
    fill(&mut client, "lines", &key, lines.collect())
}

fn fill(
    client: &mut Client,
    table: &str,
    key: &[(&str, &str, &str)],
    items: Vec<Value>,
) -> io::Result<()> {
    let attributes =
        key.iter().map(|(name, kind, _)| json!({"AttributeName": name, "AttributeType": kind}));
    let schema = key.iter().map(|(name, _, kind)| json!({"AttributeName": name, "KeyType": kind}));
    let definition = json!({
        "TableName": table,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": attributes.collect::<Vec<_>>(),
        "KeySchema": schema.collect::<Vec<_>>(),
    });
    expect_ok(client.dynamodb("CreateTable", &definition.to_string()))?;
    let name = json!({"TableName": table}).to_string();
    for _ in 0..100 {
        let answer = expect_ok(client.dynamodb("DescribeTable", &name))?;
        if serde_json::from_slice::<Value>(&answer.body)?["Table"]["TableStatus"] == "ACTIVE" {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    for batch in items.chunks(BATCH) {
        let puts: Vec<Value> =
            batch.iter().map(|item| json!({"PutRequest": {"Item": item}})).collect();
        let body = json!({"RequestItems": {table: puts}});
        expect_ok(client.dynamodb("BatchWriteItem", &body.to_string()))?;
    }
    Ok(())
}

fn item(number: u64) -> Value {
    let id = format!("k{number}");
    json!({"id": {"S": id}, "n": {"N": "1"}, "v": {"S": "x".repeat(FILLER)}})
}

fn call(client: &mut Client, operation: Operation) -> io::Result<Answer> {
    /// Of the next request, whatever server it goes to; new items are past those that are there.
    static SERIAL: AtomicU64 = AtomicU64::new(ITEMS);
    let number = SERIAL.fetch_add(4, Ordering::Relaxed);
    let key = json!({"id": {"S": format!("k{}", number / 4 % ITEMS)}});
    let (name, body) = match operation {
        Operation::Get => ("GetItem", json!({"TableName": "bench", "Key": key})),
        Operation::Put => ("PutItem", json!({"TableName": "bench", "Item": item(number)})),
        Operation::Update => {
            let body = json!({
                "TableName": "bench",
                "Key": key,
                "UpdateExpression": "SET n = n + :one",
                "ConditionExpression": "attribute_exists(id)",
                "ExpressionAttributeValues": {":one": {"N": "1"}},
            });
            ("UpdateItem", body)
        }
        Operation::Query => {
            let partition = format!("p{}", number / 4 % PARTITIONS);
            let body = json!({
                "TableName": "lines",
                "KeyConditionExpression": "id = :id",
                "ExpressionAttributeValues": {":id": {"S": partition}},
            });
            ("Query", body)
        }
        Operation::Transact => {
            let puts: Vec<Value> = (number..number + 4)
                .map(|number| json!({"Put": {"TableName": "bench", "Item": item(number)}}))
                .collect();
            ("TransactWriteItems", json!({"TransactItems": puts}))
        }
    };
    client.dynamodb(name, &body.to_string())
}
