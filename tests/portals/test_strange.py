"""Portals on many systems, by the documented way: `portals new`, then `crawl`, and not a line by hand."""

import itertools
import json
import re
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.support.portal import luutru, rows, value
from tests.support.strange import CATEGORIES, Strange, items, numbers, onward, slug


def paged(first, further):
    return lambda name, page: first.format(name) if page == 1 else further.format(name, page, (page - 1) * 8)


NUKE = paged("/news/{}/", "/news/{}/page-{}/")
WORDPRESS = paged("/{}/", "/{}/page/{}/")
JOOMLA = paged("/index.php/{}", "/index.php/{0}?start={2}")
SHAREPOINT = paged("/Pages/{}.aspx", "/Pages/{0}.aspx?Paged=TRUE&PageFirstRow={2}")
OWN = paged("/chuyen-muc/{}", "/chuyen-muc/{}/trang-{}.htm")
SUFFIX = paged("/{}", "/{}-p{}")
BARE = paged("/{}", "/{}/{}")


def more(attribute, base):
    return lambda name, page, last: f"<button {attribute}='{base}?cat={name}&amp;page=2'>Xem thêm</button>"


def drop_down(name, page, last):
    options = "".join(f"<option value='{SUFFIX(name, n)}'>{n}</option>" for n in range(1, last + 1))
    return f"<select onchange='location=this.value'>{options}</select>"


def by_function(name, page, last):
    script = f"<script>function goPage(n) {{ location.href = '/{name}-p' + n; }}</script>"
    return script + " ".join(f"<a href='javascript:goPage({n})'>{n}</a>" for n in range(1, last + 1))


def own(pager=None, **changes):
    """A portal on no known CMS. `changes` are patterns and what stands in their place on its pages."""
    portal = Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html", SUFFIX, pager or numbers(SUFFIX)
    )
    answer = portal.answer

    def changed(path):
        status, kind, text = answer(path)
        for pattern, other in changes.values():
            text = re.sub(pattern, other, text)
        return status, kind, text

    portal.answer = changed
    return portal


def splash(page):
    """A portal whose first page is `page`, and its home page behind it."""
    portal = own()
    answer = portal.answer
    portal.answer = lambda path: (
        (200, "text/html", page) if path == "/" else answer("/" if path == "/trang-chu.html" else path)
    )
    return portal


MENU = r"<ul class='menu'>.*?</ul>"
SCRIPTS = {
    "json": "<script type='application/json'>["
    + ",".join(f'{{"Name": "M\\u1ee5c {each}", "ShortURL": "\\/{each}"}}' for each in CATEGORIES)
    + "]</script>",
    "object": "<script>var m = {items: ["
    + ",".join(f"{{title: '{each}', link: '/{each}'}}" for each in CATEGORIES)
    + "]};</script>",
    "markup": "<script>document.write('"
    + "".join(f'<a href="/{each}">{each}</a>' for each in CATEGORIES)
    + "')</script>",
}
"""Menus that scripts alone know."""
ENTRY = r"<h3><a href='([^']*)'>([^<]*)</a></h3>"
PORTALS = {
    "nukeviet": lambda: Strange(
        lambda e: f"/news/{e.category}/{slug(e.title)}-{e.number}.html", NUKE, numbers(NUKE),
        head="<meta name='generator' content=\"NukeViet v4\">",
    ),
    "wordpress": lambda: Strange(
        lambda e: f"/{slug(e.title)}/", WORDPRESS, onward(WORDPRESS, "Older posts"),
        head="<link href='/wp-content/a.css'>"
    ),
    "joomla": lambda: Strange(
        lambda e: f"/index.php/{e.category}/{e.number}-{slug(e.title)}", JOOMLA, numbers(JOOMLA)
    ),
    "sharepoint": lambda: Strange(
        lambda e: f"/Pages/chi-tiet.aspx?ItemID={e.number}&Cat={e.category}", SHAREPOINT, onward(SHAREPOINT, "Tiếp"),
        head="<script>_spPageContextInfo</script>",
    ),
    "unknown-slugs": lambda: Strange(lambda e: f"/bai-viet/{slug(e.title)}", OWN, numbers(OWN)),
    "unknown-suffix": lambda: Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html", SUFFIX, numbers(SUFFIX)
    ),
    "unknown-bare": lambda: Strange(lambda e: f"/{e.category}/{slug(e.title)}/{e.number}", BARE, numbers(BARE)),
    "button-html": lambda: Strange(
        lambda e: f"/{slug(e.title)}-a{e.number}.html", paged("/{}.html", ""), more("data-url", "/ajax/load")
    ),
    "short-titles": lambda: Strange(lambda e: f"/bai/{e.number}", OWN, numbers(OWN), short=True),
    "short-slugs": lambda: Strange(lambda e: f"/{slug(e.title)}", BARE, numbers(BARE), short=True),
    "drop-down": lambda: own(drop_down),
    "function": lambda: own(by_function),
    "details": lambda: own(entry=(ENTRY, r"<h3>\2</h3><a href='\1'>Xem chi tiết</a>")),
    "sent-on": lambda: splash("<html><head><meta http-equiv='refresh' content='0; url=/trang-chu.html'></head></html>"),
    "in-frames": lambda: splash("<html><frameset><frame src='/a.html'><frame src='/trang-chu.html'></frameset></html>"),
    "picture-first": lambda: splash("<html><body><a href='/trang-chu.html'><img src='/a.png'></a></body></html>"),
    "pictures-alone": lambda: own(
        entry=(ENTRY + "(<span>.*?</span>)<p>.*?</p>", r"<a href='\1'><img src='/a.jpg'></a>")
    ),
    **{
        f"menu-in-{kind}": lambda script=script: own(menu=(MENU, script.replace("\\", r"\\")))
        for kind, script in SCRIPTS.items()
    },
    "button-json": lambda: Strange(
        lambda e: f"/tin/{e.category}/{slug(e.title)}-{e.number}", paged("/tin/{}", ""), more("data-next", "/api/list")
    ),
}  # fmt: skip


def taken_up(name, portal, tmp_path, code=0):
    portal.fragment("/ajax/load")
    if name == "button-json":
        portal.fragment("/api/list", "json")
    luutru("portals", "new", "la", "--home", portal.home, "--delay=0", cwd=tmp_path)
    return crawl(tmp_path, code=code)


def crawl(tmp_path, *more, code=0):
    pace = ["--delay=0", "--quiet", "--media=none", "--contact=a@example.org"]
    return luutru("crawl", "la", "--archive", tmp_path / "a.db", *pace, *more, code=code)


@pytest.mark.parametrize("name", PORTALS)
def test_every_article_is_found_once_and_nothing_has_to_be_written(name, tmp_path):
    with PORTALS[name]() as portal:
        taken_up(name, portal, tmp_path)
        found = rows(tmp_path / "a.db", "select title, versions from articles where state = 'live'")
        assert sorted(row["title"] for row in found) == sorted(each.title for each in portal.items)
        assert {row["versions"] for row in found} == {1}


def test_years_at_the_end_of_slugs_are_no_ids(tmp_path):
    with Strange(lambda e: f"/{slug(e.title)}.html", OWN, numbers(OWN)) as portal:
        for each in portal.items:
            object.__setattr__(
                each, "title", each.title.partition(" lần")[0].partition(" ngày")[0] + " ngày 9-4-2022"
            )
        taken_up("", portal, tmp_path)
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)


def test_an_id_that_is_that_of_two_articles_raises_an_alarm_and_both_are_kept(tmp_path):
    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-{e.number % 30}.html", OWN, numbers(OWN)
    ) as portal:
        (tmp_path / "portals").mkdir()
        forms = 'article = ["/{category}/{slug}-{id}.html"]\nlist = ["/chuyen-muc/{category}[/trang-{page}.htm]"]\n'
        file = tmp_path / "portals" / "la.toml"
        file.write_text(f'home = "{portal.home}"\n[addresses]\n{forms}', "utf-8")
        said = luutru(
            "crawl", "la", "--archive", tmp_path / "a.db", "--delay=0", "--quiet", "--contact=a@b.vn", code=3
        ).stderr
        assert "identity" in said
        archive = tmp_path / "a.db"
        found = rows(archive, "select title, versions from articles")
        assert sorted(row["title"] for row in found) == sorted(each.title for each in portal.items)
        assert {row["versions"] for row in found} == {1}
        luutru("extract", "--all", "--archive", archive)
        assert rows(archive, "select title, versions from articles order by title") == sorted(
            found, key=lambda row: row["title"]
        )
        file.write_text(file.read_text("utf-8").replace("{id}", "{number}"), "utf-8")
        luutru("extract", "--archive", archive)
        luutru("verify", "--archive", archive)
        luutru("status", "--archive", archive, "--ack")
        luutru("crawl", "la", "--archive", archive, "--delay=0", "--quiet", "--contact=a@b.vn")
        found = rows(archive, "select title, versions from articles")
        assert sorted(row["title"] for row in found) == sorted(each.title for each in portal.items)
        assert {row["versions"] for row in found} == {1}


def test_a_list_that_goes_on_in_a_way_not_understood_raises_an_alarm(tmp_path):
    with Strange(
        lambda e: f"/tin/{slug(e.title)}-{e.number}.html",
        paged("/muc/{}", ""),
        lambda name, page, last: "<button onclick='tai()'>Tải thêm</button>",
    ) as portal:
        assert "pager" in taken_up("", portal, tmp_path, code=3).stderr


def test_lists_that_all_end_after_as_many_entries_raise_an_alarm(tmp_path):
    """As where a script waits for the reader to scroll."""
    with own(lambda name, page, last: "<div id='end'></div><script>watch('#end')</script>") as portal:
        assert "pager" in taken_up("", portal, tmp_path, code=3).stderr


def test_articles_of_a_form_that_the_file_does_not_name_raise_an_alarm(tmp_path):
    with PORTALS["nukeviet"]() as portal:
        (tmp_path / "portals").mkdir()
        text = (
            f'home = "{portal.home}"\n[addresses]\narticle = ["/bai/{{id}}"]\nlist = ["/news/{{category}}"]\n'
        )
        (tmp_path / "portals" / "la.toml").write_text(text, "utf-8")
        pace = ["--delay=0", "--quiet", "--contact=a@example.org"]
        luutru("crawl", "la", "--archive", tmp_path / "a.db", *pace, code=1)
        kinds = {row["kind"] for row in rows(tmp_path / "a.db", "select kind from alarms")}
        assert {"forms", "empty-lists"} <= kinds


def written(file, answers):
    """Writes a WARC file with answers to paths."""
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for path, (status, kind, text) in answers:
            leads = ("Location", kind) if status == 302 else ("Content-Type", f"{kind}; charset=utf-8")
            http = StatusAndHeaders(f"{status} OK", [leads], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://la.gov.vn{path}", "response", payload=BytesIO(text.encode()), http_headers=http
            )
            writer.write_record(record)


@pytest.mark.parametrize("home", ["/", "/vi/index.html"])
def test_a_dead_portal_is_learned_from_its_captures(home, tmp_path):
    with PORTALS["unknown-suffix"]() as portal:
        file = tmp_path / "la.warc.gz"
        portal.pages |= {"/robots.txt": (200, "text/plain", "User-agent: *"), home: portal.answer("/")}
        if home != "/":
            portal.pages["/"] = (302, home, "")
        paths = [
            "/robots.txt",
            "/",
            home,
            *(portal.listing(name, 1) for name in CATEGORIES),
            *map(portal.article, portal.items),
        ]
        written(file, [(path, portal.answer(path)) for path in paths])
        luutru("portals", "new", "la", "--warc", file, cwd=tmp_path)
        luutru("import", "--archive", tmp_path / "a.db", file, cwd=tmp_path)
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)


def test_a_portal_whose_last_captures_are_a_notice_is_learned_from_those_before(tmp_path):
    with PORTALS["unknown-suffix"]() as portal:
        paths = ["/", *(portal.listing(name, 1) for name in CATEGORIES), *map(portal.article, portal.items)]
        closed = (200, "text/html", "<html><body><p>Cổng đã ngừng hoạt động từ 01/7/2025.</p></body></html>")
        answers = [(path, portal.answer(path)) for path in paths]
        written(tmp_path / "la.warc.gz", [*answers, *((path, closed) for path in paths[5:])])
        luutru("portals", "new", "la", "--warc", tmp_path / "la.warc.gz", cwd=tmp_path)
        assert "{slug}-post{id}.html" in (tmp_path / "portals" / "la.toml").read_text("utf-8")


def about(archive):
    told = json.loads(luutru("status", "--archive", archive, "--json").stdout)["completeness"]
    return [(each["articles"], each["about"], each["by"], each["where"]) for each in told]


def test_status_says_of_how_many_articles_that_are_known(tmp_path):
    with PORTALS["nukeviet"]() as portal:
        taken_up("", portal, tmp_path)
        assert about(tmp_path / "a.db") == []
        portal.items = sorted(items(80), key=lambda each: each.number)
        crawl(tmp_path, "--limit=5", "--new")
        said = luutru("status", "--archive", tmp_path / "a.db").stdout
        found = re.search(r"(\d+) of about (\d+) articles \(lists, sitemaps and links lead to", said)
        assert found and 60 <= int(found[1]) < int(found[2]) <= 80


def test_status_says_of_how_many_articles_a_list_says_that_it_has(tmp_path):
    pager = numbers(SUFFIX)
    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html",
        SUFFIX,
        lambda name, page, last: pager(name, page, last) + "<p>Có 1.500 bài viết</p>",
    ) as portal:
        taken_up("", portal, tmp_path, code=3)
        ((count, of, by, where),) = about(tmp_path / "a.db")
        assert (count, of, by) == (60, 1500, "list") and where.startswith(portal.home)
        crawl(tmp_path, "--limit=1", "--new")
        assert about(tmp_path / "a.db")[0][1] == 1500


def test_status_says_how_many_ids_lie_between_those_known(tmp_path):
    with PORTALS["nukeviet"]() as portal:
        for place, each in enumerate(portal.items):
            object.__setattr__(each, "number", 500 + place)
        portal.items = [each for each in portal.items if each.number not in (507, 521, 533)]
        taken_up("", portal, tmp_path)
        assert about(tmp_path / "a.db") == [(57, 60, "ids", "500–559")]


def test_every_feed_of_a_portal_is_walked(tmp_path):
    head = "".join(
        f"<link rel='alternate' type='application/rss+xml' href='/rss/{name}.rss'>" for name in CATEGORIES
    )
    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html", SUFFIX, numbers(SUFFIX), head=head
    ) as portal:
        hidden = portal.items[8:12]
        for name in CATEGORIES:
            told = [e for e in hidden if e.category == name]
            entries = "".join(
                f"<item><title>{e.title}</title><link>{portal.home[:-1]}{portal.article(e)}</link></item>"
                for e in told
            )
            portal.pages[f"/rss/{name}.rss"] = (200, "text/xml", f"<rss><channel>{entries}</channel></rss>")
        of = portal.of
        portal.of = lambda name, page: [e for e in of(name, page) if e not in hidden]
        taken_up("", portal, tmp_path)
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)


def test_hosts_that_moved_are_named_and_followed(tmp_path):
    with PORTALS["nukeviet"]() as new, PORTALS["nukeviet"]() as old:
        target = new.home.replace("127.0.0.1", "localhost")
        answer = old.answer
        (tmp_path / "portals").mkdir()
        file = tmp_path / "portals" / "la.toml"
        text = f'home = "{old.home}"\ncms = "nukeviet"\n'
        file.write_text(text, "utf-8")
        crawl(tmp_path)
        count = value(tmp_path / "a.db", "select count(*) from articles")
        old.answer = lambda path: (
            (302, target.rstrip("/") + path, "") if path != "/robots.txt" else answer(path)
        )
        said = crawl(tmp_path, "--all", code=1).stderr
        assert target.split("/")[2] in said
        alarms = rows(tmp_path / "a.db", "select kind, field from alarms")
        assert f'moved_to = "{target}"' in {row["field"] for row in alarms}, alarms
        assert value(tmp_path / "a.db", "select count(*) from articles where state <> 'live'") == 0
        assert value(tmp_path / "a.db", "select count(*) from articles") == count


def test_what_stands_beside_articles_is_taken_neither_for_a_list_nor_for_another_article(tmp_path):
    """Print views, replies, sessions, a menu with a long name, and articles at several addresses of one slug."""
    with Strange(lambda e: f"/{e.category}/{slug(e.title)}", SUFFIX, numbers(SUFFIX)) as portal:
        answer = portal.answer

        def with_views(path):
            plain = re.sub(r"[?&](?:in|replytocom|PHPSESSID)=\w+|\.html$", "", path)
            status, kind, text = answer(plain)
            if "<h1>" in text and "class='content'" in text:
                views = f"<a href='{plain}?in=1'>In bài</a> <a href='{plain}?replytocom=1'>Trả lời</a>"
                also = portal.article(portal.items[(len(path) * 7) % 20])
                views += f"<h4>Tin cùng chuyên mục</h4><a href='{also}.html'>{also_title(also)}</a>"
                text = text.replace("</div><div class='side'>", f"{views}</div><div class='side'>")
            text = text.replace("Giới thiệu</a>", "Giới thiệu chung về cơ quan chúng tôi</a>")
            return (
                status,
                kind,
                text.replace(
                    "<li><a href='/gioi", "<li><a href='/en?PHPSESSID=a7'>English</a><a href='/gioi"
                ),
            )

        titles = {portal.article(each): each.title for each in portal.items}
        also_title = titles.__getitem__
        portal.answer = with_views
        taken_up("", portal, tmp_path)
        found = rows(tmp_path / "a.db", "select title, versions from articles where state = 'live'")
        assert sorted(row["title"] for row in found) == sorted(titles.values())
        assert {row["versions"] for row in found} == {1}


def test_a_portal_that_moved_keeps_its_articles(tmp_path):
    """Old addresses lead page by page, then all to the new home page, and then nowhere: nothing is gone."""
    with PORTALS["nukeviet"]() as new, PORTALS["nukeviet"]() as old:
        archive, target = tmp_path / "a.db", new.home
        file = tmp_path / "portals" / "la.toml"
        file.parent.mkdir()
        file.write_text(f'home = "{old.home}"\ncms = "nukeviet"\n', "utf-8")
        crawl(tmp_path)
        before = rows(archive, "select cms_id, title from articles order by cms_id")
        file.write_text(f'home = "{old.home}"\ncms = "nukeviet"\nmoved_to = "{target}"\n', "utf-8")
        answers = {
            "page by page": lambda path: (302, target.rstrip("/") + path, ""),
            "to the home page": lambda path: (302, target, ""),
            "closed": lambda path: (200, "text/html", "<html><body><h1>Trang này đã đóng</h1></body></html>"),
        }
        for how, answer in answers.items():
            old.answer = lambda path, answer=answer: (
                answer(path) if path != "/robots.txt" else (404, "text/plain", "")
            )
            crawl(tmp_path, "--all")
            assert rows(archive, "select cms_id, title from articles order by cms_id") == before, how
            gone = "select count(*) from articles where state <> 'live' or versions <> 1"
            assert value(archive, gone) == 0, how
        at_new = "select count(*) from articles where url like ?"
        assert value(archive, at_new, [f"{target}%"]) == len(before)
        luutru("verify", "--archive", archive)


@pytest.mark.parametrize(
    "answer", [(404, "text/html", "<h1>Không tìm thấy trang</h1>"), "<h1>Giới thiệu</h1><p>Văn phòng.</p>"]
)
def test_a_list_that_is_one_no_more_raises_an_alarm(answer, tmp_path):
    with PORTALS["unknown-slugs"]() as portal:
        taken_up("", portal, tmp_path)
        given = (
            answer if isinstance(answer, tuple) else (200, "text/html", portal.frame("Giới thiệu", answer))
        )
        portal.pages[OWN("van-hoa", 1)] = given
        said = crawl(tmp_path, code=3).stderr
        assert "list-shrunk" in said and "/van-hoa" in said


def test_lists_that_only_scripts_make_raise_an_alarm(tmp_path):
    with PORTALS["unknown-slugs"]() as portal:
        shell = portal.frame("Tin", "<div id='list'></div><script>$('#list').load('/api/x')</script>")
        portal.pages |= {OWN(name, 1): shell for name in CATEGORIES}
        assert "empty-lists" in taken_up("", portal, tmp_path, code=3).stderr


def test_a_portal_whose_file_was_mended_is_read_again_as_a_whole(tmp_path):
    with PORTALS["nukeviet"]() as portal:
        for each in portal.items:
            first, *others = each.text.split("</p>")
            words = each.text[60:110]
            beside = f"<div class='khung'><p>Khung này kể rằng {words}.</p></div>"
            object.__setattr__(each, "text", f"{first}</p>{beside}{'</p>'.join(others)}")
        archive, file = tmp_path / "a.db", tmp_path / "portals" / "la.toml"
        file.parent.mkdir()
        text = f'home = "{portal.home}"\ncms = "nukeviet"\n'
        file.write_text(text, "utf-8")
        luutru("crawl", "la", "--archive", archive, "--delay=0", "--quiet", "--limit=3", "--contact=a@b.vn")
        with_noise = "select count(*) from articles where body like '%Khung này kể%'"
        assert value(archive, with_noise) == 3
        assert "0 captures read" in luutru("extract", "--archive", archive).stdout
        file.write_text(text + '[hints]\nnoise = ["khung"]\n', "utf-8")
        luutru("extract", "--archive", archive)
        assert value(archive, with_noise) == 0
        assert value(archive, "select max(versions) from articles") == 1
        assert "0 captures read" in luutru("extract", "--archive", archive).stdout
        luutru("verify", "--archive", archive)


@pytest.mark.parametrize(
    ("said", "code"), [("Có 1.500 bài viết", 3), ("Tổng số: 15 tin", 0), ("Kết quả 1 - 8 của 15", 0)]
)
def test_a_list_that_says_it_has_more_than_was_found_raises_an_alarm(said, code, tmp_path):
    pager = numbers(SUFFIX)
    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html",
        SUFFIX,
        lambda name, page, last: pager(name, page, last) + f"<p>{said}</p>",
    ) as portal:
        told = taken_up("", portal, tmp_path, code=code).stderr
        assert ("1500 entries, and 15 were found" in told) == (code == 3)


def test_lists_by_date_are_followed_from_each_day_to_the_one_before(tmp_path):
    day = "/tin-theo-ngay/{}.htm".format
    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-{e.number}.html",
        lambda name, page: "/tin-theo-ngay/2024-03-05.htm",
        lambda name, page, last: "",
        head="<meta name='author' content='Cơ quan của Đảng bộ tỉnh'>",
    ) as portal:
        days: dict[str, list] = {}
        for each in portal.items:
            days.setdefault("-".join(reversed(each.day.split("/"))), []).append(each)
        order = sorted(days, reverse=True)
        for place, name in enumerate(order):
            before = f"<a href='{day(order[place + 1])}'>« Ngày trước</a>" if place + 1 < len(order) else ""
            inside = f"<h1>Tin ngày {name}</h1>{portal.entries(days[name])}{before}"
            portal.pages[day(name)] = portal.frame(f"Tin ngày {name}", inside)
        newest = "/tin-theo-ngay/2024-03-05.htm"
        portal.pages.setdefault(newest, portal.pages[day(order[0])])
        taken_up("", portal, tmp_path)
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)


def test_lists_that_go_on_behind_an_entry_are_read_to_their_end(tmp_path):
    """Each page leads on by a token that is another at each request, and a calendar has months without an article."""
    asked = itertools.count()

    def listing(name, page):
        return f"/{name}/" if page == 1 else f"/{name}/?after={chr(96 + page)}{next(asked):03}Zx"

    def months(year, month):
        beside = "".join(f"<a href='/{year + off}/{month:02}/'>{year + off}</a> " for off in (-1, 0, 1))
        return portal.frame(f"Tháng {month}", f"<h1>Tháng {month}/{year}</h1>{beside}")

    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html",
        listing,
        lambda name, page, last: (
            (f"<a rel='next' href='{listing(name, page + 1)}'>Xem thêm</a>" if page < last else "")
            + "<p><a href='/2024/03/'>Lịch</a></p>"
        ),
        count=100,
    ) as portal:
        answer = portal.answer

        def by_token(path):
            if token := re.fullmatch(r"/([\w-]+)/\?after=(.)\w+", path):
                name, page = token[1], ord(token[2]) - 96
                inside = f"{portal.entries(portal.of(name, page))}{portal.pager(name, page, portal.pages_of(name))}"
                return 200, "text/html", portal.frame(name, f"<h1>{name}</h1>{inside}")
            day = re.fullmatch(r"/(\d{4})/(\d\d)/", path)
            return (200, "text/html", months(int(day[1]), int(day[2]))) if day else answer(path)

        portal.answer = by_token
        taken_up("", portal, tmp_path)
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)
        assert len([path for path in portal.log if re.match(r"/\d{4}/\d\d/", path)]) < 60


def test_the_empty_page_by_which_a_list_ends_is_no_alarm(tmp_path):
    with Strange(
        lambda e: f"/{e.category}/202403/{slug(e.title)}-{e.number}.html",
        paged("/{}/", ""),
        lambda name, page, last: f"<button data-url='/ajax/load/{name}?trang=2'>Xem thêm</button>",
        head="<meta name='author' content='Cơ quan của Đảng bộ tỉnh'>",
    ) as portal:
        answer = portal.answer

        def with_calls(path):
            call = re.fullmatch(r"/ajax/load/([\w-]+)\?trang=(\d+)", path)
            if call is None:
                return answer(path)
            found = portal.entries(portal.of(call[1], int(call[2])))
            return 200, "application/json", json.dumps({"html": found, "next": ""})

        portal.answer = with_calls
        luutru("portals", "new", "la", "--home", portal.home, "--delay=0", cwd=tmp_path)
        crawl(tmp_path)
        outcomes = {row["outcome"] for row in rows(tmp_path / "a.db", "select outcome from captures")}
        assert "unreadable" in outcomes
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)


def test_archives_by_month_are_read_where_one_page_alone_leads_to_them(tmp_path):
    with own(lambda name, page, last: "") as portal:
        months = sorted({each.day[3:] for each in portal.items})
        led = "".join(f"<li><a href='/{each[3:]}/{each[:2]}/'>Tháng {each}</a></li>" for each in months)
        portal.pages["/luu-tru"] = portal.frame("Lưu trữ", f"<h1>Lưu trữ</h1><ul>{led}</ul>")
        for month in months:
            found = portal.entries([each for each in portal.items if each.day[3:] == month])
            portal.pages[f"/{month[3:]}/{month[:2]}/"] = portal.frame(month, f"<h1>{month}</h1>{found}")
        answer = portal.answer
        index = "<div class='foot'><a href='/luu-tru'>Lưu trữ theo tháng</a>"
        portal.answer = lambda path: (
            *answer(path)[:2],
            answer(path)[2].replace("<div class='foot'>", index),
        )
        taken_up("", portal, tmp_path, code=3)  # lists that end after as many entries each
        assert value(tmp_path / "a.db", "select count(*) from articles") == len(portal.items)
