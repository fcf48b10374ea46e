//! A body that is a future: how the SDK is made to wait for keys without blocking.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::Frame;

use crate::error::BoxError;
use crate::future::BoxFuture;

/// A body of one frame, which the future yields.
struct FutureBody {
    /// The mutex makes the future `Sync`, as the SDK wants its bodies; it is never locked.
    future: Option<Mutex<BoxFuture<'static, Result<Bytes, BoxError>>>>,
}

/// A body of the bytes that `future` yields. It can be read once.
pub(crate) fn from_future(future: impl Future<Output = Result<Bytes, BoxError>> + Send + 'static) -> SdkBody {
    SdkBody::from_body_1_x(FutureBody { future: Some(Mutex::new(Box::pin(future))) })
}

impl http_body::Body for FutureBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let Some(future) = &mut this.future else {
            return Poll::Ready(None);
        };
        let future = future.get_mut().unwrap_or_else(PoisonError::into_inner);
        future.as_mut().poll(cx).map(|result| {
            this.future = None;
            Some(result.map(Frame::data))
        })
    }
}
