//! The function as Lambda starts it.
//!
//! ```text
//! cargo lambda build --release --arm64 --bin stream_function       # Graviton
//! cargo lambda build --release --bin stream_function               # x86-64
//! ```
//!
//! or without that tool `cargo build --release --target aarch64-unknown-linux-gnu --bin stream_function` (`x86_64-unknown-linux-gnu`), with a C
//! compiler for the target; the program is to be called `bootstrap`, and the runtime is `provided.al2023`. Its
//! environment has `TABLE` and `KEY_ARN`, its role `kms:Decrypt`.

use aws_config::BehaviorVersion;
use dynamodb_item_encryptor::{BoxError, BoxFuture, ItemEncryptor};
use lambda_runtime::{LambdaEvent, service_fn};
use services::customer;
use services::stream::{Change, StreamFunction, Work};

/// Writes down that there was a change, and nothing of what is encrypted.
struct Log;

impl Work for Log {
    fn changed(&self, change: Change) -> BoxFuture<'_, Result<(), BoxError>> {
        let what = match (&change.old, &change.new) {
            (None, _) => "made",
            (_, None) => "deleted",
            (Some(old), Some(new)) if old.email != new.email => "has a new address",
            _ => "changed",
        };
        println!("customer {what}");
        Box::pin(async { Ok(()) })
    }
}

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    // Done by the time that credentials are there.
    dynamodb_item_encryptor::prepare_in_background();
    let aws = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let function = StreamFunction::new(ItemEncryptor::new(customer::table(&aws)?), Log);
    let function = &function;
    let handler =
        service_fn(async |event: LambdaEvent<_>| function.handle(event.payload).await.map_err(BoxError::from));
    lambda_runtime::run(handler).await
}
