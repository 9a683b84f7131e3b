"""Walks lists page by page, by links or ASP.NET postbacks.

`walk` decides where to continue and when to stop.
"""
