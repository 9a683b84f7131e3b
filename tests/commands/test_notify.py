"""Whoever is named hears how a command ended."""

from __future__ import annotations

import email.policy
import os
from http.server import BaseHTTPRequestHandler

import pytest

from crawler.notify import notify, targets
from tests.commands.mail_server import mail_server
from tests.support.little import Answer, Little
from tests.support.portal import luutru
from tests.support.serving import certificate_for, serving


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


def check_of_nothing(archive, target, **env):
    """`status --check` of an archive that is not there, which is to be told to `target`."""
    words = ("--notify", target, "status", "--check", "--archive", archive.with_name("none.db"))
    return luutru(*words, code=1, env=told_all(**env)).stderr


def test_a_mail_goes_out_by_a_server_of_ones_own(archive, tmp_path):
    certificate = certificate_for(tmp_path, "127.0.0.1")
    with mail_server(certificate, password="p@ss/word 1") as box:
        target = f"smtp://toi%40example.org:p%40ss%2Fword%201@{box.address}/phong@example.org"
        assert check_of_nothing(archive, target, SSL_CERT_FILE=certificate) == ""
    assert box.logins == [("toi@example.org", "p@ss/word 1", True)]
    [(sender, to, data)] = box.mails
    assert "toi@example.org" in sender and "phong@example.org" in to
    sent = email.message_from_bytes(data, policy=email.policy.default)
    assert sent["To"] == "phong@example.org" and "failed" in sent["Subject"]
    assert "there is no archive" in sent.get_content()


@pytest.mark.parametrize(
    ("server", "login", "why"),
    [
        ({}, "toi:x@", "STARTTLS"),
        ({"certificate": "127.0.0.9"}, "toi:x@", "certificate verify failed"),
        ({"certificate": "127.0.0.1", "password": "y"}, "toi:x@", "wrong password"),
        ({"refuses": "phong"}, "", "no such user"),
        (None, "toi:x@", "refused"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_named_without_the_password(server, login, why, archive, tmp_path):
    given = dict(server or {})
    env = {}
    if "certificate" in given:
        env["SSL_CERT_FILE"] = given["certificate"] = certificate_for(tmp_path, given["certificate"])
    with mail_server(**given) as box:
        address = box.address if server is not None else "127.0.0.1:1"
        said = check_of_nothing(archive, f"smtp://{login}{address}/phong@example.org", **env)
    assert f"smtp://{address}/phong@example.org could not be told" in said and why in said
    assert box.mails == [] and not [secret for *_, secret in box.logins if not secret]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/a b", "http://[::1/x", "https://127.0.0.1:x/", "'", "no-such"]
)
def test_a_target_that_is_none_is_named(target):
    assert "could not be told" in notify(target, "nhãn", "lời", well=False, code=1)


@pytest.mark.parametrize(
    "target",
    [
        *(
            f"smtp://toi:xq{sign}qx@127.0.0.1:1/phong@example.org"
            for sign in ("", *"@/?#:[", "//", "@/", "%20")
        ),
        "smtps://toi:xqqx@127.0.0.1:port/phong@example.org",
        "smtp://toi:xqqx@127.0.0.1:1",
        "SMTP://toi:xqqx@127.0.0.1:1/phong@example.org",
        " smtp://toi:xqqx@127.0.0.1:1/phong@example.org",
        "https://toi:xqqx@127.0.0.1/topic",
        "https://toi:xq@qx@127.0.0.1:port/topic",
        "ping:https://toi:xqqx@127.0.0.1/topic",
        "http://127.0.0.1:1/a topic?auth=xqqx",
    ],
)
def test_no_part_of_a_password_is_told_whatever_letters_it_has(target):
    said = notify(target, "nhãn", "lời", well=False, code=1)
    assert "could not be told" in said and "127.0.0.1" in said
    assert "xq" not in said and "qx" not in said


def test_a_password_that_no_server_can_be_told_is_not_told_elsewhere(tmp_path, monkeypatch):
    certificate = certificate_for(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate) as box:
        said = notify(f"smtp://toi:m%E1%BA%ADt@{box.address}/phong@example.org", "n", "l", well=False, code=1)
    assert "ASCII" in said and "ậ" not in said and "1ead" not in said and box.logins == []


def test_no_target_is_made_of_blanks():
    assert targets([" "]) == []


def test_what_is_no_text_is_told_all_the_same(post):
    address, told = post
    assert notify(f"{address}/x", "hai\u2028dòng", "tệp \udc80", well=False, code=1) is None
    assert told[0][2] == "tệp ?"
