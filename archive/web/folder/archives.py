"""The archives of a server that a reader may see, asked beside one another."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from datasette.utils.asgi import Forbidden

from archive.web.data.stories import site_names
from archive.web.datasette import detect
from archive.web.http.moment import at_once
from archive.web.http.permissions import permit
from archive.web.http.request import PageRequest

_Answer = TypeVar("_Answer")

_SILENT = {
    sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
"""What befalls one file – too slow, damaged, gone – and says nothing against the others."""


@dataclass(frozen=True, slots=True)
class Answers(Generic[_Answer]):
    """The answers of some archives, each with the request as that archive has it, and the names of those that could
    not answer."""

    answers: Sequence[tuple[PageRequest, _Answer]]
    silent: Sequence[str]


@dataclass(frozen=True, slots=True)
class Archives:
    """The archives that a reader may see: the request as each has it, and the milliseconds that each may take to
    answer."""

    own: Sequence[PageRequest]
    limit: int
    _silent: set[str] = field(default_factory=set)

    async def ask(self, question: Callable[[sqlite3.Connection, PageRequest], _Answer]) -> Answers[_Answer]:
        """Asks all of them at the same time. One that cannot answer is not asked again for the same page.

        Raises what `question` raises, where that is not the fault of one file.
        """
        asked = [each for each in self.own if each.database not in self._silent]
        found = await asyncio.gather(*(self._ask(each, question) for each in asked), return_exceptions=True)
        answers: list[tuple[PageRequest, _Answer]] = []
        for each, answer in zip(asked, found, strict=True):
            if not isinstance(answer, BaseException):
                answers.append(answer)
            elif isinstance(answer, sqlite3.DatabaseError) and _is_of_one_file(answer):
                self._silent.add(each.database)
            else:
                raise answer
        return Answers(answers, sorted(self._silent))

    async def _ask(
        self, each: PageRequest, question: Callable[[sqlite3.Connection, PageRequest], _Answer]
    ) -> tuple[PageRequest, _Answer]:
        def answer(db: sqlite3.Connection) -> tuple[PageRequest, _Answer]:
            own = replace(each, site_names=site_names(db))
            return own, question(db, own)

        found: tuple[PageRequest, _Answer] = await each.datasette.databases[each.database].execute_fn(
            lambda db: at_once(db, self.limit, lambda: answer(db))
        )
        return found


async def visible(ask: PageRequest, needs: tuple[str, ...]) -> list[PageRequest]:
    """The request as each archive has it whose tables `needs` the reader may see."""
    own = []
    for name in detect.names(ask.datasette):
        with suppress(Forbidden):
            await permit(ask.datasette, ask.request.actor, name, needs)
            own.append(replace(ask, database=name))
    return own


def _is_of_one_file(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in _SILENT or "no such table" in str(error)
