"""What may be read of a dataset of intern rows: the counts that withholding left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, Level
from ivbgeo.errors import StoreError
from ivbgeo.settings import Settings
from ivbgeo.shielding.fitting import fingerprint, is_meant
from ivbgeo.shielding.naming import area_name, cells
from ivbgeo.shielding.packing import unpack
from ivbgeo.store import shields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period

__all__ = ["Shown", "Told", "shown"]

_SIDES = ("areas", "categories", "periods")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What may be read of a part.

    Parameters
    ----------
    areas, categories, periods
        Names to positions.
    counts
        Shape (areas, categories, periods), int32; -1 is not shown.
    incomplete
        Whether of so many of its rows the area is not known that counts are lower bounds.
    """

    areas: Mapping[str, int]
    categories: Mapping[str, int]
    periods: Mapping[str, int]
    counts: NDArray[np.int32] = field(repr=False)
    incomplete: bool

    @classmethod
    def of(cls, content: bytes) -> tuple[Told, tuple[DivisionId, ...]]:
        """Read what was packed; gives also of which divisions it is.

        Raises
        ------
        StoreError
            If it is damaged.
        """
        about, arrays = unpack(content)
        try:
            areas, categories, periods = (
                {str(name): i for i, name in enumerate(about[side])} for side in _SIDES
            )
            counts = arrays["counts"]
            divisions = tuple(DivisionId(Level(level), year) for level, year in about["divisions"])
            made = cls(areas, categories, periods, counts, bool(about["incomplete"]))
        except (KeyError, TypeError, ValueError):
            raise StoreError("shielding.damaged", value="") from None
        if counts.shape != (len(areas), len(categories), len(periods)):
            raise StoreError("shielding.damaged", value="")
        return made, divisions


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The counts of a dataset that everybody may know.

    Parameters
    ----------
    threshold
        The least count that is shown.
    division_year
        Of which year the buurten and wijken are that it was counted by.
    divisions
        The divisions that there are counts of, and the codes of their areas in order.
    """

    kind: str
    threshold: int
    division_year: int
    divisions: Mapping[DivisionId, tuple[str, ...]] = field(repr=False)
    parts: Mapping[str, Told] = field(repr=False)

    def over(
        self, division: DivisionId, category: str, period: Period
    ) -> NDArray[np.float64] | None:
        """Give the counts of a category over a period, by area.

        Of incidents a period is a month or a calendar year; of cases one calendar year or several.

        Returns
        -------
        array or None
            Shape (areas of the division,), in the division's order; NaN is not shown. None: that
            division, category or period is in no way made of cells.
        """
        wanted = cells(self.kind, category, period)
        codes = self.divisions.get(division)
        if codes is None or not wanted:
            return None
        total = np.zeros(len(codes))
        for span, kind, name in wanted:
            part = self.parts.get(span)
            if part is None or kind not in part.categories or name not in part.periods:
                return None
            column = part.counts[:, part.categories[kind], part.periods[name]]
            rows = np.array([part.areas.get(area_name(division, code), -1) for code in codes])
            found = np.where(rows < 0, -1, column[rows])
            # Once more: less than the threshold never leaves.
            total += np.where(found < self.threshold, np.nan, found)
        return total

    def is_incomplete(self, category: str, period: Period) -> bool:
        """Tell whether counts are lower bounds: of much that was counted the area is not known."""
        return any(
            self.parts[span].incomplete
            for span, _, _ in cells(self.kind, category, period)
            if span in self.parts
        )


def shown(edition: Edition, dataset_id: int) -> Shown | None:
    """Give what may be read of the rows of a dataset.

    None: it was not decided yet for this version of the data, or for another threshold than is set
    now, or what was decided is damaged; so nothing may be read.
    """
    return edition.once(("shielding", dataset_id), lambda: _read(edition, dataset_id))


def _read(edition: Edition, dataset_id: int) -> Shown | None:
    if not is_meant(edition, dataset_id):
        return None
    threshold = Settings.load().least_count
    try:
        with edition.reading() as connection:
            head = shields.read_head(connection, dataset_id)
            if head is None or head.threshold != threshold:
                return None
            marks = shields.import_marks(connection, dataset_id)
            told = {
                span: Told.of(shields.read_told(connection, dataset_id, key))
                for span, key in head.parts.items()
            }
    except StoreError as error:
        if error.rule != "shielding.damaged":
            raise
        return None
    if head.fingerprint != fingerprint(edition, dataset_id, head.division_year, marks):
        return None
    divisions = {one for _, several in told.values() for one in several}
    return Shown(
        edition.datasets[dataset_id].kind,
        threshold,
        head.division_year,
        {one: edition.division(one).codes for one in divisions},
        {span: part for span, (part, _) in told.items()},
    )
