"""The rules of the reader, and its modules with a switch at each rule."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READER = ROOT / "crawler" / "extract"


@dataclass(frozen=True)
class Rule:
    """A rule: the file that holds it, its line, what it is, and its place among those of the file."""

    file: str
    line: int
    kind: str
    nth: int
    text: str

    @property
    def key(self) -> str:
        """Names the rule among all of the reader."""
        return f"{self.file}:{self.nth}"


class Switches:
    """Which rule is off, and which ones held since `held` was cleared."""

    def __init__(self) -> None:
        self.off: str | None = None
        self.held: set[str] = set()

    def rule(self, key: str, value: Any) -> Any:
        """What a condition comes to: false where its rule is off."""
        if not value:
            return value
        self.held.add(key)
        return False if key == self.off else value

    def row(self, key: str, row: Any) -> Any:
        """A row that never holds where its rule is off."""
        return replace(row, test=lambda thing: self.rule(key, row.test(thing)))


SWITCHES = Switches()


class Switched(ast.NodeTransformer):
    """Finds the rules of a module, and puts a switch at each; leaves out the wording of a list that is `off`."""

    def __init__(self, file: str, off: str | None = None) -> None:
        self.found: list[Rule] = []
        self._file = file
        self._off = off

    def _rule(self, node: ast.AST, kind: str) -> str:
        line = getattr(node, "lineno", 0)
        self.found.append(Rule(self._file, line, kind, len(self.found), ast.unparse(node)[:100]))
        return self.found[-1].key

    def visit_If(self, node: ast.If) -> ast.AST:
        """An ``if`` that is never so."""
        node.test = _asked("rule", self._rule(node.test, "if"), node.test)
        self.generic_visit(node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """A weight that is not added."""
        self.generic_visit(node)
        if not isinstance(node.op, ast.Add | ast.Sub) or "weight" not in ast.unparse(node.target):
            return node
        return ast.If(_asked("rule", self._rule(node, "weight"), ast.Constant(True)), [node], [])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A wording of a list of words."""
        self.generic_visit(node)
        rows = node.args[0] if _is_list_of_words(node) else None
        if isinstance(rows, ast.Dict) and len(rows.keys) > 1:
            pairs = zip(rows.keys, rows.values, strict=True)
            # without a row of its own: all those of another list, whose wordings these are
            kept = [
                (row, shown) for row, shown in pairs if row is None or self._rule(row, "wording") != self._off
            ]
            rows.keys, rows.values = [row for row, _ in kept], [shown for _, shown in kept]
        return node

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """A row of a score."""
        self.generic_visit(node)
        rows = [each for each in node.elts if isinstance(each, ast.Call) and _is_row(each)]
        if len(rows) > 1:
            node.elts = [
                _asked("row", self._rule(each, "row"), each) if each in rows else each for each in node.elts
            ]
        return node


def _is_list_of_words(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Words"


def _is_row(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Row"


def _asked(method: str, key: str, value: ast.expr) -> ast.expr:
    switch = ast.Attribute(ast.Name("SWITCHES", ast.Load()), method, ast.Load())
    return ast.Call(switch, [ast.Constant(key), value], [])


def switched(file: Path, off: str | None = None) -> tuple[ast.Module, list[Rule]]:
    """The source of a module with a switch at each rule, and its rules."""
    switched = Switched(str(file.relative_to(ROOT)), off)
    tree = switched.visit(ast.parse(file.read_text("utf-8")))
    return ast.fix_missing_locations(tree), switched.found


def rules() -> list[Rule]:
    """All rules of the reader."""
    return [rule for file in sorted(READER.rglob("*.py")) for rule in switched(file)[1]]


def counts() -> dict[str, int]:
    """How many patterns, lists of words and wordings in them, named limits, weights of rows and bare numbers the reader
    has."""
    found: Counter[str] = Counter()
    for file in READER.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        named: set[ast.AST] = set()
        for said in tree.body:
            value = said.value if isinstance(said, ast.Assign | ast.AnnAssign) else None
            if isinstance(value, ast.Constant) and type(value.value) in (int, float):
                found["named limits"] += 1
                named.add(value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                found["patterns"] += 1
            if isinstance(node, ast.Call) and _is_list_of_words(node) and isinstance(node.args[0], ast.Dict):
                found["lists of words"] += 1
                found["wordings"] += sum(row is not None for row in node.args[0].keys)
            if isinstance(node, ast.Call) and _is_row(node):
                found["weights of rows"] += 1
                named.update(ast.walk(node.args[1]))
            if isinstance(node, ast.Constant) and node not in named:
                number = node.value
                found["bare numbers"] += isinstance(number, int | float) and abs(number) > 1
    return dict(found)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the modules of the reader with their switches."""

    def __init__(self) -> None:
        assert not any(name.startswith("crawler.extract") for name in sys.modules)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """Where a module of the reader is; None for all others."""
        if not fullname.startswith("crawler.extract"):
            return None
        plain = ROOT.joinpath(*fullname.split("."))
        file = plain / "__init__.py" if plain.is_dir() else plain.with_suffix(".py")
        search = [str(plain)] if plain.is_dir() else None
        return importlib.util.spec_from_file_location(
            fullname, file, loader=self, submodule_search_locations=search
        )

    def exec_module(self, module: ModuleType) -> None:
        """Runs the source."""
        assert module.__file__
        module.__dict__["SWITCHES"] = SWITCHES
        tree, _ = switched(Path(module.__file__))
        exec(compile(tree, module.__file__, "exec"), module.__dict__)
