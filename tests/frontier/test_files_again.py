"""Known pictures and documents are asked for again with their article, and what became of them is told."""

from __future__ import annotations

import pytest

from crawler.crawl.file_checks import SPARE
from crawler.replica.site.files import file_bytes
from tests.crawl.test_due import age
from tests.support.commands import luutru
from tests.support.little import Answer, Little, article, article_path, not_found
from tests.support.portal import rows, value

OLD, NEW = "Thu, 01 Aug 2024 07:00:00 GMT", "Mon, 19 Aug 2024 07:00:00 GMT"


def path(number):
    return f"/SiteFolders/vpubnd/ke-hoach-{number}.pdf"


class Files(Little):
    """A portal each of whose articles links to a document; `made` tells when that of a number was put there."""

    def __init__(self) -> None:
        super().__init__(list(range(392001, 392007)))
        self.made = dict.fromkeys(self.numbers, OLD)
        self.honest = True
        for number in self.numbers:
            link = f"<p>Đính kèm: <a href='{path(number)}'>Kế hoạch {number}</a></p>"
            self.pages[article_path(number)] = article(number).replace(
                "</p></div><p>Phòng", f"</p>{link}</div><p>Phòng"
            )
            self.pages[path(number)] = lambda asked, number=number: self.file(asked, number)

    def file(self, asked, number):
        _, data = file_bytes(f"{number} {self.made[number]}.pdf")
        headers = {"Content-Type": "application/pdf"}
        if self.honest:
            headers["Last-Modified"] = self.made[number]
            if asked.headers.get("if-modified-since") == self.made[number]:
                return Answer("", 304, headers)
        return Answer(data, 200, headers)

    def again(self, archive, *options):
        """Another crawl of everything; the paths of the files that it asked for."""
        before = len(self.log)
        self.crawl(archive, "--all", *options)
        return sorted(asked.path for asked in self.log[before:] if asked.path.endswith(".pdf"))


@pytest.fixture
def portal():
    with Files() as portal:
        yield portal


def test_a_replaced_document_is_a_version_of_its_article(portal, archive):
    portal.crawl(archive)
    assert value(archive, "select count(*) from attachments where sha256 is not null") == 6
    portal.made[392003] = NEW
    assert portal.again(archive) == [path(number) for number in portal.numbers]
    changed = rows(archive, "select a.cms_id, c.field from changes c join articles a on a.id = c.article_id")
    assert [tuple(row.values()) for row in changed] == [("392003", "files")]
    assert value(archive, "select max(versions) from articles") == 2
    assert len(portal.again(archive)) == 6, "each once in a crawl"
    assert value(archive, "select count(*) from versions") == 7


def test_a_server_that_has_kept_its_word_is_asked_whether_a_file_changed(portal, archive):
    portal.crawl(archive)
    for crawl in range(4):
        before = len(portal.log)
        portal.again(archive)
        asked = [each for each in portal.log[before:] if each.path.endswith(".pdf")]
        conditional = sum("if-modified-since" in each.headers for each in asked)
        assert (crawl, conditional) == (crawl, 0 if crawl in (0, 3) else 6)


def asked_for(portal, since):
    return [each.method for each in portal.log[since:] if each.path.endswith(".pdf")]


def test_a_file_that_nothing_can_be_asked_about_is_asked_for_by_its_size_first(portal, archive):
    portal.honest = False
    portal.crawl(archive)
    age(archive, 1)
    portal.again(archive)
    age(archive, 1)
    before = len(portal.log)
    portal.again(archive)
    assert asked_for(portal, before) == ["HEAD"] * 6
    head = "select outcome, count(*) as count from captures where method = 'HEAD' group by outcome"
    assert rows(archive, head) == [{"outcome": "not-modified", "count": 6}]
    portal.made[392003] = f"{NEW}, with an appendix"
    before = len(portal.log)
    portal.crawl(archive, "--all", constants={"crawler.crawl.file_checks.DOUBT": 0})
    assert set(asked_for(portal, before)) == {"GET", "HEAD"}, "what is larger is fetched, at once"
    payloads = "select count(distinct payload_sha256) from captures where url like ?"
    assert value(archive, payloads, [f"%{path(392003)}"]) == 2
    luutru("verify", "--archive", archive)


@pytest.mark.parametrize(
    "answer", [Answer("", 405), Answer("", 200, {"Content-Length": "7"})], ids=["405", "lies"]
)
def test_a_host_whose_head_tells_nothing_is_not_asked_so_for_long(portal, archive, answer):
    portal.honest = False
    told = portal.file

    def file(asked, number):
        return answer if asked.method == "HEAD" else told(asked, number)

    portal.file = file
    portal.crawl(archive)
    portal.again(archive)
    before = len(portal.log)
    portal.again(archive)
    asked = asked_for(portal, before)
    assert asked.count("GET") == 6 and 1 <= asked.count("HEAD") < 6, "some were on their way already"
    assert value(archive, "select max(versions) from articles") == 1


def test_a_missing_document_is_an_event_and_no_version(portal, archive):
    portal.crawl(archive)
    portal.pages[path(392001)] = Answer(not_found(), 404)
    portal.pages[path(392002)] = Answer(not_found(), 200, {"Content-Type": "text/html; charset=utf-8"})
    portal.again(archive)
    events = rows(archive, "select event, detail from events where event <> 'published' order by detail")
    assert [tuple(row.values()) for row in events] == [
        ("file-missing", f"{portal.home.rstrip('/')}{path(number)}") for number in (392001, 392002)
    ]
    assert value(archive, "select max(versions) from articles") == 1


def test_known_files_take_no_more_requests_than_pages_and_some(portal, archive):
    many = "".join(f"<p><a href='/SiteFolders/phu-luc-{n}.pdf'>Phụ lục {n}</a></p>" for n in range(90))
    html = portal.pages[article_path(392001)]
    portal.pages[article_path(392001)] = html.replace("<p>Đính kèm:", f"{many}<p>Đính kèm:")
    for number in range(90):
        portal.pages[f"/SiteFolders/phu-luc-{number}.pdf"] = lambda asked: portal.file(asked, 392001)
    portal.crawl(archive)
    age(archive, 400)
    asked = []
    for _ in range(2):
        before = len(portal.log)
        portal.crawl(archive)
        asked.append([each.path for each in portal.log[before:] if each.path.endswith(".pdf")])
    pages = 2 + len(portal.numbers)
    assert len(asked[0]) == SPARE + pages
    left = rows(
        archive, "select stats ->> 'files_again' as again, stats ->> 'files_left' as left from crawls"
    )
    assert [(row["again"], row["left"]) for row in left[1:]] == [(58, 96 - 58), (96 - 58, 0)]
    assert sorted(asked[0] + asked[1]) == sorted({*asked[0], *asked[1]}), "what was left goes first"


def test_without_files_none_is_asked_for(portal, archive):
    portal.crawl(archive)
    assert portal.again(archive, "--media", "images") == []
