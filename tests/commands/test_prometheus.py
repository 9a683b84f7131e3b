"""Figures of an archive for Prometheus, as its own client reads them."""

from __future__ import annotations

import pytest

from tests.support.commands import luutru
from tests.support.little import Answer, Little

parser = pytest.importorskip("prometheus_client.parser")


def figures(text):
    """The samples of a text by name and labels but `archive`."""
    found = {}
    for family in parser.text_string_to_metric_families(text):
        assert family.type == "gauge" and family.documentation
        for sample in family.samples:
            key = (
                sample.name.removeprefix("luutru_"),
                *(v for k, v in sample.labels.items() if k != "archive"),
            )
            assert key not in found, "twice"
            found[key] = sample.value
    return found


def test_figures_tell_of_articles_ends_and_alarms_and_replace_those_before(archive, tmp_path):
    file = tmp_path / "luutru.prom"
    with Little() as portal:
        portal.crawl(archive)
        luutru("status", "--archive", archive, "--prometheus", file)
        first = figures(file.read_text())
        assert first["articles", "soctrang", "live"] == len(portal.numbers)
        assert (first["last_crawl_state", "soctrang", "finished"], first["alarms_open", "soctrang"]) == (1, 0)
        assert first["last_done_crawl_timestamp_seconds", "soctrang"] <= first["figures_timestamp_seconds",]
        assert first["addresses", "soctrang", "article", "done"] == len(portal.numbers)
        portal.pages["/"] = portal.pages["/robots.txt"] = Answer("", 500)
        portal.crawl(archive, code=1)
    luutru("status", "--archive", archive, "--prometheus", file)
    second = figures(file.read_text())
    assert (second["portal_state", "soctrang", "refusing"], second["portal_state", "soctrang", "moved"]) == (
        1,
        0,
    )
    assert second["last_crawl_state", "soctrang", "failed"] == 1 and second["alarms_open", "soctrang"] >= 1
    same = "last_done_crawl_timestamp_seconds", "soctrang"
    assert second[same] == first[same] < second["last_crawl_timestamp_seconds", "soctrang"]
    assert [each.name for each in tmp_path.glob("luutru.prom*")] == ["luutru.prom"]
    assert file.stat().st_mode & 0o777 == 0o644


def test_an_archive_that_cannot_be_read_is_a_figure_too(tmp_path):
    odd = tmp_path / 'kho "lưu trữ"\\'
    odd.mkdir()
    done = luutru("status", "--archive", odd / "none.db", "--prometheus", "-", code=1)
    assert "cannot be read" in done.stderr and figures(done.stdout)["archive_readable",] == 0
    [sample] = next(iter(parser.text_string_to_metric_families(done.stdout))).samples
    assert sample.labels["archive"] == str(odd / "none.db")
