"""Runs the replica in the foreground until Ctrl-C: ``python -m crawler.replica``."""

from __future__ import annotations

import argparse
import contextlib
import threading

from crawler.replica.portal import Replica


def main() -> None:
    """Serve, and say where."""
    options = argparse.ArgumentParser(prog="python -m crawler.replica", description=__doc__)
    options.add_argument("--skin", choices=("tables", "blocks"), default="tables")
    options.add_argument("--port", type=int, default=0, help="first port (default: free ones)")
    options.add_argument("--generation", type=int, default=0, help="where the clock stands (default: 0)")
    options.add_argument("--articles", type=int, default=86, help="how many articles it begins with")
    given = options.parse_args()
    with Replica(skin=given.skin, port=given.port, articles=given.articles) as portal:
        portal.advance(given.generation)
        for home in portal.homes:
            print(home, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
