//! A function without any library: the Runtime API by hand, and what goes wrong with it.
//!
//! Compiled by the tests alone, statically. What it does is said by its handler's name.

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

const BASE: &str = "/2018-06-01/runtime";

struct Api(BufReader<TcpStream>);

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> String {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn id(&self) -> String {
        self.header("lambda-runtime-aws-request-id")
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).trim().to_owned()
    }
}

impl Api {
    fn new() -> Api {
        let address = env::var("AWS_LAMBDA_RUNTIME_API").expect("AWS_LAMBDA_RUNTIME_API");
        let socket = TcpStream::connect(address).expect("connect");
        socket.set_nodelay(true).expect("nodelay");
        Api(BufReader::new(socket))
    }

    fn send(&mut self, method: &str, path: &str, more: &str, body: &[u8]) {
        let head = format!(
            "{method} {BASE}{path} HTTP/1.1\r\nHost: x\r\n{more}Content-Length: {}\r\n\r\n",
            body.len()
        );
        let whole = [head.as_bytes(), body].concat();
        self.0.get_mut().write_all(&whole).expect("send");
    }

    fn receive(&mut self) -> Answer {
        let mut line = || {
            let mut text = String::new();
            self.0.read_line(&mut text).expect("receive");
            text.trim_end().to_owned()
        };
        let first = line();
        let status = first.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap_or(0);
        let mut headers = Vec::new();
        loop {
            let header = line();
            let Some((key, value)) = header.split_once(':') else { break };
            headers.push((key.to_owned(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, headers, body: Vec::new() };
        let length = answer.header("content-length").parse().unwrap_or(0);
        answer.body.resize(length, 0);
        self.0.read_exact(&mut answer.body).expect("body");
        answer
    }

    fn call(&mut self, method: &str, path: &str, more: &str, body: &[u8]) -> Answer {
        self.send(method, path, more, body);
        self.receive()
    }

    fn next(&mut self) -> Answer {
        self.call("GET", "/invocation/next", "", b"")
    }

    fn respond(&mut self, id: &str, body: &[u8]) -> Answer {
        self.call("POST", &format!("/invocation/{id}/response"), "", body)
    }
}

fn quoted(text: &str) -> String {
    let escape = |letter: char| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        other if (other as u32) < 32 => format!("\\u{:04x}", other as u32),
        other => other.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// What was told with an invocation, as an object.
fn told(invocation: &Answer) -> String {
    let mut parts = vec![format!("\"event\":{}", invocation.text())];
    for (key, value) in &invocation.headers {
        parts.push(format!("{}:{}", quoted(&key.to_lowercase()), quoted(value)));
    }
    let mut variables: Vec<String> =
        env::vars().map(|(key, value)| format!("{}:{}", quoted(&key), quoted(&value))).collect();
    variables.sort();
    parts.push(format!("\"environment\":{{{}}}", variables.join(",")));
    let arguments: Vec<String> = env::args().map(|text| quoted(&text)).collect();
    parts.push(format!("\"arguments\":[{}]", arguments.join(",")));
    let cwd = env::current_dir().map(|dir| dir.display().to_string()).unwrap_or_default();
    parts.push(format!("\"cwd\":{}", quoted(&cwd)));
    format!("{{{}}}", parts.join(","))
}

fn main() {
    let handler = env::var("_HANDLER").unwrap_or_default();
    match handler.as_str() {
        "exits" => {
            println!("leaving at once");
            std::process::exit(3);
        }
        "hangs" => loop {
            thread::sleep(Duration::from_secs(60));
        },
        _ => {}
    }
    let mut api = Api::new();
    if handler == "initerror" {
        let body = br#"{"errorType":"My.Error","errorMessage":"no luck"}"#;
        let header = "Lambda-Runtime-Function-Error-Type: Runtime.NoLuck\r\n";
        let answer = api.call("POST", "/init/error", header, body);
        println!("init error {}", answer.status);
        std::process::exit(1);
    }
    let mut count = 0;
    loop {
        let invocation = api.next();
        count += 1;
        serve(&handler, &mut api, &invocation, count);
    }
}

fn serve(handler: &str, api: &mut Api, invocation: &Answer, count: u32) {
    let id = invocation.id();
    match handler {
        "counter" => {
            api.respond(&id, count.to_string().as_bytes());
        }
        "plain" => {
            api.respond(&id, b"this is not JSON");
        }
        "fails" => {
            let body = br#"{"errorType":"My.Error","errorMessage":"as asked","stackTrace":[]}"#;
            let header = "Lambda-Runtime-Function-Error-Type: Runtime.MyError\r\n";
            api.call("POST", &format!("/invocation/{id}/error"), header, body);
        }
        "crashes" => {
            println!("crashing");
            std::process::abort();
        }
        "sleeps" => thread::sleep(Duration::from_secs(60)),
        "hungry" => {
            let mut held = Vec::new();
            loop {
                held.push(vec![1u8; 1 << 20]);
            }
        }
        "forges" => forge(api, &id),
        "garbage" => garbage(api, &id),
        "twice" => twice(api, &id),
        "parallel" => parallel(api, &id),
        "large" => {
            let answer = api.respond(&id, &vec![b'7'; 7_000_000]);
            println!("large {} {}", answer.status, answer.text());
        }
        "streams" => stream(api, &id, invocation.text().contains("fail")),
        "dies" => {
            api.respond(&id, b"\"the last\"");
            std::process::exit(0);
        }
        "reconnects" => {
            *api = Api::new();
            api.respond(&id, count.to_string().as_bytes());
            *api = Api::new();
        }
        "prints" => {
            print!("HTTP/1.1 202 Accepted\r\n\r\nPOST {BASE}/invocation/{id}/response HTTP/1.1\r\n");
            println!("Content-Length: 2\r\n\r\n{{}}");
            api.respond(&id, b"\"printed\"");
        }
        _ => {
            api.respond(&id, told(invocation).as_bytes());
        }
    }
}

/// Answers for invocations that are not its own, then for its own, twice.
fn forge(api: &mut Api, id: &str) {
    let mut all = Vec::new();
    for other in ["00000000-0000-0000-0000-000000000000", "", "../next", "%2e%2e"] {
        let answer = api.respond(other, b"\"forged\"");
        all.push(format!("[{},{}]", answer.status, quoted(&answer.text())));
    }
    let answer = api.call("POST", "/init/error", "", b"{}");
    all.push(format!("[{},{}]", answer.status, quoted(&answer.text())));
    let answer = api.call("DELETE", "/invocation/next", "", b"");
    all.push(format!("[{},{}]", answer.status, quoted(&answer.text())));
    let answer = api.call("GET", "/restore/next", "", b"");
    all.push(format!("[{},{}]", answer.status, quoted(&answer.text())));
    api.respond(id, format!("[{}]", all.join(",")).as_bytes());
    let again = api.respond(id, b"\"again\"");
    println!("again {} {}", again.status, again.text());
}

/// More than the kernel holds for a connection.
const MUCH: usize = 64 << 20;

/// Bytes that are no HTTP, on connections of their own; then the answer.
fn garbage(api: &mut Api, id: &str) {
    let mut all = Vec::new();
    for bytes in [
        &b"what is this\r\n\r\n"[..],
        b"GET /2018-06-01/runtime/invocation/next SPDY/3\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnope\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ] {
        let mut other = Api::new();
        other.0.get_mut().write_all(bytes).expect("send");
        let answer = other.receive();
        let mut rest = Vec::new();
        let _ = other.0.read_to_end(&mut rest);
        all.push(format!("[{},{}]", answer.status, rest.len()));
    }
    let mut endless = Api::new();
    let piece = [b'x'; 4096];
    let mut sent = 0;
    while sent < MUCH && endless.0.get_mut().write_all(&piece).is_ok() {
        sent += piece.len();
    }
    all.push(format!("[{},0]", u8::from(sent < MUCH)));
    api.respond(id, format!("[{}]", all.join(",")).as_bytes());
}

/// Asks for the next invocation while one is under way.
fn twice(api: &mut Api, id: &str) {
    let answer = api.next();
    let text = format!("[{},{}]", answer.status, quoted(&answer.text()));
    api.respond(id, text.as_bytes());
}

/// Two connections ask for the next invocation at once: one gets it, the other is told off.
fn parallel(api: &mut Api, id: &str) {
    api.respond(id, b"\"first\"");
    let mut other = Api::new();
    other.send("GET", "/invocation/next", "", b"");
    api.send("GET", "/invocation/next", "", b"");
    let (one, two) = (other.receive(), api.receive());
    let (got, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    let text = format!("[{},{}]", refused.status, quoted(&refused.text()));
    api.respond(&got.id(), text.as_bytes());
}

/// A response in chunks, as for a function URL with streaming; `fail`: it breaks on the way.
fn stream(api: &mut Api, id: &str, fail: bool) {
    let head = format!(
        "POST {BASE}/invocation/{id}/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\
         Lambda-Runtime-Function-Response-Mode: streaming\r\n\
         Trailer: Lambda-Runtime-Function-Error-Type\r\n\r\n"
    );
    let socket = api.0.get_mut();
    socket.write_all(head.as_bytes()).expect("head");
    for piece in ["\"one,", " two,", " three\""] {
        let chunk = format!("{:x}\r\n{piece}\r\n", piece.len());
        socket.write_all(chunk.as_bytes()).expect("chunk");
        thread::sleep(Duration::from_millis(5));
    }
    let trailer = if fail { "Lambda-Runtime-Function-Error-Type: My.Broken\r\n" } else { "" };
    socket.write_all(format!("0\r\n{trailer}\r\n").as_bytes()).expect("end");
    api.receive();
}
