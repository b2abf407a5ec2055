"""An application as it was written for AWS: what it names of elsewhere is told, and it runs."""
import pytest
from conftest import Squall
from waiting import until

MANIFEST = """service: shop
plugins: [serverless-iam-roles-per-function]
stages: {default: {params: {table: orders}}}
provider:
  name: aws
  runtime: python3.11
  role: arn:aws:iam::123456789012:role/ours-elsewhere
  environment:
    TABLE: ${param:table}
    TOKEN: ${ssm:/shop/token}
    API: !Sub 'https://${ApiGatewayRestApi}.execute-api.${AWS::Region}.amazonaws.com'
    SOCKETS: !Ref HttpApi
functions:
  own:
    handler: handlers.look
    iamRoleStatements:
      - {Effect: Allow, Action: 'dynamodb:PutItem', Resource: !GetAtt Orders.Arn}
    events: [{http: GET x}, {httpApi: GET /y}, {s3: {bucket: not-here-yet, existing: true}}]
  shared: {handler: handlers.look, events: [{http: GET x}]}
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
      Properties: {
        "TableName": "orders",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [
          {"AttributeName": "id", "KeyType": "HASH"}
      ]
      }
    Reads:
      Type: AWS::Lambda::EventSourceMapping
      Properties: {FunctionName: !Ref OwnLambdaFunction, StartingPosition: LATEST,
                   EventSourceArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/s'}
    Topic: {Type: AWS::SNS::Topic}
    A: {Type: AWS::IAM::Role, Properties: &role {AssumeRolePolicyDocument: {
      Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {Service: a.b}, Action: 'sts:AssumeRole'}]}}}
    B: {Type: AWS::IAM::Role, Properties: *role}
    OnA:
      Type: AWS::IAM::Policy
      Properties: &policy
        PolicyName: same
        PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}
        Roles: [!Ref A]
    OnB: {Type: AWS::IAM::Policy, Properties: {<<: *policy, Roles: [!Ref B]}}
"""
CODE = """import os, boto3
def look(event, context):
    tried = {}
    for name, call in [("put", lambda table: table.put_item(Item={"id": "1"})),
                       ("scan", lambda table: table.scan())]:
        try:
            call(boto3.resource("dynamodb").Table(os.environ["TABLE"]))
            tried[name] = "done"
        except Exception as error:
            tried[name] = type(error).__name__
    return {**tried, **{key: os.environ.get(key) for key in ["TOKEN", "API", "SOCKETS"]}}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("manifests") / "shop"
    folder.mkdir()
    (folder / "handlers.py").write_text(CODE)
    (folder / "serverless.yml").write_text(MANIFEST)
    squall = Squall(folder)
    yield squall.start()
    squall.stop()


def test_what_is_not_here_is_told_and_stops_nothing(shop):
    for line in [
        "ours-elsewhere (serverless.yml:7) is of the account 123456789012",
        "${ssm:/shop/token} (serverless.yml:10) is not looked up yet",
        "variable SOCKETS of function own (serverless.yml:12) needs HttpApi",
        "GET /x of function own (serverless.yml:18) is left out: function shared has it, too",
        "nobody has made the bucket not-here-yet",
        "Reads of type AWS::Lambda::EventSourceMapping (serverless.yml:32) reads something else than a queue",
        "resource Topic of type AWS::SNS::Topic (serverless.yml:36) is not there yet",
    ]:
        # The last of them are said when the server is announced already.
        until(lambda line=line: line in shop.said(), shop.said)


def test_a_function_has_the_role_that_is_its_own(shop):
    found = shop.client("lambda").get_function_configuration(FunctionName="shop-dev-own")
    assert found["Role"].endswith(":role/shop-dev-own-us-east-1-lambdaRole")
    _, own, _ = shop.invoke("own")
    assert (own["put"], own["scan"]) == ("done", "ClientError"), own
    assert (own["TOKEN"], own["SOCKETS"]) == ("ssm:/shop/token", None)
    assert own["API"].startswith("https://") and own["API"].endswith(".amazonaws.com")
    _, shared, _ = shop.invoke("shared")
    assert (shared["put"], shared["scan"]) == ("ClientError", "ClientError"), shared


def test_policies_of_one_name_go_each_by_itself(shop):
    """And a bucket that somebody has made meanwhile is heard of."""
    iam = shop.client("iam")
    shop.client("s3").create_bucket(Bucket="not-here-yet")
    roles = {name: f"shop-dev-{name}" for name in "AB"}
    assert all(iam.list_role_policies(RoleName=role)["PolicyNames"] == ["same"] for role in roles.values())
    text = "\n".join(MANIFEST.splitlines()[:-1]) + "\n"
    (shop.folder / "serverless.yml").write_text(text)
    done = shop.cli("deploy", "--yes")
    assert done.returncode == 0, done
    left = {name: iam.list_role_policies(RoleName=role)["PolicyNames"] for name, role in roles.items()}
    assert left == {"A": ["same"], "B": []}
    heard = shop.client("s3").get_bucket_notification_configuration(Bucket="not-here-yet")
    assert heard["LambdaFunctionConfigurations"][0]["LambdaFunctionArn"].endswith(":shop-dev-own")
