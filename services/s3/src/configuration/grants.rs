//! The verbs about who may do what: lists, ownership, policies, the block of public access.

use crate::error::{Error, Result};
use crate::protocol::dto::*;

use super::{from_xml, to_xml};
use crate::S3;
use crate::acl::{self, Acl, CannedOn, Headers};
use crate::asked::Asked;
use crate::output;
use crate::permission::{Block, BucketPolicy, Ownership};
use crate::setting::Setting;

/// What a request about lists meets where there are none.
pub(crate) fn no_lists() -> Error {
    let text = "The bucket does not allow ACLs";
    Error::new("AccessControlListNotSupported", 400, text)
}

/// The list that a request wants on a bucket or an object of `owner`; none where it says nothing.
/// `is_bucket` is whether a new list may come with `bucket-owner-full-control` alone.
pub(crate) fn wanted(
    headers: &Headers<'_>,
    body: Option<&AccessControlPolicy>,
    owner: &str,
    on: CannedOn<'_>,
) -> Result<Option<Acl>> {
    match (headers.is_empty(), body) {
        (true, None) => Ok(None),
        (true, Some(policy)) => acl::of_policy(policy, owner).map(Some),
        (false, None) => acl::of_headers(headers, owner, on),
        (false, Some(_)) => {
            let text = "This request does not support content";
            Err(Error::new("UnexpectedContent", 400, text))
        }
    }
}

/// Whether a bucket's settings allow a list to be put.
pub(crate) fn may_list(
    ownership: Ownership,
    block: Block,
    owner: &str,
    headers: &Headers<'_>,
    list: &Acl,
) -> Result<()> {
    if !ownership.has_lists() {
        // What changes nothing is let through: the owner's own, and what gives it to the owner.
        let harmless = match headers.canned {
            Some(name) => name == "bucket-owner-full-control",
            None => list.is_only_of(owner) && !headers.has_grants(),
        };
        return if harmless { Ok(()) } else { Err(no_lists()) };
    }
    if block.public_acls && list.is_public() { Err(Error::access_denied()) } else { Ok(()) }
}

pub(crate) async fn get_bucket_acl(
    s3: &S3,
    _: &Asked,
    input: GetBucketAclInput,
) -> Result<GetBucketAclOutput> {
    let compiled = s3.configurations.of(&input.bucket)?;
    let owner = compiled.bucket.owner.as_str();
    let private = Acl::private(owner);
    let acl = if compiled.ownership().has_lists() { &compiled.acl } else { &private };
    let grants = Some(acl::to_grants(acl, s3.named()));
    Ok(GetBucketAclOutput { grants, owner: Some(output::owner(s3, owner)) })
}

pub(crate) async fn put_bucket_acl(
    s3: &S3,
    _: &Asked,
    input: PutBucketAclInput,
) -> Result<PutBucketAclOutput> {
    let headers = Headers {
        canned: input.acl.as_ref().map(|acl| acl.as_str()),
        full_control: input.grant_full_control.as_deref(),
        read: input.grant_read.as_deref(),
        write: input.grant_write.as_deref(),
        read_acp: input.grant_read_acp.as_deref(),
        write_acp: input.grant_write_acp.as_deref(),
    };
    let bucket = input.bucket.as_str();
    let compiled = s3.configurations.of(bucket)?;
    let owner = compiled.bucket.owner.as_str();
    let body = input.access_control_policy.as_ref();
    let Some(list) = wanted(&headers, body, owner, CannedOn::Bucket)? else {
        let text = "Your request was missing a required header";
        let error = Error::new("MissingSecurityHeader", 400, text);
        return Err(error.with("MissingHeaderName", "x-amz-acl"));
    };
    may_list(compiled.ownership(), compiled.block(), owner, &headers, &list)?;
    s3.configurations.put(bucket, Setting::Acl, Some(list.text().into_bytes())).await?;
    Ok(PutBucketAclOutput::default())
}

pub(crate) async fn get_bucket_policy(
    s3: &S3,
    _: &Asked,
    input: GetBucketPolicyInput,
) -> Result<GetBucketPolicyOutput> {
    let compiled = s3.configurations.of(&input.bucket)?;
    let policy = compiled.policy.as_ref().ok_or_else(|| Setting::Policy.missing(&input.bucket))?;
    Ok(GetBucketPolicyOutput { policy: Some(policy.text.clone()) })
}

pub(crate) async fn put_bucket_policy(
    s3: &S3,
    _: &Asked,
    input: PutBucketPolicyInput,
) -> Result<PutBucketPolicyOutput> {
    let bucket = input.bucket.as_str();
    let policy = BucketPolicy::parse(&input.policy, bucket, s3.configurations.accounts())?;
    let compiled = s3.configurations.of(bucket)?;
    if policy.is_public && compiled.block().public_policy {
        return Err(Error::access_denied());
    }
    let bytes = Some(policy.text.into_bytes());
    s3.configurations.put(bucket, Setting::Policy, bytes).await?;
    Ok(PutBucketPolicyOutput::default())
}

pub(crate) async fn delete_bucket_policy(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketPolicyInput,
) -> Result<DeleteBucketPolicyOutput> {
    s3.configurations.put(&input.bucket, Setting::Policy, None).await?;
    Ok(DeleteBucketPolicyOutput::default())
}

/// Whether strangers may do anything with the bucket, by its policy or its list.
pub(crate) async fn get_bucket_policy_status(
    s3: &S3,
    _: &Asked,
    input: GetBucketPolicyStatusInput,
) -> Result<GetBucketPolicyStatusOutput> {
    let compiled = s3.configurations.of(&input.bucket)?;
    let block = compiled.block();
    let by_policy = compiled.policy.as_ref().is_some_and(|policy| policy.is_public);
    let by_list =
        compiled.ownership().has_lists() && !block.ignore_public_acls && compiled.acl.is_public();
    let is_public = (by_policy && !block.restrict_public_buckets) || by_list;
    let policy_status = Some(PolicyStatus { is_public: Some(is_public) });
    Ok(GetBucketPolicyStatusOutput { policy_status })
}

pub(crate) async fn get_public_access_block(
    s3: &S3,
    _: &Asked,
    input: GetPublicAccessBlockInput,
) -> Result<GetPublicAccessBlockOutput> {
    let compiled = s3.configurations.of(&input.bucket)?;
    let block = compiled.block.ok_or_else(|| Setting::PublicAccess.missing(&input.bucket))?;
    let public_access_block_configuration = Some(block.to_configuration());
    Ok(GetPublicAccessBlockOutput { public_access_block_configuration })
}

pub(crate) async fn put_public_access_block(
    s3: &S3,
    _: &Asked,
    input: PutPublicAccessBlockInput,
) -> Result<PutPublicAccessBlockOutput> {
    let block = Block::of(&input.public_access_block_configuration);
    let bytes = Some(to_xml(&block.to_configuration()));
    s3.configurations.put(&input.bucket, Setting::PublicAccess, bytes).await?;
    Ok(PutPublicAccessBlockOutput::default())
}

pub(crate) async fn delete_public_access_block(
    s3: &S3,
    _: &Asked,
    input: DeletePublicAccessBlockInput,
) -> Result<DeletePublicAccessBlockOutput> {
    s3.configurations.put(&input.bucket, Setting::PublicAccess, None).await?;
    Ok(DeletePublicAccessBlockOutput::default())
}

pub(crate) async fn get_bucket_ownership_controls(
    s3: &S3,
    _: &Asked,
    input: GetBucketOwnershipControlsInput,
) -> Result<GetBucketOwnershipControlsOutput> {
    let text = s3.configurations.text(&input.bucket, Setting::Ownership)?;
    let controls = text.as_deref().and_then(from_xml::<OwnershipControls>);
    let ownership_controls =
        Some(controls.ok_or_else(|| Setting::Ownership.missing(&input.bucket))?);
    Ok(GetBucketOwnershipControlsOutput { ownership_controls })
}

pub(crate) async fn put_bucket_ownership_controls(
    s3: &S3,
    _: &Asked,
    input: PutBucketOwnershipControlsInput,
) -> Result<PutBucketOwnershipControlsOutput> {
    let [rule] = input.ownership_controls.rules.as_slice() else {
        return Err(Error::malformed_xml());
    };
    let ownership =
        Ownership::parse(rule.object_ownership.as_str()).ok_or_else(Error::malformed_xml)?;
    let bucket = input.bucket.as_str();
    let compiled = s3.configurations.of(bucket)?;
    let gives = !compiled.acl.is_only_of(&compiled.bucket.owner);
    if gives && !ownership.has_lists() {
        let text = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting";
        let code = "InvalidBucketAclWithObjectOwnership";
        return Err(Error::new(code, 400, text));
    }
    let bytes = Some(to_xml(&input.ownership_controls));
    s3.configurations.put(bucket, Setting::Ownership, bytes).await?;
    Ok(PutBucketOwnershipControlsOutput::default())
}

pub(crate) async fn delete_bucket_ownership_controls(
    s3: &S3,
    _: &Asked,
    input: DeleteBucketOwnershipControlsInput,
) -> Result<DeleteBucketOwnershipControlsOutput> {
    s3.configurations.put(&input.bucket, Setting::Ownership, None).await?;
    Ok(DeleteBucketOwnershipControlsOutput::default())
}

/// What a bucket begins with, as the request that makes it says. `closed` is whether it is as
/// every new one since April 2023 where the request says nothing else.
pub(crate) fn new_bucket(
    input: &CreateBucketInput,
    owner: &str,
    closed: bool,
    named_ownership: Option<&str>,
) -> Result<super::NewBucket> {
    let headers = Headers {
        canned: input.acl.as_ref().map(|acl| acl.as_str()),
        full_control: input.grant_full_control.as_deref(),
        read: input.grant_read.as_deref(),
        write: input.grant_write.as_deref(),
        read_acp: input.grant_read_acp.as_deref(),
        write_acp: input.grant_write_acp.as_deref(),
    };
    let named_ownership = named_ownership.map(|ownership| {
        Ownership::parse(ownership).ok_or_else(|| {
            let text = format!("Invalid x-amz-object-ownership header: {ownership}");
            Error::invalid_argument(text).with("ArgumentName", "x-amz-object-ownership")
        })
    });
    let named_ownership = named_ownership.transpose()?;
    let ownership = named_ownership.or(closed.then_some(Ownership::BucketOwnerEnforced));
    let block = closed.then_some(Block::ALL);
    let list = wanted(&headers, None, owner, CannedOn::Bucket)?;
    if let Some(list) = &list {
        let in_force = ownership.unwrap_or(Ownership::ObjectWriter);
        if !in_force.has_lists() && !list.is_only_of(owner) {
            let text = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced \
                        setting";
            let code = "InvalidBucketAclWithObjectOwnership";
            return Err(Error::new(code, 400, text));
        }
        if block.is_some() && list.is_public() {
            return Err(Error::access_denied());
        }
    }
    let has_lock = input.object_lock_enabled_for_bucket == Some(true);
    Ok(super::NewBucket { ownership, block, acl: list, has_lock, ..Default::default() })
}
