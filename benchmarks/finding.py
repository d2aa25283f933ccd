"""What was found: a figure with the target that it has to meet, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.timing import Ratio

__all__ = ["Finding", "at_least", "at_most", "duration", "mebibytes", "plain"]

_SECOND = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table.

    Parameters
    ----------
    subject
        On what it was measured.
    what
        What was measured.
    value
        What came of it, to be read.
    target
        What it has to be; empty if there is no target.
    met
        Whether it is; None if there is no target.
    """

    subject: str
    what: str
    value: str
    target: str = ""
    met: bool | None = None


def plain(subject: str, what: str, value: str) -> Finding:
    """Give a figure without a target."""
    return Finding(subject, what, value)


def at_least(subject: str, what: str, ratio: Ratio, bound: float) -> Finding:
    """Give a ratio that has to be large."""
    return Finding(subject, what, str(ratio), f"≥ {bound:g}×", ratio.middle >= bound)


def at_most(
    subject: str, what: str, number: float, bound: float, value: str, target: str
) -> Finding:
    """Give a number that has to be small; ``value`` and ``target`` are the two as to be read."""
    return Finding(subject, what, value, f"≤ {target}", number <= bound)


def duration(seconds: float) -> str:
    """Write seconds as s, or ms when short."""
    return f"{seconds:.3g} s" if seconds >= _SECOND else f"{seconds * 1e3:.3g} ms"


def mebibytes(size: float) -> str:
    """Write bytes as MiB."""
    return f"{size / 2**20:,.0f} MiB"
