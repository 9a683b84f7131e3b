"""What is one article and what two: addresses that redirect, that differ in case, and that name no article."""

import re
from contextlib import contextmanager

import pytest

from tests.portals.test_strange import PORTALS, SUFFIX, crawl, paged
from tests.support.portal import luutru, rows
from tests.support.strange import Strange, numbers, slug
from tests.support.warcs import record, reply


def new(portal, tmp_path):
    luutru("portals", "new", "la", "--home", portal.home, "--delay=0", cwd=tmp_path)


def moved(portal, item, to):
    """Has the address of an article lead to another one, which shows it from now on."""
    before = portal.article
    status, kind, text = portal.answer(before(item))
    portal.article = lambda each: to if each.number == item.number else before(each)
    portal.pages |= {before(item): (301, to, ""), to: (status, kind, text)}


def test_an_article_whose_address_leads_to_another_with_its_text_stays_one(tmp_path):
    archive = tmp_path / "a.db"
    with PORTALS["wordpress"]() as portal:
        new(portal, tmp_path)
        crawl(tmp_path)
        first, edited, other = portal.items[0], portal.items[1], portal.items[2]
        moved(portal, first, "/moi-" + slug(first.title) + "/")
        moved(portal, edited, "/moi-" + slug(edited.title) + "/")
        there = "/moi-" + slug(edited.title) + "/"
        status, kind, text = portal.pages[there]
        portal.pages[there] = status, kind, text.replace("</p>", " Bổ sung một câu.</p>", 1)
        moved(portal, other, "/moi-" + slug(other.title) + "/")
        there = "/moi-" + slug(other.title) + "/"
        portal.pages[there] = (
            status,
            kind,
            re.sub("<p>.*</p>", "<p>Một bài khác hẳn về việc khác.</p>", portal.pages[there][2]),
        )
        crawl(tmp_path, "--all")
        found = rows(archive, "select title, versions from articles order by title")
        told = {row["title"]: row["versions"] for row in found}
        assert len(found) == len(portal.items) + 1
        assert (told[first.title], told[edited.title]) == (1, 2)
        assert [row["title"] for row in found].count(other.title) == 2
        luutru("verify", "--archive", archive)
        luutru("merge", "a.db", "--into", "b.db", cwd=tmp_path)
        merged = rows(tmp_path / "b.db", "select title, versions from articles order by title")
        assert sorted(merged, key=str) == sorted(found, key=str)


def test_addresses_that_differ_in_case_are_one_article(tmp_path):
    listing = paged("/Pages/{}.aspx", "/Pages/{0}.aspx?Paged=TRUE&PageFirstRow={2}")

    def article(item):
        path = f"/CongKhai/Lists/{item.category.title()}/View_Detail.aspx?ItemID={item.number}"
        return path if item.number % 4 else path.lower()

    with Strange(article, listing, numbers(listing)) as portal:
        answer = portal.answer
        shown = {article(each).lower(): article(each) for each in portal.items}
        portal.answer = lambda path: answer(shown.get(path.lower(), path))
        entries = portal.entries
        portal.entries = lambda found: (
            entries(found)
            + "".join(f"<p><a href='{article(each).lower()}'>{each.title}</a></p>" for each in found[:2])
        )
        new(portal, tmp_path)
        crawl(tmp_path)
        found = rows(tmp_path / "a.db", "select title from articles")
        assert sorted(row["title"] for row in found) == sorted(each.title for each in portal.items)


def test_lists_by_keyword_and_author_of_a_known_system_are_no_articles(tmp_path):
    listing = paged("/chuyen-muc/{}/", "/chuyen-muc/{}/page/{}/")
    with Strange(
        lambda e: f"/{e.category}/{slug(e.title)}/",
        listing,
        numbers(listing),
        head="<link href='/wp-content/a.css'>",
    ) as portal:
        item = portal.items[0]
        for path in ("/tag/bau-cu-quoc-hoi/", "/author/admin/"):
            inside = f"<h1>{path.strip('/')}</h1><p>{re.sub('<[^>]*>', '', item.text)}</p>"
            portal.pages[path] = portal.frame(path, inside)
        path = portal.article(item)
        portal.pages[path] = portal.answer(path)[2].replace(
            "class='content'>",
            "class='content'><p><a href='/tag/bau-cu-quoc-hoi/'>Bầu cử</a> <a href='/author/admin/'>admin</a></p>",
        )
        new(portal, tmp_path)
        crawl(tmp_path)
        found = rows(tmp_path / "a.db", "select title from articles")
        assert sorted(row["title"] for row in found) == sorted(each.title for each in portal.items)


NUMBERED = (
    "/{category}/{slug}-post{id}.html",
    lambda e: f"/{e.category}/{slug(e.title)}-post{e.number}.html",
)
RENUMBERED = ("/bai/{id}/{slug}", lambda e: f"/bai/{e.number + 70000}/{slug(e.title)}")
NAMED = ("/{category}/{slug}.html", lambda e: f"/{e.category}/{slug(e.title)}.html")
RENAMED = ("/moi/{slug}", lambda e: f"/moi/{slug(e.title)}")
TOLD = "select id, title, versions, state from articles order by title, id"


@contextmanager
def declared(tmp_path, before):
    """A portal whose file knows the addresses before and after its relaunch."""
    portal = Strange(before[1], SUFFIX, numbers(SUFFIX), count=12)
    forms = ", ".join(f'"{each[0]}"' for each in (NUMBERED, RENUMBERED, NAMED, RENAMED))
    with portal:
        text = f'home = "{portal.home}"\n[addresses]\narticle = [{forms}]\nlist = ["/{{category}}[-p{{page}}]"]\n'
        (tmp_path / "portals").mkdir()
        (tmp_path / "portals" / "la.toml").write_text(f'{text}print = ["/in/{{id}}"]\n', "utf-8")
        yield portal


def relaunch(portal, after):
    """Has each article move, and its old address lead to the new one."""
    before, portal.article = portal.article, after[1]
    portal.pages |= {before(each): (301, after[1](each), "") for each in portal.items}


@pytest.mark.parametrize(
    ("before", "after"), [(NUMBERED, RENAMED), (NAMED, RENUMBERED), (NUMBERED, RENUMBERED)]
)
def test_articles_of_a_relaunch_that_redirects_each_stay_the_same_whoever_tells_ids(before, after, tmp_path):
    archive = tmp_path / "a.db"
    with declared(tmp_path, before) as portal:
        crawl(tmp_path)
        found = rows(archive, TOLD)
        assert {(row["versions"], row["state"]) for row in found} == {(1, "live")}
        item = portal.items[0]
        view = portal.frame(item.title, f"<h1>{item.title}</h1>Ngày đăng: {item.day}<div>{item.text}</div>")
        relaunch(portal, after)
        there = after[1](item)
        status, kind, text = portal.answer(there)
        portal.pages[there] = status, kind, text.replace(f"<h1>{item.title}", "<h1>Nhan đề mới hẳn")
        crawl(tmp_path, "--all")
        retitled = [row for row in rows(archive, TOLD) if row["versions"] == 2]
        assert [row["title"] for row in retitled] == ["Nhan đề mới hẳn"]
        del portal.pages[there]
        crawl(tmp_path, "--all")
        assert [(row["id"], row["title"]) for row in rows(archive, TOLD)] == [
            (row["id"], row["title"]) for row in found
        ]
        if before is NUMBERED:  # a view of an old article that nobody knew of
            url, block = f"{portal.home}in/{item.number}", reply(view.encode())
            (tmp_path / "old.warc").write_bytes(record("response", block, WARC_Target_URI=url))
            luutru("import", "old.warc", "--archive", archive, cwd=tmp_path)
            assert [(row["id"], row["title"]) for row in rows(archive, TOLD)] == [
                (row["id"], row["title"]) for row in found
            ]
        luutru("verify", "--archive", archive)
        before_extract = rows(archive, "select cms_id, title, versions from articles order by title")
        luutru("extract", "--all", "--archive", archive)
        luutru("merge", "a.db", "--into", "b.db", cwd=tmp_path)
        for each in ("a.db", "b.db"):
            told = rows(tmp_path / each, "select cms_id, title, versions from articles order by title")
            assert told == before_extract


def test_articles_stay_the_same_over_one_relaunch_after_the_other(tmp_path):
    archive = tmp_path / "a.db"
    with declared(tmp_path, NUMBERED) as portal:
        crawl(tmp_path)
        found = rows(archive, TOLD)
        for number in (70000, 90000):
            relaunch(portal, (RENUMBERED[0], lambda e, n=number: f"/bai/{e.number + n}/{slug(e.title)}"))
            crawl(tmp_path, "--all")
            assert rows(archive, TOLD) == found
        luutru("verify", "--archive", archive)


def test_a_file_that_learns_the_forms_of_a_relaunch_keeps_articles_one(tmp_path):
    archive, file = tmp_path / "a.db", tmp_path / "portals" / "la.toml"
    with declared(tmp_path, NUMBERED) as portal:
        whole = file.read_text("utf-8")
        file.write_text(whole.replace(RENUMBERED[0], "/x/{id}"), "utf-8")
        crawl(tmp_path)
        found = rows(archive, TOLD)
        relaunch(portal, (RENUMBERED[0], lambda e: f"/bai/{e.number}/{slug(e.title)}"))
        assert "forms" in crawl(tmp_path, "--all", code=3).stderr
        file.write_text(whole, "utf-8")
        luutru("extract", "--archive", archive)
        luutru("verify", "--archive", archive)
        assert rows(archive, TOLD) == found
        luutru("status", "--archive", archive, "--ack")
        crawl(tmp_path, "--all")
        assert rows(archive, TOLD) == found


def test_articles_of_two_ids_that_lead_to_one_are_none_of_them_taken_for_it(tmp_path):
    archive = tmp_path / "a.db"
    with declared(tmp_path, NUMBERED) as portal:
        first, second = portal.items[0], portal.items[4]
        object.__setattr__(second, "title", first.title)
        object.__setattr__(second, "text", first.text.replace("</p>", " Bản đăng lại.</p>", 1))
        object.__setattr__(second, "day", first.day)
        crawl(tmp_path)
        assert len(rows(archive, TOLD)) == 12
        portal.items.remove(second)
        relaunch(portal, RENUMBERED)
        portal.pages[NUMBERED[1](second)] = (301, RENUMBERED[1](first), "")
        crawl(tmp_path, "--all")
        titles = [row["title"] for row in rows(archive, TOLD)]
        assert (len(titles), titles.count(first.title)) == (13, 3)
        luutru("verify", "--archive", archive)
