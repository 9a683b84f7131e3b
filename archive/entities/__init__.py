"""Finds documents, persons, organisations and places in a text: pure functions from text to mentions.

Begin with `citations` and `mentions`. `archive.contents.names` stores what they find.
"""

from archive.entities.citations import citations
from archive.entities.mentions import mentions
from archive.entities.model import Citation, Mention

__all__ = ["Citation", "Mention", "citations", "mentions"]
