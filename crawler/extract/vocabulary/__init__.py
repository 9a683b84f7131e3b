"""The words that rules look for: labels, dates, numbers, signatures.

To recognise a new wording, begin here.
"""
