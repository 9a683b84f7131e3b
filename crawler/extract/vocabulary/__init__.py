"""The words that rules look for: labels, dates, numbers, signatures.

To recognise a new wording, add a row to a list, with an example.
"""
