//! The way in for other services of this program: the same operations and the same permissions,
//! without the protocol.

use std::future::Future;
use std::io::{self, Read};
use std::sync::{Arc, OnceLock};

use bytes::{Buf, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body_util::BodyExt;
use kit::objects::{Bucket, Encryption};
use kit::{Need, Objects, Origin, Principal};
use tokio::runtime::Handle;

use crate::S3;
use crate::asked::Asked;
use crate::body::Fate;
use crate::error::{Error, Result};
use crate::ops::{get_object, list_objects_v2, put_object};
use crate::protocol::dto::{GetObjectInput, ListObjectsV2Input, PutObjectInput, StreamingBlob};
use crate::protocol::{Answer, Body};

/// S3 as a port. What it does runs on the runtime of its handle, and its caller's thread waits.
pub struct Inside {
    s3: Arc<S3>,
    runtime: Handle,
}

/// What an operation needs, and what it does.
type Verb<I, F> = (fn(&S3, &Asked, &I) -> Result<Vec<Need>>, fn(Arc<S3>, Arc<Asked>, I) -> F);

impl Inside {
    pub fn new(s3: &Arc<S3>, runtime: Handle) -> Inside {
        Inside { s3: Arc::clone(s3), runtime }
    }

    /// A request's circumstances, as if it had come with these headers.
    fn asked(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        headers: &[(&'static str, &str)],
    ) -> Result<Arc<Asked>> {
        let authority = &self.s3.authority;
        let id = base::uuid(authority.random());
        let context = authority.context(id, Arc::clone(caller));
        let mut all = HeaderMap::new();
        let owner = bucket.owner.map(|owner| ("x-amz-expected-bucket-owner", owner));
        for (name, value) in headers.iter().copied().chain(owner) {
            let value = HeaderValue::from_str(value)
                .map_err(|_| Error::invalid_argument("a header cannot have this value"))?;
            all.insert(HeaderName::from_static(name), value);
        }
        Ok(Arc::new(Asked {
            region: context.region.clone(),
            context,
            headers: all,
            query: String::new(),
            origin: Origin::default(),
            fate: Arc::new(Fate::default()),
            document: OnceLock::new(),
            s3: Arc::clone(&self.s3),
        }))
    }

    fn perform<I, O, F>(
        &self,
        name: &'static str,
        asked: Arc<Asked>,
        input: I,
        (needs, run): Verb<I, F>,
    ) -> Result<O>
    where
        F: Future<Output = Answer<O>>,
    {
        for need in needs(&self.s3, &asked, &input)? {
            asked.require(&need, name)?;
        }
        let answer = self.runtime.block_on(run(Arc::clone(&self.s3), asked, input))?;
        Ok(answer.output)
    }
}

impl Objects for Inside {
    fn put(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        key: &str,
        encryption: Option<Encryption<'_>>,
        bytes: Vec<u8>,
    ) -> std::result::Result<(), wire::Error> {
        let mut headers = Vec::new();
        if let Some(Encryption { algorithm, key }) = encryption {
            headers.push(("x-amz-server-side-encryption", algorithm));
            headers.extend(key.map(|key| ("x-amz-server-side-encryption-aws-kms-key-id", key)));
        }
        let input = PutObjectInput {
            bucket: bucket.name.to_owned(),
            key: key.to_owned(),
            content_length: i64::try_from(bytes.len()).ok(),
            body: Some(StreamingBlob::from(Body::from(Bytes::from(bytes)))),
            ..PutObjectInput::default()
        };
        let done = self.asked(caller, bucket, &headers).and_then(|asked| {
            self.perform("put_object", asked, input, (put_object::needs, put_object::run))
        });
        done.map(drop).map_err(outward)
    }

    fn get(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        key: &str,
    ) -> std::result::Result<Box<dyn Read + Send>, wire::Error> {
        let input = GetObjectInput {
            bucket: bucket.name.to_owned(),
            key: key.to_owned(),
            ..GetObjectInput::default()
        };
        let found = self.asked(caller, bucket, &[]).and_then(|asked| {
            self.perform("get_object", asked, input, (get_object::needs, get_object::run))
        });
        let body = found.map_err(outward)?.body.map(Body::from).unwrap_or_default();
        let (runtime, ready) = (self.runtime.clone(), Bytes::new());
        Ok(Box::new(Reader { body: body.boxed_unsync(), runtime, ready }))
    }

    fn list(
        &self,
        caller: &Arc<Principal>,
        bucket: Bucket<'_>,
        prefix: &str,
        after: Option<&str>,
    ) -> std::result::Result<Vec<String>, wire::Error> {
        let input = ListObjectsV2Input {
            bucket: bucket.name.to_owned(),
            prefix: Some(prefix.to_owned()),
            start_after: after.map(str::to_owned),
            ..ListObjectsV2Input::default()
        };
        let found = self.asked(caller, bucket, &[]).and_then(|asked| {
            let name = "list_objects_v2";
            self.perform(name, asked, input, (list_objects_v2::needs, list_objects_v2::run))
        });
        let contents = found.map_err(outward)?.contents.unwrap_or_default();
        Ok(contents.into_iter().filter_map(|object| object.key).collect())
    }
}

/// A body as a thread reads it.
struct Reader {
    body: kit::Body,
    runtime: Handle,
    ready: Bytes,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() {
            match self.runtime.block_on(self.body.frame()) {
                None => return Ok(0),
                Some(Err(error)) => return Err(io::Error::other(error)),
                Some(Ok(frame)) => self.ready = frame.into_data().unwrap_or_default(),
            }
        }
        let count = buffer.len().min(self.ready.len());
        self.ready.copy_to_slice(&mut buffer[..count]);
        Ok(count)
    }
}

fn outward(error: Error) -> wire::Error {
    let told = wire::Error::client(error.code, error.message).with_status(error.status.as_u16());
    match error.operator {
        Some(operator) => told.for_operator(operator),
        None => told,
    }
}
