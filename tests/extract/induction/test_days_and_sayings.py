"""Days that are not those of publication, and what the portal says among the paragraphs of articles."""

from __future__ import annotations

import pytest

from archive.model import Article
from crawler.extract import read_page
from crawler.extract.induction.learn import learn
from crawler.extract.template.model import FIELDS
from tests.support.portal_pages import Skin, Story, article_in, framed, sheets, stories

ANOTHER = "/ubnd-stg/1290/31000/63000/{}/tin-tuc/khac.aspx"


def paragraphs(story: Story) -> str:
    return "".join(f"<p>{each}</p>" for each in story.paragraphs)


def page(story: Story, request: int, text: str, head: str = "") -> str:
    return framed(story, request, f'<h1>{story.title}</h1>{head}<div class="bod">{text}</div>')


def article(skin: Skin, *, twice: int = 3, request: int = 77) -> tuple[Story, Article]:
    """A story that is read by what others teach, and the article that it is."""
    told = stories(22)
    templates = learn(sheets(skin, told[:20], twice=twice))
    story = told[21]
    return story, article_in(skin, story, templates, request)


def test_the_day_of_each_request_beside_the_title_is_the_clock_s():
    def skin(story: Story, request: int) -> str:
        clock = f'<div class="kl">Hôm nay {request % 3 + 11:02}/02/2026</div>'
        return page(story, request, paragraphs(story), clock)

    _, read = article(skin, twice=0, request=1)
    assert read.published_at is None
    template = learn(sheets(skin, stories(20), twice=0))[0]
    assert [place.path for place in template.clocks] == ["div.mid>div.kl"]
    assert {name for name, _ in template.fields} <= set(FIELDS)


@pytest.mark.parametrize(
    ("before", "behind"), [('<p class="ev">{}</p>', ""), ("", "<h5>Blorv: {}</h5>")], ids=["first", "last"]
)
def test_a_day_among_the_paragraphs_is_text(before, behind):
    def day(story: Story) -> str:
        return f"{story.n % 27 + 1:02}/{story.n % 12 + 1:02}/2024"

    def skin(story: Story, request: int) -> str:
        text = before.format(day(story)) + paragraphs(story) + behind.format(day(story))
        return page(story, request, text)

    story, read = article(skin)
    assert read.published_at is None and len(read.body) == len(story.paragraphs) + 1


def test_two_days_for_all_articles_are_no_days_of_publication():
    def skin(story: Story, request: int) -> str:
        return page(
            story, request, paragraphs(story), f"<div class='kl'>Vrilk: 0{story.n % 2 + 1}/01/2024</div>"
        )

    assert article(skin)[1].published_at is None


def test_what_leads_to_others_in_several_articles_is_no_text_of_theirs():
    def skin(story: Story, request: int) -> str:
        link = f"<a href='{ANOTHER.format(370000 + story.n)}'>Xã An Mỹ mở chợ</a>"
        leads = f"<p>Skorv klumt drelb vlorb skunz frelk {link}</p>" if story.n % 4 == 1 else ""
        first, *others = story.paragraphs
        return page(story, request, f"<p>{first}</p>{leads}{''.join(f'<p>{each}</p>' for each in others)}")

    story, read = article(skin)
    assert list(read.body) == story.paragraphs


def test_paragraphs_are_text_though_one_of_them_counts_at_each_request():
    def skin(story: Story, request: int) -> str:
        return page(story, request, f"{paragraphs(story)}<p>Còn {request} suất</p>")

    story, read = article(skin, twice=6)
    assert list(read.body[: len(story.paragraphs)]) == story.paragraphs


def test_sentences_worded_alike_among_labelled_rows_are_text():
    def skin(story: Story, request: int) -> str:
        first, last = f"<p>Kwemz: {story.department}</p>", f"<p>Vrilk: {story.author}</p>"
        return page(story, request, f"{first}{paragraphs(story)}{last}")

    story, read = article(skin)
    assert list(read.body) == story.paragraphs
    assert (read.department, read.author) == (story.department, story.author)


def test_categories_linked_once_and_called_as_persons_are_categories():
    names = ("Văn Hóa", "Kinh Tế", "Đời Sống", "Thể Thao")

    def skin(story: Story, request: int) -> str:
        link = f"<a href='/ubnd-stg/1290/31000/{64000 + story.n % 4}/muc/'>{names[story.n % 4]}</a>"
        return page(story, request, paragraphs(story), f"<span class='cat'>{link}</span>")

    story, read = article(skin)
    assert (read.category, read.author) == (names[story.n % 4], None)


def test_texts_are_found_though_every_third_article_has_but_a_few_words():
    def skin(story: Story, request: int) -> str:
        return page(story, request, paragraphs(story) if story.n % 3 else f"<p>Ảnh {story.n}</p>")

    told = stories(23)
    templates = learn(sheets(skin, told[:20]))
    found = read_page(skin(told[22], 77).encode(), told[22].url, portal="soctrang", template=templates)
    assert found.template is not None and found.article is not None
    assert list(found.article.body) == told[22].paragraphs


def test_a_unit_in_the_second_line_of_a_title_signs_nothing():
    def skin(story: Story, request: int) -> str:
        whole = page(story, request, paragraphs(story))
        return whole.replace(f"<h1>{story.title}</h1>", f"<h1>{story.title}<br>{story.department}</h1>")

    story, read = article(skin)
    assert (read.title, read.department) == (f"{story.title} {story.department}", None)
