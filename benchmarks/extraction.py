"""Reading quality and speed beside general extractors, on the same labelled pages with the same scorer.

    python benchmarks/extraction.py SHARED [--only luutru,trafilatura]

SHARED is the folder with ``portal/hanoi`` (labels, pages and scorer). Extractors that are not installed
are left out and said to be: ``pip install trafilatura newspaper4k readability-lxml``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import runpy
import sys
import tarfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

Reader = Callable[[bytes, str], dict[str, Any]]
ROUNDS = 3


def luutru(portal: str | None) -> Reader:
    from crawler.extract import read_page

    def read(payload: bytes, url: str) -> dict[str, Any]:
        article = read_page(payload, url, portal=portal).article
        if article is None:
            return {}
        return {
            "title": article.title,
            "published_at": article.published_at,
            "summary": article.summary,
            "body": list(article.body),
            "captions": [{"text": c.text, "image_url": c.image_url} for c in article.captions],
            "author": article.author,
            "department": article.department,
            "attachments": [attachment.url for attachment in article.attachments],
            "tables": article.tables,
            "view_count": article.views,
        }

    return read


def trafilatura() -> Reader:
    module = importlib.import_module("trafilatura")

    def read(payload: bytes, url: str) -> dict[str, Any]:
        found = module.bare_extraction(payload.decode(), url=url, include_comments=False, with_metadata=True)
        if found is None:
            return {}
        plain = found if isinstance(found, dict) else found.as_dict()
        body = (plain.get("text") or "").split("\n")
        return {
            "title": plain.get("title"),
            "published_at": plain.get("date"),
            "author": plain.get("author"),
            "body": body,
        }

    return read


def newspaper() -> Reader:
    module = importlib.import_module("newspaper")

    def read(payload: bytes, url: str) -> dict[str, Any]:
        article = module.Article(url, language="vi")
        article.download(input_html=payload.decode())
        article.parse()
        date = article.publish_date.isoformat() if article.publish_date else None
        author = ", ".join(article.authors) or None
        return {
            "title": article.title,
            "published_at": date,
            "author": author,
            "body": article.text.split("\n"),
        }

    return read


def readability() -> Reader:
    module = importlib.import_module("readability")
    html = importlib.import_module("lxml.html")

    def read(payload: bytes, url: str) -> dict[str, Any]:
        document = module.Document(payload.decode(), url=url)
        text = html.fromstring(document.summary()).text_content()
        return {"title": document.title(), "body": text.split("\n")}

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "luutru": lambda: luutru("hanoi"),
    "luutru-no-hints": lambda: luutru(None),
    "trafilatura": trafilatura,
    "newspaper4k": newspaper,
    "readability": readability,
}


def measured(name: str, shared: Path) -> dict[str, Any] | None:
    """Scores, pages per second of CPU and memory of one reader; None if it is not installed."""
    try:
        read = READERS[name]()
    except ImportError:
        return None
    labels = [json.loads(line) for line in (shared / "labels.jsonl").read_text("utf-8").splitlines()]
    with tarfile.open(shared / "pages.tar.gz") as tar:
        members = {Path(m.name).stem: m for m in tar if "/articles/" in m.name}
        payloads = {label["id"]: tar.extractfile(members[label["id"]]).read() for label in labels}  # type: ignore[union-attr]
    scorer = runpy.run_path(str(shared / "score_extract.py"))
    told = scorer["summarise"]([scorer["score_page"](x, read(payloads[x["id"]], x["url"])) for x in labels])
    best = min(_timed(read, labels, payloads) for _ in range(ROUNDS))
    return {
        "title": told["title_exact"],
        "date": told["date_exact"],
        "author": told["author"]["recall"],
        "captions": told["captions"]["recall_exact"],
        "body mean": told["body_f1_neutral"]["mean"],
        "body min": told["body_f1_neutral"]["min"],
        "pages/s": len(labels) / best,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _timed(read: Reader, labels: list[dict[str, Any]], payloads: dict[str, bytes]) -> float:
    start = time.process_time()
    for label in labels:
        read(payloads[label["id"]], label["url"])
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", default=",".join(READERS))
    given = parser.parse_args()
    names = [name for name in READERS if name in given.only.split(",")]
    if not names:
        sys.exit(f"no such reader; there are: {', '.join(READERS)}")
    for name in names:
        with get_context("spawn").Pool(1) as pool:  # a process for each, so that memory is its own
            row = pool.apply(measured, (name, given.shared / "portal" / "hanoi"))
        if row is None:
            print(f"{name:18} not installed")
        else:
            print(f"{name:18}", "  ".join(f"{key} {value:.3g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
