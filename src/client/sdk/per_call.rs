//! Values that travel with single calls.

/// Makes a type an interceptor that puts itself into the configuration of the calls it is registered with, where
/// the serializer finds it.
macro_rules! travels_with_calls {
    ($type:ty, $name:literal) => {
        impl aws_smithy_types::config_bag::Storable for $type {
            type Storer = aws_smithy_types::config_bag::StoreReplace<Self>;
        }

        /// Has the calls that it is registered with find it.
        impl aws_sdk_dynamodb::config::Intercept for $type {
            fn name(&self) -> &'static str {
                $name
            }

            fn read_before_execution(
                &self,
                _: &aws_sdk_dynamodb::config::interceptors::BeforeSerializationInterceptorContextRef<'_>,
                cfg: &mut aws_smithy_types::config_bag::ConfigBag,
            ) -> Result<(), $crate::error::BoxError> {
                cfg.interceptor_state().store_put(self.clone());
                Ok(())
            }
        }
    };
}

pub(crate) use travels_with_calls;
