"""A fact of an article with its invented label, and lines of such facts."""

from __future__ import annotations

from dataclasses import dataclass

from .scene import Scene


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and its value as HTML; no value where the article has none."""

    field: str
    value: str

    def html(self, scene: Scene) -> str:
        """Label and value as this skin writes them."""
        if not self.value:
            return ""
        value = self.value
        if scene.look.rng(f"{self.field}/wrapped").random() < 0.5:
            value = scene.look.inline(f"{self.field}*", value)
        return scene.layout.label[self.field].format(label=scene.look.label(self.field), value=value)


def joined(scene: Scene, role: str, facts: list[Fact]) -> str:
    """The facts in the skin's way: on one line, one a line, as a list, as cells or as terms."""
    there = [fact for fact in facts if fact.value]
    if not there:
        return ""
    look, form = scene.look, scene.layout.meta
    if form == "line":
        return look.block(role, scene.layout.separator.join(fact.html(scene) for fact in there))
    if form == "rows":
        return "".join(look.block(f"{role}-{fact.field}", fact.html(scene)) for fact in there)
    if form == "list":
        return look.links(role, [fact.html(scene) for fact in there])
    if form == "dl":
        terms = "".join(f"<dt>{look.label(fact.field)}</dt><dd>{fact.value}</dd>\n" for fact in there)
        return f"<dl{look.attributes(role)}>{terms}</dl>\n"
    rows = "".join(f"<tr><td>{look.label(fact.field)}</td><td>{fact.value}</td></tr>\n" for fact in there)
    return f'<table border="0"{look.attributes(role)}>{rows}</table>\n'
