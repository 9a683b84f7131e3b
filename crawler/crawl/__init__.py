"""One crawl: the spider, the run and what it writes to the archive.

`run` holds the parts together; each part looks at every reply.
"""
