"""Payloads and headers, stored in compact form.

They come out bit for bit as they went in.
"""
