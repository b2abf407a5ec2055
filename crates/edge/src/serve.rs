//! Listeners: taken into service, drained, ended.

use std::future::{Future, poll_fn};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Semaphore, watch};

use crate::answer::Shared;
use crate::body::Room;
use crate::connection::{self, Protocol, Stage, protocol, reached};
use crate::{Face, Limits, Peer};

/// After an accept that failed, usually for want of descriptors, others get time to end.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Opens listeners' connections on a runtime.
#[derive(Clone, Debug)]
pub struct Edge {
    runtime: Handle,
}

/// A listener in service. Dropped, it ends at once with all its connections.
#[derive(Debug)]
pub struct Serving {
    address: SocketAddr,
    stage: watch::Sender<Stage>,
    /// One permit for each connection, and one for the next: taken before it is accepted.
    connections: Arc<Semaphore>,
    connections_max: usize,
    open: Arc<AtomicUsize>,
}

impl Edge {
    /// The runtime must have input, output and time enabled.
    pub fn new(runtime: Handle) -> Edge {
        Edge { runtime }
    }

    /// Accepts connections from now on, and shows them `face`.
    pub fn serve(&self, listener: TcpListener, face: Face, limits: Limits) -> io::Result<Serving> {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let _runtime = self.runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (stage, watched) = watch::channel(Stage::Open);
        let connections_max = limits.connections_max.min(Semaphore::MAX_PERMITS);
        let connections = Arc::new(Semaphore::new(connections_max));
        let open = Arc::new(AtomicUsize::new(0));
        let (room, runtime) = (Room::new(limits.bodies_bytes_max), self.runtime.clone());
        let accepting = Accepting {
            open: Arc::clone(&open),
            protocol: Arc::new(protocol(&limits)),
            shared: Arc::new(Shared { face, limits, room, runtime }),
            connections: Arc::clone(&connections),
            stage: watched.clone(),
        };
        self.runtime.spawn(async move {
            // A stage that ends it ends it wherever it is: the port is free from then on.
            let mut ended = pin!(reached(watched, Stage::Draining));
            let mut accepting = pin!(accepting.run(listener));
            poll_fn(|context| match ended.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(()),
                Poll::Pending => accepting.as_mut().poll(context),
            })
            .await;
        });
        Ok(Serving { address, stage, connections, connections_max, open })
    }

    /// The same for a listener that was opened elsewhere, such as in a sandbox's network: the
    /// descriptor accepts from here.
    pub fn serve_fd(&self, listener: OwnedFd, face: Face, limits: Limits) -> io::Result<Serving> {
        self.serve(TcpListener::from(listener), face, limits)
    }
}

impl Serving {
    /// Where it listens; the port that was found where any was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Connections at this moment.
    pub fn connections(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// Accepts nothing more, lets open requests be answered until the deadline, then ends. True
    /// where all were answered.
    pub async fn shutdown(self, deadline: Duration) -> bool {
        self.stage.send_replace(Stage::Draining);
        let all = u32::try_from(self.connections_max).unwrap_or(u32::MAX);
        let idle = self.connections.acquire_many(all);
        tokio::time::timeout(deadline, idle).await.is_ok()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stage.send_replace(Stage::Closed);
    }
}

/// A connection that counts, until dropped.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(open: &Arc<AtomicUsize>) -> Counted {
        open.fetch_add(1, Ordering::Relaxed);
        Counted(Arc::clone(open))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

struct Accepting {
    open: Arc<AtomicUsize>,
    protocol: Arc<Protocol>,
    shared: Arc<Shared>,
    connections: Arc<Semaphore>,
    stage: watch::Receiver<Stage>,
}

impl Accepting {
    async fn run(self, listener: tokio::net::TcpListener) {
        loop {
            let connections = Arc::clone(&self.connections);
            let Ok(permit) = connections.acquire_owned().await else { return };
            let (socket, remote) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!("a connection could not be accepted: {error}");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            // Answers are written whole: waiting for more to send only delays them.
            let _ = socket.set_nodelay(true);
            let Ok(local) = socket.local_addr() else { continue };
            let peer = Peer { remote, local };
            let (shared, protocol) = (Arc::clone(&self.shared), Arc::clone(&self.protocol));
            let stage = self.stage.clone();
            let counted = Counted::new(&self.open);
            tokio::spawn(async move {
                connection::serve(socket, peer, shared, protocol, stage).await;
                drop((counted, permit));
            });
        }
    }
}
