"""Files on an S3 server are imported as those on this disk are, here and by the workers of a cluster."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from archive.maintenance.dump import canonical_dump
from archive.store import Archive
from tests.support.commands import luutru
from tests.support.little import SITE, article
from tests.support.warcs import record, reply

pytestmark = pytest.mark.skipif(
    find_spec("moto") is None or find_spec("s3fs") is None,
    reason="needs moto[server] and s3fs: pip install '.[test]'",
)
HOST = "https://vpub.soctrang.gov.vn"


def warc(*numbers: int) -> bytes:
    records = []
    for number in numbers:
        told = {
            "WARC_Target_URI": f"{HOST}{SITE}/{number}/tin/so-{number}.aspx",
            "WARC_Date": f"2023-01-{number:02}T00:00:00Z",
        }
        records.append(record("response", reply(article(number).encode()), **told))
    return b"".join(records)


def package(data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/data.warc", data)
    return out.getvalue()


FILES = {"first.warc": warc(1, 2, 3), "second.warc": warc(4, 5), "third.wacz": package(warc(6, 7))}


@pytest.fixture(scope="module")
def bucket() -> Iterator[dict[str, str]]:
    """An S3 server with FILES in a bucket; what the environment says of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{base}/moto-api/", timeout=5).close()
                break
            except OSError:
                assert time.monotonic() < end, "the S3 server does not start"
                time.sleep(0.1)
        for path, data in (("crawls", None), *((f"crawls/{name}", data) for name, data in FILES.items())):
            kind = {"Content-Type": "application/octet-stream"}
            put = urllib.request.Request(f"{base}/{path}", data, kind, method="PUT")
            urllib.request.urlopen(put, timeout=60).close()
        yield {
            **os.environ, "AWS_ENDPOINT_URL": base, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
            "AWS_DEFAULT_REGION": "us-east-1",
        }  # fmt: skip
    finally:
        process.terminate()
        process.wait(20)


def facts(path: Path) -> list[str]:
    with Archive.open(path, create=False, write=False) as archive:
        return list(canonical_dump(archive.db))


@pytest.mark.parametrize("more", [(), ("--workers", 2)], ids=["here", "on two workers"])
def test_files_on_s3_are_imported(bucket, tmp_path, more):
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    luutru("import", "--archive", tmp_path / "here.db", *[tmp_path / name for name in FILES])
    addresses = [f"s3://crawls/{name}" for name in FILES]
    done = luutru("import", "--archive", tmp_path / "there.db", *more, *addresses, env=bucket)
    assert done.stdout.startswith("7 captures taken over")
    assert facts(tmp_path / "there.db") == facts(tmp_path / "here.db")


def test_a_file_that_is_not_there_is_said(bucket, tmp_path):
    said = luutru(
        "import", "--archive", tmp_path / "a.db", "s3://crawls/none.warc", env=bucket, code=1
    ).stderr
    assert re.search(r"s3://crawls/none.warc cannot be read", said) and "Traceback" not in said
    said = luutru(
        "import", "--archive", tmp_path / "a.db", "nowhere://x/none.warc", env=bucket, code=1
    ).stderr
    assert "nowhere" in said and "Traceback" not in said
