"""What is said of an inspanning, in Dutch: where, when, by whom, and what changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ivbgeo.dutch import day, moment
from ivbgeo.measure import SOURCE, MeasureVersion
from ivbgeo.places import is_known
from ivbgeo.policy import Indicator, Speerpunt
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import Measure
    from ivbgeo.viewer import Viewer

__all__ = [
    "CITY",
    "UNKNOWN",
    "Version",
    "area_name",
    "changes",
    "differences",
    "speerpunt_title",
    "told",
    "when",
    "who",
]

CITY = "de hele stad"
UNKNOWN = "niet bekend"
_ROLES = {
    SOURCE: "overgenomen uit het document",
    Role.BEHEER.value: "de beheerder",
    Role.WIJKREGISSEUR.value: "de wijkregisseur",
    Role.PLANNER.value: "de cameraplanner",
    Role.WAS.value: "een WAS-team",
}


class Version(Protocol):
    """What a version of any noun tells of itself."""

    @property
    def changed_at(self) -> datetime:
        """When it was said, with its zone."""

    @property
    def changed_by(self) -> str:
        """The role that said so, or what it came from."""

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken off the list."""


def area_name(edition: Edition, area: AreaId | None) -> str:
    """Name an area, with the year of its division where another one is newer."""
    if area is None:
        return CITY
    if not is_known(edition, area):
        return str(area)
    name = edition.division(area.division).area(area.code).name
    is_newest = edition.division_ids(area.level)[0] == area.division
    return name if is_newest else f"{name} (indeling van {area.year})"


def when(measure: Measure) -> str:
    """Say from when to when.

    Examples
    --------
    >>> from datetime import date
    >>> from ivbgeo.measure import Measure
    >>> when(Measure(title="x", starts=date(2023, 12, 1), open_ended=True))
    'vanaf 1 december 2023, zonder einddatum'
    >>> when(Measure(title="x"))
    'niet bekend'
    """
    starts, ends = measure.starts, measure.ends
    if starts and ends:
        return f"van {day(starts)} tot en met {day(ends)}"
    if starts:
        end = "zonder einddatum" if measure.open_ended else "einde niet bekend"
        return f"vanaf {day(starts)}, {end}"
    if ends:
        return f"tot en met {day(ends)}, begin niet bekend"
    return "begin niet bekend, zonder einddatum" if measure.open_ended else UNKNOWN


def who(version: Version) -> str:
    """Say who a version is of, and since when."""
    by = _ROLES.get(version.changed_by, version.changed_by)
    return f"{by}, {moment(version.changed_at.date().isoformat())}"


def speerpunt_title(edition: Edition, viewer: Viewer, code: str | None) -> str:
    """Name a speerpunt with its period."""
    if code is None:
        return "geen"
    found = {one.code: one for one in edition.policy(viewer, Speerpunt)}
    return f"{found[code].title} ({found[code].period})" if code in found else code


def told(edition: Edition, viewer: Viewer, measure: Measure) -> dict[str, str]:
    """Give all that is said of an inspanning, by what it is called; nothing is left out."""
    category = measure.category
    if category is not None and category in edition.taxonomy:
        category = edition.taxonomy[category].title
    titles = {one.code: one.title for one in edition.policy(viewer, Indicator)}
    indicator = measure.indicator
    return {
        "Wat": measure.title,
        "Wie": measure.lead or UNKNOWN,
        "Partners": ", ".join(measure.partners) or UNKNOWN,
        "Waar": area_name(edition, measure.area),
        "Begin": _day(measure.starts),
        "Einde": "geen einddatum afgesproken" if measure.open_ended else _day(measure.ends),
        "Stand": measure.status.words,
        "Speerpunt": speerpunt_title(edition, viewer, measure.speerpunt_code),
        "Moet veranderen (soort)": category or "niet gekozen",
        "Moet veranderen (indicator)": (
            titles.get(indicator, indicator) if indicator else "niet gekozen"
        ),
        "Voor wie": measure.classification.value,
        "Bron": measure.source or "niet genoemd",
        "Opmerking": measure.remark or "geen",
    }


def changes(
    edition: Edition, viewer: Viewer, version: MeasureVersion, earlier: MeasureVersion | None
) -> tuple[str, ...]:
    """Say what a version says otherwise than the one before it, of those that may be seen."""
    if version.version == 1:
        return ("Toegevoegd.",)
    if earlier is None or earlier.version != version.version - 1:
        return ("Wat hiervoor stond ziet u niet.",)
    if version.withdrawn and not earlier.withdrawn:
        return ("Van de lijst gehaald.",)
    old, new = (told(edition, viewer, one.measure) for one in (earlier, version))
    lines = differences(old, new)
    if earlier.withdrawn and not version.withdrawn:
        lines.insert(0, "Weer op de lijst gezet.")
    return tuple(lines)


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Say what is told otherwise than before, a line each.

    Examples
    --------
    >>> differences({"Wat": "Loket", "Wie": "Politie"}, {"Wat": "Spreekuur", "Wie": "Politie"})
    ['Wat: eerst ‘Loket’, nu ‘Spreekuur’.']
    """
    return [
        f"{what}: eerst ‘{old[what].rstrip('.')}’, nu ‘{new[what].rstrip('.')}’."
        for what in new
        if old[what] != new[what]
    ]


def _day(value: date | None) -> str:
    return day(value) if value else UNKNOWN
