"""A portal as one file: where it is found, what it says, and what is said of an error in it."""

import json
import pickle
import re

import pytest

from crawler.cms.tables import BadFile
from crawler.portals.portal_file import portal_of
from crawler.portals.registry import portal_named
from tests.support.portal import luutru

WHOLE = """title = "Sở A"
home = "https://soa.gov.vn/"
domains = ["soa.gov.vn"]
cms = "nukeviet"

[[sites]]
sname = "a"
sid = "12"

[addresses]
article = ["/bai/{id}"]
list = [
    "/muc/{category}",
]

[hints]
title = ["tieude"]
"""


def test_the_keys_are_the_attributes_of_a_portal():
    portal = portal_of("soa", "soa.toml", WHOLE)
    assert (portal.name, portal.title, portal.home) == ("soa", "Sở A", "https://soa.gov.vn/")
    assert portal.sites[0].sid == "12" and portal.system().hints.title == ("tieude",)
    assert portal.system().address("https://soa.gov.vn/bai/5").cms_id == "5"
    assert portal.system().address("https://soa.gov.vn/tin/hoi-nghi-7.html").cms_id == "7"


def test_a_portal_goes_to_other_processes_as_its_file():
    portal = pickle.loads(pickle.dumps(portal_of("soa", "soa.toml", WHOLE)))
    assert portal.name == "soa" and portal.system().address("https://soa.gov.vn/bai/5").cms_id == "5"


def test_places_of_fields_are_taken_as_archivists_name_them():
    places = '[places]\ndate = { path = "div.d1", label = "Cập nhật:" }\nauthor = "none"\n'
    assert portal_of("soa", "soa.toml", WHOLE + places).places == {
        "published_at": {"path": "div.d1", "label": "Cập nhật:"},
        "author": None,
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('colour = "none"', "line 19, places.colour: there is no such key here; there are date"),
        ('date = "div.d1"', "line 19, places.date: a place is expected"),
        ('date = { label = "Ngày" }', "line 19, places.date: a place is expected"),
        ('date = { path = "div.d1", pick = "best" }', 'places.date: pick is "first" or "last"'),
    ],
)
def test_a_place_that_is_none_is_told(line, said):
    with pytest.raises(BadFile, match=re.escape(said)):
        portal_of("soa", "soa.toml", f"{WHOLE}[places]\n{line}\n")


def test_two_lines_are_a_portal():
    portal = portal_of("soa", "soa.toml", 'home = "https://www.soa.gov.vn"\ncms = "vnportal"\n')
    assert (portal.title, portal.domains) == ("www.soa.gov.vn", ("soa.gov.vn",))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('cms = "nukeviet"', 'cms = "nuke"', "line 4, cms: one of vnportal"),
        ('domains = ["soa.gov.vn"]', 'domains = "soa.gov.vn"', "line 3, domains: a list of texts"),
        ('domains = ["soa.gov.vn"]', 'domains = ["https://soa.gov.vn/"]', "line 3, domains: a host"),
        ('home = "https://soa.gov.vn/"', 'home = "soa.gov.vn"', "line 2, home: a whole address"),
        ('title = "Sở A"', 'titel = "Sở A"', "line 1, titel: there is no such key"),
        ('title = "Sở A"', 'title = "Sở A', "line 1: this is no TOML"),
        ('"/muc/{category}"', '"/muc/{cat}"', "line 13, addresses.list: {cat} is not known"),
        ('sid = "12"', "sid = 12", "line 8, sites.sid: a text"),
        ('title = ["tieude"]', 'titles = ["tieude"]', "line 17, hints.titles: there is no such key"),
    ],
)
def test_an_error_names_line_and_key_and_what_is_expected(before, after, said):
    assert before in WHOLE
    with pytest.raises(BadFile, match=r"soa\.toml") as caught:
        portal_of("soa", "soa.toml", WHOLE.replace(before, after))
    assert said in str(caught.value)


def test_a_key_that_is_misspelled_is_named_rather_than_missed():
    text = 'home = "https://soa.gov.vn/"\n[addresses]\narticles = ["/bai/{id}"]\n'
    with pytest.raises(BadFile, match=r"line 3, addresses\.articles: there is no such key"):
        portal_of("soa", "soa.toml", text)


def test_a_portal_is_found_beside_the_archive_in_a_named_folder_and_in_the_users(tmp_path):
    places = {
        "beside": tmp_path / "portals",
        "named": tmp_path / "other",
        "users": tmp_path / "conf/luutru/portals",
    }
    for name, folder in places.items():
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text(WHOLE, "utf-8")
    (places["named"] / "soctrang.toml").write_text(WHOLE, "utf-8")
    env = {"PATH": "/usr/bin:/bin", "XDG_CONFIG_HOME": str(tmp_path / "conf"), "HOME": str(tmp_path)}
    said = luutru("--portals", places["named"], "portals", "--json", cwd=tmp_path, env=env).stdout
    found = {row["id"]: row["name"] for row in json.loads(said)}
    assert {*places, "hanoi", "travinh"} <= found.keys()
    assert found["soctrang"] == "Sở A"
    env["LUUTRU_PORTALS"] = str(places["named"])
    assert '"named"' in luutru("portals", "--json", cwd=tmp_path, env=env).stdout
    said = luutru(
        "crawl", "beside", "--archive", tmp_path / "a.db", "--home=http://127.0.0.1:9/", code=1
    ).stderr
    assert "could not be reached" in said


def test_a_broken_file_stops_what_asks_for_it_and_nothing_else(tmp_path):
    (tmp_path / "portals").mkdir()
    (tmp_path / "portals" / "soa.toml").write_text("home = 5\n", "utf-8")
    archive = tmp_path / "a.db"
    said = luutru("crawl", "soa", "--archive", archive, "--contact=a@b.c", code=2).stderr
    assert "soa.toml, line 1, home" in said
    assert (
        "could not be"
        in luutru("crawl", "soctrang", "--archive", archive, "--home=http://127.0.0.1:9/", code=1).stderr
    )


def test_the_portals_of_luutru_are_such_files():
    assert portal_named("soctrang").sites[1].sname == "vpubnd"
    assert portal_named("hanoi").cms == "liferay"
