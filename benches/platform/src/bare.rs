//! Bare HTTP servers, each a process of its own so that its processor time can be told from the
//! clients': this program once more, with `bare-server` as its first word.

use std::convert::Infallible;
use std::io::{self, Write};
use std::process::Command;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

use crate::yardstick::{Piped, Python, WORKER};

/// A running bare server. Ends when dropped.
pub struct Server {
    process: Piped,
    pub address: String,
}

impl Server {
    /// Passes each request to one of `workers` Python processes over a pipe; with none, answers
    /// by itself.
    pub fn start(python: &Python, workers: usize) -> io::Result<Server> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("bare-server").arg(&python.interpreter).arg(workers.to_string());
        let mut process = Piped::start(command)?;
        let address = process.line()?;
        Ok(Server { process, address })
    }

    pub fn shares(&self) -> crate::process::Shares {
        let server = self.process.pid();
        let mut shares = crate::process::Shares::of(server);
        // Its workers have no users of their own.
        shares.functions = std::mem::take(&mut shares.rest);
        shares
    }
}

/// What the process does: says where it is, and serves until its input ends.
pub fn run(interpreter: &str, workers: usize) -> io::Result<()> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    println!("{address}");
    io::stdout().flush()?;
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0);
    });
    runtime.block_on(accept(listener, interpreter, workers))
}

struct Worker {
    input: ChildStdin,
    output: ChildStdout,
    _child: tokio::process::Child,
}

async fn accept(
    listener: std::net::TcpListener,
    interpreter: &str,
    workers: usize,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut pool = Vec::new();
    for _ in 0..workers {
        pool.push(Arc::new(Mutex::new(worker(interpreter)?)));
    }
    let mut next = 0;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let worker = (!pool.is_empty()).then(|| Arc::clone(&pool[next % pool.len()]));
        next += 1;
        tokio::spawn(async move {
            let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let worker = worker.clone();
                async move {
                    let body = request.into_body().collect().await.map(|b| b.to_bytes());
                    let answer = match worker {
                        Some(worker) => ask(&worker, &body.unwrap_or_default()).await,
                        None => Ok(b"{\"statusCode\": 200, \"body\": \"1\"}".to_vec()),
                    };
                    let answer = Full::new(Bytes::from(answer.unwrap_or_default()));
                    Ok::<_, Infallible>(hyper::Response::new(answer))
                }
            });
            let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn worker(interpreter: &str) -> io::Result<Worker> {
    let mut child = tokio::process::Command::new(interpreter)
        .args(["-I", "-c", WORKER])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::Error::other("a worker without pipes"));
    };
    Ok(Worker { input, output, _child: child })
}

async fn ask(worker: &Mutex<Worker>, body: &[u8]) -> io::Result<Vec<u8>> {
    let mut worker = worker.lock().await;
    let mut frame = (body.len() as u32).to_le_bytes().to_vec();
    frame.extend_from_slice(body);
    worker.input.write_all(&frame).await?;
    let mut head = [0; 4];
    worker.output.read_exact(&mut head).await?;
    let mut answer = vec![0; u32::from_le_bytes(head) as usize];
    worker.output.read_exact(&mut answer).await?;
    Ok(answer)
}
