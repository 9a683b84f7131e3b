"""Districts: where each lies, and which a named place belongs to, before and after the mergers of 2025.

`places` is pure; `named` asks an archive.
"""
