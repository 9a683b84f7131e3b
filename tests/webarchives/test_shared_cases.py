"""Small files of other programs that were read wrong once: what each of them must give."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.portal import luutru, rows

SHARED = os.environ.get("LUUTRU_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="LUUTRU_SHARED names no folder with these files")

CASES = {
    "206-media.warc.gz": (3, ["ok", "truncated", "truncated"]),
    "arc-month18.arc.gz": (1, []),
    "v1-neg.arc.gz": (3, ["ok"]),
    "badblock.warc": (3, ["ok"]),
    "badpayload.warc": (3, ["ok"]),
    "bare-304-revisit.warc.gz": (0, ["not-modified", "ok"]),
    "httrack-304-revisit.warc.gz": (0, ["not-modified", "ok"]),
    "chunked-gzip-multimember.warc.gz": (0, ["ok"]),
    "damaged-middle-one-member.warc.gz": (3, ["ok"] * 10),
    "one-member-truncated.warc.gz": (3, ["ok"] * 11),
    "record-in-two-members.warc.gz": (0, ["ok"] * 5),
    "record-in-two-frames.warc.zst": (0, ["ok"] * 5),
    "gz-then-plain.warc.gz": (0, ["ok"] * 5),
    "plain-then-gz.warc": (0, ["ok"] * 5),
    "encoding-blank.warc.gz": (0, ["ok"]),
    "gzip-no-trailer.warc.gz": (0, ["ok"]),
    "short-body.warc.gz": (3, ["truncated"]),
    "length-in-characters.warc": (3, ["ok"] * 5),
    "length-in-characters.warc.gz": (3, ["ok"] * 5),
    "no-blank-between.warc": (3, ["ok"] * 5),
    "long-header.warc.gz": (0, ["ok"]),
    "multi.wacz": (0, ["ok"] * 2),
    "warc-in-progress.wacz": (0, ["ok"] * 2),
    "other.warc.gz": (0, ["ok"] * 5),
    "empty.warc": (1, []),
    "text.warc": (1, []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_gives_what_it_holds(name, archive):
    code, outcomes = CASES[name]
    luutru("import", "--archive", archive, Path(SHARED or "") / "cases" / "warc" / name, code=code)
    assert [row["outcome"] for row in rows(archive, "select outcome from captures order by 1")] == outcomes


@pytest.mark.parametrize("later", ["feb.warc.gz", "feb-refers.warc.gz", "feb.wacz"])
def test_a_revisit_finds_what_another_call_brought(later, archive):
    for name in ("jan.warc.gz", later):
        luutru("import", "--archive", archive, Path(SHARED or "") / "cases" / "warc" / name)
    assert [row["outcome"] for row in rows(archive, "select outcome from captures")] == ["ok", "ok"]


def test_a_redirect_leads_where_its_bytes_say(archive):
    file = Path(SHARED or "") / "cases" / "warc" / "redirect-raw-location.warc.gz"
    luutru("import", "--archive", archive, file)
    assert not [row for row in rows(archive, "select url from addresses") if "%C3%83" in row["url"]]


def test_counters_that_tick_are_no_edits_and_what_was_taken_out_is(archive):
    luutru("import", "--archive", archive, Path(SHARED or "") / "cases" / "warc" / "counters.warc.gz")
    changed = {row["cms_id"] for row in rows(
        archive, "select a.cms_id from changes c join articles a on a.id = c.article_id")}  # fmt: skip
    assert changed == {"730000", "730001", "730002"}
