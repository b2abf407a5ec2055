"""Transactions and PartiQL with an unmodified boto3, across a kill, and as roles allow them."""
import json

import pytest
from boto3.dynamodb.types import TypeDeserializer
from botocore.exceptions import ClientError

MANIFEST = """
service: data
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
          - {AttributeName: id, AttributeType: S}
          - {AttributeName: line, AttributeType: N}
        KeySchema:
          - {AttributeName: id, KeyType: HASH}
          - {AttributeName: line, KeyType: RANGE}
"""


@pytest.fixture(scope="module")
def data(application, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "data"
    folder.mkdir()
    (folder / "serverless.yml").write_text(MANIFEST)
    return application("data", folder=folder)


def put(order, line, **more):
    return {"Put": {"TableName": "orders",
                    "Item": {"id": {"S": order}, "line": {"N": str(line)}, **more}}}


def test_a_transaction_and_its_token_outlive_a_kill(data):
    client = data.client("dynamodb")
    add = {"Update": {
        "TableName": "orders", "Key": {"id": {"S": "sum"}, "line": {"N": "0"}},
        "UpdateExpression": "ADD amount :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}}
    request = {"TransactItems": [put("a", 1), add], "ClientRequestToken": "once"}
    client.transact_write_items(**request)
    data.kill()
    data.start()
    client = data.client("dynamodb")
    again = client.transact_write_items(**request, ReturnConsumedCapacity="TOTAL")
    assert again["ConsumedCapacity"][0]["ReadCapacityUnits"] == 4
    with pytest.raises(client.exceptions.IdempotentParameterMismatchException):
        client.transact_write_items(TransactItems=[add], ClientRequestToken="once")
    both = client.transact_get_items(TransactItems=[
        {"Get": {"TableName": "orders", "Key": {"id": {"S": "a"}, "line": {"N": "1"}}}},
        {"Get": {"TableName": "orders", "Key": {"id": {"S": "sum"}, "line": {"N": "0"}}}}])
    assert [answer["Item"].get("amount") for answer in both["Responses"]] == [None, {"N": "1"}]


def test_the_reasons_of_a_cancellation_reach_the_caller(data):
    client = data.client("dynamodb")
    client.put_item(TableName="orders", Item={"id": {"S": "r"}, "line": {"N": "1"}, "v": {"S": "x"}})
    taken = put("r", 1)
    taken["Put"].update(ConditionExpression="attribute_not_exists(id)",
                        ReturnValuesOnConditionCheckFailure="ALL_OLD")
    with pytest.raises(client.exceptions.TransactionCanceledException) as refused:
        client.transact_write_items(TransactItems=[put("r", 2), taken])
    reasons = refused.value.response["CancellationReasons"]
    assert [reason["Code"] for reason in reasons] == ["None", "ConditionalCheckFailed"]
    item = {key: TypeDeserializer().deserialize(value) for key, value in reasons[1]["Item"].items()}
    assert item == {"id": "r", "line": 1, "v": "x"}
    assert "[None, ConditionalCheckFailed]" in refused.value.response["Error"]["Message"]
    left = client.execute_statement(Statement="SELECT line FROM orders WHERE id = 'r'")
    assert left["Items"] == [{"line": {"N": "1"}}]


def test_pages_of_a_statement_go_on_where_they_ended(data):
    client = data.client("dynamodb")
    for batch in range(4):
        client.batch_execute_statement(Statements=[
            {"Statement": "INSERT INTO orders VALUE {'id': ?, 'line': ?}",
             "Parameters": [{"S": f"page-{batch % 2}"}, {"N": str(batch * 25 + line)}]}
            for line in range(25)])
    found, more = [], {}
    while True:
        page = client.execute_statement(
            Statement="SELECT line FROM orders WHERE id IN ['page-1', 'page-0'] AND line >= 10 "
                      "ORDER BY id, line DESC", Limit=7, **more)
        assert len(page["Items"]) <= 7
        found += [int(item["line"]["N"]) for item in page["Items"]]
        if "NextToken" not in page:
            break
        more = {"NextToken": page["NextToken"]}
    lines = [[line for line in range(99, -1, -1) if line // 25 % 2 == odd and line >= 10]
             for odd in (0, 1)]
    assert found == lines[0] + lines[1]


def test_each_action_of_a_transaction_and_each_statement_needs_its_permission(data):
    iam = data.client("iam")
    iam.create_user(UserName="clerk")
    table = "arn:aws:dynamodb:us-east-1:000000000000:table/orders"
    iam.put_user_policy(UserName="clerk", PolicyName="own", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Resource": table,
            "Action": ["dynamodb:PutItem", "dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert"]}, {
            "Effect": "Deny", "Resource": table, "Action": "dynamodb:PartiQLSelect",
            "Condition": {"Bool": {"dynamodb:FullTableScan": "true"}}}]}))
    key = iam.create_access_key(UserName="clerk")["AccessKey"]
    clerk = data.client("dynamodb", aws_access_key_id=key["AccessKeyId"],
                        aws_secret_access_key=key["SecretAccessKey"])

    def denied(action, call, **request):
        with pytest.raises(ClientError) as refused:
            call(**request)
        error = refused.value.response["Error"]
        assert error["Code"] == "AccessDeniedException", error
        assert f"dynamodb:{action}" in error["Message"], error

    clerk.transact_write_items(TransactItems=[put("c", 1), put("c", 2)])
    key = {"id": {"S": "c"}, "line": {"N": "1"}}
    check = {"TableName": "orders", "Key": key, "ConditionExpression": "attribute_exists(id)"}
    denied("ConditionCheckItem", clerk.transact_write_items,
           TransactItems=[put("c", 3), {"ConditionCheck": check}])
    denied("DeleteItem", clerk.transact_write_items,
           TransactItems=[{"Delete": {"TableName": "orders", "Key": key}}])
    denied("GetItem", clerk.transact_get_items,
           TransactItems=[{"Get": {"TableName": "orders", "Key": key}}])
    clerk.execute_statement(Statement="INSERT INTO orders VALUE {'id': 'c', 'line': 4}")
    denied("PartiQLUpdate", clerk.execute_statement,
           Statement="UPDATE orders SET v = 1 WHERE id = 'c' AND line = 4")
    denied("PartiQLDelete", clerk.execute_transaction, TransactStatements=[
        {"Statement": "INSERT INTO orders VALUE {'id': 'c', 'line': 5}"},
        {"Statement": "DELETE FROM orders WHERE id = 'c' AND line = 4"}])
    found = clerk.execute_statement(Statement="SELECT line FROM orders WHERE id = 'c'")
    assert [item["line"]["N"] for item in found["Items"]] == ["1", "2", "4"]
    denied("PartiQLSelect", clerk.execute_statement, Statement="SELECT * FROM orders")
