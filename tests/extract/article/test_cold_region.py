"""The text on pages of skins that nobody knows, with main text libraries beside our own reader."""

import pytest

from crawler.extract import read_page
from crawler.extract.main_text import libraries, votes

ARTICLE = (
    "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/hoat-dong/khanh-thanh-cau-dan-sinh.aspx"
)
NAME = "Khánh thành cầu dân sinh qua kênh Mẫu"
SUMMARY = (
    "Cây cầu nối hai ấp từ lâu là mong mỏi của người dân trong vùng, nay đã hoàn thành đúng kế hoạch đề ra."
)
TEXT = (
    "Sáng nay, địa phương khánh thành cầu dân sinh qua kênh Mẫu trước sự chứng kiến của đông đảo bà con hai bờ.",
    "Công trình dài hai mươi mét, do nhân dân và chính quyền cùng góp vốn xây dựng trong ba tháng mùa khô vừa qua.",
    "Từ nay học sinh không còn phải qua sông bằng đò, nông sản cũng dễ đưa ra chợ hơn trước rất nhiều so với trước.",
    "Đại diện ấp cho biết sẽ vận động trồng thêm cây xanh hai bên đầu cầu và lắp đèn chiếu sáng trong quý tới.",
)
MENU = "".join(
    f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("nuba", "tolemi", "karesa", "dovi")
)
OTHERS = "".join(f'<li><a href="/tin/{n}">Romari posena kulo devita {n}</a></li>' for n in range(6))


def page(top, text, title=NAME):
    return (
        f"<html><head><title>{NAME} | Velora</title></head><body><ul class=nav>{MENU}</ul><main>"
        f"<div class=top><h1>{title}</h1>{top}</div>{text}</main>"
        f"<aside><ul>{OTHERS}</ul></aside></body></html>"
    ).encode()


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def read(top, text, url=ARTICLE, **options):
    found = read_page(page(top, text), url, **options)
    assert found.kind == "article", found
    return found


BESIDE = "<div class=by>Kareso Mudanil</div><div class=tools>Besuro Latika</div>"


def test_a_text_in_a_block_beside_that_of_the_title_is_found():
    found = read(BESIDE, f"<div class=content>{paragraphs(*TEXT)}</div>")
    assert found.article.title == NAME
    assert found.article.body == TEXT


def test_a_box_between_the_blocks_ends_nothing():
    box = f"<section class=more><h3>Pokeri</h3><ul>{OTHERS}</ul></section>"
    assert read(BESIDE + box, f"<div class=content>{paragraphs(*TEXT)}</div>").article.body == TEXT


def test_a_summary_pictures_and_captions_are_kept():
    top = (
        f"{BESIDE}<div class=sapo>{SUMMARY}</div>"
        "<figure><img src=/a.jpg><figcaption>Cầu nhìn từ trên cao</figcaption></figure>"
    )
    figure = "<figure><img src=/b.jpg><figcaption>Bà con qua cầu. Ảnh: Minh Tú</figcaption></figure>"
    article = read(
        top, f"<div class=content>{paragraphs(*TEXT[:2])}{figure}{paragraphs(*TEXT[2:])}</div>"
    ).article
    assert article.summary == SUMMARY
    assert article.body == TEXT
    assert [image.rpartition("/")[2] for image in article.images] == ["a.jpg", "b.jpg"]
    assert [caption.text for caption in article.captions][-1] == "Bà con qua cầu. Ảnh: Minh Tú"


def test_a_caption_in_one_block_with_the_picture_above_the_text_is_read():
    top = f"{BESIDE}<div class=avatar><p><img src=/a.jpg></p><p><i>Cầu nhìn từ trên cao. Ảnh: Minh Tú</i></p></div>"
    article = read(top, f"<div class=content>{paragraphs(*TEXT)}</div>").article
    assert [caption.text for caption in article.captions] == ["Cầu nhìn từ trên cao. Ảnh: Minh Tú"]
    assert article.body == TEXT


def test_a_link_to_another_article_between_paragraphs_is_no_text():
    link = '<p><a href="/tin/77">Romari posena kulo devita taresi mulano</a></p>'
    text = paragraphs(*TEXT[:2]) + link + paragraphs(*TEXT[2:])
    assert read(BESIDE, f"<div class=content>{text}</div>").article.body == TEXT


def test_who_signs_right_below_the_text_is_read():
    signed = '<p style="text-align:right"><strong>Nguyễn Văn Mẫu</strong></p>'
    article = read(BESIDE, f"<div class=content>{paragraphs(*TEXT)}{signed}</div>").article
    assert (article.body, article.author) == (TEXT, "Nguyễn Văn Mẫu")


def test_documents_below_the_text_are_attachments():
    files = '<div class=files><div>Tệp đính kèm</div><div><a href="/a.pdf">Kế hoạch.pdf</a></div></div>'
    article = read(BESIDE, f"<div class=content>{paragraphs(*TEXT)}</div>{files}").article
    assert [attachment.url.rpartition("/")[2] for attachment in article.attachments] == ["a.pdf"]


def test_lines_that_stand_apart_and_that_no_library_takes_are_no_text():
    foreign = "<div class=advert><div>Besuro latika pomeda</div><div>Torilo mekadu sanepo</div></div>"
    article = read("", f"<div class=content>{paragraphs(*TEXT)}</div>{foreign}").article
    assert article.body == TEXT


def test_a_footer_longer_than_the_text_is_not_taken_for_it():
    footer = (
        "<div class=bottom><div>Cơ quan chủ quản: Ủy ban nhân dân huyện Mẫu</div>"
        "<div>Địa chỉ: Số 1 đường Mẫu, thị trấn Mẫu, huyện Mẫu, tỉnh Mẫu</div>"
        "<div>Điện thoại: 0299.1234567, thư điện tử: mau@soctrang.gov.vn</div></div>"
    )
    article = read("", f"<p>Có lịch trực Tết.</p>{footer}").article
    assert article.body == ("Có lịch trực Tết.",)


def test_what_only_one_side_takes_for_text_is_doubtful(monkeypatch):
    monkeypatch.setattr(votes, "LIBRARIES", tuple((n, w, lambda _: TEXT[0]) for n, w, _ in votes.LIBRARIES))
    found = read("", f"<div>{paragraphs(*(f'{text} {n}' for n in range(4) for text in TEXT))}</div>")
    assert "body: the extent of the text is doubtful" in found.problems
    assert len(found.article.body) == 16


def test_libraries_that_do_not_agree_overrule_nothing(monkeypatch):
    answers = (" ".join(TEXT), " ".join(TEXT), "")
    libraries = tuple(
        (n, w, lambda _, told=told: told) for (n, w, _), told in zip(votes.LIBRARIES, answers, strict=True)
    )
    monkeypatch.setattr(votes, "LIBRARIES", libraries)
    found = read(BESIDE, f"<div class=content>{paragraphs(*TEXT)}</div>")
    assert TEXT[0] not in found.article.body
    assert "unread: text that no field accounts for" in found.problems


def test_a_page_that_all_understand_has_no_problem():
    assert read("", f"<div>{paragraphs(*TEXT)}</div>").problems == ()


def _never(markup):
    raise AssertionError("a library was asked")


def test_libraries_are_not_asked_about_a_known_portal_whose_text_is_read(monkeypatch):
    asked = []
    monkeypatch.setattr(votes, "ask", lambda library, markup: asked.append(library) or "")
    read("", f"<div>{paragraphs(*TEXT)}</div>", portal="soctrang")
    assert asked == []
    read(BESIDE + f"<nav>{OTHERS}</nav>", f"<div>{paragraphs(*TEXT)}</div>", portal="soctrang")
    assert asked


def test_on_a_known_portal_a_text_that_stayed_unread_is_found():
    box = f"<section class=more><h3>Pokeri</h3><ul>{OTHERS}</ul></section>"
    found = read(BESIDE + box, f"<div class=content>{paragraphs(*TEXT)}</div>", portal="soctrang")
    assert found.article.body == TEXT


@pytest.mark.parametrize("error", [ValueError, RecursionError, AssertionError])
def test_a_library_that_fails_is_passed_over(error, monkeypatch):
    def fails(markup):
        raise error

    rest = votes.LIBRARIES[1:]
    monkeypatch.setattr(votes, "LIBRARIES", (("trafilatura", 2, fails), *rest))
    article = read("", f"<div>{paragraphs(*TEXT)}</div>").article
    assert article.body == TEXT


def test_libraries_are_not_asked_about_a_page_without_end(monkeypatch):
    monkeypatch.setattr(libraries, "trafilatura", _never)
    monkeypatch.setattr(votes, "ask", lambda library, markup: _never(markup))
    long = paragraphs(*TEXT) + "<p>Đoạn.</p>" * 10_000
    assert read("", f"<div>{long}</div>").article.body[: len(TEXT)] == TEXT


FACTS = "<div class=by>05/09/2024 08:15</div><div class=tools>Besuro Latika</div>"


@pytest.mark.parametrize(
    ("top", "text", "published", "body"),
    [
        (FACTS, f"<div class=content>{paragraphs(*TEXT)}</div>", "2024-09-05T08:15", TEXT),
        (
            BESIDE,
            f"<div>05/09/2024 08:15</div><div class=content>{paragraphs(*TEXT)}</div>",
            "2024-09-05T08:15",
            TEXT,
        ),
        (
            BESIDE,
            f"<div class=content>{paragraphs(*TEXT[:2])}<p>{SUMMARY[:50]}</p>{paragraphs(*TEXT[2:])}</div>",
            None,
            (*TEXT[:2], SUMMARY[:50], *TEXT[2:]),
        ),
        (
            BESIDE,
            f"<div class=content>{paragraphs(*TEXT)}<p align=right><b>Hải Yến</b></p></div>",
            None,
            TEXT,
        ),
    ],
    ids=["facts in the block of the title", "facts between", "a short paragraph", "a name below"],
)
def test_what_stands_around_the_text_of_an_unknown_skin(top, text, published, body):
    article = read(top, text).article
    assert (article.published_at, article.body) == (published, body)
