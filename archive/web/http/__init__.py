"""Requests and answers: parameters, paths, templates, feeds, CSV.

Pages are built on these.
"""
