//! An answer's body: here, or still to come.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};

use crate::answer::Open;

/// What the HTTP library is given to write.
pub(crate) struct Reply {
    kind: Kind,
    _open: Option<Open>,
}

enum Kind {
    Whole(Full<Bytes>),
    Stream(kit::Body),
}

impl Reply {
    pub(crate) fn whole(bytes: Bytes) -> Reply {
        Reply { kind: Kind::Whole(Full::new(bytes)), _open: None }
    }

    pub(crate) fn stream(body: kit::Body) -> Reply {
        Reply { kind: Kind::Stream(body), _open: None }
    }

    /// The same; its request is open for as long as it streams.
    pub(crate) fn holding(self, open: Open) -> Reply {
        let held = if self.is_whole() { None } else { Some(open) };
        Reply { _open: held, ..self }
    }

    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::Whole(_))
    }

    /// Bytes, as far as they are known.
    pub(crate) fn len(&self) -> u64 {
        self.size_hint().lower()
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = kit::BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, kit::BodyError>>> {
        match &mut self.kind {
            Kind::Whole(body) => Pin::new(body).poll_frame(context).map_err(|never| match never {}),
            Kind::Stream(body) => Pin::new(body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Whole(body) => body.is_end_stream(),
            Kind::Stream(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Whole(body) => body.size_hint(),
            Kind::Stream(body) => body.size_hint(),
        }
    }
}
