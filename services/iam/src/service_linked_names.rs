//! What services call themselves in the names of their service-linked roles.

/// By the service's host, without `.amazonaws.com` (IAM user guide, "AWS services that work with
/// IAM", and what the service answers). The rest follow their host's name.
const NAMES: &[(&str, &str)] = &[
    ("accountdiscovery.ssm", "AmazonSSM_AccountDiscovery"),
    ("acm", "CertificateManager"),
    ("appmesh", "AppMesh"),
    ("autoscaling", "AutoScaling"),
    ("autoscaling-plans", "AutoScalingPlans_EC2AutoScaling"),
    ("backup", "Backup"),
    ("batch", "Batch"),
    ("cassandra.application-autoscaling", "ApplicationAutoScaling_CassandraTable"),
    ("cks.kms", "KeyManagementServiceCustomKeyStores"),
    ("cloudtrail", "CloudTrail"),
    ("codestar-notifications", "CodeStarNotifications"),
    ("config", "Config"),
    ("connect", "AmazonConnect"),
    ("contributorinsights.dynamodb", "CloudWatchContributorInsights"),
    ("dms", "DMSServerless"),
    ("dms-fleet-advisor", "DMSFleetAdvisor"),
    ("docdb-elastic", "DocDB-Elastic"),
    ("dynamodb.application-autoscaling", "ApplicationAutoScaling_DynamoDBTable"),
    ("ec2-instance-connect", "Ec2InstanceConnect"),
    ("ec2.application-autoscaling", "ApplicationAutoScaling_EC2SpotFleetRequest"),
    ("ecr", "ECRTemplate"),
    ("ecs", "ECS"),
    ("ecs.application-autoscaling", "ApplicationAutoScaling_ECSService"),
    ("eks", "AmazonEKS"),
    ("eks-connector", "AmazonEKSConnector"),
    ("eks-fargate", "AmazonEKSForFargate"),
    ("eks-nodegroup", "AmazonEKSNodegroup"),
    ("elasticache", "ElastiCache"),
    ("elasticbeanstalk", "ElasticBeanstalk"),
    ("elasticfilesystem", "AmazonElasticFileSystem"),
    ("elasticloadbalancing", "ElasticLoadBalancing"),
    ("email.cognito-idp", "AmazonCognitoIdpEmailService"),
    ("emr-containers", "AmazonEMRContainers"),
    ("emrwal", "EMRWAL"),
    ("es", "AmazonElasticsearchService"),
    ("events", "CloudWatchEvents"),
    ("fis", "FIS"),
    ("globalaccelerator", "GlobalAccelerator"),
    ("grafana", "AmazonGrafana"),
    ("guardduty", "AmazonGuardDuty"),
    ("imagebuilder", "ImageBuilder"),
    ("iotmanagedintegrations", "IoTManagedIntegrations"),
    ("kafka", "Kafka"),
    ("kafkaconnect", "KafkaConnect"),
    ("kinesisreplication.dynamodb", "DynamoDBKinesisDataStreamsReplication"),
    ("lakeformation", "LakeFormationDataAccess"),
    ("lambda.application-autoscaling", "ApplicationAutoScaling_LambdaConcurrency"),
    ("lex", "LexBots"),
    ("lexv2", "LexV2Bots"),
    ("lightsail", "Lightsail"),
    ("logger.cloudfront", "CloudFrontLogger"),
    ("m2", "AWSM2"),
    ("memorydb", "MemoryDB"),
    ("mq", "AmazonMQ"),
    ("mrk.kms", "KeyManagementServiceMultiRegionKeys"),
    ("notifications", "AwsUserNotifications"),
    ("observability.aoss", "AmazonOpenSearchServerless"),
    ("opensearchservice", "AmazonOpenSearchService"),
    ("ops.apigateway", "APIGateway"),
    ("ops.emr-serverless", "AmazonEMRServerless"),
    ("opsdatasync.ssm", "SystemsManagerOpsDataSync"),
    ("opsinsights.ssm", "AmazonSSM_OpsInsights"),
    ("organizations", "Organizations"),
    ("pullthroughcache.ecr", "ECRPullThroughCache"),
    ("ram", "ResourceAccessManager"),
    ("rds", "RDS"),
    ("rds.application-autoscaling", "ApplicationAutoScaling_RDSCluster"),
    ("redshift", "Redshift"),
    ("replication.cassandra", "KeyspacesReplication"),
    ("replication.dynamodb", "DynamoDBReplication"),
    ("replication.ecr", "ECRReplication"),
    ("replicator.lambda", "LambdaReplicator"),
    ("repository.sync.codeconnections", "GitSync"),
    ("resource-explorer-2", "ResourceExplorer"),
    ("rolesanywhere", "RolesAnywhere"),
    ("s3-outposts", "S3OnOutposts"),
    ("ses", "AmazonSES"),
    ("shield", "AWSShield"),
    ("spot", "EC2Spot"),
    ("ssm", "AmazonSSM"),
    ("ssm-incidents", "IncidentManager"),
    ("ssm-quicksetup", "SSMQuickSetup"),
    ("sso", "SSO"),
    ("support", "Support"),
    ("transitgateway", "VPCTransitGateway"),
    ("trustedadvisor", "TrustedAdvisor"),
    ("vpcorigin.cloudfront", "CloudFrontVPCOrigin"),
    ("waf", "WAFLogging"),
    ("wafv2", "WAFV2Logging"),
];
/// Of these the services of which an account may have several, told apart by a suffix.
const SUFFIXED: [&str; 3] = ["autoscaling", "connect", "lexv2"];

pub fn name(service: &str, suffix: Option<&str>) -> String {
    let host = host(service);
    let name = known(host).map_or_else(|| plain(host), Into::into);
    match suffix {
        Some(suffix) => format!("AWSServiceRoleFor{name}_{suffix}"),
        None => format!("AWSServiceRoleFor{name}"),
    }
}

/// Whether an account may have several roles of the service.
pub fn takes_suffix(service: &str) -> bool {
    let host = host(service);
    known(host).is_none() || SUFFIXED.contains(&host)
}

fn host(service: &str) -> &str {
    service.strip_suffix(".amazonaws.com").unwrap_or(service)
}

fn known(host: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == host).map(|(_, name)| *name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_named_after_their_service() {
        for (service, suffix, wanted) in [
            ("autoscaling.amazonaws.com", None, "AWSServiceRoleForAutoScaling"),
            ("autoscaling.amazonaws.com", Some("x"), "AWSServiceRoleForAutoScaling_x"),
            ("lex-v9.some.amazonaws.com", None, "AWSServiceRoleForLexV9Some"),
        ] {
            assert_eq!(name(service, suffix), wanted);
        }
        assert!(takes_suffix("autoscaling.amazonaws.com") && takes_suffix("x.amazonaws.com"));
        assert!(!takes_suffix("batch.amazonaws.com"));
    }
}
