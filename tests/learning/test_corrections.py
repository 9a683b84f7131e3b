"""What was learned is shown in words, and what an archivist sets wins over it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from archive.maintenance.verify import verify
from crawler.commands.collect.portals import command
from tests.support.facts import HOST, rows
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
    shown = portals(archive, "show", "soctrang")
    assert "learned from 14 articles; 28 captures read by it" in shown
    assert "department    14 of 14     div.s1, behind “Krog:”" in shown
    assert "Read cold, because no template fits: 0 captures" in shown
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


def test_what_cannot_be_set_is_told(archive):
    done = CliRunner().invoke(command, ["set", "soctrang", "colour", "none", "--archive", str(archive)])
    assert done.exit_code == 2 and "department" in done.output
    done = CliRunner().invoke(command, ["set", "soctrang", "author", "learned", "--archive", str(archive)])
    assert done.exit_code == 1 and "Nothing was set" in done.output
