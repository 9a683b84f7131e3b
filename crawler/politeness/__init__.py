"""Behaviour towards servers: identity, pauses, robots.txt, cookies, connections.

`crawler.settings` holds the pause between requests and how many run at a time, `throttle` how slowness and 429
lengthen the pause, `hosts` when a host is left alone, `manners` identity, retries and waits.
"""
