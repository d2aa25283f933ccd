"""From one division to another, with weights and how sure: codes alone are never enough."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import CrosswalkError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geo.area import DivisionId
    from geo.division import Division

__all__ = ["Certainty", "Crosswalk", "CrosswalkRow"]

_HIGH, _MEDIUM = 0.99, 0.9
_ROUNDING = 1e-9


class Certainty(StrEnum):
    """How sure it is that what is counted in the source area belongs in this target area.

    In a crosswalk by surface: ``HIGH`` if at least 0.99 of the source area lies in the target,
    ``MEDIUM`` if at least 0.9 does, ``LOW`` otherwise. A target that lies wholly within a larger
    source is ``LOW``: which part of the count is its own, is a guess from surface alone.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One source area and one target area that share ground.

    Parameters
    ----------
    source_code, target_code
        Codes, each in the division that the crosswalk names.
    share_of_source
        Part of what the source counts that belongs in the target, above 0, at most 1.
    share_of_target
        Part of the target's surface that lies in the source, above 0, at most 1; None if unknown.
    certainty
        How sure the row is.
    """

    source_code: str
    target_code: str
    share_of_source: float
    share_of_target: float | None
    certainty: Certainty

    def __post_init__(self) -> None:
        for share in (self.share_of_source, self.share_of_target):
            if share is not None and not 0.0 < share <= 1.0 + _ROUNDING:
                raise CrosswalkError(
                    "geo.crosswalk.share",
                    f"{self.source_code} → {self.target_code}: share {share!r} is not above 0 and "
                    "at most 1.",
                    source=self.source_code,
                    target=self.target_code,
                    value=share,
                )


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which part of each source area goes to which target area.

    Parameters
    ----------
    source, target
        The two divisions: level and year of each.
    rows
        One per pair of areas, in any order; the shares of each source add up to 1.

    Raises
    ------
    CrosswalkError
        If a pair stands there twice, or the shares of a source don't add up to 1.
    """

    source: DivisionId
    target: DivisionId
    rows: tuple[CrosswalkRow, ...]

    def __post_init__(self) -> None:
        rows = tuple(sorted(self.rows, key=lambda row: (row.source_code, row.target_code)))
        object.__setattr__(self, "rows", rows)
        shares: defaultdict[str, list[float]] = defaultdict(list)
        pairs = set()
        for row in rows:
            pair = (row.source_code, row.target_code)
            if pair in pairs:
                raise CrosswalkError(
                    "geo.crosswalk.doubled",
                    f"{pair[0]} → {pair[1]} stands in the crosswalk twice.",
                    source=pair[0],
                    target=pair[1],
                )
            pairs.add(pair)
            shares[row.source_code].append(row.share_of_source)
        for code, parts in shares.items():
            if abs(math.fsum(parts) - 1.0) > _ROUNDING * len(parts):
                raise CrosswalkError(
                    "geo.crosswalk.sum",
                    f"The shares of {code} add up to {math.fsum(parts):.6g}, not to 1.",
                    source=code,
                    value=f"{math.fsum(parts):.6g}",
                )

    @classmethod
    def by_area(cls, source: Division, target: Division, min_share: float = 0.05) -> Crosswalk:
        """Weigh by surface, exactly intersected.

        Parameters
        ----------
        source, target
            Two divisions of the same ground.
        min_share
            A pair counts only if it is at least this part of the source's surface or of the
            target's. Smaller ones are slivers between generalised borders: those of CBS are off by
            some 25 m, which is 0.05 of a buurt of 500 by 500 m. What is left of each source is
            brought back to 1 in all, also where a part of it lies outside every target. Certainty
            is that of the shares before.

        Returns
        -------
        Crosswalk
            A source that lies outside all targets has no row.

        Raises
        ------
        CrosswalkError
            If ``min_share`` is not at least 0 and below 1.
        """
        if not 0.0 <= min_share < 1.0:
            raise CrosswalkError(
                "geo.crosswalk.min_share",
                f"min_share must be at least 0 and below 1, not {min_share!r}.",
                value=min_share,
            )
        i, j = shapely.STRtree(target.polygons).query(source.polygons, predicate="intersects")
        shared = shapely.area(shapely.intersection(source.polygons[i], target.polygons[j]))
        of_source = np.minimum(shared / shapely.area(source.polygons)[i], 1.0)
        of_target = np.minimum(shared / shapely.area(target.polygons)[j], 1.0)
        keep = (shared > 0.0) & ((of_source >= min_share) | (of_target >= min_share))
        i, j, of_source, of_target = i[keep], j[keep], of_source[keep], of_target[keep]
        kept = np.bincount(i, weights=of_source, minlength=len(source))
        return cls(
            source.id,
            target.id,
            tuple(
                CrosswalkRow(
                    source.codes[a],
                    target.codes[b],
                    float(raw / kept[a]),
                    float(share),
                    _certainty(float(raw)),
                )
                for a, b, raw, share in zip(i, j, of_source, of_target, strict=True)
            ),
        )

    def apply(
        self, values: Mapping[str, float | None], *, leave_out: Collection[str] = ()
    ) -> dict[str, float | None]:
        """Distribute counts over the target areas.

        Parameters
        ----------
        values
            Source code → count; None, or no entry, for what is not known.
        leave_out
            Source codes whose counts may be left behind because they belong to no target. Any
            other count without a target is refused: none is lost in silence.

        Returns
        -------
        dict
            Target code → count, for each target in the crosswalk. None if any source that
            contributes is not known: a part is no whole, and unknown is not 0. Else, what goes in
            comes out: the sum is that of the values (bar those left out).

        Raises
        ------
        CrosswalkError
            If a code with a count has no row and is not in ``leave_out``, or a count is NaN.
        """
        sources = {row.source_code for row in self.rows}
        lost = sorted(
            code
            for code, value in values.items()
            if value not in (None, 0) and code not in sources and code not in leave_out
        )
        if lost:
            raise CrosswalkError(
                "geo.crosswalk.unmapped",
                f"Not in the crosswalk from {self.source} to {self.target}: {', '.join(lost)}.",
                areas=", ".join(lost),
                source=str(self.source),
                target=str(self.target),
            )
        parts: defaultdict[str, list[float | None]] = defaultdict(list)
        for row in self.rows:
            value = values.get(row.source_code)
            if value is not None and math.isnan(value):
                raise CrosswalkError(
                    "geo.crosswalk.nan",
                    f"{row.source_code}: NaN is no count; give None for what is not known.",
                    source=row.source_code,
                )
            parts[row.target_code].append(None if value is None else value * row.share_of_source)
        return {
            code: None if None in given else math.fsum(part for part in given if part is not None)
            for code, given in sorted(parts.items())
        }


def _certainty(share: float) -> Certainty:
    if share >= _HIGH:
        return Certainty.HIGH
    return Certainty.MEDIUM if share >= _MEDIUM else Certainty.LOW
