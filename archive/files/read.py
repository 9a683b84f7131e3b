"""Reads the text of one PDF, DOCX or XLSX file: ``python -m archive.files.read < FILE``.

Files come from the web, and their readers are large programs. So each file gets a process of its own with limits on
time and memory. It prints JSON.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import asdict, dataclass
from importlib.util import find_spec

SECONDS = 60
MEMORY = 1 << 30
"""Bytes that the reading process may use."""
LARGEST = 100_000_000
"""Larger files are not read."""
_MOST_TEXT = 20_000_000
_SCANNED = 20
"""A PDF with fewer letters a page than this is a scan."""

PAGE_END = "\f"
"""Stands between two pages, or sheets, of a text."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NEEDS = {PDF: "pypdfium2", DOCX: "docx", XLSX: "openpyxl"}


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file says: NFC text with `PAGE_END` between pages, how many pages (sheets of XLSX, None for DOCX), and
    whether it is a scan, with hardly a letter in it."""

    media_type: str
    text: str
    pages: int | None
    scanned: bool


class Unreadable(Exception):
    """A file that cannot be read, with the reason."""


def kind_of(data: bytes) -> str | None:
    """The media type of a file that can be read, by its bytes, whatever the portal declares."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def can_read(media_type: str) -> bool:
    """Whether the library for files of this type is installed."""
    return find_spec(_NEEDS[media_type]) is not None


def read_file(data: bytes, seconds: float = SECONDS) -> FileText:
    """The text of a file, read in another process. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable("too large")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "archive.files.read"], input=data, capture_output=True, timeout=seconds, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable("takes too long") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable(lines[-1][:200] if lines else f"the reader ended with {done.returncode}")
    return FileText(**json.loads(done.stdout))


def _read(data: bytes) -> FileText:
    import unicodedata

    kind = kind_of(data)
    if kind is None:
        raise Unreadable("no PDF, DOCX or XLSX file")
    pages = {PDF: _pdf, DOCX: _docx, XLSX: _xlsx}[kind](data)
    clean = [
        unicodedata.normalize("NFC", page.replace("\r\n", "\n").replace("\x00", "")).strip() for page in pages
    ]
    text = PAGE_END.join(clean)[:_MOST_TEXT]
    letters = sum(map(str.isalnum, text))
    scanned = kind == PDF and bool(clean) and letters < _SCANNED * len(clean)
    return FileText(kind, text, None if kind == DOCX else len(clean), scanned)


def _pdf(data: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def _docx(data: bytes) -> list[str]:
    from docx import Document
    from docx.table import Table

    lines = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return ["\n".join(line for line in lines if line.strip())]


def _xlsx(data: bytes) -> list[str]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        rows = (
            " | ".join(str(cell) for cell in row if cell is not None)
            for row in sheet.iter_rows(values_only=True)
        )
        sheets.append("\n".join([sheet.title, *filter(None, rows)]))
    return sheets


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits: the time limit of the caller remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limit()
    try:
        found = _read(sys.stdin.buffer.read())
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(json.dumps(asdict(found)))
