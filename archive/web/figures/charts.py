"""Draws charts as SVG, without scripts and without styles of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

Points = Sequence[tuple[str, int | None]]
"""Label and value in order; None where there is no reading."""

WIDTH, HEIGHT = 720, 160
_MARGIN = 6
_WIDEST_BAR = 24.0
# The drawing is stretched to the width of the page, its words are not: they are outside.
_CHART = Markup(
    '<div class="chart"><span class="top">{}</span>'
    '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none">{}</svg>'
    '<span class="ends"><span>{}</span><span>{}</span></span></div>'
)
_BAR = Markup(
    '<rect class="bar{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {}</title></rect>'
)
_DOT = Markup('<path class="dot" d="M{:.1f} {:.1f}h.01"><title>{}: {}</title></path>')
_STROKE = Markup('<line class="{}" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>')
_SERIES_DOT = Markup('<path class="dot s{}" d="M{:.1f} {:.1f}h.01"><title>{}, {}: {}</title></path>')
_SERIES_LINE = Markup('<polyline class="line s{}" points="{}"/>')
_KEY = Markup('<span class="key s{}">{}</span>')
_LINE = Markup('<polyline class="line" points="{}"/>')


def bars(
    points: Points,
    label: str,
    written: Callable[[int], str],
    named: Callable[[str], str],
    spans: Mapping[str, int] = MappingProxyType({}),
) -> Markup:
    """A bar for each point above zero; nothing where there is none. `written` writes a value, `named` a
    point's label.

    The value of a point in `spans` is that of so many points up to it together: its bar is as broad as they are, and
    as high as their mean.
    """
    means = {name: value / spans.get(name, 1) for name, value in points if value is not None and value > 0}
    top = max(means.values(), default=0)
    if top <= 0:
        return Markup("")
    step = (WIDTH - 2 * _MARGIN) / len(points)
    single = min(step * 0.8, _WIDEST_BAR)
    drawn = []
    for index, (name, value) in enumerate(points):
        if value is not None and name in means:
            over = min(spans.get(name, 1), index + 1)
            height = max(1.0, (HEIGHT - 2 * _MARGIN) * means[name] / top)
            width = single if over == 1 else step * (over - 1) + single
            x = _MARGIN + (index + 0.5) * step + single / 2 - width
            shown = named(name) if over == 1 else f"{named(points[index - over + 1][0])} – {named(name)}"
            drawn.append(
                _BAR.format(
                    " over" if over > 1 else "",
                    x,
                    HEIGHT - _MARGIN - height,
                    width,
                    height,
                    shown,
                    written(value),
                )
            )
    return _chart(points, label, written(round(top)), named, drawn)


def line(
    points: Points,
    label: str,
    written: Callable[[int], str],
    named: Callable[[str], str],
    marked: Collection[str] = (),
) -> Markup:
    """A line through the points, from the lowest value to the highest, broken where there is no reading.

    `marked` points get an upright stroke. Nothing where there are not two values.
    """
    values = [value for _, value in points if value is not None]
    if len(values) < 2:
        return Markup("")
    low, top = min(values), max(values)
    step = (WIDTH - 2 * _MARGIN) / max(1, len(points) - 1)
    drawn = []
    runs: list[list[str]] = [[]]
    for index, (name, value) in enumerate(points):
        x = _MARGIN + index * step
        if name in marked:
            drawn.append(_STROKE.format("reset", x, x, 0, HEIGHT))
        if value is None:
            runs.append([])
            continue
        y = HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * (value - low) / ((top - low) or 1)
        runs[-1].append(f"{x:.1f},{y:.1f}")
        drawn.append(_DOT.format(x, y, named(name), written(value)))
    drawn += [_LINE.format(" ".join(run)) for run in runs if len(run) > 1]
    return _chart(points, label, f"{written(low)} – {written(top)}", named, drawn)


def lines(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[int | None]]],
    label: str,
    written: Callable[[int], str],
    named: Callable[[str], str],
) -> Markup:
    """A line for each named series over the same `labels`, from nought up, broken where a value is None. Up to three
    can be told apart. Nothing where all is nought."""
    top = max((value for _, values in series for value in values if value is not None), default=0)
    if top <= 0 or not labels:
        return Markup("")
    step = (WIDTH - 2 * _MARGIN) / max(1, len(labels) - 1)
    drawn, keys = [], []
    for number, (title, values) in enumerate(series):
        runs: list[list[str]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                runs.append([])
                continue
            x, y = _MARGIN + index * step, HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * value / top
            runs[-1].append(f"{x:.1f},{y:.1f}")
            drawn.append(_SERIES_DOT.format(number, x, y, title, named(labels[index]), written(value)))
        drawn += [_SERIES_LINE.format(number, " ".join(run)) for run in runs if len(run) > 1]
        keys.append(_KEY.format(number, title))
    points = [(name, None) for name in labels]
    return _chart(points, label, written(top), named, drawn) + Markup('<p class="keys">{}</p>').format(
        Markup(" ").join(keys)
    )


def _chart(
    points: Points, label: str, top: str, named: Callable[[str], str], drawn: Iterable[Markup]
) -> Markup:
    axis = _STROKE.format("axis", 0, WIDTH, HEIGHT - _MARGIN, HEIGHT - _MARGIN)
    last = named(points[-1][0]) if len(points) > 1 else ""
    return _CHART.format(top, WIDTH, HEIGHT, label, axis + Markup("").join(drawn), named(points[0][0]), last)
