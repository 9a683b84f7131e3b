"""Walking a list page by page, by links or by ASP.NET postbacks.

`walk` decides where to go on and when to stop.
"""
