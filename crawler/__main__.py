"""Runs `luutru` as `python -m crawler`, where the command is not on the path."""

from crawler.cli import main

main()
