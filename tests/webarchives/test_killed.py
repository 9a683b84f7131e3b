"""An import that is killed anywhere leaves, when the same command was run again, what an import in one go leaves."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from archive.integrity import hash_chain
from archive.maintenance.dump import canonical_dump
from archive.maintenance.merge import merge
from archive.maintenance.verify import verify
from archive.store import Archive
from archive.warc.files import Part, parts
from crawler.learning.extract_archive import extract_archive
from crawler.learning.imported import settle_brought
from crawler.options import options
from crawler.webarchives.import_files import Taking, import_files
from crawler.webarchives.recover_portal import Source, recover_portal
from tests.support.commands import luutru
from tests.support.skins import LIST, SITE, article_page, list_page
from tests.webarchives.test_import import HOST, page, warc
from tests.webarchives.test_recover import Memento, web_archive

FEW, MANY = range(1, 13), range(21, 27)
DIGITS = str.maketrans("", "", "-:TZ")
DAYS = [f"2023-0{month}-01T00:00:00Z" for month in (1, 2, 3)]


def url(number: int) -> str:
    return f"{HOST}{SITE}/{number}/tin/so-{number}.aspx"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    """Two files of articles, with a list that says its length, and two articles that show one page."""
    folder = tmp_path_factory.mktemp("files")
    said = list_page([1]).replace("<h2>", "<p>Có 1.480 bài viết</p><h2>")
    first = [
        page(url(n), article_page("old", n, tick), day) for tick, day in enumerate(DAYS[:2]) for n in FEW
    ]
    first += [page(f"{HOST}{LIST}", said, DAYS[0]), page(url(91), article_page("old", 90), DAYS[1])]
    second = [page(url(92), article_page("old", 90), DAYS[2]), page(f"{HOST}{LIST}", said, DAYS[1])]
    second += [
        page(url(n), article_page("old", n, edited=day == DAYS[1]), day) for day in DAYS[:2] for n in MANY
    ]
    made = [warc(folder / "1.warc.gz", *first), warc(folder / "2.warc.gz", *second)]
    return [part for file in made for part in parts(file)]


def facts(path: Path) -> list[str]:
    with Archive.open(path, create=False, write=False) as archive:
        return list(canonical_dump(archive.db))


def versions(path: Path) -> list[str]:
    return [line for line in facts(path) if line.startswith(('["version"', '["template"'))]


def told(path: Path) -> list[tuple[str, int, object]]:
    """What the chain says of each import: the file, how many captures, how long its lists say that they are."""
    with Archive.open(path, create=False, write=False) as archive:
        found = [detail for _, detail in hash_chain.noted(archive.db, "import", -1)]
    return sorted((each.get("file", ""), each["captures"], each.get("list_totals")) for each in found)


def until(commit: int | None, work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    """Does `work`, and kills its process when it is about to end its transaction of this number, counted from 1; how
    many it began to end. It is done here where it is not to be killed."""
    ended = 0
    connect = sqlite3.connect

    def counting(statement: str) -> None:
        nonlocal ended
        ended += statement == "commit"
        if commit is not None and ended == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    def connected(*arguments: object, **named: object) -> sqlite3.Connection:
        db = connect(*arguments, **named)
        db.set_trace_callback(counting)
        return db

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connected)
        if commit is None:
            work()
            return ended
        child = os.fork()
        if child == 0:
            with suppress(BaseException):
                work()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"was not killed at transaction {commit}"
    return commit


def test_an_import_killed_anywhere_is_settled_by_the_same_command(files, tmp_path, monkeypatch):
    whole = tmp_path / "whole.db"
    commits = until(None, lambda: import_files(whole, files, Taking()), monkeypatch)
    expected = facts(whole)
    assert sum('["template"' in line for line in expected) == 1
    assert sum("same-page" in line for line in expected) == 2
    for commit in range(2, commits + 1):
        path = tmp_path / f"{commit}.db"
        until(commit, lambda path=path: import_files(path, files, Taking()), monkeypatch)
        import_files(path, files, Taking())
        assert facts(path) == expected, commit
        assert list(verify(path)) == [], commit
        assert told(path) == told(whole), commit


@pytest.mark.parametrize("by", ["a crawl", "reading again"])
def test_what_a_killed_import_left_is_settled_by_what_comes_next(by, files, tmp_path, monkeypatch):
    whole, left = tmp_path / "whole.db", tmp_path / "left.db"
    commits = until(None, lambda: import_files(whole, files, Taking()), monkeypatch)
    until(commits - 3, lambda: import_files(left, files, Taking()), monkeypatch)
    assert versions(left) != versions(whole)
    if by == "a crawl":
        gone = "http://127.0.0.1:1/"
        luutru("crawl", "travinh", "--archive", left, f"--home={gone}", "--delay=0", "--quiet", code=1)
    else:
        extract_archive(left)
    assert versions(left) == versions(whole)
    assert list(verify(left)) == []


def test_a_recovery_killed_anywhere_is_settled_by_the_same_command(tmp_path, monkeypatch):
    held_pages = [
        Memento(url(n), day.translate(DIGITS)[:14], article_page("old", n, tick).encode())
        for tick, day in enumerate(DAYS[:2])
        for n in FEW
    ]
    listed = list_page([1]).replace("<h2>", "<p>Có 1.480 bài viết</p><h2>").encode()
    with web_archive(*held_pages, Memento(f"{HOST}{LIST}", "20230101000000", listed)) as held:
        source = Source(f"{held.base}/web/", "tests", 0)

        def recover(path: Path) -> Callable[[], object]:
            return lambda: recover_portal(path, "soctrang", source, options())

        whole = tmp_path / "whole.db"
        commits = until(None, recover(whole), monkeypatch)
        for commit in (9, commits // 2, *range(commits - 4, commits + 1)):
            path = tmp_path / f"{commit}.db"
            until(commit, recover(path), monkeypatch)
            recover(path)()
            assert facts(path) == facts(whole), commit
            assert told(path) == told(whole), commit


def test_a_merge_appears_settled_or_not_at_all(files, tmp_path, monkeypatch):
    sources = []
    for place, part in enumerate(files):
        sources.append(tmp_path / f"{place}.db")
        import_files(sources[-1], [part], Taking())
    whole, into = tmp_path / "whole.db", tmp_path / "into.db"
    commits = until(None, lambda: merge(sources, whole, settles=settle_brought), monkeypatch)
    for commit in range(2, commits + 1):
        until(commit, lambda: merge(sources, into, settles=settle_brought), monkeypatch)
        assert not into.exists()
    merge(sources, into, settles=settle_brought)
    assert facts(into) == facts(whole)
