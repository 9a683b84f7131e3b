"""Prints each removal that no test notices, and how many there are."""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import bs4  # noqa: F401 (loaded once for all processes, as is what follows)
import hypothesis  # noqa: F401
import lxml.html  # noqa: F401
import trafilatura  # noqa: F401

import benchmarks.removals
from benchmarks.removals.rules import counts, rules
from benchmarks.removals.trials import tried

asked = argparse.ArgumentParser(description=benchmarks.removals.__doc__)
asked.add_argument("--count", type=int, default=100)
asked.add_argument("--seed", type=int, default=1)
asked.add_argument("--all", action="store_true", help="every rule instead of a draw")
asked.add_argument("--kind", nargs="*", help="only rules of these kinds: if, weight, row, pattern")
asked.add_argument("--file", default="", help="only rules of files whose path has this in it")
asked.add_argument("--list", action="store_true", help="count patterns, numbers and rules, and try nothing")
asked.add_argument("--output", type=Path, help="a file for one line of JSON a removal")
given = asked.parse_args()
known = [rule for rule in rules() if (not given.kind or rule.kind in given.kind) and given.file in rule.file]
if given.list:
    print(counts(), dict(Counter(rule.kind for rule in known)))
    raise SystemExit
chosen = known if given.all else random.Random(given.seed).sample(known, min(given.count, len(known)))
noticed = 0
for rule, test in tried(chosen):
    noticed += test is not None
    if test is None:
        print(f"UNNOTICED {rule.file}:{rule.line} {rule.kind} {rule.text}", flush=True)
    if given.output:
        with given.output.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**asdict(rule), "test": test}, ensure_ascii=False) + "\n")
print(f"{noticed} of {len(chosen)} removals were noticed. {counts()}")
