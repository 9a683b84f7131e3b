"""Whoever is named hears how a command ended."""

from __future__ import annotations

import email.policy
import os
from http.server import BaseHTTPRequestHandler

import pytest

from tests.support.little import Answer, Little
from tests.support.portal import luutru
from tests.support.serving import serving


@pytest.fixture
def portal():
    with Little() as little:
        yield little


@pytest.fixture
def post():
    """An address on the web, and the (path, title, text) of what it is told."""
    told = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.append((self.path, self.headers["Title"], text))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            """Nothing."""

    with serving(Handler) as address:
        yield address, told


def told_all(**more):
    return {**os.environ, **{name: str(value) for name, value in more.items()}}


def test_a_command_gets_what_was_said_and_only_when_it_did_not_end_well(portal, archive, tmp_path):
    heard = tmp_path / "heard"
    program = tmp_path / "tell"
    program.write_text(f"#!/bin/sh\n(echo $LUUTRU_EXIT $LUUTRU_SUBJECT; cat) >> '{heard}'\n")
    program.chmod(0o755)
    env = told_all(LUUTRU_NOTIFY=program)
    portal.crawl(archive, env=env)
    luutru("status", "--archive", archive, env=env)
    assert not heard.exists()
    portal.pages["/"] = portal.pages["/robots.txt"] = Answer("", 500)
    portal.crawl(archive, code=1, env=env)
    assert heard.read_text().startswith("1 luutru on ") and "refusing" in heard.read_text()
    luutru("status", "--check", "--archive", archive, code=3, env=env)
    assert "ALARM: soctrang: refusing" in heard.read_text()


def test_an_address_on_the_web_gets_a_title_and_a_text(portal, archive, post):
    address, told = post
    portal.crawl(archive)
    assert told == []
    luutru(
        "--notify", f"{address}/topic", "status", "--check", "--archive", archive.with_name("none.db"), code=1
    )
    [(path, title, text)] = told
    assert path == "/topic" and "failed" in title and "there is no archive" in text


def test_a_check_in_address_hears_of_good_ends_and_bad(portal, archive, post):
    address, told = post
    env = told_all(LUUTRU_NOTIFY=f"ping:{address}/uuid")
    portal.crawl(archive, env=env)
    luutru("verify", "--archive", archive.with_name("none.db"), code=1, env=env)
    assert [path for path, *_ in told] == ["/uuid", "/uuid/fail"]


def test_who_cannot_be_told_is_named_and_the_end_is_what_it_was(portal, archive):
    done = portal.crawl(archive, env=told_all(LUUTRU_NOTIFY="ping:http://127.0.0.1:1/x"))
    assert "ping:http://127.0.0.1:1/x could not be told" in done.stderr


def test_whom_to_tell_may_be_said_once_for_all_commands_in_a_file(portal, archive, post, tmp_path):
    address, told = post
    (tmp_path / "luutru").mkdir()
    lines = f"# the office\nping:{address}/uuid?rid=1\n{address}/topic\n"
    (tmp_path / "luutru" / "notify").write_text(lines)
    env = {name: text for name, text in told_all(XDG_CONFIG_HOME=tmp_path).items() if name != "LUUTRU_NOTIFY"}
    portal.crawl(archive, env=env)
    luutru("status", "--archive", archive, env=env)
    luutru("status", "--check", "--archive", archive.with_name("none.db"), code=1, env=env)
    assert [path for path, *_ in told] == ["/uuid?rid=1", "/uuid/fail?rid=1", "/topic"]
    one = {**env, "LUUTRU_NOTIFY": f"ping:{address}/one"}
    luutru("verify", "--archive", archive, env=one)
    luutru(
        "--notify", f"ping:{address}/a", f"--notify=ping:{address}/b", "verify", "--archive", archive, env=one
    )
    assert sorted(path for path, *_ in told[3:]) == ["/a", "/b", "/one"]


def test_a_mail_goes_out_by_sendmail(portal, archive, tmp_path):
    box = tmp_path / "box"
    program = tmp_path / "sendmail"
    program.write_text(f"#!/bin/sh\n(echo \"$@\"; cat) > '{box}'\n")
    program.chmod(0o755)
    env = told_all(PATH=f"{tmp_path}:{os.environ['PATH']}")
    missing = archive.with_name("none.db")
    luutru("--notify", "phong@example.org", "status", "--check", "--archive", missing, code=1, env=env)
    sent = email.message_from_bytes(box.read_bytes().split(b"\n", 1)[1], policy=email.policy.default)
    assert sent["To"] == "phong@example.org" and "failed" in sent["Subject"]
    assert "there is no archive" in sent.get_content()
