"""The variants of one department's name meet, those of different departments do not, and all are kept."""

from __future__ import annotations

from itertools import combinations

import pytest

from archive.search.counts import count, facets
from archive.search.departments import grouped, key
from archive.search.query import Filters, search_articles
from archive.store import Archive
from tests.support.facts import article_address, capture, new_archive, put, says
from tests.support.web import Site
from tests.web.test_pages import words

DEPARTMENTS = [
    ("Văn phòng", "VĂN PHÒNG", "văn  phòng", "VP", "Vp."),
    ("Phòng Nội chính", "PHÒNG NỘI CHÍNH", "Phòng  Nội chính", "P. Nội chính", "P.Nội chính", "Phòng Nội Chính."),
    (
        "Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh", "VP. UBND Tỉnh", "Văn phòng UBND tỉnh",
        "Văn phòng Uỷ ban Nhân dân tỉnh", "VPUB tỉnh",
    ),
    ("Văn phòng Hội đồng nhân dân tỉnh", "VP HĐND tỉnh", "VP. HÐND tỉnh"),
    (
        "Phòng Hành chính - Tổ chức", "Phòng Hành chính – Tổ chức", "Phòng Hành chính-Tổ chức",
        "Phòng Hành chính, Tổ chức", "Phòng Hành chính và Tổ chức", "P. Hành chính — Tổ chức",
    ),
    ("Trung tâm Khuyến nông", "TT Khuyến nông", "TT. Khuyến nông", "TT.Khuyến nông"),
    ("Trung tâm Quản lý dịch vụ đô thị", "TT Quản lí dịch vụ đô thị"),
    ("Sở Thông tin và Truyền thông", "Sở TT&TT", "Sở TT & TT", "Sở TTTT", "Sở Thông tin, Truyền thông"),
    (
        "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", "Sở VH,TT&DL", "Sở VH, TT và DL",
        "Sở Văn hoá Thể thao và Du lịch",
    ),
    ("Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT", "Sở NN-PTNT", "Sở NN và PTNT", "Sở Nông nghiệp & PTNT"),
    ("Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH", "Sở LĐTBXH", "Sở LĐ, TB và XH"),
    ("Phòng Giáo dục và Đào tạo", "Phòng GD&ĐT", "Phòng GD-ĐT", "Phòng GDĐT", "P. GD và ĐT"),
    ("Phòng Tài chính - Kế hoạch", "Phòng TC-KH", "Phòng TC – KH", "Phòng TCKH"),
    ("Ban Quản lý các khu công nghiệp", "BQL các khu công nghiệp", "Ban Quản lí các Khu công nghiệp"),
    ("UBND thị trấn Kế Sách", "Ủy ban nhân dân thị trấn Kế Sách"),
    ("UBND TP Sóc Trăng", "UBND thành phố Sóc Trăng", "Ủy ban nhân dân TP. Sóc Trăng"),
    ("Ủy ban Mặt trận Tổ quốc tỉnh", "UBMTTQ tỉnh", "Ủy ban MTTQ tỉnh"),
    ("Chi cục Thủy sản", "CC Thủy sản", "CHI CỤC THỦY SẢN", "Chi cục Thuỷ sản", "Chi cu\u0323c Thu\u0309y sa\u0309n"),
    ("UBND huyện Kế Sách", "UBND HUYỆN KẾ SÁCH"),
    ("UBND huyện Mỹ Tú", "UBND huyện Mĩ Tú"),
    ("Phòng Kinh tế",),
    ("Phòng Kinh tế - Hạ tầng", "Phòng Kinh tế và Hạ tầng"),
    ("Ban Tiếp công dân", "Ban tiếp công dân\u200b"),
    ("Văn phòng Tỉnh ủy", "VP Tỉnh uỷ"),
    ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa và Xã hội"),
    ("Phòng Khoa giáo - Văn xã", "Phòng Khoa giáo-Văn xã"),
]  # fmt: skip


@pytest.mark.parametrize("variants", DEPARTMENTS, ids=lambda variants: variants[0])
def test_variants_of_one_name_meet(variants):
    assert {key(name) for name in variants} == {key(variants[0])}


def test_different_departments_stay_apart():
    for one, other in combinations(DEPARTMENTS, 2):
        assert key(one[0]) != key(other[0])


def test_variants_are_kept_with_their_counts_the_most_frequent_first():
    counts = [("VP UBND tỉnh", 2), ("Phòng Nội chính", 4), ("Văn phòng UBND tỉnh", 3), ("P. Nội chính", 1)]
    assert grouped(counts) == [
        [("Phòng Nội chính", 4), ("P. Nội chính", 1)],
        [("Văn phòng UBND tỉnh", 3), ("VP UBND tỉnh", 2)],
    ]


@pytest.fixture
def archive(tmp_path):
    """Three articles signed by one department under as many spellings, the first of them twice; one by another."""
    path = tmp_path / "archive.db"
    names = ["Văn phòng UBND tỉnh", "VP. UBND tỉnh", "Văn phòng Uỷ ban nhân dân tỉnh", "Phòng Nội chính"]
    with new_archive(path) as archive:
        for number, name in enumerate([*names, names[0]]):
            address = article_address(str(392000 + number))
            put(
                archive,
                capture(says(f"Tin {number}", "Nước lên.", department=name), number, address),
                address,
            )
        address = article_address("392003")
        changed = says("Tin 3", "Nước lên.", department="P. Nội chính")
        put(archive, capture(changed, 9, address), address)
    return path


def test_a_search_for_one_spelling_finds_all(archive):
    with Archive.open(archive, write=False) as opened:
        for text in ("", "nước"):
            for spelling in ("Văn phòng UBND tỉnh", "vp ubnd tinh", "Văn phòng Ủy ban nhân dân tỉnh"):
                filters = Filters(department=spelling)
                hits = search_articles(opened.db, text, filters)
                assert len(hits) == count(opened.db, text, filters) == 4
                assert len({hit.department for hit in hits}) == 3, "each keeps its own spelling"
            told = facets(opened.db, text)["department"]
            assert told == [("Văn phòng UBND tỉnh", 4), ("P. Nội chính", 1)]
        assert count(opened.db, "", Filters(department="Phòng Nội chính"), all_versions=True) == 2
        assert count(opened.db, "", Filters(department="Phòng Khác")) == 0


def test_the_departments_page_shows_one_line_for_all_spellings_and_its_page_each_of_them(archive):
    site = Site(archive)
    rows = words(site.page("/departments", "archive").text)
    assert "Văn phòng UBND tỉnh 4" in rows and "P. Nội chính 1" in rows
    assert "VP. UBND tỉnh" not in rows
    said = words(site.page("/department?name=vp ubnd tinh", "archive").text)
    for spelling, number in (
        ("Văn phòng UBND tỉnh", 2),
        ("VP. UBND tỉnh", 1),
        ("Văn phòng Uỷ ban nhân dân tỉnh", 1),
    ):
        assert f"{spelling} {number}" in said
