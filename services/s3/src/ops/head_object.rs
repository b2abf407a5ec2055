//! HeadObject: what GetObject says, without the bytes.

use std::sync::Arc;

use http::StatusCode;
use kit::Need;

use crate::S3;
use crate::asked::Asked;
use crate::condition::Conditions;
use crate::customer;
use crate::error::Result;
use crate::holding;
use crate::ops::get_object::{Cut, bound, of_read, replace_headers};
use crate::output::{header, of_object};
use crate::protocol::dto::{HeadObjectInput, HeadObjectOutput};
use crate::protocol::{Answer, Response};
use crate::version::Name;

pub(crate) fn needs(s3: &S3, _: &Asked, input: &HeadObjectInput) -> Result<Vec<Need>> {
    of_read(s3, "GetObject", &input.bucket, &input.key, input.version_id.as_deref())
}

pub(crate) async fn run(
    s3: Arc<S3>,
    asked: Arc<Asked>,
    input: HeadObjectInput,
) -> Answer<HeadObjectOutput> {
    let key = customer::of_read(&asked.headers)?;
    let conditions = Conditions::of_read(&asked.headers, "");
    let name = Name { bucket: &input.bucket, key: &input.key };
    let id = input.version_id.as_deref();
    let found = bound(&s3, &asked, (name, id), key.as_ref(), &conditions)?;
    let content = found.bytes.content();
    let cut = Cut::new(&found.data, content, input.range, input.part_number)?;
    let mut headers = of_object(&found.bucket, &found.object, &found.data, key.as_ref());
    if input.checksum_mode.is_some_and(|mode| mode.as_str().eq_ignore_ascii_case("ENABLED")) {
        cut.checksum_headers(&mut headers, &found.data, content);
    }
    replace_headers(&mut headers, &asked)?;
    let compiled = s3.configurations.of(&input.bucket)?;
    let ends = holding::expiration_of(&compiled, &input.key, &found.object, &found.data);
    if let Some(text) = ends {
        header(&mut headers, "x-amz-expiration", &text);
    }
    let status = cut.is_part.then_some(StatusCode::PARTIAL_CONTENT);
    let output = HeadObjectOutput {
        content_length: i64::try_from(cut.range.end - cut.range.start).ok(),
        content_range: cut.is_part.then(|| cut.text(found.data.size)),
        parts_count: cut.parts_count,
        ..HeadObjectOutput::default()
    };
    Ok(Response { output, status, headers, extensions: http::Extensions::default() })
}
