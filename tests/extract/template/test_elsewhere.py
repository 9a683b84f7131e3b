"""What a page has elsewhere than other pages of its template, or says in another way."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from tests.extract.induction.test_places_of_their_own import page, paragraphs
from tests.support.portal_pages import DEEDS, PLACES, WHENS, Skin, Story, framed, learned, stories


def read(skin: Skin, *changes: tuple[str, str]):
    """The last story in `skin`, with changes to its markup, by the template of those before."""
    *told, last = stories(17)
    html = skin(last, 77)
    for before, now in changes:
        assert before in html
        html = html.replace(before, now)
    found = read_page(html.encode(), last.url, portal="soctrang", template=learned(skin, told))
    assert found.article is not None and found.template is not None
    return last, found.article


def test_a_unit_that_signs_at_no_place_is_read():
    _, found = read(
        page, ('<div class="oth">', '<p align="right"><b>Phòng Nội chính</b></p><div class="oth">')
    )
    assert found.department == "Phòng Nội chính"


def test_the_date_is_read_at_its_place_without_its_label():
    story, found = read(page, ("Spolt: ", ""))
    assert found.published_at == story.date


def test_a_longer_text_at_a_nameless_place_like_that_of_the_text_is_another():
    def skin(story: Story, request: int) -> str:
        day = "/".join(reversed(story.date.split("-")))
        text = f"<div><div>{paragraphs(story)}</div></div>"
        said = f"<div><div>{story.paragraphs[0][:50]} lo</div></div>"
        return framed(story, request, f"<h1>{story.title}</h1><div>Spolt: {day}</div>{text}{said}")

    reader = f"<div><div>{'Một câu khác của bạn đọc viết rất dài. ' * 20}</div></div>"
    story, found = read(skin, (" lo</div></div>", f" lo</div></div>{reader}"))
    assert list(found.body) == story.paragraphs


def test_of_two_dates_under_other_numbers_the_first_counts():
    def skin(story: Story, request: int) -> str:
        day = "/".join(reversed(story.date.split("-")))
        above = "<div></div>" * (story.n % 3 if story.n < 16 else 4)
        return framed(
            story,
            request,
            f"<h1>{story.title}</h1>{above}<div>{day}</div><article>{paragraphs(story)}</article>",
        )

    story, found = read(skin, ("</div><article>", "</div><div>01/02/2020</div><article>"))
    assert found.published_at == story.date


def test_a_page_whose_title_stands_elsewhere_is_read_cold():
    *told, last = stories(17)
    html = page(last, 77).replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    found = read_page(html.encode(), last.url, portal="soctrang", template=learned(page, told))
    assert found.template is None and found.article is not None and found.article.title == last.title


def test_a_summary_under_another_number_is_read():
    def skin(story: Story, request: int) -> str:
        first, *others = story.paragraphs
        above = "<div><b></b></div>" * (0 if story.n < 16 else 4)
        text = "".join(f"<p>{each}</p>" for each in others)
        summary = f"{above}<div><i>{first}</i></div>"
        return framed(story, request, f"<h1>{story.title}</h1>{summary}<article>{text}</article>")

    story, found = read(skin)
    assert [found.summary, *found.body] == story.paragraphs


def test_a_text_under_another_number_is_read():
    def skin(story: Story, request: int) -> str:
        above = "<div><b></b></div>" * (0 if story.n < 16 else 3)
        return framed(story, request, f"<h1>{story.title}</h1>{above}<div>{paragraphs(story)}</div>")

    story, found = read(skin)
    assert list(found.body) == story.paragraphs


def test_a_name_under_another_number_is_read():
    def skin(story: Story, request: int) -> str:
        above = "<div></div>" * (story.n % 3 if story.n < 16 else 4)
        name = f"<h1>{story.title}</h1>{above}<div>{story.author}</div>"
        return framed(story, request, f"{name}<article>{paragraphs(story)}</article>")

    story, found = read(skin)
    assert found.author == story.author


def test_what_is_below_every_lead_picture_is_no_caption():
    def skin(story: Story, request: int) -> str:
        day = "/".join(reversed(story.date.split("-")))
        lead = f'<div class="ld"><img src="/anh/{story.n}.jpg"><p>Klum vrek</p></div>'
        meta = f'<div class="day">Spolt: {day}</div>'
        main = f'<h1>{story.title}</h1>{meta}{lead}<div class="bod">{paragraphs(story)}</div>'
        return framed(story, request, main)

    story, found = read(skin)
    assert (found.captions, len(found.images), list(found.body)) == ((), 1, story.paragraphs)


def test_what_is_below_the_lead_picture_is_its_caption_and_the_date_is_none():
    def skin(story: Story, request: int) -> str:
        day = "/".join(reversed(story.date.split("-")))
        said = f"Tại {PLACES[story.n % 7]} {WHENS[story.n % 8]}, bà con đã {DEEDS[story.n % 5]}."
        lead = f'<div class="ld"><img src="/anh/{story.n}.jpg"><p>{said}</p><p class="day">{day}</p></div>'
        return framed(
            story, request, f'<h1>{story.title}</h1>{lead}<div class="bod">{paragraphs(story)}</div>'
        )

    story, found = read(skin)
    said = [each.text for each in found.captions]
    assert [each.split(",")[0] for each in said] == [f"Tại {PLACES[story.n % 7]} {WHENS[story.n % 8]}"]
    assert (found.published_at, list(found.body)) == (story.date, story.paragraphs)


OTHER = (
    '<a href="/ubnd-stg/1290/31000/63000/380099/tin-tuc/khac-99.aspx">Xã An Mỹ nâng cấp tuyến đường số 99</a>'
)
BOX = f"<ul><li>{OTHER}<p>Một câu kể thêm về tin này</p></li><li>{OTHER.replace('99', '98')}</li></ul>"


def test_a_sentence_above_a_link_is_text():
    said = "Đoàn cũng đã đến thăm nhiều hộ dân ở hai bên bờ kênh mới và trao quà."
    within = f"<div><p>{said}</p><p>{OTHER}</p></div>"
    story, found = read(page, ('</div><div class="oth">', f'{within}</div><div class="oth">'))
    assert list(found.body) == [*story.paragraphs, said]


def test_a_category_is_spelled_as_it_stands_at_its_place():
    def skin(story: Story, request: int) -> str:
        name, path = (("Tin tức", "63000/tin-tuc"), ("Văn hóa", "63001/van-hoa"))[story.n % 2]
        place = f'<div class="ct"><a href="/ubnd-stg/1290/31000/{path}/">{name}</a></div>'
        return page(story, request, head=place)

    _, found = read(skin, ('<div class="slog">', '<p>Tin Tức</p><div class="slog">'))
    assert found.category == "Tin tức"


@pytest.mark.parametrize(
    "within",
    [
        f"<p>Đọc thêm:</p><p>{OTHER}</p>",
        f"<div><p>Đọc thêm tin khác</p><p>{OTHER}</p></div>",
        f"<div><h4>Tin liên quan</h4>{BOX}</div>",
    ],
    ids=["what introduces a link", "the heading over a link", "a box of teasers"],
)
def test_other_articles_within_the_text_are_none_of_it(within):
    story, found = read(page, ('</div><div class="oth">', f'{within}</div><div class="oth">'))
    assert list(found.body) == story.paragraphs


def test_a_link_with_its_day_is_no_source():
    link = '<div><a href="https://khac.vn/x">Theo chân cán bộ về xã vùng cao</a> (05/09/2024)</div>'
    story, found = read(page, ('<div class="oth">', f'{link}<div class="oth">'))
    assert found.source is None and list(found.body) == story.paragraphs
