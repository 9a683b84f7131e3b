"""Text in legacy fonts is recognised and converted; Unicode text is left alone."""

import json

import pytest

from crawler.extract import read_page
from crawler.extract.document import legacy_fonts
from tests.support.places import PAGES

SENTENCE = "Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết, phường Mỹ Xuyên, ngữ cảnh lẫn lộn, ẩn hiện, tỷ lệ"
TCVN3 = {letter: shown for shown, letter in legacy_fonts._TCVN3.items()}
VNI = {letter: shown for shown, letter in legacy_fonts._VNI.items()}
VISCII = {letter: shown for shown, letter in legacy_fonts._VISCII_SHOWN.items() if shown != "\ufffd"}


def written(text, table):
    return "".join(table.get(letter, table.get(letter.lower(), letter)) for letter in text)


@pytest.mark.parametrize(
    ("shown", "name", "meant"),
    [
        ("Phßng Néi chÝnh", "TCVN3", "Phòng Nội chính"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "TCVN3", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Phoøng Noäi chính", "VNI", "Phòng Nội chính"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "VNI", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("Phòng Nµi chính", "VISCII", "Phòng Nội chính"),
    ],
)
def test_converted(shown, name, meant):
    assert legacy_fonts.converted(shown, name) == meant


@pytest.mark.parametrize(("name", "table"), [("TCVN3", TCVN3), ("VNI", VNI), ("VISCII", VISCII)])
def test_a_page_is_recognised_by_its_words(name, table):
    title, text = written("Họp giao ban tháng tám", table), written(SENTENCE.lower() + ".", table)
    body = f"<div><h1>{title}</h1><p>{text}</p><p>{text}</p><p>{written('Phòng Nội chính', table)}</p></div>"
    page = read_page(f"<html><body>{body}</body></html>".encode(), "https://a.gov.vn/s/1/2/3/400000/c/t.aspx")
    assert page.article is not None
    assert page.article.title == "Họp giao ban tháng tám"
    assert page.article.body == (SENTENCE.lower() + ".",) * 2
    assert page.problems == (f"letters: {name} text was converted",)


def test_unicode_pages_are_left_alone():
    for path in PAGES.glob("*.html"):
        url = json.loads(path.with_suffix(".json").read_text("utf-8"))["url"]
        assert not any(
            problem.startswith("letters:") for problem in read_page(path.read_bytes(), url).problems
        )


def test_soft_hyphens_and_signs_in_unicode_text_are_no_legacy():
    """Zero-width litter stands where TCVN3 has its ư, and units where it has other letters."""
    text = "".join(letter + "\u00ad" * (number % 3 == 0) for number, letter in enumerate(SENTENCE.lower()))
    signs = "Diện tích 5m², 10m³, 37°C, 5µg, dài 3½m, x²y³, góc 45°, no1º; "
    body = f"<h1>Họp giao ban tháng tám</h1><p>{text}</p><p>{signs * 4}</p>"
    page = read_page(f"<html><body>{body}</body></html>".encode(), "https://a.gov.vn/s/1/2/3/400000/c/t.aspx")
    assert page.article is not None and page.problems == ()
    assert page.article.body == (SENTENCE.lower(), (signs * 4).strip())


def test_letters_that_no_font_makes_words_of_stay_as_they_are():
    text = "x½y z¾t k¿m n×p q÷r " * 20
    body = f"<h1>Họp giao ban tháng tám</h1><p>{SENTENCE}.</p><p>{text}</p>"
    page = read_page(f"<html><body>{body}</body></html>".encode(), "https://a.gov.vn/s/1/2/3/400000/c/t.aspx")
    assert page.article is not None and page.problems == ()
    assert page.article.body == (f"{SENTENCE}.", text.strip())


def test_a_control_character_beside_doubled_letters_does_not_keep_a_page_from_being_read():
    text = (SENTENCE.lower() + ".").encode().decode("cp1252", "ignore")
    link = '<a href="/x&#3;y">Tin</a>'
    body = f"<h1>Họp giao ban tháng tám</h1><p>{text}&#3;</p><p>{text}</p>{link}"
    page = read_page(f"<html><body>{body}</body></html>".encode(), "https://a.gov.vn/s/1/2/3/400000/c/t.aspx")
    assert not any(problem.startswith("extractor") for problem in page.problems)
