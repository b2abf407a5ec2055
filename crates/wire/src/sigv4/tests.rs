//! Signatures of AWS's own test suite, of botocore, and of ours.

use http::HeaderMap;
use serde_json::Value;

use super::*;
use base::Timestamp;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SECRETS: Secrets<'static> =
    Secrets { access_key_id: "AKIDEXAMPLE", secret_access_key: SECRET, session_token: None };
/// 2015-08-30T12:36:00Z.
const NOW: Timestamp = Timestamp(1_440_938_160_000);

struct Sent {
    name: String,
    method: String,
    path: String,
    query: String,
    headers: HeaderMap,
    body: String,
    canonical: Option<String>,
}

impl Sent {
    fn post(headers: &[(&'static str, &str)]) -> Sent {
        let mut sent = Sent {
            name: "post".into(),
            method: "POST".into(),
            path: "/".into(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: "{}".into(),
            canonical: None,
        };
        sent.add("host", "localhost:4566");
        for (name, value) in headers {
            sent.add(name, value);
        }
        sent
    }

    fn signed(headers: &[(&'static str, &str)]) -> Sent {
        let mut sent = Sent::post(headers);
        let added = sign(&sent.head(), &sent.payload(), SECRETS, "us-east-1", "dynamodb", NOW);
        for (name, value) in added {
            sent.add(name, &value);
        }
        sent
    }

    fn add(&mut self, name: &'static str, value: &str) {
        self.headers.append(name, value.parse().unwrap());
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(name, value.parse().unwrap());
    }

    fn head(&self) -> Head<'_> {
        Head {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            authority: None,
        }
    }

    fn payload(&self) -> Payload {
        Payload::of(self.body.as_bytes())
    }

    fn check(&self, secret: &str, now: Timestamp) -> Result<(), SigError> {
        let head = self.head();
        let claim = parse(&head)?.ok_or_else(SigError::missing)?;
        let payload = match claim.scope.service.as_ref() {
            "s3" if matches!(claim.form, Form::Query { .. }) => Payload::Unsigned,
            "s3" => Payload::declared(&head).unwrap(),
            _ => self.payload(),
        };
        Verifier::new().verify(&claim, &head, &payload, secret, now)
    }

    /// The message with which it is refused.
    fn refused(&self) -> String {
        self.check(SECRET, NOW).unwrap_err().message
    }
}

fn vectors() -> Vec<Sent> {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../../testdata/sigv4.json")).unwrap();
    let text = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
    let read = |case: Value| {
        let mut headers = HeaderMap::new();
        for header in case["headers"].as_array().unwrap() {
            let name: http::HeaderName = header[0].as_str().unwrap().parse().unwrap();
            headers.append(name, header[1].as_str().unwrap().parse().unwrap());
        }
        Sent {
            name: text(&case, "name"),
            method: text(&case, "method"),
            path: text(&case, "path"),
            query: text(&case, "query"),
            headers,
            body: text(&case, "body"),
            canonical: case["canonical"].as_str().map(Into::into),
        }
    };
    cases.into_iter().map(read).collect()
}

#[test]
fn signatures_of_the_test_suite_and_of_botocore_are_true() {
    let vectors = vectors();
    assert!(vectors.len() > 75, "{}", vectors.len());
    for sent in &vectors {
        let head = sent.head();
        let claim = parse(&head).unwrap().unwrap_or_else(|| panic!("{}: unsigned", sent.name));
        if let Err(error) = sent.check(SECRET, claim.at) {
            let expected = sent.canonical.as_deref().unwrap_or_default();
            panic!("{}: {error}\nexpected\n{expected}", sent.name);
        }
    }
}

#[test]
fn no_signature_survives_a_change() {
    for sent in vectors() {
        let at = parse(&sent.head()).unwrap().unwrap().at;
        let is_false = |sent: &Sent| {
            let error = sent.check(SECRET, at).unwrap_err();
            assert_eq!(error.problem, Problem::Mismatch, "{}", sent.name);
        };
        assert!(sent.check("another secret", at).is_err(), "{}", sent.name);
        let mut other = Sent { method: "PATCH".into(), ..sent };
        is_false(&other);
        other.path.push('x');
        is_false(&other);
        other.query.push_str("&more=1");
        is_false(&other);
        other.set("host", "elsewhere");
        is_false(&other);
    }
}

#[test]
fn a_body_and_a_header_cannot_be_exchanged() {
    let mut sent = Sent::signed(&[("x-amz-target", "DynamoDB_20120810.GetItem")]);
    assert_eq!(sent.check(SECRET, NOW), Ok(()));
    sent.body = "{ }".into();
    assert!(sent.refused().starts_with("The request signature we calculated"));
    let mut sent = Sent::signed(&[("x-amz-target", "DynamoDB_20120810.GetItem")]);
    sent.set("x-amz-target", "DynamoDB_20120810.DeleteTable");
    assert!(sent.refused().starts_with("The request signature we calculated"));
}

#[test]
fn what_we_sign_and_presign_is_true() {
    for (path, query) in [("/", ""), ("/a b/ä//./c", "x=a%20b&y"), ("/%2F", "b=2&a=1&a=0")] {
        for service in ["lambda", "s3"] {
            let token = Some("token+/=");
            let secrets = Secrets { session_token: token, ..SECRETS };
            let mut sent = Sent { path: path.into(), query: query.into(), ..Sent::post(&[]) };
            let presigned = presign(
                &sent.head(),
                &if service == "s3" { Payload::Unsigned } else { sent.payload() },
                secrets,
                "eu-west-1",
                service,
                (NOW, 60),
            );
            for (name, value) in
                sign(&sent.head(), &sent.payload(), secrets, "eu-west-1", service, NOW)
            {
                sent.add(name, &value);
            }
            assert_eq!(sent.check(SECRET, NOW), Ok(()), "{path}?{query}");
            let sent = Sent { path: path.into(), query: presigned, ..Sent::post(&[]) };
            assert_eq!(sent.check(SECRET, NOW), Ok(()), "{path}?{}", sent.query);
            let head = sent.head();
            assert_eq!(parse(&head).unwrap().unwrap().token.as_deref(), token);
        }
    }
}

#[test]
fn an_authority_stands_in_for_the_host() {
    let mut sent = Sent::post(&[]);
    sent.headers.remove("host");
    let added = {
        let head = Head { authority: Some("localhost"), ..sent.head() };
        sign(&head, &sent.payload(), SECRETS, "us-east-1", "sts", NOW)
    };
    for (name, value) in added {
        sent.add(name, &value);
    }
    let check = |authority| {
        let head = Head { authority, ..sent.head() };
        let claim = parse(&head)?.ok_or_else(SigError::missing)?;
        Verifier::new().verify(&claim, &head, &sent.payload(), SECRET, NOW)
    };
    assert_eq!(check(Some("localhost")), Ok(()));
    assert!(check(Some("elsewhere")).is_err());
    assert!(check(None).unwrap_err().message.contains("does not exist in the HTTP request"));
}

#[test]
fn an_unsigned_request_claims_nothing() {
    assert_eq!(parse(&Sent::post(&[]).head()), Ok(None));
    let sent = Sent { query: "X-Amz-Other=1".into(), ..Sent::post(&[]) };
    assert_eq!(parse(&sent.head()), Ok(None));
}

#[test]
fn signatures_are_of_their_time() {
    let sent = Sent::signed(&[]);
    let after = |seconds: i64| sent.check(SECRET, Timestamp(NOW.0 + seconds * 1000));
    assert_eq!(after(15 * 60), Ok(()));
    assert_eq!(after(-15 * 60), Ok(()));
    assert_eq!(
        after(15 * 60 + 1).unwrap_err().message,
        "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z \
         (20150830T125101Z - 15 min.)"
    );
    assert_eq!(
        after(-15 * 60 - 1).unwrap_err().message,
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z \
         (20150830T122059Z + 15 min.)"
    );
}

#[test]
fn a_presigned_request_lives_as_long_as_it_says() {
    let mut sent = Sent::post(&[]);
    let sign = |seconds| {
        presign(&sent.head(), &sent.payload(), SECRETS, "us-east-1", "sts", (NOW, seconds))
    };
    let (short, zero, long) = (sign(60), sign(0), sign(EXPIRES_MAX_S + 1));
    sent.query = short;
    assert_eq!(sent.check(SECRET, Timestamp(NOW.0 + 60_000)), Ok(()));
    let late = sent.check(SECRET, Timestamp(NOW.0 + 61_000)).unwrap_err();
    assert!(late.message.starts_with("Signature expired: 20150830T123700Z is now earlier"));
    sent.query = zero;
    assert_eq!(sent.refused(), "X-Amz-Expires must be non-negative");
    sent.query = long;
    assert!(sent.refused().starts_with("X-Amz-Expires must be less than a week"));
}

const GOOD: &str = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/dynamodb/\
                    aws4_request, SignedHeaders=host;x-amz-date, Signature=00";

#[test]
fn a_header_of_another_form_is_told_what_is_missing() {
    let date = ("x-amz-date", "20150830T123600Z");
    let cases = [
        (
            vec![("authorization", "Basic abc")],
            "Authorization header requires 'Credential' parameter. Authorization header requires \
             'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. \
             Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. \
             (Hashed with SHA-256 and encoded with Base64) \
             Authorization=TJEi8nT5R7/CHd/PuSAQ2LPn0AUzC0+zJFtXEpti2GE=",
        ),
        (
            vec![("authorization", "AWS4-HMAC-SHA256 Credential= x, Signature=1"), date],
            "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with \
             SHA-256 and encoded with Base64): 'ViSVmIpH7B+vYZQWGC0gOFW7U24Woy8GKf1IK+w3xc8='.",
        ),
        (
            vec![("authorization", GOOD), ("x-amz-date", "2015-08-30")],
            "Date must be in ISO-8601 'basic format'. Got '2015-08-30'. See \
             http://en.wikipedia.org/wiki/ISO_8601",
        ),
    ];
    for (headers, message) in cases {
        let sent = Sent::post(&headers);
        let error = sent.check(SECRET, NOW).unwrap_err();
        assert_eq!(error.problem, Problem::Incomplete);
        assert_eq!(error.message, message);
    }
}

#[test]
fn a_wrong_part_is_named() {
    let date = "20150830T123600Z";
    let cases = [
        (
            GOOD.replace("host;", ""),
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        ),
        (GOOD.replace("SHA256", "SHA1"), "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'."),
        (
            GOOD.replace("/dynamodb/", "/"),
            "Credential must have exactly 5 slash-delimited elements, e.g. \
             keyid/date/region/service/term, got 'AKIDEXAMPLE/20150830/us-east-1/aws4_request'",
        ),
        (
            GOOD.replace("aws4_request", "aws5").replace("20150830", "20150829"),
            "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. \
             Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from \
             HTTP: '20150829' != '20150830', from '20150830T123600Z'.",
        ),
        (
            GOOD.replace("host;", "host;accept;"),
            "'accept' is named as a SignedHeader, but it does not exist in the HTTP request",
        ),
        (
            GOOD.replace(";x-amz-date", ""),
            "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization.",
        ),
    ];
    for (authorization, message) in cases {
        let sent = Sent::post(&[("authorization", &authorization), ("x-amz-date", date)]);
        assert_eq!(sent.refused(), message);
    }
    let query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20150830T123600Z".to_owned();
    assert_eq!(
        Sent { query, ..Sent::post(&[]) }.refused(),
        "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters \
         must include 'X-Amz-Signature'. AWS query-string parameters must include \
         'X-Amz-SignedHeaders'. Re-examine the query-string parameters."
    );
}

#[test]
fn a_stale_signature_is_named_before_a_header_that_it_lacks() {
    let lacking = GOOD.replace(";x-amz-date", "");
    let sent = Sent::post(&[("authorization", &lacking), ("x-amz-date", "20150830T123600Z")]);
    let later = Timestamp(NOW.0 + 3_600_000);
    assert!(sent.check(SECRET, later).unwrap_err().message.starts_with("Signature expired: "));
    assert!(sent.refused().contains("must be a 'SignedHeader'"));
}

#[test]
fn a_false_signature_is_told_what_should_have_been_signed() {
    let sent = Sent::post(&[("authorization", GOOD), ("x-amz-date", "20150830T123600Z")]);
    assert_eq!(
        sent.refused(),
        "The request signature we calculated does not match the signature you provided. Check \
         your AWS Secret Access Key and signing method. Consult the service documentation for \
         details.\n\nThe Canonical String for this request should have been\n'POST\n/\n\n\
         host:localhost:4566\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n\
         44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'\n\n\
         The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20150830T123600Z\n\
         20150830/us-east-1/dynamodb/aws4_request\n\
         8ae5d6419929d0b36d97293ee9d503700fb6ffa12ba4a5427142bedcdfbda129'\n"
    );
}

#[test]
fn the_date_header_serves_where_amazon_s_is_missing() {
    let mut sent = Sent::post(&[("date", "Sun, 30 Aug 2015 12:36:00 GMT")]);
    sent.add("authorization", &GOOD.replace("x-amz-date", "date"));
    let head = sent.head();
    assert_eq!(parse(&head).unwrap().unwrap().at, NOW);
}

#[test]
fn every_dialect_has_its_codes() {
    let answer = |error: SigError, dialect| {
        let answer = error.answer(dialect);
        (answer.code, answer.status)
    };
    let all = [
        (SigError::missing(), "MissingAuthenticationTokenException", "MissingAuthenticationToken"),
        (SigError::incomplete(""), "IncompleteSignatureException", "IncompleteSignature"),
        (SigError::mismatch(""), "InvalidSignatureException", "SignatureDoesNotMatch"),
        (SigError::unknown_key(), "UnrecognizedClientException", "InvalidClientTokenId"),
        (SigError::expired_token(), "ExpiredTokenException", "ExpiredToken"),
    ];
    for (error, json, query) in all {
        let status = if error.problem == Problem::Incomplete { 400 } else { 403 };
        assert_eq!(answer(error.clone(), Dialect::AwsJson), (json, 400));
        assert_eq!(answer(error.clone(), Dialect::RestJson), (json, 403));
        assert_eq!(answer(error, Dialect::Query), (query, status));
    }
}

#[test]
fn the_keys_kept_are_bounded() {
    let verifier = Verifier::new();
    let sent = Sent::signed(&[]);
    let head = sent.head();
    let claim = parse(&head).unwrap().unwrap();
    for number in 0..KEYS_MAX + 10 {
        let secret = number.to_string();
        assert!(verifier.verify(&claim, &head, &sent.payload(), &secret, NOW).is_err());
    }
    assert!(verifier.kept() <= KEYS_MAX);
    for _ in 0..2 {
        assert_eq!(verifier.verify(&claim, &head, &sent.payload(), SECRET, NOW), Ok(()));
    }
}

#[test]
fn payloads_are_read_as_they_are_named() {
    for (text, expected) in [
        ("UNSIGNED-PAYLOAD", Some(Payload::Unsigned)),
        ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Some(Payload::Streaming(Streaming::Signed))),
        (
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            Some(Payload::Streaming(Streaming::UnsignedTrailer)),
        ),
        (
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            Some(Payload::of(b"{}")),
        ),
        ("STREAMING-OTHER", None),
        ("xyz", None),
    ] {
        let sent = Sent::post(&[("x-amz-content-sha256", text)]);
        assert_eq!(Payload::declared(&sent.head()), expected, "{text}");
    }
}

mod never_panics {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn on_any_request(
            authorization in "(AWS4-HMAC-SHA256 )?[ -~]{0,120}",
            date in "[0-9TZ:, A-Za-z]{0,30}",
            path in "[/.%a-z\\PC]{0,40}",
            query in "(X-Amz-[A-Za-z]{1,12}=[%/A-Za-z0-9+&=]{0,40}&){0,6}",
            in_header in any::<bool>(),
        ) {
            let mut sent = Sent { path, query, ..Sent::post(&[("x-amz-date", &date)]) };
            if in_header {
                sent.add("authorization", &authorization);
            }
            let _ = sent.check(SECRET, NOW);
        }

        #[test]
        fn on_a_changed_authorization(
            at in 0usize..160, with in "[ -~]{0,6}", service in "s3|dynamodb"
        ) {
            let mut good = GOOD.replace("dynamodb", &service);
            let at = at.min(good.len());
            good.insert_str(at, &with);
            let sent = Sent::post(&[
                ("authorization", &good),
                ("x-amz-date", "20150830T123600Z"),
                ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
            ]);
            let _ = sent.check(SECRET, NOW);
        }
    }
}
