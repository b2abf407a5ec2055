//! The operations on a table beside its items: tags, time to live, policies, backups.

use std::sync::Arc;

use kit::{Bound, bind};

use crate::api::op;
use crate::ops::*;
use crate::state::Dynamodb;

pub fn operations(dynamodb: &Arc<Dynamodb>) -> Vec<Bound> {
    macro_rules! table {
        ($($constant:ident => $verb:ident,)*) => {
            vec![$(bind(&op::$constant, dynamodb, $verb::needs, $verb::run)),*]
        };
    }
    table! {
        CREATE_BACKUP => create_backup,
        DELETE_BACKUP => delete_backup,
        DELETE_RESOURCE_POLICY => delete_resource_policy,
        DESCRIBE_BACKUP => describe_backup,
        DESCRIBE_CONTINUOUS_BACKUPS => describe_continuous_backups,
        DESCRIBE_ENDPOINTS => describe_endpoints,
        DESCRIBE_EXPORT => describe_export,
        DESCRIBE_IMPORT => describe_import,
        DESCRIBE_LIMITS => describe_limits,
        DESCRIBE_TIME_TO_LIVE => describe_time_to_live,
        EXPORT_TABLE_TO_POINT_IN_TIME => export_table_to_point_in_time,
        GET_RESOURCE_POLICY => get_resource_policy,
        IMPORT_TABLE => import_table,
        LIST_BACKUPS => list_backups,
        LIST_EXPORTS => list_exports,
        LIST_IMPORTS => list_imports,
        LIST_TAGS_OF_RESOURCE => list_tags_of_resource,
        PUT_RESOURCE_POLICY => put_resource_policy,
        RESTORE_TABLE_FROM_BACKUP => restore_table_from_backup,
        RESTORE_TABLE_TO_POINT_IN_TIME => restore_table_to_point_in_time,
        TAG_RESOURCE => tag_resource,
        UNTAG_RESOURCE => untag_resource,
        UPDATE_CONTINUOUS_BACKUPS => update_continuous_backups,
        UPDATE_TIME_TO_LIVE => update_time_to_live,
    }
}
