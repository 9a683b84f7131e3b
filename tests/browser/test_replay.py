"""Captures are shown as they were: here, where nothing of theirs runs, and in the players of others."""

from __future__ import annotations

import functools
import http.server
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archive.model import Address
from tests.support.facts import HOST, article_address, capture, new_archive, put, says
from tests.support.portal import luutru
from tests.support.serving import serving
from tests.support.web import PNG

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HTML = (("Content-Type", "text/html; charset=utf-8"),)
URL = article_address("1").url
OTHER = article_address("2").url
ARTICLE = article_address("3").url
HOSTILE = f"""<html><head><title>Trang lưu</title><meta http-equiv="refresh" content="0;url=https://live.example/r">
<link rel="stylesheet" href="https://live.example/x.css"><link rel="prefetch" href="https://live.example/p">
<style>@import "https://live.example/i.css"; body {{ background: url(https://live.example/b.png) }}</style>
<script src="https://live.example/x.js"></script></head>
<body onload="document.title='ran'"><script>document.title='ran'; fetch('https://live.example/f');
try {{ top.document.title = 'ran'; top.location = 'https://live.example/t' }} catch (e) {{}}</script>
<img src="https://live.example/a.png" srcset="https://live.example/s.png 2x" onerror="document.title='ran'">
<img id="own" src="/own.png"><iframe src="https://live.example/frame"></iframe>
<video src="https://live.example/v.mp4" autoplay></video><object data="https://live.example/o"></object>
<form action="https://live.example/post"><button>Gửi</button></form>
<svg><image href="https://live.example/g.png"/></svg>
<a id="next" href="{urlsplit(OTHER).path}">Bài sau</a><p>Nội dung lưu</p></body></html>"""


LIST = Address(f"{HOST}/vpubnd/tin/", "list", "tin")
LISTED = """<title>Tin</title><script>function __doPostBack() {}</script><p>Trang thứ một</p>
<td><a href="javascript:__doPostBack('ctl$grid','Page$2')">2</a></td>"""


def fill(path: Path) -> None:
    with new_archive(path) as archive:
        one, two = article_address("1"), article_address("2")
        picture = Address(f"{HOST}/own.png", "image")
        put(archive, capture(HOSTILE.encode(), 0, one, headers=HTML), one)
        put(archive, capture(HOSTILE.encode() + b"<!-- -->", 24, one, headers=HTML), one)
        put(archive, capture(b"<title>Hai</title><p>Trang hai", 0, two, headers=HTML), two)
        three = article_address("3")
        put(archive, capture(says("Bài thứ ba"), 0, three), three)
        put(archive, capture(PNG, 0, picture, headers=(("Content-Type", "image/png"),)), picture)
        asked = {"method": "POST", "request": {"target": "ctl$grid", "argument": "Page$2"}, "headers": HTML}
        put(archive, capture(LISTED.encode(), 0, LIST, headers=HTML), LIST)
        put(archive, capture(LISTED.replace("một", "hai").encode(), 0.01, LIST, **asked), LIST)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with one archive, of hostile pages."""
    file = tmp_path_factory.mktemp("replay") / "tin.db"
    fill(file)
    command = [sys.executable, "-m", "crawler", "serve", str(file), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    try:
        assert process.stdout
        found = re.search(r"http://[^/\s]+", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("form", ["", "mp_", "id_"])
def test_nothing_of_an_archived_page_runs_or_leads_out(chromium: Any, alone: str, form: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: set[str] = set()
    kept: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.on("requestfailed", lambda request: kept.add(request.url) if request.failure == "csp" else None)
    page.on("dialog", lambda dialog: pytest.fail("it opened a dialogue"))
    page.goto(f"{alone}/web/20240827000000{form}/{URL}")
    page.wait_for_timeout(1500)
    assert [url for url in asked - kept if not url.startswith((alone, "data:"))] == []
    assert page.url.startswith(alone) and page.title() != "ran"
    inner = page if form else page.frames[1]
    assert "Nội dung lưu" in inner.inner_text("body")
    context.close()


def test_pictures_and_links_are_those_of_the_time(chromium: Any, alone: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{alone}/web/20240827000000/{URL}")
    page.wait_for_timeout(500)
    answer = page.request.get(page.frames[1].locator("#own").get_attribute("src"))
    assert answer.body() == PNG
    page.frames[1].locator("#next").click()
    page.wait_for_timeout(1000)
    assert "Trang hai" in page.frames[1].inner_text("body")
    page.goto(f"{alone}/web/20240827000000/{URL}")
    page.locator("a[rel=next]").click()
    page.wait_for_timeout(500)
    assert "/web/20240828000000/" in page.url
    context.close()


def test_a_list_is_walked_without_its_script(chromium: Any, alone: str) -> None:
    with closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(f"{alone}/web/20240827000000/{LIST.url}")
        page.wait_for_timeout(500)
        assert "Trang thứ một" in page.frames[1].inner_text("body")
        page.frames[1].locator("a").click()
        page.wait_for_timeout(1000)
        assert "Trang thứ hai" in page.frames[1].inner_text("body")


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the worker of ReplayWeb.page: of the npm package that LUUTRU_WABAC names, or asked of npm."""
    folder = tmp_path_factory.mktemp("wabac")
    worker = os.environ.get("LUUTRU_WABAC")
    if worker is None:
        if shutil.which("npm") is None:
            pytest.skip("npm is not here, and LUUTRU_WABAC names no sw.js")
        command = ["npm", "pack", "@webrecorder/wabac"]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        packed = next(folder.glob("*.tgz"), None)
        if done.returncode or packed is None:
            pytest.skip("npm has no @webrecorder/wabac")
        with tarfile.open(packed) as package:
            member = package.extractfile("package/dist/sw.js")
            assert member
            (folder / "sw.js").write_bytes(member.read())
    else:
        shutil.copy(worker, folder / "sw.js")
    (folder / "index.html").write_text("<iframe></iframe>")
    return folder


class _InParts(http.server.SimpleHTTPRequestHandler):
    """Files, of which players ask for parts."""

    def send_head(self) -> Any:
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range") or "")
        file = Path(self.translate_path(self.path))
        if asked is None or not file.is_file():
            return super().send_head()
        data, (first, last) = file.read_bytes(), asked.groups()
        begin = int(first) if first else len(data) - int(last)
        part = data[begin : int(last) + 1 if first and last else len(data)]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {begin}-{begin + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        return io.BytesIO(part)

    def log_message(self, *_: object) -> None:
        pass


_ADD = """async url => {
  await navigator.serviceWorker.register('/sw.js', {scope: '/'});
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller)
    await new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done));
  await new Promise(done => {
    navigator.serviceWorker.addEventListener('message', e => e.data.msg_type == 'collAdded' && done());
    navigator.serviceWorker.controller.postMessage({msg_type: 'addColl', name: 'x', file: {sourceUrl: url}});
  });
}"""


@pytest.mark.parametrize("chosen", [(), ("--article", "1"), ("--site", "vpubnd")])
def test_a_package_opens_in_the_player_of_others(
    chromium: Any, player: Path, tmp_path: Path, chosen: tuple[str, ...]
) -> None:
    fill(tmp_path / "tin.db")
    luutru("export", "--archive", tmp_path / "tin.db", tmp_path / "x.wacz", *chosen)
    shutil.copy(tmp_path / "x.wacz", player / "x.wacz")
    handler = functools.partial(_InParts, directory=str(player))
    with serving(handler) as base, closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(base)
        page.evaluate(_ADD, f"{base}/x.wacz")
        shown = f"{base}/w/x/20240827000000mp_/{ARTICLE}"
        page.evaluate("url => { document.querySelector('iframe').src = url }", shown)
        page.wait_for_timeout(2500)
        assert "Bài thứ ba" in page.frames[1].inner_text("body")
