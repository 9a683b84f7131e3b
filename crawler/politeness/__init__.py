"""Behaviour towards servers: identity, pauses, robots.txt, cookies, connections.

`manners` holds the figures.
"""
