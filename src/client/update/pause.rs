//! Pauses between attempts, so that those who have met do not meet again.

use std::time::Duration;

use aws_sdk_dynamodb::config::{AsyncSleep, SharedAsyncSleep};

/// The longest pause after the first attempt. It doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// The longest pause after any attempt.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Waits for a random time after so many attempts. Without a way to wait there is no pause.
pub(super) async fn pause(attempts: u32, sleep: Option<&SharedAsyncSleep>) {
    let Some(sleep) = sleep else { return };
    let factor = 2_u32.saturating_pow(attempts.saturating_sub(1));
    let longest = FIRST_PAUSE.saturating_mul(factor).min(LONGEST_PAUSE);
    // Nothing secret depends on it. It is what the SDK's own pauses come from.
    sleep.sleep(longest.mul_f64(fastrand::f64())).await;
}
