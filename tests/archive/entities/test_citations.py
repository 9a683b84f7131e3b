"""Documents are read as people here write them, and told apart from other numbers."""

from __future__ import annotations

import pytest

from archive.entities import citations


def one(text: str):
    (found,) = citations(text)
    return found


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Nghị quyết số 12-NQ/ÐUCA", "12-NQ/ĐUCA"),
        ("Chỉ thị 11/СТ-ВСА", "11/CT-BCA"),
        ("Kế hoạch số 318/KH–CATX", "318/KH-CATX"),
        ("Kế hoạch số 134/ KH- UBND", "134/KH-UBND"),
        ("KẾ HOẠCH SỐ 90/KH-BCA-V01", "90/KH-BCA-V01"),
        ("Nghị quyết số 1668/NQ-UBTVQH15", "1668/NQ-UBTVQH15"),
        ("Luật Đấu thầu số 22/2023/QH15", "22/2023/QH15"),
        ("Thông tư 131/2011/TTLT-BTC-BKH&ĐT", "131/2011/TTLT-BTC-BKH&ĐT"),
        ("Chương trình hành động số 23-CTr/TU", "23-CTr/TU"),
    ],
)
def test_a_number_has_one_spelling(written: str, number: str) -> None:
    found = one(f"Theo {written}.")
    assert (found.text, found.number) == (written, number)


@pytest.mark.parametrize(
    "text",
    [
        "Từ ngày 10-20/10, giống ST25/RVT chiếm 70%; độ mặn 2,4 g/l, xe 83P3-456.78.",
        "Điện thoại 02993.820/112, băng tần 54-68MHz, năm học 2024-2025.",
        "Hợp đồng số 19/2024/HĐ-XD được ký.",
        "Vắc xin lô số 0123/VX-24, tài khoản số 33/AB-CD, mã số 7/VX-DD.",
        "Theo quy định của pháp luật Việt Nam, luật sư và Luật gia tỉnh.",
        "Ban chỉ đạo 389/TP họp.",
    ],
)
def test_other_numbers_and_words_are_no_documents(text: str) -> None:
    assert citations(text) == ()


@pytest.mark.parametrize(
    ("text", "date", "issuer"),
    [
        ("Quyết định số 5/QĐ-UBND ngày 08 tháng 12 năm 2023 của UBND tỉnh về quỹ đất.", "2023-12-08", "UBND tỉnh"),
        ("Quyết định số 5/QĐ-TTg của Chính phủ ban hành ngày 27/12/2011.", "2011-12-27", "Chính phủ"),
        ("Ngày 26/12/2013, HĐND tỉnh đã ban hành Nghị quyết số 5/NQ-HĐND.", "2013-12-26", "HĐND tỉnh"),
        ("Chỉ thị số 5-CT/TW ngày 31/02/2018 của Ban Bí thư khóa X.", None, "Ban Bí thư khóa X"),
        ("Quyết định số 901/QĐ-UBND năm 2019.", None, None),
    ],
)  # fmt: skip
def test_date_and_issuer_are_told_before_or_after(text: str, date: str | None, issuer: str | None) -> None:
    found = one(text)
    assert (found.date, found.issuer) == (date, issuer)


def test_an_enumeration_shares_its_kind_and_its_issuer() -> None:
    found = citations("Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày 25/10/2017 của Trung ương Đảng.")
    assert [(c.number, c.kind, c.issuer) for c in found] == [
        ("18-NQ/TW", "Nghị quyết", "Trung ương Đảng"),
        ("19-NQ/TW", "Nghị quyết", "Trung ương Đảng"),
    ]


def test_laws_are_known_by_title_and_year() -> None:
    found = citations(
        "Điều 137 Luật Đất đai năm 2024 thay Luật Đất đai 2013; khoản 1 Điều 173 Bộ luật Hình sự."
    )
    assert [(c.text, c.kind, c.provisions) for c in found] == [
        ("Luật Đất đai năm 2024", "Luật", ("Điều 137",)),
        ("Luật Đất đai 2013", "Luật", ()),
        ("Bộ luật Hình sự", "Bộ luật", ("khoản 1 Điều 173",)),
    ]


def test_one_document_is_one_however_often_named() -> None:
    found = one(
        "Nghị định 5/2020/NĐ-CP. Điều 7 Nghị định số 05/2020/NĐ-CP ngày 3/2/2020 của Chính phủ về bưu chính."
    )
    assert (found.text, found.date, found.issuer, found.title, found.provisions) == (
        "Nghị định 5/2020/NĐ-CP", "2020-02-03", "Chính phủ", "về bưu chính", ("Điều 7",),
    )  # fmt: skip
