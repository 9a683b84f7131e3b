"""A portal of several hosts with lists of the same paths, of which one closes and goes on at another."""

from __future__ import annotations

import pytest

from archive.maintenance.verify import verify
from tests.portals.test_strange import NUKE
from tests.support.commands import start
from tests.support.portal import rows, value
from tests.support.strange import Strange, items, numbers, slug


def portal(section=lambda number: "news") -> Strange:
    def path(e):
        return f"/{section(e.number)}/{e.category}/{slug(e.title)}-{e.number}.html"

    return Strange(path, NUKE, numbers(NUKE))


@pytest.fixture
def hosts(tmp_path):
    """Two hosts of one portal with 24 articles each; the home page of the first leads to the second."""
    with portal() as old, portal() as new:
        old.items, new.items = items(24, seed=1), items(24, seed=2)
        for place, each in enumerate(new.items):
            object.__setattr__(each, "number", 9000 + place)
        link = f"<h1>Cổng</h1><a href='{new.home}'>Trang của huyện</a>"
        home = old.entries(old.items)
        old.pages["/"] = old.frame("Trang chủ", f"{link}{home}")
        (tmp_path / "portals").mkdir()
        declare(tmp_path, old, new)
        yield old, new


def declare(tmp_path, old, new, more=""):
    domains = ", ".join(f'"{each.home.split("/")[2]}"' for each in (old, new))
    text = f'home = "{old.home}"\ncms = "nukeviet"\ndomains = [{domains}]\n{more}'
    (tmp_path / "portals" / "la.toml").write_text(text, "utf-8")


def crawl(tmp_path, *more, code=0):
    pace = ["--delay=0", "--quiet", "--media=none", "--contact=a@example.org"]
    done = start("crawl", "la", "--archive", tmp_path / "a.db", *pace, *more, cwd=tmp_path)
    said = "".join(done.communicate())
    assert done.returncode in (code, 3), said


def of_old(archive):
    found = rows(archive, "select cms_id, title, state, versions from articles order by cms_id")
    return [tuple(row.values()) for row in found if int(row["cms_id"]) < 9000]


@pytest.mark.parametrize("how", ["page by page", "to the home page", "to the home page, named"])
def test_no_article_is_lost_where_a_host_leads_to_another_of_the_portal(how, hosts, tmp_path):
    old, new = hosts
    archive, target = tmp_path / "a.db", new.home.rstrip("/")
    crawl(tmp_path)
    before = of_old(archive)
    assert len(before) == 24 and value(archive, "select count(*) from articles") == 48
    if how == "page by page":
        new.items = [*new.items, *old.items]
    if how.endswith("named"):
        declare(tmp_path, old, new, f'moved_to = "{new.home}"\n')
    old.answer = lambda path: (
        (404, "text/plain", "")
        if path == "/robots.txt"
        else (302, target + (path if how == "page by page" else "/"), "")
    )
    for _ in range(3):
        crawl(tmp_path, "--all")
        assert of_old(archive) == before
    assert list(verify(archive)) == []


@pytest.mark.parametrize("named", [False, True])
def test_of_a_section_that_moved_to_where_the_portal_goes_on_by_its_file_nobody_is_told(named, tmp_path):
    def section(number):
        return "tin" if number % 2 else "news"

    with portal(section) as old, portal(section) as new:
        old.items, new.items = items(24, seed=1), []
        (tmp_path / "portals").mkdir()
        declare(tmp_path, old, new)
        crawl(tmp_path)
        new.items = [each for each in old.items if each.number % 2]
        answer, target = old.answer, new.home.rstrip("/")
        old.answer = lambda path: (302, target + path, "") if path.startswith("/tin/") else answer(path)
        declare(tmp_path, old, new, f'moved_to = "{new.home}"\n' if named else "")
        crawl(tmp_path, "--all", code=0 if named else 3)
        of_section = f"{old.home.split('/')[2]}/tin"
        assert [row["part"] for row in rows(tmp_path / "a.db", "select part from portal_states")] == [
            of_section
        ]
        told = [row["kind"] for row in rows(tmp_path / "a.db", "select kind from alarms")]
        assert told == ([] if named else ["part"])
