"""The page as a document: encoding, tree, lines, links, styles.

Nothing here knows what an article is.
"""
