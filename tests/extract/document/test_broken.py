"""Pages that were made to hurt: the reader says what it could not do, in little time and memory."""

import subprocess
import sys
import time

import pytest

from crawler.extract import read_page
from tests.support.places import BROKEN

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/t.aspx"
SECONDS = 12.0
"""Several times what the slowest takes on a quiet machine."""

FLOODS = {
    "attributes": lambda: (
        b"<div " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">x</div><h1>t</h1>"
    ),
    "quoted attributes": lambda: b"<div " + b" ".join(b'a%d="<>"' % n for n in range(300_000)) + b">x</div>",
    "names of attributes": lambda: b"<p " + b" ".join(b"a%d" % n for n in range(60_000)) + b">x</p>",
    "nested divisions": lambda: b"<div>" * 1_000_000 + b"x",
    "nested letters": lambda: b"<b><i>" * 300_000 + b"x",
    "nested tables": lambda: b"<table><tr><td>" * 30_000 + b"x",
    "nested lists": lambda: b"<ul><li><a href=/a>x</a>" * 20_000,
    "paragraphs": lambda: b"<p>abc <b>d</b></p>" * 2_600_000,
    "cells": lambda: b"<h1>t</h1><table>" + b"<tr><td>a<td>b" * 150_000,
    "links": lambda: b"".join(
        b'<a href="/a/1292/1/2/%d/c/t.aspx">Tin %d</a>' % (n, n) for n in range(60_000)
    ),
    "pictures": lambda: b"<h1>t</h1>" + b'<p><img src="/a.jpg"></p><p>b</p>' * 60_000,
    "line breaks": lambda: b"<h1>t</h1><p>" + b"a<br>" * 600_000,
    "one word": lambda: b"<h1>t</h1><p>" + b"a" * 3_900_000,
    "spaces": lambda: b"<h1>t</h1><p>" + "\u00a0 ".encode() * 1_200_000 + b"a",
    "less-thans": lambda: b"<" * 3_000_000,
    "entities": lambda: (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;' + b"&amp;" * 700_000
    ),
    "digits": lambda: b"<h1>t</h1><p>" + b"1." * 1_500_000 + b"</p><p>Online: " + b"9" * 400_000 + b"</p>",
    "words of a missing page": lambda: b"<p>" + "không tìm thấy ".encode() * 200_000 + b"</p>",
}


@pytest.mark.parametrize("name", FLOODS)
def test_flood(name):
    payload = FLOODS[name]()
    start = time.process_time()
    page = read_page(payload, URL)
    assert time.process_time() - start < SECONDS
    assert not [problem for problem in page.problems if problem.startswith("extractor")]


def test_memory_stays_bounded():
    """The largest page, in a process of its own: what it takes beyond an idle one."""
    program = (
        "import resource, sys; from crawler.extract import read_page\n"
        "idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"read_page(b'<p>abc <b>d</b></p>' * 2_600_000, {URL!r})\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - idle) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 400


@pytest.mark.parametrize("path", sorted(BROKEN.iterdir()), ids=lambda path: path.name)
def test_broken_page_keeps_what_can_be_read(path):
    page = read_page(path.read_bytes(), URL)
    assert page.article is not None
    assert page.article.title == "Tiêu đề của bài viết"
    assert page.article.body[0] == "Đoạn thứ nhất của bài viết."


@pytest.mark.parametrize(
    "payload", [b"\x00" * 1000, b"\xff" * 1000, b"<", b"<!--", b"<html", b"&#0;", b"\xff\xfe<"]
)
def test_scraps(payload):
    assert read_page(payload, URL).kind in ("other", "wall")
