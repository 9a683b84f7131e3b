"""Words of the pages, in Vietnamese and English, and the formats of numbers and dates.

`texts` holds all words.
"""
