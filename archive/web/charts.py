"""Charts as SVG: drawn here, without a script and without a style of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from markupsafe import Markup

Points = Sequence[tuple[str, int | None]]
"""Label and value in order; None where there is no reading."""

WIDTH, HEIGHT = 720, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 22, 22
_TAG = Markup(
    '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none">{}</svg>'
)
_TEXT = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')


def bars(points: Points, label: str, written: Callable[[int], str], named: Callable[[str], str]) -> Markup:
    """A bar for each point. `written` writes a value, `named` a point's label."""
    top = max((value for _, value in points if value is not None), default=0)
    if not points or top <= 0:
        return Markup("")
    step = (WIDTH - _LEFT - _RIGHT) / len(points)
    room = HEIGHT - _TOP - _BOTTOM
    drawn = [_frame(points, top, written, named)]
    for index, (name, value) in enumerate(points):
        if value is None or value <= 0:
            continue
        height = max(1.0, room * value / top)
        drawn.append(
            Markup(
                '<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">'
                "<title>{}: {}</title></rect>"
            ).format(
                _LEFT + index * step + step * 0.1,
                HEIGHT - _BOTTOM - height,
                max(0.5, step * 0.8),
                height,
                named(name),
                written(value),
            )
        )
    return _TAG.format(WIDTH, HEIGHT, label, Markup("").join(drawn))


def line(
    points: Points,
    label: str,
    written: Callable[[int], str],
    named: Callable[[str], str],
    marked: Collection[str] = (),
) -> Markup:
    """A line through the points, broken where there is no reading; `marked` points get an upright stroke."""
    values = [value for _, value in points if value is not None]
    if not values:
        return Markup("")
    low, top = min(values), max(values)
    span = (top - low) or 1
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(points) - 1)
    room = HEIGHT - _TOP - _BOTTOM
    drawn = [_frame(points, top, written, named)]
    run: list[tuple[float, float]] = []
    for index, (name, value) in enumerate(points):
        x = _LEFT + index * step
        if name in marked:
            drawn.append(
                Markup('<line class="reset" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(
                    x, _TOP, HEIGHT - _BOTTOM
                )
            )
        if value is None:
            drawn += _run(run)
            run = []
            continue
        y = HEIGHT - _BOTTOM - room * (value - low) / span
        run.append((x, y))
        drawn.append(
            Markup(
                '<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="2.5"><title>{}: {}</title></circle>'
            ).format(x, y, named(name), written(value))
        )
    drawn += _run(run)
    return _TAG.format(WIDTH, HEIGHT, label, Markup("").join(drawn))


def _run(run: list[tuple[float, float]]) -> list[Markup]:
    if len(run) < 2:
        return []
    return [
        Markup('<polyline class="line" points="{}"/>').format(" ".join(f"{x:.1f},{y:.1f}" for x, y in run))
    ]


def _frame(points: Points, top: int, written: Callable[[int], str], named: Callable[[str], str]) -> Markup:
    floor = HEIGHT - _BOTTOM
    axis = Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        _LEFT, WIDTH - _RIGHT, floor, floor
    )
    texts = [
        _TEXT.format(_LEFT, 14, "start", written(top)),
        _TEXT.format(_LEFT, HEIGHT - 5, "start", named(points[0][0])),
    ]
    if len(points) > 1:
        texts.append(_TEXT.format(WIDTH - _RIGHT, HEIGHT - 5, "end", named(points[-1][0])))
    return axis + Markup("").join(texts)
