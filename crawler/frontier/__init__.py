"""What a crawl fetches next: seeds, scope, queue, retries, when an address is due again.

`scheduler` is Scrapy's door to it.
"""
