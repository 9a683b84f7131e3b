"""Facts of articles that few pages show, or that no box of their own tells, on the pages of a little portal."""

import pytest

from tests.support.portal_pages import (
    PERSONS,
    UNITS,
    WHENS,
    Skin,
    Story,
    article_in,
    framed,
    learned,
    stories,
)


def page(story: Story, request: int, beside: str = "", text: str | None = None, below: str = "") -> str:
    """A page with a date and what is `beside` it, the text, and what is below that."""
    day = "/".join(reversed(story.date.split("-")))
    said = "".join(f"<p>{each}</p>" for each in story.paragraphs) if text is None else text
    head = f'<h1>{story.title}</h1><div class="day">{day}</div>{beside}'
    return framed(story, request, f'<div class="art">{head}<div class="bod">{said}</div>{below}</div>')


def article(skin: Skin, number: int = 24):
    """The article of a story that is read by what the pages of those before it taught."""
    told = stories(number + 1)
    return told[number], article_in(skin, told[number], learned(skin, told[:number]))


@pytest.mark.parametrize("label", ["Bộ phận {}", "Phòng, ban - {}", "<i>Đơn vị đăng</i> {}"])
def test_a_unit_behind_words_that_begin_as_units_do_is_the_department(label):
    def skin(story: Story, request: int) -> str:
        return page(story, request, below=f'<div class="who">{label.format(story.department)}</div>')

    told, read = article(skin)
    assert (read.department, list(read.body)) == (told.department, told.paragraphs)


def test_a_dash_parts_the_label_of_the_few_who_write():
    def skin(story: Story, request: int) -> str:
        told = (
            f"Người gửi bài - {PERSONS[story.n // 2 % 2]}"
            if story.n % 2
            else f"Phòng, ban - {UNITS[story.n % 4]}"
        )
        return page(story, request, below=f'<ul><li class="w">{told}</li></ul>')

    assert article(skin, 25)[1].author == PERSONS[0]


def test_who_answers_for_a_portal_wrote_none_of_its_articles():
    def skin(story: Story, request: int) -> str:
        foot = f'<div class="foo">Chịu trách nhiệm nội dung: {PERSONS[story.n * 7 % 3]}</div></body>'
        return page(story, request).replace("</body>", foot)

    assert article(skin)[1].author is None


def test_a_label_that_everybody_knows_tells_where_others_have_theirs_though_few_pages_have_it():
    def skin(story: Story, request: int) -> str:
        rows = [("Vrilk", story.author), ("Drunz", story.department)]
        rows += [("Nguồn", "VnExpress")] if story.n in (7, 24) else []
        told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
        return page(story, request, below=f'<dl class="fac">{told}</dl>')

    told, read = article(skin)
    assert (read.source, read.author, read.department) == ("VnExpress", told.author, told.department)


def test_a_source_among_numbers_is_none_of_them():
    def skin(story: Story, request: int) -> str:
        rows = f"<li>{story.n * 31 + 200 + request}</li>" + "<li>Nguồn - Bộ Nội vụ</li>" * (
            story.n in (7, 24)
        )
        return page(story, request, below=f'<ul class="num">{rows}</ul>')

    assert article(skin)[1].source == "Bộ Nội vụ"


def test_users_of_the_cms_sign_nothing_whatever_one_of_them_is_called():
    def skin(story: Story, request: int) -> str:
        user = ("admin", "Biên tập viên 2", "Ban Biên tập")[story.n % 3]
        sign = f'<div class="ky">{story.author}</div>' if story.n % 3 != 2 else ""
        return page(
            story, request, f'<div class="use"><a href="/author/{story.n % 3}">{user}</a></div>', below=sign
        )

    assert article(skin, 26)[1].department is None


@pytest.mark.parametrize(
    ("shown", "hour"), [("2:05 chiều", "14:05"), ("08:15", "08:15"), ("12:26 CH", "12:26")]
)
def test_the_time_of_day_may_have_an_element_of_its_own(shown, hour):
    def skin(story: Story, request: int) -> str:
        return page(story, request, f'<span class="tim">{shown}</span>')

    told, read = article(skin)
    assert read.published_at == f"{told.date}T{hour}"


def test_sites_in_one_frame_may_set_their_articles_each_in_a_skin_of_its_own():
    def skin(story: Story, request: int) -> str:
        day, text = story.date, "".join(f"<p>{each}</p>" for each in story.paragraphs)
        if story.n % 2:
            rows = f"<tr><td><b class='d2'>{day}</b></td></tr><tr><td><h3 class='t2'>{story.title}</h3></td></tr>"
            sign = f"<tr><td class='s2'>Bộ phận {story.department}</td></tr>"
            main = f"<table>{rows}<tr><td><div id='b2'>{text}</div></td></tr>{sign}</table>"
        else:
            head = f"<div class='t1'>{story.title}</div><div class='d1'>Zwork: {day}</div>"
            main = f"{head}<div class='b1'>{text}</div><div class='s1'>Vrilk: {story.author}</div>"
        return framed(story, request, main)

    for number in (30, 31):
        told, read = article(skin, number)
        signed = (None, told.department) if number % 2 else (told.author, None)
        assert (read.author, read.department) == signed
        assert (read.published_at, list(read.body)) == (told.date, told.paragraphs)


def test_a_board_of_editors_beside_a_person_is_the_person_s_unit():
    def skin(story: Story, request: int) -> str:
        unit = "Ban Biên tập Cổng thông tin điện tử tỉnh" if story.n % 3 == 0 else story.department
        return page(story, request, below=f'<div class="who"><i>{unit}</i> | <b>{story.author}</b></div>')

    told, read = article(skin)
    assert (read.author, read.department) == (told.author, "Ban Biên tập Cổng thông tin điện tử tỉnh")


def test_a_category_may_stand_at_the_menu_s_place_but_for_numbers():
    names = ("Y tế", "Thông báo", "Kinh tế")
    links = [f'<a href="/ubnd-stg/1290/31000/6300{k}/c/">{name}</a>' for k, name in enumerate(names)]
    menu = f"<tr><td>{'<br>'.join(links)}</td></tr>"

    def skin(story: Story, request: int) -> str:
        day = "/".join(reversed(story.date.split("-")))
        rows = [f"<h1>{story.title}</h1>", f"<i>Snurf</i><br>{links[story.n % 3]}", day]
        rows += ["".join(f"<p>{each}</p>" for each in story.paragraphs)]
        told = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
        return framed(story, request, f"<table>{menu}</table><table>{told}</table>")

    for number in (24, 25):
        assert article(skin, number)[1].category == names[number % 3]


def test_text_is_where_others_have_a_box_though_a_picture_is_where_they_have_text():
    def skin(story: Story, request: int) -> str:
        tag = "blockquote" if story.n == 25 else "p"
        said = "".join(f"<{tag}>{each}</{tag}>" for each in story.paragraphs)
        picture = (
            f'<div><p><img src="/anh/{story.n}.jpg"></p><p>Toàn cảnh lễ trao {story.n} suất quà</p></div>'
        )
        before = picture if story.n == 25 else "<div><p>Zlorp</p></div>" if story.n % 4 == 0 else ""
        below = f"<div><blockquote>Vrelk smilk drund, {WHENS[story.n % 3]} flarn zwurg plov, vlonk.</blockquote></div>"
        day = "/".join(reversed(story.date.split("-")))
        main = f"<div>{day}</div>{before}<div>{said}</div>{below if story.n % 4 else ''}"
        return framed(story, request, f"<div><h1>{story.title}</h1>{main}</div>")

    told, read = article(skin, 25)
    assert list(read.body) == told.paragraphs
