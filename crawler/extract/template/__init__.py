"""Reads a page by a template: the template, the shape of pages it fits, and the reading.

`crawler.extract.induction` learns templates.
"""
