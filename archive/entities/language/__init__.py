"""The ground of all rules: tokens, word lists, and where names and phrases begin and end.

`data/` holds the lists. `walk` follows an office or the name of an organisation to its end.
"""
