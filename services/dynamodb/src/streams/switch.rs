//! A table's stream, switched on and off.

use store::WriteTx;

use super::state;
use crate::api::StreamSpecification;
use crate::error::from_store;
use crate::invalid::{Checked, Invalid};
use crate::state::TableKey;
use crate::table::Table;

/// The view that a new table's stream has; none where it has no stream.
pub fn view(specification: &StreamSpecification) -> Checked<Option<String>> {
    asked(
        specification,
        "Table is being created with a stream enabled, UpdateViewType is required",
        "Table is being created with a stream disabled, UpdateViewType should not be specified",
    )
}

/// The view that a table's stream is to have from now on; none where it is to have no stream.
pub fn new_view(specification: &StreamSpecification) -> Checked<Option<String>> {
    asked(
        specification,
        "If stream is being enabled then UpdateViewType is required",
        "If stream is being disabled, then UpdateViewType must not be specified",
    )
}

fn asked(
    specification: &StreamSpecification,
    missing: &str,
    superfluous: &str,
) -> Checked<Option<String>> {
    match (specification.stream_enabled(), specification.stream_view_type()) {
        (true, Some(view)) => Ok(Some(view.to_owned())),
        (true, None) => Err(Invalid::parameter(missing)),
        (false, None) => Ok(None),
        (false, Some(_)) => Err(Invalid::parameter(superfluous)),
    }
}

/// What UpdateTable does with it, in the transaction that changes the table.
pub fn switch(
    tx: &mut WriteTx,
    key: &TableKey,
    table: &mut Table,
    view: Option<String>,
) -> Result<(), wire::Error> {
    match (table.stream.take(), view) {
        (Some(_), Some(_)) => Err(Invalid::from(format!(
            "Table already has an enabled stream: TableName: {}",
            table.name
        ))
        .into()),
        (None, None) => {
            Err(Invalid::from(format!("Table has no stream to disable: TableName: {}", table.name))
                .into())
        }
        (None, Some(view)) => state::begin(tx, key, table, view).map_err(from_store),
        (Some(stream), None) => state::end(tx, key, &stream.label).map_err(from_store),
    }
}
