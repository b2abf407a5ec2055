use proptest::prelude::*;

use super::*;

/// What a reader makes of some bytes: each request with its body, then why it ended.
type Read = (Vec<(Head, Body)>, Option<Bad>);

/// Reads `bytes` as a socket would give them, `step` at a time.
fn read(bytes: &[u8], step: usize, bytes_max: Option<usize>) -> Read {
    let (mut reader, mut all, mut open) = (Reader::default(), Vec::new(), None);
    for piece in bytes.chunks(step.max(1)) {
        reader.push(piece);
        loop {
            let done = match open.take() {
                None => reader.head().map(|head| {
                    let there = head.is_some();
                    if let Some(head) = head {
                        reader.begin_body(&head, bytes_max);
                        open = Some(head);
                    }
                    there
                }),
                Some(head) => reader.body().map(|body| match body {
                    Some(body) => {
                        all.push((head, body));
                        true
                    }
                    None => {
                        open = Some(head);
                        false
                    }
                }),
            };
            match done {
                Ok(true) => {}
                Ok(false) => break,
                Err(bad) => return (all, Some(bad)),
            }
        }
    }
    (all, None)
}

fn one(text: &str) -> (Head, Body) {
    let (mut all, bad) = read(text.as_bytes(), usize::MAX, Some(1000));
    assert_eq!((all.len(), bad), (1, None), "{text:?}");
    all.remove(0)
}

#[test]
fn what_clients_send_is_understood() {
    let (head, body) = one("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!((&*head.method, &*head.path), ("GET", "/2018-06-01/runtime/invocation/next"));
    assert_eq!((head.close, body), (false, Body::default()));
    let (head, body) =
        one("\r\nPOST /a?b=c HTTP/1.0\r\ncontent-length:  3 \r\nExpect: 100-continue\r\n\
         LAMBDA-Runtime-Function-Error-Type: My.Error\r\n\r\nabc");
    assert_eq!((&*head.path, head.close, head.expects_continue), ("/a", true, true));
    assert_eq!(head.error_type.as_deref(), Some("My.Error"));
    assert_eq!(body.bytes, b"abc");
    let (head, body) =
        one("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: x, Close\r\n\r\n\
         3;ext=1\r\nabc\r\n0A\r\n0123456789\r\n0\r\nLambda-Runtime-Function-Error-Type: E\r\n\r\n");
    assert!(head.close);
    assert_eq!((&*body.bytes, body.error_type.as_deref()), (&b"abc0123456789"[..], Some("E")));
}

#[test]
fn what_is_ambiguous_or_no_http_is_refused() {
    for text in [
        "GET /\r\n\r\n",
        "GET / HTTP/2\r\n\r\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET http://x/ HTTP/1.1\r\n\r\n",
        "G(T / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nNo colon\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nA : b\r\n\r\n",
        "GET / HTTP/1.1\nA: b\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: \r\n\r\nx",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\nx\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\nx\r\n",
    ] {
        let (all, bad) = read(text.as_bytes(), usize::MAX, Some(1000));
        assert!(all.is_empty() && bad.is_some(), "{text:?}: {all:?}");
    }
}

#[test]
fn heads_and_lines_have_an_end() {
    let long = "x".repeat(HEAD_BYTES_MAX);
    let many = "A: b\r\n".repeat(HEADERS_MAX + 1);
    for text in [
        long.clone(),
        format!("GET / HTTP/1.1\r\nA: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{many}\r\n"),
        format!("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{}", "0".repeat(300)),
        format!("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n{long}{long}"),
    ] {
        assert!(read(format!("{text}more").as_bytes(), 4096, Some(10)).1.is_some());
    }
}

#[test]
fn a_body_that_is_too_long_is_dropped_and_told() {
    let fixed = "POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabcdef";
    let chunked =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n";
    for text in [fixed, chunked] {
        let twice = format!("{text}{text}");
        for (most, too_large, kept) in [(5, true, 0), (6, false, 6)] {
            for step in [1, 7, 1000] {
                let (all, bad) = read(twice.as_bytes(), step, Some(most));
                assert_eq!((all.len(), bad), (2, None));
                let body = &all[1].1;
                assert_eq!((body.too_large, body.bytes.len()), (too_large, kept));
            }
        }
        let (all, bad) = read(twice.as_bytes(), 3, None);
        assert_eq!((all.len(), bad, all[0].1.bytes.len()), (2, None, 0));
    }
}

/// Well-formed requests, and what they are to be read as.
fn requests() -> impl Strategy<Value = Vec<(String, Vec<Vec<u8>>, bool)>> {
    let body = prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 0..5);
    prop::collection::vec(("/[a-z0-9/._-]{0,20}", body, any::<bool>()), 1..4)
}

fn written(path: &str, pieces: &[Vec<u8>], chunked: bool) -> Vec<u8> {
    let mut out = format!("POST {path} HTTP/1.1\r\nHost: x\r\n").into_bytes();
    if chunked {
        out.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
        for piece in pieces {
            out.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
            out.extend_from_slice(piece);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"0\r\n\r\n");
    } else {
        let body = pieces.concat();
        out.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        out.extend_from_slice(&body);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever the pieces that the socket gives, the same is read.
    #[test]
    fn requests_are_read_as_they_were_written(all in requests(), step in 1usize..80) {
        let bytes: Vec<u8> =
            all.iter().flat_map(|(path, body, chunked)| written(path, body, *chunked)).collect();
        let (read, bad) = read(&bytes, step, Some(1 << 20));
        prop_assert_eq!(bad, None);
        prop_assert_eq!(read.len(), all.len());
        for ((head, body), (path, pieces, _)) in read.iter().zip(&all) {
            prop_assert_eq!(&head.path, path);
            prop_assert_eq!(&body.bytes, &pieces.concat());
        }
    }

    /// Nonsense, and requests with a byte changed, never panic, and are read alike in any pieces.
    #[test]
    fn nothing_that_comes_is_trusted(
        all in requests(),
        nonsense in prop::collection::vec(any::<u8>(), 0..200),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        step in 1usize..80,
    ) {
        let (path, body, chunked) = &all[0];
        let mut bytes = written(path, body, *chunked);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        for bytes in [&bytes, &nonsense] {
            let (whole, bad) = read(bytes, usize::MAX, Some(64));
            let (pieces, also_bad) = read(bytes, step, Some(64));
            prop_assert_eq!(whole, pieces);
            prop_assert_eq!(bad, also_bad);
        }
    }
}
