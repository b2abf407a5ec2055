//! From a queue to a function: how long after its sending a message has been worked on.

use std::collections::HashMap;
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::Run;
use crate::application::Application;
use crate::client::{Client, expect_ok};
use crate::figure::{Board, Goal, Samples};
use crate::platform::Platform;

/// A handler that notes when it was done with which message, and tells it when it is asked.
const WORKER: &str = "import time\n\ndone = {}\n\n\n\
                      def handler(event, context):\n    \
                      if 'tell' in event:\n        \
                      told = dict(done)\n        done.clear()\n        \
                      return told\n    \
                      for record in event['Records']:\n        \
                      done[record['body']] = time.time()\n    return {}\n";
/// What the yardstick invokes: a record as the mapping passes it, in its main members.
const DIRECT: &str = "direct";
const QUEUE: &str = "bench-work";
const MESSAGES: usize = 1000;
/// Asked for after so many, so that a reply stays small.
const BATCH: usize = 100;
/// Between two messages: each meets a queue on which the poller waits.
const APART: Duration = Duration::from_millis(10);
/// Until the last of a batch is done.
const AFTER: Duration = Duration::from_millis(200);
/// For the mapping to begin.
const BEGIN_MAX: usize = 200;

/// One message at a time, so that each way is walked alone: from before the request that sends it
/// to the end of the handler's work, by the machine's one clock. The yardstick is the same client
/// that sends a message and then invokes the same function itself: what sending durably and
/// invoking cost, without a mapping between them.
pub fn messages(run: &Run, board: &mut Board) -> io::Result<()> {
    let mut application = Application::new("python3.11");
    let event = "events: [{sqs: {arn: !GetAtt Work.Arn, batchSize: 1}}]";
    application.file("worker.py", WORKER).queue("Work", QUEUE).set("idleTimeout=10m");
    application.function("worker", "worker.handler", &["reservedConcurrency: 1", event]);
    application.function(DIRECT, "worker.handler", &["reservedConcurrency: 1"]);
    let platform = Platform::start(&application)?;
    let mut client = Client::connect(&platform.aws)?;
    let (worker, direct) = (platform.function("worker"), platform.function(DIRECT));
    expect_ok(client.sqs("CreateQueue", &json!({"QueueName": "bench-aside"}).to_string()))?;
    begin(&mut client, &worker)?;
    invoke(&mut client, &direct, "first")?;
    tell(&mut client, &direct)?;

    let (mut ours, mut yardstick) = (Samples::default(), Samples::default());
    for round in 0..run.times(MESSAGES).div_ceil(BATCH) {
        let before = platform.cpu_seconds();
        let sent = each(round, |body| send(&mut client, QUEUE, body))?;
        settle(&mut ours, &sent, &mut || tell(&mut client, &worker))?;
        ours.cpu_seconds += platform.cpu_seconds() - before;
        let before = platform.cpu_seconds();
        let sent = each(round, |body| {
            send(&mut client, "bench-aside", body)?;
            invoke(&mut client, &direct, body)
        })?;
        settle(&mut yardstick, &sent, &mut || tell(&mut client, &direct))?;
        yardstick.cpu_seconds += platform.cpu_seconds() - before;
    }
    let name = "messages: sent until the function has done it / SendMessage, then Invoke";
    board.compare(name, &ours, &yardstick, Goal::at_most(2.0), None);
    Ok(())
}

/// The moments, in seconds, before each of a batch was sent.
fn each(
    round: usize,
    mut send: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<HashMap<String, f64>> {
    let mut sent = HashMap::new();
    for at in 0..BATCH {
        let body = format!("{round}-{at}");
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
        send(&body)?;
        sent.insert(body, now.as_secs_f64());
        std::thread::sleep(APART);
    }
    Ok(sent)
}

/// Every message must have been done, however long it took.
fn settle(
    samples: &mut Samples,
    sent: &HashMap<String, f64>,
    tell: &mut impl FnMut() -> io::Result<Value>,
) -> io::Result<()> {
    let mut left = sent.clone();
    // The function has one place: who asks must not take it from the last message.
    std::thread::sleep(AFTER);
    for _ in 0..BEGIN_MAX {
        for (body, at) in tell()?.as_object().into_iter().flatten() {
            if let (Some(sent), Some(at)) = (left.remove(body), at.as_f64()) {
                samples.add(Duration::from_secs_f64((at - sent).max(0.0)));
            }
        }
        if left.is_empty() {
            return Ok(());
        }
        std::thread::sleep(APART);
    }
    Err(io::Error::other(format!("{} messages were not done", left.len())))
}

/// Until the mapping has passed one message on.
fn begin(client: &mut Client, worker: &str) -> io::Result<()> {
    send(client, QUEUE, "first")?;
    for _ in 0..BEGIN_MAX {
        std::thread::sleep(APART);
        if tell(client, worker)?.get("first").is_some() {
            return Ok(());
        }
    }
    Err(io::Error::other("the mapping passes nothing on"))
}

fn send(client: &mut Client, queue: &str, body: &str) -> io::Result<()> {
    let url = format!("http://{}/000000000000/{queue}", client.host());
    let message = json!({"QueueUrl": url, "MessageBody": body});
    expect_ok(client.sqs("SendMessage", &message.to_string())).map(drop)
}

fn invoke(client: &mut Client, function: &str, body: &str) -> io::Result<()> {
    let event = json!({"Records": [{"body": body, "eventSource": "aws:sqs"}]});
    expect_ok(client.invoke(function, event.to_string().as_bytes())).map(drop)
}

/// What an instance has done since it was asked last. A throttle is no answer: its one place may be
/// taken by a message.
fn tell(client: &mut Client, function: &str) -> io::Result<Value> {
    loop {
        let answer = client.invoke(function, br#"{"tell": true}"#)?;
        if answer.status != 429 {
            return Ok(serde_json::from_slice(&expect_ok(Ok(answer))?.body)?);
        }
        std::thread::sleep(APART);
    }
}
