"""How captures are kept, checked, exchanged and shown: one SQLite file.

Knows nothing of Scrapy or of any portal; `crawler` imports `archive`, never the other way.
"""
