"""Persons are found with their offices, places with the unit above them."""

from __future__ import annotations

import time
import unicodedata

import pytest

from archive.entities import citations, mentions


def persons(text: str) -> list[tuple[str, str | None]]:
    return [(m.name, m.office) for m in mentions(text) if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đồng chí Lâm Sa Rươl, Trưởng ban làm trưởng đoàn.", [("Lâm Sa Rươl", "Trưởng ban")]),
        ("Phó Chủ tịch UBND tỉnh Ngụy Tấn Phong trao quà.", [("Ngụy Tấn Phong", "Phó Chủ tịch UBND tỉnh")]),
        ("Chủ tịch UBND xã Phú Tâm Liêu Hoàng Sơn nói.", [("Liêu Hoàng Sơn", "Chủ tịch UBND xã Phú Tâm")]),
        ("Trung tá Ngô Văn Tuấn-Đội trưởng Đội Cảnh sát giao thông cho biết.",
         [("Ngô Văn Tuấn", "Đội trưởng Đội Cảnh sát giao thông")]),
        ("Ông Võ Thanh Quang được bầu giữ chức Chủ tịch HĐND xã Đại Hải.",
         [("Võ Thanh Quang", "Chủ tịch HĐND xã Đại Hải")]),
        ("Các đồng chí Phó Chủ tịch UBND tỉnh: Huỳnh Thị Diễm, Vương Quốc Nam.",
         [("Huỳnh Thị Diễm", "Phó Chủ tịch UBND tỉnh"),
          ("Vương Quốc Nam", "Phó Chủ tịch UBND tỉnh")]),
        ("do các bà Lưu Múi, Ông Thị Xiếu đóng góp", [("Lưu Múi", None), ("Ông Thị Xiếu", None)]),
        ("KT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\nVương Quốc Nam", [("Vương Quốc Nam", "PHÓ CHỦ TỊCH")]),
        ("KT. GIÁM ĐỐC\n\nPHÓ GIÁM ĐỐC\n\n(Đã ký)\n\nTRẦN VĂN MƯỜI", [("TRẦN VĂN MƯỜI", "PHÓ GIÁM ĐỐC")]),
        ("PHÓ GIÁM ĐỐC (đã ký)\n\nTrần Văn Mười", [("Trần Văn Mười", "PHÓ GIÁM ĐỐC")]),
        ("Bạn đọc Thạch Sương hỏi; du khách Trần Bình khen.", [("Thạch Sương", None), ("Trần Bình", None)]),
        ("Luật sư Lê Văn Tư thuộc Đoàn Luật sư tỉnh.", [("Lê Văn Tư", None)]),
        ("Chủ tọa là Chủ tịch HĐND tỉnh Phan Thị\nTuyết Nga.",
         [("Phan Thị Tuyết Nga", "Chủ tịch HĐND tỉnh")]),
        ("Bộ trưởng Bộ Thông tin và Truyền thông ông Nguyễn Mạnh Hùng",
         [("Nguyễn Mạnh Hùng", "Bộ trưởng Bộ Thông tin và Truyền thông")]),
        ("ông Lê Doãn Hợp ndash; nguyên Bộ trưởng Bộ Y tế, Nguyễn Minh Hồng ndash; Thứ trưởng Bộ Y tế",
         [("Lê Doãn Hợp", "nguyên Bộ trưởng Bộ Y tế"),
          ("Nguyễn Minh Hồng", "Thứ trưởng Bộ Y tế")]),
        ("Trưởng phòng Công nghệ thông tin Tạ Hồng Quân, Trưởng phòng Tài nguyên và Môi trường Đỗ Minh Châu dự.",
         [("Tạ Hồng Quân", "Trưởng phòng Công nghệ thông tin"),
          ("Đỗ Minh Châu", "Trưởng phòng Tài nguyên và Môi trường")]),
        ("Chi cục trưởng Chi cục Thủy sản Đồ Văn Út và Bí thư Đoàn xã Giàng A Páo.",
         [("Đồ Văn Út", "Chi cục trưởng Chi cục Thủy sản"), ("Giàng A Páo", "Bí thư Đoàn xã")]),
        ("Bà H’Hen Niê, Bí thư Đảng ủy xã Ea H'leo; ông K’Brêm; già làng Y Bhem Mlô.",
         [("H’Hen Niê", "Bí thư Đảng ủy xã Ea H'leo"), ("K’Brêm", None), ("Y Bhem Mlô", None)]),
    ],
)  # fmt: skip
def test_persons_and_offices(text: str, found: list[tuple[str, str | None]]) -> None:
    assert persons(text) == found
    assert persons(unicodedata.normalize("NFD", text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Đường Nguyễn Chí Thanh, Trường THPT Hoàng Diệu, giải thưởng Lý Tự Trọng, xã Hồ Đắc Kiện.",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh huyện Trần Đề.",
        "Tin, ảnh: Mỹ Duyên - Xuân Trường",
        "Học bổng Vừ A Dính, cúp Trần Hữu Bảy, tượng Lê Hồng Tám.",
        "Trường Trung học Lê Hồng Tám.",
        "Đồng chí Phó Trưởng Ban Tuyên giáo Tỉnh ủy dự họp.",
        "Đoàn Hà Nội và Sở Y tế tỉnh Kiên Giang, châu Á - Thái Bình Dương.",
    ],
)
def test_names_of_streets_schools_and_units_are_no_persons(text: str) -> None:
    assert persons(text) == []


def test_an_office_of_one_naming_serves_where_another_tells_none() -> None:
    text = "Ông Quách Văn Tường nói. Bà Trác Thị Loan dự. Ông Quách Văn Tường, Bí thư Huyện ủy, kết luận."
    assert persons(text) == [("Quách Văn Tường", "Bí thư Huyện ủy"), ("Trác Thị Loan", None)]


def test_places_of_one_name_are_told_apart_by_the_unit_above() -> None:
    named = mentions(
        "Phường 2, thị xã Ngã Năm; xã Liêu Tú của huyện Trần Đề; huyện Châu Thành, tỉnh Hậu Giang."
    )
    assert [(m.name, m.within) for m in named if m.kind == "place"] == [
        ("Phường 2", "thị xã Ngã Năm"),
        ("thị xã Ngã Năm", None),
        ("xã Liêu Tú", "huyện Trần Đề"),
        ("huyện Trần Đề", None),
        ("huyện Châu Thành", "tỉnh Hậu Giang"),
        ("tỉnh Hậu Giang", None),
    ]


def test_numbers_that_end_the_names_of_communes_are_part_of_them() -> None:
    text = "Đoàn thăm xã An Thạnh 2, xã Hòa Tú 1 và xã Đại Ân 2; xã Vĩnh Lợi 12 hộ được nhận quà."
    assert {m.name: m.within for m in mentions(text) if m.kind == "place"} == {
        "xã An Thạnh 2": "huyện Cù Lao Dung",
        "xã Hòa Tú 1": "huyện Mỹ Xuyên",
        "xã Đại Ân 2": "huyện Trần Đề",
        "xã Vĩnh Lợi": "huyện Thạnh Trị",
    }


def test_a_broken_sign_ends_a_name() -> None:
    text = "Căn cứ Luật Phá sản&hellip; và &ldquo;Luật Cạnh tranh&rdquo;&nbsp;do Quốc hội ban hành."
    assert [c.text for c in citations(text)] == ["Luật Phá sản", "Luật Cạnh tranh"]


def test_organisations_end_where_their_names_end() -> None:
    text = (
        "Sở Nông nghiệp và Phát triển nông thôn phối hợp Hội Chữ thập đỏ huyện Thạnh Trị; UBND tỉnh yêu cầu."
    )
    assert [m.name for m in mentions(text) if m.kind == "organisation"] == [
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Hội Chữ thập đỏ huyện Thạnh Trị",
        "UBND tỉnh",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "ông ", "Chủ tịch, ", "Nguyễn Văn A và ", "1/A-", "1/QĐ-UBND, ", "điều 1, ", "điểm a, ", "Quyết định số ",
        "xã A, ", "- ", "NGUYỄN ", "Sở Y tế và ", "của Sở ", ",", "Luật Đất đai, ", "1/", "Ban ", "các huyện A, ",
        "ông Trần Văn An giữ chức ", "\n", "a\u0301", "Luật sửa đổi của ", "UBND tỉnh ban hành Quyết định số 1/QĐ-A ",
    ],
)  # fmt: skip
def test_hostile_texts_take_time_in_proportion_to_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        citations(text)
        mentions(text)
        return time.process_time() - start

    assert seconds(32_000) < 6 * seconds(8_000) + 0.3


def test_no_text_is_too_long_for_a_number() -> None:
    start = time.process_time()
    assert citations("Công văn số 1/" + "A" * 100_000 + "ô") == ()
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Lãnh đạo huyện Mỹ Xuyên, huyện Mỹ Tú dự.", {"huyện Mỹ Xuyên": None, "huyện Mỹ Tú": None}),
        ("Dự có tỉnh Sóc Trăng, thành phố Cần Thơ.", {"tỉnh Sóc Trăng": None, "thành phố Cần Thơ": None}),
        ("Ở quận Ninh Kiều, thành phố Cần Thơ.", {"quận Ninh Kiều": "thành phố Cần Thơ"}),
        ("Ở huyện Mỹ Tú, thành phố Sóc Trăng.", {"huyện Mỹ Tú": None, "thành phố Sóc Trăng": None}),
        (
            "Ở xã Bình Minh, xã An Thái và xã An Hữu, huyện Cái Bè, tỉnh Tiền Giang.",
            {
                **dict.fromkeys(("xã Bình Minh", "xã An Thái", "xã An Hữu"), "huyện Cái Bè"),
                "huyện Cái Bè": "tỉnh Tiền Giang",
            },
        ),
        (
            "Tại thị trấn Kế Sách và xã Thạnh Phú, huyện Mỹ Xuyên.",
            {"thị trấn Kế Sách": "huyện Kế Sách", "xã Thạnh Phú": "huyện Mỹ Xuyên"},
        ),
    ],
)
def test_a_unit_is_in_one_of_a_higher_level_alone(text: str, within: dict[str, str | None]) -> None:
    found = {each.name: each.within for each in mentions(text) if each.kind == "place"}
    assert {name: found[name] for name in within} == within
