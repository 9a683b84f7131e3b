"""The addresses of a portal: what is known, what is due, what is being fetched.

The crawl decides when; these modules keep it in the table `address`.
"""
