"""A portal crawled from first sight on: what is read of it cold and learned, and which versions come of it."""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from archive.model import Page
from crawler.cms.systems import system
from crawler.extract import Template, read_page
from crawler.extract.induction.groups import LEAST
from crawler.extract.induction.learn import learn
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.sheet import Sheet

from .grade import Report, grade
from .maker import make
from .portal import Portal
from .server import Server, serve
from .texts.history import GENERATIONS

_PORTAL = "soctrang"


@dataclass(frozen=True)
class Measured:
    """What came of one portal.

    `cold` and `learned` grade the pages of the first generation without and with the templates of the first
    crawl; `pages` is the number of articles, a dozen or doublings of it, from which a template is learned first.
    `spurious` are versions that no editor made, `missed` edits without one, over all generations, by article.
    `crawl_cpu` is the CPU time of all crawls, `cold_cpu` and `learned_cpu` that of a page, in seconds.
    """

    seed: int
    cold: Report
    learned: Report
    templates: int
    pages: int | None
    spurious: tuple[str, ...]
    missed: tuple[str, ...]
    crawl_cpu: float
    cold_cpu: float
    learned_cpu: float


def measure(seed: int, articles: int, folder: Path, generations: int = GENERATIONS) -> Measured:
    """Makes a portal, crawls it once in each of its generations, and compares with the truth."""
    portal = make(seed, articles, "vnportal")
    path = folder / f"first-sight-{seed}.db"
    ends: list[str] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    templates: tuple[Template, ...] = ()
    with serve(portal) as server:
        for generation in range(generations):
            _crawl(server, path)
            with closing(sqlite3.connect(path)) as db:
                ends.append(db.execute("select max(captured_at) from captures").fetchone()[0])
                if generation == 0:
                    templates = _templates(db)
            server.advance()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with closing(sqlite3.connect(path)) as db:
        spurious, missed = _versions(db, portal, ends)
    cold, cold_cpu = _graded(portal, ())
    learned, learned_cpu = _graded(portal, templates)
    return Measured(
        seed, cold, learned, len(templates), _pages_until_learned(portal), tuple(spurious), tuple(missed),
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, cold_cpu, learned_cpu,
    )  # fmt: skip


def _crawl(server: Server, path: Path) -> None:
    """Raises CalledProcessError where a crawl does not come to its end."""
    command = [
        sys.executable,
        "-m",
        "crawler",
        "crawl",
        _PORTAL,
        f"--archive={path}",
        f"--home={server.home}",
    ]
    pace = ["--delay=0", "--quiet", "--media=none", "--all"]
    done = subprocess.run([*command, *pace], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)


def _templates(db: sqlite3.Connection) -> tuple[Template, ...]:
    rows = db.execute("select template from templates where current order by stage, id")
    return tuple(Template.from_dict(json.loads(text)) for (text,) in rows)


def _pages_until_learned(portal: Portal) -> int | None:
    known = [each for each in portal.urls(0) if each.kind == "article"]
    cms, at = system("vnportal"), portal.moment(0)
    sheets: list[Sheet] = []
    count = LEAST
    while count <= len(known):
        for each in known[len(sheets) : count]:
            at += timedelta(seconds=11)
            context = prepare(portal.get(each.url, 0, at), each.url, cms, "text/html; charset=utf-8")
            assert not isinstance(context, Page)
            sheets.append(Sheet(context, each.key or each.url, at.isoformat()))
        if learn(sheets):
            return count
        count *= 2
    return None


def _versions(db: sqlite3.Connection, portal: Portal, ends: list[str]) -> tuple[Iterator[str], Iterator[str]]:
    """The versions that no edit made and the edits that made none, each named by article and generation."""
    found: Counter[str] = Counter()
    for key, at in db.execute(
        "select a.cms_id, v.first_captured_at from versions v join articles a on a.id = v.article_id"
    ):
        generation = next(number for number, end in enumerate(ends) if at <= end)
        found[f"{key} in generation {generation}"] += 1
    made = Counter(
        f"{key} in generation {generation}"
        for key, generations in portal.versions.items()
        for generation in generations
        if generation < len(ends)
    )
    return (found - made).elements(), (made - found).elements()


def _graded(portal: Portal, templates: tuple[Template, ...]) -> tuple[Report, float]:
    """The grade of a reader with these templates, and its CPU time for a page in seconds."""
    spent = 0.0

    def read(payload: bytes, url: str) -> dict[str, Any]:
        nonlocal spent
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        article = read_page(payload, url, portal=_PORTAL, template=templates).article
        spent += resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
        if article is None:
            return {}
        return {
            **asdict(article),
            "captions": [caption.text for caption in article.captions],
            "attachments": [attachment.url for attachment in article.attachments],
        }

    report = grade(portal, read)
    return report, spent / report.articles
