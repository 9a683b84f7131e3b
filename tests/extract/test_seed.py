"""The seed article in two skins and every spelling of its letters: the same to the character."""

import html
import json
import re
import unicodedata

import pytest

from crawler.extract import read_page
from tests.support.places import PAGES

SKINS = ("seed-tables", "seed-divs")


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def half_decomposed(text):
    """Every other word decomposed, as after a paste into a composed page."""
    words = re.split(r"(\s+)", text)
    return "".join(decomposed(word) if number % 4 == 0 else word for number, word in enumerate(words))


def entities_with_marks(text):
    """``&ocirc;`` + combining grave for ồ, as editors paste it."""

    def spelled(match):
        letter = match.group()
        base = unicodedata.normalize("NFD", letter)
        shape = unicodedata.normalize("NFC", base[:2])
        name = html.entities.codepoint2name.get(ord(shape[0]))
        return letter if name is None or len(shape) != 1 else f"&{name};{base[2:]}"

    return re.sub("[ấầẩẫậếềểễệốồổỗộ]", spelled, text)


def numeric_entities(text):
    return re.sub("[^\x00-\x7f]", lambda match: f"&#{ord(match.group())};", text)


def zero_width(text):
    return re.sub(
        r"(?<=[a-zà-ỹ])(?=[a-zà-ỹ\u0300-\u036f])", lambda match: "\u200b\u00ad\ufeff"[match.start() % 3], text
    )


def mixed(text):
    return entities_with_marks(zero_width(half_decomposed(text)))


SPELLINGS = [decomposed, half_decomposed, entities_with_marks, numeric_entities, zero_width, mixed]


def shown(name):
    """The page's markup cut at tags, addresses and entities, which no editor spells differently."""
    return re.split(r"(<[^>]*>|\S*=\S*|&#?\w+;)", (PAGES / f"{name}.html").read_text("utf-8"))


def read(name, payload, **options):
    expected = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    page = read_page(payload, expected["url"], **options).as_dict()
    page["article"].pop("body_html")
    return page, expected["page"]


@pytest.mark.parametrize("name", SKINS)
def test_both_skins_say_the_same(name):
    article = json.loads((PAGES / f"{name}.json").read_text("utf-8"))["page"]["article"]
    assert len(article["body"]) == 7
    assert article["body"][0].startswith(
        "Ngày 27/8/2024, Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết 02 năm"
    )
    assert article["body"][6].startswith("Nhân dịp này, đồng chí Phó Bí thư Thường trực Tỉnh ủy")
    assert article["body"][6].endswith("có thành tích xuất sắc trong thực hiện nhiệm vụ./.")
    assert [caption["text"][:22] for caption in article["captions"]] == [
        "Đồng chí Hồ Thị Cẩm Đà",
        "Đồng chí Trần Văn Lâu ",
        "Đại tá Bùi Quốc Khánh ",
    ]
    assert (article["department"], article["author"]) == ("Phòng Nội chính", None)


@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda spelling: spelling.__name__)
@pytest.mark.parametrize("name", SKINS)
def test_letters_may_be_spelled_in_any_way(name, spelling):
    parts = shown(name)
    markup = "".join(part if number % 2 else spelling(part) for number, part in enumerate(parts))
    assert markup != "".join(parts)
    page, expected = read(name, markup.encode())
    assert page == expected


@pytest.mark.parametrize(
    ("charset", "header"),
    [
        ("", None),
        ("windows-1258", None),
        ("iso-8859-1", None),
        ("utf-8", "text/html; charset=ISO-8859-1"),
        ("nonsense", "text/html; charset=nonsense"),
    ],
)
def test_a_missing_or_wrong_charset_does_no_harm(charset, header):
    markup = (PAGES / "seed-tables.html").read_text("utf-8").replace("charset=utf-8", f"charset={charset}")
    page, expected = read("seed-tables", markup.encode(), content_type=header)
    assert page == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_and_marks(encoding):
    markup = (PAGES / "seed-tables.html").read_text("utf-8")
    page, expected = read("seed-tables", markup.encode(encoding))
    assert page == expected


@pytest.mark.parametrize("start", ["<html", "<h1"])
@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
def test_letters_that_were_encoded_twice_are_read_as_one(start, taken_for):
    markup = (PAGES / "seed-tables.html").read_text("utf-8")
    whole, twice = markup[: (cut := markup.find(start) % len(markup))], markup[cut:]
    letters = (bytes([code]).decode(taken_for, "ignore") or chr(code) for code in twice.encode())
    page, expected = read("seed-tables", (whole + "".join(letters)).encode())
    page["problems"] = [problem for problem in page["problems"] if "UTF-8 twice" not in problem]
    assert page == expected


def test_a_page_that_really_is_windows_1258():
    markup = (PAGES / "seed-tables.html").read_text("utf-8").replace("charset=utf-8", "charset=windows-1258")
    payload = markup.encode("windows-1258", "xmlcharrefreplace")
    with pytest.raises(UnicodeDecodeError):
        payload.decode()
    page, expected = read("seed-tables", payload)
    page["article"]["images"] = expected["article"]["images"]  # the letters of addresses come out composed
    for caption, told in zip(page["article"]["captions"], expected["article"]["captions"], strict=True):
        assert caption["text"] == told["text"]
    assert page["article"]["body"] == expected["article"]["body"]
    assert page["article"]["title"] == expected["article"]["title"]
    assert page["contact"] == expected["contact"]


def test_a_few_broken_bytes_cost_a_few_letters_and_are_told():
    payload = (
        (PAGES / "seed-tables.html").read_bytes().replace("đồng chí Phó".encode(), b"\xc4ng ch\xff Ph", 1)
    )
    page, expected = read("seed-tables", payload)
    assert page["article"]["body"][:6] == expected["article"]["body"][:6]
    assert any(problem.startswith("encoding:") for problem in page["problems"])
