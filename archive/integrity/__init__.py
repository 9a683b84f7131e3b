"""Proves that nothing was changed afterwards: the hash chain and the seals over derived rows.

`archive.maintenance.verify` checks both.
"""
