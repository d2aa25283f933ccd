"""The attacker: all that is shown, all sums, no count under zero; apart from what it tests."""

import itertools

import highspy
import numpy as np

from ivbgeo.solver import silent


def under(axis, name):
    """The leaves of a name."""
    parts = axis.parts.get(name)
    return {name} if not parts else set().union(*(under(axis, part) for part in parts))


def cells_of(table):
    """Each cell as the set of leaves that it is the sum of, in order."""
    sides = [[under(axis, name) for name in axis.names] for axis in table.sides]
    return [set(itertools.product(*cell)) for cell in itertools.product(*sides)]


def leaf_values(table):
    names = itertools.product(*(axis.leaves for axis in table.sides))
    return dict(zip(names, table.leaves.ravel().tolist(), strict=True))


def variables(published):
    """What the attacker does not know: of a leaf what all versions have, and what some have more.

    Leaves that are the same in versions are known to be the same; of others it is known which
    version has more.
    """
    versions = [leaf_values(one.table) for one in published]
    number = itertools.count()
    made = [{} for _ in versions]
    for leaf in versions[-1]:
        values = [version.get(leaf, np.nan) for version in versions]
        known = [i for i, value in enumerate(values) if not np.isnan(value)]
        if known:
            shared = next(number)
            for i in known:
                made[i][leaf] = [shared]
        for level in sorted({values[i] for i in known})[1:]:
            more = next(number)
            for i in known:
                if values[i] >= level:
                    made[i][leaf].append(more)
    return made, next(number)


def programme(published):
    """The matrix of all cells of all versions, and what is told of each: (rows, counts, secret)."""
    made, size = variables(published)
    rows, told, secret = [], [], []
    for one, leaf in zip(published, made, strict=True):
        values = leaf_values(one.table)
        for cell, shown, withheld, exposed in zip(
            cells_of(one.table),
            one.shown.ravel(),
            one.withheld.ravel(),
            one.exposed.ravel(),
            strict=True,
        ):
            row = np.zeros(size)
            for each in cell:
                row[leaf.get(each, [])] += 1
            rows.append(row)
            told.append(sum(values[each] for each in cell) if shown else np.nan)
            secret.append(bool(withheld and not exposed))
    return np.array(rows), np.array(told), np.array(secret)


def intervals(published, *, whole=False):
    """By withheld cell: the least and the most that it can be; of whole numbers, if asked."""
    rows, told, secret = programme(published)
    shown = ~np.isnan(told)
    highs = silent()
    size = rows.shape[1]
    for _ in range(size):
        highs.addVar(0.0, 1000.0)
    for row, count in zip(rows[shown], told[shown], strict=True):
        places = np.flatnonzero(row)
        highs.addRow(count, count, len(places), places, row[places])
    number = np.arange(size)
    if whole:
        kind = np.full(size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        highs.changeColsIntegrality(size, number, kind)
    for row in np.unique(rows[secret], axis=0):
        ends = []
        for sign in (1.0, -1.0):
            highs.changeColsCost(size, number, sign * row)
            highs.run()
            assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(sign * highs.getInfo().objective_function_value)
        yield ends


def safe(low, high, threshold):
    return (low < 1e-6 and high > threshold - 1 - 1e-6) or high - low > threshold - 1e-6


def broken(*published, whole=False):
    """The intervals that give too much away."""
    threshold = published[-1].threshold
    found = intervals(published, whole=whole)
    return [(low, high) for low, high in found if not safe(low, high, threshold)]


def enumerated(published):
    """The same by trying all whole numbers; for few leaves."""
    rows, told, secret = programme([published])
    shown = ~np.isnan(told)
    top = [int(min(told[shown & (row > 0)], default=published.threshold + 1)) for row in rows.T]
    tries = np.stack(
        np.meshgrid(*(np.arange(most + 1, dtype=np.int16) for most in top), indexing="ij")
    ).reshape(len(top), -1)
    for row, count in zip(rows[shown], told[shown], strict=True):
        tries = tries[:, row.astype(np.int16) @ tries == count]
    return [set((row.astype(np.int16) @ tries).tolist()) for row in rows[secret]]
