"""What the portal changes in all articles in the same way is told once and no edit; what editors change besides is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from archive.maintenance.verify import verify
from tests.support.commands import luutru
from tests.support.little import Little, article, article_path
from tests.support.portal import rows

NUMBERS = list(range(392001, 392025))
EDITED = 392007


@pytest.fixture
def portal() -> Iterator[Little]:
    with Little(list(NUMBERS)) as little:
        yield little


def shows(portal: Little, old: str, new: str, edit: str = "") -> None:
    """Lets each article's page show `new` for `old`, and one of them say `edit` at the end of a paragraph."""
    for number in NUMBERS:
        page = article(number).replace(old, new)
        if number == EDITED:
            page = page.replace("thời gian tới.", f"thời gian tới.{edit}", 1)
        portal.pages[article_path(number)] = page


def overlaid(archive) -> list[str]:
    told = json.loads(luutru("status", "--archive", archive, "--json").stdout)["alarms"]
    return [alarm["field"] for alarm in told if alarm["kind"] == "overlaid"]


def edited(archive) -> list[str]:
    return [
        row["url"].rpartition("-")[2] for row in rows(archive, "select url from articles where versions > 1")
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<h1>", "<h1>[Lưu trữ] ", "title: + “[Lưu trữ]”"),
        ("Hội nghị sơ kết công tác", "HỘI NGHỊ SƠ KẾT CÔNG TÁC", "title: aa → AA"),
        ("Phòng Nội chính", "Phòng Nội chính thành phố", "department: + “thành phố”"),
        (
            "<div class='content'>",
            "<div class='content'><p>Trang này đã ngừng cập nhật.</p>",
            "body: + “Trang này",
        ),
    ],
    ids=["mark", "capitals", "unit", "notice"],
)
def test_the_same_change_of_all_articles_is_told_once_and_edits_besides_are_kept(
    portal, archive, old, new, told
):
    portal.crawl(archive)
    shows(portal, old, new, " Hạn cuối là ngày 15.")
    done = portal.crawl(archive, "--all", code=3)
    [change] = overlaid(archive)
    assert change.startswith(told) and change in done.stderr
    assert edited(archive) == [f"{EDITED}.aspx"]
    assert luutru("status", "--archive", archive, "--check", code=3).stdout.count("in the same way") == 1
    luutru("status", "--archive", archive, "--ack")
    portal.crawl(archive, "--all")
    luutru("status", "--archive", archive, "--check")
    assert edited(archive) == [f"{EDITED}.aspx"]
    assert list(verify(archive)) == []


def test_an_article_asked_for_alone_is_known_to_have_changed_as_all_did_and_all_return(portal, archive):
    portal.crawl(archive)
    shows(portal, "<h1>", "<h1>[Lưu trữ] ")
    portal.crawl(archive, "--all", code=3)
    luutru("status", "--archive", archive, "--ack")
    portal.crawl(archive, "--all", f"{portal.home.rstrip('/')}{article_path(EDITED)}")
    assert edited(archive) == []
    portal.pages.clear()
    portal.crawl(archive, "--all")
    assert edited(archive) == [] and rows(archive, "select * from events where event <> 'published'") == []
    assert rows(archive, "select * from portal_states where ended_at is null") == []


def test_who_believes_the_same_change_has_a_version_of_each(portal, archive):
    portal.crawl(archive)
    shows(portal, "<h1>", "<h1>[Lưu trữ] ")
    portal.crawl(archive, "--all", code=3)
    luutru("status", "--archive", archive, "--believe", "soctrang")
    assert len(edited(archive)) == len(NUMBERS)


def test_links_put_into_all_articles_are_quarantined(portal, archive):
    portal.crawl(archive)
    shows(
        portal,
        "<div class='content'>",
        "<div class='content'><p>Xem <a href='https://x.example.net/'>nhà cái</a>.</p>",
    )
    portal.crawl(archive, "--all", code=3)
    assert edited(archive) == [] and overlaid(archive) == []
    assert rows(archive, "select state from portal_states") == [{"state": "quarantined"}]


def test_one_text_in_place_of_those_of_a_few_articles_is_quarantined_and_edits_besides_are_kept(
    portal, archive
):
    portal.crawl(archive)
    for number in NUMBERS[:5]:
        offers = "".join(
            f"<p>{each} nạp tiền lần đầu, nhận thưởng mỗi ngày cho mọi thành viên mới.</p>"
            for each in ("Nhà cái uy tín,", "Nổ hũ đổi thưởng,", f"Mã {number},")
        )
        text = article(number).partition("<div class='content'>")[2].partition("</div>")[0]
        page = article(number).replace(text, offers).replace("Hội nghị sơ kết công tác", "Nhà cái số một")
        portal.pages[article_path(number)] = page
    portal.pages[article_path(EDITED)] = article(EDITED, " Hạn cuối là ngày 15.")
    portal.crawl(archive, "--all", code=3)
    assert rows(archive, "select state from portal_states") == [{"state": "quarantined"}]
    assert edited(archive) == [f"{EDITED}.aspx"]
    portal.crawl(archive, "--all", code=3)
    assert edited(archive) == [f"{EDITED}.aspx"]
    assert list(verify(archive)) == []
    for number in NUMBERS[:5]:
        del portal.pages[article_path(number)]
    portal.crawl(archive, "--all")
    assert rows(archive, "select * from portal_states where ended_at is null") == []
