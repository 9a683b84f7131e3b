"""Fields at their places: of several the first that tells something."""

from __future__ import annotations

from dataclasses import replace

from archive.model import Page
from crawler.extract.induction.learn import learn
from crawler.extract.pages.prepare import prepare
from crawler.extract.read import read_page
from crawler.extract.template.model import Place, Template
from crawler.extract.template.sheet import Sheet
from crawler.portals.portal_file import portal_of
from crawler.portals.registry import portal_named
from tests.support.facts import HOST, at
from tests.support.skins import article_page, path

CMS = portal_named("soctrang").system()
HINTED = """home = "https://soa.gov.vn/"
cms = "nukeviet"

[addresses]
article = ["/bai/{id}"]

[hints]
title = ["zk"]
"""


def template() -> Template:
    """The template of the old skin."""
    sheets = []
    for number in range(392001, 392015):
        context = prepare(article_page("old", number).encode(), HOST + path(number), CMS, "text/html")
        assert not isinstance(context, Page)
        sheets.append(Sheet(context, str(number), at(1)))
    (found,) = learn(sheets)
    return found


def test_the_first_place_that_tells_a_field_counts():
    learned = template()
    fields = dict(learned.fields)
    fields["department"] = (*fields["department"], Place("div.x1"))
    both = replace(learned, fields=tuple(fields.items()))
    html = article_page("old", 392050).replace("Vlim sorp", "Phòng Kinh tế")
    for said, unit in ((html, "Văn phòng"), (html.replace("Krog: Văn phòng", ""), "Phòng Kinh tế")):
        page = read_page(said.encode(), HOST + path(392050), CMS, "text/html", ((both,),))
        assert page.article is not None and page.template == both.sha256
        assert page.article.department == unit


def test_a_hinted_element_without_text_is_not_the_title():
    html = article_page("old", 392050).replace("<h1 class='t1'>", "<h1 class='zk'></h1><h1 class='t1'>")
    page = read_page(html.encode(), "https://soa.gov.vn/bai/7", portal_of("soa", "soa.toml", HINTED).system())
    assert page.article is not None and page.article.title.startswith("Hội nghị")


def test_a_hinted_element_is_the_title_whatever_else_looks_like_one():
    html = article_page("old", 392050).replace(
        "<h1 class='t1'>", "<h1>Cải cách hành chính</h1><div class='zk'>"
    )
    html = html.replace("</h1><div class='d1'>", "</div><div class='d1'>").replace(
        "<title>", "<title>Chuyên trang "
    )
    page = read_page(html.encode(), "https://soa.gov.vn/bai/7", portal_of("soa", "soa.toml", HINTED).system())
    assert page.article is not None and page.article.title.startswith("Hội nghị")
