"""The routes: for each address the page, the tables it shows, and the time it may take."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from archive.web.http.request import PageRequest, PageResponse
from archive.web.mementos import calendar as capture_calendar
from archive.web.mementos import index, replay, timemaps
from archive.web.pages import (
    article,
    capture,
    changes,
    compare,
    departments,
    documents,
    home,
    moved,
    people,
    places,
    search,
    visits,
)
from archive.web.pages.more import (
    about,
    calendar,
    chart,
    data,
    district_map,
    edits,
    package,
    pictures,
    similar,
    words,
)

Build = Callable[[sqlite3.Connection, PageRequest], PageResponse]

WAIT, WAIT_FOR_DATA = 5_000, 60_000
"""Milliseconds that a page, or a whole result as CSV, may take to ask its questions."""


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its name, its path below the archive's, who draws it, the tables it shows, the time it
    may take, and whether it runs SQL that a reader wrote."""

    name: str
    path: str
    build: Build
    needs: tuple[str, ...] = ("articles", "versions", "events")
    limit: int = WAIT
    runs_sql: bool = False


_ID = r"(?P<id>\d{1,19})"
_ARTICLE = "(?P<portal>[^/]+)/(?P<name>[^/.]+)"
_TIME = r"(?P<{}>\d{{14}}(?:\d{{3}})?)"
_CAPTURE = rf"/capture/(?P<portal>[^/]+)/(?P<key>[0-9a-f]{{8}})/{_TIME.format('time')}"
HELD = ("articles", "versions", "events", "captures", "portals", "crawls", "visit_stats", "alarms")
FOUND = ("articles", "versions", "contents", "captions", "citations", "mentions")
_NAMED = FOUND
_SAID = (*FOUND, "changes", "events", "images", "attachments", "article_tables")
_SHOWN = (*_SAID, "captures", "view_counts")
_CHANGED = ("articles", "versions", "changes", "change_amounts", "events")
_FILES = ("captures", "payloads")
_CAPTURED = (*_FILES, "addresses")
ROUTES = (
    Route("home", "", home.build, HELD),
    Route("search", "/search", search.build, FOUND),
    Route(
        "search",
        r"/search\.(?P<form>csv|json|jsonl|xlsx|parquet)",
        search.build_data,
        FOUND,
        limit=WAIT_FOR_DATA,
    ),
    Route("search", r"/search\.(?P<form>atom|feed)", search.build_feed, FOUND),
    Route("words", "/words", words.build, FOUND, limit=WAIT_FOR_DATA // 4),
    Route("words", r"/words\.csv", words.build_csv, FOUND, limit=WAIT_FOR_DATA),
    Route("similar", f"/similar/{_ARTICLE}", similar.build, FOUND),
    Route("pictures", "/pictures", pictures.build, (*FOUND, "images")),
    Route("data", "/data", data.build, ("articles",)),
    Route("data", "/chart", chart.build, ("articles",), runs_sql=True),
    Route("about", "/about", about.build, ("articles", "portals", "crawls", "addresses")),
    Route("departments", "/departments", departments.build),
    Route("departments", "/department", departments.build_one, FOUND),
    Route("documents", "/documents", documents.build, _NAMED),
    Route("documents", "/document", documents.build_one, (*_NAMED, "attachments", "payloads")),
    Route("places", "/map", district_map.build, _NAMED, limit=WAIT_FOR_DATA // 4),
    Route("places", r"/map\.csv", district_map.build_csv, _NAMED, limit=WAIT_FOR_DATA),
    Route("people", "/people", people.build, _NAMED),
    Route("people", "/person", people.build_one, _NAMED),
    Route("places", "/places", places.build, _NAMED),
    Route("places", "/place", places.build_one, _NAMED),
    Route("visits", "/visits", visits.build, ("visit_stats",)),
    Route("visits", r"/visits\.csv", visits.build_csv, ("visit_stats",)),
    Route("changes", "/changes", changes.build),
    Route("changes", "/calendar", calendar.build),
    Route("changes", r"/day/(?P<day>\d{4}-\d\d-\d\d)", calendar.build_day, FOUND),
    Route("changes", "/edits", edits.build, _CHANGED),
    Route("changes", r"/edits\.(?P<form>atom|json)", edits.build_feed, _CHANGED),
    Route("changes", r"/edits\.csv", edits.build_csv, _CHANGED, limit=WAIT_FOR_DATA),
    Route("changes", r"/changes\.(?P<form>atom|json)", changes.build_feed),
    Route("article", f"/article/{_ID}(?P<compare>/compare)?", moved.build, ("articles", "versions")),
    Route("article", f"/row/{_ID}", moved.build_row, ("articles", "versions")),
    Route("article", f"/article/{_ARTICLE}(?:/{_TIME.format('time')})?", article.build, _SHOWN),
    Route(
        "article",
        rf"/article/{_ARTICLE}/{_TIME.format('time')}\.(?P<form>bib|ris|csl)",
        article.build_citation,
        _SHOWN,
    ),
    Route(
        "article", rf"/article/{_ARTICLE}\.wacz", package.build_article, (*_SHOWN, *_CAPTURED), WAIT_FOR_DATA
    ),
    Route(
        "data",
        r"/site/(?P<portal>[^/]+)/(?P<site>[^/]+)\.wacz",
        package.build_site,
        (*_SHOWN, *_CAPTURED),
        WAIT_FOR_DATA,
    ),
    Route(
        "article",
        f"/compare/{_ARTICLE}(?:/{_TIME.format('first')}/{_TIME.format('second')})?",
        compare.build,
        _SAID,
    ),
    Route("capture", f"/capture/{_ID}(?P<raw>/raw)?", moved.build_capture, _FILES),
    Route("capture", f"/row/capture/{_ID}", moved.build_capture_row, _FILES),
    Route("capture", _CAPTURE, capture.build, (*_FILES, "versions")),
    Route("capture", f"{_CAPTURE}/raw", capture.build_raw, _FILES),
    Route("capture", "/payload/(?P<sha256>[0-9a-f]{64})(?:/(?P<file>[^/]+))?", capture.build_payload, _FILES),
    Route("captures", "/captures", capture_calendar.build, _CAPTURED),
)
_REST = "(?P<rest>.+)"
WEB_ARCHIVE = (
    Route("captures", "/cdx/search/cdx", index.build, _CAPTURED, WAIT_FOR_DATA),
    Route("captures", "(?:/web)?/cdx", index.build_pywb, _CAPTURED, WAIT_FOR_DATA),
    Route("captures", "/wayback/available", timemaps.build_available, _CAPTURED),
    Route("captures", f"/timegate/{_REST}", timemaps.build_gate, _CAPTURED),
    Route(
        "captures",
        rf"(?:/web)?/timemap/(?P<form>link|json)/(?:(?P<number>\d{{1,6}})/)?{_REST}",
        timemaps.build_map,
        _CAPTURED,
        WAIT_FOR_DATA,
    ),
    Route("captures", f"/web/{_REST}", replay.build, (*_CAPTURED, "versions")),
    # pywb asks for captures beside the index that it was given.
    Route("captures", r"/(?P<rest>\d{14}id_/.+)", replay.build, (*_CAPTURED, "versions")),
)
"""What the clients of web archives ask for, below the pages of an archive and, where a server has no other archive,
at its root, where some of them look for it."""
