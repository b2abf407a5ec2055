import os

import boto3

client = boto3.client("dynamodb")


def order(event, context):
    key = {"id": {"S": event["id"]}}
    client.put_item(TableName=os.environ["TABLE"], Item=key)
    client.get_item(TableName=os.environ["TABLE"], Key=key)
    try:
        client.scan(TableName=os.environ["TABLE"])
    except client.exceptions.ClientError as error:
        return error.response["Error"]["Message"]
