"""The documentation says what the program does."""

import doctest
import pkgutil
import re
import subprocess
import sys
from xml.etree import ElementTree

import click
import pytest

import archive.entities
import crawler.extract
from archive.store import Archive
from archive.web.tables import TABLES
from benchmarks.weights import SCORES, shown
from crawler.cli import luutru
from tests.support.places import ROOT

TOPS = ("archive", "crawler")
PAGES = [
    page for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]) if page.name != "CHANGELOG.md"
]
"""The changelog names what is gone, too."""


def test_generated_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, "docs/build.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_page_names_every_column_of_every_table_and_no_other(tmp_path):
    with Archive.open(tmp_path / "archive.db") as archive:
        for name, table in TABLES.items():
            columns = [row[1] for row in archive.db.execute(f"pragma table_xinfo({name})")]
            assert sorted(table.columns) == sorted(columns), name


def test_the_page_on_scores_says_of_every_row_on_what_its_weight_rests():
    page = (ROOT / "docs/scores.md").read_text("utf-8")
    told = re.findall(r"^\| ([^|*]+) \| (\S+) \| \d+ \| \d+ \| \d+ \|$", page, re.M)
    scores = [getattr(module, name) for _, module, name, _ in SCORES]
    assert told == [(row.name, shown(row)) for rows in scores for row in rows]
    reader = [path.read_text("utf-8") for path in (ROOT / "crawler/extract").rglob("*.py")]
    assert sum(len(re.findall(r"^\w+: Rows\[", text, re.M)) for text in reader) == len(scores)


def test_both_readmes_give_the_same_commands():
    blocks = [
        re.findall(r"^python3 .*$", (ROOT / name).read_text("utf-8"), re.M)
        for name in ("README.md", "README.vi.md")
    ]
    assert len(blocks[0]) == 2
    assert blocks[0] == blocks[1]


def calls(text):
    """The calls of `luutru` in the code of a page: the command and its options."""
    lines = re.findall(r"^ *luutru ([a-z].*)$", text, re.M)
    for call in [
        *(re.split(r" {3,}", line)[0] for line in lines),
        *re.findall(r"`luutru ([a-z][^`\n]*)`", text),
    ]:
        words = call.split()
        yield words[0], [word for word in words[1:] if word.startswith("--")]


def test_both_readmes_call_the_same_commands_with_the_same_options():
    english, vietnamese = (
        [*calls((ROOT / name).read_text("utf-8"))] for name in ("README.md", "README.vi.md")
    )
    assert len(english) > 25
    assert sorted(english) == sorted(vietnamese)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_a_page_calls_have_these_options(page):
    context = click.Context(luutru)
    for name, options in calls(page.read_text("utf-8")):
        command = luutru.get_command(context, name)
        assert command, name
        passed_on = [luutru.get_command(context, "crawl")] if name == "schedule" else []
        known = {
            option
            for each in (luutru, command, *getattr(command, "commands", {}).values(), *passed_on)
            for parameter in each.params
            for option in parameter.opts
        }
        assert set(options) - known - {"--help"} == set(), name


def test_links_between_pages_lead_somewhere():
    for page in [*PAGES, ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def named(text):
    """What a page names in `code` that belongs to this project: dotted names and paths."""
    for code in re.findall(r"`([^`\n]+)`", text):
        if re.fullmatch(r"(archive|crawler|tests)(\.\w+)+", code):
            yield code, is_there(code)
        elif re.fullmatch(r"(archive|crawler|tests|docs|benchmarks)/[\w./-]*", code):
            yield code, (ROOT / code).exists()


def is_there(name):
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_exists(page):
    found = dict(named(page.read_text("utf-8")))
    assert found or page.name not in ("CONTRIBUTING.md", "architecture.md", "library.md")
    assert [name for name, there in found.items() if not there] == []


def test_a_name_that_is_not_there_is_noticed():
    text = "`archive.model.Capture`, `archive.model.Nothing`, `crawler/politeness/`, `crawler/manners.py`"
    assert list(named(text)) == [
        ("archive.model.Capture", True),
        ("archive.model.Nothing", False),
        ("crawler/politeness/", True),
        ("crawler/manners.py", False),
    ]


def test_each_step_names_code_and_is_in_the_picture():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    steps = page.partition("<!-- steps -->")[2].partition("<!-- end of steps -->")[0].strip().splitlines()
    numbers = [int(step.partition(".")[0]) for step in steps]
    assert numbers == list(range(1, len(steps) + 1))
    for step in steps:
        assert [name for name, _ in named(step) if "/" not in name and callable(pkgutil.resolve_name(name))]
    picture = ElementTree.parse(ROOT / "docs" / "architecture.svg").iter()
    texts = [(each.get("class"), each.text or "") for each in picture if each.tag.endswith("}text")]
    assert sorted(int(text) for kind, text in texts if kind == "count") == numbers
    paths = [path for _, text in texts for path in re.findall(r"(?:archive|crawler)/[\w./]*", text)]
    assert paths and [path for path in paths if not (ROOT / path).exists()] == []


def test_every_room_says_in_the_page_who_lives_there():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([\w/]+)/` \| (.+) \|$", page, re.M))
    rooms = {str(file.parent.relative_to(ROOT)) for top in TOPS for file in (ROOT / top).rglob("*.py")}
    assert told.keys() == rooms


def test_the_glossary_is_in_order_and_each_word_has_its_place():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## The words")[2]
    words = re.findall(r"^\| ([a-z ]+) \| .+ \| `([\w.]+)` \|$", page, re.M)
    assert len(words) > 24
    assert [word for word, _ in words] == sorted({word for word, _ in words})
    assert [place for _, place in words if not is_there(place)] == []


def test_the_examples_of_the_library_give_what_they_say(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False, encoding="utf-8")
    assert done.attempted > 30
    assert done.failed == 0


def test_the_examples_import_nothing_that_the_page_does_not_list():
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    listed = set(re.findall(r"^### ([\w.]+)$", page, re.M)) | {"crawler.extract.EXTRACTOR"}
    imports = re.findall(r"^>>> from ((?:archive|crawler)[\w.]*) import (.+)$", page, re.M)
    used = {f"{module}.{name}" for module, names in imports for name in names.split(", ")}
    assert len(used) > 15
    assert used - listed == set()
    assert not [name for name in listed if "._" in name]
    offered = {
        f"{room.__name__}.{name}" for room in (crawler.extract, archive.entities) for name in room.__all__
    }
    assert offered - listed == set()
