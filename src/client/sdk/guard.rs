//! Keeps a client from sending items as they are once its interceptors were cleared.
//!
//! Whoever copies a configuration and clears its interceptors clears the one that encrypts with them. What the SDK asks
//! for ways to sign a request stays, and is asked before every attempt: it looks whether the interceptor is still there.

use aws_sdk_dynamodb::config::auth::{DefaultAuthSchemeResolver, Params, ResolveAuthScheme};
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
    SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::interceptor::NAME;
use super::request::Wrap;
use crate::client::operation::table::{self, Handling};
use crate::error::{Error, RefusedProblem};

/// Says how requests are signed, as another says; but for those with items that would not be encrypted.
#[derive(Debug)]
pub(crate) struct Guard {
    /// That of the application, if it has one.
    other: Option<SharedAuthSchemeOptionResolver>,
    default: DefaultAuthSchemeResolver,
}

impl Guard {
    pub(crate) fn before(other: Option<SharedAuthSchemeOptionResolver>) -> Self {
        Guard { other, default: DefaultAuthSchemeResolver::default() }
    }
}

impl ResolveAuthScheme for Guard {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let operation = params.operation_name();
        let has_items = !matches!(table::find::<Wrap>(operation), Some((_, Handling::Pass)));
        if has_items && !components.interceptors().any(|one| one.name() == NAME) {
            let error = Error::refused(None, operation, RefusedProblem::InterceptorsCleared);
            return AuthSchemeOptionsFuture::ready(Err(error.into()));
        }
        let Some(other) = &self.other else {
            return self.default.resolve_auth_scheme(params, cfg, components);
        };
        AuthSchemeOptionsFuture::new(async move {
            let params = AuthSchemeOptionResolverParams::new(params.clone());
            other.resolve_auth_scheme_options_v2(&params, cfg, components).await
        })
    }
}
