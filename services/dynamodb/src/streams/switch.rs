//! A table's stream, switched on and off.

use store::WriteTx;

use super::state;
use crate::api::StreamSpecification;
use crate::error::from_store;
use crate::invalid::{Checked, Invalid};
use crate::state::TableKey;
use crate::table::Table;

/// The view that a specification asks for; none where it asks for no stream.
pub fn view(specification: &StreamSpecification) -> Checked<Option<String>> {
    match (specification.stream_enabled(), specification.stream_view_type()) {
        (true, Some(view)) => Ok(Some(view.to_owned())),
        (true, None) => {
            Err(Invalid::parameter("StreamViewType must be specified when StreamEnabled is true"))
        }
        (false, None) => Ok(None),
        (false, Some(_)) => Err(Invalid::parameter(
            "StreamViewType can only be specified when StreamEnabled is true",
        )),
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
        (Some(_), Some(_)) => Err(Invalid::text("Table already has an enabled stream").into()),
        (None, None) => Err(Invalid::text("Table has no enabled stream to disable").into()),
        (None, Some(view)) => state::begin(tx, key, table, view).map_err(from_store),
        (Some(stream), None) => state::end(tx, key, &stream.label).map_err(from_store),
    }
}
