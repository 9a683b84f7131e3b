"""The addresses of a portal: which are known, which are due, which are being fetched.

The crawl decides when an address is due. These modules keep that in the table `address`.
"""
