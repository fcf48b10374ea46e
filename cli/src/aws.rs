//! The SDK's clients, and what their errors mean to whoever runs a command.

use std::error::Error as StdError;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use crate::args::AwsArgs;
use crate::exit::Exit;
use crate::failure::{Failure, with_sources};
use crate::shown::{Sentence, shown};

/// What the environment, the profile and the command line say.
pub(crate) async fn sdk_config(args: &AwsArgs) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest());
    if let Some(region) = &args.region {
        loader = loader.region(Region::new(region.clone()));
    }
    if let Some(profile) = &args.profile {
        loader = loader.profile_name(profile);
    }
    loader.load().await
}

/// A client for DynamoDB that does not encrypt.
pub(crate) fn dynamodb(args: &AwsArgs, sdk: &SdkConfig) -> Result<aws_sdk_dynamodb::Client, Failure> {
    if sdk.region().is_none() {
        let missing = "no AWS region is configured: use --region, or set AWS_REGION";
        return Err(Failure::new(Exit::Refused, missing));
    }
    Ok(aws_sdk_dynamodb::Client::from_conf(dynamodb_config(args, sdk)))
}

/// What clients for DynamoDB are made of.
pub(crate) fn dynamodb_config(args: &AwsArgs, sdk: &SdkConfig) -> aws_sdk_dynamodb::Config {
    let config = aws_sdk_dynamodb::config::Builder::from(sdk);
    match &args.endpoint_url {
        Some(url) => config.endpoint_url(url).build(),
        None => config.build(),
    }
}

/// How long a new table may take.
const TABLE_IS_MADE: Duration = Duration::from_secs(300);

/// Waits until a table that was created can be used.
pub(crate) async fn wait_for_table(client: &aws_sdk_dynamodb::Client, table: &str) -> Result<(), Failure> {
    match client.wait_until_table_exists().table_name(table).wait(TABLE_IS_MADE).await {
        Ok(_) => Ok(()),
        Err(error) => {
            let (table, why) = (shown(table), with_sources(&error));
            let what = format!("table '{table}' was created, but cannot be used yet: {why}");
            Err(Failure::new(Exit::Unavailable, what))
        }
    }
}

const BUSY: &str = "DynamoDB is busy or has a fault of its own: try again later";
const CREDENTIALS: &str = "set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use --profile";
const NETWORK: &str = "check the network, the region and the endpoint";
const PERMISSION: &str = "this identity has no permission for that: item-encryptor policy prints what it needs";
const NOT_KNOWN: &str = "check the credentials, and that they are of this account and have not expired";

/// The failure of a call to DynamoDB that `sentence` tells of, with what to do about it.
pub(crate) fn advised(sentence: String, error: &aws_sdk_dynamodb::Error) -> Failure {
    let exit = exit_of(error);
    let failure = Failure::new(exit, sentence);
    match (error.code(), exit) {
        (Some(_), Exit::Unavailable) => failure.advise(BUSY),
        (Some("AccessDeniedException"), _) => failure.advise(PERMISSION),
        (Some(code), _) if is_of_credentials(code) => failure.advise(NOT_KNOWN),
        (Some(_), _) => failure,
        (None, Exit::Refused) => failure.advise(CREDENTIALS),
        (None, _) => failure.advise(NETWORK),
    }
}

/// What to do about a failure of a call to AWS that another library tells of: only its words say which it was.
pub(crate) fn advised_by_words(failure: Failure) -> Failure {
    let said = failure.sentence();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let advice = match failure.exit() {
        Exit::Refused if has(&["AccessDenied"]) => PERMISSION,
        Exit::Refused if said.split(|c: char| !c.is_ascii_alphanumeric()).any(is_of_credentials) => NOT_KNOWN,
        Exit::Refused | Exit::Unavailable if has(&["credentials"]) => {
            return Failure::new(Exit::Refused, said).advise(CREDENTIALS);
        }
        Exit::Unavailable if has(&["dispatch failure", "timeout", "timed out", "connect"]) => NETWORK,
        Exit::Unavailable => "the service is busy or has a fault of its own: try again later",
        _ => return failure,
    };
    failure.advise(advice)
}

/// The failure of a call to DynamoDB about `table`.
pub(crate) fn failed<E>(operation: &str, table: &str, error: &SdkError<E>) -> Failure
where
    E: ProvideErrorMetadata + StdError + 'static,
{
    let what = format!("{operation} on table '{}'", shown(table));
    let Some(service) = error.as_service_error() else {
        return not_answered(&what, &with_sources(error));
    };
    let code = service.code().unwrap_or("an error without a name");
    match code {
        "ResourceNotFoundException" => no_table(table),
        code if is_busy(code) => {
            Failure::new(Exit::Unavailable, format_args!("{what} failed with {}; {BUSY}", shown(code)))
        }
        "AccessDeniedException" => {
            let said = Sentence(service.message().unwrap_or("no reason was given"));
            Failure::new(Exit::Refused, format_args!("no permission for {what}: {said}"))
        }
        code => {
            let said = Sentence(service.message().unwrap_or("no reason was given"));
            let failure = Failure::new(
                Exit::Refused,
                format_args!("DynamoDB refused {what} with {}: {said}", shown(code)),
            );
            if is_of_credentials(code) { failure.advise(NOT_KNOWN) } else { failure }
        }
    }
}

/// The failure for a table that is not there.
pub(crate) fn no_table(table: &str) -> Failure {
    Failure::new(Exit::Refused, format_args!("there is no table '{}' in this account and region", shown(table)))
}

/// The exit code for an error of DynamoDB, whatever it is about.
pub(crate) fn exit_of(error: &aws_sdk_dynamodb::Error) -> Exit {
    match error.code() {
        Some(code) if is_busy(code) => Exit::Unavailable,
        Some(_) => Exit::Refused,
        None if with_sources(error).contains("credentials") => Exit::Refused,
        None => Exit::Unavailable,
    }
}

fn is_of_credentials(code: &str) -> bool {
    matches!(
        code,
        "UnrecognizedClientException"
            | "InvalidClientTokenId"
            | "ExpiredTokenException"
            | "InvalidSignatureException"
            | "IncompleteSignatureException"
            | "MissingAuthenticationTokenException"
    )
}

/// Whether a code of DynamoDB says that the same request may work later.
pub(crate) fn is_busy(code: &str) -> bool {
    matches!(
        code,
        "ThrottlingException"
            | "ProvisionedThroughputExceededException"
            | "RequestLimitExceeded"
            | "InternalServerError"
            | "ServiceUnavailable"
            | "ServiceUnavailableException"
    )
}

/// The failure of a call that got no answer.
fn not_answered(what: &str, why: &str) -> Failure {
    // The SDK has no kind of its own for it.
    if why.contains("credentials") {
        return Failure::new(
            Exit::Refused,
            format_args!("{what} was not sent, for want of credentials ({why}): {CREDENTIALS}"),
        );
    }
    Failure::new(Exit::Unavailable, format_args!("{what} got no answer ({why}): {NETWORK}"))
}
