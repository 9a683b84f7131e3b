"""How portals are crawled: finding pages, fetching them politely, reading them.

Everything that is fetched goes into the archive through `archive.store.Archive.record`.
"""
