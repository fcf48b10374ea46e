//! Interceptors that say something about single calls.

/// Implements the SDK's `Intercept` for a type. Registered with a call, or with a client, it stores a value in the
/// configuration of each call, where our serializers find it: itself, or what the given closure makes of it.
macro_rules! call_interceptor {
    ($type:ty, $name:literal) => {
        impl aws_smithy_types::config_bag::Storable for $type {
            type Storer = aws_smithy_types::config_bag::StoreReplace<Self>;
        }

        $crate::client::sdk::per_call::call_interceptor!($type, $name, |own| own.clone());
    };
    ($type:ty, $name:literal, |$own:ident| $stored:expr) => {
        /// Stores itself in the configuration of each call it is registered with.
        impl aws_sdk_dynamodb::config::Intercept for $type {
            fn name(&self) -> &'static str {
                $name
            }

            fn read_before_execution(
                &self,
                _: &aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextRef<'_>,
                cfg: &mut aws_smithy_types::config_bag::ConfigBag,
            ) -> Result<(), $crate::error::BoxError> {
                let $own = self;
                cfg.interceptor_state().store_put($stored);
                Ok(())
            }
        }
    };
}

pub(crate) use call_interceptor;
