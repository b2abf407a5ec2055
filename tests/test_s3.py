"""S3 through boto3, one server: bodies of any length both ways, ranges, parts, versions, presigned
addresses, who may, and what is left after a kill."""
import base64
import concurrent.futures
import hashlib
import io
import random
import time
import urllib.error
import urllib.request
import zlib

import boto3
import botocore
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

import conftest

MIB = 1024 * 1024


MANIFEST = """\
service: objects
provider:
  name: aws
  runtime: python3.11
functions: {}
"""


@pytest.fixture(scope="module")
def squall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("s3") / "objects"
    folder.mkdir()
    (folder / "serverless.yml").write_text(MANIFEST)
    running = conftest.Squall(folder)
    running.start()
    yield running
    running.stop()


def client(squall, **more):
    style = more.pop("style", "path")
    config = Config(region_name="us-east-1", retries={"max_attempts": 1}, read_timeout=120,
                    max_pool_connections=64, s3={"addressing_style": style}, **more)
    return boto3.client("s3", endpoint_url=squall.aws, config=config,
                        aws_access_key_id="test", aws_secret_access_key="test")


@pytest.fixture(scope="module")
def s3(squall):
    return client(squall)


def code(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"]


def bytes_of(length, seed=1):
    return random.Random(seed).randbytes(length)


def test_buckets(s3):
    s3.create_bucket(Bucket="first-bucket")
    s3.create_bucket(Bucket="first-bucket")
    made = s3.create_bucket(Bucket="second-bucket",
                            CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert made["Location"] == "http://second-bucket.s3.amazonaws.com/"
    assert s3.get_bucket_location(Bucket="second-bucket")["LocationConstraint"] == "eu-west-1"
    assert s3.get_bucket_location(Bucket="first-bucket").get("LocationConstraint") is None
    names = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    assert names == ["first-bucket", "second-bucket"]
    assert code(s3.create_bucket, Bucket="192.168.1.1") == "InvalidBucketName"
    s3.put_object(Bucket="second-bucket", Key="k", Body=b"x",
                  ExpectedBucketOwner="000000000000")
    assert code(s3.get_object, Bucket="second-bucket", Key="k",
                ExpectedBucketOwner="111111111111") == "AccessDenied"
    assert code(s3.list_bucket_metrics_configurations, Bucket="second-bucket") == "NotImplemented"
    assert code(s3.delete_bucket, Bucket="second-bucket") == "BucketNotEmpty"
    s3.delete_object(Bucket="second-bucket", Key="k")
    s3.delete_bucket(Bucket="second-bucket")
    assert code(s3.head_bucket, Bucket="second-bucket") == "404"
    with pytest.raises(ClientError) as caught:
        s3.get_object(Bucket="second-bucket", Key="k")
    error = caught.value.response
    assert error["Error"]["Code"] == "NoSuchBucket"
    assert error["Error"]["BucketName"] == "second-bucket"
    assert len(error["ResponseMetadata"]["RequestId"]) == 16
    assert error["ResponseMetadata"]["HostId"]


def test_a_key_of_the_callers_own(squall, s3):
    """SSE-C: the bytes are encrypted where they rest, and the key is nowhere."""
    s3.create_bucket(Bucket="sealed")

    def said(key, prefix=""):
        names = ["SSECustomerAlgorithm", "SSECustomerKey"]
        return dict(zip([prefix + name for name in names], ["AES256", key]))

    marker = b"what nobody else shall read "
    keys = [b"the first key of 32 bytes length", b"another key that is 32 bytes too"]
    one, other = map(said, keys)
    for length in [5, 200_000]:
        body = (marker * 10_000)[:length]
        target = dict(Bucket="sealed", Key=f"k{length}")
        put = s3.put_object(**target, Body=body, **one)
        assert put["SSECustomerAlgorithm"] == "AES256" and "ServerSideEncryption" not in put
        assert put["ETag"] != f'"{hashlib.md5(body).hexdigest()}"'
        got = s3.get_object(**target, **one)
        assert (got["Body"].read(), got["ETag"]) == (body, put["ETag"])
        assert got["SSECustomerKeyMD5"] == base64.b64encode(hashlib.md5(keys[0]).digest()).decode()
        assert s3.get_object(**target, Range="bytes=3-4", **one)["Body"].read() == body[3:5]
        assert s3.get_object(**target, Range="bytes=-2", **one)["Body"].read() == body[-2:]
        assert s3.head_object(**target, **one)["ContentLength"] == length
        assert code(s3.get_object, **target) == "InvalidRequest"
        assert code(s3.get_object, **target, **other) == "AccessDenied"
        assert code(s3.head_object, **target) == "400"
        copy = dict(Bucket="sealed", Key="copy", CopySource=dict(target))
        assert code(s3.copy_object, **copy, **other) == "InvalidRequest"
        source = said(keys[0], "CopySource")
        s3.copy_object(**copy, **source, **other)
        copied = s3.get_object(Bucket="sealed", Key="copy", **other)
        assert copied["Body"].read() == body
    s3.put_object(Bucket="sealed", Key="open", Body=b"x")
    assert code(s3.get_object, Bucket="sealed", Key="open", **one) == "InvalidRequest"

    target = dict(Bucket="sealed", Key="parts")
    id = dict(UploadId=s3.create_multipart_upload(**target, **one,
                                                  ChecksumAlgorithm="CRC32")["UploadId"])
    body = (marker * 200_000)[:5 * MIB + 9]
    assert code(s3.upload_part, **target, **id, PartNumber=1, Body=b"x") == "InvalidRequest"
    assert code(s3.upload_part, **target, **id, PartNumber=1, Body=b"x",
                **other) == "InvalidRequest"
    parts = []
    for number, piece in enumerate([body[:5 * MIB], body[5 * MIB:]], 1):
        part = s3.upload_part(**target, **id, PartNumber=number, Body=piece, **one)
        parts.append({"PartNumber": number, "ETag": part["ETag"],
                      "ChecksumCRC32": part["ChecksumCRC32"]})
    s3.complete_multipart_upload(**target, **id, MultipartUpload={"Parts": parts}, **one)
    assert s3.get_object(**target, **one)["Body"].read() == body
    ranged = s3.get_object(**target, **one, Range=f"bytes={5 * MIB - 20}-{5 * MIB + 3}")
    assert ranged["Body"].read() == body[5 * MIB - 20:5 * MIB + 4]

    files = [path for path in squall.folder.rglob("*") if path.is_file()]
    assert any(path.stat().st_size >= 5 * MIB for path in files)
    for path in files:
        found = path.read_bytes()
        for secret in [marker, *keys, *map(base64.b64encode, keys)]:
            assert secret not in found, path


@pytest.mark.parametrize("length", [0, 1, 65536, 65537, 3 * MIB + 7])
def test_an_object_is_what_was_put(s3, length):
    s3.create_bucket(Bucket="lengths")
    body = bytes_of(length)
    put = s3.put_object(Bucket="lengths", Key=f"a/{length} ü", Body=body, ContentType="x/y",
                        Metadata={"One": "1"}, CacheControl="no-store")
    assert put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    got = s3.get_object(Bucket="lengths", Key=f"a/{length} ü", ChecksumMode="ENABLED")
    assert got["Body"].read() == body
    assert (got["ContentLength"], got["ContentType"]) == (length, "x/y")
    assert (got["Metadata"], got["CacheControl"]) == ({"one": "1"}, "no-store")
    crc = base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()
    assert got["ChecksumCRC32"] == put["ChecksumCRC32"] == crc
    head = s3.head_object(Bucket="lengths", Key=f"a/{length} ü")
    assert (head["ContentLength"], head["ETag"]) == (length, put["ETag"])
    if length > 10:
        for wanted, slice_ in [("bytes=0-4", body[:5]), (f"bytes={length - 3}-", body[-3:]),
                               ("bytes=-7", body[-7:]), ("bytes=2-99999999", body[2:])]:
            part = s3.get_object(Bucket="lengths", Key=f"a/{length} ü", Range=wanted)
            assert part["Body"].read() == slice_
            assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
            assert part["ContentRange"].endswith(f"/{length}")
        past = dict(Bucket="lengths", Key=f"a/{length} ü", Range=f"bytes={length}-")
        assert code(s3.get_object, **past) == "InvalidRange"


def test_a_body_that_is_not_what_was_said_leaves_nothing(s3):
    s3.create_bucket(Bucket="digests")
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    for body in [b"small", bytes_of(MIB)]:
        assert code(s3.put_object, Bucket="digests", Key="k", Body=body,
                    ContentMD5=wrong) == "BadDigest"
        assert code(s3.put_object, Bucket="digests", Key="k", Body=body,
                    ChecksumSHA256=base64.b64encode(bytes(32)).decode()) == "BadDigest"
    assert code(s3.get_object, Bucket="digests", Key="k") == "NoSuchKey"
    for algorithm in ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]:
        try:
            put = s3.put_object(Bucket="digests", Key=algorithm, Body=b"abc",
                                ChecksumAlgorithm=algorithm)
        except botocore.exceptions.MissingDependencyException:
            continue
        head = s3.head_object(Bucket="digests", Key=algorithm, ChecksumMode="ENABLED")
        assert head[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]
        assert head["ChecksumType"] == "FULL_OBJECT"


def test_conditions(s3):
    s3.create_bucket(Bucket="conditions")
    target = dict(Bucket="conditions", Key="k")
    etag = s3.put_object(**target, Body=b"one", IfNoneMatch="*")["ETag"]
    assert code(s3.put_object, **target, Body=b"two", IfNoneMatch="*") == "PreconditionFailed"
    assert code(s3.put_object, **target, Body=b"two", IfMatch='"0"') == "PreconditionFailed"
    assert code(s3.put_object, Bucket="conditions", Key="other", Body=b"",
                IfMatch=etag) == "NoSuchKey"
    assert code(s3.get_object, **target, IfNoneMatch=etag) == "304"
    assert code(s3.get_object, **target, IfMatch='"0"') == "PreconditionFailed"
    s3.put_object(**target, Body=b"two", IfMatch=etag)
    assert s3.get_object(**target)["Body"].read() == b"two"


def test_versions(s3):
    s3.create_bucket(Bucket="versions")
    target = dict(Bucket="versions", Key="k")
    s3.put_object(**target, Body=b"null")
    s3.put_bucket_versioning(Bucket="versions", VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(**target, Body=b"first")["VersionId"]
    second = s3.put_object(**target, Body=bytes_of(100_000))["VersionId"]
    marker = s3.delete_object(**target)
    assert marker["DeleteMarker"] is True
    with pytest.raises(ClientError) as caught:
        s3.get_object(**target)
    headers = caught.value.response["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amz-delete-marker"] == "true" and headers["server"] == "AmazonS3"
    assert code(s3.get_object, **target, VersionId=marker["VersionId"]) == "MethodNotAllowed"
    assert s3.get_object(**target, VersionId="null")["Body"].read() == b"null"
    assert s3.get_object(**target, VersionId=first)["Body"].read() == b"first"
    listed = s3.list_object_versions(Bucket="versions")
    assert [v["VersionId"] for v in listed["Versions"]] == [second, first, "null"]
    assert [v["IsLatest"] for v in listed["DeleteMarkers"]] == [True]
    pages = s3.get_paginator("list_object_versions").paginate(
        Bucket="versions", PaginationConfig={"PageSize": 1})
    found = [v["VersionId"] for page in pages
             for v in page.get("Versions", []) + page.get("DeleteMarkers", [])]
    assert found == [marker["VersionId"], second, first, "null"]
    s3.delete_object(**target, VersionId=marker["VersionId"])
    assert s3.head_object(**target)["VersionId"] == second
    s3.delete_object(**target, VersionId=second)
    assert s3.get_object(**target)["Body"].read() == b"first"
    s3.put_bucket_versioning(Bucket="versions", VersioningConfiguration={"Status": "Suspended"})
    s3.put_object(**target, Body=b"again")
    listed = s3.list_object_versions(Bucket="versions")["Versions"]
    assert [v["VersionId"] for v in listed] == ["null", first]
    assert code(s3.get_object, **target, VersionId="nonsense") == "InvalidArgument"


def test_parts(s3):
    s3.create_bucket(Bucket="parts")
    target = dict(Bucket="parts", Key="big")
    body = bytes_of(5 * MIB + 5 * MIB + 123)
    pieces = [body[:5 * MIB], body[5 * MIB:10 * MIB], body[10 * MIB:]]
    upload = s3.create_multipart_upload(**target, ContentType="x/y", Metadata={"a": "b"})
    id = dict(UploadId=upload["UploadId"])
    tags = {}
    for number in [3, 1, 2]:
        s3.upload_part(**target, **id, PartNumber=number, Body=b"replaced")
        tags[number] = s3.upload_part(**target, **id, PartNumber=number,
                                      Body=pieces[number - 1])
    assert s3.list_multipart_uploads(Bucket="parts")["Uploads"][0]["Key"] == "big"
    listed = s3.list_parts(**target, **id, MaxParts=2)
    assert [p["Size"] for p in listed["Parts"]] == [5 * MIB] * 2 and listed["IsTruncated"]

    def complete(numbers, **more):
        parts = [{"PartNumber": n, "ETag": tags[n]["ETag"], **more} for n in numbers]
        return dict(**target, **id, MultipartUpload={"Parts": parts})

    assert code(s3.complete_multipart_upload, **complete([2, 1])) == "InvalidPartOrder"
    assert code(s3.complete_multipart_upload, **complete([3, 3])) == "InvalidPartOrder"
    # A checksum of a part counts where the upload was begun with its algorithm.
    sums = {"ChecksumCRC32": tags[3]["ChecksumCRC32"]}
    assert code(s3.complete_multipart_upload, **complete([3], **sums)) == "InvalidPart"
    done = s3.complete_multipart_upload(**complete([1, 2, 3]))
    digest = hashlib.md5(b"".join(hashlib.md5(p).digest() for p in pieces)).hexdigest()
    assert done["ETag"] == f'"{digest}-3"'
    got = s3.get_object(**target)
    assert got["Body"].read() == body and got["Metadata"] == {"a": "b"}
    part = s3.get_object(**target, PartNumber=2)
    assert part["Body"].read() == pieces[1] and part["PartsCount"] == 3
    ranged = s3.get_object(**target, Range=f"bytes={5 * MIB - 2}-{5 * MIB + 1}")
    assert ranged["Body"].read() == body[5 * MIB - 2:5 * MIB + 2]
    told = s3.get_object_attributes(**target, ObjectAttributes=["ETag", "ObjectParts", "ObjectSize"])
    assert told["ETag"] == f"{digest}-3"
    assert told["ObjectParts"]["TotalPartsCount"] == 3 and told["ObjectSize"] == len(body)
    assert code(s3.list_parts, **target, **id) == "NoSuchUpload"
    # Who has not heard the answer asks again.
    assert s3.complete_multipart_upload(**complete([1, 2, 3]))["ETag"] == done["ETag"]
    assert code(s3.complete_multipart_upload, **complete([1, 2])) == "NoSuchUpload"

    copied = s3.copy_object(Bucket="parts", Key="copy", CopySource=dict(target))
    assert copied["CopyObjectResult"]["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    s3.delete_object(**target)
    assert s3.get_object(Bucket="parts", Key="copy")["Body"].read() == body

    small = s3.create_multipart_upload(Bucket="parts", Key="small")["UploadId"]
    tag = [s3.upload_part(Bucket="parts", Key="small", UploadId=small, PartNumber=n, Body=b"x")
           for n in (1, 2)]
    parts = [{"PartNumber": n + 1, "ETag": t["ETag"]} for n, t in enumerate(tag)]
    assert code(s3.complete_multipart_upload, Bucket="parts", Key="small", UploadId=small,
                MultipartUpload={"Parts": parts}) == "EntityTooSmall"
    part = s3.upload_part_copy(Bucket="parts", Key="small", UploadId=small, PartNumber=3,
                               CopySource="parts/copy", CopySourceRange="bytes=1-5")
    assert part["CopyPartResult"]["ETag"] == f'"{hashlib.md5(body[1:6]).hexdigest()}"'
    s3.abort_multipart_upload(Bucket="parts", Key="small", UploadId=small)
    assert "Uploads" not in s3.list_multipart_uploads(Bucket="parts")


def test_the_transfer_of_a_large_file(s3):
    s3.create_bucket(Bucket="transfers")
    body = bytes_of(40 * MIB)
    s3.upload_fileobj(io.BytesIO(body), "transfers", "file")
    out = io.BytesIO()
    s3.download_fileobj("transfers", "file", out)
    assert out.getvalue() == body


def test_lists(s3):
    s3.create_bucket(Bucket="lists")
    keys = ["a", "b/1", "b/2", "c d+e&<f", "ü/x", "z/\x01"]
    for key in keys:
        s3.put_object(Bucket="lists", Key=key, Body=b"")
    assert [o["Key"] for o in s3.list_objects_v2(Bucket="lists")["Contents"]] == sorted(keys)
    assert [o["Key"] for o in s3.list_objects(Bucket="lists")["Contents"]] == sorted(keys)
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket="lists", Delimiter="/", PaginationConfig={"PageSize": 1})
    seen = [e.get("Key") or e["Prefix"] for page in pages
            for e in page.get("Contents", []) + page.get("CommonPrefixes", [])]
    assert seen == ["a", "b/", "c d+e&<f", "z/", "ü/"]
    # A document of XML cannot say this one.
    s3.delete_object(Bucket="lists", Key=keys.pop())
    deleted = s3.delete_objects(Bucket="lists", Delete={
        "Objects": [{"Key": key} for key in keys + ["not-there"]]})
    assert len(deleted["Deleted"]) == len(keys) + 1
    assert s3.list_objects_v2(Bucket="lists")["KeyCount"] == 0


def fetch(url, method="GET", data=None, headers=None):
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.mark.parametrize("version", ["s3", "s3v4"])
def test_presigned_addresses(squall, version):
    s3 = client(squall, signature_version=version)
    s3.create_bucket(Bucket="presigned")
    target = dict(Bucket="presigned", Key=f"a b/ü {version}")
    # urllib sends a type of its own where none is given, and version 2 signs it.
    put = s3.generate_presigned_url("put_object", Params=dict(target, ContentType="x/y"))
    body = bytes_of(200_000)
    assert fetch(put, "PUT", body, {"Content-Type": "x/y"})[0] == 200
    get = s3.generate_presigned_url("get_object", Params=dict(
        target, ResponseContentType="x/z"), ExpiresIn=604_800)
    assert fetch(get) == (200, body)
    assert fetch(get.replace("x%2Fz", "x%2Fy"))[0] == 403
    status, text = fetch(get.split("?")[0])
    assert status == 403 and b"<Code>AccessDenied</Code>" in text and b"<HostId>" in text
    late = s3.generate_presigned_url("get_object", Params=target, ExpiresIn=1)
    deadline = time.time() + 60
    while fetch(late)[0] == 200 and time.time() < deadline:
        time.sleep(0.2)
    assert b"Request has expired" in fetch(late)[1]


def test_a_bucket_in_the_host_name(squall, s3):
    s3.create_bucket(Bucket="in-the-host")
    s3.put_object(Bucket="in-the-host", Key="k", Body=b"here")
    port = squall.aws.rsplit(":", 1)[1]
    url = s3.generate_presigned_url("get_object", Params=dict(Bucket="in-the-host", Key="k"))
    assert fetch(url)[0] == 200
    named = boto3.client(
        "s3", endpoint_url=f"http://s3.localhost:{port}", aws_access_key_id="test",
        aws_secret_access_key="test", region_name="us-east-1",
        config=Config(s3={"addressing_style": "virtual"}))
    url = named.generate_presigned_url("get_object", Params=dict(Bucket="in-the-host", Key="k"))
    assert url.startswith(f"http://in-the-host.s3.localhost:{port}/k?")
    host, path = url.removeprefix("http://").split("/", 1)
    status, body = fetch(f"{squall.aws}/{path}", headers={"Host": host})
    assert (status, body) == (200, b"here")


def test_after_a_kill_what_was_acknowledged_is_there(squall, s3):
    s3.create_bucket(Bucket="kills")
    acknowledged = {}

    def put(number):
        body = bytes_of([100, 70_000, 700_000][number % 3], number)
        key = f"{number % 40}"
        try:
            s3.put_object(Bucket="kills", Key=key, Body=body)
        except Exception:  # the kill
            return None
        return key, number, hashlib.md5(body).hexdigest()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        tasks = [pool.submit(put, number) for number in range(400)]
        while sum(task.done() for task in tasks) < 120:
            time.sleep(0.01)
        squall.process.kill()
        squall.process.wait()
        done = [task.result() for task in tasks]
    for key, number, digest in filter(None, done):
        acknowledged.setdefault(key, []).append(digest)
    squall.start()
    again = client(squall)
    assert len(acknowledged) > 5
    all_digests = {}
    for number in range(400):
        body = bytes_of([100, 70_000, 700_000][number % 3], number)
        all_digests.setdefault(f"{number % 40}", set()).add(hashlib.md5(body).hexdigest())
    for key in acknowledged:
        body = again.get_object(Bucket="kills", Key=key)["Body"].read()
        # Whole, and one of those that were put there: overwrites ran side by side.
        assert hashlib.md5(body).hexdigest() in all_digests[key]
    for key in again.list_objects_v2(Bucket="kills")["Contents"]:
        again.delete_object(Bucket="kills", Key=key["Key"])
    # No file is left of what nobody names any more.
    for bucket in again.list_buckets()["Buckets"]:
        for page in again.get_paginator("list_object_versions").paginate(Bucket=bucket["Name"]):
            gone = [{"Key": v["Key"], "VersionId": v["VersionId"]}
                    for v in page.get("Versions", []) + page.get("DeleteMarkers", [])]
            if gone:
                again.delete_objects(Bucket=bucket["Name"], Delete={"Objects": gone})
    blobs = squall.folder / ".squall"
    deadline = time.time() + 60
    def left():
        return [file for file in blobs.glob("**/blobs/*/*") if file.is_file()]
    while left() and time.time() < deadline:
        time.sleep(0.2)
    assert left() == []
