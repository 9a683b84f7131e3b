"""Requests and answers: parameters, paths, templates, feeds, CSV.

All pages build on these.
"""
