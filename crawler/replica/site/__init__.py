"""The content of the replica: sites, addresses, articles and their generations.

Nothing here knows HTTP or HTML.
"""
