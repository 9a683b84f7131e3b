"""Articles of odd kinds on the pages of a little portal: decrees, interviews, stories told by pictures."""

import pytest

from tests.support.portal_pages import PERSONS, PLACES, Story, article_in, framed, learned, stories


def article(skin, number: int):
    """The article of a story that is read by what the pages of others taught."""
    told = stories(number + 1)
    return told[number], article_in(skin, told[number], learned(skin, told[:number]))


def page(story: Story, request: int, text: str, head: str = "") -> str:
    day = "/".join(reversed(story.date.split("-")))
    main = f'{head}<h1>{story.title}</h1><div class="day">Spolt: {day}</div><div class="bod">{text}</div>'
    return framed(story, request, f'<div class="art">{main}</div>')


@pytest.mark.parametrize(
    "formula",
    ["<p><b>QUYẾT ĐỊNH:</b></p>", "<p><b><i>Xin cảm ơn bà!</i></b></p>", "<p>Kính thưa đại hội!</p>"],
)
def test_a_formula_among_paragraphs_is_text_however_many_say_it(formula):
    def skin(story: Story, request: int) -> str:
        first, *others = story.paragraphs
        return page(story, request, f"<p>{first}</p>{formula}" + "".join(f"<p>{each}</p>" for each in others))

    told, read = article(skin, 24)
    assert len(read.body) == len(told.paragraphs) + 1


def test_what_introduces_links_among_paragraphs_is_none():
    def skin(story: Story, request: int) -> str:
        n = 381000 + story.n
        link = f'<a href="/ubnd-stg/1290/31000/63000/{n}/tin-tuc/khac-{n}.aspx">Xã An Mỹ nâng cấp đường số {n}</a>'
        first, *others = story.paragraphs
        box = f"<p><b>Dropt klum</b></p><p>{link}</p>"
        return page(story, request, f"<p>{first}</p>{box}" + "".join(f"<p>{each}</p>" for each in others))

    told, read = article(skin, 24)
    assert list(read.body) == told.paragraphs


def test_places_in_the_cells_of_a_table_sign_nothing():
    def skin(story: Story, request: int) -> str:
        rows = "".join(
            f"<tr><td>{k}</td><td>{PLACES[(story.n + k) % 7]}</td><td>{story.n * 37 + k} ha</td></tr>"
            for k in range(1, 4 + story.n % 3)
        )
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, f"{text}<table>{rows}</table>")

    _, read = article(skin, 24)
    assert (read.author, len(read.tables)) == (None, 1)


def test_an_article_that_is_a_table_of_facts_keeps_its_table():
    def skin(story: Story, request: int) -> str:
        first, second, *_ = story.paragraphs
        rows = (
            ("Lĩnh vực", "Đất đai"),
            ("Trình tự", f"{first} {second}"),
            ("Lệ phí", f"{story.n + 3}.000 đồng"),
        )
        cells = "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in rows)
        return page(story, request, f"<table>{cells}</table>")

    _, read = article(skin, 24)
    assert [len(table) for table in read.tables] == [3]


def test_rooms_in_the_cells_of_a_schedule_sign_nothing():
    def skin(story: Story, request: int) -> str:
        rooms = ("Phòng họp 2", "Hội trường A", "Phòng Kinh tế")
        rows = "".join(
            f"<tr><td>Thứ {day}</td><td>{said}</td><td>Chủ tịch</td><td>{rooms[(story.n + k) % 3]}</td></tr>"
            for k, (day, said) in enumerate(zip(("Hai", "Ba", "Tư"), story.paragraphs, strict=False))
        )
        return page(story, request, f"<table>{rows}</table>")

    _, read = article(skin, 24)
    assert (read.department, read.author, len(read.tables)) == (None, None, 1)


def test_a_summary_may_stand_with_a_picture_above_the_title():
    def skin(story: Story, request: int) -> str:
        first, *others = story.paragraphs
        hero = f'<div class="hero"><img src="/anh/{story.n}.jpg"><p class="tom">{first}</p></div>'
        return page(story, request, "".join(f"<p>{each}</p>" for each in others), hero)

    told, read = article(skin, 24)
    assert (read.summary, list(read.body)) == (told.paragraphs[0], told.paragraphs[1:])


@pytest.mark.parametrize("place", ["above", "between"])
def test_counters_beside_the_title_are_no_summary(place):
    def skin(story: Story, request: int) -> str:
        numbers = (story.n * 7 + 182, story.n * 3 + 254, story.n + 30)
        words = ("Zwurg vredrynz slok", "Slesledraerg fizwizz", "Plezwirg woskourv kwelf")
        counts = " ".join(
            f'<a href="#">{word}</a> <b>{number}</b>' for word, number in zip(words, numbers, strict=True)
        )
        box = f'<div class="re">{counts}</div>'
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        if place == "above":
            return page(story, request, text, box)
        return page(story, request, text).replace("</h1>", f"</h1>{box}")

    told, read = article(skin, 24)
    assert (read.summary, list(read.body)) == (None, told.paragraphs)


def test_what_is_said_of_pictures_names_no_author():
    def skin(story: Story, request: int) -> str:
        shown = f'<img src="/anh/{story.n}.jpg"><figcaption>Đồng chí {PERSONS[story.n % 5]}</figcaption>'
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, f"{text}<figure>{shown}</figure>")

    told, read = article(skin, 24)
    assert read.author is None
    assert [each.text for each in read.captions] == [f"Đồng chí {PERSONS[told.n % 5]}"]


def test_a_caption_that_several_articles_have_is_one():
    def said(story: Story) -> str:
        return f"Toàn cảnh {PLACES[story.n % 7]}"

    def skin(story: Story, request: int) -> str:
        shown = f'<img src="/anh/{story.n}.jpg"><figcaption class="cap"><p>{said(story)}</p></figcaption>'
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, f"{text}<figure>{shown}</figure>")

    told, read = article(skin, 24)
    assert [caption.text for caption in read.captions] == [said(told)]
    assert list(read.body) == told.paragraphs


def test_a_table_that_was_edited_meanwhile_is_no_box_that_turns():
    def skin(story: Story, request: int) -> str:
        rows = "".join(
            f"<tr><td>{place}</td><td>{story.n * 3 + k + (request > 20 and story.n == 0)}</td></tr>"
            for k, place in enumerate(PLACES[:4])
        )
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        return page(story, request, f'{text}<table class="so">{rows}</table>' if story.n % 5 == 0 else text)

    _, read = article(skin, 25)
    assert len(read.tables) == 1


@pytest.mark.parametrize(
    "first",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Kính gửi các đơn vị lịch làm việc tuần {n} như sau, áp dụng từ ngày {n} tháng này:",
    ],
)
def test_what_begins_all_articles_of_a_series_is_text(first):
    def skin(story: Story, request: int) -> str:
        begin = f"<p>{first.format(n=story.n + 3)}</p>"
        return page(story, request, begin + "".join(f"<p>{each}</p>" for each in story.paragraphs))

    told, read = article(skin, 24)
    assert list(read.body) == [first.format(n=27), *told.paragraphs]


def test_numbers_of_slides_are_no_text():
    def skin(story: Story, request: int) -> str:
        slides = "".join(
            f'<div><img src="/anh/{story.n}-{k}.jpg"><p><i>Cảnh thứ {story.n * 3 + k} ở xã</i></p><p>{k} / 3</p></div>'
            for k in range(1, 4)
        )
        first, *others = story.paragraphs
        shown = slides if story.n in (5, 24) else ""
        return page(story, request, f"<p>{first}</p>{shown}" + "".join(f"<p>{each}</p>" for each in others))

    told, read = article(skin, 24)
    assert list(read.body) == told.paragraphs
    assert [each.text for each in read.captions] == [f"Cảnh thứ {72 + k} ở xã" for k in range(1, 4)]


def test_a_table_of_contents_says_no_heading_twice():
    def skin(story: Story, request: int) -> str:
        first, second, *others = story.paragraphs
        heading = f"Kết quả tại xã số {story.n}"
        contents = f'<div class="toc"><ul><li><a href="#kq">{heading}</a></li></ul></div>'
        rest = "".join(f"<p>{each}</p>" for each in (second, *others))
        return page(
            story, request, f"<p>{first}</p>{contents if story.n % 3 else ''}<h2>{heading}</h2>{rest}"
        )

    told, read = article(skin, 25)
    first, *others = told.paragraphs
    assert list(read.body) == [first, "Kết quả tại xã số 25", *others]


def test_a_picture_that_leads_to_its_article_from_beside_others_is_that_article_s():
    def skin(story: Story, request: int) -> str:
        picture = '<img src="/anh/chung.jpg">'
        own = f"{picture}<p><i>Toàn cảnh buổi lễ</i></p>" if story.n == 24 else ""
        link = f'<div class="hot"><a href="{Story(24).url}">{picture}</a></div>' if story.n != 24 else ""
        text = f"<p>{story.paragraphs[0]}</p>{own}" + "".join(
            f"<p>{each}</p>" for each in story.paragraphs[1:]
        )
        return page(story, request, text) + link

    _, read = article(skin, 24)
    assert read.images == ("https://soctrang.gov.vn/anh/chung.jpg",)


def test_who_signed_a_document_that_some_articles_reproduce_wrote_none_of_them():
    def skin(story: Story, request: int) -> str:
        text = "".join(f"<p>{each}</p>" for each in story.paragraphs)
        office = "<p align=right><b>TL. CHỦ TỊCH</b></p>" if story.n % 2 else ""
        return page(story, request, f"{text}{office}<p align=right><b>{story.author}</b></p>")

    told, read = article(skin, 24)
    assert read.author == told.author
    _, read = article(skin, 25)
    assert read.author is None
