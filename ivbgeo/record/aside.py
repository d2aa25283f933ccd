"""The newest line in a file of its own, best on another machine: a chain can't be cut unseen."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.record.chain import Head
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["keep_aside", "read_aside"]

_HASH = re.compile(r"[0-9a-f]{64}")


def keep_aside(path: Path, head: Head) -> None:
    """Write which line is the newest, and its hash, in place of what was there.

    Raises
    ------
    UsageError
        If it can't be written there.
    """
    write_whole(path, json.dumps({"number": head.number, "hash": head.hash}).encode() + b"\n")


def read_aside(path: Path) -> Head | None:
    """Give which line was the newest when that was last written; None where it never was.

    Raises
    ------
    DataError
        If the file is not what was written.
    """
    try:
        told = json.loads(path.read_bytes())
        number, held = told["number"], told["hash"]
        if type(number) is int and number >= 0 and _HASH.fullmatch(held):
            return Head(number, held)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise DataError("check.record_aside", file=path)
