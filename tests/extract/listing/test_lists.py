"""List pages: entries, pagers by postback and by address, and forms to send back."""

import pytest

from crawler.cms.known.vnportal import CMS
from crawler.extract import read_page

LIST = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/hoat-dong/"


def entry(number):
    href = f"/vpubnd/1292/32237/63645/{391000 + number}/hoat-dong/tin-{number}.aspx"
    return f'<a href="{href}">Tin hoạt động {number}</a>'


def read(body, url=LIST):
    return read_page(f"<html><body>{body}</body></html>".encode(), url)


@pytest.mark.parametrize(
    "link",
    [
        "<a href=\"javascript:window.open('{}','_blank')\">{}</a>",
        "<a href='javascript:void(0)' onclick=\"window.location.href='{}'\">{}</a>",
        "<a href='#' onclick='window.open(\"{}\"); return false;'>{}</a>",
        "<span onclick=\"location='{}'\">{}</span>",
    ],
)
def test_entries_that_scripts_lead_to(link):
    urls = [f"/vpubnd/1292/32237/63645/39200{n}/hoat-dong/tin-{n}.aspx" for n in range(3)]
    entries = "".join(
        f"<li>27/08/2024 {link.format(url, 'Hội nghị sơ kết công tác cải cách hành chính năm 2024')}</li>"
        for url in urls
    )
    share = "<a href='#' onclick=\"window.open('https://facebook.com/sharer?u=x')\">Chia sẻ</a>"
    page = read(f"<ul>{entries}</ul>{share}")
    assert [item.url for item in page.items] == ["https://vpub.soctrang.gov.vn" + url for url in urls]
    assert not [url for url in page.links if "facebook" in url]


def test_a_link_without_text_over_a_whole_entry_leads_where_its_heading_says():
    cards = "".join(
        f"<article><header><h2>Hội nghị sơ kết số {n}</h2></header><p>Sáng nay hội nghị số {n} đã diễn ra.</p>"
        f"<footer>{n}/08/2024</footer><a class='over' href='/vpubnd/1292/32237/63645/39200{n}/a/b.aspx'></a></article>"
        for n in range(1, 4)
    )
    items = read(f"<h1>Hoạt động</h1>{cards}").items
    assert [item.title for item in items] == [f"Hội nghị sơ kết số {n}" for n in range(1, 4)]
    assert items[0].published_at == "2024-08-01"


def test_a_block_that_a_script_makes_a_link_is_one():
    url = "/vpubnd/1292/32237/63645/392001/hoat-dong/tin.aspx"
    page = read(f"<table><tr onclick=\"location.href='{url}'\"><td>Hội nghị sơ kết</td></tr></table>")
    assert page.links == ("https://vpub.soctrang.gov.vn" + url,)


@pytest.mark.parametrize(
    "shape",
    [
        "<ul class='ArticleList'>{}</ul>|<li><span>{}</span><h3>{}</h3><div>{}</div></li>",
        "<table>{}</table>|<tr><td>{}<br><b>{}</b><br>{}</td></tr>",
        "<div>{}</div>|<div><i>{}</i></div><div>{}</div><div>{}</div>",
    ],
)
def test_date_title_summary(shape):
    outer, inner = shape.split("|")
    rows = "".join(
        inner.format(f"{30 - n}/08/2024", entry(n), f"Tóm tắt của tin số {n} trong danh sách.")
        for n in range(1, 5)
    )
    items = read(outer.format(rows)).items
    assert [item.title for item in items] == [f"Tin hoạt động {n}" for n in range(1, 5)]
    assert [item.published_at for item in items] == [f"2024-08-{30 - n}" for n in range(1, 5)]
    assert [item.summary for item in items] == [
        f"Tóm tắt của tin số {n} trong danh sách." for n in range(1, 5)
    ]


def test_a_date_in_the_link_itself():
    rows = "".join(f"<li>{entry(n).replace('</a>', f' ({n}/08/2024)</a>')}</li>" for n in (1, 12, 20))
    items = read(f"<ul>{rows}</ul>").items
    assert [item.title for item in items] == [f"Tin hoạt động {n}" for n in (1, 12, 20)]
    assert [item.published_at for item in items] == [f"2024-08-{n:02}" for n in (1, 12, 20)]


def test_picture_and_title_of_one_entry_are_one_item():
    rows = "".join(
        f'<div><a href="/a/1292/1/2/{n}00000/c/t.aspx"><img src="/{n}.jpg"></a>'
        f'<a href="/a/1292/1/2/{n}00000/c/t.aspx">Bài số {n}</a> '
        f'<a href="/a/1292/1/2/{n}00000/c/t.aspx">Xem tiếp</a></div>'
        for n in (1, 2, 3)
    )
    assert [item.title for item in read(rows).items] == ["Bài số 1", "Bài số 2", "Bài số 3"]


def test_side_boxes_are_not_the_list():
    main = "".join(
        f"<div>{30 - n}/08/2024 {entry(n)}<p>Tóm tắt dài của tin số {n}.</p></div>" for n in (1, 2, 3)
    )
    side = "".join(
        f'<li><a href="/vpubnd/1292/1/2/{n}/x/t.aspx">Tin mới {n}</a></li>' for n in range(392001, 392011)
    )
    page = read(f"<div>{main}</div><div><h3>Tin mới nhất</h3><ul>{side}</ul></div>")
    assert [item.title[-1] for item in page.items] == ["1", "2", "3"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_what_the_pager_turns_however_much_a_side_box_says(count):
    main = "".join(f"<div><h3>{entry(n)}</h3></div>" for n in range(1, count + 1))
    side = "".join(
        f'<li><a href="/vpubnd/1292/1/2/{n}/x/t.aspx">Văn bản số {n}</a><br>27/08/2024</li>'
        for n in range(392001, 392007)
    )
    page = read(
        f"<div>{main}<div>{linkbuttons([1, 2])}</div></div><div><h3>Văn bản</h3><ul>{side}</ul></div>"
    )
    assert len(page.items) == count


def postback(page, label):
    return (
        f'<td><a href="javascript:__doPostBack(&#39;ctl00$grv&#39;,&#39;Page${page}&#39;)">{label}</a></td>'
    )


def test_one_entry_alone_is_the_list_though_a_box_beside_it_has_more():
    """What heads the box behind a box of news is no summary of the news."""
    side = "".join(
        f'<li><a href="/vpubnd/1292/1/2/{n}/x/t.aspx">Tin mới số {n} của cả tỉnh</a></li>'
        for n in range(392001, 392005)
    )
    main = f"<table><tr><td>29/08/2023<br>{entry(1)}</td></tr><tr><td>1 2 3</td></tr></table>"
    page = read(
        f"{main}<b>Tin mới</b><ul>{side}</ul><b>Các trang thành viên</b><ul><li><a href=/a/>A</a></li></ul>"
    )
    assert [item.title for item in page.items] == ["Tin hoạt động 1"]


def test_first_window_of_a_postback_pager():
    cells = "<td><span>1</span></td>" + "".join(postback(n, n) for n in range(2, 11)) + postback(11, "...")
    pager = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><table><tr>{cells}</tr></table>").pager
    assert pager is not None and pager.current == 1
    assert [link.label for link in pager.links] == [*map(str, range(2, 11)), "..."]
    assert (pager.links[0].target, pager.links[0].argument) == ("ctl00$grv", "Page$2")
    assert pager.links[0].url is None


def test_pager_by_address():
    links = "".join(f'<a href="?trang={n}">{n}</a> ' for n in (1, 2))
    pager = read(
        f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{links}<b>3</b> <a href='?trang=4'>4</a></div>"
    ).pager
    assert pager is not None and pager.current == 3
    assert pager.links[0].url == LIST + "?trang=1"


def linkbuttons(labels, name="ctl00$main$rpt$ctl{:02d}$btn"):
    return " ".join(
        f'<a href="javascript:__doPostBack(&#39;{name.format(n)}&#39;,&#39;&#39;)">{label}</a>'
        for n, label in enumerate(labels)
    )


def test_a_pager_whose_links_are_controls_of_their_own():
    pager = read(
        f"<p>{entry(1)}</p><p>{entry(2)}</p><div><b>1</b> {linkbuttons([2, 3, 4, '...'])}</div>"
    ).pager
    assert pager is not None and [link.label for link in pager.links] == ["2", "3", "4", "..."]
    assert pager.links[-1].target == "ctl00$main$rpt$ctl03$btn"


def test_a_pager_whose_links_have_each_a_name_of_its_own():
    links = linkbuttons(["&lt;&lt;", 1, 2, 3], "ctl01$ucList$lnkPage{}")
    pager = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{links} <b>4</b></div>").pager
    assert pager is not None and [link.label for link in pager.links] == ["<<", "1", "2", "3"]


@pytest.mark.parametrize(
    "label",
    [
        "Trang sau »",
        "Tiếp &gt;&gt;",
        "Trang kế tiếp",
        "Next",
        "Tin cũ hơn",
        "Các tin tiếp theo",
        "Xem thêm",
        "<img src=n.gif alt='Trang sau'>",
    ],
)
def test_a_pager_without_numbers(label):
    pager = read(
        f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{linkbuttons(['« Trang trước', label])}</div>"
    ).pager
    assert pager is not None and len(pager.links) == 2


@pytest.mark.parametrize("form", ["Trang {}", "[{}]", "0{}"])
def test_numbers_of_pages_with_something_about_them(form):
    links = linkbuttons([form.format(number) for number in (2, 3)])
    pager = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{form.format(1)} {links}</div>").pager
    assert pager is not None and [link.label for link in pager.links] == ["2", "3"]


def test_a_pager_of_buttons():
    buttons = "".join(
        f'<input type="submit" class="ButtonPage" name="ctl00$pg{n}" value="{n}" {"disabled" if n == 2 else ""}>'
        for n in (1, 2, 3)
    )
    search = '<input type="submit" name="ctl00$find" value="Tìm kiếm">'
    pager = read(f"{search}<p>{entry(1)}</p><p>{entry(2)}</p><div>{buttons}</div>").pager
    assert pager is not None and pager.current == 2
    assert [(link.label, link.target, link.argument) for link in pager.links] == [
        ("1", "ctl00$pg1", None),
        ("3", "ctl00$pg3", None),
    ]


CLICKS = {
    "a cell": "<td onclick=\"__doPostBack('ctl00$grv','Page${0}')\">{0}</td>",
    "a text": "<span class=ButtonPage onclick=\"setTimeout('__doPostBack(\\'ctl00$grv\\',\\'Page${0}\\')', 0)\">"
    "<b>{0}</b></span> ",
    "a button that sends nothing": "<input type=button value={0} onclick=\"__doPostBack('ctl00$grv','Page${0}')\">",
    "a button of its own": "<button type=button onclick=\"__doPostBack('ctl00$grv','Page${0}')\">{0}</button>",
}


@pytest.mark.parametrize("click", CLICKS.values(), ids=CLICKS)
def test_a_pager_of_what_is_no_link_but_is_clicked(click):
    cells = "".join(f"<td>{n}</td>" if n == 2 else click.format(n) for n in (1, 2, 3))
    pager = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><table><tr>{cells}</tr></table>").pager
    assert pager is not None and pager.current == 2
    assert [(link.label, link.target, link.argument) for link in pager.links] == [
        ("1", "ctl00$grv", "Page$1"),
        ("3", "ctl00$grv", "Page$3"),
    ]


def test_a_pager_of_pictures_that_send_the_form():
    pictures = "".join(
        f'<input type="image" name="ctl00${name}" src="/{name}.gif" alt="{alt}">'
        for name, alt in (("back", "Trang trước"), ("next", "Trang sau"))
    )
    pager = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{pictures}</div>").pager
    assert pager is not None
    assert [(link.label, link.target) for link in pager.links] == [
        ("Trang trước", "ctl00$back.x"),
        ("Trang sau", "ctl00$next.x"),
    ]


def choice(options, before="Trang: ", name="ctl00$ddl"):
    return (
        f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{before}<select name='{name}'"
        f" onchange=\"javascript:setTimeout('__doPostBack(\\'{name}\\',\\'\\')', 0)\">{options}</select> / 3</div>"
    )


def test_a_pager_of_a_drop_down():
    options = "<option value=0>1</option><option value=1 selected>2</option><option value=2>3</option>"
    pager = read(choice(options)).pager
    assert pager is not None and pager.current == 2
    assert [(link.label, link.target, link.argument, link.value) for link in pager.links] == [
        (str(n + 1), "ctl00$ddl", "", str(n)) for n in range(3)
    ]


def test_months_and_numbers_of_entries_are_no_pager():
    months = "".join(f"<option>{month}</option>" for month in range(1, 13))
    assert read(choice(months, "Tháng: ", "ctl00$ddlThang")).pager is None
    sizes = "<option>10</option><option>20</option><option>50</option>"
    assert read(choice(sizes, "Số tin mỗi trang: ", "ctl00$ddlPageSize")).pager is None


@pytest.mark.parametrize(
    "pages",
    [
        " ".join(f"<a href='javascript:turn({n})'>{n}</a>" for n in (1, 2, 3)),
        "<table><tr><td>Trang:</td><td>1</td><td><u>2</u></td><td>3</td><td>...</td></tr></table>",
        "<b>1</b> | <i>2</i> | Trang sau",
    ],
)
def test_pages_that_are_counted_and_cannot_be_asked_for_are_a_problem(pages):
    page = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{pages}</div>")
    assert page.pager is not None and not page.pager.links
    assert page.problems == ("pager: the list may go on, in a way that is not understood",)


@pytest.mark.parametrize("below", ["27/08/2024 1 2 3", "1", "3 2 1", "Có 1 2 3 tin", "0 1 2 3 4 5 lượt"])
def test_other_numbers_below_a_list_count_no_pages(below):
    assert read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{below}</div>").pager is None


def test_a_last_page_that_stands_alone_in_its_window_has_a_pager():
    """Its only link leads back. Without a pager the page would look like a home page, for its boxes."""
    buttons = (
        '<input type="submit" name="c$b12" value="..."><input type="submit" name="c$b13" value="13" disabled>'
    )
    boxes = "".join(f"<h3>Mục {n}</h3><ul><li>{entry(n)}<li>{entry(n + 1)}</ul>" for n in (10, 20, 30))
    page = read(
        f"<div><h2>Hoạt động</h2><p>01/03/2024 {entry(1)}</p><div>Trang: {buttons}</div></div>{boxes}"
    )
    assert (page.kind, [item.title for item in page.items]) == ("list", ["Tin hoạt động 1"])
    assert page.pager is not None and [link.label for link in page.pager.links] == ["..."]


def test_a_calendar_is_no_pager():
    days = "".join(
        f'<td><a href="javascript:__doPostBack(&#39;cal&#39;,&#39;{9000 + day}&#39;)">{day}</a></td>'
        for day in range(1, 31)
    )
    calendar = f"<table><tr>{days}</tr></table>"
    pager = read(f"<p>{entry(1)}</p><p>{entry(2)}</p>{linkbuttons([1, 2])}{calendar}").pager
    assert pager is not None and [link.label for link in pager.links] == ["1", "2"]


def test_dates_and_counters_are_no_pager():
    assert read(f"<p>{entry(1)}</p><p>{entry(2)}</p><p>1 - 50 | 93983</p>").pager is None


def test_an_empty_list_says_so():
    page = read("<h1>Chuyên mục</h1><p>Nội dung đang được cập nhật</p>")
    assert page.kind == "list" and page.items == ()
    assert [problem.split(":")[0] for problem in page.problems] == ["items"]


POSTBACKS = "".join(
    f'<a href="javascript:__doPostBack(&#39;ctl00$grv&#39;,&#39;Page${n}&#39;)">{n}</a> ' for n in range(2, 5)
)


def test_form_fields_as_they_must_be_sent():
    form = """<form id="search"><input name="q" value="x"></form>
    <form method="post"><input type="hidden" name="__VIEWSTATE" value="/wEP&#43;A==">
    <input type="hidden" name="__EVENTVALIDATION" value=""><input name="ctl00$keyword" value="từ khóa">
    <select name="ctl00$year"><option value="2023">2023<option value="2024" selected>2024</select>
    <select name="ctl00$size"><option>20<option>50</select>
    <input type="checkbox" name="ctl00$a" checked><input type="checkbox" name="ctl00$b" value="1">
    <textarea name="ctl00$note">ghi chú</textarea><input type="submit" name="ctl00$go" value="Tìm">
    <input type="image" name="ctl00$img"><input name="ctl00$off" value="1" disabled></form>"""
    page = read(f"<div>{form}<p>{entry(1)}</p><p>{entry(2)}</p>{POSTBACKS}</div>")
    assert dict(page.pager.form) == {
        "__VIEWSTATE": "/wEP+A==",
        "__EVENTVALIDATION": "",
        "ctl00$keyword": "từ khóa",
        "ctl00$year": "2024",
        "ctl00$size": "20",
        "ctl00$a": "on",
        "ctl00$note": "ghi chú",
    }


def test_a_page_without_view_state_has_no_form():
    page = read(f"<form><input name='q' value='x'></form><p>{entry(1)}</p><p>{entry(2)}</p>{POSTBACKS}")
    assert page.pager.form == ()


def click(target, label):
    return f"<a href=\"javascript:__doPostBack('{target}','')\">{label}</a>"


PAGER = "<p>" + " ".join(click(f"ctl00$p$ctl0{n}", n) for n in range(2, 6)) + "</p>"


def test_the_first_entry_may_stand_larger_above_the_others_and_far_from_the_pager():
    first = f"<div><h2>{entry(1)}</h2><p>Hội nghị đã nghe báo cáo và thảo luận các giải pháp.</p></div>"
    rows = "".join(f"<li>{entry(n)} (20/08/2024)</li>" for n in range(2, 12))
    page = read(f"<h1>Hoạt động</h1>{first}<ul>{rows}</ul>{PAGER}")
    assert [item.title for item in page.items] == [f"Tin hoạt động {n}" for n in range(1, 12)]


def test_entries_side_by_side_in_the_rows_of_a_table_are_one_list():
    cell = "<td>{}<br>20/08/2024</td>"
    rows = "".join(f"<tr>{cell.format(entry(n))}{cell.format(entry(n + 1))}</tr>" for n in (1, 3, 5))
    page = read(f"<h1>Hoạt động</h1><table>{rows}</table>{PAGER}")
    assert [item.title for item in page.items] == [f"Tin hoạt động {n}" for n in range(1, 7)]


def onward(pager, number):
    rows = "".join(f"<li>{entry(n)}</li>" for n in range(1, 6))
    page = read(f"<h1>Hoạt động</h1><ul>{rows}</ul><div>{pager}</div>")
    link = CMS.next_page(page, number)
    return link and link.target


@pytest.mark.parametrize(
    "pager",
    [
        f"{click('c$first', '|&lt;')} {click('c$prev', '&lt;')} 2 / 9 {click('c$next', '&gt;')}",
        f"Trang <select><option>2</option></select> / 9 {click('c$next', '&gt;&gt;')}",
        f"{click('c$a', 1)} ... {click('d$b', 9)} <b>10</b> {click('c$next', 'Trang tiếp')}",
        f"Trang 2 trên 9 {click('c$prev', '◄')} {click('c$next', '►')}",
        f"2/9 {click('c$next', '<i class=fa-angle-right></i>')} {click('c$z', '<i class=fa-angle-double-right></i>')}",
        click("c$next", "<i class=x></i>").replace("<a ", "<a title='Trang sau' "),
    ],
)
def test_arrows_beside_a_count_of_pages_lead_on(pager):
    assert onward(pager, 11) == "c$next"


def test_arrows_of_a_slide_show_are_no_pager():
    assert (
        read(f"<ul><li>{entry(1)}</li></ul><p>{click('c$l', '&lt;')} {click('c$r', '&gt;')}</p>").pager
        is None
    )


def test_dots_before_the_last_window_lead_back():
    window = " ".join(click(f"c$ctl0{n - 10}", n) for n in (11, 12))
    assert onward(f"{click('c$ctl00', '...')} {window} <b>13</b>", 14) is None
    assert onward(f"{click('c$ctl00', '...')} {window} <b>13</b> {click('c$ctl04', '...')}", 14) == "c$ctl04"


def test_news_that_run_past_above_a_list_are_none_of_its_entries():
    rows = "".join(f"<li>{entry(n)} (20/08/2024)</li>" for n in range(2, 7))
    page = read(f"<div><span>Tin mới:</span> {entry(1)}</div><h1>Hoạt động</h1><ul>{rows}</ul>{PAGER}")
    assert [item.title for item in page.items] == [f"Tin hoạt động {n}" for n in range(2, 7)]


@pytest.mark.parametrize(
    ("below", "known"),
    [
        (click("c$x", "Lật trang"), False),
        ("<input type=image name=c$next src=/i/tiep.gif>", False),
        (click("c$next", "Trang sau"), True),
        (click("c$poll", "Xem kết quả bình chọn"), True),
        ("<a href=#>Lên đầu trang</a>", True),
    ],
)
def test_what_may_be_a_pager_and_cannot_be_read_is_a_problem(below, known):
    rows = "".join(f"<li>{entry(n)}</li>" for n in range(1, 6))
    problems = read(f"<h1>Hoạt động</h1><ul>{rows}</ul><p>{below}</p>").problems
    assert [problem.split(":")[0] for problem in problems] == ([] if known else ["pager"])


LONG = "Hội nghị triển khai nhiệm vụ trọng tâm sáu tháng cuối năm của ngành nông nghiệp tại các huyện số"


@pytest.mark.parametrize("heading", ["Tin đọc nhiều", "Tin mới"])
def test_long_titles_with_their_dates_are_the_list_beside_a_box_with_dates(heading):
    rows = "".join(
        f"<li>{entry(n).replace('Tin hoạt động', LONG)} <i>(0{n}/8/2024)</i></li>" for n in range(1, 6)
    )
    between = "<p>Tỉnh Sóc Trăng</p>" * 4
    cards = "".join(f"<div><h3>{entry(n)}</h3><time>0{n - 10}/7/2024</time></div>" for n in range(11, 16))
    items = read(f"<h1>Hoạt động</h1><ul>{rows}</ul>{between}<div><b>{heading}</b>{cards}</div>").items
    assert [item.title for item in items] == [f"{LONG} {n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "pager",
    [
        click("c$next", "Trang tiếp →"),
        "<input type=button value=' ' title='Trang sau' onclick=\"__doPostBack('c$next','')\">",
        "<input type=button value=' ' title='Next Page' onclick=\"__doPostBack('c$next','')\">",
    ],
)
def test_what_leads_on_by_an_arrow_or_by_its_title(pager):
    assert onward(pager, 2) == "c$next"


def test_an_arrow_whose_argument_leads_on_needs_no_count_beside_it():
    arrows = "".join(
        f"<td><a href=\"javascript:__doPostBack('c$grid','Page${name}')\">{label}</a></td>"
        for name, label in (("Prev", "&lt;"), ("Next", "&gt;"), ("Last", "&gt;|"))
    )
    page = read(f"<ul><li>{entry(1)}</li><li>{entry(2)}</li></ul><table><tr>{arrows}</tr></table>")
    link = CMS.next_page(page, 2)
    assert link is not None and (link.target, link.argument) == ("c$grid", "Page$Next")


def test_a_drop_down_may_count_the_pages_in_each_of_its_options():
    options = "".join(f"<option value={n}>Trang {n}/3</option>" for n in (1, 2, 3))
    pager = read(choice(options, "", "ctl00$ddl")).pager
    assert pager is not None and [link.label for link in pager.links] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "field",
    [
        "Trang <select name=p><option selected>1<option>2<option>3</select> / 3 <input type=submit value=Xem>",
        "<span>Trang:</span><input type=text name=p value=1><span>/ 3</span><input type=submit value='Đi'>",
        "<a class=js>1</a><a class=js>2</a><a class=js>3</a>",
    ],
)
def test_a_page_that_is_asked_for_in_a_field_is_a_problem(field):
    page = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{field}</div>")
    assert page.problems == ("pager: the list may go on, in a way that is not understood",)


def test_how_many_entries_a_page_has_is_no_page():
    sizes = "Số tin mỗi trang: <select name=s><option>10<option>20</select>"
    assert read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{sizes}</div>").problems == ()


def test_a_clock_above_the_list_is_no_date_where_each_row_has_its_own_below_the_title():
    rows = "".join(
        f"<tr><td><div>{entry(number)}</div><div>1{number}/12/2025</div></td></tr>" for number in range(4)
    )
    page = read(f"<div>Thứ sáu, ngày 13 tháng 2 năm 2026</div><table>{rows}</table>")
    assert [item.published_at for item in page.items] == [f"2025-12-1{number}" for number in range(4)]


@pytest.mark.parametrize(
    "below",
    [
        "<ul><li><a href='/muc/'>Bắt đầu</a></li><li><a href='/muc/'>1</a></li><li>2</li></ul>",
        "".join(f"<p>Dòng thứ {n}</p>" for n in range(20)) + "".join(f"<p>{n}</p>" for n in range(1, 32)),
    ],
)
def test_the_last_page_of_a_list_and_a_whole_month_far_below_lead_on_to_nothing(below):
    assert read(f"<p>{entry(1)}</p><p>{entry(2)}</p>{below}").problems == ()


def test_numbers_behind_scripts_with_a_link_that_leads_on_are_a_problem():
    links = "<a href='#' onclick='f(1)'>1</a> <b>2</b> <a href='#' onclick='f(3)'>Tiếp</a>"
    page = read(f"<p>{entry(1)}</p><p>{entry(2)}</p><div>{links}</div>")
    assert page.problems == ("pager: the list may go on, in a way that is not understood",)


def test_the_day_of_the_page_is_no_date_of_the_first_entry():
    rows = "".join(f"<li>{entry(n)}</li>" for n in range(5))
    items = read(f"<div>Thứ Tư, 12/8/2026 - 13:43:46</div><ul>{rows}</ul>").items
    assert [item.published_at for item in items] == [None] * 5


def test_a_date_that_only_a_style_parts_from_what_is_behind_it_is_the_entry_s():
    rows = "".join(
        f"<li>{entry(n)}<div><span>{n} Tháng Tám, 2026</span><span>Không có bình luận</span></div></li>"
        for n in range(1, 5)
    )
    items = read(f"<div>Thứ Tư, 12/9/2026 - 13:43:46</div><ul>{rows}</ul>").items
    assert [item.published_at for item in items] == [f"2026-08-0{n}" for n in range(1, 5)]
    assert {item.summary for item in items} == {None}
