"""Cites an archived article: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from archive.web.wording.formats import local_day

FORMS = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json; charset=utf-8",
}
"""The forms of a citation, with their media types."""

_TEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited. `authors` are names as written; `published` is ``2024-08-27`` or longer, or None; `archived` the
    stamp of the capture; `url` leads to the archived copy, `original` to the page itself."""

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: str | None
    archived: str
    url: str
    original: str
    sha256: str

    def written(self, form: str) -> str:
        """The citation in one of `FORMS`."""
        return {"bib": self._bibtex, "ris": self._ris, "csl": self._csl}[form]()

    @property
    def meta(self) -> list[tuple[str, str]]:
        """What reference managers read from a page's head: names and contents of its meta elements."""
        pairs = [
            ("citation_title", self.title),
            *(("citation_author", name) for name in self.authors),
            ("citation_publisher", self.publisher),
            ("citation_publication_date", (self.published or "")[:10].replace("-", "/")),
            ("citation_online_date", local_day(self.archived).replace("-", "/")),
            ("citation_public_url", self.url),
            ("citation_language", "vi"),
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def _proof(self) -> str:
        return f"Archived {self.archived}. SHA-256 of the page as received {self.sha256}"

    def _bibtex(self) -> str:
        # Double braces: names of departments are not to be parted into first and last names.
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": " and ".join(f"{{{_tex(name)}}}" for name in self.authors),
            "publisher": f"{{{_tex(self.publisher)}}}" if self.publisher else "",
            "date": (self.published or "")[:10],
            "year": (self.published or "")[:4],
            "url": self.url,
            "urldate": local_day(self.archived),
            "note": f"Original: {_tex(self.original)}. {self._proof}",
            "langid": "vietnamese",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{re.sub(r'[^A-Za-z0-9:-]', '-', self.key)},", *lines, "}", ""])

    def _ris(self) -> str:
        day = (self.published or "")[:10]
        lines = [
            ("TY", "ELEC"),
            ("TI", self.title),
            *(("AU", name) for name in self.authors),
            ("PB", self.publisher),
            ("PY", day[:4]),
            ("DA", day.replace("-", "/")),
            ("UR", self.url),
            ("L2", self.original),
            ("Y2", local_day(self.archived).replace("-", "/")),
            ("LA", "vi"),
            ("N1", self._proof),
        ]
        rows = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value]
        return "\r\n".join([*rows, "ER  - ", ""])

    def _csl(self) -> str:
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": name} for name in self.authors],
            "publisher": self.publisher or None,
            "issued": _date(self.published),
            "accessed": _date(local_day(self.archived)),
            "URL": self.url,
            "archive_location": self.url,
            "note": f"Original: {self.original}. {self._proof}",
            "language": "vi",
        }
        return json.dumps(
            [{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1
        )


def _date(text: str | None) -> dict[str, list[list[int]]] | None:
    if not text or not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    return {"date-parts": [[int(part) for part in text[:10].split("-")]]}


def _tex(text: str) -> str:
    return text.translate(_TEX)
