//! The sentence that a denied caller reads.
//!
//! Source: IAM user guide, "Troubleshoot access denied error messages".

use crate::evaluate::{Decision, PolicyType};
use crate::request::Request;

/// `User: ARN is not authorized to perform: ACTION on resource: RESOURCE because ...`.
///
/// The code that goes with it is `AccessDeniedException` in JSON protocols and `AccessDenied` in
/// the query protocol. Of an allowed request, the sentence without a reason.
pub fn denied(request: &Request<'_>, decision: &Decision) -> String {
    let plain = denied_plainly(request);
    let action = request.action;
    match decision {
        Decision::Allow => plain,
        Decision::ImplicitDeny { by: PolicyType::Trust } => plain,
        Decision::ImplicitDeny { by } => {
            format!("{plain} because no {} allows the {action} action", by.name())
        }
        Decision::ExplicitDeny { by, .. } => {
            format!("{plain} with an explicit deny in {} {}", by.article(), by.name())
        }
    }
}

/// The same sentence without its reason, for services that give none.
pub fn denied_plainly(request: &Request<'_>) -> String {
    format!(
        "User: {} is not authorized to perform: {} on resource: {}",
        request.principal.arn, request.action, request.resource
    )
}
