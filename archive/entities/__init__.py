"""Documents, persons, organisations and places that a text names: pure functions from text to mentions.

`citations` and `mentions` are where reading begins; `archive.contents.names` stores what they find.
"""

from archive.entities.citations import citations
from archive.entities.mentions import mentions
from archive.entities.model import Citation, Mention

__all__ = ["Citation", "Mention", "citations", "mentions"]
