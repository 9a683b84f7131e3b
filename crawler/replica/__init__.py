"""A portal in a box, with a clock that can be turned: for `luutru demo` and the tests.

It behaves as VNPT vnPortal does towards a visitor: addresses, postbacks, counters, mistakes and all.
"""

from crawler.replica.portal import Replica
from crawler.replica.server.faults import Fault
from crawler.replica.server.server import Request
from crawler.replica.site.content import ArticleTruth

__all__ = ["ArticleTruth", "Fault", "Replica", "Request"]
