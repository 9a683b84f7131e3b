"""The language that a reader chose, for our pages and for Datasette's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from datasette.utils.asgi import Request

from archive.web.wording.language import LANGUAGES, language_of

COOKIE = "luutru_language"
HEADERS = "Accept-Language, Cookie"
"""What the language goes by, as the header Vary names it."""

READS: ContextVar[str] = ContextVar("luutru_language", default=LANGUAGES[0])
"""The language of the request that Datasette answers: it asks for its metadata without naming a request."""

Application = Callable[[Any, Any, Any], Awaitable[None]]


def reader_language(request: Any) -> str:
    """The language chosen by `?lang=`, else by cookie, else the one that the browser prefers."""
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return str(wish)
    return language_of(request.headers.get("accept-language") or "")


def followed(app: Application) -> Application:
    """The application `app` with the reader's language in `READS` while it answers."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def passing(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                told = [value.lower() for name, value in headers if name.lower() == b"vary"]
                if not any(b"accept-language" in value for value in told):
                    headers.append((b"vary", HEADERS.encode()))
                message = {**message, "headers": headers}
            await send(message)

        READS.set(reader_language(Request(scope, receive)))
        await app(scope, receive, passing)

    return answer
