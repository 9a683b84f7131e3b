"""Pages, read: `read_page` is a pure function from a payload and its address to what it says."""

from crawler.extract.read import EXTRACTOR, read_page

__all__ = ["EXTRACTOR", "read_page"]
