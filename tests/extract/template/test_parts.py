"""Lines of facts in parts."""

import pytest

from crawler.extract.template.parts import constants, leading_labels, parted


@pytest.mark.parametrize(
    ("text", "known", "values"),
    [
        ("Vrilk: Lê Vũ | 12/01/2026 - 15:27", {"Vrilk:"}, [("Vrilk:", "Lê Vũ"), ("", "12/01/2026 - 15:27")]),
        ("Zorp klem 137", {"Zorp", "klem"}, [("Zorp klem", "137")]),
        ("137 zorp klem", {"zorp", "klem"}, [("zorp klem", "137")]),
        ("Zorp Lê Vũ klem 137", {"Zorp", "klem"}, [("Zorp", "Lê Vũ"), ("klem", "137")]),
        ("Glorp › Tin tức [Spek wul] Phòng Nội chính", {"Glorp", "[Spek", "wul]"},
         [("Glorp", ""), ("", "Tin tức"), ("[Spek wul]", "Phòng Nội chính")]),
        ("Lê Văn Thử ▸ T6, 06/06/2025 08:02", set(), [("", "Lê Văn Thử"), ("", "T6, 06/06/2025 08:02")]),
        ("Phòng Khoa giáo - Văn xã", {"Phòng"}, [("", "Phòng Khoa giáo - Văn xã")]),
        ("◉ 9681 / Phòng Nội chính / Sluv ▸ Báo Cần Thơ", {"Sluv"},
         [("", "9681"), ("", "Phòng Nội chính"), ("Sluv", "Báo Cần Thơ")]),
        ("2.809 Kwae - Sludl: Lê Ngọc Yến", {"Kwae", "Sludl:"}, [("Kwae", "2.809"), ("Sludl:", "Lê Ngọc Yến")]),
        ("Skous: Phòng Khoa giáo - Văn xã - 6222", {"Skous:"},
         [("Skous:", "Phòng Khoa giáo - Văn xã"), ("", "6222")]),
        ("Smou kweb: 4 785 Trần Văn Tùng", {"Smou", "kweb:"}, [("Smou kweb:", "4 785"), ("", "Trần Văn Tùng")]),
        ("Điểm 4.2 / 5 (8 klum)", set(), [("", "Điểm 4.2 / 5 (8 klum)")]),
    ],
)  # fmt: skip
def test_a_line_is_parted_at_labels_bars_and_dates(text, known, values):
    assert parted(text, known) == values


def test_what_nearly_all_pages_share_is_a_label():
    pages = [[f"Smorv klib {name}"] for name in ("An", "Bình", "Chi", "Dung", "Em")]
    assert constants(pages) == {"Smorv", "klib"}


def test_a_name_before_a_label_is_no_part_of_it():
    names = ("Minh Yến", "Lê Vũ", "Kim Sang", "Minh Yến", "Đức Nam", "Thị Hoa")
    pages = [[f"{name} Smorv klib: {day}/02/2026"] for day, name in enumerate(names, 10)]
    assert constants(pages) == {"Smorv", "klib:"}


def test_a_label_without_a_colon_is_told_by_what_it_leaves():
    signed = (
        ("Lê Vũ", "Báo Nhân Dân"),
        ("Kim Sang", "Báo Lao Động"),
        ("Lý Hoa", "TTXVN"),
        ("Vũ", "Báo Cần Thơ"),
    )
    pages = [[f"{person} | Zykw {source}"] for person, source in signed]
    assert leading_labels(pages, lambda text: False) == {"Zykw"}


def test_what_stands_before_all_persons_is_a_label():
    names = ("Phạm Ngọc Nam", "Lê Thị Yến", "Đặng Thanh Hạnh", "Kim Hiểu", "Võ Hữu Tùng", "Lê Vũ")
    pages = [[f"KROUL SWORV {name}"] for name in names]
    assert leading_labels(pages, lambda text: False) == {"KROUL", "SWORV"}


def test_who_signs_often_is_no_label():
    pages = [[f"Thanh Yến ▸ {day}-02-2026"] for day in range(10, 14)]
    assert leading_labels([*pages, ["Lê Vũ ▸ 09-02-2026"]], lambda text: False) == frozenset()
