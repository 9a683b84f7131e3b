"""Says in the reader's language why SQLite refused a query."""

from __future__ import annotations

import re

from archive.web.wording.language import text

_KINDS = (
    (r"no such table: (.+)", "sql.no_table"),
    (r"no such column: (.+)", "sql.no_column"),
    (r"no such function: (.+)", "sql.no_function"),
    (r"ambiguous column name: (.+)", "sql.ambiguous"),
    (r'near "(.+)": syntax error', "sql.syntax"),
    (r'unrecognized token: "(.+)"?', "sql.token"),
    (r"incomplete input", "sql.incomplete"),
    (r"wrong number of arguments to function (.+)\(\)", "sql.arguments"),
    (r"misuse of (?:aggregate|window function)(?: function)?:? ?(.+)\(\)", "sql.aggregate"),
    (r"SELECTs to the left and right of (.+) do not have the same number of result columns", "sql.columns"),
    (r"Statement must be a SELECT", "sql.only_select"),
    (r"Statement contained a disallowed PRAGMA.*", "sql.only_select"),
    (r"You can only execute one statement at a time\.?", "sql.one_statement"),
)


def sql_words(message: str, language: str) -> str:
    """What an error message of SQLite says, in plain words; a general sentence for messages that are rare."""
    for pattern, name in _KINDS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return text(name, language, *match.groups())
    return text("sql.other", language)
