"""What permissions were used, which never; the audit mode; tokens of an identity provider."""
import base64
import hashlib
import http.server
import json
import secrets
import threading

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::000000000000:role/identity-test-us-east-1-lambdaRole"
ORDERS = "arn:aws:dynamodb:us-east-1:000000000000:table/orders"


@pytest.fixture(scope="module")
def squall(application):
    return application("identity")


def report(squall):
    said = squall.cli("iam", "report", "--json")
    assert said.returncode == 0, said.stderr
    return {caller["arn"]: caller for caller in json.loads(said.stdout)["callers"]}


def test_the_report_has_what_a_function_used_and_never_used(squall):
    _, denied, _ = squall.invoke("order", {"id": "1"})
    assert "is not authorized to perform: dynamodb:Scan" in denied
    squall.kill()
    squall.start()
    _, _, _ = squall.invoke("order", {"id": "2"})
    caller = report(squall)[ROLE]
    [session] = caller["sessions"]
    assert session["session"] == "identity-test-order"
    counts = {one["action"]: (one["allowed"] > 0, one["denied"] > 0) for one in session["used"]}
    assert counts == {"dynamodb:GetItem": (True, False), "dynamodb:PutItem": (True, False),
                      "dynamodb:Scan": (False, True)}
    never = [one["action"] for one in caller["neverUsed"]]
    assert "dynamodb:DeleteTable" in never and "dynamodb:GetItem" not in never
    assert caller["leastPolicy"]["Statement"] == [{
        "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
        "Resource": [ORDERS]}]
    shown = squall.cli("iam", "report").stdout
    assert "granted and never used" in shown and "dynamodb:DeleteTable" in shown
    assert 'this statement would: {"Effect": "Allow", "Action": "dynamodb:Scan"' in squall.said()


def test_an_audit_denies_nothing_and_says_so(application):
    squall = application("identity", "--set", "iam.mode=audit")
    assert "NOTHING IS DENIED" in squall.said()
    _, answer, _ = squall.invoke("order", {"id": "1"})
    assert answer is None
    caller = report(squall)[ROLE]
    scan = [one for one in caller["sessions"][0]["used"] if one["action"] == "dynamodb:Scan"]
    assert [(one["allowed"], one["denied"], one["audited"]) for one in scan] == [(0, 0, 1)]
    actions = caller["leastPolicy"]["Statement"][0]["Action"]
    assert actions == ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"]
    assert "no identity-based policy allows it" in squall.said()
    iam = squall.client("iam")
    iam.create_user(UserName="zoe")
    key = iam.create_access_key(UserName="zoe")["AccessKey"]
    zoe = squall.client("sts", aws_access_key_id=key["AccessKeyId"],
                        aws_secret_access_key=key["SecretAccessKey"])
    assert zoe.assume_role(RoleArn=ROLE, RoleSessionName="zoe")["Credentials"]
    [session] = report(squall)["arn:aws:iam::000000000000:user/zoe"]["sessions"]
    assert [(one["action"], one["resource"], one["audited"]) for one in session["used"]] == [
        ("sts:AssumeRole", ROLE, 1)]
    stranger = squall.client("sts", aws_access_key_id="AKIAXXXXXXXXXXXXXXXX")
    with pytest.raises(ClientError):
        stranger.get_caller_identity()


def prime(bits):
    """A number that is prime but for one chance in 2^80."""
    def passes(number, base):
        odd, twos = number - 1, 0
        while odd % 2 == 0:
            odd, twos = odd // 2, twos + 1
        power = pow(base, odd, number)
        return power in (1, number - 1) or any(
            pow(base, odd << shift, number) == number - 1 for shift in range(1, twos))

    while True:
        number = secrets.randbits(bits) | (3 << (bits - 2)) | 1
        if number % 65537 != 1 and all(
                passes(number, secrets.randbelow(number - 3) + 2) for _ in range(40)):
            return number


def issuer():
    """An identity provider on loopback: its server, its URL, and a way to its tokens."""
    p, q = prime(1024), prime(1024)
    modulus, private = p * q, pow(65537, -1, (p - 1) * (q - 1))

    def text(raw):
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def number(value):
        return text(value.to_bytes((value.bit_length() + 7) // 8, "big"))

    def sign(message):
        """RFC 8017, RSASSA-PKCS1-v1_5 with SHA-256."""
        digest = bytes.fromhex("3031300d060960864801650304020105000420")
        digest += hashlib.sha256(message).digest()
        padded = b"\x00\x01" + b"\xff" * (256 - 3 - len(digest)) + b"\x00" + digest
        return pow(int.from_bytes(padded, "big"), private, modulus).to_bytes(256, "big")

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            keys = {"keys": [{"kty": "RSA", "kid": "k", "alg": "RS256", "n": number(modulus),
                              "e": "AQAB"}]}
            described = {"jwks_uri": f"{url}/keys"}
            found = {"/keys": keys, "/.well-known/openid-configuration": described}.get(self.path)
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(json.dumps(found or {}).encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def token(**claims):
        head = text(json.dumps({"alg": "RS256", "kid": "k"}).encode())
        body = text(json.dumps({"iss": url, "exp": 4102444800, **claims}).encode())
        return f"{head}.{body}.{text(sign(f'{head}.{body}'.encode()))}"

    return server, url, token


def test_a_token_of_an_issuer_on_loopback_opens_a_session(squall):
    server, url, token = issuer()
    iam = squall.client("iam")
    provider = iam.create_open_id_connect_provider(Url=url, ClientIDList=["app"])
    provider = provider["OpenIDConnectProviderArn"]
    bare = url.removeprefix("http://")
    trust = {"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": {"Federated": provider},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {f"{bare}:aud": "app"},
                      "StringLike": {f"{bare}:sub": "repo:me/*"}}}}
    role = iam.create_role(RoleName="web", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    sts = boto3.client("sts", endpoint_url=squall.aws,
                       config=Config(region_name="us-east-1", signature_version=UNSIGNED))

    def ask(**claims):
        return sts.assume_role_with_web_identity(
            RoleArn=role["Arn"], RoleSessionName="web", WebIdentityToken=token(**claims))

    answer = ask(sub="repo:me/x", aud="app")
    assert answer["SubjectFromWebIdentityToken"] == "repo:me/x"
    key = answer["Credentials"]
    caller = squall.client("sts", aws_access_key_id=key["AccessKeyId"],
                           aws_secret_access_key=key["SecretAccessKey"],
                           aws_session_token=key["SessionToken"])
    assert caller.get_caller_identity()["Arn"].endswith("assumed-role/web/web")
    for claims, code in [({"sub": "repo:you/x", "aud": "app"}, "AccessDenied"),
                         ({"sub": "repo:me/x", "aud": "other"}, "InvalidIdentityToken"),
                         ({"sub": "repo:me/x", "aud": "app", "exp": 1}, "ExpiredTokenException")]:
        with pytest.raises(ClientError) as caught:
            ask(**claims)
        assert caught.value.response["Error"]["Code"] == code
    server.shutdown()
    with pytest.raises(ClientError):
        ask(sub="repo:me/x", aud="app", iss="http://127.0.0.1:1")
