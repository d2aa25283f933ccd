"""Camera areas of which all, or hardly anything, is known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import shapely

from geo import AreaId, Level
from ivbgeo.designation import Designation, DesignationVersion
from ivbgeo.viewer import Viewer

MADE = date(2026, 11, 27)
PLANNER = Viewer.of("planner")
BORDER = shapely.Point(93_200, 452_400).buffer(150)
REASONS = {
    "necessity": "Elke zaterdag wordt er gevochten.\nDe politie is er dan met vijf man.",
    "proportionality": "Alleen het plein, en alleen in het weekend.",
    "subsidiarity": "Er kwam meer licht, en dat hielp niet.",
    "consultation": "Overleg in de driehoek op 3 maart 2026.",
    "live_viewing": "Vrijdag en zaterdag van 22.00 tot 4.00 uur.",
    "signs": "Borden bij alle drie de ingangen.",
    "withdrawal": "Bij minder dan 40 geweldsmisdrijven per jaar.",
}


def version_of(number=0, said_at=datetime(2026, 11, 1, tzinfo=UTC), key="plein", **said):
    words = {"name": "Plein", "kind": "vast", **said}
    return DesignationVersion(
        key=key, version=number, changed_at=said_at, changed_by="planner", withdrawn=False,
        designation=Designation(**words),
    )  # fmt: skip


BARE = version_of(area=AreaId("WK063702", 2025, Level.WIJK))
"""Only its name and a wijk are known."""

FULL = version_of(
    number=3,
    starts="2023-05-01",
    ends=date(2026, 12, 31),
    evaluation=date(2026, 10, 1),
    order="Besluit 2023-12 van 20 april 2023",
    bylaw="APV Zoetermeer 2023, artikel 2:77",
    border=BORDER,
    retention_days=28,
    source="Besluit 2023-12",
    **REASONS,
)
"""The register says all of it that it can."""
