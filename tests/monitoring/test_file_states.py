"""The same notice in place of every document, or none of them any more, tells of the portal, and of no document."""

from __future__ import annotations

import pytest

from archive.maintenance.verify import verify
from archive.portal_states.files import judge_files
from archive.portal_states.model import FileAnswer
from crawler.replica.site.files import file_bytes
from tests.crawl.test_portal_states import status
from tests.frontier.test_files_again import Files, path
from tests.support.commands import luutru
from tests.support.little import Answer, not_found
from tests.support.portal import rows, value


@pytest.fixture
def portal():
    with Files() as portal:
        yield portal


def parts(archive):
    return [
        tuple(row.values())
        for row in rows(archive, "select part, state, ended_at is null from portal_states order by id")
    ]


def put(portal, answer):
    kept = {path(number): portal.pages[path(number)] for number in portal.numbers}
    portal.pages |= dict.fromkeys(kept, answer)
    return kept


NOTICE = Answer(
    file_bytes("da-chuyen.pdf")[1],
    200,
    {"Content-Type": "application/pdf", "Last-Modified": "Mon, 19 Aug 2024 07:00:00 GMT"},
)
UNDATED = Answer(NOTICE.body, 200, {"Content-Type": "application/pdf"})
FRONTS = {
    "one notice without a date": (UNDATED, "quarantined", "6 of 6 files were replaced at once"),
    "one notice": (NOTICE, "quarantined", "6 of 6 files were replaced at once"),
    "404": (Answer(not_found(), 404), "closed", "of 6 known files asked for, 0 were given"),
    "403": (Answer("Forbidden", 403), "refusing", "of 6 known files asked for, 0 were given"),
}


SOON = {"crawler.crawl.file_checks.DOUBT": 1.5}
"""Seconds after which a file that is another is asked for once more: no minute and a half."""


@pytest.mark.parametrize("name", FRONTS)
def test_what_all_documents_answer_alike_is_a_state_until_it_ends_and_no_document_is_replaced_or_lost(
    name, portal, archive
):
    answer, state, said = FRONTS[name]
    portal.crawl(archive)
    kept = put(portal, answer)
    for _ in range(2):
        portal.crawl(archive, "--all", code=3, constants=SOON)
        assert parts(archive) == [("files", state, 1)]
        assert value(archive, "select max(versions) from articles") == 1
        assert {row["event"] for row in rows(archive, "select event from events")} == {"published"}
        assert not list(verify(archive))
    status(archive, "--ack")
    line = status(archive, "--check", code=3)
    assert f"soctrang, pictures and documents: {state}" in line and said in line
    portal.pages |= kept
    portal.crawl(archive, "--all", constants=SOON)
    assert parts(archive) == [("files", state, 0)]
    assert {row["event"] for row in rows(archive, "select event from events")} == {"published"}


def test_a_notice_in_place_of_all_documents_is_taken_over_when_believed(portal, archive):
    portal.crawl(archive)
    put(portal, NOTICE)
    portal.crawl(archive, "--all", code=3)
    luutru("status", "--archive", archive, "--believe", "soctrang")
    assert parts(archive) == []
    assert {row["versions"] for row in rows(archive, "select versions from articles")} == {2}
    assert not list(verify(archive))


def answers(*fates, payload=None, kind="file", first=0):
    return [
        FileAnswer(
            key, (key,), fate, "ok", (payload or str(key).encode()) if fate == "changed" else None, kind
        )
        for key, fate in enumerate(fates, first)
    ]


def judged(*fates, payload=None, doubted=()):
    return judge_files(answers(*fates, payload=payload), doubted)


def test_few_files_replaced_by_files_of_their_own_are_believed_and_many_asked_about():
    assert judged(*["changed"] * 15).state is None
    assert judged(*["changed"] * 15, payload=b"one").state == "quarantined"
    assert judged(*["changed"] * 15, *["shown"] * 5).state == "quarantined"
    assert judged(*["changed"] * 10, *["shown"] * 10).state is None
    assert judged(*["changed"] * 4, payload=b"one").state is None


def test_files_in_quarantine_stay_there_until_they_are_as_they_were():
    assert judged("changed", "changed", doubted={0, 1}).state == "quarantined"
    told = judged("shown", "shown", doubted={0, 1})
    assert told.state is None and told.seen == {0, 1}


def test_a_file_that_is_missing_while_others_are_given_tells_of_itself():
    assert judged("absent", *["shown"] * 9).state is None
    told = judged(*["absent"] * 6)
    assert told.state == "closed" and len(told.disregarded) == 6


@pytest.mark.parametrize(
    ("fate", "state"), [("absent", "closed"), ("refused", "refusing"), ("changed", "quarantined")]
)
@pytest.mark.parametrize("kind", ["image", "file"])
def test_pictures_alone_or_documents_alone_may_be_in_a_state(kind, fate, state):
    other = "file" if kind == "image" else "image"
    told = judge_files(
        [*answers(*["shown"] * 20, kind=other), *answers(*[fate] * 6, payload=b"one", kind=kind, first=20)],
        (),
    )
    assert told.state == state and set(told.disregarded) == set(range(20, 26))
