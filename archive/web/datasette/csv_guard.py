"""Datasette's own CSV of an archive: what was archived is text there, too, and no spreadsheet's formula."""

from __future__ import annotations

import codecs
import re
from typing import Any

from datasette.utils import tilde_decode

from archive.web.datasette import detect
from archive.web.http.csv_sheets import safe
from archive.web.http.readers import Application

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r(?!\n|$))')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


class Guard:
    """Passes CSV on, piece by piece, with an apostrophe before each cell that could start a formula."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def passed(self, piece: bytes, *, last: bool) -> bytes:
        """What can be passed on of all that has come; a cell that has not ended waits for its end."""
        text = self._rest + self._decoder.decode(piece, last)
        if last and text and not text.endswith(("\n", "\r")):
            text += "\n"
        out, end = [], 0
        while match := _CELL.match(text, end):
            quoted, plain, after = match.groups()
            cell = quoted if quoted is not None else plain
            kept = cell if _NUMBER.fullmatch(cell) else str(safe(cell))
            out.append(f'"{kept}"{after}' if quoted is not None else f"{kept}{after}")
            end = match.end()
        self._rest = text[end:]
        return "".join(out).encode()


def guarded(datasette: Any, app: Application) -> Application:
    """The application `app` with the CSV that it makes of archives guarded."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not _is_sheet_of_archive(datasette, scope):
            await app(scope, receive, send)
            return
        guard: Guard | None = None

        async def passing(message: dict[str, Any]) -> None:
            nonlocal guard
            if message["type"] == "http.response.start":
                headers = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
                kinds = [text for name, text in headers if name.lower() == b"content-type"]
                # Shown in a browser, it comes as plain text.
                if any(kind.startswith((b"text/csv", b"text/plain")) for kind in kinds):
                    guard, message = Guard(), {**message, "headers": headers}
            elif guard is not None:
                more = message.get("more_body", False)
                body = guard.passed(message.get("body", b""), last=not more)
                message = {**message, "body": body}
            await send(message)

        await app(scope, receive, passing)

    return answer


def _is_sheet_of_archive(datasette: Any, scope: Any) -> bool:
    base = datasette.setting("base_url").rstrip("/")
    path = scope["path"].removeprefix(base)
    query = scope.get("query_string", b"")
    if not (path.endswith(".csv") or b"_format=csv" in query) or path.startswith("/-/"):
        return False
    name = tilde_decode(path.split("/")[1].removesuffix(".csv"))
    return name == "_memory" or name in detect.names(datasette)
