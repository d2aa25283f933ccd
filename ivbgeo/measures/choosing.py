"""What there is to choose from: which inspanningen are looked at, and where one can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.measures.listing import measures, measures_of
from ivbgeo.measures.where import may_change
from ivbgeo.policy import Speerpunt

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import MeasureStatus, MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["areas_for", "newest_areas", "select", "speerpunten"]

_LEVELS = (Level.WIJK, Level.CASEWIJK, Level.BUURT)


def speerpunten(edition: Edition, viewer: Viewer) -> tuple[Speerpunt, ...]:
    """Give the speerpunten, those of the newest period first."""
    found = edition.policy(viewer, Speerpunt)
    return tuple(
        sorted(sorted(found, key=lambda one: one.number), key=lambda one: one.period, reverse=True)
    )


def newest_areas(edition: Edition, *levels: Level) -> tuple[AreaId, ...]:
    """Give the areas of the newest division of each level, by name."""
    found: list[AreaId] = []
    for level in levels:
        for division_id in edition.division_ids(level)[:1]:
            division = edition.division(division_id)
            named = sorted(zip(division.names, division.codes, strict=True))
            found += [division.area_id(code) for _, code in named]
    return tuple(found)


def areas_for(edition: Edition, viewer: Viewer) -> tuple[AreaId | None, ...]:
    """Give where a viewer may say that something is done; None is the whole city."""

    def find() -> tuple[AreaId | None, ...]:
        offered = (None, *newest_areas(edition, *_LEVELS))
        return tuple(area for area in offered if may_change(edition, viewer, area))

    return edition.once(("areas to do something in", viewer), find)


def select(
    edition: Edition,
    viewer: Viewer,
    area: AreaId | None = None,
    speerpunt_code: str | None = None,
    status: MeasureStatus | None = None,
) -> tuple[MeasureVersion, ...]:
    """Give the inspanningen that a viewer asks for; of the newest speerpunten first, then by name.

    Parameters
    ----------
    area
        Those in and around it, and those of the whole city; None: wherever they are.
    speerpunt_code, status
        Only these; None: all of them.
    """
    order = {one.code: at for at, one in enumerate(speerpunten(edition, viewer))}
    found = measures(edition, viewer) if area is None else measures_of(edition, viewer, area)
    wanted = [
        one
        for one in found
        if speerpunt_code in (None, one.measure.speerpunt_code)
        and status in (None, one.measure.status)
    ]

    def place(one: MeasureVersion) -> tuple[bool, int, str]:
        code = one.measure.speerpunt_code or ""
        return (
            area is not None and one.measure.area is None,
            order.get(code, len(order)),
            (one.measure.title.casefold()),
        )

    return tuple(sorted(wanted, key=place))
