"""Maps of districts as SVG: a circle for each, as large as its number. Drawn here, without a script or tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians, sqrt

from markupsafe import Markup

from archive.districts.places import District

WIDTH = 720
_SIDE, _MARGIN, _LEAST, _LARGEST = 110, 60, 4.0, 34.0
_MAP = Markup('<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
_PLACE = Markup(
    '<a href="{}"><circle class="{}" cx="{:.0f}" cy="{:.0f}" r="{:.1f}"><title>{}: {}</title></circle></a>'
)
_NAME = Markup('<text x="{:.0f}" y="{:.0f}" aria-hidden="true">{}</text>')
"""Names are drawn after all circles, or a large one would cover its neighbour's."""


def district_map(
    counts: Sequence[tuple[District, int]],
    label: str,
    written: Callable[[int], str],
    linked: Callable[[District], str],
) -> Markup:
    """Districts where they lie, north above; nothing for none. The area of a circle grows with the number."""
    if not counts:
        return Markup("")
    norths = [district.latitude for district, _ in counts]
    easts = [district.longitude for district, _ in counts]
    narrow = cos(radians(sum(norths) / len(norths)))
    wide, high = (max(easts) - min(easts)) * narrow or 0.1, max(norths) - min(norths) or 0.1
    scale = min((WIDTH - 2 * _SIDE) / wide, WIDTH / high)
    top = max(number for _, number in counts) or 1
    circles, names = [], []
    for district, number in sorted(counts, key=lambda each: -each[1]):
        x = WIDTH / 2 + ((district.longitude - (min(easts) + max(easts)) / 2) * narrow * scale)
        y = _MARGIN + (max(norths) - district.latitude) * scale
        radius = max(_LEAST, _LARGEST * sqrt(number / top))
        kind = "place" if number else "place none"
        name = f"{district.type} {district.name}"
        circles.append(_PLACE.format(linked(district), kind, x, y, radius, name, written(number)))
        names.append(_NAME.format(x, y + radius + 14, district.name))
    return _MAP.format(WIDTH, round(high * scale + 2 * _MARGIN), label, Markup("").join(circles + names))
