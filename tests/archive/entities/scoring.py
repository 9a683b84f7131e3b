"""How well what was found agrees with labels: precision, recall, and the fields of what both have."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.entities import citations, mentions
from archive.entities.keys import title_key, year

HERE = Path(__file__).parent
LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
FIELDS = {"citations": ("kind", "date", "issuer"), "persons": ("office",)}


def labels(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


def found_in(text: str) -> dict[str, list[dict[str, Any]]]:
    """What the rules find, in the form of the labels."""
    named = mentions(text)
    return {
        "citations": [
            {name: getattr(c, name) for name in ("text", "number", "kind", "date", "issuer")}
            for c in citations(text)
            if c.number or c.kind in LAWS
        ],
        "persons": [{"name": m.name, "office": m.office} for m in named if m.kind == "person"],
        "organisations": [{"name": m.name} for m in named if m.kind == "organisation"],
        "places": [{"name": m.name} for m in named if m.kind == "place"],
    }


def keys(entry: dict[str, Any]) -> set[str]:
    """By which an entry is the same as another, whatever its spelling."""
    if entry.get("number"):
        return {entry["number"].replace(" ", "").lstrip("0").casefold()}
    names = [entry.get("text") or entry["name"], *entry.get("also", ())]
    return {title_key(name) if "text" in entry else _plain(name) for name in names}


def score(labelled: list[dict[str, Any]], found: list[dict[str, list[dict[str, Any]]]]) -> dict[str, float]:
    """Precision and recall of each kind, and the share of right fields of what was found rightly.

    What a label calls optional counts neither as missed nor as wrong.
    """
    counts: Counter[str] = Counter()
    for label, guess in zip(labelled, found, strict=True):
        for kind in guess:
            for name, value in _compare(kind, label[kind], guess[kind]):
                counts[name] += value
    shares = {}
    for kind in ("citations", "persons", "organisations", "places"):
        hits = counts[f"{kind} hits"]
        shares[f"{kind} precision"] = hits / max(1, hits + counts[f"{kind} extra"])
        shares[f"{kind} recall"] = hits / max(1, hits + counts[f"{kind} missed"])
        for field in FIELDS.get(kind, ()):
            shares[f"{kind} {field}"] = counts[f"{kind} {field}"] / max(1, hits)
    return shares


def _compare(
    kind: str, labelled: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Iterator[tuple[str, int]]:
    left = list(found)
    for label in labelled:
        same = [entry for entry in left if keys(entry) & keys(label) and _same_year(entry, label)]
        left = [entry for entry in left if entry not in same]
        if label.get("optional"):
            continue
        yield f"{kind} {'hits' if same else 'missed'}", 1
        for field in FIELDS.get(kind, ()) if same else ():
            also = label.get(f"{field}_also") or []
            right = {_plain(value) for value in [label[field], *(also if isinstance(also, list) else [also])]}
            yield f"{kind} {field}", int(_plain(same[0][field]) in right)
    yield f"{kind} extra", len(left)


def _same_year(entry: dict[str, Any], label: dict[str, Any]) -> bool:
    """Two laws of one title are told apart by their years, where what was found says one."""
    own = "" if entry.get("number") else year(entry.get("text") or "")
    return not own or own == year(label.get("text") or "")


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).strip(" .,;:").casefold()
