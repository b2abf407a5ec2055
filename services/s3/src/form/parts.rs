//! A form as a browser sends it: fields, and a file at their end, which is read as it comes.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::Frame;
use http_body_util::BodyExt;
use memchr::memmem::find;

use crate::error::{Error, Result};

/// Fields and all that stands around them (S3 API reference, "POST Object": 20 KB of form data,
/// without the file).
const FIELDS_BYTES_MAX: usize = 64 * 1024;

/// The fields before the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// Names in lower case.
    pub all: Vec<(String, String)>,
    pub file_name: Option<String>,
}

impl Fields {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The file: what comes until the delimiter.
pub(super) struct File {
    body: kit::Body,
    buffer: BytesMut,
    delimiter: Vec<u8>,
    ended: bool,
}

fn malformed() -> Error {
    let text = "The body of your POST request is not well-formed multipart/form-data.";
    Error::new("MalformedPOSTRequest", 400, text)
}

/// The delimiter that a content type names.
pub(super) fn boundary(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').skip(1);
    let mut found = parameters.filter_map(|one| one.trim().strip_prefix("boundary="));
    found.next().map(|text| text.trim_matches('"')).filter(|text| !text.is_empty())
}

/// Reads the fields of a form.
pub(super) async fn read(body: kit::Body, boundary: &str) -> Result<(Fields, File)> {
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    let mut file = File { body, buffer: BytesMut::new(), delimiter, ended: false };
    // As if what comes before the first delimiter ended a line.
    file.buffer.extend_from_slice(b"\r\n");
    let mut fields = Fields::default();
    let mut bytes = 0;
    file.until_delimiter(&mut bytes).await?;
    loop {
        let line = file.until(b"\r\n", &mut bytes).await?;
        if line.starts_with(b"--") {
            let text = "POST requires exactly one file upload per request.";
            return Err(Error::invalid_argument(text).with("ArgumentName", "file"));
        }
        let head = file.until(b"\r\n\r\n", &mut bytes).await?;
        let head = String::from_utf8_lossy(&head).into_owned();
        let name = parameter(&head, "name").ok_or_else(malformed)?;
        if name.eq_ignore_ascii_case("file") {
            fields.file_name = parameter(&head, "filename");
            return Ok((fields, file));
        }
        let value = file.until_delimiter(&mut bytes).await?;
        let value = String::from_utf8_lossy(&value).into_owned();
        fields.all.push((name.to_ascii_lowercase(), value));
    }
}

/// A parameter of `Content-Disposition`.
fn parameter(head: &str, name: &str) -> Option<String> {
    let mut lines = head.split("\r\n");
    let line = lines.find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let start = line.find(&format!("; {name}=")).or_else(|| line.find(&format!(";{name}=")))?;
    let value = line[start..].split_once('=')?.1;
    Some(match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
        None => value.split(';').next().unwrap_or_default().trim().to_owned(),
    })
}

impl File {
    /// What comes before `mark`, which is taken off, too.
    async fn until(&mut self, mark: &[u8], bytes: &mut usize) -> Result<Bytes> {
        loop {
            if let Some(at) = find(&self.buffer, mark) {
                let found = self.buffer.split_to(at).freeze();
                let _ = self.buffer.split_to(mark.len());
                *bytes += found.len() + mark.len();
                return Ok(found);
            }
            if *bytes + self.buffer.len() > FIELDS_BYTES_MAX {
                let text = "Your POST request fields preceding the upload file were too large.";
                return Err(Error::new("MaxPostPreDataLengthExceededError", 400, text));
            }
            if !self.more().await? {
                return Err(malformed());
            }
        }
    }

    async fn until_delimiter(&mut self, bytes: &mut usize) -> Result<Bytes> {
        let delimiter = self.delimiter.clone();
        self.until(&delimiter, bytes).await
    }

    /// Reads on; whether anything came.
    async fn more(&mut self) -> Result<bool> {
        loop {
            let Some(frame) = self.body.frame().await else { return Ok(false) };
            let frame = frame.map_err(|_| Error::incomplete_body())?;
            if let Ok(bytes) = frame.into_data() {
                self.buffer.extend_from_slice(&bytes);
                if !bytes.is_empty() {
                    return Ok(true);
                }
            }
        }
    }

    /// What of the buffer is the file's for sure.
    fn take(&mut self) -> Option<Bytes> {
        if let Some(at) = find(&self.buffer, &self.delimiter) {
            self.ended = true;
            return Some(self.buffer.split_to(at).freeze());
        }
        let sure = self.buffer.len().saturating_sub(self.delimiter.len());
        (sure > 0).then(|| self.buffer.split_to(sure).freeze())
    }
}

/// The form ended within its file.
#[derive(Debug)]
struct CutOff;

impl std::fmt::Display for CutOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the form ended within its file")
    }
}

impl std::error::Error for CutOff {}

impl http_body::Body for File {
    type Data = Bytes;
    type Error = kit::stream::BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, Self::Error>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            if let Some(bytes) = self.take() {
                return Poll::Ready(Some(Ok(Frame::data(bytes))));
            }
            match std::task::ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(CutOff.into())));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        self.buffer.extend_from_slice(&bytes);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block_on<F: Future>(future: F) -> F::Output {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(future)
    }

    fn form(text: &str) -> kit::Body {
        kit::stream::whole(Bytes::from(text.to_owned()))
    }

    const FORM: &str = "--xx\r\nContent-Disposition: form-data; name=\"Key\"\r\n\r\na.txt\r\n\
        --xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n\
        Content-Type: text/plain\r\n\r\nbar\r\n--x is not the end\r\n--xx--\r\n";

    #[test]
    fn fields_and_a_file() {
        block_on(async {
            let (fields, file) = read(form(FORM), "xx").await.unwrap();
            assert_eq!(fields.get("key"), Some("a.txt"));
            assert_eq!(fields.file_name.as_deref(), Some("f.txt"));
            let bytes = file.collect().await.unwrap().to_bytes();
            assert_eq!(bytes, "bar\r\n--x is not the end");
        });
    }

    #[test]
    fn what_is_no_form() {
        block_on(async {
            for (text, code) in [
                ("", "MalformedPOSTRequest"),
                (
                    "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
                    "MalformedPOSTRequest",
                ),
                (
                    "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--xx--\r\n",
                    "InvalidArgument",
                ),
            ] {
                let error = read(form(text), "xx").await.err().unwrap();
                assert_eq!(error.code, code, "{text}");
            }
            let large = "a".repeat(FIELDS_BYTES_MAX + 1);
            let error = read(form(&large), "xx").await.err().unwrap();
            assert_eq!(error.code, "MaxPostPreDataLengthExceededError");
            let cut = FORM.replace("--xx--", "");
            let (_, file) = read(form(&cut), "xx").await.unwrap();
            assert!(file.collect().await.is_err());
        });
    }

    #[test]
    fn a_boundary_is_found() {
        assert_eq!(boundary("multipart/form-data; boundary=a-b"), Some("a-b"));
        assert_eq!(boundary("multipart/form-data; charset=x; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("multipart/form-data"), None);
    }
}
