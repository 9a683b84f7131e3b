"""A portal that nobody has seen is read right after its first crawl, and only edits make versions."""

from __future__ import annotations

from benchmarks.first_sight.measure import measure


def test_after_one_crawl_an_unseen_portal_is_read_right(tmp_path):
    found = measure(3, 40, tmp_path, generations=4)
    assert found.templates >= 1 and found.pages == 12
    assert found.cold.whole < 0.5
    assert found.learned.whole >= 0.95 and found.learned.bodies >= 0.95
    assert found.spurious == () and found.missed == ()
