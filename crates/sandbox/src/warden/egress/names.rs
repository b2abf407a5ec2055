//! Questions for names. They arrive on a loopback address of the sandbox and go to the host's
//! resolvers, each from a socket of its own (so that nobody guesses where an answer is awaited).

use std::net::SocketAddrV4;
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use crate::egress::Egress;
use crate::warden::egress::{Gate, Line, net};

/// Questions of one sandbox that wait for an answer, and of all.
const QUERIES_MAX: usize = 64;
const QUERIES_TOTAL_MAX: usize = 2_048;
/// No question is longer.
const QUERY_BYTES_MAX: usize = 4_096;
/// A resolver that is silent for so long is given up for the next one.
const PATIENCE: Duration = Duration::from_secs(2);
/// Whoever asked has given up by then.
const PATIENCE_ALL: Duration = Duration::from_secs(10);
/// Taken at a time, so that everybody gets a turn.
const QUESTIONS_AT_ONCE: usize = 16;
const HEAD_BYTES: usize = 12;
/// Answers that say no.
const SERVER_FAILURE: u8 = 2;
const REFUSED: u8 = 5;

pub struct Query {
    pub sandbox: u64,
    from: SocketAddrV4,
    question: Vec<u8>,
    socket: OwnedFd,
    asked: Instant,
    since: Instant,
    tries: usize,
}

impl Gate {
    pub(super) fn hear_questions(&mut self, sandbox: u64) {
        for _ in 0..QUESTIONS_AT_ONCE {
            let Some(one) = self.sandboxes.get(&sandbox) else { return };
            let Some(lines) = &one.lines else { return };
            let received = net::receive_from(lines.names.as_fd(), &mut self.buffer);
            let Ok((size, from)) = received else { return };
            if !(HEAD_BYTES..=QUERY_BYTES_MAX).contains(&size) {
                continue;
            }
            let question = self.buffer[..size].to_vec();
            let allowed = one.rules.as_ref().is_some_and(Egress::is_any);
            let busy = one.queries >= QUERIES_MAX || self.queries.len() >= QUERIES_TOTAL_MAX;
            if !allowed {
                self.say_no(sandbox, from, &question, REFUSED);
            } else if busy || !self.ask(sandbox, from, &question, 0, Instant::now()) {
                self.say_no(sandbox, from, &question, SERVER_FAILURE);
            }
        }
    }

    /// False where there is nobody to ask (any more).
    fn ask(
        &mut self,
        sandbox: u64,
        from: SocketAddrV4,
        question: &[u8],
        tries: usize,
        since: Instant,
    ) -> bool {
        let Some(server) = self.resolvers.nth(tries) else { return false };
        let domain = if server.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
        let id = self.number();
        let open = || {
            let socket = net::open(domain, libc::SOCK_DGRAM)?;
            net::connect(socket.as_fd(), server, domain)?;
            net::send(socket.as_fd(), question)?;
            self.watch(&socket, libc::EPOLLIN, Line::Query(id))?;
            Ok::<_, std::io::Error>(socket)
        };
        let Ok(socket) = open() else { return false };
        let (asked, question) = (Instant::now(), question.to_vec());
        self.queries.insert(id, Query { sandbox, from, question, socket, asked, since, tries });
        if let Some(one) = self.sandboxes.get_mut(&sandbox) {
            one.queries += 1;
        }
        true
    }

    fn take_query(&mut self, id: u64) -> Option<Query> {
        let query = self.queries.remove(&id)?;
        if let Some(one) = self.sandboxes.get_mut(&query.sandbox) {
            one.queries -= 1;
        }
        Some(query)
    }

    pub(super) fn hear_answer(&mut self, id: u64) {
        let Some(query) = self.queries.get(&id) else { return };
        match net::receive(query.socket.as_fd(), &mut self.buffer) {
            Ok(size) if size >= HEAD_BYTES && self.buffer[..2] == query.question[..2] => {
                let Some(query) = self.take_query(id) else { return };
                let answer = std::mem::take(&mut self.buffer);
                self.pass(query.sandbox, query.from, &answer[..size]);
                self.buffer = answer;
            }
            Err(error) if error.kind() != std::io::ErrorKind::WouldBlock => self.ask_next(id),
            // Not an answer to this.
            _ => {}
        }
    }

    /// The next resolver, or no at once when each has been asked.
    fn ask_next(&mut self, id: u64) {
        let Some(query) = self.take_query(id) else { return };
        let tries = query.tries + 1;
        let over = tries >= self.resolvers.count();
        let Query { sandbox, from, question, since, .. } = query;
        if over || !self.ask(sandbox, from, &question, tries, since) {
            self.say_no(sandbox, from, &question, SERVER_FAILURE);
        }
    }

    pub(super) fn tend_queries(&mut self) {
        let late = |query: &Query| query.asked.elapsed() > PATIENCE;
        let silent: Vec<u64> =
            self.queries.iter().filter(|(_, query)| late(query)).map(|(id, _)| *id).collect();
        for id in silent {
            let Some(query) = self.queries.get(&id) else { continue };
            if query.since.elapsed() > PATIENCE_ALL {
                self.take_query(id);
            } else if query.tries + 1 < self.resolvers.count() {
                self.ask_next(id);
            }
        }
    }

    fn say_no(&mut self, sandbox: u64, from: SocketAddrV4, question: &[u8], code: u8) {
        if let Some(answer) = refusal(question, code) {
            self.pass(sandbox, from, &answer);
        }
    }

    fn pass(&self, sandbox: u64, to: SocketAddrV4, answer: &[u8]) {
        let one = self.sandboxes.get(&sandbox).and_then(|one| one.lines.as_ref());
        if let Some(lines) = one {
            // Lost where there is no room, as datagrams may be.
            let _ = net::send_to(lines.names.as_fd(), answer, to);
        }
    }
}

/// The question again, with a code instead of an answer (RFC 1035, 4.1). `None` for what is none.
fn refusal(question: &[u8], code: u8) -> Option<Vec<u8>> {
    let is_question = question.get(2)? & 0x80 == 0 && question.get(4..6)? == [0, 1];
    let mut at = HEAD_BYTES;
    loop {
        let length = usize::from(*question.get(at)?);
        at += 1 + length;
        if length == 0 {
            break;
        }
        // A name in a question points nowhere.
        if length > 63 {
            return None;
        }
    }
    let mut answer = question.get(..at + 4).filter(|_| is_question)?.to_vec();
    answer[2] |= 0x80;
    answer[3] = 0x80 | code;
    answer[6..HEAD_BYTES].fill(0);
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_repeats_the_question_and_nothing_else() {
        let mut question =
            b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x01\x01a\x02bc\0".to_vec();
        question.extend_from_slice(b"\x00\x01\x00\x01");
        let length = question.len();
        question.extend_from_slice(b"\x00\x00\x29\x05\xc0\x00\x00\x00\x00\x00\x00");
        let answer = refusal(&question, REFUSED).unwrap();
        assert_eq!(&answer[..HEAD_BYTES], b"\x12\x34\x81\x85\x00\x01\x00\x00\x00\x00\x00\x00");
        assert_eq!(answer[HEAD_BYTES..], question[HEAD_BYTES..length]);
    }

    #[test]
    fn what_is_no_question_is_not_answered() {
        let question = b"\x12\x34\x01\x00\x00\x01\0\0\0\0\0\0\x01a\0\x00\x01\x00\x01";
        assert!(refusal(question, 2).is_some());
        for size in 0..question.len() {
            assert_eq!(refusal(&question[..size], 2), None);
        }
        let mut answer = question.to_vec();
        answer[2] |= 0x80;
        assert_eq!(refusal(&answer, 2), None);
    }
}
