"""The pages on all archives: for each address the page, the tables it shows, and the time each archive may take."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from archive.web.folder import changes, home, names, search
from archive.web.folder.archives import Archives
from archive.web.http.request import PageRequest, PageResponse
from archive.web.routes import FOUND, HELD, WAIT, WAIT_FOR_DATA


@dataclass(frozen=True, slots=True)
class FolderRoute:
    """A page on all archives: its name, its path, who draws it, the tables it shows, the milliseconds each archive
    may take."""

    name: str
    path: str
    build: Callable[[PageRequest, Archives], Awaitable[PageResponse]]
    needs: tuple[str, ...]
    limit: int = WAIT


_DATA = r"\.(?P<form>csv|json|jsonl|xlsx|parquet)"
ROUTES = (
    FolderRoute("home", "/?", home.build, HELD),
    FolderRoute("search", "/-/search", search.build, FOUND),
    FolderRoute("search", f"/-/search{_DATA}", search.build, FOUND, WAIT_FOR_DATA),
    FolderRoute(
        "changes", r"/-/changes(?:\.(?P<form>atom|json))?", changes.build, ("articles", "versions", "events")
    ),
    FolderRoute("documents", "/-/documents", names.build_documents, FOUND),
    FolderRoute("people", "/-/people", names.build_people, FOUND),
)
