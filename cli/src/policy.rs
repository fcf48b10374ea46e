//! `policy`: what IAM, KMS, tables, endpoints and CloudTrail are told, from the configuration.

use dynamodb_item_encryptor::config::{Configuration, LeadingKeys, Place, Policies, Principals, Role};
use serde_json::{Value, json};

use crate::args::{PolicyArgs, PolicyKind, PolicyRole};
use crate::config;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::shown::escaped_json;

/// Carries the verb out.
pub(crate) fn run(args: &PolicyArgs, output: &mut Output) -> Result<Exit, Failure> {
    let configuration = config::read(&args.config)?;
    let place = Place::new(&args.region, &args.account).with_partition(&args.partition);
    let policies = configuration.policies(place);
    let policy = made(args, &configuration, &policies)?;
    if output.json {
        output.json(&policy)?;
    } else {
        let text = serde_json::to_string_pretty(&policy)
            .map_err(|_| Failure::internal("a policy could not be written as JSON"))?;
        output.line(escaped_json(text))?;
    }
    Ok(Exit::Done)
}

fn made(args: &PolicyArgs, configuration: &Configuration, policies: &Policies<'_>) -> Result<Value, Failure> {
    let table = || config::name(configuration, args.config.table.as_deref());
    let made = match (args.kind, &args.leading_keys) {
        (PolicyKind::Identity, None) => policies.identity(&table()?, role(args)?),
        (PolicyKind::Identity, Some(pattern)) => {
            policies.fine_grained(&table()?, role(args)?, &LeadingKeys::matching(pattern))
        }
        (_, Some(_)) => {
            return Err(Failure::new(Exit::Usage, "--leading-keys is for the policy of an identity"));
        }
        (PolicyKind::Keys, None) => policies.keys(&principals(args)).map(|keys| json!(keys)),
        (PolicyKind::Table, None) => policies.table_policy(&table()?, &principals(args)),
        (PolicyKind::Endpoints, None) => policies.endpoints().map(|endpoints| json!(endpoints)),
        (PolicyKind::Trail, None) => policies.trail_selectors(),
        (PolicyKind::LogFilters, None) => policies.log_filters().map(|filters| json!(filters)),
    };
    made.map_err(config::failed)
}

fn role(args: &PolicyArgs) -> Result<Role, Failure> {
    match args.role {
        Some(PolicyRole::Reader) => Ok(Role::Reader),
        Some(PolicyRole::Writer) => Ok(Role::Writer),
        Some(PolicyRole::Operator) => Ok(Role::Operator),
        None => {
            Err(Failure::new(Exit::Usage, "the policy of an identity needs --role: reader, writer or operator"))
        }
    }
}

fn principals(args: &PolicyArgs) -> Principals {
    Principals::new()
        .with(Role::Reader, &args.reader)
        .with(Role::Writer, &args.writer)
        .with(Role::Operator, &args.operator)
        .with_key_administrators(&args.key_administrator)
}
