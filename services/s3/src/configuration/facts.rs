//! The verbs about what is kept and shown, and of which nothing else comes here: a website's
//! pages, transfer acceleration, who pays. What would promise something that is not done
//! (replication, logs, inventories, ...) is refused instead.

use crate::error::{Error, Result};
use crate::protocol::dto::*;

use super::to_xml;
use crate::S3;
use crate::asked::Asked;
use crate::setting::Setting;

pub(crate) async fn get_bucket_website(
    s3: &S3,
    _: &Asked,
    input: GetBucketWebsiteInput,
) -> Result<GetBucketWebsiteOutput> {
    let website: WebsiteConfiguration = s3.configurations.known(&input.bucket, Setting::Website)?;
    Ok(GetBucketWebsiteOutput {
        error_document: website.error_document,
        index_document: website.index_document,
        redirect_all_requests_to: website.redirect_all_requests_to,
        routing_rules: website.routing_rules,
    })
}

pub(crate) async fn put_bucket_website(
    s3: &S3,
    _: &Asked,
    input: PutBucketWebsiteInput,
) -> Result<PutBucketWebsiteOutput> {
    check_website(&input.website_configuration)?;
    let bytes = Some(to_xml(&input.website_configuration));
    s3.configurations.put(&input.bucket, Setting::Website, bytes).await?;
    Ok(PutBucketWebsiteOutput::default())
}

fn check_website(website: &WebsiteConfiguration) -> Result<()> {
    let WebsiteConfiguration {
        error_document,
        index_document,
        redirect_all_requests_to,
        routing_rules,
    } = website;
    if let Some(redirect) = redirect_all_requests_to {
        check_protocol(redirect.protocol.as_ref())?;
        let more = error_document.is_some() || index_document.is_some() || routing_rules.is_some();
        let text = "RedirectAllRequestsTo cannot be provided in conjunction with other Routing \
                    Rules.";
        let error = || Error::argument("RedirectAllRequestsTo", "not null", text);
        return if more { Err(error()) } else { Ok(()) };
    }
    let Some(index) = index_document else {
        let text = "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is \
                    empty";
        return Err(Error::argument("IndexDocument", "null", text));
    };
    if index.suffix.is_empty() || index.suffix.contains('/') {
        let text = "The IndexDocument Suffix is not well formed";
        return Err(Error::argument("IndexDocument", &*index.suffix, text));
    }
    if routing_rules.as_ref().is_some_and(Vec::is_empty) {
        return Err(Error::malformed_xml());
    }
    routing_rules.iter().flatten().try_for_each(check_route)
}

fn check_route(rule: &RoutingRule) -> Result<()> {
    if let Some(condition) = &rule.condition
        && condition.http_error_code_returned_equals.is_none()
        && condition.key_prefix_equals.is_none()
    {
        return Err(Error::invalid_request(
            "Condition cannot be empty. To redirect all requests without a condition, the \
             condition element shouldn't be present.",
        ));
    }
    let redirect = &rule.redirect;
    if redirect.replace_key_with.is_some() && redirect.replace_key_prefix_with.is_some() {
        let text = "You can only define ReplaceKeyPrefix or ReplaceKey but not both.";
        return Err(Error::invalid_request(text));
    }
    check_protocol(redirect.protocol.as_ref())
}

fn check_protocol(protocol: Option<&Protocol>) -> Result<()> {
    if protocol.is_none_or(|protocol| matches!(protocol.as_str(), "http" | "https")) {
        return Ok(());
    }
    Err(Error::invalid_request(
        "Invalid protocol, protocol can be http or https. If not defined the protocol will be \
         selected automatically.",
    ))
}

pub(crate) async fn delete_bucket_website(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketWebsiteInput,
) -> Result<DeleteBucketWebsiteOutput> {
    s3.configurations.put(&input.bucket, Setting::Website, None).await?;
    Ok(DeleteBucketWebsiteOutput::default())
}

pub(crate) async fn get_bucket_accelerate_configuration(
    s3: &S3,
    _: &Asked,
    input: GetBucketAccelerateConfigurationInput,
) -> Result<GetBucketAccelerateConfigurationOutput> {
    let found: Option<AccelerateConfiguration> =
        s3.configurations.shape(&input.bucket, Setting::Accelerate)?;
    let status = found.and_then(|found| found.status);
    Ok(GetBucketAccelerateConfigurationOutput { request_charged: None, status })
}

pub(crate) async fn put_bucket_accelerate_configuration(
    s3: &S3,
    _: &Asked,
    input: PutBucketAccelerateConfigurationInput,
) -> Result<PutBucketAccelerateConfigurationOutput> {
    let status = input.accelerate_configuration.status.as_ref();
    if !status.is_some_and(|status| matches!(status.as_str(), "Enabled" | "Suspended")) {
        return Err(Error::malformed_xml());
    }
    if input.bucket.contains('.') {
        let text = "S3 Transfer Acceleration is not supported for buckets with periods (.) in \
                    their names";
        return Err(Error::invalid_request(text));
    }
    let bytes = Some(to_xml(&input.accelerate_configuration));
    s3.configurations.put(&input.bucket, Setting::Accelerate, bytes).await?;
    Ok(PutBucketAccelerateConfigurationOutput::default())
}

pub(crate) async fn get_bucket_request_payment(
    s3: &S3,
    _: &Asked,
    input: GetBucketRequestPaymentInput,
) -> Result<GetBucketRequestPaymentOutput> {
    let found: Option<RequestPaymentConfiguration> =
        s3.configurations.shape(&input.bucket, Setting::Payment)?;
    let payer = found.map(|found| found.payer);
    let payer = payer.unwrap_or_else(|| Payer::from_static(Payer::BUCKET_OWNER));
    Ok(GetBucketRequestPaymentOutput { payer: Some(payer) })
}

pub(crate) async fn put_bucket_request_payment(
    s3: &S3,
    _: &Asked,
    input: PutBucketRequestPaymentInput,
) -> Result<PutBucketRequestPaymentOutput> {
    let configuration = &input.request_payment_configuration;
    if !matches!(configuration.payer.as_str(), "Requester" | "BucketOwner") {
        return Err(Error::malformed_xml());
    }
    let bytes = Some(to_xml(configuration));
    s3.configurations.put(&input.bucket, Setting::Payment, bytes).await?;
    Ok(PutBucketRequestPaymentOutput::default())
}

/// No logs are delivered, so none are ever switched on.
pub(crate) async fn get_bucket_logging(
    s3: &S3,
    _: &Asked,
    input: GetBucketLoggingInput,
) -> Result<GetBucketLoggingOutput> {
    s3.configurations.of(&input.bucket)?;
    Ok(GetBucketLoggingOutput { logging_enabled: None })
}
