//! What the SDK logs at its most talkative while requests fail holds no plaintext.

use test_support::log::Log;
use test_support::workload::accounts::{Rng, TABLE};
use test_support::workload::setup::{Keys, Setup};

#[tokio::test]
async fn a_trace_log_of_faults_holds_no_plaintext() {
    let log = Log::of_everything();
    let total = test_support::workload::run(5, Keys::Raw, 12).await;
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
