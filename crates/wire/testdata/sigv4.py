"""Writes sigv4.json: signed requests of AWS's test suite, and others that botocore signs.

    python3 sigv4.py SUITE > sigv4.json

SUITE is the directory `aws-signing-test-suite/v4` of the AWS common runtime (awslabs/aws-c-auth).
Each case: the request as it was sent and the secret behind its key.
"""

import datetime
import json
import pathlib
import sys

import botocore.auth
import botocore.awsrequest
import botocore.credentials

AT = datetime.datetime(2015, 8, 30, 12, 36, 0, tzinfo=datetime.timezone.utc)
KEY, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmx=="


def read(path, name):
    """A request of the suite: a line, headers, and a body after an empty line."""
    head, _, body = path.read_text().partition("\n\n")
    line, *lines = head.split("\n")
    method, target = line.removesuffix(" HTTP/1.1").split(" ", 1)
    headers = []
    for text in filter(None, lines):
        if text[0] == " ":
            headers[-1][1] += text  # Folded: HTTP's parser hands over one value.
        else:
            headers.append(list(text.split(":", 1)))
    return case(name, method, target, headers, body.rstrip("\n") if body == "\n" else body)


def case(name, method, target, headers, body):
    path, _, query = target.partition("?")
    return {"name": name, "method": method, "path": path, "query": query,
            "headers": [[n.lower(), v.strip()] for n, v in headers], "body": body}


def suite(root):
    for directory in sorted(pathlib.Path(root).iterdir()):
        context = directory / "context.json"
        if not context.exists():
            continue  # Of another suite, without what they were signed with.
        if not json.loads(context.read_text())["normalize"] and directory.name.endswith("-unnormalized"):
            continue
        for form in ("header", "query"):
            signed = directory / f"{form}-signed-request.txt"
            if not signed.exists() or (form == "query" and "sts-header-after" in directory.name):
                continue
            found = read(signed, f"suite {directory.name} {form}")
            expected = (directory / f"{form}-canonical-request.txt").read_text()
            yield {**found, "canonical": expected}


REQUESTS = [
    ("dynamodb", "POST", "http://127.0.0.1:4566/", {"X-Amz-Target": "DynamoDB_20120810.GetItem",
     "Content-Type": "application/x-amz-json-1.0"}, '{"TableName":"t"}'),
    ("lambda", "POST", "http://127.0.0.1:4566/2015-03-31/functions/"
     "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af/invocations?Qualifier=%24LATEST",
     {"X-Amz-Log-Type": "Tail"}, "{}"),
    ("lambda", "GET", "http://localhost/a/./b//c/../d?x=1&b=%C3%A4&a=2&a=1&empty&e=", {}, ""),
    ("sts", "POST", "http://localhost:4566/", {"Content-Type":
     "application/x-www-form-urlencoded; charset=utf-8"}, "Action=GetCallerIdentity&Version=2011-06-15"),
    ("s3", "PUT", "http://127.0.0.1:4566/bucket/a%20b/%C3%A4//../c%2Bd?x-id=PutObject",
     {"Content-MD5": "a  b   c"}, "data"),
    ("s3", "GET", "http://bucket.localhost:4566/key~%28x%29%27%2A.txt?list-type=2&prefix=a%2Fb%20c", {}, ""),
    ("execute-api", "GET", "http://localhost:3000/dev/path/%3Cx%3E?q=%2B%20%26%3D", {"A": "b", "Z": " c "}, ""),
]


def botocore_signed():
    clock = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda *_, **__: AT.replace(tzinfo=None)
    for token in (None, TOKEN):
        credentials = botocore.credentials.Credentials(KEY, SECRET, token)
        for service, method, url, headers, body in REQUESTS:
            header, query = (botocore.auth.S3SigV4Auth, botocore.auth.S3SigV4QueryAuth) \
                if service == "s3" else (botocore.auth.SigV4Auth, botocore.auth.SigV4QueryAuth)
            for form, signer in (("header", header), ("query", query)):
                if form == "query" and (headers or method == "PUT"):
                    continue
                request = botocore.awsrequest.AWSRequest(method, url, dict(headers), body.encode())
                signer(credentials, service, "us-east-1").add_auth(request)
                prepared = request.prepare()
                scheme, rest = prepared.url.split("://")
                host, _, target = rest.partition("/")
                sent = [[n, v.decode() if isinstance(v, bytes) else v] for n, v in prepared.headers.items()]
                if not any(n.lower() == "host" for n, _ in sent):
                    sent.append(["Host", host])
                yield case(f"botocore {service} {form} {'token' if token else ''} {target[:20]}".strip(),
                           method, "/" + target, sent, body)
    botocore.auth.get_current_datetime = clock


def main():
    cases = [*suite(sys.argv[1]), *botocore_signed()]
    print("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in cases) + "\n]")


main()
