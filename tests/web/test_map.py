"""Districts that articles name, on a map and as a filter."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest

from archive.districts.places import district_of
from tests.support.facts import article_address, capture, new_archive, put, says
from tests.support.web import Site

BODIES = (
    "Đoàn đến huyện Trần Đề và thị xã Vĩnh Châu.",
    "Họp tại xã Trung Bình, huyện Trần Đề về đất.",
    "Sáng nay huyện Châu Thành, huyện Mỹ Tú họp về đất.",
    "Đoàn của huyện Châu Thành, tỉnh Hậu Giang đến thăm.",
    "Không nơi nào.",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("map") / "a.db"
    with new_archive(path) as archive:
        for number, body in enumerate(BODIES):
            address = article_address(f"20{number}")
            put(archive, capture(says(f"Bài {number}", body), number, address), address)
    return Site(path)


def read(site: Site, path: str) -> str:
    answer = site.page(path, "a", headers={"accept-language": "vi"})
    assert answer.status_code == 200
    return html.unescape(answer.text)


@pytest.mark.parametrize(
    ("name", "within", "home", "label"),
    [
        ("huyện Trần Đề", None, None, "huyện Trần Đề, tỉnh Sóc Trăng"),
        ("Huyện Châu Thành", None, "Sóc Trăng", "huyện Châu Thành, tỉnh Sóc Trăng"),
        ("huyện Châu Thành", "tỉnh Hậu Giang", "Sóc Trăng", "huyện Châu Thành, tỉnh Hậu Giang"),
        ("phường 2", "thị xã Ngã Năm", None, "thị xã Ngã Năm, tỉnh Sóc Trăng"),
        ("phường Phú Lợi", "thành phố Cần Thơ", None, "thành phố Sóc Trăng, tỉnh Sóc Trăng"),
        ("quận Bình Thuỷ", None, None, "quận Bình Thủy, thành phố Cần Thơ"),
        ("TP. Sóc Trăng", None, None, "thành phố Sóc Trăng, tỉnh Sóc Trăng"),
    ],
)
def test_a_place_lies_in_its_district(name: str, within: str | None, home: str | None, label: str) -> None:
    found = district_of(name, within, home)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("name", "within"),
    [("huyện Châu Thành", None), ("tỉnh Sóc Trăng", None), ("thành phố Cần Thơ", None), ("xã An", None)],
)
def test_what_cannot_be_told_is_in_no_district(name: str, within: str | None) -> None:
    assert district_of(name, within) is None


def test_districts_are_drawn_as_large_as_they_are_named(site: Site) -> None:
    text = read(site, "/map")
    drawn = dict(re.findall(r"<title>([^:<]+): (\d+)</title></circle>", text))
    assert drawn["huyện Trần Đề"] == "2"
    assert drawn["huyện Châu Thành"] == "1", "that of Hậu Giang is another"
    assert drawn["huyện Kế Sách"] == "0"
    assert len(drawn) == 11
    radius = {name: float(r) for r, name in re.findall(r'r="([\d.]+)"><title>([^:]+):', text)}
    assert radius["huyện Trần Đề"] > radius["huyện Mỹ Tú"] > radius["huyện Kế Sách"]
    assert text.rindex("<circle") < text.index("<text"), "no circle covers a name"
    assert "Châu Thành" in read(site, "/map?province=Hậu Giang")


def test_a_circle_leads_to_as_many_articles_as_it_says(site: Site) -> None:
    for query, number in (("", 2), ("q=đất", 1)):
        text = read(site, f"/map?{query}")
        (link,) = re.findall(r'href="([^"]+)"><circle[^>]*><title>huyện Trần Đề:', text)
        assert f"Tìm thấy {number} bài viết" in site.get(link, headers={"accept-language": "vi"}).text


def test_all_districts_are_there_as_csv(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(site.page("/map.csv", "a").content.decode("utf-8-sig"))))
    assert {(row["district"], row["province"]): row["articles"] for row in rows}[
        "huyện Châu Thành", "Hậu Giang"
    ] == "1"
    assert rows[0]["district"] == "huyện Trần Đề"
    assert 9 < float(rows[0]["latitude"]) < 10


def test_an_archive_that_names_no_district_has_an_empty_map(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db"):
        pass
    assert "Không có gì ở đây" in read(Site(tmp_path / "a.db"), "/map")
