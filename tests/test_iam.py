"""Users, groups, roles, their policies and keys, as boto3 meets them; what they allow at once."""
import base64
import hmac
import json
import time

import pytest
from botocore.exceptions import ClientError

ACCOUNT = "000000000000"
ORDERS = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/orders"
KEY = {"id": {"S": "1"}}


@pytest.fixture(scope="module")
def squall(application):
    return application("identity")


@pytest.fixture
def iam(squall):
    return squall.client("iam")


def document(*statements, version="2012-10-17"):
    return json.dumps({"Version": version, "Statement": list(statements)})


def allow(action, resource="*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action, resource="*", **more):
    return {**allow(action, resource, **more), "Effect": "Deny"}


def trusting(principal, action=("sts:AssumeRole", "sts:TagSession"), **more):
    return document({"Effect": "Allow", "Principal": principal, "Action": list(action), **more})


def refused(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def as_user(squall, service, key):
    return squall.client(service, aws_access_key_id=key["AccessKeyId"],
                         aws_secret_access_key=key["SecretAccessKey"])


def as_session(squall, service, credentials):
    return squall.client(service, aws_access_key_id=credentials["AccessKeyId"],
                         aws_secret_access_key=credentials["SecretAccessKey"],
                         aws_session_token=credentials["SessionToken"])


@pytest.fixture
def anna(squall, iam):
    iam.create_user(UserName="anna")
    key = iam.create_access_key(UserName="anna")["AccessKey"]
    yield key
    # After a kill it is at another port.
    iam = squall.client("iam")
    for name in iam.list_user_policies(UserName="anna")["PolicyNames"]:
        iam.delete_user_policy(UserName="anna", PolicyName=name)
    for one in iam.list_attached_user_policies(UserName="anna")["AttachedPolicies"]:
        iam.detach_user_policy(UserName="anna", PolicyArn=one["PolicyArn"])
    for group in iam.list_groups_for_user(UserName="anna")["Groups"]:
        iam.remove_user_from_group(UserName="anna", GroupName=group["GroupName"])
    for one in iam.list_access_keys(UserName="anna")["AccessKeyMetadata"]:
        iam.delete_access_key(UserName="anna", AccessKeyId=one["AccessKeyId"])
    iam.delete_user(UserName="anna")


def test_a_user_may_what_its_policies_say_at_once(squall, iam, anna):
    table = as_user(squall, "dynamodb", anna)
    code, message = refused(table.get_item, TableName="orders", Key=KEY)
    assert code == "AccessDeniedException"
    assert message == (f"User: arn:aws:iam::{ACCOUNT}:user/anna is not authorized to perform: "
                       f"dynamodb:GetItem on resource: {ORDERS} because no identity-based policy "
                       "allows the dynamodb:GetItem action")
    iam.put_user_policy(UserName="anna", PolicyName="p",
                        PolicyDocument=document(allow("dynamodb:GetItem", ORDERS)))
    table.get_item(TableName="orders", Key=KEY)
    iam.delete_user_policy(UserName="anna", PolicyName="p")
    refused(table.get_item, TableName="orders", Key=KEY)
    iam.add_user_to_group(GroupName="readers", UserName="anna")
    table.get_item(TableName="orders", Key=KEY)
    iam.attach_user_policy(UserName="anna", PolicyArn="arn:aws:iam::aws:policy/AWSDenyAll")
    _, message = refused(table.get_item, TableName="orders", Key=KEY)
    assert message.endswith("with an explicit deny in an identity-based policy")
    iam.detach_user_policy(UserName="anna", PolicyArn="arn:aws:iam::aws:policy/AWSDenyAll")
    table.get_item(TableName="orders", Key=KEY)
    iam.update_access_key(UserName="anna", AccessKeyId=anna["AccessKeyId"], Status="Inactive")
    code, _ = refused(table.get_item, TableName="orders", Key=KEY)
    assert code == "UnrecognizedClientException"
    iam.update_access_key(UserName="anna", AccessKeyId=anna["AccessKeyId"], Status="Active")
    table.get_item(TableName="orders", Key=KEY)
    used = iam.get_access_key_last_used(AccessKeyId=anna["AccessKeyId"])
    assert used["UserName"] == "anna"
    assert used["AccessKeyLastUsed"]["ServiceName"] == "dynamodb"
    assert used["AccessKeyLastUsed"]["Region"] == "us-east-1"


def test_a_secret_is_not_another_one_s(squall, iam, anna):
    wrong = {**anna, "SecretAccessKey": anna["SecretAccessKey"][::-1]}
    assert refused(as_user(squall, "sts", wrong).get_caller_identity)[0] == "SignatureDoesNotMatch"
    who = as_user(squall, "sts", anna).get_caller_identity()
    assert who["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/anna"
    assert who["UserId"] == iam.get_user(UserName="anna")["User"]["UserId"]
    second = iam.create_access_key(UserName="anna")["AccessKey"]
    assert second["SecretAccessKey"] != anna["SecretAccessKey"]
    assert refused(iam.create_access_key, UserName="anna") == (
        "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2")


def test_a_boundary_limits_what_policies_give(squall, iam, anna):
    edge = iam.create_policy(PolicyName="edge", PolicyDocument=document(
        allow("dynamodb:*"), deny("dynamodb:DeleteTable")))["Policy"]["Arn"]
    iam.put_user_policy(UserName="anna", PolicyName="all", PolicyDocument=document(allow("*")))
    iam.put_user_permissions_boundary(UserName="anna", PermissionsBoundary=edge)
    as_user(squall, "dynamodb", anna).scan(TableName="orders")
    _, message = refused(as_user(squall, "iam", anna).list_users)
    assert "because no permissions boundary allows the iam:ListUsers action" in message
    assert refused(iam.delete_policy, PolicyArn=edge) == (
        "DeleteConflict", "Cannot delete a policy attached to entities.")
    user = iam.get_user(UserName="anna")["User"]
    assert user["PermissionsBoundary"]["PermissionsBoundaryArn"] == edge
    iam.delete_user_permissions_boundary(UserName="anna")
    as_user(squall, "iam", anna).list_users()
    iam.delete_policy(PolicyArn=edge)


def test_versions_of_a_policy_decide_by_their_default(squall, iam, anna):
    arn = iam.create_policy(PolicyName="versioned", Path="/x/", PolicyDocument=document(
        allow("dynamodb:Scan")))["Policy"]["Arn"]
    assert arn == f"arn:aws:iam::{ACCOUNT}:policy/x/versioned"
    iam.attach_user_policy(UserName="anna", PolicyArn=arn)
    table = as_user(squall, "dynamodb", anna)
    table.scan(TableName="orders")
    made = iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow("s3:*")))
    assert made["PolicyVersion"]["VersionId"] == "v2"
    table.scan(TableName="orders")
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v2")
    refused(table.scan, TableName="orders")
    assert refused(iam.delete_policy_version, PolicyArn=arn, VersionId="v2") == (
        "DeleteConflict", "Cannot delete the default version of a policy.")
    for _ in range(3):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow("s3:*")))
    code, _ = refused(iam.create_policy_version, PolicyArn=arn,
                      PolicyDocument=document(allow("s3:*")))
    assert code == "LimitExceeded"
    versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
    assert [one["VersionId"] for one in versions] == ["v5", "v4", "v3", "v2", "v1"]
    assert [one["IsDefaultVersion"] for one in versions] == [False, False, False, True, False]
    shown = iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"]
    assert shown["Statement"] == [allow("dynamodb:Scan")]
    entities = iam.list_entities_for_policy(PolicyArn=arn)
    assert [one["UserName"] for one in entities["PolicyUsers"]] == ["anna"]
    iam.detach_user_policy(UserName="anna", PolicyArn=arn)
    code, message = refused(iam.delete_policy, PolicyArn=arn)
    assert code == "DeleteConflict" and message.startswith("This policy has more than one version.")
    for version in ["v1", "v3", "v4", "v5"]:
        iam.delete_policy_version(PolicyArn=arn, VersionId=version)
    iam.delete_policy(PolicyArn=arn)
    assert refused(iam.get_policy, PolicyArn=arn) == (
        "NoSuchEntity", f"Policy {arn} was not found.")


def test_a_user_is_deleted_when_nothing_hangs_on_it(iam):
    iam.create_group(GroupName="g")
    iam.create_user(UserName="bert", Path="/a/", Tags=[{"Key": "k", "Value": "v"}])
    assert refused(iam.create_user, UserName="BERT") == (
        "EntityAlreadyExists", "User with name BERT already exists.")
    key = iam.create_access_key(UserName="bert")["AccessKey"]["AccessKeyId"]
    iam.create_login_profile(UserName="bert", Password="x" * 12)
    iam.add_user_to_group(UserName="bert", GroupName="g")
    managed = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    iam.attach_user_policy(UserName="bert", PolicyArn=managed)
    iam.put_user_policy(UserName="bert", PolicyName="p", PolicyDocument=document(allow("s3:*")))
    steps = [
        ("delete access keys", lambda: iam.delete_access_key(UserName="bert", AccessKeyId=key)),
        ("delete login profile", lambda: iam.delete_login_profile(UserName="bert")),
        ("remove users from group",
         lambda: iam.remove_user_from_group(UserName="bert", GroupName="g")),
        ("detach all policies", lambda: iam.detach_user_policy(UserName="bert", PolicyArn=managed)),
        ("delete policies", lambda: iam.delete_user_policy(UserName="bert", PolicyName="p")),
    ]
    for what, step in steps:
        assert refused(iam.delete_user, UserName="bert") == (
            "DeleteConflict", f"Cannot delete entity, must {what} first.")
        step()
    iam.update_user(UserName="bert", NewUserName="berta", NewPath="/b/")
    user = iam.get_user(UserName="berta")["User"]
    assert user["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/b/berta"
    assert user["Tags"] == [{"Key": "k", "Value": "v"}]
    iam.delete_user(UserName="berta")
    assert refused(iam.get_user, UserName="berta") == (
        "NoSuchEntity", "The user with name berta cannot be found.")
    iam.delete_group(GroupName="g")


def code(seed, seconds):
    """What a telephone shows (RFC 6238)."""
    key = base64.b32decode(seed)
    digest = hmac.digest(key, (seconds // 30).to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7fffffff) % 1000000:06}"


def test_a_device_opens_what_asks_for_one(squall, iam, anna):
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
    assert device["QRCodePNG"].startswith(b"\x89PNG")
    now = int(time.time())
    # The codes before and of now, so that the next one is still to come and counts already.
    iam.enable_mfa_device(UserName="anna", SerialNumber=device["SerialNumber"],
                          AuthenticationCode1=code(device["Base32StringSeed"], now - 30),
                          AuthenticationCode2=code(device["Base32StringSeed"], now))
    iam.put_user_policy(UserName="anna", PolicyName="p", PolicyDocument=document(
        allow(["dynamodb:GetItem", "iam:ListUsers"], Condition={
            "Bool": {"aws:MultiFactorAuthPresent": "true"}})))
    sts = as_user(squall, "sts", anna)
    plain = sts.get_session_token()["Credentials"]
    refused(as_session(squall, "dynamodb", plain).get_item, TableName="orders", Key=KEY)
    assert refused(as_session(squall, "iam", plain).list_users)[0] == "InvalidClientTokenId"
    shown = dict(SerialNumber=device["SerialNumber"],
                 TokenCode=code(device["Base32StringSeed"], int(time.time()) + 30))
    held = sts.get_session_token(**shown)["Credentials"]
    as_session(squall, "dynamodb", held).get_item(TableName="orders", Key=KEY)
    as_session(squall, "iam", held).list_users()
    assert refused(sts.get_session_token, **shown) == ("AccessDenied", (
        "MultiFactorAuthentication failed with invalid MFA one time pass code. "))
    iam.deactivate_mfa_device(UserName="anna", SerialNumber=device["SerialNumber"])
    iam.delete_virtual_mfa_device(SerialNumber=device["SerialNumber"])


def test_lists_come_in_pages_and_below_paths(iam):
    names = [f"page{index}" for index in range(5)]
    for index, name in enumerate(names):
        iam.create_user(UserName=name, Path=f"/pages/{index % 2}/")
    pages = iam.get_paginator("list_users").paginate(
        PathPrefix="/pages/", PaginationConfig={"PageSize": 2})
    found = [[user["UserName"] for user in page["Users"]] for page in pages]
    assert found == [names[:2], names[2:4], names[4:]]
    odd = iam.list_users(PathPrefix="/pages/1/")["Users"]
    assert [user["UserName"] for user in odd] == ["page1", "page3"]
    for name in names:
        iam.delete_user(UserName=name)
    pages = iam.get_paginator("list_policies").paginate
    scopes = [[one for page in pages(Scope=scope, PaginationConfig={"PageSize": 1000})
               for one in page["Policies"]] for scope in ["AWS", "All"]]
    assert len(scopes[1]) > len(scopes[0]) > 100
    used = iam.list_policies(Scope="Local", OnlyAttached=True)["Policies"]
    assert [one["PolicyName"] for one in used] == ["read-orders"]
    assert used[0]["AttachmentCount"] == 1


def test_what_a_manifest_names_is_there(squall, iam):
    groups = iam.list_groups_for_user(UserName="clerk")["Groups"]
    assert [group["GroupName"] for group in groups] == ["readers"]
    keys = iam.list_access_keys(UserName="clerk")["AccessKeyMetadata"]
    assert [key["Status"] for key in keys] == ["Active"]
    assert iam.list_user_policies(UserName="clerk")["PolicyNames"] == ["scan"]
    details = iam.get_account_authorization_details(Filter=["User", "Group"])
    clerk = [one for one in details["UserDetailList"] if one["UserName"] == "clerk"][0]
    assert clerk["GroupList"] == ["readers"]
    assert clerk["UserPolicyList"][0]["PolicyDocument"]["Statement"]["Action"] == "dynamodb:Scan"
    summary = iam.get_account_summary()["SummaryMap"]
    assert summary["Users"] >= 1 and summary["AccessKeysPerUserQuota"] == 2


def test_the_simulator_says_what_would_be(iam, anna):
    iam.put_user_policy(UserName="anna", PolicyName="p", PolicyDocument=document(
        allow("dynamodb:*", Condition={"StringEquals": {"aws:PrincipalTag/team": "red"}}),
        deny("dynamodb:DeleteTable")))
    arn = f"arn:aws:iam::{ACCOUNT}:user/anna"
    ask = {"PolicySourceArn": arn, "ActionNames": ["dynamodb:Scan", "dynamodb:DeleteTable"]}
    results = iam.simulate_principal_policy(**ask)["EvaluationResults"]
    assert [one["EvalDecision"] for one in results] == ["implicitDeny", "explicitDeny"]
    assert results[0]["MissingContextValues"] == ["aws:PrincipalTag/team"]
    assert results[1]["MatchedStatements"][0]["SourcePolicyId"] == "user_anna_p"
    iam.tag_user(UserName="anna", Tags=[{"Key": "team", "Value": "red"}])
    results = iam.simulate_principal_policy(**ask)["EvaluationResults"]
    assert [one["EvalDecision"] for one in results] == ["allowed", "explicitDeny"]
    text = '{"Version":"2012-10-17","Statement":' + json.dumps(allow("s3:Get*"))[:-1] + "}}"
    result = iam.simulate_custom_policy(
        PolicyInputList=[text], ActionNames=["s3:GetObject"],
        ResourceArns=["arn:aws:s3:::b/k"])["EvaluationResults"][0]
    matched = result["MatchedStatements"][0]
    assert (result["EvalDecision"], result["EvalResourceName"]) == ("allowed", "arn:aws:s3:::b/k")
    assert matched["SourcePolicyId"] == "PolicyInputList.1"
    assert matched["StartPosition"] == {"Line": 1, "Column": 38}
    keys = iam.get_context_keys_for_principal_policy(PolicySourceArn=arn)["ContextKeyNames"]
    assert keys == ["aws:PrincipalTag/team"]


def test_tags_decide_where_policies_ask_for_them(squall, iam, anna):
    own = allow("iam:GetUser", Condition={
        "StringEquals": {"iam:ResourceTag/team": "${aws:PrincipalTag/team}"}})
    request = allow("iam:TagUser", Condition={
        "ForAllValues:StringEquals": {"aws:TagKeys": ["team"]},
        "StringLike": {"aws:RequestTag/team": "b*"}})
    iam.put_user_policy(UserName="anna", PolicyName="p", PolicyDocument=document(own, request))
    caller = as_user(squall, "iam", anna)
    refused(caller.get_user)
    iam.tag_user(UserName="anna", Tags=[{"Key": "team", "Value": "red"}])
    assert caller.get_user()["User"]["UserName"] == "anna"
    caller.tag_user(UserName="anna", Tags=[{"Key": "team", "Value": "blue"}])
    refused(caller.tag_user, UserName="anna", Tags=[{"Key": "team", "Value": "red"}])
    refused(caller.tag_user, UserName="anna", Tags=[{"Key": "other", "Value": "b"}])
    iam.untag_user(UserName="anna", TagKeys=["team"])
    assert iam.list_user_tags(UserName="anna")["Tags"] == []


def test_documents_are_refused_as_aws_refuses_them(iam):
    for text, message in [
        ("", None),
        ("x", "Syntax errors in policy."),
        (document({"Effect": "Allow", "Action": "x", "Resource": "*"}),
         "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
        (document(allow("s3:*"), version="2008-10-17"),
         "Policy document must be version 2012-10-17 or greater."),
        (document({"Effect": "Allow", "Action": "s3:*"}),
         "Policy statement must contain resources."),
    ]:
        code, said = refused(iam.create_policy, PolicyName="bad", PolicyDocument=text) \
            if text else ("MalformedPolicyDocument", None)
        assert (code, said) == ("MalformedPolicyDocument", message)


def test_the_account_has_an_alias_and_rules_for_passwords(iam):
    iam.create_account_alias(AccountAlias="squall-test")
    assert iam.list_account_aliases()["AccountAliases"] == ["squall-test"]
    iam.delete_account_alias(AccountAlias="squall-test")
    assert refused(iam.delete_account_alias, AccountAlias="squall-test")[0] == "NoSuchEntity"
    assert refused(iam.get_account_password_policy) == (
        "NoSuchEntity", f"The Password Policy with domain name {ACCOUNT} cannot be found.")
    iam.update_account_password_policy(MinimumPasswordLength=10, RequireNumbers=True)
    policy = iam.get_account_password_policy()["PasswordPolicy"]
    assert policy["MinimumPasswordLength"] == 10 and policy["ExpirePasswords"] is False
    iam.create_user(UserName="pass")
    assert refused(iam.create_login_profile, UserName="pass", Password="short1")[0] == \
        "PasswordPolicyViolation"
    iam.delete_user(UserName="pass")
    iam.delete_account_password_policy()


def test_everything_is_there_after_a_kill(squall, iam, anna):
    iam.put_user_policy(UserName="anna", PolicyName="p", PolicyDocument=document(allow("*")))
    before = iam.get_account_authorization_details()
    squall.kill()
    squall.start()
    after = squall.client("iam").get_account_authorization_details()
    for answer in before, after:
        answer.pop("ResponseMetadata")
    assert after == before
    as_user(squall, "dynamodb", anna).scan(TableName="orders")
