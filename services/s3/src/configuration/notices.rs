//! The verbs about notifications, which are [`crate::notify`]'s.

pub(crate) use crate::notify::verbs::{
    get_bucket_notification_configuration, put_bucket_notification_configuration,
};
