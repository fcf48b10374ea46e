//! What the SDK logs at its most talkative while requests fail holds no plaintext.
//!
//! In a program of its own, as `support/log.rs` explains.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // tests may panic

#[path = "client_faults/accounts.rs"]
mod accounts;
#[path = "client_faults/calls.rs"]
mod calls;
#[path = "support/kms.rs"]
mod kms;
#[path = "client_faults/setup.rs"]
mod setup;
mod support;
#[path = "client_faults/workload.rs"]
mod workload;

use accounts::{Rng, TABLE};
use setup::{Keys, Setup};
use support::log::Log;

#[tokio::test]
async fn a_trace_log_of_faults_holds_no_plaintext() {
    let log = Log::of_everything();
    let total = workload::run(5, Keys::Raw, 12).await;
    let text = log.take();
    for part in ["TRACE", "DynamoDB.BatchWriteItem", "aws_dbe_head", "attempt #2"] {
        assert!(text.contains(part), "{part} is not in the log");
    }
    println!("{} bytes of log", text.len());
    total.secrets.assert_not_in(text.as_bytes());

    // What a client without encryption logs is found.
    let (setup, item) = (Setup::new(Keys::Raw).await, total.secrets.account(&mut Rng(6), "id"));
    log.take();
    setup.plain().put_item().table_name(TABLE).set_item(Some(item)).send().await.unwrap();
    let unfound = total.secrets.missing([log.take().as_bytes()]);
    assert_eq!(unfound, total.secrets.count() - 13);
}
