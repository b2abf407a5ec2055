//! SQS: a message sent, received and deleted, against redis-server's list of the same durability,
//! and against what people run locally instead.

use std::io;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Run;
use crate::application::{Application, PLAIN};
use crate::client::{Answer, Client, expect_ok};
use crate::figure::{Board, Goal};
use crate::peers;
use crate::platform::Platform;
use crate::process::Shares;
use crate::redis::{self, Redis};
use crate::warm::{Rate, drive_for};

/// Of one server, before it is the next one's turn.
const SLICE: Duration = Duration::from_millis(500);
const ROUNDS: usize = 8;
const CLIENTS: [usize; 3] = [1, 16, 64];
/// Bytes of a message.
const BODY: usize = 200;
/// Peers hold every message in memory: few enough clients that none takes another's.
const PEER_CLIENTS: usize = 16;

pub fn queues(run: &Run, board: &mut Board) -> io::Result<()> {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN).function("plain", "plain.handler", &[]);
    let platform = Platform::start(&application)?;
    prepare(&platform.aws)?;
    against_redis(run, board, &platform)?;
    against_peers(run, board, &platform)
}

fn against_redis(run: &Run, board: &mut Board, platform: &Platform) -> io::Result<()> {
    let title = "queues: send + receive + delete / redis-server LPUSH + RPOP, synced";
    let Some(redis) = Redis::start()? else {
        board.skip(title, redis::MISSING);
        return Ok(());
    };
    let body = "x".repeat(BODY);
    for clients in CLIENTS {
        let (mut ours, mut yardstick) = (Rate::default(), Rate::default());
        for _ in 0..run.times(ROUNDS) {
            ours.round(|| platform.shares(), || drive_for(SLICE, &platform.aws, clients, turn))?;
            yardstick.round(|| Shares::of(redis.pid()), || redis.drive(SLICE, clients, &body))?;
        }
        let ratio = ours.per_second() / yardstick.per_second();
        let goal = Some(Goal::at_least(0.25).moonshot(0.5));
        let name = format!("{title}, {clients} clients");
        board.row(&name, ratio, goal, ours.text(), yardstick.text());
    }
    Ok(())
}

fn against_peers(run: &Run, board: &mut Board, platform: &Platform) -> io::Result<()> {
    for (name, package, command) in
        [("MiniStack", "ministack", "ministack"), ("moto", "moto[server,sqs]", "moto_server")]
    {
        let title = format!("queues: send + receive + delete, {PEER_CLIENTS} clients / {name}");
        let peer = peers::python(name, package, |program, port| {
            let mut command_line = Command::new(program.join(command));
            match name {
                "moto" => command_line.args(["-H", "127.0.0.1", "-p", port]),
                _ => command_line.env("GATEWAY_PORT", port).env("MINISTACK_HOST", "127.0.0.1"),
            };
            command_line
        });
        let peer = match peer.and_then(|peer| prepare(&peer.address).map(|()| peer)) {
            Ok(peer) => peer,
            Err(error) => {
                board.skip(&title, &error.to_string());
                continue;
            }
        };
        let (mut ours, mut theirs) = (Rate::default(), Rate::default());
        for _ in 0..run.times(ROUNDS) {
            let drive = |host: &str| drive_for(SLICE, host, PEER_CLIENTS, turn);
            ours.round(|| platform.shares(), || drive(&platform.aws))?;
            theirs.round(|| Shares::of(peer.pid()), || drive(&peer.address))?;
        }
        let ratio = ours.per_second() / theirs.per_second();
        board.row(&title, ratio, None, ours.text(), theirs.text());
    }
    Ok(())
}

fn url(host: &str) -> String {
    format!("http://{host}/000000000000/bench")
}

fn prepare(host: &str) -> io::Result<()> {
    let mut client = Client::connect(host)?;
    let made = expect_ok(client.sqs("CreateQueue", r#"{"QueueName":"bench"}"#))?;
    let made: Value = serde_json::from_slice(&made.body)?;
    // Accounts differ; the rest of the path must not.
    match made["QueueUrl"].as_str() {
        Some(url) if url.ends_with("/bench") => Ok(()),
        _ => Err(io::Error::other(format!("the queue is at {}", made["QueueUrl"]))),
    }
}

/// One message from its sending to its end. Another client's message will do.
fn turn(client: &mut Client) -> io::Result<Answer> {
    let queue = json!(url(client.host()));
    let send = json!({"QueueUrl": queue, "MessageBody": "x".repeat(BODY)});
    expect_ok(client.sqs("SendMessage", &send.to_string()))?;
    let receive = json!({"QueueUrl": queue}).to_string();
    let answer = expect_ok(client.sqs("ReceiveMessage", &receive))?;
    let got: Value = serde_json::from_slice(&answer.body)?;
    let handle = &got["Messages"][0]["ReceiptHandle"];
    if handle.is_null() {
        return Err(io::Error::other("a message that was sent is not there"));
    }
    let delete = json!({"QueueUrl": queue, "ReceiptHandle": handle});
    client.sqs("DeleteMessage", &delete.to_string())
}
