//! DescribeLimits: what an account and a table may provision at AWS. Nothing here is throttled.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DescribeLimitsInput, DescribeLimitsOutput};
use crate::state::Dynamodb;

/// Units of an account and of a table, for reads and for writes each (DynamoDB quotas).
const ACCOUNT_UNITS_MAX: i64 = 80_000;
const TABLE_UNITS_MAX: i64 = 40_000;

pub fn needs(_: &Dynamodb, _: &Context, _: &DescribeLimitsInput) -> Vec<Need> {
    vec![Need::new("dynamodb:DescribeLimits", "*")]
}

pub async fn run(
    _: Arc<Dynamodb>,
    _: Context,
    _: DescribeLimitsInput,
) -> Result<DescribeLimitsOutput, Error> {
    Ok(DescribeLimitsOutput::new()
        .with_account_max_read_capacity_units(ACCOUNT_UNITS_MAX)
        .with_account_max_write_capacity_units(ACCOUNT_UNITS_MAX)
        .with_table_max_read_capacity_units(TABLE_UNITS_MAX)
        .with_table_max_write_capacity_units(TABLE_UNITS_MAX))
}
