"""The bytes that servers sent, and their headers, in compact form.

What goes in comes out bit for bit.
"""
