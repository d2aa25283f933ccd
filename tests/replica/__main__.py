"""Run the replica by hand: ``python -m tests.replica --port 8090``."""

import argparse
import threading
from contextlib import suppress

from .regions import HOME
from .server import Replica


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--gemeente", default=HOME, help="code of the gemeente, such as GM0344")
    parser.add_argument("--newest", default="2025MM12", help="newest month of the police")
    parser.add_argument("--slow", type=float, default=0.0, help="seconds before each answer")
    given = parser.parse_args()
    with Replica(given.gemeente, given.newest, given.port) as replica:
        if given.slow:
            replica.faults.slow(given.slow, times=None)
        print(f"Replica of {given.gemeente} at {replica.url}", flush=True)  # noqa: T201 - its answer
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
