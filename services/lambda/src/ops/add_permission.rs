//! AddPermission: somebody else may use a function, or a version or alias of it.

use std::sync::Arc;

use kit::{Context, Need};
use wire::Error;

use crate::Lambda;
use crate::api::{AddPermissionRequest, AddPermissionResponse};
use crate::permission::Asked;

pub fn needs(lambda: &Lambda, context: &Context, input: &AddPermissionRequest) -> Vec<Need> {
    let (name, qualifier) = (input.function_name(), input.qualifier());
    let need = lambda.need(context, "AddPermission", name, qualifier);
    let principal = ("lambda:Principal".to_owned(), vec![input.principal().to_owned()]);
    let url = input.function_url_auth_type();
    let url = url.map(|url| ("lambda:FunctionUrlAuthType".to_owned(), vec![url.to_owned()]));
    vec![Need { keys: std::iter::once(principal).chain(url).collect(), ..need }]
}

pub async fn run(
    lambda: Arc<Lambda>,
    _: Context,
    mut input: AddPermissionRequest,
) -> Result<AddPermissionResponse, Error> {
    let expected = input.take_revision_id();
    let asked = Asked {
        id: input.statement_id().to_owned(),
        action: input.action().to_owned(),
        principal: input.principal().to_owned(),
        source_arn: input.take_source_arn(),
        source_account: input.take_source_account(),
        event_source_token: input.take_event_source_token(),
        organization: input.take_principal_org_id(),
        url_auth_type: input.take_function_url_auth_type(),
        via_url: input.invoked_via_function_url(),
    };
    let (name, qualifier) = (input.function_name(), input.qualifier());
    let statement = lambda.permit(name, qualifier, asked, expected, false).await?;
    Ok(AddPermissionResponse::default().with_statement(statement))
}
