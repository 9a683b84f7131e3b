"""Weekly reports on water quality: pasted tables, and titles that repeat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler.replica.site.content import (
    Block,
    Cell,
    Paragraph,
    TableBlock,
)
from crawler.replica.site.phrases import Writer, phrases


def water_report(writer: Writer, posted: datetime) -> tuple[str, Iterator[Block]]:
    """Title and blocks of a weekly report, published at `posted`."""
    week = posted.isocalendar().week
    # Weeks are numbered anew each year and clerks forget the dates, so two reports can share a title.
    title = f"THÔNG BÁO KẾT QUẢ QUAN TRẮC MÔI TRƯỜNG Tuần {week:02d}"
    if posted.day % 3:
        title += f" (Ngày {posted.day}/{posted.month}/{posted.year})"
    return title, _water_blocks(writer)


def _water_blocks(writer: Writer) -> Iterator[Block]:
    first, *rest = phrases()["water"]
    yield Paragraph(writer.fill(first))
    rng = writer.rng
    head = (
        Cell("TT", rows=2),
        Cell("Điểm thu mẫu", rows=2),
        Cell("Chỉ tiêu", columns=3),
        Cell("Ghi chú", rows=2),
    )
    units = (Cell("Nhiệt độ (°C)"), Cell("pH"), Cell("Độ mặn (‰)"))
    rows = [head, units]
    for number, place in enumerate(rng.sample(phrases()["place"], 5), 1):
        values = (f"{rng.uniform(27, 32):.1f}", f"{rng.uniform(7, 8.4):.1f}", f"{rng.uniform(2, 18):.1f}")
        cells = [str(number), f"Cống cấp nước {place}", *(value.replace(".", ",") for value in values)]
        rows.append((*(Cell(text) for text in cells), Cell("" if rng.random() < 0.7 else "Mưa nhỏ")))
    yield TableBlock(tuple(rows))
    for phrase in rest:
        yield Paragraph(writer.fill(phrase))
