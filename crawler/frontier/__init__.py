"""Chooses what a crawl fetches next: seeds, scope, queue, retries, revisits.

Scrapy enters through `scheduler`.
"""
