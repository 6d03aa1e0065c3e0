"""Measure the page: time and size of each view, as they come over a socket of this machine.

    python benchmarks/measure_web.py [1000 10000 100000 ...]

The events are those of measure_record.py. A size is that of the answer as transferred, compressed.
Each record has two rows: what somebody waits for, and what the processor works for it, which says
more on a machine that others use at the same time.
"""

from __future__ import annotations

import http.client
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from measure_record import make_articles

from communique.record.store import open_store
from communique.web.app import make_app

if TYPE_CHECKING:
    from communique.web.answering import Pasted

VIEWS = {
    "table": "/",
    "filtered": "/?who=USA&type=ACCUSE",
    "words": "/?words=they+met",
    "timeline": "/?view=timeline",
    "network": "/?view=network",
    "map": "/?view=map",
    "actor": "/actor/USA",
    "pair": "/dyad/USA/CHN",
}
# What a browser loads with its first page, beside the page.
PARTS = ("page.css", "page.js", "brush.js", "charts.js", "evidence.js", "icon.svg")


def refuse(*_: object) -> Pasted:
    """Code nothing: it is not what is measured."""
    raise NotImplementedError


def fetch(port: int, path: str) -> tuple[float, float, int]:
    """Fetch a page; give the seconds it took, those of all processor cores, and its bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    began, worked = time.perf_counter(), time.process_time()
    connection.request("GET", path, headers={"accept-encoding": "gzip"})
    body = connection.getresponse().read()
    took, used = time.perf_counter() - began, time.process_time() - worked
    connection.close()
    return took, used, len(body)


def measure(size: int) -> None:
    """Print the two rows of the table for a record of so many events."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.duckdb"
        with open_store(path) as store:
            store.add(make_articles(size))
        server = uvicorn.Server(uvicorn.Config(make_app(path, refuse), log_level="error"))
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            port = bound.getsockname()[1]
            thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
            began, worked = time.perf_counter(), time.process_time()
            thread.start()
            while not server.started:
                time.sleep(0.005)
            ready = time.perf_counter() - began, time.process_time() - worked
            first = {name: fetch(port, address) for name, address in VIEWS.items()}
            shared = sum(fetch(port, f"/static/{part}")[2] for part in PARTS)
            server.should_exit = True
            thread.join()
    sizes = [(length + shared) / 1000 for _, _, length in first.values()]
    for row, name in enumerate((f"{size:,}", "processor")):
        times = [ready[row], *(given[row] for given in first.values())]
        cells = [f"{1000 * seconds:.0f}" for seconds in times]
        cells += [f"{sizes[0]:.0f}", f"{max(sizes):.0f}"] if row == 0 else ["", ""]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Print the table."""
    print(f"| events | ready, ms | {', ms | '.join(VIEWS)}, ms | first visit, kB | heaviest, kB |")
    print("|---" * (len(VIEWS) + 4) + "|")
    for size in map(int, sys.argv[1:] or ["1000", "10000", "100000"]):
        measure(size)


if __name__ == "__main__":
    main()
