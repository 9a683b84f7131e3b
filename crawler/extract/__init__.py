"""Pages, read: pure functions from a payload and its address to what it says.

`read_page` reads a page, `read_form` the hidden fields it has to be sent back with.
"""

from crawler.extract.form import read_form
from crawler.extract.read import EXTRACTOR, read_page

__all__ = ["EXTRACTOR", "read_form", "read_page"]
