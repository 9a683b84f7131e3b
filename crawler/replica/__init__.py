"""A portal in a box, with a clock that can be turned: for `luutru demo` and the tests.

It behaves as VNPT vnPortal does towards a visitor: addresses, postbacks, counters, mistakes and all.
"""

from crawler.replica.content import ArticleTruth
from crawler.replica.faults import Fault
from crawler.replica.portal import Replica
from crawler.replica.server import Request

__all__ = ["ArticleTruth", "Fault", "Replica", "Request"]
