"""A long run of mangled pages through `read_page`: never an exception, never long, never much memory.

    python -m benchmarks.robustness.fuzz [FOLDER] [--seconds 600] [--seed 0]

FOLDER holds pages to mangle (``*.html``, searched deeply); the golden pages of the tests otherwise. What
fails is written to ``fuzz-failure-N.html`` in the current folder.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

from crawler.extract import read_page

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/t.aspx"
SLOWEST = 5.0
LARGEST_MB = 600
LITTER = (
    b"<", b">", b'"', b"&", b"\x00", b"\xff\xfe", b"<table>", b"<tr><td>", b"</table>", b"<div>" * 300,
    b"</div>" * 50,
    b"<b><i>" * 100, b"<br>" * 500, b"<p>" * 200, b"<!--", b"<script>", b"<style>", b"&#x1F600;", b"\xe1\xba",
    b"&amp" * 99,
    b"<a href='http://['>", b"<img src>", b"<h1>", b"<pre>", b"<select>", b"<base href='//'>", "Các tin khác".encode(),
    b" a=1" * 3000, b"<ul><li><a href=/x>y</a>" * 60,
)  # fmt: skip


def mangled(pages: list[bytes], dice: random.Random) -> bytes:
    """A page with up to forty cuts, splices and pieces of litter."""
    payload = bytearray(dice.choice(pages))
    for _ in range(dice.randint(1, 40)):
        start = dice.randint(0, len(payload))
        end = start + dice.choice((0, 0, 1, 5, 50, 500, 5000))
        donor = dice.choice(pages)
        cut = dice.randint(0, len(donor))
        graft = donor[cut : cut + dice.choice((1, 40, 400, 9000))]
        payload[start:end] = dice.choice(
            (dice.choice(LITTER), graft, dice.randbytes(dice.randint(1, 30)), b"")
        )
    return bytes(payload)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parents[2] / "tests" / "pages")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    pages = [path.read_bytes() for path in sorted(given.folder.rglob("*.html"))]
    if not pages:
        sys.exit(f"no pages in {given.folder}")
    dice = random.Random(given.seed)
    end = time.monotonic() + given.seconds
    count = failures = 0
    slowest = 0.0
    while time.monotonic() < end:
        payload = mangled(pages, dice)
        start = time.process_time()
        page = read_page(payload, URL)
        took = time.process_time() - start
        slowest = max(slowest, took)
        count += 1
        wrong = [problem for problem in page.problems if problem.startswith("extractor")]
        if wrong or took > SLOWEST:
            failures += 1
            Path(f"fuzz-failure-{failures}.html").write_bytes(payload)
            print(f"fuzz-failure-{failures}.html: {wrong or f'{took:.1f} s'}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} pages, {failures} failures, slowest {slowest:.2f} s, {memory} MB, seed {given.seed}")
    sys.exit(bool(failures) or memory > LARGEST_MB)


if __name__ == "__main__":
    main()
