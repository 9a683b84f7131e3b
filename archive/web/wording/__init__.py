"""The words that pages show, in Vietnamese and English, and how numbers and dates are written.

`texts` holds all words.
"""
