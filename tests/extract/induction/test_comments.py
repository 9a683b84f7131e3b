"""What readers say below articles, on the pages of a little portal: it is no text, and nobody of them is an author."""

from __future__ import annotations

import pytest

from archive.model import Article
from crawler.extract.induction.learn import learn
from tests.support.portal_pages import PERSONS, WHENS, Skin, Story, article_in, framed, sheets, stories

SHORT = "Rất hay, cảm ơn {n} lần cho bài viết về các hộ."
LONG = (
    "Tôi thấy chương trình này rất thiết thực với bà con, mong {when} tỉnh tiếp tục mở rộng ra các xã vùng sâu,"
    " số {n}."
)
ONE_BOX = "<div>{}</div>"
FORMS = {
    "a box for each": ("<div><p>{name} - {at}</p><p>{said}</p></div>", "{}"),
    "rows of one box": ("<p>{name} - {at}</p><p>{said}</p>", ONE_BOX),
    "names in bold": ("<div><b>{name}</b> <i>{at}</i><p>{said}</p></div>", ONE_BOX),
    "one line for each": ("<p><b>{name}</b> ({at}): {said}</p>", ONE_BOX),
    "days below the names": ("<div><p>{name}</p><p>{at}</p><p>{said}</p></div>", "{}"),
}


def comments(story: Story, form: str, wordings: tuple[str, ...]) -> str:
    """What two readers say about a story."""
    each, around = FORMS[form]
    said = ""
    for k in range(2):
        n = story.n * 5 + k
        name, at = PERSONS[(n * 2 + k) % 5], f"0{n % 9}:1{n % 6} {n % 27 + 1:02}/{n % 12 + 1:02}/2024"
        text = wordings[k % len(wordings)].format(n=n * 13 + 7, when=WHENS[(n + k) % 8])
        said += each.format(name=name, at=at, said=text)
    return around.format(said)


def page(story: Story, text: str, request: int, below: str) -> str:
    """A page whose elements have no names, so that a box above the text moves all below it by a number."""
    box = "<div><p>Zlorp</p></div>" if story.n % 4 == 0 else ""
    day = "/".join(reversed(story.date.split("-")))
    main = f"<div><h1>{story.title}</h1><div>{day}</div>{box}<div>{text}</div>{below}</div>"
    return framed(story, request, main)


def article(skin: Skin, story: Story, told: list[Story]) -> Article:
    return article_in(skin, story, learn(sheets(skin, told, twice=12)))


@pytest.mark.parametrize("wordings", [(SHORT,), (LONG,), (SHORT, LONG)], ids=["short", "long", "both"])
@pytest.mark.parametrize("form", FORMS)
def test_an_article_that_is_but_a_picture_keeps_it_and_takes_no_comment_for_its_text(form, wordings):
    def skin(story: Story, request: int) -> str:
        is_picture = story.n in (5, 12, 19, 29)
        said = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        text = f'<p><img src="/anh/{story.n}.jpg"></p>' if is_picture else said
        has_comments = story.n % 4 == 1
        return page(story, text, request, comments(story, form, wordings) if has_comments else "")

    *told, story = stories(30)
    read = article(skin, story, told)
    assert read.images == ("https://soctrang.gov.vn/anh/29.jpg",)
    assert (read.body, read.author) == ((), None)


@pytest.mark.parametrize("form", FORMS)
def test_an_article_keeps_its_text_above_comments_that_are_longer(form):
    def skin(story: Story, request: int) -> str:
        said = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        has_comments = story.n % 4 == 1
        return page(story, said, request, comments(story, form, (LONG,)) * 3 if has_comments else "")

    *told, story = stories(30)
    story.paragraphs = story.paragraphs[:1]
    read = article(skin, story, told)
    assert (list(read.body), read.author) == (story.paragraphs, None)


def test_what_people_ask_on_a_day_is_the_text_of_an_article_of_questions():
    def skin(story: Story, request: int) -> str:
        said = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        asked = comments(story, "one line for each", (LONG,)).removeprefix("<div>").removesuffix("</div>")
        return page(story, asked if story.n in (5, 12, 19, 29) else said, request, "")

    *told, story = stories(30)
    read = article(skin, story, told)
    assert len(read.body) == 2 and read.body[0].startswith(PERSONS[story.n * 10 % 5])
