//! DynamoDB: tables, items, expressions.
//!
//! [`Dynamodb`] is the service's state over the store, [`service`] the table that the router
//! speaks to, [`TableResource`] what a manifest's `AWS::DynamoDB::Table` becomes. Items lie under
//! keys whose order is a Query's and a Scan's (`key`); rules work on attributes of their own
//! (`attr`), not on the wire's values; every single-item write goes through `write`.
//!
//! Deliberately absent: sockets, protocols, and whatever a neighbour owns.

mod administration;
mod alteration;
pub mod api;
mod apply;
mod attr;
mod backfill;
mod backup;
mod codec;
mod collection;
mod convert;
mod counts;
mod definition;
mod error;
pub mod exchange;
mod expr;
#[doc(hidden)]
pub mod fuzz;
mod history;
mod index;
mod invalid;
mod key;
mod legacy;
mod maintain;
mod number;
mod ops;
mod page;
mod partiql;
mod record;
mod request;
mod resource;
mod resource_policy;
mod resource_settings;
mod select;
mod state;
mod statement;
pub mod streams;
mod table;
mod tags;
mod target;
mod tend;
mod throughput;
mod token;
mod told;
mod transact;
mod transfer;
pub mod verify;
mod write;

use std::sync::Arc;

use kit::{Service, bind};

pub use resource::TableResource;
pub use state::Dynamodb;

/// The operation table.
pub fn service(dynamodb: &Arc<Dynamodb>) -> Service {
    use api::op;
    use ops::*;
    let mut service = Service {
        model: &api::MODEL,
        operations: vec![
            bind(
                &op::BATCH_EXECUTE_STATEMENT,
                dynamodb,
                batch_execute_statement::needs,
                batch_execute_statement::run,
            ),
            bind(&op::BATCH_GET_ITEM, dynamodb, batch_get_item::needs, batch_get_item::run),
            bind(&op::BATCH_WRITE_ITEM, dynamodb, batch_write_item::needs, batch_write_item::run),
            bind(&op::CREATE_TABLE, dynamodb, create_table::needs, create_table::run),
            bind(&op::DELETE_ITEM, dynamodb, delete_item::needs, delete_item::run),
            bind(&op::DELETE_TABLE, dynamodb, delete_table::needs, delete_table::run),
            bind(&op::DESCRIBE_TABLE, dynamodb, describe_table::needs, describe_table::run),
            bind(
                &op::EXECUTE_STATEMENT,
                dynamodb,
                execute_statement::needs,
                execute_statement::run,
            ),
            bind(
                &op::EXECUTE_TRANSACTION,
                dynamodb,
                execute_transaction::needs,
                execute_transaction::run,
            ),
            bind(&op::GET_ITEM, dynamodb, get_item::needs, get_item::run),
            bind(&op::LIST_TABLES, dynamodb, list_tables::needs, list_tables::run),
            bind(&op::PUT_ITEM, dynamodb, put_item::needs, put_item::run),
            bind(&op::QUERY, dynamodb, query::needs, query::run),
            bind(&op::SCAN, dynamodb, scan::needs, scan::run),
            bind(
                &op::TRANSACT_GET_ITEMS,
                dynamodb,
                transact_get_items::needs,
                transact_get_items::run,
            ),
            bind(
                &op::TRANSACT_WRITE_ITEMS,
                dynamodb,
                transact_write_items::needs,
                transact_write_items::run,
            ),
            bind(&op::UPDATE_ITEM, dynamodb, update_item::needs, update_item::run),
            bind(&op::UPDATE_TABLE, dynamodb, update_table::needs, update_table::run),
        ],
    };
    service.operations.extend(administration::operations(dynamodb));
    let governed = service.operations.into_iter();
    let governed = governed.map(|bound| resource_policy::govern(bound, dynamodb));
    Service { operations: governed.collect(), ..service }
}
