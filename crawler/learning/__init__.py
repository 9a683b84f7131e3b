"""Learns a portal's templates from its captures, and reads captures by them.

Templates depend on facts alone. In whatever order captures came, the same templates read them all.
"""
