"""The HTTP server of the replica: requests, pages, postbacks, faults.

It answers as real portals do.
"""
