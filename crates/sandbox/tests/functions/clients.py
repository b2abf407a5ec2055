"""Where boto3's clients have their settings from."""

import boto3

client = boto3.client("dynamodb")
resource = boto3.resource("s3")


def handler(event, context):
    credentials = boto3.DEFAULT_SESSION.get_credentials()
    other = boto3.session.Session().client("sqs")
    return [
        client.meta.region_name,
        client.meta.endpoint_url,
        credentials.access_key,
        resource.meta.client.meta.endpoint_url,
        other.meta.region_name,
        other._request_signer._credentials.access_key,
        credentials.token,
    ]
