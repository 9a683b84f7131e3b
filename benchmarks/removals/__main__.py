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
from benchmarks.removals.rules import Rule, counts, rules
from benchmarks.removals.trials import tried

asked = argparse.ArgumentParser(description=benchmarks.removals.__doc__)
asked.add_argument("--count", type=int, default=100)
asked.add_argument("--seed", type=int, default=1)
asked.add_argument("--all", action="store_true", help="every rule instead of a draw")
asked.add_argument("--kind", nargs="*", help="only rules of these kinds: if, weight, row, pattern")
asked.add_argument("--file", default="", help="only rules of files whose path has this in it")
asked.add_argument("--list", action="store_true", help="count patterns, numbers and rules, and try nothing")
asked.add_argument(
    "--output", type=Path, help="a file for one line of JSON a removal; those in it are not tried again"
)
asked.add_argument(
    "--recording", type=Path, help="a file for what the tests do with all rules, to be used again"
)
given = asked.parse_args()
known = [rule for rule in rules() if (not given.kind or rule.kind in given.kind) and given.file in rule.file]
if given.list:
    print(counts(), dict(Counter(rule.kind for rule in known)))
    raise SystemExit
chosen = known if given.all else random.Random(given.seed).sample(known, min(given.count, len(known)))
lines = given.output.read_text("utf-8").splitlines() if given.output and given.output.exists() else []
results = {each["key"]: each["test"] for each in map(json.loads, lines)}


def done(rule: Rule, test: str | None) -> None:
    """Takes down what came of one removal."""
    results[rule.key] = test
    if given.output:
        with given.output.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": rule.key, **asdict(rule), "test": test}, ensure_ascii=False) + "\n")


tried([rule for rule in chosen if rule.key not in results], given.recording, done)
for rule in chosen:
    if rule.key in results and results[rule.key] is None:
        print(f"UNNOTICED {rule.file}:{rule.line} {rule.kind} {rule.text}")
tests = [results[rule.key] for rule in chosen if rule.key in results]
print(f"{sum(test is not None for test in tests)} of {len(tests)} removals were noticed. {counts()}")
