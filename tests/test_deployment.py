"""What an edit of the manifest does to what is deployed: told first, done as a difference, and what
would lose data only with a yes."""
import json
import subprocess
import time

import pytest

TABLE = """
    {id}:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: {name}
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions: [{{AttributeName: {key}, AttributeType: S}}]
        KeySchema: [{{AttributeName: {key}, KeyType: HASH}}]
{more}"""
HEAD = """service: deployment
provider:
  name: aws
  runtime: python3.11
  stackParameters: [{{ParameterKey: Size, ParameterValue: large}}]
functions:
  hello:
    handler: handlers.hello
    timeout: {timeout}
    environment: {{TABLE: !Ref First}}
resources:
  Parameters: {{Size: {{Type: String, AllowedValues: [small, large]}}}}
  Conditions: {{Large: !Equals [!Ref Size, large]}}
  Outputs:
    FirstArn: {{Value: !GetAtt First.Arn, Export: {{Name: !Sub '${{AWS::StackName}}-first'}}}}
  Resources:"""


def table(id, name, key="id", more=""):
    return TABLE.format(id=id, name=name, key=key, more=more)


def written(folder, *tables, timeout=5):
    text = HEAD.format(timeout=timeout) + "".join(tables)
    (folder / "serverless.yml").write_text(text)


def names(squall):
    return sorted(squall.client("dynamodb").list_tables()["TableNames"])


def fill(squall, name, key="id"):
    squall.client("dynamodb").put_item(TableName=name, Item={key: {"S": "x"}})


def until(probe, what, seconds=60):
    deadline = time.time() + seconds
    while time.time() < deadline:
        if probe():
            return
        time.sleep(0.1)
    raise AssertionError(what())


def reloads(squall):
    return squall.said().count("reloaded:")


@pytest.fixture(scope="module")
def squall(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("deployment") / "app"
    folder.mkdir()
    code = "import os\ndef hello(event, context):\n    return os.environ['TABLE']\n"
    (folder / "handlers.py").write_text(code)
    large = table("OnlyLarge", "only-large", more="      Condition: Large\n")
    written(folder, table("First", "first"), table("Second", "second"), large)
    return application("deployment", folder=folder)


def edit(squall, *tables, **more):
    before = reloads(squall)
    written(squall.folder, *tables, **more)
    until(lambda: reloads(squall) > before, squall.said)


def test_what_is_made_is_told_and_recorded(squall):
    assert names(squall) == ["first", "only-large", "second"]
    said = squall.said()
    for line in ["+   First  AWS::DynamoDB::Table first",
                 "+   IamRoleLambdaExecution  AWS::IAM::Role", "+   function deployment-dev-hello",
                 "output  FirstArn = arn:aws:dynamodb:us-east-1:000000000000:table/first"]:
        assert line in said, said
    stack = json.loads(squall.cli("stack", "--json").stdout)["deployment-dev"]
    assert {r["logicalId"]: r["ref"] for r in stack["resources"]}["Second"] == "second"
    assert all(r["settled"] for r in stack["resources"])
    assert stack["outputs"][0]["exportName"] == "deployment-dev-first"
    assert "FirstArn" in squall.cli("stack").stdout
    done = squall.cli("diff", "--json")
    assert json.loads(done.stdout) == [], done


def test_an_edit_does_what_loses_nothing_and_keeps_the_rest(squall):
    fill(squall, "second")
    edit(squall, table("First", "first"), table("Third", "third"), timeout=7)
    # The one that held nothing is gone, the one that holds something is not.
    assert names(squall) == ["first", "second", "third"]
    kept = "-   Second  AWS::DynamoDB::Table second: 1 item will be lost"
    said = squall.said()
    assert "kept: " + kept in said and "squall deploy --yes" in said, said
    assert "~   function deployment-dev-hello (timeout)" in said, said
    assert squall.client("dynamodb").scan(TableName="second")["Count"] == 1
    assert squall.cli("diff").stdout.splitlines() == [kept]
    done = squall.cli("deploy", stdin=subprocess.DEVNULL)
    assert done.returncode == 1 and "squall deploy --yes" in done.stderr, done
    assert "second" in names(squall)
    done = squall.cli("deploy", "--yes", "--json")
    steps = json.loads(done.stdout)
    assert done.returncode == 0 and steps["held"] == [], done
    assert [step["text"] for step in steps["steps"]] == [kept]
    assert names(squall) == ["first", "third"]


def test_a_mistake_leaves_what_is_there(squall):
    before = names(squall)
    fill(squall, "first")
    written(squall.folder, table("First", "first"), "    Wrong: {Type: AWS::DynamoDB::Table}\n")
    done = squall.cli("deploy", "--yes")
    assert done.returncode == 1 and "serverless.yml:" in done.stderr, done
    assert "resource Wrong" in done.stderr
    assert set(before) >= set(names(squall)) and "first" in names(squall)
    edit(squall, table("First", "first"), table("Third", "third"))
    assert names(squall) == ["first", "third"]
    assert squall.client("dynamodb").scan(TableName="first")["Count"] == 1


def test_a_start_asks_as_an_edit_does(squall):
    fill(squall, "third")
    squall.stop()
    written(squall.folder, table("First", "first"), table("Third", "third", key="other"))
    with pytest.raises(AssertionError) as stopped:
        squall.start()
    line = "-/+ Third  AWS::DynamoDB::Table third (because of KeySchema)"
    assert line in str(stopped.value) and "squall up --yes" in str(stopped.value)
    squall.arguments = ["--dry-run"]
    with pytest.raises(AssertionError) as stopped:
        squall.start()
    assert line in str(stopped.value)
    squall.arguments = ["--yes"]
    squall.start()
    assert squall.client("dynamodb").scan(TableName="third")["Count"] == 0
    fill(squall, "third", key="other")
    assert squall.client("dynamodb").scan(TableName="first")["Count"] == 1


def test_what_is_deployed_survives_kill_9(squall):
    squall.kill()
    squall.arguments = []
    squall.start()
    assert json.loads(squall.cli("diff", "--json").stdout) == []
    assert squall.invoke("hello")[1] == "first"
    # Another logical id for the same table is no other table.
    edit(squall, table("First", "first"), table("Renamed", "third", key="other"))
    assert "~   Renamed  AWS::DynamoDB::Table third (was Third)" in squall.said()
    assert squall.client("dynamodb").scan(TableName="third")["Count"] == 1


BUCKET = """
    Files:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: deployment-files
        VersioningConfiguration: {Status: Enabled}
        Tags: [{Key: of, Value: tests}]
    FilesPolicy:
      Type: AWS::S3::BucketPolicy
      Properties:
        Bucket: !Ref Files
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
            - {Effect: Deny, Principal: '*', Action: 's3:PutObject', Resource: !Sub '${Files.Arn}/no/*'}
"""


def test_a_bucket_is_made_as_it_is_written_and_goes_with_a_yes(squall):
    first = table("First", "first")
    edit(squall, first, table("Renamed", "third", key="other"), BUCKET)
    s3 = squall.client("s3")
    assert s3.get_bucket_versioning(Bucket="deployment-files")["Status"] == "Enabled"
    assert s3.get_bucket_tagging(Bucket="deployment-files")["TagSet"] == [
        {"Key": "of", "Value": "tests"}]
    policy = json.loads(s3.get_bucket_policy(Bucket="deployment-files")["Policy"])
    assert policy["Statement"][0]["Resource"] == "arn:aws:s3:::deployment-files/no/*"
    for body in (b"one", b"two"):
        s3.put_object(Bucket="deployment-files", Key="a/b", Body=body)
    edit(squall, first, table("Renamed", "third", key="other"), BUCKET.replace("tests", "more"))
    tags = s3.get_bucket_tagging(Bucket="deployment-files")["TagSet"]
    assert tags == [{"Key": "of", "Value": "more"}]
    edit(squall, first, table("Renamed", "third", key="other"))
    held = "-   Files  AWS::S3::Bucket deployment-files: 1 object will be lost"
    assert "kept: " + held in squall.said(), squall.said()
    assert s3.get_object(Bucket="deployment-files", Key="a/b")["Body"].read() == b"two"
    assert squall.cli("deploy", "--yes").returncode == 0
    assert "deployment-files" not in [b["Name"] for b in s3.list_buckets()["Buckets"]]
