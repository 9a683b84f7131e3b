"""Pages on all archives of a folder: their answers as one, each archive asked beside the others."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import ArchiveDamaged
from archive.model import Address, Portal
from archive.web.folder import changes, home, search
from archive.web.folder.archives import Answers
from archive.web.folder.names import most_named
from archive.web.pages import search as one_search
from crawler.commands.common import archives_at
from tests.support.facts import article_address, capture, new_archive, put, says
from tests.support.web import BROWSER, Site, fill, read, two_archives, words

CHAIR = "Đồng chí Trần Văn An – Chủ tịch UBND huyện Mỹ Xuyên dự."
LAW = "Căn cứ Quyết định số {}/QĐ-UBND ngày 02/01/2024 của UBND tỉnh."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return two_archives(tmp_path_factory.mktemp("several"), f"\n\n{CHAIR}\n\n{LAW}")


def test_home_adds_up_what_the_archives_hold(site: Site) -> None:
    text = words(read(site, "/-/luutru"))
    assert "5 bài viết 6 phiên bản 6 lần lưu" in text and "1 bài sửa sau khi đăng" in text
    assert "một Sóc Trăng 3 3 3 27/8/2024" in text
    assert "hai Sóc Trăng 2 3 3 27/8/2024 – 28/8/2024" in text
    assert "mỗi kho được tính riêng" in text
    newest = re.findall(r"Bài \d(?: sửa)?", text)
    assert newest[0] == "Bài 4 sửa" and newest.count("Bài 3") == 1, "what two archives hold is told once"


def test_changes_of_all_archives_in_one_line(site: Site) -> None:
    text = read(site, "/-/luutru/-/changes")
    told = re.findall(r"<a href=\"/-/luutru/([^/]+)/article[^>]*>(Bài \d(?: sửa)?)</a>", text)
    one = "m~E1~BB~99t"
    assert told == [("hai", "Bài 4 sửa"), ("hai", "Bài 4"), (one, "Bài 3"), (one, "Bài 2"), (one, "Bài 1")]
    assert (
        words(read(site, "/-/luutru/-/changes?event=changed")).count("Bài 4 sửa") == 2
    )  # with what to compare
    assert "Bài" not in words(read(site, "/-/luutru/-/changes?portal=travinh"))
    assert "Ngày không hợp lệ" in read(site, "/-/luutru/-/changes?since=31/2/2024", 400)


def test_changes_of_all_archives_in_one_feed(site: Site) -> None:
    answer = site.get("/-/luutru/-/changes.atom", headers=BROWSER)
    entries = ET.fromstring(answer.content).findall("{*}entry")
    assert entries[0].find("{*}title").text == "Bài 4 sửa (đã sửa)"
    assert len(entries) == 5
    assert "<ins>" in entries[0].find("{*}content").text
    again = {"if-none-match": answer.headers["etag"]}
    assert site.get("/-/luutru/-/changes.atom", headers=again | BROWSER).status_code == 304


def test_feed_and_pages_of_all_archives_go_on_to_the_first_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, ids in (("một", range(12)), ("hai", range(6, 20))):
        with new_archive(tmp_path / f"{name}.db") as archive:
            for number in ids:
                address = article_address(f"10{number:02}")
                put(archive, capture(says(f"Bài {number}", "Tin."), number // 9, address), address)
    site = Site(tmp_path / "một.db", tmp_path / "hai.db")
    (whole,) = _feeds(site)
    monkeypatch.setattr(changes, "A_PAGE", 3)
    monkeypatch.setattr(changes, "_MOST_PAGES", 2)
    pages = _feeds(site)
    assert [len(page) for page in pages] == [3, 3, 3, 3, 3, 3, 2], "many of one moment, some in both archives"
    assert [title for page in pages for title in page] == whole and len(set(whole)) == 20
    answer = site.get("/-/luutru/-/changes.json?before=soon", headers=BROWSER)
    assert answer.status_code == 400 and "Ngày không hợp lệ" in answer.text
    shown, text = [], read(site, "/-/luutru/-/changes")
    while True:
        shown.append(re.findall(r"Bài \d+(?=</a>)", text))
        if not (following := re.search(r'rel="next" href="([^"]+)"', text)):
            break
        text = read(site, html.unescape(following[1]))
    assert [title for page in shown for title in page] == [title.removesuffix(" (mới)") for title in whole]
    assert len(shown) == len(pages)
    newest = re.search(r'rel="first" href="([^"]+)"', text)
    assert newest and newest[1].endswith("/-/changes"), (
        "from where pages begin anew one comes back to the newest"
    )


def test_a_list_that_ends_early_says_so_and_where_all_of_it_is(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "search?q=họp"
    assert "Danh sách dừng ở trang này" not in read(site, f"/-/luutru/hai/{path}")
    for module in (search, one_search):
        monkeypatch.setattr(module, "_A_PAGE", 1)
        monkeypatch.setattr(module, "_MOST_PAGES", 1)
    for of in ("-", "hai"):
        shown = read(site, f"/-/luutru/{of}/{path}")
        assert 'rel="next"' not in shown
        told = shown.split("Danh sách dừng ở trang này")[1].split("</p>")[0]
        assert "/search.csv?q=h%E1%BB%8Dp" in told


def _feeds(site: Site) -> list[list[str]]:
    """The titles in each page of the feed of changes, from the newest to where no page follows."""
    pages, address = [], "/-/luutru/-/changes.json"
    while address:
        page = site.get(address).json()
        pages.append([item["title"] for item in page["items"]])
        address = page.get("next_url", "").removeprefix("http://localhost")
    return pages


def test_sites_bear_their_full_names_on_pages_of_all_archives(site: Site) -> None:
    for path in ("/-/luutru", "/-/luutru/-/changes"):
        text = words(read(site, path))
        assert "Văn phòng UBND" in text and "vpubnd" not in text, path


def test_documents_and_people_lead_to_each_archive_that_names_them(site: Site) -> None:
    text = words(read(site, "/-/luutru/-/people"))
    assert re.search(r"Trần Văn An một : Trần Văn An 3 · hai : Trần Văn An 2 5 ", text)
    page = read(site, "/-/luutru/-/documents")
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1], re.DOTALL)]
    assert [row.split()[0] for row in rows] == ["13/QĐ-UBND", "12/QĐ-UBND"]
    assert "một : 13/QĐ-UBND 2 · hai : 13/QĐ-UBND 1" in rows[0] and "2/1/2024 UBND tỉnh 3 " in rows[0]
    links = re.findall(r'href="(/-/luutru/[^"]*/document\?[^"]*)"', page)
    assert len(links) == 4
    assert all("13/QĐ-UBND" in read(site, link) or "12/QĐ-UBND" in read(site, link) for link in links)
    assert "13/QĐ-UBND" not in read(site, "/-/luutru/-/documents?q=12/").split("<tbody>")[1]


def test_one_search_asks_all_archives(site: Site) -> None:
    shown = read(site, "/-/luutru/-/search?q=công an xã")
    assert shown.count("<mark>") >= 4, "each hit with its words marked"
    text = words(shown)
    assert "Tìm thấy 5 bài viết một 3 hai 2" in text
    found = re.findall(r"Bài \d", text)
    assert sorted(found) == ["Bài 1", "Bài 2", "Bài 3", "Bài 4"]
    assert set(found[:2]) == {"Bài 1", "Bài 3"}, "those with the phrase come first"
    newest = re.findall(r"Bài \d", words(read(site, "/-/luutru/-/search?q=công an xã&sort=newest")))
    assert newest == ["Bài 1", "Bài 2", "Bài 3", "Bài 4"]
    assert "/-/luutru/-/search" in read(site, "/-/luutru/hai")


def test_one_search_shows_its_hits_by_month_of_all_archives(site: Site) -> None:
    text = read(site, "/-/luutru/-/search?q=công an xã&lang=vi")
    drawn = [re.findall("<title>(.*?)</title>", each) for each in re.findall("<svg.*?</svg>", text)]
    assert drawn == [
        ["1/2024: 1", "2/2024: 2", "3/2024: 1", "4/2024: 1"],
        ["1/2024: 100,0 %", "2/2024: 100,0 %", "3/2024: 100,0 %", "4/2024: 100,0 %"],
    ]
    halves = read(site, '/-/luutru/-/search?q="Chủ tịch" -"Bài 3"')
    assert "2/2024: 50,0 %" not in halves and "2/2024" not in re.findall("<svg.*?</svg>", halves)[0]


def test_what_two_archives_hold_leads_to_both(site: Site) -> None:
    text = read(site, '/-/luutru/-/search?q="Bài 3"')
    assert re.findall(r"/([^/]+)/article/soctrang/1003", text)[:2] == ["m~E1~BB~99t", "hai"]


def test_results_of_all_archives_are_taken_away_as_one(site: Site) -> None:
    rows = site.get("/-/luutru/-/search.jsonl?q=họp").text.splitlines()
    assert len(rows) == 5
    assert "Ngày không hợp lệ" in read(site, "/-/luutru/-/search?since=31/2/2024", 400)


def test_an_archive_that_may_not_be_seen_is_not_searched(tmp_path: Path) -> None:
    for name in "ab":
        with new_archive(tmp_path / f"{name}.db") as archive:
            fill(archive)
    site = Site(tmp_path / "a.db", tmp_path / "b.db")
    denied = {"databases": {"b": {"allow": False}}}
    if hasattr(site.datasette, "metadata"):
        site.datasette._metadata_local = denied
    else:
        site.datasette.config = denied
    text = words(read(site, "/-/luutru/-/search?q=họp"))
    assert "Tìm thấy 1 bài viết a 1" in text
    assert site.get("/-/luutru/b/chart?sql=select 1").status_code == 403
    assert "Không được phép xem" in read(site, "/-/luutru/b", 403)


def test_archives_are_asked_at_the_same_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    both, held = threading.Barrier(2), home.held

    def asked(db: sqlite3.Connection) -> dict:
        both.wait(10)  # raises where one is asked only after the other
        return held(db)

    monkeypatch.setattr(home, "held", asked)
    assert "5 bài viết" in words(read(site, "/-/luutru"))


@pytest.mark.parametrize("path", ["", "/-/search?q=họp", "/-/changes", "/-/documents", "/-/people"])
def test_an_archive_that_cannot_answer_is_named_and_the_others_are_shown(tmp_path: Path, path: str) -> None:
    for name in ("lành", "hỏng"):
        with new_archive(tmp_path / f"{name}.db") as archive:
            fill(archive)
    site = Site(tmp_path / "lành.db", tmp_path / "hỏng.db")
    assert "không trả lời được" not in read(site, f"/-/luutru{path}")
    damage(tmp_path / "hỏng.db")
    text = words(read(Site(tmp_path / "lành.db", tmp_path / "hỏng.db"), f"/-/luutru{path}"))
    assert "không trả lời được lúc này: hỏng." in text
    if path in ("", "/-/changes"):
        assert "Họp Đảng uỷ xã" in text


def damage(path: Path) -> None:
    """Overwrites the first page of each table and index."""
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("pragma page_size").fetchone()
        roots = [root for (root,) in db.execute("select rootpage from sqlite_master where rootpage > 1")]
    with path.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * size)
            file.write(b"\xff" * size)


def test_a_damaged_archive_keeps_no_other_of_its_folder_from_being_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("lành", "hỏng"):
        with new_archive(tmp_path / f"{name}.db") as archive:
            fill(archive)
    damage(tmp_path / "hỏng.db")
    assert archives_at([tmp_path]) == [tmp_path / "lành.db"]
    assert "hỏng.db is left out: the archive is damaged" in capsys.readouterr().err
    with pytest.raises(ArchiveDamaged):
        archives_at([tmp_path], write=True)


@dataclass(frozen=True)
class Counts:
    """Stands for archives of which nothing but counts is known."""

    own: list[dict[str, int]]

    async def ask(self, question) -> Answers:
        return Answers([(None, question(counts, None)) for counts in self.own], ())


def rank(counts: dict[str, int], limit: int, least: int, among: Collection[str] | None) -> list:
    found = [(key, n) for key, n in counts.items() if n >= least and (among is None or key in among)]
    found.sort(key=lambda each: (-each[1], each[0]))
    return found if limit < 0 else found[:limit]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(1, 30)), max_size=5),
    st.integers(1, 8),
)
def test_what_all_together_name_most_is_found_exactly(own: list[dict[str, int]], number: int) -> None:
    total: Counter[str] = Counter()
    for counts in own:
        total.update(counts)
    expected = sorted(total, key=lambda key: (-total[key], key))[:number]
    assert asyncio.run(most_named(Counts(own), rank, number)) == expected


def test_changes_of_archives_of_several_portals(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Bài ở Sóc Trăng"), 1))
    with new_archive(tmp_path / "b.db") as archive:
        archive.add_portal(Portal("travinh", "Trà Vinh", "https://travinh.gov.vn/", "vnportal"), [])
        address = Address("https://travinh.gov.vn/x/1/2/3/7/tin/bai.aspx", "article", "7", "x")
        reply = capture(says("Bài ở Trà Vinh"), 2, address)
        put(archive, replace(reply, portal="travinh"), address)
    text = read(Site(tmp_path / "a.db", tmp_path / "b.db"), "/-/luutru/-/changes")
    assert "Bài ở Sóc Trăng</a>" in text and "Bài ở Trà Vinh</a>" in text
    assert '<option value="travinh"' in text
