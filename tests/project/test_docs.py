"""The documentation says what the program does."""

import re
import subprocess
import sys

from archive.store import Archive
from archive.web.tables import TABLES
from tests.support.places import ROOT


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


def test_both_readmes_give_the_same_commands():
    blocks = [
        re.findall(r"^python3 .*$", (ROOT / name).read_text("utf-8"), re.M)
        for name in ("README.md", "README.vi.md")
    ]
    assert len(blocks[0]) == 2
    assert blocks[0] == blocks[1]


def test_links_between_pages_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
