"""What the replica says: sites, addresses, articles and their generations.

Nothing here knows HTTP or HTML.
"""
