"""What is read again when templates change: no more than what they decide on."""

from __future__ import annotations

from functools import partial

from archive.readings.templates import current_templates
from crawler.learning import imported
from crawler.learning.check import check
from crawler.learning.reading import read_again
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named
from tests.support.facts import HOST
from tests.support.skins import article_page, brought, opened, page, path

OLD, NEW = range(392001, 392037), range(392101, 392116)
SPEC = portal_named("soctrang")


def test_a_change_of_one_template_reads_none_of_the_others_pages_again(tmp_path, monkeypatch):
    archive = tmp_path / "archive.db"
    found = [page(HOST + path(number), number % 100 / 10, article_page("old", number)) for number in OLD]
    found += [
        page(HOST + path(number), 50 + number % 100 / 10, article_page("new", number)) for number in NEW
    ]
    brought(archive, found)
    with opened(archive) as written:
        before = [each.sha256 for each in current_templates(written.db, SPEC.name)]
        assert len(before) == 2

    def later(number: int) -> str:
        return article_page("new", number).replace(
            "<div class='foot'>", "<p class='k9'>Kwimb tassol</p><div class='foot'>"
        )

    changed = [page(HOST + path(number), 90 + number % 100 / 10, later(number)) for number in NEW]
    asked: list[int] = []

    def read(archive, todo):
        asked.extend(todo)
        yield from read_again(archive, todo, {SPEC.name: SPEC})

    monkeypatch.setattr(imported, "relearn", partial(relearn, read=read))
    brought(archive, changed)
    with opened(archive) as written:
        after = [each.sha256 for each in current_templates(written.db, SPEC.name)]
        assert before[0] == after[0] and before[1] != after[1]
        assert list(check(written, {SPEC.name: SPEC})) == []
        sites = written.db.execute(
            "select count(*) from captures where url like '%/3920%' and id in (select value from json_each(?))",
            (str(asked),),
        ).fetchone()
    assert sites == (0,) and len(asked) == 2 * len(NEW)
