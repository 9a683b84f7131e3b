"""What was read from a capture: outcome, problems, visit counters, contacts.

`outcome` alone decides what became of a capture.
"""
