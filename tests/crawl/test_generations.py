"""The main job, end to end: a portal is crawled through all its generations, and every table is right.

The replica's own truth is the measure. Both skins have nothing in common but the meaning.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.replica import Replica
from tests.support.portal import crawl, expected, path, rows, says, value, wordings


class Story:
    """An archive of all generations of a replica, with what was seen on the way."""

    def __init__(self, skin: str, archive: Path) -> None:
        self.archive = archive
        self.seen: list[dict[str, dict]] = []
        self.live: list[set[str]] = []
        with Replica(skin=skin) as portal:
            for generation in range(portal.generations):
                crawl(portal, archive, "--all")
                articles = rows(archive, "select * from articles where state = 'live'")
                self.seen.append({row["cms_id"]: says(archive, row) for row in articles})
                if generation < portal.generations - 1:
                    portal.advance()
            self.history = portal.history()
            self.log = portal.log
            self.homes = portal.homes
            self.files = {}
            for image in rows(
                archive, "select url, sha256 from images union select url, sha256 from attachments"
            ):
                self.files[image["url"]] = (image["sha256"], portal.file(path(image["url"])))


SKINS = [pytest.param(skin, marks=pytest.mark.xdist_group(skin)) for skin in ("tables", "blocks")]


pytestmark = pytest.mark.parametrize("story", SKINS, indirect=True, scope="module")


@pytest.fixture(scope="module")
def story(request, tmp_path_factory):
    return Story(request.param, tmp_path_factory.mktemp(request.param) / "archive.db")


def test_every_article_is_found_in_every_generation_and_reads_as_it_should(story):
    for generation, seen in enumerate(story.seen):
        truth = {id: expected(each[generation]) for id, each in story.history.items() if each[generation]}
        assert seen.keys() == truth.keys(), f"generation {generation}"
        for id, says_ in seen.items():
            assert says_ == truth[id], f"generation {generation}, article {id}"


def test_every_wording_is_a_version_and_nothing_else_is(story):
    for id, history in story.history.items():
        versions = rows(
            story.archive,
            "select v.* from versions v join articles a on a.id = v.article_id where a.cms_id = ? order by v.number",
            [id],
        )
        assert [says(story.archive, version) for version in versions] == [
            expected(truth) for truth in wordings(history)
        ], f"article {id}"


def test_changes_name_the_fields_that_an_editor_touched(story):
    fields = ("title", "summary", "department", "author", "published_at", "category", "body")
    fields += ("captions", "attachments", "tables", "images")
    for id, history in story.history.items():
        told = rows(
            story.archive,
            "select v.number, c.field, c.before, c.after from changes c join versions v on v.id = c.version_id"
            " join articles a on a.id = c.article_id where a.cms_id = ?",
            [id],
        )
        texts = list(wordings(history))
        touched = [
            (number, field)
            for number, (before, after) in enumerate(pairwise(texts), start=2)
            for field in fields
            if getattr(before, field) != getattr(after, field)
        ]
        assert sorted((each["number"], each["field"]) for each in told) == sorted(touched), f"article {id}"
        for each in told:
            assert each["before"] != each["after"]
            if each["field"] in ("title", "summary", "department", "author", "published_at"):
                number = each["number"]
                assert each["before"] == getattr(texts[number - 2], each["field"])
                assert each["after"] == getattr(texts[number - 1], each["field"])


def test_events_tell_what_went_and_what_came_back(story):
    for id, history in story.history.items():
        told = Counter(
            row["event"]
            for row in rows(
                story.archive,
                "select event from events e join articles a on a.id = e.article_id where a.cms_id = ?",
                [id],
            )
        )
        present = [truth is not None for truth in history]
        first = present.index(True)
        steps = list(pairwise(present[first:]))
        assert told["published"] == 1
        assert told["missing"] == steps.count((True, False)), f"article {id}"
        assert told["returned"] == steps.count((False, True)), f"article {id}"
        assert told["changed"] == len(list(wordings(history))) - 1, f"article {id}"


def test_every_counter_that_was_shown_is_a_reading(story):
    shown = Counter(request.visits for request in story.log if request.visits is not None)
    counters = ("online", "today", "yesterday", "this_week", "this_month", "total")
    kept = Counter(
        tuple(row[name] for name in counters) for row in rows(story.archive, "select * from visit_stats")
    )
    assert kept == Counter({tuple(getattr(box, name) for name in counters): n for box, n in shown.items()})
    views = Counter(request.views for request in story.log if request.views is not None)
    assert Counter(row["views"] for row in rows(story.archive, "select views from view_counts")) == views


def test_pictures_are_kept_as_they_were_served(story):
    pictures = rows(story.archive, "select distinct url from images")
    assert len(pictures) > 20
    for picture in pictures:
        kept, served = story.files[picture["url"]]
        assert served is None or kept == hashlib.sha256(served).hexdigest(), picture["url"]


def test_only_the_portals_hosts_were_asked_and_robots_obeyed(story):
    hosts = {home.split("/")[2] for home in story.homes}
    assert {request.host for request in story.log} == hosts
    assert not [request.path for request in story.log if request.path.startswith("/Admin/")]
    assert {request.agent.split("/")[0] for request in story.log} == {"luutru"}


def test_no_article_is_asked_for_twice_in_one_crawl(story):
    asked = Counter(
        (request.generation, request.host, request.path) for request in story.log if request.method == "GET"
    )
    twice = [each for each, count in asked.items() if count > 1 and not each[2].endswith("robots.txt")]
    assert twice == []


def test_every_reply_is_a_capture(story):
    replies = [request for request in story.log if not request.path.endswith("/robots.txt")]
    assert value(story.archive, "select count(*) from captures") == len(replies)
    posts = [
        json.loads(row["request"])
        for row in rows(story.archive, "select request from captures where request is not null")
    ]
    asked = Counter((request.target, request.argument) for request in replies if request.method == "POST")
    assert Counter((post["target"], post["argument"]) for post in posts) == asked


def test_the_seed_article_to_the_letter(story):
    row = rows(
        story.archive,
        "select * from articles where title like 'Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết%'",
    )[0]
    first = rows(story.archive, "select * from versions where article_id = ? and number = 1", [row["id"]])[0]
    seed = says(story.archive, first)
    assert len(seed["body"]) == 7
    assert seed["body"][0].startswith("Ngày 27/8/2024, Đảng ủy Công an tỉnh tổ chức Hội nghị")
    assert [text.split(" - ")[0] for text, _ in seed["captions"]] == [
        "Đồng chí Hồ Thị Cẩm Đào",
        "Đồng chí Trần Văn Lâu",
        "Đại tá Bùi Quốc Khánh",
    ]
    assert (seed["department"], seed["author"]) == ("Phòng Nội chính", None)
    site = rows(story.archive, "select * from sites where sname = 'vpubnd'")[0]
    assert site["agency"] == "Văn phòng UBND tỉnh Sóc Trăng"
    assert site["phone"] == "(02993) 822339 - 622225"
    assert site["email"] == "phonghanhchinh-soctrang@chinhphu.vn"
