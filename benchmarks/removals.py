"""Rules of the reader removed at random, one at a time: which of the removals does a test notice?

``python benchmarks/removals.py --count 100 --seed 1`` draws rules of `crawler/extract` – an ``if``, a term of a sum of
weights, an alternative of a pattern, a row of a score – takes each away in a process of its own, and runs the reading
tests until the first fails. ``--list`` counts what there is to draw from, ``--only N`` tries one draw again.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import json
import os
import random
import sys
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import bs4  # noqa: F401 (loaded once for all processes, as is what follows)
import hypothesis  # noqa: F401
import lxml.html  # noqa: F401
import pytest
import trafilatura  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
READER = ROOT / "crawler" / "extract"
TESTS = (
    "tests/extract/test_pages.py",
    "tests/extract/article",
    "tests/extract/boilerplate",
    "tests/extract/pages",
    "tests/extract/vocabulary",
    "tests/extract/test_seed.py",
    "tests/learning/test_explain.py",
)
"""The reading tests; those of the rule's own room come first."""
LEFT_OUT = ("test_fuzz", "test_floods", "test_quality")
"""Tests of bounds and speed, and those that need pages which are not here."""


@dataclass(frozen=True)
class Rule:
    """A rule: the file that holds it, its line, what it is, and its place among those of the file."""

    file: str
    line: int
    kind: str
    nth: int
    text: str


class Remover(ast.NodeTransformer):
    """Counts the rules of a module in `found`, and takes the `wanted`-th away."""

    def __init__(self, wanted: int | None = None) -> None:
        self.found: list[tuple[int, str, str]] = []
        self._wanted = wanted

    def _takes(self, node: ast.AST, kind: str, text: str | None = None) -> bool:
        self.found.append((getattr(node, "lineno", 0), kind, (text or ast.unparse(node))[:100]))
        return len(self.found) - 1 == self._wanted

    def visit_If(self, node: ast.If) -> ast.AST:
        """An ``if`` is never so."""
        if self._takes(node.test, "if"):
            node.test = ast.copy_location(ast.Constant(False), node.test)
        self.generic_visit(node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """A weight is not added."""
        self.generic_visit(node)
        is_sum = isinstance(node.op, ast.Add | ast.Sub) and "weight" in ast.unparse(node.target)
        return ast.copy_location(ast.Pass(), node) if is_sum and self._takes(node, "weight") else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A row of a table of rows, or an alternative of a pattern that is put together, is left out."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "any_of" and len(node.args) > 1:
            node.args = [each for each in node.args if not self._takes(each, "pattern")]
        return node

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """A row is left out."""
        self.generic_visit(node)
        rows = [each for each in node.elts if isinstance(each, ast.Call) and _name(each.func) == "Row"]
        if len(rows) > 1:
            node.elts = [each for each in node.elts if each not in rows or not self._takes(each, "row")]
        return node


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def modules() -> list[Path]:
    """The files of the reader."""
    return sorted(READER.rglob("*.py"))


def rules() -> list[Rule]:
    """All rules of the reader."""
    found = []
    for file in modules():
        remover = Remover()
        remover.visit(ast.parse(file.read_text("utf-8")))
        name = str(file.relative_to(ROOT))
        found += [Rule(name, line, kind, nth, text) for nth, (line, kind, text) in enumerate(remover.found)]
    return found


def without(rule: Rule) -> str:
    """The source of the rule's file without it."""
    tree = ast.parse((ROOT / rule.file).read_text("utf-8"))
    return ast.unparse(ast.fix_missing_locations(Remover(rule.nth).visit(tree)))


def counts() -> dict[str, int]:
    """How many patterns, named limits and bare numbers the reader has."""
    found: Counter[str] = Counter()
    for file in modules():
        tree = ast.parse(file.read_text("utf-8"))
        named = set()
        for said in tree.body:
            value = said.value if isinstance(said, ast.Assign | ast.AnnAssign) else None
            if isinstance(value, ast.Constant) and type(value.value) in (int, float):
                found["named limits"] += 1
                named.add(value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "compiled"):
                found["patterns"] += 1
            if isinstance(node, ast.Constant) and node not in named:
                number = node.value
                found["bare numbers"] += isinstance(number, int | float) and abs(number) > 1
    return dict(found)


class Without(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a source that is not that of its file."""

    def __init__(self, rule: Rule) -> None:
        parts = Path(rule.file).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        self._name = ".".join(parts[:-1] if is_package else parts)
        self._file = ROOT / rule.file
        self._search = [str(self._file.parent)] if is_package else None
        self._source = without(rule)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Its own place for the module, none for all others."""
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self._file, loader=self, submodule_search_locations=self._search
        )

    def exec_module(self, module: ModuleType) -> None:
        """Runs the source."""
        exec(compile(self._source, str(self._file), "exec"), module.__dict__)


def trial(rule: Rule) -> tuple[Rule, str | None, float]:
    """The rule, the first test that notices that it is gone (None where none does), and the seconds it took. For a
    process of its own, which has not imported the reader."""
    assert not any(name.startswith("crawler.extract") for name in sys.modules)
    sys.meta_path.insert(0, Without(rule))
    own = "/".join(["tests/extract", *Path(rule.file).parts[2:3]])
    tests = dict.fromkeys([own, *TESTS] if (ROOT / own).is_dir() else TESTS)
    began, failed = time.monotonic(), Failed()
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        left_out = [f"--ignore-glob=*{each}.py" for each in LEFT_OUT]
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *left_out, *tests], plugins=[failed])
    noticed = failed.test or (None if code == 0 else "the tests did not begin")
    return rule, noticed, time.monotonic() - began


class Failed:
    """Notes the first test that fails."""

    test: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Is told of each step of each test."""
        if report.failed and self.test is None:
            self.test = report.nodeid


def drawn(count: int, seed: int) -> list[Rule]:
    """Rules drawn at random."""
    return random.Random(seed).sample(rules(), count)


def main() -> None:
    """Prints each removal that no test notices, and how many there are."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--list", action="store_true")
    asked.add_argument("--only", type=int, nargs="*", help="the numbers of these draws")
    asked.add_argument("--output", type=Path, help="one line of JSON a removal")
    given = asked.parse_args()
    if given.list:
        print(counts(), dict(Counter(rule.kind for rule in rules())))
        return
    chosen = drawn(given.count, given.seed)
    if given.only:
        chosen = [chosen[nth] for nth in given.only]
    noticed = 0
    os.chdir(ROOT)
    with get_context("fork").Pool(given.jobs, maxtasksperchild=1) as pool:
        for number, (rule, test, seconds) in enumerate(pool.imap_unordered(trial, chosen)):
            noticed += test is not None
            said = "noticed" if test else "UNNOTICED"
            print(f"{number:3} {seconds:5.0f} s {said:9} {rule.file}:{rule.line} {rule.kind}", end=" ")
            print(rule.text[:70], test or "", flush=True)
            if given.output:
                with given.output.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({**asdict(rule), "test": test}, ensure_ascii=False) + "\n")
    print(f"{noticed} of {len(chosen)} removals were noticed. {counts()}")


if __name__ == "__main__":
    main()
