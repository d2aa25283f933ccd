"""The rule along lines: a sum that is shown has room enough for what is withheld of it.

Quick, and needed; it is not enough where lines cross, which ``proving`` looks at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.withholding.axis import Axis

__all__ = ["gaps", "withhold_lines"]

_FEWEST = 2  # what is withheld alone is the difference of what is shown


def withhold_lines(
    counts: NDArray[np.float64],
    shown: NDArray[np.bool_],
    fixed: NDArray[np.bool_],
    sides: Sequence[Axis],
    threshold: int,
) -> None:
    """Withhold cells until every line has at least two that are withheld, with room, or none.

    Room is the sum less what is shown of it: the least that each withheld part can have is 0, and
    the most is the room, which has to be ``threshold - 1`` or more.

    Parameters
    ----------
    counts
        All cells, shape (areas, categories, periods).
    shown
        Which are shown, same shape; changed in place.
    fixed
        Which have to stay shown, same shape: they were shown before.
    sides, threshold
        As of the table.
    """
    lines = [side.lines() for side in sides]
    values = np.nan_to_num(counts)
    stuck: set[tuple[int, int, int]] = set()
    while True:
        # For each line that is tight, the cells that can mend it.
        groups: list[NDArray[np.intp]] = []
        number = np.arange(shown.size).reshape(shown.shape)
        free = (shown & ~fixed).ravel()
        for place, (whole, pieces) in enumerate(lines):
            cells = np.moveaxis(number, place, 0).reshape(shown.shape[place], -1)
            for line, column in _tight(values, shown, place, (whole, pieces), threshold):
                if (place, line, column) in stuck:
                    continue
                members = np.r_[whole[line], np.flatnonzero(pieces[line])]
                group = cells[members, column]
                group = group[free[group]]
                if group.size:
                    groups.append(group)
                else:
                    stuck.add((place, line, column))
        if not groups:
            return
        # What mends most lines goes first; of those the smallest count, which says least.
        votes = np.bincount(np.concatenate(groups), minlength=shown.size)
        flat = values.ravel()
        picks = np.array([group[np.lexsort((flat[group], -votes[group]))[0]] for group in groups])
        shown.ravel()[picks[votes[picks] == votes[picks].max()]] = False


def gaps(counts: NDArray[np.float64], shown: NDArray[np.bool_], sides: Sequence[Axis]) -> int:
    """Count the cells that aren't shown, and are what one sum that is shown leaves for them."""
    values = np.nan_to_num(counts)
    number = np.arange(shown.size).reshape(shown.shape)
    known: set[int] = set()
    for place, side in enumerate(sides):
        whole, pieces = side.lines()
        cells = np.moveaxis(number, place, 0).reshape(shown.shape[place], -1)
        for line, column in _tight(values, shown, place, (whole, pieces), threshold=1):
            members = cells[np.flatnonzero(pieces[line]), column]
            known.update(members[~shown.ravel()[members]].tolist())
    return len(known)


def _tight(
    values: NDArray[np.float64],
    shown: NDArray[np.bool_],
    place: int,
    lines: tuple[NDArray[np.intp], NDArray[np.int8]],
    threshold: int,
) -> list[tuple[int, int]]:
    """Find the lines of a side, and where they are on the others, that give something away."""
    whole, pieces = lines
    if not whole.size:
        return []
    flat = np.moveaxis(shown, place, 0).reshape(shown.shape[place], -1)
    value = np.moveaxis(values, place, 0).reshape(flat.shape) * flat
    hidden = pieces.astype(np.float64) @ ~flat
    room = value[whole] - pieces.astype(np.float64) @ value
    tight = flat[whole] & (hidden > 0) & ((hidden < _FEWEST) | (room < max(threshold - 1, 1)))
    return [(int(line), int(column)) for line, column in np.argwhere(tight)]
