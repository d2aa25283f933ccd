"""What is said of a camera or a camera area, in Dutch: from when to when, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ivbgeo.camera import Camera, CameraVersion
from ivbgeo.dutch import day, moment, number
from ivbgeo.measure import SOURCE
from ivbgeo.measures.words import area_name, differences
from ivbgeo.measures.words import who as written_by
from ivbgeo.register.listing import designations

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation, DesignationVersion
    from ivbgeo.measures.words import Version
    from ivbgeo.viewer import Viewer

__all__ = ["UNKNOWN", "changes", "period", "said_of", "state", "steps", "summary", "told", "who"]

UNKNOWN = "niet bekend"
_Version = TypeVar("_Version", bound="Version")
_HECTARE = 10_000


def period(said: Designation | Camera) -> str:
    """Say from when to when.

    Examples
    --------
    >>> from datetime import date
    >>> from ivbgeo.designation import Designation
    >>> period(Designation(name="Plein", kind="vast", starts="2012", ends=date(2026, 12, 31)))
    'sinds 2012, tot en met 31 december 2026'
    """
    if isinstance(said, Camera):
        first, ends, gone = said.valid_from and day(said.valid_from), said.valid_to, None
    else:
        first, ends, gone = said.starts and moment(said.starts), said.ends, said.withdrawn_on
    told = [f"sinds {first}" if first else "begin niet bekend"]
    if ends:
        told.append(f"tot en met {day(ends)}")
    if gone:
        told.append(f"ingetrokken op {day(gone)}")
    return ", ".join(told)


def state(said: Designation | Camera, when: date) -> str:
    """Say how it stands on a day.

    Examples
    --------
    >>> from datetime import date
    >>> from ivbgeo.designation import Designation
    >>> plein = Designation(name="Plein", kind="vast", starts="2012", ends=date(2026, 12, 31))
    >>> [state(plein, date(year, 5, 1)) for year in (2010, 2026, 2027)]
    ['nog niet aangewezen', 'aangewezen', 'verlopen: verlenging niet bekend']
    """
    is_camera = isinstance(said, Camera)
    if said.is_valid_on(when):
        return "in gebruik" if is_camera else "aangewezen"
    first = said.valid_from if isinstance(said, Camera) else said.first_day
    if first is not None and when < first:
        return "nog niet in gebruik" if is_camera else "nog niet aangewezen"
    if isinstance(said, Camera):
        return "niet meer in gebruik"
    if said.has_run_out(when):
        return "verlopen: verlenging niet bekend"
    return "niet meer aangewezen"


def summary(said: Designation) -> str:
    """Say the order and the evaluation of a camera area, as they stand beside its mark."""
    order = said.order.rstrip(".")
    told = [f"{period(said).capitalize()}.", f"{order}." if order else ""]
    if said.evaluation is not None:
        told.append(f"Volgende evaluatie: {day(said.evaluation)}.")
    elif said.evaluation_every:
        told.append(f"Evaluatie: {said.evaluation_every}.")
    return " ".join(filter(None, told))


def told(edition: Edition, viewer: Viewer, said: Designation | Camera) -> dict[str, str]:
    """Give all that is said, by what it is called; nothing is left out."""
    if isinstance(said, Camera):
        return _camera(edition, viewer, said)
    return _designation(edition, said)


def changes(
    edition: Edition,
    viewer: Viewer,
    version: CameraVersion | DesignationVersion,
    earlier: CameraVersion | DesignationVersion | None,
) -> tuple[str, ...]:
    """Say what a version says otherwise than the one before it."""
    return steps(version, earlier, lambda one: told(edition, viewer, said_of(one)), _border)


def steps(
    version: _Version,
    earlier: _Version | None,
    tell: Callable[[_Version], dict[str, str]],
    border: Callable[[_Version], object] = lambda _: None,
) -> tuple[str, ...]:
    """Say what a version of any noun says otherwise than the one before it.

    Parameters
    ----------
    tell
        All that is said, by what it is called.
    border
        Where it is, which words tell no more than the size of.
    """
    if earlier is None:
        return ("Toegevoegd.",)
    if version.withdrawn and not earlier.withdrawn:
        return ("Van de lijst gehaald.",)
    lines = differences(tell(earlier), tell(version))
    if not lines and border(version) != border(earlier):
        lines.append("Grens: een andere, even groot.")
    if earlier.withdrawn and not version.withdrawn:
        lines.insert(0, "Weer op de lijst gezet.")
    return tuple(lines)


def who(version: Version) -> str:
    """Say who a version is of, and since when."""
    if version.changed_by != SOURCE:
        return written_by(version)
    return f"overgenomen uit de bron, {day(version.changed_at.date())}"


def said_of(version: CameraVersion | DesignationVersion) -> Designation | Camera:
    """Give what a version says."""
    return version.camera if isinstance(version, CameraVersion) else version.designation


def _border(version: CameraVersion | DesignationVersion) -> object:
    return getattr(said_of(version), "border", None)


def _designation(edition: Edition, said: Designation) -> dict[str, str]:
    border = said.border
    size = "" if border is None else f"vastgelegd, {number(border.area / _HECTARE, 2)} hectare"
    retention = said.retention_days
    place = "" if said.lon is None else f"{number(said.lon, 5)}, {number(said.lat or 0, 5)}"
    return {
        "Naam": said.name,
        "Soort": said.kind.value,
        "Begin": moment(said.starts) if said.starts else UNKNOWN,
        "Einde": _day(said.ends),
        "Ingetrokken": day(said.withdrawn_on) if said.withdrawn_on else "nee, voor zover bekend",
        "Volgende evaluatie": _day(said.evaluation),
        "Hoe vaak evalueren": said.evaluation_every or UNKNOWN,
        "Besluit van de burgemeester": said.order or UNKNOWN,
        "Verordening van de raad": said.bylaw or UNKNOWN,
        "Grens": size or UNKNOWN,
        "Omgeving": area_name(edition, said.area),
        "Plek": ", ".join(filter(None, [said.place_name, place])) or UNKNOWN,
        "Hoe precies": said.precision or UNKNOWN,
        "Borden": said.signs or UNKNOWN,
        "Meekijken": said.live_viewing or UNKNOWN,
        "Overleg": said.consultation or UNKNOWN,
        "Noodzaak": said.necessity or UNKNOWN,
        "Proportionaliteit": said.proportionality or UNKNOWN,
        "Subsidiariteit": said.subsidiarity or UNKNOWN,
        "Wanneer het stopt": said.withdrawal or UNKNOWN,
        "Beelden bewaren": f"{retention} dagen" if retention else UNKNOWN,
        "Voor wie": said.classification.value,
        "Bron": said.source or "niet genoemd",
        "Opmerking": said.remark or "geen",
    }


def _camera(edition: Edition, viewer: Viewer, said: Camera) -> dict[str, str]:
    areas = {one.key: one.designation.name for one in designations(edition, viewer)}
    place = UNKNOWN
    if said.x is not None and said.y is not None:
        place = f"x {number(said.x, 1)}, y {number(said.y, 1)} (RD)"
    return {
        "Naam": said.name,
        "Soort": said.kind,
        "Begin": _day(said.valid_from),
        "Einde": _day(said.valid_to),
        "Volgende evaluatie": _day(said.evaluation),
        "Besluit": said.decision or UNKNOWN,
        "Cameragebied": (
            areas.get(said.designation, said.designation) if said.designation else UNKNOWN
        ),
        "Plaats": place,
        "Richting": _amount(said.direction, "graden"),
        "Kijkhoek": _amount(said.angle, "graden"),
        "Bereik": _amount(said.reach, "meter"),
        "Hoogte": _amount(said.height, "meter"),
        "Beeldpunten in de breedte": _amount(said.pixels, ""),
        "Beeldhoek van één beeld": _amount(said.lens, "graden"),
        "Kosten per jaar": _amount(said.yearly_cost, "euro"),
        "Plaatsing": _amount(said.installation, "euro"),
        "Verwijdering": _amount(said.removal, "euro"),
        "Opmerking": said.remark or "geen",
    }


def _day(value: date | None) -> str:
    return day(value) if value else UNKNOWN


def _amount(value: float | None, unit: str) -> str:
    return UNKNOWN if value is None else f"{number(value)} {unit}".strip()
