"""What lies within the border of a camera area: incidents by kind and year, where points are known.

Of kinds alone and not of groups of kinds: from a sum a count that is left out could be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.cameradossier.dossier import Listing, Said
from ivbgeo.cameradossier.figures import FEWEST, Counted, limits
from ivbgeo.dutch import number
from ivbgeo.period import Period
from ivbgeo.words import listed
from ivbgeo.workedout.counted import Row, count_points
from ivbgeo.workedout.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.viewer import Viewer

__all__ = ["inside"]

_MOST_YEARS, _MOST_KINDS = 6, 12
_TOTAL = "0.0.0"


def inside(
    edition: Edition, viewer: Viewer, border: BaseGeometry, wanted: Sequence[Category]
) -> Counted:
    """Count the incidents within a border, EPSG:28992; nothing where no points are known."""
    found: dict[Category, dict[Period, int]] = {}
    sources: list[tuple[str, Provenance]] = []
    gaps: set[int] = set()
    kinds = [one for one in wanted if not one.members and one.code != _TOTAL]
    for dataset in sorted(edition.datasets.values(), key=lambda one: -one.id):
        if dataset.kind != "incidents" or dataset.id not in edition.readable(viewer):
            continue
        told = _counts_inside(edition, viewer, dataset, kinds, border)
        if told:
            sources.append(("Incidenten in het gebied", dataset.provenance))
        for kind, counts in told.items():
            months = edition.months_of_rows(dataset.id, kind.code, viewer)
            gaps |= {month // 12 for month in months} - {one.last_year for one in counts}
            # What came last goes first.
            found[kind] = counts | found.get(kind, {})
    return Counted(_by_kind(found, gaps), sources) if found else Counted()


def _counts_inside(
    edition: Edition,
    viewer: Viewer,
    dataset: Dataset,
    kinds: list[Category],
    border: BaseGeometry,
) -> dict[Category, dict[Period, int]]:
    """Count what a dataset has within a border, by kind and by year (or the months of it known)."""
    months = {one: edition.months_of_rows(dataset.id, one.code, viewer) for one in kinds}
    told = [one for one in kinds if months[one]]
    if not told:
        return {}
    division = edition.division(edition.division_id(Level.BUURT))
    nowhere = np.zeros(len(division.codes), dtype=bool)
    layout = Layout(division, border, None, (), (), nowhere, nowhere)
    rows = tuple(Row(one.code, one.title, (one.code,)) for one in told)
    covered = frozenset().union(*months.values())
    counted = count_points(edition, viewer, layout, rows, (dataset, covered))
    first = counted.months.first_index
    return {
        one: {
            period: int(counts[period.first_index - first : period.last_index - first + 1].sum())
            for period in _runs(months[one])
        }
        for one, counts in zip(told, counted.response, strict=True)
    }


def _runs(months: frozenset[int]) -> list[Period]:
    """Give the years of which months are known without a gap between them."""
    found = []
    for year in sorted({month // 12 for month in months}):
        known = sorted(month for month in months if month // 12 == year)
        if len(known) == known[-1] - known[0] + 1:
            found.append(Period.of_indices(known[0], known[-1]))
    return found


def _by_kind(found: dict[Category, dict[Period, int]], gaps: set[int]) -> list[Part]:
    """Give a row for each kind of which there is anything to say, those with most first.

    ``gaps``: years of which months are missing in between.
    """
    known = sorted({period for counts in found.values() for period in counts})
    periods = known[-_MOST_YEARS:]
    found = {kind: {one: counts[one] for one in periods if one in counts}
             for kind, counts in found.items()}  # fmt: skip
    found = {kind: counts for kind, counts in found.items() if counts}
    most = {kind: max(counts.values()) for kind, counts in found.items()}
    told = sorted((kind for kind in most if most[kind] >= FEWEST), key=lambda kind: -most[kind])
    few = [kind.title for kind in most if most[kind] < FEWEST]
    parts: list[Part] = []
    if told:
        rows = tuple(
            (kind.title, *(_within(found[kind].get(period)) for period in periods))
            for kind in told[:_MOST_KINDS]
        )
        headings = ("Soort", *(str(period) for period in periods))
        shares = (3.0, *[2.0] * len(periods))
        caption = "Incidenten binnen de grens van het aangewezen gebied, met het 95%-interval"
        parts.append(Listing(caption, headings, rows, shares=shares))
    words = [
        "Geteld is wat binnen de grens een punt heeft.",
        f"Aantallen onder {FEWEST} staan er niet in: een dossier wordt openbaar.",
    ]
    if len(known) > len(periods):
        words.append(
            f"Er zijn punten vanaf {known[0].first[0]}; hier staan de nieuwste {len(periods)} "
            "jaren."
        )
    if gaps:
        years = listed([str(year) for year in sorted(gaps)])
        words.append(f"Van {years} ontbreken er maanden tussenin: dat staat er niet bij.")
    if few:
        named = listed(few) if len(few) <= _MOST_KINDS else f"{len(few)} soorten"
        words.append(f"In elk jaar minder dan {FEWEST}: {named}.")
    parts.append(Said(" ".join(words)))
    return parts


def _within(found: int | None) -> str:
    if found is None:
        return "niet gemeten"
    return f"{number(found)} ({limits(found)})" if found >= FEWEST else f"minder dan {FEWEST}"
