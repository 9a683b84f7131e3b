"""A replica of a portal, with a clock that can be turned, for `luutru demo` and the tests.

To a visitor it behaves as VNPT vnPortal: addresses, postbacks, counters, mistakes.
"""

from crawler.replica.portal import Replica
from crawler.replica.server.faults import Fault
from crawler.replica.server.server import Request
from crawler.replica.site.content import ArticleTruth

__all__ = ["ArticleTruth", "Fault", "Replica", "Request"]
