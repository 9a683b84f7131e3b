"""What is plainly an article is one whatever its address; what is plainly a list is none."""

import random
import re

import pytest

from crawler.extract import read_page
from crawler.extract.main_text import votes

NAME = "Parvena torilo mekadu sanepo"
_SYLLABLES = re.findall("..", "morelatapisoledanukorivestalodermikasonepofaru")


def _sentence(seed):
    """Words of no language, other ones for each seed."""
    numbers = random.Random(seed)
    words = ["".join(numbers.choices(_SYLLABLES, k=numbers.randint(2, 4))) for _ in range(20)]
    return " ".join([words[0].title(), *words[1:9]]) + ", " + " ".join(words[9:]) + "."


TEXT = [_sentence(seed) for seed in range(18)]
ADDRESSES = [
    "https://www.example.org/world/parvena-torilo",
    "https://www.example.org/2019/11/parvena-torilo-mekadu-sanepo.html",
    "https://www.example.org/parvena",
    "https://www.example.org/?p=4711",
    "https://www.example.org/",
]
DECLARED = '<meta property="og:type" content="article">'


def page(content, meta="", title=NAME):
    return (
        f"<html><head><title>{title} - Velora</title>{meta}</head><body>"
        "<ul><li><a href=/world>World</a></li><li><a href=/sport>Sport</a></li><li><a href=/art>Art</a></li></ul>"
        f"<div><h1>{title}</h1>{content}</div></body></html>"
    ).encode()


def paragraphs(texts):
    return "<div>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>"


def teasers(count):
    return "".join(
        f'<div class=item><h3><a href="/2019/11/story-{n}.html">Korima vestalo pidera {n}</a></h3>'
        f"<span>1{n % 10}/11/2019</span><p>{text}</p></div>"
        for n, text in enumerate(TEXT)
        if n < count
    )


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("meta", [DECLARED, ""], ids=["declared", "silent"])
def test_an_article_is_one_whatever_its_address(url, meta):
    found = read_page(page(paragraphs(TEXT), meta), url)
    assert found.kind == "article"
    assert found.article.title == NAME
    assert found.article.body == tuple(TEXT)


def test_a_short_article_that_calls_itself_one_is_one():
    found = read_page(page(paragraphs(TEXT[:4]), DECLARED), ADDRESSES[0])
    assert (found.kind, found.article.body) == ("article", tuple(TEXT[:4]))


def test_a_dated_article_needs_no_declaration():
    found = read_page(page("<p>12/01/2026 15:27</p>" + paragraphs(TEXT[:4])), ADDRESSES[2])
    assert (found.kind, found.article.published_at) == ("article", "2026-01-12T15:27")


@pytest.mark.parametrize("url", ["https://www.example.org/node/619", *ADDRESSES])
def test_a_short_text_with_other_things_around_it_is_an_article_where_the_address_looks_like_a_front(url):
    beside = (
        "<footer>Submitted by <span>vela03</span> on <time>06/06/2021 - 08:24</time></footer>"
        f"<div><a href='/node/619'><img src=/b.png></a></div><div><strong>{TEXT[17]}</strong></div>"
    )
    after = "<ul><li><a href=/print/619>Print</a></li><li>1342 views</li></ul>" + "".join(
        f"<a href='/x?f={n}'>World {n}</a> " for n in range(6)
    )
    found = read_page(page(beside + paragraphs(TEXT[:3]) + after), url)
    assert (found.kind, found.article and found.article.title) == ("article", NAME)


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("count", [6, 18])
def test_a_list_of_teasers_is_no_article(url, count):
    assert read_page(page(teasers(count), title="Daverimo"), url).kind != "article"


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_page_with_next_to_nothing_is_no_article(url):
    assert read_page(page("<p>Morela tapiso.</p>", DECLARED), url).kind != "article"


def test_a_title_that_links_to_its_own_page_is_the_title():
    title = f'<a href="https://www.example.org/x1">{NAME}</a>'
    markup = page(paragraphs(TEXT), DECLARED).replace(f"<h1>{NAME}".encode(), f"<h1>{title}".encode())
    assert read_page(markup, "https://www.example.org/x1").article.title == NAME


def test_the_address_of_a_known_portal_says_what_its_pages_are():
    found = read_page(page(paragraphs(TEXT), DECLARED), "https://vpub.soctrang.gov.vn/", portal="soctrang")
    assert found.kind == "home"


def test_a_box_below_the_text_is_not_its_title_where_the_title_leads_elsewhere():
    markup = page(paragraphs(TEXT)).replace(
        NAME.encode() + b"</h1>", f"<a href='/x'>{NAME}</a></h1>".encode()
    )
    box = f"<h2 class=title>About the author</h2><p>{TEXT[3]}</p></body>".encode()
    found = read_page(markup.replace(b"</body>", box), ADDRESSES[2])
    assert (found.kind, found.article and found.article.title) == ("article", NAME)


LONG = [_sentence(seed) for seed in range(44)]
PLACE, HOME = "https://www.example.org/gioi-thieu/lich-su", "https://www.example.org/"
HISTORY = "Lịch sử hình thành và phát triển"
NAMED = f"<meta property='og:title' content='{HISTORY}'>"
ENTRIES = "".join(
    f"<div><h3><a href='/tin/bai-so-{n}-10000{n}.html'>Tin hoạt động số {n}</a></h3><p>05/09/2024</p></div>"
    for n in (1, 2)
)

UNSURE = {
    "a long text that libraries take nearly alike": (PLACE, "", paragraphs(LONG), (44, 37, 44), "article"),
    "a page that calls itself an article": (PLACE, DECLARED, paragraphs(LONG[:8]), (8, 5, 5), "article"),
    "a text below a title that all libraries take": (PLACE, "", paragraphs(LONG[:8]), (8, 8, 8), "article"),
    "entries of a list within the text": (
        PLACE, "", paragraphs(LONG[:4]) + ENTRIES + paragraphs(LONG[4:8]), (8, 8, 8), "other",
    ),
    "a home page of which libraries take different parts": (
        HOME, NAMED, f"<p>05/09/2024</p>{paragraphs(LONG[:8])}", (8, 4, 0), "home",
    ),
}  # fmt: skip
"""Pages whose address promises no article, and which have no date or no title that they repeat."""


@pytest.mark.parametrize("name", UNSURE)
def test_what_libraries_tell_of_a_page_that_promises_no_article(name, monkeypatch):
    url, head, text, taken, kind = UNSURE[name]
    libraries = tuple(
        (n, weight, lambda _, count=count: " ".join(LONG[:count]))
        for (n, weight, _), count in zip(votes.LIBRARIES, taken, strict=True)
    )
    monkeypatch.setattr(votes, "LIBRARIES", libraries)
    html = f"<html><head><title>Velora</title>{head}</head><body><h2>{HISTORY}</h2><div>{text}</div></body></html>"
    assert read_page(html.encode(), url).kind == kind


def of_one_mind(texts):
    """Libraries that all take the same texts."""
    told = " ".join(texts)
    return tuple((name, weight, lambda _: told) for name, weight, _ in votes.LIBRARIES)


def test_links_that_libraries_take_for_text_are_none(monkeypatch):
    links = "".join(f"<li><a href='/tin/{n}'>{text}</a></li>" for n, text in enumerate(LONG[:9]))
    monkeypatch.setattr(votes, "LIBRARIES", of_one_mind(LONG[:9]))
    found = read_page(page(f"<p>{LONG[20][:60]}</p><ul>{links}</ul>"), ADDRESSES[0])
    assert found.article is None or found.article.body == ()


def test_the_title_is_above_what_libraries_take_for_text(monkeypatch):
    monkeypatch.setattr(votes, "LIBRARIES", of_one_mind(LONG[:8]))
    text = f"<div><h2>{HISTORY}</h2></div>{paragraphs(LONG[:8])}"
    html = f"<title>Letters</title><body>{text}<h1>Letters</h1><p>{LONG[9]}</p></body>"
    found = read_page(html.encode(), ADDRESSES[1]).article
    assert found is not None and (found.title, found.body) == (HISTORY, tuple(LONG[:8]))


def test_a_long_title_that_libraries_take_for_text_is_no_doubt(monkeypatch):
    title = " ".join(LONG[30:33])[:330]
    monkeypatch.setattr(votes, "LIBRARIES", of_one_mind([title, *LONG[:3]]))
    html = f"<title>{title}</title><body><h1>{title}</h1>{paragraphs(LONG[:3])}</body>"
    found = read_page(html.encode(), ADDRESSES[1])
    assert found.article is not None and (found.article.title, found.problems) == (title, ())
