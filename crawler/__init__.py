"""How portals are crawled: finding pages, fetching them politely, reading them.

Everything that is fetched goes into the archive through `archive.captures.record.record`.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("luutru")
except PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "0"

SOFTWARE = f"luutru/{VERSION}"
