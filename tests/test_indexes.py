"""Secondary indexes, as boto3 sees them: made with a table, made of a table in use, killed on the way."""
import time

import pytest
from botocore.exceptions import ClientError

MANIFEST = """
service: indexes
provider:
  name: aws
  runtime: python3.11
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: orders
        BillingMode: PAY_PER_REQUEST
        AttributeDefinitions:
          - {AttributeName: customer, AttributeType: S}
          - {AttributeName: number, AttributeType: N}
          - {AttributeName: placed, AttributeType: S}
        KeySchema:
          - {AttributeName: customer, KeyType: HASH}
          - {AttributeName: number, KeyType: RANGE}
        LocalSecondaryIndexes:
          - IndexName: by-date
            KeySchema:
              - {AttributeName: customer, KeyType: HASH}
              - {AttributeName: placed, KeyType: RANGE}
            Projection: {ProjectionType: KEYS_ONLY}
"""
ITEMS = 4000


@pytest.fixture(scope="module")
def squall(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("indexes")
    (folder / "serverless.yml").write_text(MANIFEST)
    return application("indexes", folder=folder)


def table_of(squall, name):
    return squall.client("dynamodb").describe_table(TableName=name)["Table"]


def index_of(squall, table, name):
    indexes = table_of(squall, table).get("GlobalSecondaryIndexes", [])
    return next((index for index in indexes if index["IndexName"] == name), None)


def counted(squall, table, index, expression, values):
    """Entries of one partition, over all pages."""
    pages = squall.client("dynamodb").get_paginator("query").paginate(
        TableName=table, IndexName=index, KeyConditionExpression=expression,
        ExpressionAttributeValues=values, Select="COUNT")
    return sum(page["Count"] for page in pages)


def test_a_manifests_local_index_sorts_otherwise_and_fetches(squall):
    dynamodb = squall.client("dynamodb")
    for number in range(9):
        dynamodb.put_item(TableName="orders", Item={
            "customer": {"S": "ann"}, "number": {"N": str(number)},
            "placed": {"S": f"2026-01-0{9 - number}"}, "what": {"S": "tea"}})
    found = dynamodb.query(
        TableName="orders", IndexName="by-date", KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": {"S": "ann"}}, Limit=4)
    assert [item["number"]["N"] for item in found["Items"]] == ["8", "7", "6", "5"]
    assert all("what" not in item for item in found["Items"])
    assert set(found["LastEvaluatedKey"]) == {"customer", "number", "placed"}
    whole = dynamodb.query(
        TableName="orders", IndexName="by-date", KeyConditionExpression="customer = :c",
        ExpressionAttributeValues={":c": {"S": "ann"}}, Select="ALL_ATTRIBUTES",
        ExclusiveStartKey=found["LastEvaluatedKey"], ConsistentRead=True)
    assert [item["what"]["S"] for item in whole["Items"]] == ["tea"] * 5


def test_an_index_that_is_being_filled_outlives_kills(squall):
    dynamodb = squall.client("dynamodb")
    dynamodb.create_table(
        TableName="big", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "p", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "p", "KeyType": "HASH"}])
    for first in range(0, ITEMS, 25):
        puts = [{"PutRequest": {"Item": {
            "p": {"S": str(n)}, "x": {"N": str(n % 4)}, "fill": {"S": "x" * 500}}}}
            for n in range(first, first + 25)]
        dynamodb.batch_write_item(RequestItems={"big": puts})
    dynamodb.update_table(
        TableName="big",
        AttributeDefinitions=[{"AttributeName": "x", "AttributeType": "N"}],
        GlobalSecondaryIndexUpdates=[{"Create": {
            "IndexName": "by-x", "KeySchema": [{"AttributeName": "x", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"}}}])
    # The table is in use meanwhile: one item moves within the index, one goes.
    for _ in range(3):
        squall.kill()
        squall.start()
        dynamodb = squall.client("dynamodb")
        dynamodb.put_item(TableName="big", Item={"p": {"S": "0"}, "x": {"N": "9"}})
        dynamodb.delete_item(TableName="big", Key={"p": {"S": "1"}})
    while index_of(squall, "big", "by-x")["IndexStatus"] != "ACTIVE":
        time.sleep(0.05)
    of = lambda x: counted(squall, "big", "by-x", "x = :x", {":x": {"N": str(x)}})
    assert [of(x) for x in (0, 1, 2, 3, 9)] == [ITEMS // 4 - 1, ITEMS // 4 - 1, ITEMS // 4,
                                                ITEMS // 4, 1]
    # After a kill what was not written of the counts is counted anew, in the background.
    deadline = time.monotonic() + 60
    counts = lambda: (table_of(squall, "big")["ItemCount"],
                      index_of(squall, "big", "by-x")["ItemCount"])
    while counts() != (ITEMS - 1, ITEMS - 1) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert counts() == (ITEMS - 1, ITEMS - 1)


def test_an_index_is_taken_away(squall):
    dynamodb = squall.client("dynamodb")
    dynamodb.update_table(
        TableName="big", GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by-x"}}])
    assert index_of(squall, "big", "by-x") is None
    with pytest.raises(ClientError, match="does not have the specified index: by-x"):
        counted(squall, "big", "by-x", "x = :x", {":x": {"N": "1"}})
    squall.kill()
    squall.start()
    assert [entry["AttributeName"] for entry in table_of(squall, "big")["AttributeDefinitions"]] \
        == ["p"]
