"""One crawl: the spider, the run, and what it writes to the archive.

`run` joins the parts. Each part sees every reply.
"""
