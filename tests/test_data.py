"""Streams, time to live and backups of a running application, through boto3 and over kill -9."""
import json
import threading
import time

import pytest

import conftest
from waiting import until

MANIFEST = """\
service: data
provider:
  name: aws
  runtime: python3.11
functions: {}
resources:
  Resources:
    Notes:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: notes
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions:
          - {AttributeName: id, AttributeType: S}
          - {AttributeName: kind, AttributeType: S}
        KeySchema:
          - {AttributeName: id, KeyType: HASH}
        GlobalSecondaryIndexes:
          - IndexName: by-kind
            KeySchema: [{AttributeName: kind, KeyType: HASH}]
            Projection: {ProjectionType: ALL}
        StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
        TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
"""


@pytest.fixture
def squall(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "serverless.yml").write_text(MANIFEST)
    running = conftest.Squall(folder)
    running.start()
    yield running
    running.stop()


def put(squall, number, **more):
    item = {"id": {"S": str(number)}, "kind": {"S": f"k{number % 3}"}, **more}
    return squall.client("dynamodb").put_item(TableName="notes", Item=item)


def scan(squall, table="notes", **more):
    pages = squall.client("dynamodb").get_paginator("scan").paginate(TableName=table, **more)
    return sorted((item for page in pages for item in page["Items"]), key=lambda i: i["id"]["S"])


def records(squall):
    streams = squall.client("dynamodbstreams")
    arn = streams.list_streams(TableName="notes")["Streams"][-1]["StreamArn"]
    found = []
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        at = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"],
                                        ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        while True:
            page = streams.get_records(ShardIterator=at)
            found += page["Records"]
            at = page.get("NextShardIterator")
            if not page["Records"] or at is None:
                break
    return found


def test_every_acknowledged_write_has_its_record_after_kill_9(squall):
    acknowledged = []
    stop = threading.Event()

    def write(worker):
        client = squall.client("dynamodb")
        number = 0
        while not stop.is_set():
            name = f"{worker}-{number}"
            try:
                client.put_item(TableName="notes",
                                Item={"id": {"S": name}, "kind": {"S": "w"}})
            except Exception:
                return
            acknowledged.append(name)
            number += 1

    writers = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for writer in writers:
        writer.start()
    until(lambda: len(acknowledged) > 200)
    squall.kill()
    stop.set()
    for writer in writers:
        writer.join()
    squall.start()
    there = {item["id"]["S"] for item in scan(squall)}
    assert set(acknowledged) <= there
    told = [record["dynamodb"]["Keys"]["id"]["S"] for record in records(squall)]
    assert sorted(told) == sorted(there), "a record for each item, and an item for each record"
    indexed = {item["id"]["S"] for item in scan(squall, IndexName="by-kind")}
    assert indexed == there


def test_items_end_though_the_server_was_killed_before(squall):
    answer = put(squall, 1, ttl={"N": str(int(time.time()) + 3)})
    assert answer["ResponseMetadata"]["HTTPHeaders"]["server"] == "Server"
    put(squall, 2, ttl={"N": str(int(time.time()) + 3600)})
    squall.kill()
    squall.start()
    until(lambda: [item["id"]["S"] for item in scan(squall)] == ["2"])
    ended = [record for record in records(squall) if record["eventName"] == "REMOVE"]
    assert [record["userIdentity"]["PrincipalId"] for record in ended] == ["dynamodb.amazonaws.com"]
    assert scan(squall, IndexName="by-kind")[0]["id"]["S"] == "2"


def test_a_tables_backup_outlives_its_table_and_its_server(squall):
    client = squall.client("dynamodb")
    for number in range(30):
        put(squall, number)
    expected = scan(squall)
    arn = client.create_backup(TableName="notes", BackupName="kept")["BackupDetails"]["BackupArn"]

    def status(client):
        described = client.describe_backup(BackupArn=arn)["BackupDescription"]
        return described["BackupDetails"]["BackupStatus"]

    until(lambda: status(client) == "AVAILABLE")
    put(squall, 99)
    squall.kill()
    squall.start()
    client = squall.client("dynamodb")
    client.restore_table_from_backup(TargetTableName="again", BackupArn=arn)
    client.get_waiter("table_exists").wait(TableName="again")
    assert scan(squall, "again") == expected
    assert scan(squall, "again", IndexName="by-kind") == expected


def test_all_state_is_backed_up_online_and_restored_elsewhere(squall, tmp_path):
    for number in range(50):
        put(squall, number)
    expected = scan(squall)
    file = tmp_path / "state.squall"
    made = squall.cli("backup", str(file))
    assert made.returncode == 0, made.stderr
    assert not list((squall.folder / ".squall").glob("outgoing-*"))
    again = squall.cli("backup", str(file))
    assert again.returncode == 1 and "already" in again.stderr
    put(squall, 50)
    taken = squall.cli("restore", str(file))
    assert taken.returncode == 1 and "a server runs" in taken.stderr
    squall.stop()
    offline = squall.cli("backup", str(tmp_path / "offline.squall"))
    assert offline.returncode == 0, offline.stderr
    taken = squall.cli("restore", str(file))
    assert taken.returncode == 1 and "state in" in taken.stderr
    (squall.folder / ".squall").rename(tmp_path / "old")
    restored = squall.cli("restore", str(file))
    assert restored.returncode == 0, restored.stderr
    checked = squall.cli("doctor", "--data")
    assert checked.returncode == 0 and "all is well" in checked.stdout, checked.stdout
    squall.start()
    assert scan(squall) == expected
    assert len(records(squall)) == 50


def test_a_damaged_backup_is_refused(squall, tmp_path):
    file = tmp_path / "state.squall"
    assert squall.cli("backup", str(file)).returncode == 0
    squall.stop()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    elsewhere = tmp_path / "elsewhere"
    refused = squall.cli("restore", str(file), "--data-dir", str(elsewhere))
    assert refused.returncode == 1 and "no whole backup" in refused.stderr, refused.stderr
    assert not (elsewhere / "store").exists()


def test_doctor_looks_through_the_data_of_a_running_server(squall):
    for number in range(20):
        put(squall, number)
    checked = squall.cli("doctor", "--data", "--json")
    assert checked.returncode == 0, checked.stderr
    found = json.loads(checked.stdout)
    table, = found["tables"]
    assert (table["items"], table["indexes"], table["faultsTotal"]) == (20, {"by-kind": 20}, 0)
