"""Full-text search in Vietnamese: folding, index, query, ranking, snippets.

A search begins in `query`. `syntax` says what may be typed.
"""
