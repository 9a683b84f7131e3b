"""Places on the pages of a little portal that are told by what stands there on all pages."""

import pytest

from crawler.extract import read_page
from crawler.extract.induction.learn import learn
from tests.support.portal_pages import (
    DEEDS,
    PERSONS,
    PLACES,
    UNITS,
    WHENS,
    Story,
    article_in,
    framed,
    learned,
    sheets,
    stories,
)


def page(story: Story, request: int, *, head: str = "", foot: str = "", text: str | None = None) -> str:
    """A page with date, author and title, what is above and below its text, and the text."""
    whole = "".join(f"<p>{each}</p>" for each in story.paragraphs) if text is None else text
    day = "/".join(reversed(story.date.split("-")))
    return framed(
        story,
        request,
        f'<h1>{story.title}</h1><div class="day">Spolt: {day}</div>{head}<div class="bod">{whole}</div>{foot}',
    )


def caption(story: Story) -> str:
    return f"Quang cảnh {DEEDS[story.n % 7]} tại {PLACES[story.n * 3 % 7]} {WHENS[story.n % 8]}"


def test_readers_who_comment_are_no_authors():
    def skin(story: Story, request: int) -> str:
        author = f'<div class="who">Vrilk: {story.author}</div>' if story.n % 4 != 1 else ""
        said = f'<div class="com"><b>{PERSONS[(story.n + 2) % 5]}</b></div>' if story.n % 2 else ""
        return page(story, request, foot=f"{author}{said}")

    told = stories(24)
    templates = learned(skin, told[:20])
    assert article_in(skin, told[21], templates).author is None
    assert article_in(skin, told[22], templates).author == told[22].author


def test_who_signs_may_be_a_person_or_a_unit():
    def skin(story: Story, request: int) -> str:
        author, unit = story.author, story.department
        if story.n % 3 == 0:
            author = unit = "Ban biên tập"
        who, below = f'<div class="who">Vrilk: {author}</div>', f'<div class="un">Kwemz: {unit}</div>'
        return page(story, request, head=who, foot=below)

    told = stories(18)
    read = article_in(skin, told[17], learned(skin, told[:16]))
    assert (read.author, read.department) == (told[17].author, told[17].department)


@pytest.mark.parametrize(
    "label", ["Người duyệt", "Người kiểm duyệt", "Hiệu đính", "Chịu trách nhiệm nội dung"]
)
def test_who_answers_for_a_text_is_not_its_author(label):
    def skin(story: Story, request: int) -> str:
        approved = f'<div class="ok">{label}: {PERSONS[(story.n * 3 + story.n // 5) % 5]}</div>'
        signed = f'<p style="text-align: right"><b>{story.author}</b></p>'
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs) + signed
        return page(story, request, head=approved, text=text)

    told = stories(24)
    templates = learned(skin, told[:20])
    for story in told[20:]:
        assert article_in(skin, story, templates).author == story.author


def test_persons_whom_the_page_links_are_authors_and_no_categories():
    def skin(story: Story, request: int) -> str:
        name = (
            f"{['Lê', 'Trần', 'Võ', 'Bùi'][story.n % 4]} Văn {['An', 'Bé', 'Cả', 'Dũng', 'Em'][story.n // 4]}"
        )
        link = f'<a href="/ubnd-stg/1290/31000/{64000 + story.n}/nguoi-viet/">{name}</a>'
        return page(story, request, head=f'<span class="who">Vrilk klum {link}</span>')

    templates = learned(skin, stories(20))
    assert [each for each, _ in templates[0].fields if each in ("author", "category")] == ["author"]


def test_sentences_of_a_list_with_a_name_are_text():
    def skin(story: Story, request: int) -> str:
        listed = f"<li>Giao {UNITS[story.n % 4]} theo dõi, báo cáo trước ngày 2/{story.n % 12 + 1}/2024.</li>"
        whole = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, text=f'{whole}<ul class="muc-luc">{listed}</ul>')

    told = stories(20)
    read = article_in(skin, told[17], learned(skin, told[:16]))
    assert [each for each in read.body if each.startswith("Giao ")] and len(read.body) == len(
        told[17].paragraphs
    ) + 1
    assert read.department is None


@pytest.mark.parametrize(
    "names", [("nd__1a2b3", "nd__9f8e7", "nd__4c5d6"), ("ctr_191040", "ctr_191041", "ctr_191042")]
)
def test_a_number_that_tells_no_elements_apart_is_no_part_of_a_place(names):
    def skin(story: Story, request: int) -> str:
        file = f'<p><a href="/upload/kh-{story.n}.pdf">Kế hoạch {story.n}</a></p>'
        return page(story, request, foot=file).replace('"bod"', f'"{names[story.n % 3]}"')

    templates = learned(skin, stories(16))
    assert len(templates) == 1
    other = stories(18)[17]
    html = skin(other, 3).replace(names[2], names[2][:-2] + "55")
    found = read_page(html.encode(), other.url, portal="soctrang", template=templates)
    assert found.template and found.article and list(found.article.body) == other.paragraphs


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/_next/image?url=/anh/{n}.jpg&amp;w=1200">',
        '<img src="/img/cho.gif" data-src="/anh/{n}.jpg">',
    ],
)
def test_a_picture_is_the_articles_whatever_shows_it(picture):
    def skin(story: Story, request: int) -> str:
        shown = f"<figure>{picture.format(n=story.n)}<figcaption>{caption(story)}</figcaption></figure>"
        whole = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, text=whole + shown)

    told = stories(18)
    read = article_in(skin, told[17], learned(skin, told[:16]))
    assert [caption.text for caption in read.captions] == [caption(told[17])]


def test_a_summary_may_stand_below_the_text_behind_its_label():
    def skin(story: Story, request: int) -> str:
        said = f"<div>Krumb</div><div>{story.paragraphs[0]}</div>"
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs[1:])
        return page(story, request, text=text, foot=f'<div class="sum">{said}</div>')

    told = stories(18)
    read = article_in(skin, told[17], learned(skin, told[:16]))
    assert (read.summary, list(read.body)) == (told[17].paragraphs[0], told[17].paragraphs[1:])


def test_summaries_of_a_series_are_summaries_though_two_articles_may_share_one():
    def said(story: Story) -> str:
        place, deed = PLACES[story.n % 7], DEEDS[story.n // 7 % 5]
        return f"Sáng nay tại {place}, lãnh đạo tỉnh đã nghe báo cáo về việc {deed} và cho ý kiến về kế hoạch tới."

    def skin(story: Story, request: int) -> str:
        return page(story, request, head=f'<p class="smr"><strong>{said(story)}</strong></p>')

    told = stories(52)
    read = article_in(skin, told[50], learned(skin, told[:50]))
    assert (read.summary, list(read.body)) == (said(told[50]), told[50].paragraphs)


def test_documents_in_a_box_of_their_own_are_no_text():
    def skin(story: Story, request: int) -> str:
        href = f"/upload/ke-hoach-{story.n}.docx"
        box = f'<div class="tep"><a href="{href}">Kế hoạch {story.n}.docx</a><a href="{href}">Tải</a></div>'
        whole = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, text=whole + box)

    told = stories(18)
    read = article_in(skin, told[17], learned(skin, told[:16]))
    assert list(read.body) == told[17].paragraphs
    assert [each.title for each in read.attachments] == ["Kế hoạch 17.docx"]


def test_a_fact_alone_in_its_row_is_the_same_fact():
    def skin(story: Story, request: int) -> str:
        views = f"<span>Drank {900 + story.n * 997 % 5003 + request} klum</span>"
        changed = "" if story.n == 17 else f"<span>Zmolk {story.date}</span> "
        return page(story, request, foot=f'<div class="row">{changed}{views}</div>')

    told = stories(18)
    assert article_in(skin, told[17], learned(skin, told[:16]), 40).views == 900 + 17 * 997 % 5003 + 40


def test_date_and_number_behind_one_label_are_two_values():
    def skin(story: Story, request: int) -> str:
        day = "/".join(reversed(story.date.split("-")))
        row = f'<div class="k">Smiglixt</div><div class="row">{day} ({story.n + request % 9} klum)</div>'
        return page(story, request, head=row).replace(f"Spolt: {day}", "Spolt")

    told = stories(18)
    assert article_in(skin, told[17], learn(sheets(skin, told[:16]))).published_at == told[17].date


def paragraphs(story: Story) -> str:
    return "".join(f"<p>{each}</p>" for each in story.paragraphs)


def test_a_title_that_lists_alone_know_is_read_above_a_heading_of_its_own():
    def skin(story: Story, request: int) -> str:
        plain = page(story, request, head=f"<h2>{story.paragraphs[1][:60]}</h2>")
        named = plain.replace(f"<h1>{story.title}</h1>", f'<div class="nm">{story.title}</div>')
        return named.replace(f"<title>{story.title} - Skorv", "<title>Skorv")

    told = stories(18)
    assert article_in(skin, told[17], learned(skin, told[:16])).title == told[17].title


def test_the_banner_of_a_frame_is_no_text_where_it_stands_within_it():
    banners = ("Đọc báo giúp bạn", "Mời gọi đầu tư", "Chung tay vì người nghèo")

    def skin(story: Story, request: int) -> str:
        within = f'<div class="ad">{story.paragraphs[0][:30]} lộc</div>' if story.n % 3 == 0 else ""
        turning = f'<div class="ad">{banners[(story.n + request) % 3]}</div>'
        return page(story, request, text=paragraphs(story) + within, foot=turning)

    told = stories(24)
    assert list(article_in(skin, told[18], learned(skin, told[:16])).body) == told[18].paragraphs


def test_what_some_articles_say_word_for_word_is_no_text():
    note = "Zork mlep dri vung kralt smee pondra vluk trem dolku sprent gralvi nemu toral quembi drasso turb."

    def skin(story: Story, request: int) -> str:
        below = f'<div class="nt">{note}</div>' if story.n % 3 == 0 else ""
        return page(story, request, text=paragraphs(story) + below)

    told = stories(24)
    assert list(article_in(skin, told[18], learned(skin, told[:16])).body) == told[18].paragraphs


def test_what_is_said_of_other_articles_above_the_text_is_no_summary():
    def skin(story: Story, request: int) -> str:
        links = "".join(
            f'<li><a href="/ubnd-stg/1290/31000/63000/{381000 + n}/tin-tuc/khac-{n}.aspx">Xã An Mỹ nâng cấp đường {n}'
            f'</a><p class="tx">{story.paragraphs[n % 2][:70]} rồi {n}</p></li>'
            for n in range(story.n, story.n + 3)
        )
        return page(story, request, head=f'<div class="rel"><h4>Tin liên quan</h4><ul>{links}</ul></div>')

    told = stories(18)
    assert article_in(skin, told[17], learned(skin, told[:16])).summary is None


@pytest.mark.parametrize("name", ['id="muc"', 'class="h"'])
def test_headings_that_many_articles_share_are_text(name):
    heads = ("Nhiệm vụ trọng tâm", "Ý kiến người dân", "Kết quả thực hiện")

    def skin(story: Story, request: int) -> str:
        parts = [f"<p>{each}</p>" for each in story.paragraphs]
        if story.n % 4:
            parts[1] = f"<h2 {name}>{heads[story.n % 3]}</h2>{parts[1]}"
        links = "<h3 id='tin'>Tin mới</h3><a href='/x'>Xem thêm</a>"
        return page(story, request, text="".join(parts) + links)

    told = stories(24)
    templates = learned(skin, told[:20])
    for story in told[20:]:
        body = article_in(skin, story, templates).body
        heading = [heads[story.n % 3]] if story.n % 4 else []
        assert list(body) == [story.paragraphs[0], *heading, *story.paragraphs[1:]]


def test_a_board_of_editors_signs_where_persons_do():
    boards = ("Ban Biên tập xã", "BBT Cổng TTĐT tỉnh", "Ban biên tập")

    def skin(story: Story, request: int) -> str:
        name = boards[story.n % 3] if story.n % 5 == 3 else PERSONS[story.n % 4]
        return page(story, request, head=f'<div class="who">Vrilk: {name}</div>')

    told = stories(24)
    templates = learned(skin, told[:20])
    assert article_in(skin, told[18], templates).author == boards[0]
    assert article_in(skin, told[22], templates).author == PERSONS[22 % 4]
