"""Portals with skins that nobody has seen, made by rule from a seed, and the truth about them.

`make` a portal, `serve` it, `grade` a reader on it. All furniture speaks in invented words.
"""

from .grade import Report, compare, grade
from .maker import make
from .portal import Known, Portal, Reply
from .server import CONTROL, Server, serve
from .texts.facts import Truth
from .texts.history import GENERATIONS

__all__ = [
    "CONTROL",
    "GENERATIONS",
    "Known",
    "Portal",
    "Reply",
    "Report",
    "Server",
    "Truth",
    "compare",
    "grade",
    "make",
    "serve",
]
