"""The processes that a command starts leave its output to it."""

from __future__ import annotations

import logging
import sys

from crawler.cluster.workers import cluster


def complain() -> None:
    logging.getLogger("distributed.worker").error("Failed to communicate with scheduler during heartbeat.")
    sys.stderr.flush()


def test_what_a_worker_says_of_its_own_end_is_not_shown(capfd):
    with cluster(1) as client:
        client.submit(complain).result()
    assert "heartbeat" not in capfd.readouterr().err
