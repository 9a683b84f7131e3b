"""Freezes the schema of a release: `python -m tests.archive.database.freeze 0.1.0`, when no release had this one.

Writes into `archive/database/releases.json` what the migrations make by now, and an archive of that schema into
`releases/`. From then on a migration that is changed afterwards, or that loses something of that archive, fails a test.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from archive.crawls import finish_crawl, start_crawl
from archive.database import schema
from archive.maintenance.takedown import take_down
from archive.store import Archive
from tests.support.facts import article_address, at, capture, new_archive, put, says
from tests.support.places import ROOT

FOLDER = Path(__file__).parent / "releases"
RELEASES = ROOT / "archive" / "database" / "releases.json"

TOLD = {
    "captures": "select url, captured_at, status, outcome, payload_sha256 from captures order by id",
    "articles": "select cms_id, title, body, department, state, versions from articles order by id",
    "versions": "select article_id, number, title, first_captured_at, captures from versions order by id",
    "events": "select article_id, at, event from events order by article_id, at, event",
    "visit_stats": "select captured_at, site, online, total from visit_stats order by id",
    "crawls": "select portal, state, finished_at from crawls order by id",
}
"""What an archive of a release says, whatever the schema that it is brought to."""


def told(archive: Archive) -> dict[str, Any]:
    """All that an archive says, with the head of its chain: plain values."""
    said: dict[str, Any] = {
        name: [list(row) for row in archive.db.execute(sql).fetchall()] for name, sql in TOLD.items()
    }
    return {**said, "head": archive.head.hex()}


def make(path: Path) -> None:
    """Writes an archive with something in most of its tables."""
    gone = article_address("392001", slug="da-go")
    taken = article_address("392002", slug="bi-xoa")
    visits = {"online": 9, "today": 430, "total": 1_561_138}
    with new_archive(path) as archive:
        crawl_id = start_crawl(archive, "soctrang", at(0), "luutru/0", {})
        for hours, body in enumerate(("Ủy ban họp sáng nay.", "Ủy ban họp chiều nay."), 1):
            page = says("Hội nghị lần thứ 1", body, department="Phòng Nội chính", visits=visits)
            put(archive, capture(page, hours))
        put(archive, capture(says("Bài đã gỡ"), 1, gone), gone)
        for hours in (30, 60, 90):
            put(archive, capture(None, hours, gone, status=404), gone)
        put(archive, capture(says("Bài bị xóa"), 2, taken), taken)
        finish_crawl(archive, crawl_id, at(100), "finished", None, {"captures": 7})
        article_id = archive.db.execute("select id from articles where cms_id = '392002'").fetchone()[0]
        take_down(archive, article_id, who="Nguyễn Văn A", why="theo yêu cầu", at=at(101))
        archive.db.execute("vacuum")


def freeze(version: str, folder: Path = FOLDER, releases: Path = RELEASES) -> None:
    """Writes the schema of a release down, and an archive of it. Raises ValueError where that was done before."""
    known = json.loads(releases.read_text("utf-8"))
    if version in known:
        raise ValueError(f"{version} is frozen: what was released stays as it is")
    names = [migration.name for migration in schema.migrations._migrations]
    known[version] = {"migrations": names, "sha256": schema.fingerprint()}
    folder.mkdir(exist_ok=True)
    path = folder / f"{version}.db"
    try:
        make(path)
        with Archive.open(path, create=False, write=False) as archive:
            said = told(archive)
        (folder / f"{version}.db.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    finally:
        for rest in folder.glob(f"{version}.db*"):
            if rest.suffix != ".gz":
                rest.unlink()
    (folder / f"{version}.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    releases.write_text(json.dumps(known, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    freeze(sys.argv[1])
