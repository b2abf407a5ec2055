"""Objects under `kill -9`: clients that write them, and what must be there after each start.

Each client has keys of its own in a bucket without versions and in one with: it puts, copies,
deletes, and uploads in parts. What was acknowledged must be there, byte for byte; of the request
that was under way all or nothing; of what was removed nothing, and in the end no file that no
object names. Used by `crash_queues.py`.
"""
import hashlib
import http.client
import os
import random
import re
import threading
import time
import urllib.parse

from crash_async import sign

BUCKETS = ("plain-objects", "kept-objects")
KEPT = BUCKETS[1]
KEYS_OF_CLIENT = 6
ACCOUNT = "000000000000"
# Up to here an object is a row, beyond it a file.
ROW_BYTES = 64 * 1024
# The least that a part has which is not the last one.
PART_BYTES = 5 * 1024 * 1024
# After a start: what nobody names any more is removed in the background.
SWEEP_SECONDS = 30


class Refused(Exception):
    """An answer that is no success."""


def ask(platform, method, path, body=b"", headers=None, missing=False):
    """The body and headers of an answer; None where there is nothing, if that may be."""
    place = urllib.parse.urlsplit(platform.facts["aws"]).netloc
    headers = sign(place, method, path, body, "s3", headers or {})
    connection = http.client.HTTPConnection(place, timeout=60)
    try:
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        if missing and answer.status == 404:
            return None
        if answer.status // 100 != 2:
            raise Refused(f"{method} {path}: {answer.status} {text[:400]}")
        return text, answer.headers
    finally:
        connection.close()


def create(platform):
    for bucket in BUCKETS:
        ask(platform, "PUT", f"/{bucket}")
        queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:uploads"
        ask(platform, "PUT", f"/{bucket}?notification", f"""
            <NotificationConfiguration><QueueConfiguration><Queue>{queue}</Queue>
            <Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>
            """.encode())
    ask(platform, "PUT", f"/{KEPT}?versioning",
        b"<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")


class Content:
    """What an object holds, and the files that it is made of."""

    def __init__(self, parts, uploaded):
        digests = [hashlib.md5(part).digest() for part in parts]
        self.etag = digests[0].hex()
        if uploaded:
            self.etag = f"{hashlib.md5(b''.join(digests)).hexdigest()}-{len(parts)}"
        self.digest = hashlib.sha256(b"".join(parts)).hexdigest()
        self.files = {hashlib.sha256(part).hexdigest() for part in parts
                      if uploaded or len(part) > ROW_BYTES}


class Objects:
    """What all clients know of."""

    def __init__(self):
        self.lock = threading.Lock()
        self.wrong = []
        self.acknowledged = 0
        # Every content by its entity tag.
        self.contents = {}
        # BUCKET/KEY/ETAG of what was written and acknowledged: each is told to the queue.
        self.told = set()

    def note(self, text):
        with self.lock:
            self.wrong.append(text)

    def content(self, parts, uploaded=False):
        content = Content(parts, uploaded)
        with self.lock:
            self.contents[content.etag] = content
        return content


class Client:
    def __init__(self, number, seed, objects):
        self.number = number
        self.chance = random.Random(seed)
        self.objects = objects
        # Of each (bucket, key) its versions, oldest first: (id, etag), the latter None of a marker.
        self.known = {}
        # What the request that is under way would have made of its key.
        self.pending = None
        self.count = 0

    def run(self, platform, stop):
        while not stop.is_set():
            try:
                self.step(platform)
                self.pending = None
            except Refused as refused:
                self.objects.note(str(refused))
                return
            except (OSError, http.client.HTTPException):
                return

    def place(self):
        bucket = self.chance.choice(BUCKETS)
        return bucket, f"c{self.number}-{self.chance.randrange(KEYS_OF_CLIENT)}"

    def bytes(self, least, most):
        self.count += 1
        head = f"{self.number}-{self.count}-".encode()
        return head + self.chance.randbytes(self.chance.randrange(least, most))

    def step(self, platform):
        place = self.place()
        kind = self.chance.random()
        if kind < 0.35:
            self.put(platform, place, self.bytes(0, 2_000))
        elif kind < 0.6:
            self.put(platform, place, self.bytes(ROW_BYTES, 4 * ROW_BYTES))
        elif kind < 0.7:
            self.copy(platform, place)
        elif kind < 0.85:
            self.upload(platform, place)
        else:
            self.delete(platform, place)

    def begin(self, place, etag, removed=None):
        self.pending = (place, etag, removed)

    def done(self, place, version, etag):
        """A version is there, on top."""
        versions = self.known.setdefault(place, [])
        if place[0] != KEPT:
            versions.clear()
        if etag or place[0] == KEPT:
            versions.append((version, etag))
        objects = self.objects
        with objects.lock:
            objects.acknowledged += 1
            if etag:
                objects.told.add("/".join([*place, etag]))

    def put(self, platform, place, body):
        content = self.objects.content([body])
        self.begin(place, content.etag)
        _, headers = ask(platform, "PUT", "/" + "/".join(place), body)
        self.check(place, headers["etag"], content)
        self.done(place, headers["x-amz-version-id"], content.etag)

    def copy(self, platform, place):
        source = self.place()
        versions = self.known.get(source)
        if not versions or versions[-1][1] is None or source == place:
            return
        etag = versions[-1][1]
        content = self.objects.contents[etag]
        if "-" in etag:
            # In one piece then, of another tag: not followed any further.
            return
        self.begin(place, etag)
        _, headers = ask(platform, "PUT", "/" + "/".join(place),
                         headers={"x-amz-copy-source": "/" + "/".join(source)})
        self.done(place, headers["x-amz-version-id"], content.etag)

    def upload(self, platform, place):
        path = "/" + "/".join(place)
        text, _ = ask(platform, "POST", f"{path}?uploads")
        upload = re.search(rb"<UploadId>(.*?)</UploadId>", text)[1].decode()
        parts = [self.bytes(0, 2 * ROW_BYTES)]
        if self.chance.random() < 0.1:
            parts.insert(0, self.bytes(PART_BYTES, PART_BYTES + 1000))
        tags = []
        for number, part in enumerate(parts, 1):
            _, headers = ask(platform, "PUT", f"{path}?partNumber={number}&uploadId={upload}", part)
            tags.append((number, headers["etag"]))
        end = self.chance.random()
        if end < 0.15:
            ask(platform, "DELETE", f"{path}?uploadId={upload}")
        elif end < 0.9:
            content = self.objects.content(parts, uploaded=True)
            self.begin(place, content.etag)
            wanted = "".join(f"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>"
                             for number, tag in tags)
            wanted = f"<CompleteMultipartUpload>{wanted}</CompleteMultipartUpload>".encode()
            text, headers = ask(platform, "POST", f"{path}?uploadId={upload}", wanted)
            self.check(place, re.search(rb"<ETag>(.*?)</ETag>", text)[1].decode(), content)
            self.done(place, headers["x-amz-version-id"], content.etag)

    def delete(self, platform, place):
        path, versions = "/" + "/".join(place), self.known.get(place, [])
        if place[0] == KEPT and versions and self.chance.random() < 0.7:
            version = self.chance.choice(versions)
            self.begin(place, None, version)
            ask(platform, "DELETE", f"{path}?versionId={version[0]}")
            versions.remove(version)
            with self.objects.lock:
                self.objects.acknowledged += 1
            return
        self.begin(place, None)
        _, headers = ask(platform, "DELETE", path)
        self.done(place, headers["x-amz-version-id"], None)

    def check(self, place, etag, content):
        if etag.replace("&quot;", "").strip('"') != content.etag:
            self.objects.note(f"{place} has the tag {etag}, not {content.etag}")

    def look(self, platform):
        """What is there after a start is what was acknowledged, and of the last request all or
        nothing."""
        for place in [(bucket, f"c{self.number}-{index}") for bucket in BUCKETS
                      for index in range(KEYS_OF_CLIENT)]:
            found = self.versions(platform, place)
            known = self.known.get(place, [])
            may = [known]
            if self.pending and self.pending[0] == place:
                may.append(self.after(found, known))
            # Markers are listed apart from versions: only which one is the latest is told.
            fits = [one for one in may if sorted(one, key=str) == sorted(found, key=str)
                    and one[-1:] == found[-1:]]
            if not fits:
                self.objects.note(f"{place}: {found}, and known is {known}, {self.pending}")
            found = self.known[place] = fits[0] if fits else found
            if found and found[-1][1]:
                body, _ = ask(platform, "GET", "/" + "/".join(place))
                content = self.objects.contents[found[-1][1]]
                if hashlib.sha256(body).hexdigest() != content.digest:
                    self.objects.note(f"{place} holds other bytes than were put")
        self.pending = None

    def after(self, found, known):
        """What the request that was under way makes of what is known."""
        place, etag, removed = self.pending
        if removed:
            return [one for one in known if one != removed]
        if place[0] != KEPT:
            return [(None, etag)] if etag else []
        # The version has a name that nobody was told.
        return [*known, (found[-1][0] if found else None, etag)]

    def versions(self, platform, place):
        """Its versions, the latest last."""
        bucket, key = place
        if bucket != KEPT:
            found = ask(platform, "HEAD", f"/{bucket}/{key}", missing=True)
            return [(None, found[1]["etag"].strip('"'))] if found else []
        text, _ = ask(platform, "GET", f"/{bucket}?versions&prefix={key}")
        found = []
        for kind, entry in re.findall(rb"<(Version|DeleteMarker)>(.*?)</\1>", text, re.S):
            entry = entry.decode()
            assert f"<Key>{key}</Key>" in entry, entry
            version = re.search(r"<VersionId>(.*?)</VersionId>", entry)[1]
            etag = None
            if kind == b"Version":
                etag = re.search(r"<ETag>(.*?)</ETag>", entry)[1].replace("&quot;", "").strip('"')
            latest = "<IsLatest>true</IsLatest>" in entry
            found.append((latest, version, etag))
        assert len([one for one in found if one[0]]) == (1 if found else 0), text
        return [one[1:] for one in sorted(found, key=lambda one: one[0])]


def names_of(data):
    """The blobs that are on disk."""
    return {name for folder, _, names in os.walk(data) if "/blobs" in folder for name in names
            if re.fullmatch(r"[0-9a-f]{64}", name)}


def abandon_uploads(platform):
    for bucket in BUCKETS:
        text, _ = ask(platform, "GET", f"/{bucket}?uploads")
        for entry in re.findall(rb"<Upload>(.*?)</Upload>", text, re.S):
            key = re.search(rb"<Key>(.*?)</Key>", entry)[1].decode()
            upload = re.search(rb"<UploadId>(.*?)</UploadId>", entry)[1].decode()
            ask(platform, "DELETE", f"/{bucket}/{key}?uploadId={upload}")


def check_files(platform, objects, clients, before):
    """In the end a file is there for each content that an object names, and for nothing else."""
    while b"<Upload>" in b"".join(ask(platform, "GET", f"/{one}?uploads")[0] for one in BUCKETS):
        abandon_uploads(platform)
    named = set()
    for client in clients:
        for versions in client.known.values():
            for _, etag in versions:
                named |= objects.contents[etag].files if etag else set()
    deadline = time.monotonic() + SWEEP_SECONDS
    while True:
        there = names_of(platform.state) - before
        if there == named or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    objects.wrong += [f"the file {name} is named by nothing" for name in sorted(there - named)[:10]]
    objects.wrong += [f"the file {name} is gone" for name in sorted(named - there)[:10]]
    return len(there)
