"""Writes `docs/performance.md` from what the benchmarks measured.

    python -m benchmarks.figures.report FILE.json [FILE.json ...]

Each file is what a benchmark wrote with `--json`.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path

from benchmarks.figures.rows import Row, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
HEAD = """# Performance

Written by `benchmarks/figures/report.py` from what the benchmarks measured; each part names its command. Milliseconds
are those of the processor, not of the clock, for the machine had other work; on an idle one they are smaller. What
decides are ratios within one run, and whether a figure grows with the archive.
"""


def main() -> None:
    """Writes the page."""
    parts: list[tuple[str, str, Row]] = []
    for name in sys.argv[1:]:
        told = json.loads(Path(name).read_text("utf-8"))
        parts += [(row["part"], told["on"], Row(**row)) for row in told["rows"]]
    text = HEAD
    for (part, on), rows in groupby(parts, key=lambda each: each[:2]):
        own = [each[2] for each in rows]
        text += f"\n## {part}\n\n`{own[0].command}`, measured with {on}.\n\n{table(own)}\n"
    missed = [f"{row.what} ({row.size})" for _, _, row in parts if row.missed]
    text += (
        "\n## Goals missed\n\n" + ("\n".join(f"- {each}" for each in missed) if missed else "None.") + "\n"
    )
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
