"""`python -m crawler` is `luutru`, for where the command is not on the path."""

from crawler.cli import main

main()
