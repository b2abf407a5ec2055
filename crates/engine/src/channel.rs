//! How the engine and an instance speak with each other: frames with our own bootstraps, the
//! Runtime API with everybody else's.

use std::io;
use std::task::{Context, Poll};

use bytes::Bytes;
use sandbox::program::Refused;

use crate::frame::{self, Said};
use crate::frames::Frames;
use crate::head::Head;
use crate::runtime_api::{self, RuntimeApi};
use crate::sandboxes::Stem;

pub enum Channel {
    Frames(Frames),
    Program(Box<RuntimeApi>),
}

/// What goes to an instance.
#[derive(Debug, Default)]
pub struct Letter {
    /// Everything before the event. Empty: nothing is sent, only an answer is awaited.
    pub head: Vec<u8>,
    pub event: Bytes,
    pub written: usize,
}

impl Letter {
    pub fn is_sent(&self) -> bool {
        self.written >= self.head.len() + self.event.len()
    }
}

/// What a channel has to tell.
#[derive(Debug)]
pub enum Heard {
    Said(Said),
    /// There is no program that could have said anything.
    NotStarted(Refused),
    /// What no bootstrap says.
    Violated(String),
    /// The other end is closed; how the process ended is still open.
    Closed,
    /// It cannot be listened to.
    Lost,
}

impl Channel {
    /// The channel of a stem, and what else there is of it comes back.
    pub fn of(stem: &mut Stem) -> io::Result<Channel> {
        let socket = stem.channel.take().ok_or(io::ErrorKind::NotConnected)?;
        match stem.program.take() {
            None => Ok(Channel::Frames(Frames::new(socket)?)),
            Some(ends) => Ok(Channel::Program(Box::new(RuntimeApi::new(socket, ends)?))),
        }
    }

    pub fn is_program(&self) -> bool {
        matches!(self, Channel::Program(_))
    }

    /// An invocation, written as this channel has it.
    pub fn letter(&mut self, head: &Head, deadline_ms: u64, event: Bytes) -> Letter {
        let head = match self {
            Channel::Frames(_) => {
                frame::invocation(deadline_ms, event.len(), |into| head.write(into))
            }
            Channel::Program(api) => {
                api.expect(&head.request_id);
                runtime_api::invocation(head, deadline_ms, event.len())
            }
        };
        Letter { head, event, written: 0 }
    }

    /// Sends what can be sent at once. False: the instance is dead and has seen nothing.
    pub fn try_write(&mut self, letter: &mut Letter) -> bool {
        match self {
            Channel::Frames(frames) => frames.try_write(letter),
            Channel::Program(api) => api.is_there(),
        }
    }

    /// Sends what is left of the letter, and listens. `gone`: whether the sandbox has ended.
    pub fn poll(
        &mut self,
        letter: &mut Letter,
        gone: &mut dyn FnMut() -> bool,
        context: &mut Context<'_>,
    ) -> Poll<Heard> {
        match self {
            Channel::Frames(frames) => frames.poll(letter, context),
            Channel::Program(api) => api.poll(letter, gone, context),
        }
    }

    /// An answer that was given before the end of the sandbox.
    pub fn last_words(&mut self) -> Option<Heard> {
        match self {
            Channel::Frames(frames) => frames.last_words().map(Heard::Said),
            Channel::Program(api) => api.last_words(),
        }
    }
}
