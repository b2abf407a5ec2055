//! GetItem and PutItem, signed: rates and processor time, no yardstick.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Run;
use crate::application::{Application, PLAIN};
use crate::client::Client;
use crate::figure::Board;
use crate::platform::Platform;
use crate::warm::{CLIENTS, drive};

pub fn data(_run: &Run, _board: &mut Board) -> io::Result<()> {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN).function("plain", "plain.handler", &[]).table("bench");
    let platform = Platform::start(&application)?;
    let serial = AtomicU64::new(0);
    let filler = "x".repeat(150);
    let put = |client: &mut Client| {
        let id = serial.fetch_add(1, Ordering::Relaxed);
        let item = format!(r#"{{"id":{{"S":"k{id}"}},"v":{{"S":"{filler}"}}}}"#);
        client.dynamodb("PutItem", &format!(r#"{{"TableName":"bench","Item":{item}}}"#))
    };
    let get = |client: &mut Client| {
        let id = serial.load(Ordering::Relaxed) / 2;
        let key = format!(r#"{{"id":{{"S":"k{id}"}}}}"#);
        client.dynamodb("GetItem", &format!(r#"{{"TableName":"bench","Key":{key}}}"#))
    };
    for clients in [1, CLIENTS] {
        for (name, is_put) in [("PutItem", true), ("GetItem", false)] {
            let before = platform.cpu_seconds();
            let (count, seconds) = if is_put {
                drive(&platform.aws, clients, put)?
            } else {
                drive(&platform.aws, clients, get)?
            };
            let cpu = (platform.cpu_seconds() - before) / count as f64 * 1e6;
            let rate = count as f64 / seconds;
            println!("{name}, signed, {clients} clients: {rate:.0}/s, cpu {cpu:.0} us");
        }
    }
    Ok(())
}
