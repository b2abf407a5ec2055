//! DescribeEndpoints: where this service is spoken to. Clients that look for an endpoint find this
//! one.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::api::{DescribeEndpointsRequest, DescribeEndpointsResponse, Endpoint};
use crate::state::Dynamodb;

/// How long a client may keep the answer, as AWS says.
const CACHE_MINUTES: i64 = 1440;

pub fn needs(_: &Dynamodb, _: &Context, _: &DescribeEndpointsRequest) -> Vec<Need> {
    vec![Need::new("dynamodb:DescribeEndpoints", "*")]
}

pub async fn run(
    dynamodb: Arc<Dynamodb>,
    context: Context,
    _: DescribeEndpointsRequest,
) -> Result<DescribeEndpointsResponse, Error> {
    let address = match dynamodb.address() {
        Some(address) => address.to_owned(),
        None => format!("dynamodb.{}.amazonaws.com", context.region),
    };
    let endpoint =
        Endpoint::new().with_address(address).with_cache_period_in_minutes(CACHE_MINUTES);
    Ok(DescribeEndpointsResponse::new().with_endpoints(vec![endpoint]))
}
