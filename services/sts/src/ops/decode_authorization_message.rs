//! `DecodeAuthorizationMessage`: no service here encodes its denials, so no message is one.

use std::sync::Arc;

use kit::{Context, Need};

use crate::Sts;
use crate::api::{
    DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse,
    InvalidAuthorizationMessageException,
};
use crate::session::refuse_own;

pub fn needs(_: &Sts, _: &Context, _: &DecodeAuthorizationMessageRequest) -> Vec<Need> {
    vec![Need::new("sts:DecodeAuthorizationMessage", "*")]
}

pub async fn run(
    _: Arc<Sts>,
    context: Context,
    _: DecodeAuthorizationMessageRequest,
) -> Result<DecodeAuthorizationMessageResponse, wire::Error> {
    refuse_own(&context, "DecodeAuthorizationMessage")?;
    let text = "Message is not valid";
    Err(InvalidAuthorizationMessageException::error(text))
}
