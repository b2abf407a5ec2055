//! Work that takes its time: the simulator reads documents of a caller's over and over. It is done
//! beside the threads that answer everybody else, one piece after the other.

use tokio::runtime::Handle;
use tokio::sync::{Semaphore, TryAcquireError};

/// Pieces that are done or wait. One takes some hundred milliseconds at the worst (see
/// `PAGE_WORK_BYTES_MAX` of the simulator), so the last one waits for seconds, not for minutes.
const PLACES: usize = 32;

pub struct Aside {
    places: Semaphore,
    turn: Semaphore,
}

impl Default for Aside {
    fn default() -> Aside {
        Aside { places: Semaphore::new(PLACES), turn: Semaphore::new(1) }
    }
}

impl Aside {
    /// Does it when its turn comes; where too much waits already, the caller is to come again.
    pub async fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<R, wire::Error> + Send + 'static,
    ) -> Result<R, wire::Error> {
        let _place = self.places.try_acquire().map_err(|full| match full {
            TryAcquireError::NoPermits => wire::Error::client("Throttling", "Rate exceeded"),
            TryAcquireError::Closed => wire::Error::internal("the simulator is closed"),
        })?;
        let turn = self.turn.acquire().await;
        let _turn = turn.map_err(|closed| wire::Error::internal(closed.to_string()))?;
        match Handle::try_current() {
            Ok(runtime) => {
                let done = runtime.spawn_blocking(work).await;
                done.unwrap_or_else(|panic| Err(wire::Error::internal(panic.to_string())))
            }
            // Whoever drives this without a runtime waits for nobody else.
            Err(_) => work(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn pieces_are_done_in_turn_on_other_threads_and_too_many_are_refused() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (aside, here) = (Aside::default(), std::thread::current().id());
        runtime.block_on(async {
            let (end, ended) = mpsc::channel::<()>();
            let mut first = Box::pin(aside.run(move || {
                let _ = ended.recv();
                Ok(std::thread::current().id())
            }));
            let mut others: Vec<_> =
                (1..PLACES).map(|n| Box::pin(aside.run(move || Ok(n)))).collect();
            assert!(is_pending(&mut first).await);
            for other in &mut others {
                assert!(is_pending(other).await);
            }
            let refused = aside.run(|| Ok(())).await.unwrap_err();
            assert_eq!(&*refused.code, "Throttling");
            drop(end);
            assert_ne!(first.await.unwrap(), here);
            for (other, n) in others.into_iter().zip(1..) {
                assert_eq!(other.await.unwrap(), n);
            }
            aside.run(|| Ok(())).await.unwrap();
        });
    }

    async fn is_pending<F: Future + Unpin>(future: &mut F) -> bool {
        let mut future = std::pin::Pin::new(future);
        std::future::poll_fn(|cx| std::task::Poll::Ready(future.as_mut().poll(cx).is_pending()))
            .await
    }
}
