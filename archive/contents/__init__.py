"""Contents: the fields of an article, their hashes, its markup, its rows.

`fields` decides what makes a version. `url_keys` decides which addresses name the same thing.
"""
