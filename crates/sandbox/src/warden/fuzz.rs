//! Messages that nobody of ours has written: whatever their bytes, and whatever descriptors come
//! along, they are read to the end or refused, and what is read says no more than what was sent.

use std::os::fd::OwnedFd;

use proptest::prelude::*;

use crate::egress::Egress;
use crate::message;
use crate::program;
use crate::socket::{self, Kind};
use crate::warden::{builder, template, watch};
use crate::{Assignment, Preload, Request, TemplateSpec};

fn descriptors(count: usize) -> Vec<OwnedFd> {
    let pair = || socket::pair(Kind::Stream).unwrap().0;
    (0..count).map(|_| pair()).collect()
}

/// Everything that reads what another process has said.
fn read_all(message: &[u8], count: usize) {
    let _ = message::read_options(message);
    let _ = message::read_report(message);
    let _ = message::read_egress(&mut message::Reader(message));
    let _ = message::read_event(message, descriptors(count));
    let _ = builder::read_answer(message, descriptors(count));
    let _ = watch::read_answer(message);
    let _ = template::read_said(message);
    let _ = program::read_orders(message);
    let _ = program::read_refused(message);
    if let Some(request) = message::read_request(message) {
        // Nothing in it can be larger than what came.
        let again = message::write_request(&request);
        assert!(again.len() <= message.len() * 4 + 256, "{} of {}", again.len(), message.len());
        assert_eq!(message::read_request(&again), Some(request));
    }
}

fn assignment() -> Vec<u8> {
    let spec = Assignment {
        mounts: vec![("/a".into(), "/var/task".into()), ("/b".into(), "/opt".into())],
        memory_bytes: 1 << 27,
        cpu_weight: 128,
        pids_max: 64,
        tmp_bytes: 1 << 29,
        files_max: 1024,
        egress: Egress::parse("deny 10.0.0.0/8").unwrap(),
    };
    message::write_request(&Request::Assign { sandbox: 3, spec, payload: b"{}".to_vec() })
}

fn known() -> Vec<Vec<u8>> {
    let spec = TemplateSpec {
        interpreter: "/p/bin/python3".into(),
        prefix: "/p".into(),
        managed: Some("/m".into()),
        preload: Preload::Boto3,
    };
    vec![
        assignment(),
        message::write_request(&Request::Template { template: 1, spec }),
        message::write_request(&Request::Stem { template: 1, sandbox: 2, rehearse: true }),
        message::write_request(&Request::Kill { sandbox: 9 }),
        builder::order_make(4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        count in 0usize..6,
    ) {
        read_all(&bytes, count);
    }

    #[test]
    fn bytes_after_a_known_kind_are_read_or_refused(
        kind in proptest::sample::select(b"TLSAZKtfsxgmcRXPEWF".to_vec()),
        bytes in proptest::collection::vec(any::<u8>(), 0..120),
        count in 0usize..6,
    ) {
        read_all(&[&[kind], &bytes[..]].concat(), count);
    }

    #[test]
    fn a_known_message_with_a_few_bytes_changed_is_read_or_refused(
        which in 0usize..5,
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6),
        cut in any::<usize>(),
    ) {
        let mut bytes = known()[which].clone();
        for (at, value) in changes {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        read_all(&bytes, 3);
        bytes.truncate(cut % (bytes.len() + 1));
        read_all(&bytes, 0);
    }
}

/// A count that promises four thousand million of something reserves nothing for them.
#[test]
fn a_promise_of_many_is_not_believed() {
    for kind in *b"TLSAZKtfsxgm" {
        let mut bytes = vec![kind];
        bytes.extend([0xff; 64]);
        read_all(&bytes, 1);
    }
    let options = [&[0][..], &0u32.to_le_bytes(), &u32::MAX.to_le_bytes()].concat();
    assert!(message::read_options(&options).is_none());
}
