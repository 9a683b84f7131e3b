"""What is one article and what two: addresses that redirect, that differ in case, and that name no article."""

import re

from tests.portals.test_strange import PORTALS, crawl, paged
from tests.support.portal import luutru, rows
from tests.support.strange import Strange, numbers, slug


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
