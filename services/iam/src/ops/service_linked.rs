//! Service-linked roles: roles that a service takes, made in the service's name.

use std::sync::Arc;

use base::Timestamp;
use kit::Context;

use super::{entities, existing_role, full_role, role};
use crate::Iam;
use crate::api::*;
use crate::error::{invalid_input, missing};
use crate::state::RoleRow;

/// Where they all are.
pub const PATH: &str = "/aws-service-role/";

/// How the name of a service-linked role begins, and what its services call themselves in it
/// (IAM user guide, "AWS services that work with IAM"; the rest follow their host's name).
const NAMES: &[(&str, &str)] = &[
    ("autoscaling", "AutoScaling"),
    ("dynamodb.application-autoscaling", "ApplicationAutoScaling_DynamoDBTable"),
    ("lambda.application-autoscaling", "ApplicationAutoScaling_LambdaConcurrency"),
    ("ecs.application-autoscaling", "ApplicationAutoScaling_ECSService"),
    ("rds.application-autoscaling", "ApplicationAutoScaling_RDSCluster"),
    ("replication.dynamodb", "DynamoDBReplication"),
    ("kinesisreplication.dynamodb", "DynamoDBKinesisDataStreamsReplication"),
    ("contributorinsights.dynamodb", "CloudWatchContributorInsights"),
    ("elasticbeanstalk", "ElasticBeanstalk"),
    ("elasticloadbalancing", "ElasticLoadBalancing"),
    ("elasticache", "ElastiCache"),
    ("ecs", "ECS"),
    ("rds", "RDS"),
    ("es", "AmazonElasticsearchService"),
    ("opensearchservice", "AmazonOpenSearchService"),
    ("ops.apigateway", "APIGateway"),
    ("replicator.lambda", "LambdaReplicator"),
    ("logger.cloudfront", "CloudFrontLogger"),
    ("sso", "SSO"),
    ("spot", "EC2Spot"),
    ("transitgateway", "VPCTransitGateway"),
    ("eks", "AmazonEKS"),
    ("events", "CloudWatchEvents"),
    ("kafka", "Kafka"),
    ("mq", "AmazonMQ"),
    ("ram", "ResourceAccessManager"),
    ("organizations", "Organizations"),
    ("support", "Support"),
    ("trustedadvisor", "TrustedAdvisor"),
    ("guardduty", "AmazonGuardDuty"),
    ("config", "Config"),
    ("globalaccelerator", "GlobalAccelerator"),
];

pub fn name(service: &str, suffix: Option<&str>) -> String {
    let host = service.strip_suffix(".amazonaws.com").unwrap_or(service);
    let known = NAMES.iter().find(|(known, _)| *known == host).map(|(_, name)| *name);
    let name = known.map_or_else(|| plain(host), Into::into);
    match suffix {
        Some(suffix) => format!("AWSServiceRoleFor{name}_{suffix}"),
        None => format!("AWSServiceRoleFor{name}"),
    }
}

/// `a.b-c` as `ABC` with each word's first letter large.
fn plain(host: &str) -> String {
    let mut out = String::new();
    for word in host.split(['.', '-']) {
        let mut letters = word.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

/// The role, without an id and a date.
pub fn draft(service: &str, name: String, description: Option<String>) -> RoleRow {
    let trust = serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
        }],
    });
    RoleRow {
        path: format!("{PATH}{service}/"),
        trust: trust.to_string(),
        description,
        session_s_max: role::SESSION_S_DEFAULT.unsigned_abs(),
        tags: Vec::new(),
        boundary: None,
        name,
        id: String::new(),
        created: Timestamp(0),
    }
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateServiceLinkedRoleRequest,
) -> Result<CreateServiceLinkedRoleResponse, wire::Error> {
    let service = input.take_aws_service_name();
    if !service.ends_with(".amazonaws.com") {
        let text = format!("Invalid service principal: {service}");
        return Err(invalid_input(text));
    }
    let name = name(&service, input.custom_suffix());
    let draft = draft(&service, name, input.take_description());
    let (account, now) = (context.account.clone(), context.now);
    let made = iam
        .change(move |tx| {
            if crate::state::role(tx, &account, &draft.name)?.is_some() {
                let text = format!(
                    "Service role name {} has been taken in this account, please try a different \
                     suffix.",
                    draft.name
                );
                return Err(invalid_input(text).into());
            }
            role::put_new(tx, &account, draft, now)
        })
        .await?;
    Ok(CreateServiceLinkedRoleResponse::new().with_role(full_role(&made, &context.account)))
}

/// How a deletion is asked after: the task's name says all there is to know.
fn task(role: &RoleRow) -> String {
    format!("task{}{}/{}", role.path, role.name, role.id)
}

/// Deletes at once: nothing of a service uses the role here.
pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteServiceLinkedRoleRequest,
) -> Result<DeleteServiceLinkedRoleResponse, wire::Error> {
    let task = iam
        .change(move |tx| {
            let account = context.account.as_str();
            let row = existing_role(tx, account, input.role_name())?;
            if !row.path.starts_with(PATH) {
                return Err(crate::error::no_entity(crate::entity::Kind::Role, &row.name).into());
            }
            entities::unburden(tx, account, &row.entity())?;
            entities::delete(tx, account, &row.entity())?;
            Ok(task(&row))
        })
        .await?;
    Ok(DeleteServiceLinkedRoleResponse::new().with_deletion_task_id(task))
}

pub async fn deletion_status(
    _: Arc<Iam>,
    _: Context,
    input: GetServiceLinkedRoleDeletionStatusRequest,
) -> Result<GetServiceLinkedRoleDeletionStatusResponse, wire::Error> {
    let id = input.deletion_task_id();
    if !id.starts_with("task/aws-service-role/") {
        let text = format!("Deletion Task Id {id} was not found.");
        return Err(missing(text));
    }
    Ok(GetServiceLinkedRoleDeletionStatusResponse::new().with_status("SUCCEEDED"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_named_after_their_service() {
        for (service, suffix, wanted) in [
            ("autoscaling.amazonaws.com", None, "AWSServiceRoleForAutoScaling"),
            ("autoscaling.amazonaws.com", Some("x"), "AWSServiceRoleForAutoScaling_x"),
            ("lex-v2.some.amazonaws.com", None, "AWSServiceRoleForLexV2Some"),
        ] {
            assert_eq!(name(service, suffix), wanted);
        }
    }
}
