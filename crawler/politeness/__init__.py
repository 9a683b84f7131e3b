"""How the crawler behaves towards servers: identity, pauses, robots.txt, cookies, connections.

`manners` holds the figures.
"""
