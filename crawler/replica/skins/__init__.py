"""How pages look: two skins with nothing in common but what they mean.

`view` is what a page has to show, `letters` what editors' clipboards do to letters, `weight` the ballast.
"""

from crawler.replica.skins import blocks, tables
from crawler.replica.skins.view import Skin

SKINS: dict[str, Skin] = {"tables": tables.Tables(), "blocks": blocks.Blocks()}
