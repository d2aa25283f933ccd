"""The same count in every buurt, wijk and the gemeente, as one dataset."""

import numpy as np

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.store import counts, datasets


def add_same(store, provenance, kinds, told):
    """Write counts of kinds of crime; ``told``: the count of each period."""
    edition = Atlas(store).edition()
    with store.writing() as connection:
        dataset = datasets.add_dataset(connection, "counts", provenance)
        for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE):
            division = edition.division(DivisionId(level, 2025))
            size = len(division.codes)
            for period, count in told.items():
                columns = {
                    "division_id": np.full(size, edition.numbers[division.id]),
                    "area_code": list(division.codes),
                    "first_month": np.full(size, period.first_index),
                    "last_month": np.full(size, period.last_index),
                    "count": np.full(size, float(count)),
                    "provisional": np.zeros(size, bool),
                }
                for kind in kinds:
                    counts.add_columns(connection, dataset, kind, columns)
