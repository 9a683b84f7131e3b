"""Skins: two looks of the same pages, with nothing in common but their meaning.

`view` is what a page shows, `letters` what editors' clipboards do to letters, `weight` the ballast.
"""

from crawler.replica.skins import blocks, tables
from crawler.replica.skins.view import Skin

SKINS: dict[str, Skin] = {"tables": tables.Tables(), "blocks": blocks.Blocks()}
