"""The ground that all rules stand on: a text as tokens, lists of words, where names and phrases begin and end.

`data/` holds the lists; `walk` goes along an office or the name of an organisation to its end.
"""
