"""Full-text search in Vietnamese: folding, index, query, ranking, snippets.

`query` is where a search begins.
"""
