"""Blocks of a text: paragraphs, tables, images, attachments."""
