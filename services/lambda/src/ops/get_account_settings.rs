//! GetAccountSettings: what the account may have, and what it has.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{
    AccountLimit, AccountUsage, GetAccountSettingsRequest, GetAccountSettingsResponse,
};

/// Lambda quotas: all packages together, one of them unpacked, one of them in a request.
const CODE_BYTES_MAX: i64 = 80_530_636_800;
const UNZIPPED_BYTES_MAX: i64 = 262_144_000;
const ZIPPED_BYTES_MAX: i64 = 52_428_800;

pub fn needs(_: &Lambda, _: &Context, _: &GetAccountSettingsRequest) -> Vec<Need> {
    vec![Need::new("lambda:GetAccountSettings", "*")]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    _: GetAccountSettingsRequest,
) -> Result<GetAccountSettingsResponse, Error> {
    let functions = lambda.functions();
    let account = lambda.run.account_concurrency();
    let reserved = functions
        .iter()
        .filter_map(|shelf| shelf.latest.row.spec.reserved_concurrency)
        .fold(0, u32::saturating_add);
    let bytes: u64 = functions
        .iter()
        .flat_map(|shelf| shelf.versions().map(|function| function.row.spec.code_bytes))
        .sum();
    let limit = AccountLimit::default()
        .with_total_code_size(CODE_BYTES_MAX)
        .with_code_size_unzipped(UNZIPPED_BYTES_MAX)
        .with_code_size_zipped(ZIPPED_BYTES_MAX)
        .with_concurrent_executions(i64::from(account))
        .with_unreserved_concurrent_executions(i64::from(account.saturating_sub(reserved)));
    let usage = AccountUsage::default()
        .with_total_code_size(i64::try_from(bytes).unwrap_or(i64::MAX))
        .with_function_count(i64::try_from(functions.len()).unwrap_or(i64::MAX));
    Ok(GetAccountSettingsResponse::default().with_account_limit(limit).with_account_usage(usage))
}
