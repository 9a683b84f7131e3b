"""Readings: the outcome, problems, visit counters and contacts read from a capture.

`outcome` alone decides what became of a capture.
"""
