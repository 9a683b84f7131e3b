"""What was learned is shown in words, and what an archivist sets wins over it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from archive.alarms import Alarm, note, shown
from archive.maintenance.verify import verify
from crawler.commands.collect.portals import command
from crawler.learning.check import check
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named
from tests.support.facts import HOST, NOW, rows
from tests.support.skins import article_page, brought, opened, page, path


@pytest.fixture
def archive(tmp_path):
    """An archive that has learned one skin from fourteen articles, each captured twice."""
    found = [
        page(HOST + path(number), 1 + number % 100 / 10 + 24 * turn, article_page("old", number, turn))
        for number in range(392001, 392015)
        for turn in range(2)
    ]
    brought(tmp_path / "archive.db", found)
    return tmp_path / "archive.db"


def portals(archive, *arguments: str) -> str:
    done = CliRunner().invoke(command, [*arguments, "--archive", str(archive)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def said(archive, field: str) -> set[str | None]:
    with opened(archive) as opened_archive:
        assert rows(opened_archive, "select * from versions where number > 1") == []
        return {value for (value,) in rows(opened_archive, f"select {field} from articles")}


def test_a_template_is_shown_in_words(archive):
    told = portals(archive, "show", "soctrang")
    assert "learned from 14 articles; 28 captures read by it" in told
    assert "department    14 of 14     div.s1, behind “Krog:”" in told
    assert "14 articles: understood." in told and "0 read cold, because no template fits" in told
    assert "  department    14 of 14       " in told
    [template] = json.loads(portals(archive, "show", "soctrang", "--json"))["templates"]
    assert template["captures"] == 28 and template["value"]["fields"]["department"][0]["label"] == "Krog:"


def test_what_is_set_wins_and_can_be_taken_back(archive):
    units = said(archive, "department")
    assert "Phòng Nội chính" in units
    assert "read again" in portals(archive, "set", "soctrang", "department", "none")
    assert said(archive, "department") == {None}
    assert "Set by hand: department: none." in portals(archive, "show", "soctrang")
    portals(archive, "set", "soctrang", "source", "div.s1", "--label", "Krog:")
    assert said(archive, "source") == units
    for field in ("source", "department"):
        portals(archive, "set", "soctrang", field, "learned")
    assert said(archive, "department") == units and said(archive, "source") == {None}
    assert list(verify(archive)) == []


def test_places_in_the_portals_file_win_over_what_is_learned_and_the_archive_over_both(archive, monkeypatch):
    units = said(archive, "department")
    spec = portal_named("soctrang")
    monkeypatch.setattr(spec, "places", {"department": None, "author": {"path": "div.x1"}})
    with opened(archive) as written:
        assert relearn(written, spec) and not relearn(written, spec)
        assert list(check(written, {spec.name: spec})) == []
    assert said(archive, "department") == {None}
    assert "Set by hand: author: div.x1." in portals(archive, "show", "soctrang")
    portals(archive, "set", "soctrang", "department", "div.s1", "--label", "Krog:")
    assert said(archive, "department") == units
    portals(archive, "set", "soctrang", "department", "learned")
    assert said(archive, "department") == {None}


def test_a_portal_that_is_not_understood_is_shown_as_such(archive):
    portals(archive, "set", "soctrang", "date", "none")
    shown = portals(archive, "show", "soctrang")
    assert "14 articles: look at this: date on 0 of 14 articles." in shown
    told = json.loads(portals(archive, "show", "soctrang", "--json"))["understood"]
    assert (
        told["lacking"] == [{"what": "date", "count": 0, "all": 14}]
        and told["pages"] == 28
        and told["cold"] == 0
    )


def test_alarms_go_with_what_gave_reason_for_them(archive):
    url = HOST + path(392001)
    with opened(archive) as written, written.writing():
        for kind in ("no-text", "wall"):
            note(written.db, "soctrang", None, NOW, Alarm(kind, now=1, addresses=(url,)))
    portals(archive, "set", "soctrang", "department", "none")
    with opened(archive) as written:
        assert shown(written.db) == []


def test_what_cannot_be_set_is_told(archive):
    done = CliRunner().invoke(command, ["set", "soctrang", "colour", "none", "--archive", str(archive)])
    assert done.exit_code == 2 and "department" in done.output
    done = CliRunner().invoke(command, ["set", "soctrang", "author", "learned", "--archive", str(archive)])
    assert done.exit_code == 1 and "Nothing was set" in done.output
