"""Portals recovered side by side: each into an archive of its own, and the web archive asked no more often."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from archive.maintenance.dump import canonical_dump
from archive.store import Archive
from tests.support.commands import luutru
from tests.support.little import SITE
from tests.support.serving import serving
from tests.webarchives.test_recover import Memento, page, web_archive

SOCTRANG, TRAVINH = "http://vpub.soctrang.gov.vn", "http://www.travinh.gov.vn"
HELD = [
    Memento(f"{host}{SITE}/{number}/tin/so-{number}.aspx", f"2021030{number}000000", page(number))
    for host in (SOCTRANG, TRAVINH)
    for number in range(1, 5)
]


def facts(path: Path) -> list[str]:
    with Archive.open(path, create=False, write=False) as archive:
        return list(canonical_dump(archive.db))


def recover(folder: Path, base: str, *more: object, code: int = 0):
    return luutru(
        "recover", "soctrang", "travinh", "--folder", folder, "--from", f"{base}/coll/", "--contact", "an@example.org",
        "--quiet", *more, code=code,
    )  # fmt: skip


def test_portals_are_recovered_side_by_side(tmp_path):
    with web_archive(*HELD) as held:
        recover(tmp_path / "one", held.base, "--delay", 0)
        one_by_one = len(held.asked)
        began = time.monotonic()
        told = json.loads(
            recover(tmp_path / "two", held.base, "--workers", 2, "--delay", 0.2, "--json").stdout
        )
        took = time.monotonic() - began
        recover(tmp_path / "two", held.base, "--workers", 2, "--delay", 0)
    assert [(each["portal"], each["captures"]) for each in told] == [("soctrang", 4), ("travinh", 4)]
    assert len(held.asked) == 2 * one_by_one, "what is there is not asked for again"
    assert took >= 0.2 * (one_by_one - 2), "both together ask no more often than one"
    for name in ("soctrang", "travinh"):
        assert facts(tmp_path / "two" / f"{name}.db") == facts(tmp_path / "one" / f"{name}.db")


def test_several_portals_need_a_folder_and_failures_are_told(tmp_path):
    nowhere = ("--contact", "an@example.org", "--from", "http://127.0.0.1:9/coll/", "--delay", 0)
    assert "--folder" in luutru("recover", "soctrang", "travinh", *nowhere, code=2).stderr
    said = recover(tmp_path, "http://127.0.0.1:9", "--delay", 0, "--workers", 2, code=1)
    assert said.stderr.count("untouched") == 2 and "Traceback" not in said.stderr


def test_a_web_archive_that_refuses_is_not_asked_for_the_next_portal(tmp_path):
    with web_archive(*HELD) as held:
        held.busy = [(403, {})] * 100
        told = json.loads(recover(tmp_path, held.base, "--delay", 0, "--json", code=5).stdout)
        assert [(each["portal"], each["captures"]) for each in told] == [("soctrang", 0)]
        assert len(held.busy) == 97 and not (tmp_path / "travinh.db").exists()
        held.busy = []
        told = json.loads(recover(tmp_path, held.base, "--delay", 0, "--json").stdout)
    assert [(each["portal"], each["captures"]) for each in told] == [("soctrang", 4), ("travinh", 4)]


def test_a_web_archive_whose_index_refuses_is_not_asked_for_the_next_portal(tmp_path):
    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(403)

        def log_message(self, *_: object) -> None:
            pass

    with serving(Refusing) as base:
        for how in (["--dry-run"], []):
            said = recover(tmp_path, base, "--delay", 0, *how, code=5).stderr
            assert said.count("untouched") == 1 and "soctrang" in said
