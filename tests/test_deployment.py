"""What an edit of the manifest does to what is deployed: told first, done as a difference, and what
would lose data only with a yes."""
import json
import subprocess
import time

import pytest
from waiting import until

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
    done = squall.cli("diff", "--exit-code")
    assert (done.returncode, done.stdout) == (0, "no change\n"), done


def test_an_edit_does_what_loses_nothing_and_keeps_the_rest(squall):
    fill(squall, "second")
    edit(squall, table("First", "first"), table("Third", "third"), timeout=7)
    # The one that held nothing is gone, the one that holds something is not.
    assert names(squall) == ["first", "second", "third"]
    kept = "-   Second  AWS::DynamoDB::Table second: 1 item will be lost"
    said = squall.said()
    assert "kept: " + kept in said and "squall deploy --yes" in said, said
    assert "~   function deployment-dev-hello (timeout 5 -> 7)" in said, said
    assert squall.client("dynamodb").scan(TableName="second")["Count"] == 1
    assert squall.cli("diff").stdout.splitlines() == [kept]
    assert squall.cli("diff", "--exit-code").returncode == 4
    done = squall.cli("deploy", stdin=subprocess.DEVNULL)
    assert done.returncode == 1 and "squall deploy --yes" in done.stderr, done
    assert "second" in names(squall)
    done = squall.cli("deploy", "--yes", "--json")
    steps = json.loads(done.stdout)
    assert done.returncode == 0 and steps["held"] == [], done
    assert [step["text"] for step in steps["steps"]] == [kept]
    assert names(squall) == ["first", "third"]


def environment(squall):
    found = squall.client("lambda").get_function_configuration(FunctionName=squall.full_name("hello"))
    return found["Environment"]["Variables"], found["Timeout"], found["RevisionId"]


def test_a_deployment_that_fails_leaves_everything_as_it_was(squall):
    before, function = names(squall), environment(squall)
    fill(squall, "first")
    # The function changes, one table is made and one would go; what needs the function fails.
    wrong = """
    Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: deployment-new}}
    Wrong:
      Type: AWS::Lambda::EventSourceMapping
      Properties: {FunctionName: !Ref HelloLambdaFunction, EventSourceArn: !GetAtt Queue.Arn, BatchSize: 0}
"""
    written(squall.folder, table("First", "first", more="      DeletionPolicy: Retain\n"),
            table("Fourth", "fourth"), wrong, timeout=9)
    done = squall.cli("deploy", "--yes", "--json")
    assert done.returncode == 1 and "serverless.yml:" in done.stderr, done
    told = json.loads(done.stdout)["error"]
    for line in ["resource Wrong", "~   function deployment-dev-hello",
                 "-   Fourth  AWS::DynamoDB::Table fourth", "-   Queue  AWS::SQS::Queue deployment-new",
                 "everything is as it was before the deployment"]:
        assert line in told, told
    # Whoever watches the manifest has tried the same, before or after: that, too, is taken back.
    line = "the application goes on as it was before the edit"
    until(lambda: line in squall.said(), squall.said)
    queues = squall.client("sqs").list_queues().get("QueueUrls", [])
    assert (names(squall), environment(squall), queues) == (before, function, [])
    assert squall.invoke("hello")[1] == "first"
    edit(squall, table("First", "first"), table("Third", "third"), timeout=7)
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
    assert "no change" in squall.said()
    assert json.loads(squall.cli("diff", "--json").stdout) == []
    assert squall.invoke("hello")[1] == "first"
    # What somebody has removed by hand is made again.
    squall.client("dynamodb").delete_table(TableName="third")
    line = "+   Third  AWS::DynamoDB::Table third (somebody has removed it)"
    assert squall.cli("diff").stdout.splitlines() == [line]
    assert squall.cli("deploy").returncode == 0
    fill(squall, "third", key="other")
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


def test_killed_in_its_middle_it_is_gone_on_with(squall):
    first = table("First", "first")
    written(squall.folder, first)
    assert squall.cli("deploy", "--yes").returncode == 0
    many = [table(f"T{i}", f"many-{i}") for i in range(8)]
    for wait in (0.0, 0.03, 0.06):
        written(squall.folder, first, *many, timeout=11)
        time.sleep(wait)
        squall.kill()
        squall.start()
        assert names(squall) == ["first"] + [f"many-{i}" for i in range(8)], squall.said()
        assert environment(squall)[1] == 11
        assert json.loads(squall.cli("diff", "--json").stdout) == []
        edit(squall, first, timeout=7)
        assert names(squall) == ["first"]


def test_another_checkout_is_deployed_to_the_server_that_is_named(squall):
    other = squall.folder / "next"
    other.mkdir()
    (other / "handlers.py").write_text(
        "import os\ndef hello(event, context):\n    return 'next ' + os.environ['WHO']\n")
    text = HEAD.format(timeout=7) + table("First", "first")
    text = text.replace("{TABLE: !Ref First}", "{TABLE: !Ref First, WHO: '${env:WHO}'}")
    (other / "serverless.yml").write_text(text)
    at = ["--dir", str(other)]
    nothing = squall.cli("deploy", *at)
    assert nothing.returncode == 3 and "is not running" in nothing.stderr, nothing
    at += ["--data-dir", str(squall.folder / ".squall")]
    missing = squall.cli("deploy", *at)
    assert missing.returncode == 1 and "WHO" in missing.stderr, missing
    squall.environment["WHO"] = "a-secret"
    try:
        plan = squall.cli("diff", *at).stdout
        assert "environment.WHO added" in plan and "code " in plan and "a-secret" not in plan, plan
        done = squall.cli("deploy", *at)
        assert done.returncode == 0, done
    finally:
        del squall.environment["WHO"]
    assert squall.invoke("hello")[1] == "next a-secret"
    # Its edits count now, with what was said at its deployment.
    before = reloads(squall)
    (other / "handlers.py").write_text("def hello(event, context):\n    return 'edited'\n")
    until(lambda: reloads(squall) > before, squall.said)
    assert squall.invoke("hello")[1] == "edited"
    (other / "serverless.yml").write_text(text.replace("${env:WHO}", "x").replace(
        "service: deployment", "service: other"))
    done = squall.cli("deploy", *at)
    assert done.returncode == 1 and "another application" in done.stderr, done
    assert "service deployment, stage dev" in done.stderr and "service other" in done.stderr
    (other / "serverless.yml").write_text(text.replace("${env:WHO}", "x"))
    done = squall.cli("deploy", *at, "--stage", "prod")
    assert done.returncode == 1 and "stage prod" in done.stderr, done
    # Back to the first one.
    assert squall.cli("deploy").returncode == 0
    assert squall.invoke("hello")[1] == "first"
