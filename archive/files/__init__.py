"""Texts of attached documents: read in a separate process, stored by hash, searched.

`read` reads one file, `texts` stores the result, `search` searches it.
"""
