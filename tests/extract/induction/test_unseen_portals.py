"""Portals that nobody has seen, learned from sixteen pages each without a crawl: every field is read right."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from benchmarks.first_sight import grade, make
from crawler.cms.systems import system
from crawler.extract import read_page
from crawler.extract.induction.learn import learn
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.sheet import Sheet

SEEDS = (2, 4, 5, 6, 9, 10, 11, 12, 16, 17, 18, 20, 27)
"""Portals with labels of invented words, boxes, galleries and tabs each; some with dates in lists alone, or none."""


def sheets(portal):
    """The pages of all articles, as a crawl would find them."""
    at, cms = portal.moment(0), system("vnportal")
    for known in portal.urls(0):
        if known.kind == "article":
            at += timedelta(seconds=11)
            page = prepare(portal.get(known.url, 0, at), known.url, cms, "text/html; charset=utf-8")
            assert isinstance(page, PageContext)
            yield Sheet(page, known.key or known.url, at.isoformat())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_is_read_right_once_a_template_is_learned(seed):
    portal = make(seed, 16, "vnportal")
    templates = tuple(learn(list(sheets(portal))))

    def read(payload, url):
        article = read_page(payload, url, portal="soctrang", template=templates).article
        return {
            **asdict(article),
            "captions": [caption.text for caption in article.captions],
            "attachments": [attachment.url for attachment in article.attachments],
        }

    assert grade(portal, read).misses == ()
