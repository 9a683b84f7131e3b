"""Takes alternatives out of patterns in a reader that is loaded: puts together again what is made of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from benchmarks.removals.rules import ROOT, Rule, switched

Pair = tuple[re.Pattern[str], re.Pattern[str]]
_MADE = (str, tuple, dict, frozenset, re.Pattern)
"""What patterns are put together from, and they themselves."""


def take_out(rule: Rule) -> list[Pair]:
    """Runs the module of `rule` without its alternative, and then each that imported what is another now. Functions
    of theirs that others hold see the new values, too. Gives the patterns that changed, as they were and are."""
    own = next(module for module in _modules() if module.__file__ == str(ROOT / rule.file))
    changed = _run(own, rule.key)
    pairs = [each for each in changed.values() if isinstance(each[0], re.Pattern)]
    while stale := [module for module in _modules() if any(id(each) in changed for each in _globals(module))]:
        for module in stale:
            others = _run(module)
            pairs += [each for each in others.values() if isinstance(each[0], re.Pattern)]
            changed |= others
    for name in [name for name in sys.modules if name.startswith("tests.")]:
        held = vars(sys.modules[name])
        held.update({each: changed[id(value)][1] for each, value in held.items() if id(value) in changed})
    return pairs


def differ(pairs: Iterable[Pair], text: str) -> bool:
    """Whether one of the patterns finds another thing in a text than before."""
    return any(_found(before, text) != _found(now, text) for before, now in pairs)


def _found(pattern: re.Pattern[str], text: str) -> tuple[object, ...]:
    found = pattern.search(text)
    return (
        found and (found.span(), found.groups()),
        pattern.match(text) is not None,
        pattern.fullmatch(text) is not None,
    )


def _modules() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith("crawler.extract.")]


def _globals(module: ModuleType) -> Iterator[object]:
    yield from (value for value in vars(module).values() if isinstance(value, _MADE))


def _run(module: ModuleType, off: str | None = None) -> dict[int, tuple[object, object]]:
    """Runs a module again where it is. Gives its values that are others now, by the identity of what they were."""
    assert module.__file__
    before = dict(vars(module))
    tree, _ = switched(Path(module.__file__), off)
    exec(compile(tree, module.__file__, "exec"), vars(module))
    now = vars(module)
    now.update((name, value) for name, value in before.items() if isinstance(value, type))
    return {
        id(value): (value, now[name])
        for name, value in before.items()
        if isinstance(value, _MADE) and not name.startswith("__") and value != now[name]
    }
