"""What a portal does otherwise than it used to though each page is right: told once, and then it is the measure."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from archive.alarms import acknowledge, shown
from archive.crawls import close_crawl, start_crawl
from archive.store import Archive
from crawler.monitoring.slowness import Slowness
from crawler.monitoring.watch import Watch
from tests.support.commands import luutru
from tests.support.facts import NOW, article_address, at, capture, new_archive, put, says
from tests.support.little import Little, article, article_path
from tests.support.portal import rows

HIDDEN = "<div style='position:absolute;left:-9999px'><a href='https://nha-cai.example.net/'>x</a></div>"


@pytest.fixture
def portal() -> Iterator[Little]:
    with Little() as little:
        yield little


def crawl_of(archive: Archive, seconds: list[float]) -> dict[str, object] | None:
    """The alarm `slow` after a crawl whose pages took so long."""
    crawl_id = start_crawl(archive, "soctrang", at(0), "luutru", {})
    slowness = Slowness(archive.db, "soctrang", crawl_id, Watch(archive.db, "soctrang", crawl_id, at(0)))
    slowness.seconds = seconds
    with archive.writing():
        slowness.judge(NOW)
        close_crawl(archive, crawl_id, NOW, "finished", None, slowness.as_dict())
    return next((alarm for alarm in shown(archive.db) if alarm["kind"] == "slow"), None)


@pytest.mark.parametrize(("signed_before", "falls"), [(True, ["department"]), (False, [])])
def test_what_is_read_otherwise_of_earlier_crawls_too_is_no_fall(tmp_path, signed_before, falls):
    with new_archive(tmp_path / "a.db") as archive:
        for hours, signed in ((0, signed_before), (48, False)):
            crawl_id = start_crawl(archive, "soctrang", at(hours), "luutru", {})
            watch = Watch(archive.db, "soctrang", crawl_id, at(hours))
            for number in range(30):
                address = article_address(str(number))
                said = says(f"Tin {number}", department="Phòng Nội chính" if signed else None)
                put(archive, capture(said, hours, address), address, crawl_id=crawl_id)
            with archive.writing():
                # the first crawl read a department on each page, whatever is read there by now
                found = 30 if hours == 0 else 0
                watch._yields = {"vpubnd/article": {"pages": 30, "department": found}}
                watch.judge(at(hours), 30, 30, 0)
                close_crawl(archive, crawl_id, at(hours), "finished", None, watch.as_dict())
        assert [alarm["field"] for alarm in shown(archive.db)] == falls


def test_a_portal_that_slows_down_little_by_little_is_told_and_after_that_is_the_measure(tmp_path):
    with new_archive(tmp_path / "slow.db") as archive:
        pace = 0.4
        while pace < 1.9:
            assert crawl_of(archive, [pace] * 12) is None
            pace *= 1.4
        assert crawl_of(archive, [9.0] * 9) is None, "too few pages"
        alarm = crawl_of(archive, [0.1] * 9 + [2.2] * 12)
        assert alarm is not None and (alarm["before"], alarm["now"]) == (0.4, 2.2)
        acknowledge(archive.db, None, NOW, "test")
        assert crawl_of(archive, [2.9] * 12) is None
        again = crawl_of(archive, [12.0] * 12)
        assert again is not None and again["before"] == 2.2


def test_links_that_somebody_hid_in_all_articles_are_told_once_and_no_edit(portal, archive):
    portal.crawl(archive)
    portal.crawl(archive, "--all")
    for number in portal.numbers:
        page = article(number)
        portal.pages[article_path(number)] = page.replace(
            "<div class='content'>", f"<div class='content'>{HIDDEN}"
        )
    done = portal.crawl(archive, "--all", code=3)
    assert "hidden-links" in done.stderr
    told = json.loads(luutru("status", "--archive", archive, "--json").stdout)["alarms"]
    addresses = next(alarm["addresses"] for alarm in told if alarm["kind"] == "hidden-links")
    assert "https://nha-cai.example.net/" in addresses and any("/tin-so-" in url for url in addresses)
    assert rows(archive, "select * from versions where number > 1") == []
    luutru("status", "--archive", archive, "--ack")
    portal.crawl(archive, "--all")


@pytest.mark.parametrize("host", ["congbao.chinhphu.gov.vn", "nha-cai.example.net"])
def test_links_that_readers_see_and_those_to_authorities_are_no_alarm(portal, archive, host):
    hidden = HIDDEN if host.endswith(".gov.vn") else HIDDEN.partition(">")[2].removesuffix("</div>")
    portal.crawl(archive)
    for number in portal.numbers:
        page = article(number).replace(
            "<div class='foot'>", "<div class='foot'>" + hidden.replace("nha-cai.example.net", host)
        )
        portal.pages[article_path(number)] = page
    portal.crawl(archive, "--all")
