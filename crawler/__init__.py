"""Crawls portals: finds their pages, fetches them politely, reads them.

Everything that is fetched enters the archive through `archive.captures.record.record`.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("luutru")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0"

SOFTWARE = f"luutru/{VERSION}"
