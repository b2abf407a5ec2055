//! What ours is measured against, in the same run: bare interpreters, a bare server.

use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

/// A handler that does nothing, and tells a cold start from a warm one.
pub const PLAIN: &str = "count = 0\n\n\ndef handler(event, context):\n    global count\n    \
                         count += 1\n    return {\"statusCode\": 200, \"body\": str(count)}\n";

/// A handler whose module makes a boto3 resource.
pub const BOTO: &str = "import boto3\n\ntable = boto3.resource('dynamodb').Table('bench')\n\
                        count = 0\n\n\ndef handler(event, context):\n    global count\n    \
                        count += 1\n    return {\"statusCode\": 200, \"body\": str(count)}\n";

/// The bare server's worker: frames in, the same handler, frames out.
const WORKER: &str = "
import json, struct, sys
count = 0
def handler(event, context):
    global count
    count += 1
    return {'statusCode': 200, 'body': str(count)}
i, o = sys.stdin.buffer, sys.stdout.buffer
while True:
    head = i.read(4)
    if len(head) < 4:
        break
    event = json.loads(i.read(struct.unpack('<I', head)[0]))
    out = json.dumps(handler(event, None)).encode()
    o.write(struct.pack('<I', len(out)) + out)
    o.flush()
";

/// The interpreter that the platform chose, and the packages that it made for functions.
pub struct Python {
    pub interpreter: PathBuf,
    pub packages: Option<PathBuf>,
}

impl Python {
    /// `python3 -I -c pass`, started and waited for.
    pub fn bare(&self) -> io::Result<Duration> {
        self.time(&["-I", "-c", "pass"])
    }

    /// A bare process that makes the resource.
    pub fn boto(&self) -> io::Result<Duration> {
        self.time(&["-c", "import boto3; boto3.resource('dynamodb').Table('bench')"])
    }

    fn time(&self, arguments: &[&str]) -> io::Result<Duration> {
        let started = Instant::now();
        let mut command = Command::new(&self.interpreter);
        command.args(arguments).env_clear().env("AWS_DEFAULT_REGION", "us-east-1");
        if let Some(packages) = &self.packages {
            command.env("PYTHONPATH", packages);
        }
        let status = command.stdin(Stdio::null()).status()?;
        if !status.success() {
            return Err(io::Error::other(format!("the bare interpreter ended with {status}")));
        }
        Ok(started.elapsed())
    }
}

struct Worker {
    input: ChildStdin,
    output: ChildStdout,
    _child: tokio::process::Child,
}

/// A bare HTTP server that passes each request to one of `workers` Python processes over a
/// pipe. Serves until the process ends; gives its address.
pub fn serve(python: &Python, workers: usize) -> io::Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?.to_string();
    let interpreter = python.interpreter.clone();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        if let Ok(runtime) = runtime {
            let _ = runtime.block_on(accept(listener, interpreter, workers));
        }
    });
    Ok(address)
}

async fn accept(
    listener: std::net::TcpListener,
    interpreter: PathBuf,
    workers: usize,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut pool = Vec::new();
    for _ in 0..workers {
        let mut child = tokio::process::Command::new(&interpreter)
            .args(["-I", "-c", WORKER])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a worker without pipes"));
        };
        pool.push(Arc::new(Mutex::new(Worker { input, output, _child: child })));
    }
    let mut next = 0;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let worker = Arc::clone(&pool[next % pool.len()]);
        next += 1;
        tokio::spawn(async move {
            let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let worker = Arc::clone(&worker);
                async move {
                    let body = request.into_body().collect().await.map(|b| b.to_bytes());
                    let answer = ask(&worker, &body.unwrap_or_default()).await.unwrap_or_default();
                    Ok::<_, Infallible>(hyper::Response::new(Full::new(Bytes::from(answer))))
                }
            });
            let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
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
