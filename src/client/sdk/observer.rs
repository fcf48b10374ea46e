//! Lets somebody see the items of an answer as they are stored, before they are opened.

use std::fmt;
use std::sync::Arc;

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use crate::client::operation::item_operation::Placed;

/// Somebody who wants to see stored items.
pub(crate) trait Observe: Send + Sync {
    /// Is called once for each answer that fits its request, with its items in their order.
    fn observe(&self, stored: &[Placed<'_>]);
}

/// An [`Observe`] in the configuration of a call.
#[derive(Clone)]
pub(crate) struct Observer(Arc<dyn Observe>);

impl Observer {
    pub(crate) fn new(observer: impl Observe + 'static) -> Self {
        Observer(Arc::new(observer))
    }

    pub(super) fn observe(&self, stored: &[Placed<'_>]) {
        self.0.observe(stored);
    }
}

impl Storable for Observer {
    type Storer = StoreReplace<Self>;
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer(..)")
    }
}
