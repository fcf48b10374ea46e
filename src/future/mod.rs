//! The kind of future that the traits of this crate return, and how work gives its thread back to the executor.

pub(crate) mod pace;

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// A future that any executor can run, on any thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Gives the thread back to the executor once, so that other tasks have their turn.
pub(crate) async fn pause() {
    let mut paused = false;
    poll_fn(|cx| {
        if std::mem::replace(&mut paused, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
