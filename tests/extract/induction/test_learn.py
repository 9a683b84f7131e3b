"""Templates learned from the pages of a little portal whose labels stand in no list."""

import json

import pytest

from crawler.extract import read_page
from crawler.extract.induction.learn import learn
from crawler.extract.template.model import Template
from tests.support.portal_pages import Story, framed, learned, sheets, stories


def rows(story: Story, request: int) -> str:
    """Labels and values in rows of cells, the views among them."""
    day = "/".join(reversed(story.date.split("-")))
    views = 900 + story.n * 37 % 101 * 9 + request
    cells = (("Brulf", story.author), ("Kwemz", story.department), ("Spolt", day), ("Drank", views))
    meta = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in cells if b is not None)
    text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
    return framed(
        story,
        request,
        f'<table class="meta">{meta}</table><h1>{story.title}</h1><div class="bod">{text}</div>',
    )


def line(story: Story, request: int) -> str:
    """Author and date in one line, the unit below the text, a summary in a frame of its own."""
    day = "-".join(reversed(story.date.split("-")))
    text = "".join(f"<p>{each}</p>" for each in story.paragraphs[1:])
    who = f"Vrilk {story.author} ▸ " if story.author else ""
    return framed(
        story,
        request,
        f'<h2 class="t">{story.title}</h2><div class="m">{who}{day}</div>'
        f'<div class="s"><i>{story.paragraphs[0]}</i></div>'
        f'<div class="b">{text}<p class="sig">Smokk: {story.department}</p></div>',
    )


def bare(story: Story, request: int) -> str:
    """Tables and fonts without a name, as of 2008."""
    text = "<br><br>".join(story.paragraphs)
    return framed(
        story,
        request,
        f"<table><tr><td><font size=4><b>{story.title}</b></font></td></tr>"
        f"<tr><td><i>({story.date} Grelb)</i></td></tr>"
        f"<tr><td>{text}</td></tr><tr><td align=right><b>{story.department}</b></td></tr></table>",
    )


def read(skin, story: Story, templates: tuple[Template, ...], request: int = 77):
    page = read_page(skin(story, request).encode(), story.url, portal="soctrang", template=templates)
    assert page.article is not None, page.problems
    return page.article


@pytest.mark.parametrize("skin", [rows, line, bare])
def test_all_fields_are_read_behind_labels_of_no_list(skin):
    told = stories(24)
    templates = learned(skin, told[:16])
    assert len(templates) == 1
    for story in told[16:]:  # pages that were not learned from
        article = read(skin, story, templates)
        assert article.title == story.title
        assert article.published_at == story.date
        assert article.department == story.department
        summary, body = (
            (story.paragraphs[0], story.paragraphs[1:]) if skin is line else (None, story.paragraphs)
        )
        assert (article.summary, list(article.body)) == (summary, body)
        if skin is not bare:
            assert article.author == story.author


def test_a_field_that_an_article_lacks_is_not_read():
    templates = learned(rows, stories(16))
    story = stories(20)[19]
    story.author = None
    assert read(rows, story, templates).author is None


def test_views_are_the_number_that_grows_and_no_day_is_the_clocks():
    templates = learned(rows, stories(16))
    article = read(rows, stories(18)[17], templates, request=40)
    assert article.views == 900 + 17 * 37 % 101 * 9 + 40
    assert article.published_at == stories(18)[17].date


def test_a_day_that_an_editor_changed_leaves_the_days_of_all_where_they_stand():
    told = stories(16)

    def edited(story: Story, request: int) -> str:
        page = rows(story, request)
        return page.replace("01/01/2024", "03/01/2024") if request >= len(told) and story.n == 0 else page

    templates = learn(sheets(edited, told, twice=16))
    assert read(rows, stories(18)[17], templates).published_at == stories(18)[17].date


def test_a_dozen_articles_are_needed():
    assert learned(rows, stories(11)) == ()
    assert len(learned(rows, stories(12))) == 1


def test_pages_that_no_title_tells_apart_teach_nothing():
    def skin(story: Story, request: int) -> str:
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return f"<html><head><title>Skorv</title></head><body><div>{text}</div></body></html>"

    assert learned(skin, stories(16)) == ()


def test_two_skins_side_by_side_have_a_template_each():
    told = stories(28)
    templates = learn([*sheets(rows, told[:14]), *sheets(line, told[14:])])
    assert len(templates) == 2
    for skin, story in ((rows, told[20]), (line, told[2])):
        assert read(skin, story, templates).published_at == story.date


def test_pages_of_one_skin_with_a_box_and_without_it_have_one_template():
    points = "".join(
        f"<li><div class='z{n}'><span class='y{n}'>Zorp {n}</span></div></li>" for n in range(12)
    )

    def skin(story: Story, request: int) -> str:
        box = f"<ul>{points}</ul>" if story.n % 2 else ""
        return rows(story, request).replace('<div class="bod">', f'{box}<div class="bod">')

    assert [each.pages for each in learned(skin, stories(28))] == [28]


def test_what_is_learned_is_the_same_each_time_and_survives_json():
    (template,), (again,) = learned(line, stories(16)), learned(line, stories(16))
    assert template == again and template.sha256 == again.sha256
    copy = Template.from_dict(json.loads(json.dumps(template.as_dict())))
    assert copy == template and copy.sha256 == template.sha256


def test_support_is_no_part_of_what_a_template_is_called_by():
    (few,), (many,) = learned(rows, stories(14)), learned(rows, stories(15))
    assert few.pages != many.pages
    plain = {**many.as_dict(), "pages": few.pages}
    assert Template.from_dict(plain).sha256 == many.sha256


def test_a_page_of_another_skin_is_read_cold():
    templates = learned(rows, stories(16))
    story = stories(17)[16]
    page = read_page(bare(story, 5).encode(), story.url, portal="soctrang", template=templates)
    assert page == read_page(bare(story, 5).encode(), story.url, portal="soctrang")


def test_a_date_in_a_form_that_is_not_known_is_a_problem_and_not_silence():
    templates = learned(rows, stories(16))
    story = stories(17)[16]
    page = rows(story, 3).replace("/".join(reversed(story.date.split("-"))), "ngày rằm tháng chạp")
    found = read_page(page.encode(), story.url, portal="soctrang", template=templates)
    assert any(problem.startswith("published_at:") for problem in found.problems)


def test_text_that_no_place_accounts_for_is_said():
    templates = learned(rows, stories(16))
    story = stories(17)[16]
    stray = (
        "<div class='strange'>Một đoạn văn lạ đứng ngoài mọi chỗ mà cổng thông tin từng dùng đến nay.</div>"
    )
    page = rows(story, 3).replace('<div class="oth">', f'{stray}<div class="oth">')
    found = read_page(page.encode(), story.url, portal="soctrang", template=templates)
    assert "unread: text that no field accounts for" in found.problems
    clean = read_page(rows(story, 3).encode(), story.url, portal="soctrang", template=templates)
    assert not any(problem.startswith("unread") for problem in clean.problems)


def test_a_title_without_its_text_is_never_ok():
    from archive.model import Capture
    from archive.readings.outcome import outcome_of

    templates = learned(rows, stories(16))
    story = stories(17)[16]
    moved = rows(story, 3).replace('<div class="bod">', '<div class="bod"></div><div class="elsewhere">')
    page = read_page(moved.encode(), story.url, portal="soctrang", template=templates)
    capture = Capture("soctrang", story.url, "2026-02-11T00:00:00.000Z", 200, payload=moved.encode())
    body = page.article.body if page.article else ()
    assert list(body) == story.paragraphs or outcome_of(capture, page, "article") == "unreadable"
