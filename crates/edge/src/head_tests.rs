use super::*;
use http::HeaderName;
use proptest::prelude::*;

/// The request lines of the heads that were seen, the bytes coming `step` at a time.
fn seen(bytes: &[u8], step: usize) -> Vec<String> {
    let mut scanner = Scanner::new(1024);
    for piece in bytes.chunks(step) {
        scanner.feed(piece);
    }
    std::iter::from_fn(|| scanner.next())
        .map(|head| {
            let line = head.text.split(|&byte| byte == b'\r' || byte == b'\n').next();
            String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
        })
        .collect()
}

#[test]
fn heads_are_found_however_the_bytes_arrive() {
    let cases: &[(&[u8], &[&str])] = &[
        (b"GET / HTTP/1.1\r\nA: b\r\n\r\n", &["GET / HTTP/1.1"]),
        (b"\r\n\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n", &["GET / HTTP/1.1"]),
        (b"GET /1 HTTP/1.1\nA: b\n\nGET /2 HTTP/1.1\n\n", &["GET /1 HTTP/1.1", "GET /2 HTTP/1.1"]),
        (
            b"POST /1 HTTP/1.1\r\ncontent-LENGTH: 4\r\n\r\n\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
            &["POST /1 HTTP/1.1", "GET /2 HTTP/1.1"],
        ),
        (
            b"POST /1 HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n\
              a;x=1\r\n0123456789\r\n1\r\nx\r\n0\r\nTrailer: y\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
            &["POST /1 HTTP/1.1", "GET /2 HTTP/1.1"],
        ),
        // Half a head is none yet.
        (b"GET / HTTP/1.1\r\nA: b\r\n", &[]),
        // What is not understood ends the recording.
        (
            b"GET /1 HTTP/1.1\r\nUpgrade: websocket\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
            &["GET /1 HTTP/1.1"],
        ),
        (
            b"POST /1 HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
            &["POST /1 HTTP/1.1"],
        ),
        (
            b"POST /1 HTTP/1.1\r\nContent-Length: -1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
            &["POST /1 HTTP/1.1"],
        ),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nGET / HTTP/1.1\r\n\r\n", &[]),
    ];
    for (bytes, expected) in cases {
        for step in [1, 2, 7, bytes.len()] {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(&seen(bytes, step), expected, "{step}: {text}");
        }
    }
}

#[test]
fn a_head_beyond_the_limit_is_not_kept() {
    let mut scanner = Scanner::new(1024);
    for _ in 0..100_000 {
        scanner.feed(b"X-Long: 0123456789\r\n");
    }
    assert!(matches!(scanner.mode, Mode::Lost));
    assert!(scanner.next().is_none());
}

fn headers(pairs: &[(&str, &'static str)]) -> HeaderMap {
    let pairs = pairs.iter().map(|(name, value)| {
        (HeaderName::try_from(*name).unwrap(), HeaderValue::from_static(value))
    });
    let mut map = HeaderMap::new();
    pairs.for_each(|(name, value)| {
        map.append(name, value);
    });
    map
}

fn head(text: &str) -> Head {
    let mut scanner = Scanner::new(1024);
    scanner.feed(text.as_bytes());
    scanner.next().unwrap()
}

#[test]
fn names_are_spelled_and_ordered_as_sent() {
    let head = head("GET / HTTP/1.1\r\nhOsT: h\r\nX-b: 1\r\nAccept: a\r\nx-B: 2\r\n\r\n");
    let parsed = headers(&[("host", "h"), ("x-b", "1"), ("x-b", "2"), ("accept", "a")]);
    let spelled = head.respell(&parsed).unwrap();
    let pairs: Vec<_> =
        spelled.iter().map(|(name, value)| (&**name, value.to_str().unwrap())).collect();
    assert_eq!(pairs, [("hOsT", "h"), ("X-b", "1"), ("Accept", "a"), ("x-B", "2")]);
}

#[test]
fn a_head_that_tells_something_else_is_not_used() {
    let head = head("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n");
    assert!(head.respell(&headers(&[("host", "h"), ("a", "b"), ("c", "d")])).is_none());
    // The library may have left a line out, such as a repeated length.
    let fewer = head.respell(&headers(&[("host", "h")])).unwrap();
    assert_eq!(fewer[0].0, "Host");
}

#[test]
fn two_framings_at_once_are_ambiguous() {
    let both = "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
    assert!(head(both).ambiguous);
    assert!(!head("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n").ambiguous);
}

proptest! {
    #[test]
    fn no_bytes_panic_and_memory_stays_bounded(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..32),
                Just(b"GET / HTTP/1.1\r\n\r\n".to_vec()),
                Just(b"Transfer-Encoding: chunked\r\n\r\n".to_vec()),
                Just(b"ffffffffffffffff\r\n".to_vec()),
                Just(b"Content-Length: 18446744073709551615\r\n\r\n".to_vec()),
            ],
            0..40,
        ),
    ) {
        let mut scanner = Scanner::new(256);
        for piece in &pieces {
            scanner.feed(piece);
            if let Mode::Head { text, .. } = &scanner.mode {
                prop_assert!(text.len() <= 256);
            }
        }
    }

    #[test]
    fn pieces_and_wholes_show_the_same(
        bodies in prop::collection::vec((any::<bool>(), 0usize..40), 0..6),
        step in 1usize..50,
    ) {
        let mut bytes = Vec::new();
        for (chunked, length) in &bodies {
            let body = vec![b'\n'; *length];
            if *chunked {
                bytes.extend_from_slice(b"POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
                if *length > 0 {
                    bytes.extend_from_slice(format!("{length:x}\r\n").as_bytes());
                    bytes.extend_from_slice(&body);
                    bytes.extend_from_slice(b"\r\n");
                }
                bytes.extend_from_slice(b"0\r\n\r\n");
            } else {
                let head = format!("POST /l HTTP/1.1\r\nContent-Length: {length}\r\n\r\n");
                bytes.extend_from_slice(head.as_bytes());
                bytes.extend_from_slice(&body);
            }
        }
        let found = seen(&bytes, step);
        let expected: Vec<String> = bodies
            .iter()
            .map(|(chunked, _)| format!("POST /{} HTTP/1.1", if *chunked { 'c' } else { 'l' }))
            .collect();
        prop_assert_eq!(found, expected);
    }
}
