"""Made-up counts by month of every buurt, wijk and the gemeente, as a police table has them.

Some buurten have more than others, months have a season, and nothing else is the matter: what
looks for what stands out should find little.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification, Provenance
from ivbgeo.store import counts, datasets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from ivbgeo.period import Period
    from ivbgeo.store import Store

__all__ = ["PROVENANCE", "add_months", "made_counts"]

_YEAR = 2025  # of the division
_LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)


def made_counts(
    people: NDArray[np.float64], months: int, yearly_per_1000: float, seed: int
) -> NDArray[np.int64]:
    """Draw counts of n areas with so many people, shape (n, months)."""
    chance = np.random.default_rng(seed)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(months) / 12)
    expected = np.outer(people, season) * yearly_per_1000 / 12_000
    return chance.poisson(expected * chance.gamma(8, 1 / 8, (len(people), 1)))


def add_months(
    store: Store,
    period: Period,
    yearly_per_1000: Mapping[str, float],
    *,
    changed: Mapping[tuple[str, str], Sequence[int]] | None = None,
) -> None:
    """Write counts by month into a store with the embedded data, as one open dataset.

    Parameters
    ----------
    yearly_per_1000
        By category, what there is in a year per 1,000 people.
    changed
        By category and code of a buurt, what to write there instead, of the last months.
    """
    edition = Atlas(store).edition()
    buurten = edition.division(DivisionId(Level.BUURT, _YEAR))
    months = period.last_index - period.first_index + 1
    people = np.random.default_rng(1).lognormal(6.3, 0.9, len(buurten.codes))
    with store.writing() as connection:
        dataset_id = datasets.add_dataset(connection, "counts", PROVENANCE)
        for seed, (category, rate) in enumerate(yearly_per_1000.items()):
            made = made_counts(people, months, rate, seed)
            for (other, code), told in (changed or {}).items():
                if other == category:
                    made[buurten.codes.index(code), -len(told) :] = told
            for level in _LEVELS:
                wanted = DivisionId(level, _YEAR)
                number = edition.numbers[wanted]
                division = edition.division(wanted)
                parent_of = edition.up(wanted)[edition.numbers[buurten.id]]
                place = {code: i for i, code in enumerate(division.codes)}
                total = np.zeros((len(place), months), dtype=np.int64)
                np.add.at(total, [place[parent_of[code]] for code in buurten.codes], made)
                first = np.tile(np.arange(period.first_index, period.last_index + 1), len(place))
                columns: dict[str, Any] = {
                    "division_id": np.full(total.size, number),
                    "area_code": np.repeat(division.codes, months).tolist(),
                    "first_month": first,
                    "last_month": first,
                    "count": total.ravel().astype(float),
                    "provisional": first >= period.last_index - 11,
                }
                counts.add_columns(connection, dataset_id, category, columns)


PROVENANCE = Provenance(
    dataset="made/months",
    title="Gemaakte cijfers per maand",
    source="Gemaakt",
    table="1",
    retrieved=date(2026, 1, 2),
    sha256="0" * 64,
    licence="CC0",
    classification=Classification.OPEN,
)
