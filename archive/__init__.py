"""Keeps, checks, exchanges and shows captures: one SQLite file.

Knows nothing of Scrapy or of any portal. `crawler` imports `archive`, never the other way.
"""
