"""Who reads all that is shown, through the same door as everybody, and works out the rest."""

import itertools

import numpy as np

from ivbgeo.answering import answer
from ivbgeo.figure import State
from ivbgeo.question import Question
from ivbgeo.solver import silent

_MOST = 500.0


def read(edition, viewer, categories, levels, periods):
    """What one viewer is told: (area, category, period) to a count, or None where withheld."""
    told = {}
    for category in categories:
        for level in levels:
            for period in periods:
                for figure in answer(edition, Question(category, level, period), viewer).figures:
                    cell = figure.area.code, category, period
                    hidden = figure.count is None
                    assert not hidden or figure.state is State.AFGESCHERMD
                    if hidden:
                        # From a rate, or from how it compares, the count would follow.
                        derived = (figure.rate, figure.rate_low, figure.rate_high,
                                   figure.eb_rate, figure.verdict)  # fmt: skip
                        assert derived == (None,) * 5
                    told[cell] = figure.count
    return told


class Attack:
    """What is known of leaves by versions: ``add`` each, then ask for ``broken`` cells.

    Leaves that have the same count in versions are known to be the same; of others it is known
    which version has more.
    """

    def __init__(self, truth):
        self.truth = truth
        self._rows, self._counts, self._secret = [], [], []
        flat = np.array([version.ravel() for version in truth])
        self.size = flat.shape[1]
        self._pieces = [[np.arange(self.size)] for _ in truth]
        for low, high in itertools.pairwise(np.sort(flat, axis=0)):
            differs = np.flatnonzero(high > low)
            more = np.full(flat.shape[1], -1)
            more[differs] = self.size + np.arange(differs.size)
            self.size += differs.size
            for pieces, version in zip(self._pieces, flat, strict=True):
                pieces.append(np.where(version >= high, more, -1))

    def add(self, version, leaves, count):
        """A cell of a version: the positions of its leaves, and its count or None."""
        row = np.zeros(self.size)
        for pieces in self._pieces[version]:
            row[pieces[leaves][pieces[leaves] >= 0]] = 1
        if count is None:
            self._secret.append(row)
            return
        assert count == self.truth[version].ravel()[leaves].sum()
        self._rows.append(row)
        self._counts.append(count)

    @property
    def withheld(self):
        return len(np.unique(self._secret, axis=0)) if self._secret else 0

    def broken(self, threshold, orders=()):
        """Intervals of withheld cells that give too much away.

        ``orders``: rows of which it is known that they are not below 0, such as who came in.
        """
        highs = silent()
        for _ in range(self.size):
            highs.addVar(0.0, _MOST)
        for row, count in zip(self._rows, self._counts, strict=True):
            at = np.flatnonzero(row)
            highs.addRow(float(count), float(count), len(at), at, row[at])
        for row in orders:
            at = np.flatnonzero(row)
            highs.addRow(0.0, np.inf, len(at), at, row[at])
        found = []
        for row in np.unique(self._secret, axis=0):
            ends = []
            for sign in (1.0, -1.0):
                highs.changeColsCost(self.size, np.arange(self.size), sign * row)
                highs.run()
                ends.append(sign * highs.getInfo().objective_function_value)
            low, high = ends
            safe = low < 1e-6 and high > threshold - 1 - 1e-6
            if not (safe or high - low > threshold - 1e-6):
                found.append((low, high))
        return found
