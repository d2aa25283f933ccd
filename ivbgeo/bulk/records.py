"""Records in the bytes of a CSV: where each ends, although texts in quotes may hold line breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Records"]

_LF, _CR, _QUOTE = b"\n"[0], b"\r"[0], b'"'[0]


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The records in a piece of text that starts where a record starts; blank lines are none.

    Parameters
    ----------
    starts, stops
        Positions (n,): from the first byte of each record up to, not including, its line end.
    end
        Position after the last whole record and the blank lines after it: the rest is no whole one.
    open_at
        Position of a quotation mark that does not close within this text, or -1.
    """

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    end: int
    open_at: int

    @classmethod
    def find(cls, text: bytes, separator: str, *, last: bool) -> Records:
        """Find them all.

        A quotation mark opens a text only at the start of a field, as every reader has it; any
        other (5" pipe) is a letter.

        Parameters
        ----------
        text
            Bytes in an encoding that leaves ASCII alone: UTF-8, cp1252.
        separator
            One character of ASCII.
        last
            Whether the file ends after this text: then so does the last record.
        """
        data = np.frombuffer(text, dtype=np.uint8)
        ends = np.flatnonzero(data == _LF)
        widths = np.ones(ends.size, dtype=np.int64)
        if b"\r" in text:
            ends, widths = _with_returns(data, ends, last=last)
        open_at = -1
        if b'"' in text:
            quotes = _quotes(data, ord(separator))
            if quotes.size % 2:
                open_at = int(quotes[-1])
            outside = np.searchsorted(quotes, ends) % 2 == 0
            ends, widths = ends[outside], widths[outside]
        after = ends + widths
        if last and open_at < 0 and (after[-1] if after.size else 0) < data.size:
            ends, after = np.append(ends, data.size), np.append(after, data.size)
        starts = np.concatenate([np.zeros(1, dtype=np.int64), after[:-1]])[: ends.size]
        filled = ends > starts
        if not filled.all():
            starts, ends = starts[filled], ends[filled]
        return cls(starts, ends, int(after[-1]) if after.size else 0, open_at)


def _with_returns(
    data: NDArray[np.uint8], ends: NDArray[np.int64], *, last: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give line ends of all three kinds: where each starts, and how many bytes it has."""
    returns = np.flatnonzero(data == _CR)
    if not last and returns.size and returns[-1] == data.size - 1:
        returns = returns[:-1]  # what comes after it is not known yet
    after = np.minimum(returns + 1, data.size - 1)
    paired = data[after] == _LF
    # A line feed after a return is the second half of one end.
    ends = ends[(ends == 0) | (data[ends - 1] != _CR)]
    every = np.concatenate([ends, returns])
    widths = np.concatenate([np.ones(ends.size, dtype=np.int64), 1 + paired])
    order = np.argsort(every, kind="stable")
    return every[order], widths[order]


def _quotes(data: NDArray[np.uint8], separator: int) -> NDArray[np.int64]:
    """Give the marks that open and close a text, in turn; a doubled one closes and opens."""
    quotes = np.flatnonzero(data == _QUOTE)
    before = data[quotes - 1]
    before[quotes == 0] = _LF
    starts = (before == separator) | (before == _LF) | (before == _CR)
    if (starts | (before == _QUOTE))[0::2].all():
        return quotes
    # Some mark is a letter: which ones are, only reading from the start can tell.
    kept: list[int] = []
    inside = False
    for position, at_start in zip(quotes.tolist(), starts.tolist(), strict=True):
        if inside or at_start or (kept and kept[-1] == position - 1):
            kept.append(position)
            inside = not inside
    return np.array(kept, dtype=np.int64)
