"""What is read at first sight of portals that nobody has seen, cold and learned side by side.

    python -m benchmarks.first_sight [--seeds 0,1,2] [--articles 120] [--misses]

Each seed makes a portal whose furniture speaks in invented words. It is crawled with `luutru crawl` once in each of
its six generations, without a line of configuration.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from .measure import Measured, measure


def main() -> None:
    """Prints a line for each portal, then what was read wrong most."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", default="0,1,2", help="Portals to make, by number.")
    parser.add_argument("--articles", type=int, default=120, help="Articles of each.")
    parser.add_argument("--misses", action="store_true", help="Print what is read wrong by the templates.")
    given = parser.parse_args()
    print(
        "seed  wholly right    bodies exact    templates  learned from  versions        CPU ms a page   crawls"
    )
    print(
        "      cold → learned  cold → learned                           spurious/missed cold → learned  CPU s"
    )
    for seed in map(int, given.seeds.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            found = measure(seed, given.articles, Path(folder))
        print(line(found), flush=True)
        if given.misses:
            fields = Counter(miss.field for miss in found.learned.misses)
            print("      " + ", ".join(f"{name} {count}" for name, count in fields.most_common()))
            for named in (*found.spurious[:5], *found.missed[:5]):
                print(f"      {'no edit made' if named in found.spurious else 'no version for'} {named}")


def line(found: Measured) -> str:
    """What came of a portal, in one line."""
    pages = f"{found.pages} articles" if found.pages else "never"
    return (
        f"{found.seed:4}  {found.cold.whole:.3f} → {found.learned.whole:.3f}"
        f"   {found.cold.bodies:.3f} → {found.learned.bodies:.3f}   {found.templates:9}  {pages:12}"
        f"  {len(found.spurious):4} / {len(found.missed):<8}"
        f"{1000 * found.cold_cpu:6.1f} → {1000 * found.learned_cpu:<7.1f}{found.crawl_cpu:6.1f}"
    )


if __name__ == "__main__":
    main()
