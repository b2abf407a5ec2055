import boto3

table = boto3.resource("dynamodb").Table("soak")


def handler(event, context):
    key = {"id": "k" + str(hash(event["body"]) % 100)}
    table.put_item(Item={**key, "said": event["body"]})
    found = table.get_item(Key=key, ConsistentRead=True)["Item"]
    return {"statusCode": 200 if found["said"] else 500, "body": event["body"]}


def count(event, context):
    table.update_item(Key={"id": "events"}, UpdateExpression="ADD seen :one",
                      ExpressionAttributeValues={":one": 1})


def counted(event, context):
    found = table.get_item(Key={"id": "events"}, ConsistentRead=True).get("Item", {})
    return {"statusCode": 200, "body": str(found.get("seen", 0))}
