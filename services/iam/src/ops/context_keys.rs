//! The condition keys that documents ask for.

use std::sync::Arc;

use kit::Context;
use policy::Policy;

use super::simulate::{check_size, read, source};
use crate::Iam;
use crate::api::*;

pub async fn of_documents(
    iam: Arc<Iam>,
    _: Context,
    input: GetContextKeysForCustomPolicyRequest,
) -> Result<GetContextKeysForPolicyResponse, wire::Error> {
    let work = move || {
        check_size(input.policy_input_list().iter(), None)?;
        let policies = read(input.policy_input_list().iter(), "PolicyInputList")?;
        Ok(answer(policies.iter().map(|one| &*one.policy)))
    };
    iam.aside.run(work).await
}

pub async fn of_principal(
    iam: Arc<Iam>,
    context: Context,
    input: GetContextKeysForPrincipalPolicyRequest,
) -> Result<GetContextKeysForPolicyResponse, wire::Error> {
    let own = Arc::clone(&iam);
    let work = move || {
        let given = || input.policy_input_list().into_iter().flat_map(|list| list.iter());
        check_size(given(), None)?;
        let source = source(&own, &context, input.policy_source_arn())?;
        let given = read(given(), "PolicyInputList")?;
        Ok(answer(source.policies.iter().chain(&given).map(|one| &*one.policy)))
    };
    iam.aside.run(work).await
}

fn answer<'a>(policies: impl Iterator<Item = &'a Policy>) -> GetContextKeysForPolicyResponse {
    let keys = policy::context_keys(policies);
    GetContextKeysForPolicyResponse::new().with_context_key_names(keys)
}
