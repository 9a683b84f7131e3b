"""What stands around articles, and beside their date, on the pages of a little portal."""

from collections.abc import Sequence

import pytest

from crawler.extract.induction.learn import learn
from crawler.extract.template.model import Template
from tests.support.portal_pages import (
    DEEDS,
    PERSONS,
    UNITS,
    WHENS,
    Skin,
    Story,
    article_in,
    framed,
    learned,
    sheets,
    stories,
)

FIRST, THEN = "Sở Nội vụ tỉnh Mẫu", "Trung tâm Lưu trữ tỉnh Mẫu"


def text(story: Story) -> str:
    return f'<div class="bod">{"".join(f"<p>{each}</p>" for each in story.paragraphs)}</div>'


def day(story: Story) -> str:
    return "/".join(reversed(story.date.split("-")))


def learned_in_turn(skin: Skin, told: Sequence[Story]) -> tuple[Template, ...]:
    """What is learned from pages that were captured one after the other."""
    found = sheets(skin, told)
    for minute, sheet in enumerate(found):
        sheet.at = f"2026-02-11T01:{minute:02}:00.000Z"
    return learn(found)


def below_all(story: Story, request: int, unit: str) -> str:
    main = f'<div class="art"><h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}</div>'
    foot = f'<div class="con"><p>Frelk drun: {unit}</p></div></body>'
    return framed(story, request, main).replace("</body>", foot)


def test_a_unit_below_all_pages_that_changed_for_all_is_no_department():
    def skin(story: Story, request: int) -> str:
        return below_all(story, request, FIRST if request < 12 else THEN)

    told = stories(24)
    templates = learned_in_turn(skin, told)
    assert article_in(skin, told[3], templates, 3).department is None
    assert article_in(skin, told[20], templates, 20).department is None


def test_units_that_go_by_turns_in_such_a_place_are_departments():
    def skin(story: Story, request: int) -> str:
        return below_all(story, request, FIRST if story.n % 2 else THEN)

    told = stories(24)
    templates = learned_in_turn(skin, told)
    assert article_in(skin, told[3], templates, 3).department == FIRST
    assert article_in(skin, told[20], templates, 20).department == THEN


def test_a_unit_that_goes_by_the_language_of_the_page_is_no_department():
    def skin(story: Story, request: int) -> str:
        language, unit = ("vi", FIRST) if story.n % 3 else ("en", THEN)
        main = f'<h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}'
        page = framed(story, request, main).replace("<html>", f'<html lang="{language}">')
        return page.replace('<div class="mid">', f'<div class="own">{unit}</div><div class="mid">')

    told = stories(24)
    templates = learned(skin, told)
    assert article_in(skin, told[3], templates).department is None
    assert article_in(skin, told[4], templates).department is None


def test_a_date_behind_the_title_in_an_element_of_its_own_is_the_date():
    def skin(story: Story, request: int) -> str:
        title = f'<div class="hd">{story.title} <font size="1">({day(story)} 07:45)</font></div>'
        return framed(story, request, f"{title}{text(story)}")

    told = stories(20)
    templates = learned(skin, told[:16])
    read = article_in(skin, told[18], templates)
    assert (read.title, read.published_at) == (told[18].title, f"{told[18].date}T07:45")


def test_a_name_beside_the_date_is_told_where_few_articles_have_one():
    def skin(story: Story, request: int) -> str:
        name = {0: PERSONS[story.n // 5 % 5], 1: UNITS[story.n % 4]}.get(story.n % 5)
        chip = f'<span class="chip">{name}</span>' if name else ""
        facts = f'<div class="day"><span class="when">{day(story)}, 07:45</span>{chip}</div>'
        return framed(story, request, f"<h1>{story.title}</h1>{facts}{text(story)}")

    told = stories(30)
    templates = learned(skin, told[:25])
    assert article_in(skin, told[25], templates).author == PERSONS[0]
    assert article_in(skin, told[26], templates).department == UNITS[2]


@pytest.mark.parametrize(
    ("fact", "field", "value"),
    [
        ("Source: Mekong Daily", "source", "Mekong Daily"),
        ("Author: Thanh Mai", "author", "Thanh Mai"),
        ("Department: Tourism Promotion Centre", "department", "Tourism Promotion Centre"),
    ],
)
def test_a_label_of_another_language_tells_even_what_is_the_same_on_all_pages_that_have_it(
    fact, field, value
):
    def skin(story: Story, request: int) -> str:
        said = fact if story.n % 7 == 0 else f"Glorp: {DEEDS[story.n % 7]} {WHENS[story.n % 8]}"
        foot = f'<div class="src">{said}</div>'
        main = f'<div class="art"><h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}{foot}</div>'
        return framed(story, request, main)

    told = stories(21)
    templates = learned(skin, told)
    assert getattr(article_in(skin, told[7], templates), field) == value


def test_a_source_without_a_place_of_its_own_is_no_department():
    def skin(story: Story, request: int) -> str:
        foot = '<div class="src">Theo Báo Mẫu Sơn</div>' if story.n == 20 else ""
        main = f'<div class="art"><h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}{foot}</div>'
        return framed(story, request, main)

    told = stories(21)
    read = article_in(skin, told[20], learned(skin, told[:20]))
    assert (read.source, read.department) == ("Báo Mẫu Sơn", None)


def test_editors_named_beside_the_date_and_below_the_text_are_told_once():
    def skin(story: Story, request: int) -> str:
        name = "Ban Biên tập" if story.n == 20 else story.author
        facts = f'<div class="day">{day(story)} | Tác giả: {name}</div>'
        return framed(story, request, f"<h1>{story.title}</h1>{facts}{text(story)}<p><b>{name}</b></p>")

    told = stories(21)
    read = article_in(skin, told[20], learned(skin, told[:20]))
    assert (read.author, read.department) == ("Ban Biên tập", None)


@pytest.mark.parametrize("name", ["PV", "Ban Biên tập"])
def test_who_writes_without_a_name_is_an_author_where_authors_stand(name):
    def skin(story: Story, request: int) -> str:
        author = name if story.n == 20 else story.author
        main = f'<h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}<p class="who">{author}</p>'
        return framed(story, request, main)

    told = stories(21)
    read = article_in(skin, told[20], learned(skin, told[:20]))
    assert (read.author, read.department) == (name, None)


def test_persons_who_write_much_are_linked_as_no_menu_links_categories():
    def skin(story: Story, request: int) -> str:
        name = story.author
        link = f'<a href="/ubnd-stg/1290/31000/{64000 + story.n % 5}/nguoi-viet/">{name}</a>'
        filed = '<div class="cat"><a href="/ubnd-stg/1290/31000/63000/tin-tuc/">Tin tức</a></div>'
        if story.n % 2:
            filed = filed.replace("63000/tin-tuc", "63001/giao-duc").replace("Tin tức", "Giáo dục")
        main = f'{filed}<h1>{story.title}</h1><div class="day">{link} <time>{day(story)}</time></div>{text(story)}'
        menu = '<a href="/ubnd-stg/1290/31000/63001/giao-duc/">Giáo dục</a></div>'
        return framed(story, request, main).replace("Tin tức</a></div>", f"Tin tức</a>{menu}", 1)

    told = stories(24)
    read = article_in(skin, told[21], learned(skin, told[:20]))
    assert (read.author, read.category) == (told[21].author, "Giáo dục")


def test_who_signs_below_the_text_is_an_author_whoever_edits_the_portal():
    def skin(story: Story, request: int) -> str:
        editor = PERSONS[4] if request < 12 else PERSONS[3]
        signed = f'<p class="who">{PERSONS[story.n // 2 % 3]}</p>' if story.n % 2 else ""
        main = f'<div class="art"><h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}{signed}</div>'
        return framed(story, request, main).replace("Skunz: 12 Hùng Vương", f"Skunz: {editor}")

    told = stories(24)
    templates = learned_in_turn(skin, told)
    assert article_in(skin, told[21], templates).author == PERSONS[1]
    assert article_in(skin, told[22], templates).author is None


def test_a_unit_behind_the_link_of_the_category_is_a_value_of_its_own():
    def skin(story: Story, request: int) -> str:
        filed = '<a href="/ubnd-stg/1290/31000/63000/tin-tuc/">Tin tức</a>'
        if story.n % 3:
            filed = filed.replace("63000/tin-tuc", "63001/kinh-te").replace("Tin tức", "Kinh tế")
        path = f'<div class="way"><a href="/">GLORP</a> / {filed} <em>{story.department}</em></div>'
        return framed(
            story, request, f'{path}<h1>{story.title}</h1><div class="day">{day(story)}</div>{text(story)}'
        )

    told = stories(24)
    read = article_in(skin, told[22], learned(skin, told[:20]))
    assert (read.category, read.department) == ("Kinh tế", told[22].department)


def test_the_heading_above_links_to_others_signs_nothing():
    def skin(story: Story, request: int) -> str:
        links = "".join(
            f'<a href="/ubnd-stg/1290/31000/63000/{381000 + n}/tin-tuc/khac-{n}.aspx">Xã An Mỹ nâng cấp đường {n}</a>'
            for n in range(story.n, story.n + 3)
        )
        box = f'<div class="rel"><h3>UBND HUYỆN</h3>{links}</div>' if story.n == 20 else ""
        return framed(
            story, request, f'<h1>{story.title}</h1><div class="day">{day(story)}</div>{box}{text(story)}'
        )

    told = stories(21)
    assert article_in(skin, told[20], learned(skin, told[:20])).department is None
