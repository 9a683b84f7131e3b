"""Takes wordings out of patterns in a reader that is loaded: puts together again what is made of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from benchmarks.removals.rules import ROOT, Rule, switched

Pair = tuple[re.Pattern[str], re.Pattern[str]]
Changes = dict[int, tuple[object, object]]
"""What values of modules were and are, by the identity of what they were."""
_MADE = (str, tuple, dict, frozenset, re.Pattern)
"""What patterns are put together from, and they themselves; lists of words are, too."""


def take_out(rule: Rule) -> list[Pair]:
    """Runs the module of `rule` without its wording, and then each that imported what is another now, or a module
    that has it. Functions of theirs that others hold see the new values, too. Gives the patterns that changed, as they
    were and are."""
    own = next(module for module in _modules() if module.__file__ == str(ROOT / rule.file))
    changed = _run(own, rule.key)
    pairs = _patterns(changed)
    fresh = [own] if changed else []
    while stale := [module for module in _modules() if _is_stale(module, changed, fresh)]:
        fresh = []
        for module in stale:
            if others := _run(module):
                fresh.append(module)
            pairs += _patterns(others)
            changed |= others
    for name in [name for name in sys.modules if name.startswith("tests.")]:
        held = vars(sys.modules[name])
        held.update({each: changed[id(value)][1] for each, value in held.items() if id(value) in changed})
    return pairs


def _is_stale(module: ModuleType, changed: Changes, fresh: Sequence[ModuleType]) -> bool:
    """Whether a module holds a value that is another now, or one of the modules that have just got others."""
    return any(id(each) in changed for each in _globals(module)) or any(
        each in fresh for each in vars(module).values() if isinstance(each, ModuleType)
    )


def _patterns(changed: Changes) -> list[Pair]:
    """The patterns among what changed, those in tuples, too."""
    flat = [
        (before, now) if isinstance(before, tuple) and isinstance(now, tuple) else ((before,), (now,))
        for before, now in changed.values()
    ]
    return [
        pair
        for before, now in flat
        for pair in zip(map(_compiled, before), map(_compiled, now), strict=False)
        if all(isinstance(each, re.Pattern) for each in pair)
    ]


def _compiled(value: object) -> object:
    """The pattern of a list of words; any other value itself."""
    return getattr(value, "compiled", value)


def _is_made(value: object) -> bool:
    """A list of words is told by what it can: nothing may import the reader before it is loaded with its switches."""
    return isinstance(value, _MADE) or hasattr(value, "compiled")


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
    yield from (value for value in vars(module).values() if _is_made(value))


def _run(module: ModuleType, off: str | None = None) -> Changes:
    """Runs a module again where it is. Gives its values that are others now."""
    assert module.__file__
    before = dict(vars(module))
    tree, _ = switched(Path(module.__file__), off)
    exec(compile(tree, module.__file__, "exec"), vars(module))
    now = vars(module)
    now.update((name, value) for name, value in before.items() if isinstance(value, type))
    return {
        id(value): (value, now[name])
        for name, value in before.items()
        if _is_made(value) and not name.startswith("__") and value != now[name]
    }
