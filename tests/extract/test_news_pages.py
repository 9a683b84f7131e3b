"""Reading pages cold: main text of news pages of the world against labels by hand, with floors that only rise.

The pages are half of Scrapinghub's article extraction benchmark and no part of this project. They lie in a folder
``shared`` beside the checkout, or where ``LUUTRU_SHARED`` says; without them these tests are skipped.
"""

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from crawler.extract import read_page
from tests.support.places import ROOT

PAGES = Path(os.environ.get("LUUTRU_SHARED") or ROOT.parent / "shared") / "benchmarks" / "aeb"
PROMISING = "https://sotttt.hanoi.gov.vn/tin/-/view_content/123456-bai.html"
RUN = 4
"""Words that are counted together, as the benchmark does."""

pytestmark = pytest.mark.skipif(not PAGES.exists(), reason=f"no news pages in {PAGES}")


@pytest.fixture(scope="module")
def truth():
    return json.loads((PAGES / "ground-truth.json").read_text("utf-8"))


def runs(text):
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


def f1(truth, texts):
    precisions, recalls = [], []
    for key, label in truth.items():
        want, got = runs(label["articleBody"]), runs(texts[key])
        both = sum((want & got).values())
        recalls.append(both / sum(want.values()))
        precisions.append(both / sum(got.values()) if got else 0.0)
    precision, recall = mean(precisions), mean(recalls)
    return 2 * precision * recall / (precision + recall)


def read(truth, address=None):
    return {
        key: read_page(
            gzip.decompress((PAGES / "html" / f"{key}.html.gz").read_bytes()), address or label["url"]
        )
        for key, label in truth.items()
    }


def text(page):
    return "\n".join([page.article.summary or "", *page.article.body]) if page.article else ""


@pytest.mark.parametrize(("address", "floor"), [(None, 0.955), (PROMISING, 0.955)], ids=["own", "promising"])
def test_the_main_text_is_found(truth, address, floor):
    pages = read(truth, address)
    assert f1(truth, {key: text(page) for key, page in pages.items()}) >= floor
    assert Counter(page.kind for page in pages.values()) == {"article": len(truth)}
