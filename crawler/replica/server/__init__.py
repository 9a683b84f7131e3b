"""The replica's HTTP server: requests, pages, postbacks, faults.

It answers as the portals do.
"""
