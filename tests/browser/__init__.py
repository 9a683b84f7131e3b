"""Our pages in a real browser. Run with: python -m pytest -m browser"""
