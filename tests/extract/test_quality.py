"""Reading quality on labelled pages of a real portal: floors that only rise.

The pages are not part of this project. They lie in a folder ``shared`` beside the checkout, or where
``LUUTRU_SHARED`` says; without them these tests are skipped.
"""

import hashlib
import json
import os
import runpy
import tarfile
from pathlib import Path

import pytest

from crawler.extract import read_page
from tests.support.places import ROOT

SHARED = Path(os.environ.get("LUUTRU_SHARED") or ROOT.parent / "shared") / "portal" / "hanoi"
LABELS_SHA256 = "cbe6e6d987ba8f7a85ec634d9bf07bc3c3f67151d9a36635dfa1381eef3f78b5"

FLOORS = {
    "hanoi": {
        "title": 1.0, "date": 1.0, "author": 1.0, "department": 1.0, "captions": 1.0, "caption precision": 1.0,
        "body mean": 1.0, "body min": 1.0, "content": 1.0, "attachments": 1.0, "tables": 1.0, "views": 1.0,
        "summary": 1.0, "paragraphs": 1.0,
    },
    None: {
        "title": 1.0, "date": 1.0, "author": 0.925, "department": 1.0, "captions": 1.0, "caption precision": 1.0,
        "body mean": 0.999, "body min": 0.96, "content": 1.0, "attachments": 1.0, "tables": 1.0, "views": 1.0,
        "summary": 1.0, "paragraphs": 0.996,
    },
}  # fmt: skip

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason=f"no labelled pages in {SHARED}")


@pytest.fixture(scope="module")
def labels():
    return [json.loads(line) for line in (SHARED / "labels.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def payloads(labels):
    """The labelled pages by their id."""
    wanted = {label["id"] for label in labels}
    with tarfile.open(SHARED / "pages.tar.gz") as tar:
        return {
            Path(member.name).stem: tar.extractfile(member).read()
            for member in tar
            if "/articles/" in member.name and Path(member.name).stem in wanted
        }


def prediction(label, payload, portal):
    article = read_page(payload, label["url"], portal=portal).article
    if article is None:
        return {"id": label["id"]}
    plain = {
        name: getattr(article, name) for name in ("title", "published_at", "summary", "author", "department")
    }
    return plain | {
        "id": label["id"],
        "body": list(article.body),
        "captions": [{"text": caption.text, "image_url": caption.image_url} for caption in article.captions],
        "attachments": [attachment.url for attachment in article.attachments],
        "tables": article.tables,
        "view_count": article.views,
    }


def scores(labels, payloads, portal):
    scorer = runpy.run_path(str(SHARED / "score_extract.py"))
    pages = [
        scorer["score_page"](label, prediction(label, payloads[label["id"]], portal)) for label in labels
    ]
    told = scorer["summarise"](pages)
    return {
        "title": told["title_exact"],
        "date": told["date_exact"],
        "author": told["author"]["exact_all"],
        "department": told["department"]["exact_all"],
        "captions": told["captions"]["recall_exact"],
        "caption precision": told["captions"]["precision_near"],
        "body mean": told["body_f1_neutral"]["mean"],
        "body min": told["body_f1_neutral"]["min"],
        "content": told["content_recall"]["min"],
        "attachments": min(told["attachments"]["recall"], told["attachments"]["precision"]),
        "tables": told["tables"]["row_exact"],
        "views": told["view_count"]["exact"],
        "summary": told["summary"]["recall"],
        "paragraphs": told["paragraph_recall"],
    }


def test_the_labels_are_those_the_floors_were_measured_on():
    assert hashlib.sha256((SHARED / "labels.jsonl").read_bytes()).hexdigest() == LABELS_SHA256


@pytest.mark.parametrize("portal", FLOORS, ids=["with the portal's hints", "by meaning alone"])
def test_no_score_falls_below_its_floor(labels, payloads, portal):
    reached = scores(labels, payloads, portal)
    fallen = {n: (reached[n], floor) for n, floor in FLOORS[portal].items() if (reached[n] or 0) < floor}
    assert not fallen
