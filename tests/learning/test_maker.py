"""The maker of portals that nobody has seen: what it says of its pages holds, and only noise moves."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict
from datetime import timedelta
from functools import cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from benchmarks.first_sight import CONTROL, GENERATIONS, Portal, compare, grade, make, serve
from benchmarks.first_sight.texts.content import Article

SEEDS = range(4)
FAMILIES = ("vnportal", "plain")
BLOCKS = {
    "div",
    "p",
    "li",
    "td",
    "th",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "br",
    "ul",
    "table",
    "figcaption",
}


class Visible(HTMLParser):
    """The text of a page as a reader sees it, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "title", "option")
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "title", "option")
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.lines[-1] += data


def lines(payload: bytes) -> list[str]:
    page = Visible()
    page.feed(unicodedata.normalize("NFC", payload.decode()))
    return [line for line in (" ".join(line.split()) for line in page.lines) if line]


@cache
def portal(seed: int, family: str) -> Portal:
    return make(seed, 40, family)


every = pytest.mark.parametrize(("seed", "family"), [(seed, family) for seed in SEEDS for family in FAMILIES])


def pages(made: Portal, generation: int) -> list[tuple[str, str]]:
    known = made.urls(generation)
    return [(each.url, each.key) for each in known if each.kind == "article" and each.key]


@every
def test_the_same_seed_gives_the_same_portal(seed, family):
    made, again = portal(seed, family), make(seed, 40, family)
    assert made.truth == again.truth
    at = made.moment(2) + timedelta(seconds=90)
    for known in made.urls(2):
        assert made.get(known.url, 2, at) == again.get(known.url, 2, at)


@every
def test_all_that_truth_says_is_to_be_seen_on_the_page(seed, family):
    made = portal(seed, family)
    for generation in (0, GENERATIONS - 1):
        at = made.moment(generation) + timedelta(minutes=5)
        for url, key in pages(made, generation):
            payload, truth = made.get(url, generation, at), made.expected(key, generation, at)
            seen = lines(payload)
            text, truth_lines = "\n".join(seen), (truth.title, *truth.body, *truth.captions)
            assert [line for line in truth_lines if line not in seen] == [], url
            places = [seen.index(line) for line in truth.body]
            assert places == sorted(places), url
            for value in (truth.summary, truth.author, truth.department, truth.source, truth.category):
                assert value is None or value in text, (url, value)
            for table in truth.tables:
                assert all(cell in seen for row in table for cell in row), url
                assert len({len(row) for row in table}) == 1
            for address in truth.attachments:
                assert f'"{urlsplit(address).path}"' in unescape(payload.decode()), url
            assert truth.views is None or str(truth.views) in re.sub(r"(?<=\d)[ .,](?=\d{3})", "", text), url


@every
def test_two_replies_differ_but_truth_does_not(seed, family):
    made = portal(seed, family)
    early, late = made.moment(1) + timedelta(seconds=30), made.moment(1) + timedelta(minutes=50)
    differ = 0
    for url, key in pages(made, 1):
        one, two = made.get(url, 1, early), made.get(url, 1, late)
        differ += one != two
        before, after = asdict(made.expected(key, 1, early)), asdict(made.expected(key, 1, late))
        assert compare(before, after) in ([], ["views"])
        assert before["views"] is None or before["views"] < after["views"]
        gone = set(lines(one)) - set(lines(two))
        said = {before["title"], before["summary"], *before["body"], *before["captions"]}
        assert not gone & said, url
    assert differ == len(pages(made, 1))


@every
def test_versions_are_where_an_editor_changed_what_is_shown(seed, family):
    made = portal(seed, family)
    edits = 0
    for key, states in made.truth.items():
        for generation in sorted(states):
            if generation - 1 in states:
                changed = states[generation] != states[generation - 1]
                assert (generation in made.versions[key]) == changed
                edits += changed
    assert edits > 5


@every
def test_every_article_is_found_by_walking_the_lists(seed, family):
    made = portal(seed, family)
    at, found = made.moment(0), set()
    for known in made.urls(0):
        if known.kind != "list":
            continue
        waiting, walked = [(known.url, None)], set()
        while waiting:
            url, form = waiting.pop(0)
            if (url, str(form)) in walked:
                continue
            walked.add((url, str(form)))
            text = unescape(made.get(url, 0, at, form).decode())
            found |= {key for article, key in pages(made, 0) if f'"{article[len(made.home) - 1 :]}"' in text}
            for target, argument in re.findall(r"__doPostBack\('([^']+)','([^']+)'\)", text):
                waiting.append((url, {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}))
            path = urlsplit(known.url).path
            more = re.findall(rf'href="({re.escape(path)}[^"/]+|{re.escape(path)}/[\w]+-\d+)"', text)
            waiting += [(more_url, None) for more_url in more if not made.addresses.postback]
    assert found == {key for _, key in pages(made, 0)}


@every
def test_the_counters_of_the_front_page_are_the_visits_that_truth_has(seed, family):
    made = portal(seed, family)
    at = made.moment(1) + timedelta(minutes=1)
    fronts = [each.url for each in made.urls(1) if each.kind == "home"]
    for site, url in enumerate(fronts):
        drawn = re.sub(r'<img src="[^"]*" alt="(\d)"[^>]*>', r"\1", made.get(url, 1, at).decode())
        text = re.sub(r"(?<=\d)[ .,](?=\d{3})", "", "\n".join(lines(drawn.encode())))
        visits = made.visits(site, 1, at)
        assert visits["total"] > 100_000
        assert all(re.search(rf": ?{value}$", text, re.MULTILINE) for value in visits.values()), (url, visits)


def test_long_lists_are_walked_by_windows_of_ten():
    made = make(2, 300, "vnportal")
    longest = max(range(len(made.sites[0].categories)), key=lambda place: len(_of(made, place)))
    last = -(-len(_of(made, longest)) // 8)
    url = made.addresses.list(0, longest)
    first = made.get(url, 0, made.moment(0)).decode()
    assert last > 10 and "Page$11" in first and "Page$12" not in first
    end = made.get(url, 0, made.moment(0), {"__EVENTARGUMENT": f"Page${last}"}).decode()
    oldest = min(_of(made, longest), key=lambda article: article.published)
    assert oldest.title in unescape(end)


def _of(made: Portal, category: int) -> list[Article]:
    states = (timeline[0] for timeline in made.timelines.values())
    return [article for article in states if article is not None and article.category == category]


def test_the_skins_share_no_words_in_their_furniture():
    labels = [
        {skin.look.label(role) for role in ("views", "author", "department", "latest", "related")}
        for seed in SEEDS
        for skins in portal(seed, "vnportal").skins
        for skin in skins
    ]
    assert len(set.union(*labels)) == sum(map(len, labels))


def test_a_new_look_in_mid_history_makes_no_version():
    made = portal(3, "vnportal")
    old, new = (skin.look.label("agency").encode() for skin in made.skins[0])
    stayed = [url for url, key in pages(made, 5) if made.versions[key] == (0,)]
    assert stayed
    for url in stayed:
        assert old in made.get(url, 2, made.moment(2)) and new not in made.get(url, 2, made.moment(2))
        assert new in made.get(url, 3, made.moment(3)) and old not in made.get(url, 3, made.moment(3))


def test_a_reader_that_knows_all_is_wholly_right_and_one_that_knows_nothing_is_not():
    made = portal(5, "plain")
    at = made.moment(0)
    moments = iter(at + timedelta(seconds=11 * each) for each in range(1, 1000))
    keys = dict(pages(made, 0))
    report = grade(made, lambda _, url: asdict(made.expected(keys[url], 0, next(moments))), 0, at)
    assert report.whole == report.bodies == 1 and not report.misses
    blank = grade(made, lambda _, url: {}, 0, at)
    assert blank.whole == 0 and blank.fields["title"] == 0


def test_it_is_served_and_goes_on_when_told():
    made = portal(0, "vnportal")
    with serve(made) as server:
        url, key = pages(made, 0)[0]
        path = quote(urlsplit(url).path)
        one, two = (urlopen(server.home.rstrip("/") + path).read() for _ in range(2))
        assert one != two and made.truth[key][0].title in lines(one)
        assert urlopen(server.home.rstrip("/") + CONTROL).read() == b"0"
        assert urlopen(server.home.rstrip("/") + CONTROL, data=b"").read() == b"1"
        assert server.generation == 1
