"""What a page has elsewhere than other pages of its template, or says in another way."""

from __future__ import annotations

from crawler.extract import read_page
from tests.extract.induction.test_places_of_their_own import page, paragraphs
from tests.support.portal_pages import Skin, Story, framed, learned, stories


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
