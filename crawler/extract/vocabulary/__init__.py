"""The words of the portals: labels, dates, numbers, signatures.

To recognise a new wording, begin here.
"""
