"""The parts of an article: title, region, facts, body, summary, captions, category."""
