"""The parts of an article: title, region, body, summary, captions, signature, category."""
