"""Documents, persons, organisations and places found in labelled texts and pages: floors that only rise.

The texts are made up in the prose of provincial portals; rules were written with the half "dev" before the
eyes and without a look at the other. The pages are not part of this project: see `LUUTRU_SHARED`.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from archive.contents.names import text_of
from crawler.extract import read_page
from tests.archive.entities.scoring import found_in, labels, score

FLOORS = {
    "prose_dev": {
        "citations precision": 1.0, "citations recall": 1.0, "citations kind": 1.0, "citations date": 1.0,
        "citations issuer": 1.0, "persons precision": 1.0, "persons recall": 1.0, "persons office": 1.0,
        "organisations recall": 1.0, "places precision": 1.0, "places recall": 1.0,
    },
    "prose_heldout": {
        "citations precision": 1.0, "citations recall": 1.0, "citations kind": 1.0, "citations date": 1.0,
        "citations issuer": 0.96, "persons precision": 0.98, "persons recall": 0.94,
        "persons office": 0.8, "organisations recall": 0.85, "places precision": 0.97, "places recall": 0.9,
    },
    "pages_dev": {
        "citations precision": 1.0, "citations recall": 1.0, "citations kind": 1.0, "citations date": 1.0,
        "citations issuer": 0.94, "persons precision": 1.0, "persons recall": 1.0, "persons office": 0.96,
        "organisations recall": 0.92, "places precision": 0.95, "places recall": 0.88,
    },
    "pages_heldout": {
        "citations precision": 0.98, "citations recall": 1.0, "citations kind": 1.0,
        "citations date": 0.96, "citations issuer": 0.89, "persons precision": 0.97,
        "persons recall": 0.93, "persons office": 0.85, "organisations recall": 0.86,
        "places precision": 0.85, "places recall": 0.64,
    },
}  # fmt: skip


def reached(name: str, texts: list[str]) -> None:
    shares = score(labels(name), [found_in(text) for text in texts])
    print(name, {what: round(share, 3) for what, share in shares.items()})
    short = {what: (shares[what], floor) for what, floor in FLOORS[name].items() if shares[what] < floor}
    assert not short


@pytest.mark.parametrize("name", ["prose_dev", "prose_heldout"])
def test_labelled_texts(name: str) -> None:
    reached(name, [label["text"] for label in labels(name)])


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, str]:
    """What the labelled pages say, by their names in the archive of pages."""
    folder = shared / "hanoi"
    wanted = {label["page"] for half in ("dev", "heldout") for label in labels(f"pages_{half}")}
    payloads, urls = {}, {}
    with tarfile.open(folder / "pages.tar.gz") as tar:
        for member in tar:
            name = "/".join(Path(member.name).parts[-2:])
            if name in wanted:
                payloads[name] = tar.extractfile(member).read()
            elif member.name.endswith("manifest.jsonl"):
                entries = map(json.loads, tar.extractfile(member).read().decode().splitlines())
                urls = {entry["file"]: entry["url"] for entry in entries}
    return {name: text_of(read_page(payload, urls[name]).article) for name, payload in payloads.items()}


@pytest.mark.parametrize("name", ["pages_dev", "pages_heldout"])
def test_labelled_pages(name: str, pages: dict[str, str]) -> None:
    reached(name, [pages[label["page"]] for label in labels(name)])
