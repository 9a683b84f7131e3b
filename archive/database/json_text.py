"""Writes JSON for rows and hashes: no spaces, Vietnamese unescaped."""

from __future__ import annotations

import json

compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""The text of plain values. `json.dumps` would make an encoder each time, which costs more than a short text."""
