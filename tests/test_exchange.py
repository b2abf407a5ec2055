"""`squall data export` and `squall data import`: tables as files in the form of exports to S3."""
import base64
import gzip
import hashlib
import json
import subprocess
import time

import pytest
from boto3.dynamodb.types import TypeDeserializer

from conftest import BINARY, Squall

ITEMS = 700


@pytest.fixture(scope="module")
def squall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exchange") / "app"
    folder.mkdir()
    (folder / "serverless.yml").write_text(
        "service: exchange\nprovider:\n  name: aws\n  runtime: python3.11\n")
    running = Squall(folder)
    running.start()
    yield running
    running.stop()


def command(squall, *arguments, data_dir=None):
    more = ["--data-dir", data_dir] if data_dir else []
    return subprocess.run([BINARY, "data", *map(str, [*arguments, *more])], cwd=squall.folder,
                          capture_output=True, text=True, timeout=120)


def well(squall, *arguments, **more):
    done = command(squall, *arguments, **more)
    assert done.returncode == 0, done.stderr
    return done


def item(number):
    return {"id": {"S": f"item-{number}"}, "n": {"N": str(number)}, "g": {"S": f"g{number % 3}"},
            "b": {"B": bytes([number % 256, 0])}, "t": {"BOOL": number % 2 == 0},
            "x": {"NULL": True}, "ss": {"SS": ["a", "ä\"\\"]}, "ns": {"NS": ["1", "-2.5"]},
            "l": {"L": [{"S": ""}, {"M": {"deep": {"BS": [b"\0\1"]}}}]}}


@pytest.fixture(scope="module")
def table(squall):
    client = squall.client("dynamodb")
    client.create_table(
        TableName="things", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"},
                   {"AttributeName": "n", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"},
                              {"AttributeName": "n", "AttributeType": "N"},
                              {"AttributeName": "g", "AttributeType": "S"}],
        GlobalSecondaryIndexes=[{
            "IndexName": "by-g", "Projection": {"ProjectionType": "INCLUDE",
                                                "NonKeyAttributes": ["t"]},
            "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}],
        LocalSecondaryIndexes=[{
            "IndexName": "by-g-too", "Projection": {"ProjectionType": "KEYS_ONLY"},
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                          {"AttributeName": "g", "KeyType": "RANGE"}]}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        Tags=[{"Key": "team", "Value": "blue"}])
    client.update_time_to_live(TableName="things", TimeToLiveSpecification={
        "Enabled": True, "AttributeName": "until"})
    for start in range(0, ITEMS, 25):
        client.batch_write_item(RequestItems={"things": [
            {"PutRequest": {"Item": item(number)}} for number in range(start, start + 25)]})
    return client


def scanned(client, table, **more):
    pages = client.get_paginator("scan").paginate(TableName=table, **more)
    items = [item for page in pages for item in page["Items"]]
    return sorted(items, key=lambda item: (item["id"]["S"], item["n"]["N"]))


def exported(squall, to, *more, **options):
    well(squall, "export", to, *more, **options)
    (folder,) = (to / "AWSDynamoDB").iterdir()
    return folder


def defined(client, table):
    shown = client.describe_table(TableName=table)["Table"]
    keep = ("KeySchema", "StreamSpecification", "AttributeDefinitions", "ItemCount")
    facts = {key: shown[key] for key in keep}
    for kind in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        facts[kind] = [(one["IndexName"], one["KeySchema"], one["Projection"], one["ItemCount"])
                       for one in shown[kind]]
    facts["ttl"] = client.describe_time_to_live(TableName=table)
    facts["tags"] = client.list_tags_of_resource(ResourceArn=shown["TableArn"])["Tags"]
    facts.pop("ResponseMetadata", None)
    facts["ttl"].pop("ResponseMetadata", None)
    return facts


def test_a_table_goes_out_in_the_form_of_s3_and_comes_back(squall, table, tmp_path):
    before = scanned(table, "things")
    folder = exported(squall, tmp_path / "out")
    assert (folder / "_started").read_bytes() == b""
    summary = json.loads((folder / "manifest-summary.json").read_text())
    assert summary["itemCount"] == ITEMS and summary["outputFormat"] == "DYNAMODB_JSON"
    assert summary["tableArn"].endswith(":table/things")
    for name in ("manifest-summary", "manifest-files"):
        digest = hashlib.md5((folder / f"{name}.json").read_bytes()).digest()
        assert (folder / f"{name}.md5").read_text() == base64.b64encode(digest).decode()
    lines = []
    for line in (folder / "manifest-files.json").read_text().splitlines():
        part = json.loads(line)
        packed = (tmp_path / "out" / part["dataFileS3Key"]).read_bytes()
        digest = hashlib.md5(packed).digest()
        assert part["md5Checksum"] == base64.b64encode(digest).decode()
        assert part["etag"] == hashlib.md5(digest).hexdigest() + "-1"
        here = gzip.decompress(packed).decode().splitlines()
        assert part["itemCount"] == len(here)
        lines += here
    # boto3's own reader of such items takes them.
    read = TypeDeserializer().deserialize
    ids = {read(json.loads(line)["Item"]["id"]) for line in lines}
    assert ids == {one["id"]["S"] for one in before}

    well(squall, "import", tmp_path / "out", "--table", "again")
    assert scanned(table, "again") == before
    assert scanned(table, "again", IndexName="by-g") == scanned(table, "things", IndexName="by-g")
    assert defined(table, "again") == defined(table, "things")


def ended(describe, member, **named):
    """What is said of an export or import that is over, which takes a minute at the most."""
    for _ in range(600):
        said = describe(**named)[member]
        if said.get("ExportStatus", said.get("ImportStatus")) != "IN_PROGRESS":
            return said
        time.sleep(0.1)
    raise AssertionError(said)


def test_a_bucket_takes_a_table_and_gives_it_back(squall, table):
    s3, iam = squall.client("s3"), squall.client("iam")
    s3.create_bucket(Bucket="exports")
    arn = table.describe_table(TableName="things")["Table"]["TableArn"]
    table.update_continuous_backups(TableName="things", PointInTimeRecoverySpecification={
        "PointInTimeRecoveryEnabled": True})
    export = {"TableArn": arn, "S3Bucket": "exports", "S3Prefix": "some/where"}
    begun = table.export_table_to_point_in_time(**export)["ExportDescription"]
    said = ended(table.describe_export, "ExportDescription", ExportArn=begun["ExportArn"])
    assert (said["ExportStatus"], said["ItemCount"]) == ("COMPLETED", ITEMS), said
    folder = said["ExportManifest"].rsplit("/", 1)[0]
    parts = s3.get_object(Bucket="exports", Key=f"{folder}/manifest-files.json")["Body"].read()
    for line in parts.splitlines():
        part = json.loads(line)
        found = s3.get_object(Bucket="exports", Key=part["dataFileS3Key"])
        assert found["ETag"].strip('"') == part["etag"]

    wanted = {"S3BucketSource": {"S3Bucket": "exports", "S3KeyPrefix": f"{folder}/data/"},
              "InputFormat": "DYNAMODB_JSON", "InputCompressionType": "GZIP",
              "TableCreationParameters": {
                  "TableName": "returned", "BillingMode": "PAY_PER_REQUEST",
                  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}}
    begun = table.import_table(**wanted)["ImportTableDescription"]
    said = ended(table.describe_import, "ImportTableDescription", ImportArn=begun["ImportArn"])
    assert (said["ImportStatus"], said["ImportedItemCount"]) == ("COMPLETED", ITEMS), said
    assert scanned(table, "returned") == scanned(table, "things")

    # Whoever may ask for an export and not write to the bucket has one that fails.
    iam.create_user(UserName="exporter")
    iam.put_user_policy(UserName="exporter", PolicyName="tables", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]}))
    key = iam.create_access_key(UserName="exporter")["AccessKey"]
    own = squall.client("dynamodb", aws_access_key_id=key["AccessKeyId"],
                        aws_secret_access_key=key["SecretAccessKey"])
    begun = own.export_table_to_point_in_time(**export)["ExportDescription"]
    said = ended(own.describe_export, "ExportDescription", ExportArn=begun["ExportArn"])
    assert (said["ExportStatus"], said["FailureCode"]) == ("FAILED", "S3AccessDenied"), said


def test_where_no_server_runs_the_store_is_asked_itself(squall, table, tmp_path):
    out, state = tmp_path / "out", tmp_path / "state"
    exported(squall, out, "--table", "things")
    well(squall, "import", out, data_dir=state)
    assert command(squall, "import", out, data_dir=state).returncode == 1
    well(squall, "import", out, "--merge", data_dir=state)
    again = exported(squall, tmp_path / "again", data_dir=state)
    first = [gzip.decompress(path.read_bytes()) for path in sorted(out.rglob("*.gz"))]
    assert [gzip.decompress(path.read_bytes()) for path in sorted(again.rglob("*.gz"))] == first


def test_a_table_with_items_is_filled_only_by_a_merge(squall, table, tmp_path):
    table.create_table(
        TableName="filled", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    lines = tmp_path / "lines.json"
    lines.write_text("".join(json.dumps({"Item": {"id": {"S": f"k{n}"}, "v": {"N": "1"}}}) + "\n"
                             for n in range(3)))
    well(squall, "import", lines, "--table", "filled")
    table.put_item(TableName="filled", Item={"id": {"S": "own"}})
    table.put_item(TableName="filled", Item={"id": {"S": "k1"}, "w": {"N": "2"}})
    done = command(squall, "import", lines, "--table", "filled")
    assert done.returncode == 1 and "has items" in done.stderr
    well(squall, "import", lines, "--table", "filled", "--merge")
    found = {one["id"]["S"]: sorted(one) for one in table.scan(TableName="filled")["Items"]}
    assert found == {"own": ["id"], **{f"k{n}": ["id", "v"] for n in range(3)}}


def test_what_is_wrong_is_told_by_file_and_line_and_leaves_no_table(squall, table, tmp_path):
    definition = tmp_path / "table.json"
    definition.write_text(json.dumps({
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "TableName": "-",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}))
    good = json.dumps({"Item": {"id": {"S": "a"}}})
    for number, (bad, word) in enumerate([
            ('{"Item": {"id": {"N": "1"}}}', "Type mismatch"), ("{", "not JSON"),
            ('{"Item": {"id": {"S": "a"}, "x": {"N": "z"}}}', "numeric"),
            ('{"Keys": {"id": {"S": "a"}}}', "of the form")]):
        folder = tmp_path / f"data{number}"
        folder.mkdir()
        (folder / "a.json").write_text(good + "\n")
        (folder / "b.json.gz").write_bytes(gzip.compress(f"{good}\n\n{bad}\n{good}\n".encode()))
        done = command(squall, "import", folder, "--table", "bad", "--definition", definition)
        assert done.returncode == 1
        assert f"{folder / 'b.json.gz'}:3" in done.stderr and word in done.stderr, done.stderr
        assert "bad" not in table.list_tables()["TableNames"]
    out = tmp_path / "out"
    folder = exported(squall, out, "--table", "things")
    (part,) = (folder / "data").iterdir()
    part.write_bytes(part.read_bytes()[:-1] + b"x")
    done = command(squall, "import", out, "--table", "bad")
    assert done.returncode == 1 and "digest" in done.stderr
    done = command(squall, "import", tmp_path / "nowhere", "--table", "bad")
    assert done.returncode == 1 and "nowhere" in done.stderr
