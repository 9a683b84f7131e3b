"""The replica portal: does it say what its truth says, and behave as a vnPortal does?"""

from __future__ import annotations

import http.client
import re
import time
import unicodedata
from dataclasses import fields, replace
from html import unescape
from itertools import count
from urllib.parse import quote, urlencode, urljoin, urlsplit

import pytest
from lxml import html

from crawler.replica import Replica
from crawler.replica.__main__ import main
from crawler.replica.server.pager import pager_row
from crawler.replica.site.addresses import FORMS, article_address, asked, cased_slug, lower_slug
from crawler.replica.site.writing import seed_article

SKINS = ("tables", "blocks")
GATHERED = "ubnd-stg/1270/27101/52101/Tin-trong-tinh/"
BLOCKS = "//*[not(self::a or self::b or self::i or self::em or self::strong or self::font or self::span)]"
CULTURE = "svhttdl/1294/33310/64410/Van-hoa---Xa-hoi/"


@pytest.fixture(scope="module", params=SKINS)
def portal(request):
    """A portal in its first generation, for tests that do not turn its clock."""
    with Replica(request.param) as running:
        yield running


def ask(address: str, form: dict[str, str] | None = None, **headers: str):
    """(status, headers, body) of one request, redirects not followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    target = quote(parts.path or "/", safe="/%") + (
        f"?{quote(parts.query, safe='=&%+')}" if parts.query else ""
    )
    try:
        if form is None:
            connection.request("GET", target, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", target, urlencode(form), headers)
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        connection.close()


def tree(body: bytes):
    return html.fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def text(body: bytes) -> str:
    """What a visitor reads, in normal form."""
    shown = tree(body)
    for hidden in shown.xpath("//script | //style | //select"):
        hidden.drop_tree()
    for block in shown.xpath(BLOCKS):
        block.text = f" {block.text or ''}"
        block.tail = f" {block.tail or ''}"
    composed = unicodedata.normalize("NFC", shown.text_content())
    return " ".join(re.sub("[\u200b-\u200f\u2060\ufeff\u00ad]", "", composed).split())


def form_of(body: bytes) -> dict[str, str]:
    return {field.get("name"): field.get("value") for field in tree(body).xpath("//input[@type='hidden']")}


def pager_of(body: bytes) -> list[tuple[str, str]]:
    """(label, argument) of each pager link."""
    links = tree(body).xpath("//a[starts-with(@href, 'javascript:__doPostBack')]")
    return [(link.text, re.search(r"'(Page\$\d+)'", link.get("href"))[1]) for link in links]


def jump(address: str, body: bytes, argument: str, **changed: str):
    target = re.search(r"__doPostBack\(&#39;(.+?)&#39;", body.decode())[1]
    form = form_of(body) | {"__EVENTTARGET": unescape(target), "__EVENTARGUMENT": argument} | changed
    return ask(address, form)


def walk(address: str):
    """The bodies of all pages of a list, in order."""
    _, _, body = ask(address)
    before: set[str] = set()
    for number in count(2):
        if listed_ids(body) == before:
            return  # the last page again
        before = listed_ids(body)
        yield body
        if f"Page${number}" not in [argument for _, argument in pager_of(body)]:
            return
        status, _, body = jump(address, body, f"Page${number}")
        assert status == 200


def ids_of(body: bytes) -> set[str]:
    """The ids of the articles that a page links."""
    found = set()
    for href in tree(body).xpath("//a/@href"):
        parts = urlsplit(href)
        wanted = None if parts.scheme == "javascript" else asked(f"{parts.path}?{parts.query}")
        if wanted and wanted.article:
            found.add(str(wanted.article))
    return found


def listed_ids(body: bytes) -> set[str]:
    """The ids of the articles in the list itself, not those beside it."""
    lists = tree(body).xpath("//table[@id='ctrl_191017_163_grvArticle'] | //ul[@class='ArticleList']")
    return ids_of(html.tostring(lists[0])) if lists else set()


def grid(rows) -> tuple[tuple[str, ...], ...]:
    """The cells of a table, what spans several rows or columns in each of them."""
    places: dict[tuple[int, int], str] = {}
    for top, row in enumerate(rows):
        left = 0
        for cell in row.xpath("./td"):
            while (top, left) in places:
                left += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    places[top + down, left + right] = " ".join(cell.text_content().split())
    return tuple(
        tuple(places[at] for at in sorted(each for each in places if each[0] == top))
        for top in range(len(rows))
    )


def assert_says(body: bytes, article) -> None:
    """The page says all of `article`'s texts, in the order of the truth, and links its files."""
    shown = text(body)
    place = shown.index(article.title)
    for piece in (article.summary, *article.body):
        if piece:
            place = shown.index(piece, place)
    for piece in (caption for caption, _ in article.captions):
        assert piece in shown
    for piece in (article.author, article.department):
        if piece:
            place = shown.index(piece, place)
    tables = [
        grid(rows) for table in tree(body).xpath("//table[@border='1']") if (rows := table.xpath(".//tr"))
    ]
    assert tuple(tables) == article.tables
    pictures = [src.split("?")[0] for src in tree(body).xpath("//img[@alt='anh tin bai']/@src")]
    assert tuple(pictures) == article.images
    links = {(a.get("href"), a.text) for a in tree(body).xpath("//a")}
    assert links.issuperset(article.attachments)
    assert not article.attachments or shown.count(article.attachments[0][1])


def test_the_seed_article_is_word_for_word_and_its_counters_start_where_they_stood(portal):
    with Replica() as fresh:
        _, _, body = ask(f"{fresh.home}Default.aspx?sname=vpubnd&sid=1292&id=392000")
    seed = next(article for article in portal.truth() if article.cms_id == "392000")
    assert len(seed.body) == 7
    assert [caption.split(" - ")[0] for caption, _ in seed.captions] == [
        "Đồng chí Hồ Thị Cẩm Đào",
        "Đồng chí Trần Văn Lâu",
        "Đại tá Bùi Quốc Khánh",
    ]
    assert (seed.department, seed.author, seed.summary) == ("Phòng Nội chính", None, None)
    assert "• Đang online: 94 • Hôm nay: 430 • Trong tuần: 4 755 • Tất cả: 1561138" in text(body)
    assert "Địa chỉ: 01 Châu Văn Tiếp, phường 2, thành phố Sóc Trăng, tỉnh Sóc Trăng" in text(body)
    assert_says(body, seed)


@pytest.mark.parametrize("skin", SKINS)
def test_every_page_of_every_generation_says_the_truth(skin):
    with Replica(skin) as portal:
        for generation in range(portal.generations):
            for article in portal.truth():
                status, _, body = ask(f"{portal.home}Default.aspx?id={article.cms_id}")
                assert status == 200
                assert_says(body, article)
            if generation + 1 < portal.generations:
                portal.advance()
        with pytest.raises(ValueError):
            portal.advance()


def test_clerks_habits_are_all_there(portal):
    raw = b"".join(ask(f"{portal.home}Default.aspx?id={article.cms_id}")[2] for article in portal.truth())
    page = raw.decode()
    assert "\u200b" in page and "\ufeff" in page and "\u00ad" in page
    assert re.search("&[aeo]circ;[\u0300-\u036f]", page)
    assert unicodedata.normalize("NFC", page) != page
    assert re.search(r'(?i)(src|href)="/SiteFolders/[^"]* [^"]*\(', page)
    for said in ("Lượt xem: ", "Ngày đăng ", "(GMT+7)", "Bài và ảnh: "):
        assert said in page


def test_an_article_answers_at_every_form_of_address_and_host():
    with Replica() as portal:
        seed = seed_article()
        wrong = replace(seed, title="Một tựa đề khác")
        addresses = [article_address(article, form) for article in (seed, wrong) for form in FORMS]
        addresses += ["/mDefault.aspx?title=x&id=392000", "/vpubnd/1292/1/63645/392000/x/y.aspx"]
        for home in portal.homes:
            for address in addresses:
                _, _, body = ask(urljoin(home, address))
                assert seed.title in text(body), address
        assert len({urlsplit(home).netloc for home in portal.homes}) == 3


def test_slugs_are_of_both_styles():
    assert cased_slug("Văn hóa - Xã hội") == "Van-hoa---Xa-hoi"
    assert cased_slug("Tuần 34 (Ngày 14-16/8/2023)") == "Tuan-34--Ngay-14-16-8-2023-"
    assert lower_slug("Đảng ủy - Công an (tỉnh)") == "dang-uy-cong-an-tinh"
    assert len(lower_slug("nghị quyết " * 20)) <= 97


def test_a_list_is_walked_to_its_end_by_postback_alone(portal):
    seen = [listed_ids(body) for body in walk(portal.home + GATHERED)]
    expected = {article.cms_id for article in portal.truth() if article.in_lists}
    assert set().union(*seen) == expected
    assert sum(map(len, seen)) == len(expected)
    assert len(seen) > 20, "two windows of the pager and more"


def test_the_pager_is_a_window_of_ten():
    def labels(shown: int, pages: int) -> str:
        return " ".join(
            f"[{leaf.label}]" if leaf.page is None else leaf.label for leaf in pager_row(shown, pages)
        )

    assert labels(1, 1) == "[1]"
    assert labels(1, 25) == "[1] 2 3 4 5 6 7 8 9 10 ..."
    assert labels(12, 25) == "... 11 [12] 13 14 15 16 17 18 19 20 ..."
    assert labels(25, 25) == "... 21 22 23 24 [25]"
    assert [leaf.page for leaf in pager_row(12, 25) if leaf.label == "..."] == [10, 21]


def test_the_last_page_repeats_where_the_pager_leads_on(portal):
    address = portal.home + CULTURE
    *_, last = walk(address)
    label, beyond = pager_of(last)[-1]
    status, _, again = jump(address, last, beyond)
    assert (label, status) == ("...", 200)
    assert listed_ids(again) == listed_ids(last)


def test_page_in_the_address_is_ignored(portal):
    _, _, plain = ask(portal.home + GATHERED)
    _, _, paged = ask(f"{portal.home}{GATHERED}?page=3")
    assert listed_ids(plain) == listed_ids(paged)


def test_hidden_fields_must_come_back_as_last_given(portal):
    address = portal.home + GATHERED
    _, _, first = ask(address)
    status, _, second = jump(address, first, "Page$2")
    assert status == 200
    assert form_of(second)["__VIEWSTATE"] != form_of(first)["__VIEWSTATE"]

    def refused(body: bytes, argument: str, at: str = address, **changed: str) -> bool:
        status, _, page = jump(at, body, argument, **changed)
        assert status in (200, 500)
        return status == 500 and "Server Error" in page.decode()

    assert not refused(first, "Page$2"), "a lost reply may be asked for again"
    assert refused(first, "Page$3"), "stale"
    assert not refused(second, "Page$3")
    assert refused(second, "Page$17"), "not offered"
    _, _, other = ask(portal.home + CULTURE)
    assert refused(other, "Page$2"), "foreign"
    assert refused(second, "Page$4", __VIEWSTATE=form_of(first)["__VIEWSTATE"]), "mixed"
    _, _, fresh = ask(address)
    assert refused(fresh, "Page$2", __VIEWSTATE="")
    assert refused(fresh, "Page$2", __VIEWSTATEGENERATOR="00000000")
    assert refused(fresh, "Page$2", __EVENTVALIDATION="")
    assert refused(fresh, "Page$2", __EVENTTARGET="ctrl_1")
    form = form_of(fresh) | {"__EVENTTARGET": "ctrl_191017_163$grvArticle", "__EVENTARGUMENT": "Page$2"}
    del form["__VIEWSTATEENCRYPTED"]
    assert ask(address, form)[0] == 500
    assert not refused(fresh, "Page$2")


def test_walks_in_parallel_do_not_disturb_each_other(portal):
    address = portal.home + GATHERED
    walks = [ask(address)[2] for _ in range(2)]
    for page in (2, 3, 4):
        for number, body in enumerate(walks):
            status, _, walks[number] = jump(address, body, f"Page${page}")
            assert status == 200
    assert listed_ids(walks[0]) == listed_ids(walks[1])


def test_an_encrypted_view_state_is_new_from_first_to_last_byte_and_still_works():
    with Replica(encrypted=True) as portal:
        one, two = (form_of(ask(portal.home + GATHERED)[2])["__VIEWSTATE"] for _ in range(2))
        same = sum(a == b for a, b in zip(one, two, strict=True))
        assert same < len(one) / 20
        assert jump(portal.home + GATHERED, ask(portal.home + GATHERED)[2], "Page$2")[0] == 200


def test_every_article_is_found_from_the_home_page(portal):
    """By links and pagers alone, on the main host alone."""
    queue, done, articles = ["/"], set(), set()
    while queue:
        path = queue.pop()
        if path in done or path.startswith(("/vi/", "/Admin/")):
            continue
        done.add(path)
        wanted = asked(path)
        address = urljoin(portal.home, path)
        for body in walk(address) if wanted.category else [ask(address)[2]]:
            articles |= ids_of(body)
            links = [href for href in tree(body).xpath("//a/@href") if href.startswith("/")]
            queue.extend(href for href in links if (found := asked(href)) and not found.article)
    assert articles == {article.cms_id for article in portal.truth()}
    assert any(not article.in_lists for article in portal.truth())


def test_each_edit_changes_one_field_and_markup_changes_none():
    with Replica() as portal:
        history = portal.history()
        edits = {}
        for cms_id, line in history.items():
            for generation in range(1, portal.generations):
                before, after = line[generation - 1], line[generation]
                if before and after and before != after:
                    edits[cms_id, generation] = {
                        field.name
                        for field in fields(before)
                        if getattr(before, field.name) != getattr(after, field.name)
                    }
        derived = [{"published_at", "listed_on"}, {"captions", "images"}]
        assert all(len(changed) == 1 or changed in derived for changed in edits.values())
        changed = set().union(*edits.values())
        assert changed >= {
            "title", "summary", "body", "captions", "department", "author", "published_at", "category",
            "attachments", "tables",
        }  # fmt: skip
        assert not any(generation == 5 for _, generation in edits)
        assert edits["392000", 2] == {"captions"}
        assert any(
            line[1] and line[2] != line[1] and line[4] == line[1] and line[2] for line in history.values()
        ), "an edit that was taken back"
        assert any(line[1] and not line[2] and line[4] == line[1] for line in history.values()), "put back"
        assert any(line[0] is None and line[1] for line in history.values()), "published later"

        portal.advance(4)
        before = ask(f"{portal.home}Default.aspx?id=392000")[2]
        portal.advance()
        after = ask(f"{portal.home}Default.aspx?id=392000")[2]
        assert before.count(b"<STRONG>") == 0 < after.count(b"<STRONG>")


def test_what_is_gone_answers_in_all_the_ways_that_portals_have():
    with Replica("blocks") as portal:
        gone, ways = set(), set()
        for _ in range(1, portal.generations):
            before = {article.cms_id for article in portal.truth()}
            portal.advance()
            now = {article.cms_id for article in portal.truth()}
            gone = (gone | before) - now
            for cms_id in gone:
                status, headers, body = ask(f"{portal.home}Default.aspx?id={cms_id}")
                if status == 302:
                    ways.add("home")
                    assert "id=" not in headers["Location"].replace("sid=", "").replace("pageid=", "")
                elif "Không tìm thấy" in text(body):
                    ways.add(status)
                    assert "Thống kê truy cập" in text(body) or "Số lượt truy cập" in text(body)
                else:
                    assert pager_of(body) or listed_ids(body)
                    ways.add("list")
        assert ways == {"home", 200, 404, "list"}
        assert ask(f"{portal.home}Default.aspx?id=999998")[0] == 200
        assert ask(f"{portal.home}Default.aspx?id=999999")[0] == 404


def test_an_article_not_yet_published_is_not_there():
    with Replica() as portal:
        late = next(cms_id for cms_id, line in portal.history().items() if line[0] is None)
        assert "Không tìm thấy" in text(ask(f"{portal.home}Default.aspx?id={late}")[2])
        portal.advance(portal.generations - 1)
        assert "Không tìm thấy" not in text(ask(f"{portal.home}Default.aspx?id={late}")[2])


def test_counters_tick_at_each_reply_and_the_log_knows_what_was_shown():
    with Replica("blocks") as portal:
        article = next(a for a in portal.truth() if a.site == "snnptnt")
        for _ in range(3):
            _, _, body = ask(f"{portal.home}Default.aspx?id={article.cms_id}")
            request = portal.log[-1]
            assert f"Lượt xem: {request.views}" in text(body)
            assert f"Online: {request.visits.online} Số lượt truy cập: {request.visits.total}" in text(body)
        views = [request.views for request in portal.log]
        totals = [request.visits.total for request in portal.log]
        assert views == [views[0], views[0] + 1, views[0] + 2]
        assert totals == [54283689, 54283690, 54283691]


def test_number_formats_of_the_boxes_differ(portal):
    boxes = {
        site.sname: text(ask(f"{portal.home}Default.aspx?sname={site.sname}&sid={site.sid}")[2])
        for site in portal.sites
    }
    assert re.search(r"Tổng: 4\.79\d\.\d{3}", boxes["ubnd-stg"])
    assert re.search(r"Trong tuần: \d \d{3} ", boxes["vpubnd"])
    assert re.search(r"Tất cả: 15\d{5} ", boxes["vpubnd"])
    assert re.search(r"Tất cả: 2,\d{3},\d{3}", boxes["tpsoctrang"])


def test_some_picture_addresses_carry_the_time_of_the_request():
    with Replica("tables") as portal:
        found = 0
        for article in portal.truth():
            pages = []
            for _ in range(2):
                pages.append(ask(f"{portal.home}Default.aspx?id={article.cms_id}")[2])
                time.sleep(0.002)  # the addresses tell the millisecond
            times = [set(re.findall(rb"t=(\d{13})", page)) for page in pages]
            if times[0]:
                found += 1
                assert times[0] != times[1]
        assert found


def test_pictures_and_documents_are_real_and_a_missing_one_is_a_page(portal):
    heads = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-1."}
    paths = {path for article in portal.truth() for path in article.images}
    paths |= {href for article in portal.truth() for href, _ in article.attachments if href.startswith("/")}
    missing, contents = 0, set()
    for path in paths:
        status, headers, body = ask(urljoin(portal.home, quote(path)))
        assert status == 200
        if portal.file(path) is None:
            missing += 1
            assert headers.get_content_type() == "text/html" and "Không tìm thấy" in text(body)
        else:
            assert body.startswith(heads[path.rsplit(".", 1)[1].lower()])
            assert body == portal.file(path)
            assert ask(urljoin(portal.home, quote(path)), **{"If-None-Match": headers["ETag"]})[0] == 304
            contents.add(body)
    assert missing and len(contents) == len(paths) - missing


def test_faults_happen_as_often_as_asked():
    with Replica() as portal:
        seed = f"{portal.home}Default.aspx?id=392000"
        portal.fail("id=392000", 503, times=2)
        replies = [ask(seed) for _ in range(3)]
        assert [status for status, _, _ in replies] == [503, 503, 200]
        assert replies[0][1]["Retry-After"] == "1"
        portal.fail("392000", "drop")
        with pytest.raises(ConnectionError):
            ask(seed)
        assert portal.log[-1].status is None
        portal.fail("392000", "truncate")
        with pytest.raises(http.client.IncompleteRead):
            ask(seed)
        portal.fail("Page$2", 500)
        _, _, body = ask(portal.home + GATHERED)
        assert jump(portal.home + GATHERED, body, "Page$2")[0] == 500
        assert jump(portal.home + GATHERED, body, "Page$2")[0] == 200
        portal.fail("", "challenge", times=None)
        assert {ask(address)[0] for address in (seed, portal.home)} == {403}
        portal.heal()
        portal.fail("", "shell", times=None)
        assert ask(seed)[2] == ask(portal.home)[2]
        portal.heal()
        assert ask(seed)[0] == 200


def test_snares_lie_about_and_whoever_calls_a_stranger_is_noted():
    with Replica() as portal:
        pages = {
            a.cms_id: ask(f"{portal.home}Default.aspx?id={a.cms_id}")[2].decode() for a in portal.truth()
        }
        assert any(portal.stranger in page for page in pages.values())
        assert any('"http://192.168.1.10/' in page for page in pages.values())
        assert any('"/loop/1"' in page for page in pages.values())
        status, headers, _ = ask(f"{portal.home}chuyen-huong/1")
        assert status == 302 and headers["Location"].startswith(portal.stranger)
        ask(headers["Location"])
        assert f"http://{portal.log[-1].host}" == portal.stranger
        assert ask(f"{portal.home}loop/1")[1]["Location"] == "/loop/2"
        assert ask(f"{portal.home}loop/2")[1]["Location"] == "/loop/1"
        assert b"Disallow: /Admin/" in ask(f"{portal.home}robots.txt")[2]
        _, _, body = ask(f"{portal.home}Default.aspx?sname=svhttdl&sid=1294")
        assert b'"/vi/en/"' in body
        _, _, body = ask(f"{portal.home}vi/en/")
        assert b'"/vi/en/en/"' in body and listed_ids(body)


def test_the_same_seed_gives_the_same_portal_and_the_size_is_as_asked():
    with Replica(seed=3, articles=200) as one, Replica("blocks", seed=3, articles=200) as two:
        assert one.truth() == two.truth()
        assert len(one.truth()) == 200
    with Replica(seed=4, articles=5) as other:
        assert len(other.truth()) == 5
        assert other.truth()[0] != one.truth()[0]
        assert other.departments()
        other.advance(other.generations - 1)
        assert len(other.truth()) > 5


def test_ids_and_titles_are_as_on_the_real_portal():
    with Replica() as portal:
        articles = portal.truth()
        assert len({article.cms_id for article in articles}) == len(articles)
        assert all(330_000 < int(article.cms_id) < 412_000 for article in articles)
        dates = [article.listed_on for article in sorted(articles, key=lambda a: int(a.cms_id))]
        seed = dates.pop([a.cms_id for a in sorted(articles, key=lambda a: int(a.cms_id))].index("392000"))
        assert dates == sorted(dates) and seed == "2024-08-27"
        lengths = sorted(sum(map(len, article.body)) for article in articles)
        assert lengths[0] == 0 and lengths[len(lengths) // 2] > 800


def test_a_redesign_is_the_other_skin_without_a_box():
    with Replica("tables") as portal:
        before = portal.truth()
        portal.redesign()
        _, _, body = ask(f"{portal.home}Default.aspx?id=392000")
        assert "Thống kê truy cập" not in text(body)
        assert tree(body).xpath("//h1") and portal.truth() == before
        assert portal.log[-1].visits is None


def test_one_connection_serves_many_requests_and_none_after_the_end():
    with Replica() as portal:
        parts = urlsplit(portal.home)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        for _ in range(3):
            connection.request("GET", "/")
            assert len(connection.getresponse().read()) > 35_000
    with pytest.raises(ConnectionError):
        connection.request("GET", "/")
        connection.getresponse()
    connection.close()


def test_the_foreground_server_explains_its_options(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["replica", "--help"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert "--generation" in capsys.readouterr().out
