"""From the captures of a portal to its templates, and back to the captures.

What is learned depends on facts alone: whatever the order in which captures came, the same templates read them all.
"""
