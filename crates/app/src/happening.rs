//! What happens to a running application, one thing after the other.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;

use crate::desk::Asked;

/// What waits to be told; an edit that finds no room is told with the ones before it.
const WAITING_MAX: usize = 16;

/// Everything that can happen to a running application.
#[derive(Debug)]
pub enum Happening {
    Interrupted,
    Edited,
    /// Somebody asks for a deployment, or what one would do.
    Asked(Asked),
    /// The warden is gone.
    Lost(String),
}

impl PartialEq for Happening {
    fn eq(&self, other: &Happening) -> bool {
        match (self, other) {
            (Happening::Lost(one), Happening::Lost(other)) => one == other,
            // Each has an answer of its own to come.
            (Happening::Asked(_), _) => false,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// Where it is told.
pub type Teller = mpsc::Sender<Happening>;

/// What has happened and was not dealt with yet.
pub struct Told {
    coming: mpsc::Receiver<Happening>,
    put_off: VecDeque<Happening>,
}

impl Told {
    pub fn new() -> (Teller, Told) {
        let (tell, coming) = mpsc::channel(WAITING_MAX);
        (tell, Told { coming, put_off: VecDeque::new() })
    }

    pub async fn next(&mut self) -> Option<Happening> {
        match self.put_off.pop_front() {
            Some(happening) => Some(happening),
            None => self.coming.recv().await,
        }
    }

    /// Until Ctrl-C is pressed. Whatever else happens meanwhile is put off, not lost.
    pub async fn interrupted(&mut self) {
        while let Some(happening) = self.coming.recv().await {
            if happening == Happening::Interrupted {
                return;
            }
            if !self.put_off.contains(&happening) {
                self.put_off.push_back(happening);
            }
        }
        std::future::pending().await
    }
}

/// Ctrl-C and SIGTERM, told as they come.
pub fn interrupts(tell: &Teller) -> io::Result<()> {
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        let mut caught = signal(kind)?;
        let tell = tell.clone();
        tokio::spawn(async move {
            while caught.recv().await.is_some() {
                if tell.send(Happening::Interrupted).await.is_err() {
                    return;
                }
            }
        });
    }
    Ok(())
}

/// The first future's result, unless the second one is done before it.
pub async fn race<T>(
    first: impl Future<Output = T>,
    second: impl Future<Output = ()>,
) -> Option<T> {
    let (mut first, mut second) = (pin!(first), pin!(second));
    poll_fn(|context| match first.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => second.as_mut().poll(context).map(|()| None),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run<T>(future: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(future)
    }

    #[test]
    fn an_edit_during_another_ones_reload_is_not_lost() {
        run(async {
            let (tell, mut told) = Told::new();
            tell.send(Happening::Edited).await.unwrap();
            tell.send(Happening::Edited).await.unwrap();
            tell.send(Happening::Interrupted).await.unwrap();
            told.interrupted().await;
            tell.send(Happening::Lost("x".into())).await.unwrap();
            assert_eq!(told.next().await, Some(Happening::Edited));
            assert_eq!(told.next().await, Some(Happening::Lost("x".into())));
        });
    }

    #[test]
    fn the_first_to_be_done_wins_and_ties_go_to_the_work() {
        run(async {
            let done = || std::future::ready(());
            assert_eq!(race(std::future::ready(1), done()).await, Some(1));
            assert_eq!(race(std::future::pending::<u8>(), done()).await, None);
        });
    }
}
