"""``ivbgeo hours``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from geo import AreaId, level_of
from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.cli.records import write_records
from ivbgeo.errors import UsageError
from ivbgeo.hours import WeekProfile, by_hour
from ivbgeo.messages import sentence
from ivbgeo.period import Period
from ivbgeo.settings import Settings
from ivbgeo.store import Store

if TYPE_CHECKING:
    from ivbgeo.viewer import Viewer

__all__ = ["run_hours"]

_COLUMNS = (
    "day", "hour", "count", "category", "from", "to", "area_code", "division_year", "state",
    "source", "retrieved",
)  # fmt: skip
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def run_hours(
    viewer: Viewer,
    category: str,
    ends: tuple[str, str | None],
    area: str | None,
    division_year: int | None,
    out: Path | None,
) -> None:
    """Write the hours of the week as CSV: day, hour, count."""
    asked = None
    if area is not None:
        level = level_of(area)
        if division_year is None or level is None:
            raise UsageError("hours.area", value=area)
        asked = AreaId(area, division_year, level)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        profile = by_hour(edition, viewer, category, Period.parse(*ends), asked)
    _tell(profile)
    if profile.counts is None or profile.provenance is None:
        return
    about = profile.provenance
    same = (
        category, profile.period.start, profile.period.end, area, division_year,
        profile.state.value, about.citation, about.retrieved,
    )  # fmt: skip
    rows = [
        (day, hour, round(count, 4), *same)
        for day, hours in zip(_DAYS, profile.counts.tolist(), strict=True)
        for hour, count in enumerate(hours)
    ]
    write_records(_COLUMNS, rows, "csv", out)


def _tell(profile: WeekProfile) -> None:
    if profile.counts is None:
        output.say(sentence("hours.none", value=profile.category, state=profile.state.words))
        return
    output.say(sentence("hours.told", timed=profile.timed, untimed=profile.untimed))
    if profile.unplaced:
        output.say(sentence("hours.unplaced", value=profile.unplaced))
