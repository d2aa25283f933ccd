"""The lower envelope: in every direction the nearest of many edges.

Of an edge, one over the distance from the eye is ``a cos φ + b sin φ``, with φ the angle from where
the view begins. Two such curves of edges cross at most once within half a turn, wherever the edges
do; so edges may overlap and cross as they like. Envelopes of few edges are merged into envelopes of
more (divide and conquer: Hershberger, "Finding the upper envelope of n line segments in O(n log n)
time", 1989), all pairs of a level, of all eyes, in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Pieces", "envelopes", "nearer"]

# Distances that differ by less than this part are the same: which of two edges that lie on each
# other is named doesn't depend on rounding then.
_SAME = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of edges, each between two angles, that do not hide each other within a group.

    Parameters
    ----------
    group
        int64 array (n,), ascending.
    start, end
        float64 arrays (n,): radians from where the view begins; ascending within a group.
    line
        int64 array (n,): which edge it is a piece of.
    """

    group: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    line: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Pieces:
        """Give some of the pieces."""
        return Pieces(self.group[chosen], self.start[chosen], self.end[chosen], self.line[chosen])


def envelopes(pieces: Pieces, a: NDArray[np.float64], b: NDArray[np.float64], most: int) -> Pieces:
    """Merge groups of one edge each, two by two, until every eye has one group.

    Parameters
    ----------
    pieces
        Group ``eye * most + number of the edge``.
    a, b
        Of each edge: one over its distance is ``a cos φ + b sin φ``.
    most
        A power of two, at least as large as the number of edges of any eye.

    Returns
    -------
    Pieces
        What is nearest; the group is the eye.
    """
    while most > 1:
        odd = (pieces.group & 1).astype(bool)
        halved = Pieces(pieces.group >> 1, pieces.start, pieces.end, pieces.line)
        pieces = nearer(halved.of(~odd), halved.of(odd), a, b)
        most >>= 1
    return pieces


def nearer(one: Pieces, other: Pieces, a: NDArray[np.float64], b: NDArray[np.float64]) -> Pieces:
    """Merge two envelopes of each group into what is nearest of both."""
    n, m = one.group.size, other.group.size
    group = np.concatenate([one.group, one.group, other.group, other.group])
    angle = np.concatenate([one.start, one.end, other.start, other.end])
    order = np.lexsort((angle, group))
    group, angle = group[order], angle[order]
    # Between two angles that follow each other, a piece of each at most.
    wide = np.flatnonzero((group[1:] == group[:-1]) & (angle[1:] > angle[:-1]))
    first = _there(one, np.where(order < n, order, -1), group, angle, wide)
    begun = order - 2 * n
    second = _there(other, np.where((begun >= 0) & (begun < m), begun, -1), group, angle, wide)
    some = (first >= 0) | (second >= 0)
    wide, first, second = wide[some], first[some], second[some]
    group, start, end = group[wide], angle[wide], angle[wide + 1]

    line = np.where(first >= 0, first, second)
    both = np.flatnonzero((first >= 0) & (second >= 0))
    p, q = first[both], second[both]
    at_start = _lead(p, q, start[both], a, b)
    at_end = _lead(p, q, end[both], a, b)
    line[both[(at_start <= 0) & (at_end <= 0) & (at_start + at_end < 0)]] = -1
    hidden = line[both] < 0
    line[both[hidden]] = q[hidden]
    crossed = at_start * at_end < 0
    if not crossed.any():
        return _joined(group, start, end, line)
    # Where one comes to lie before the other, there are two pieces.
    cut = both[crossed]
    p, q = p[crossed], q[crossed]
    turn = np.arctan2(a[q] - a[p], b[p] - b[q])
    turn = np.clip(
        turn + np.pi * np.round(((start[cut] + end[cut]) / 2 - turn) / np.pi), start[cut], end[cut]
    )
    p_first = at_start[crossed] > 0
    line[cut] = np.where(p_first, p, q)
    rest = np.where(p_first, q, p)
    group, line = np.insert(group, cut + 1, group[cut]), np.insert(line, cut + 1, rest)
    start, end = np.insert(start, cut + 1, turn), np.insert(end, cut, turn)
    return _joined(group, start, end, line)


def _there(
    pieces: Pieces,
    begun: NDArray[np.intp],
    group: NDArray[np.int64],
    angle: NDArray[np.float64],
    at: NDArray[np.intp],
) -> NDArray[np.int64]:
    """Tell which line is there from each of some angles on; -1 for none."""
    if pieces.group.size == 0:
        return np.full(at.size, -1, dtype=np.int64)
    # Pieces are in order, so the last that began is the largest number so far.
    last = np.maximum.accumulate(begun)[at]
    there = (last >= 0) & (pieces.group[last] == group[at]) & (pieces.end[last] > angle[at])
    return np.where(there, pieces.line[last], -1)


def _lead(
    p: NDArray[np.int64],
    q: NDArray[np.int64],
    angle: NDArray[np.float64],
    a: NDArray[np.float64],
    b: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Tell by how much p is nearer than q, as one over distance; 0 where they are the same."""
    cos, sin = np.cos(angle), np.sin(angle)
    of_p, of_q = a[p] * cos + b[p] * sin, a[q] * cos + b[q] * sin
    lead = of_p - of_q
    lead[np.abs(lead) <= _SAME * (np.abs(of_p) + np.abs(of_q))] = 0
    return lead


def _joined(
    group: NDArray[np.int64],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    line: NDArray[np.int64],
) -> Pieces:
    """Join pieces of one line that follow each other."""
    if line.size == 0:
        return Pieces(group, start, end, line)
    goes_on = (group[1:] == group[:-1]) & (line[1:] == line[:-1]) & (start[1:] == end[:-1])
    begin = np.flatnonzero(np.concatenate([[True], ~goes_on]))
    stop = np.append(begin[1:], line.size) - 1
    return Pieces(group[begin], start[begin], end[stop], line[begin])
