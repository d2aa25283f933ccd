"""What the cameras of a camera area see, one row each, without their names and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import GeoError
from ivbgeo.cameradossier.dossier import Listing, Said
from ivbgeo.dutch import number
from ivbgeo.plannerfiles import FileKind, files
from ivbgeo.seeing import METHOD, WITHOUT, Around, Look, Use, see

if TYPE_CHECKING:
    from ivbgeo.camera import Camera
    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.seeing import Seen

__all__ = ["sights"]

_KINDS = (FileKind.BUILDINGS, FileKind.PUBLIC, FileKind.SENSITIVE)
_HEADINGS = (
    "Camera", "Grond in beeld", "Niet openbaar", "Gevels van woningen", "Gevoelige plekken",
    "Herkennen kan tot",
)  # fmt: skip
_UNKNOWN = "niet bekend"


def sights(case: Case) -> list[Part]:
    """Give what each camera sees of which it is known how it looks; nothing where none is.

    With the newest file of buildings, of public space and of sensitive places that was kept.
    """
    aimed = [one for one in case.in_use if one.has_view]
    if not aimed:
        return []
    kept = [files(case.edition, case.viewer, kind) for kind in _KINDS]
    around = Around.of(case.edition, case.viewer, *(found[0] if found else None for found in kept))
    rows, without = [], False
    for at, camera in enumerate(aimed, 1):
        seen = _seen(camera, around)
        without |= seen is not None and seen.without_buildings
        rows.append((f"{at} ({camera.kind})", *_told(seen)))
    parts: list[Part] = [
        Listing("Wat de camera’s zien", _HEADINGS, tuple(rows), shares=(2, 2, 2, 2.4, 3, 2.4))
    ]
    used = [name for name in around.files if name]
    said = f"Gerekend is met: {'; '.join(used)}. " if used else ""
    more = len(case.in_use) - len(aimed)
    rest = ""
    if more:
        which = (
            "1 camera is niet bekend hoe die kijkt"
            if more == 1
            else (f"{more} camera’s is niet bekend hoe die kijken")
        )
        rest = f" Van {which}."
    parts.append(Said(f"{said}{METHOD}{rest}"))
    if without:
        words = f"{WITHOUT}: waar gebouwen staan, ziet een camera minder dan hier staat."
        parts.append(Said(words, "Let op"))
    return parts


def _seen(camera: Camera, around: Around) -> Seen | None:
    try:
        return see(Look.of(camera), around)
    except GeoError:  # it stands in a building
        return None


def _told(seen: Seen | None) -> tuple[str, ...]:
    if seen is None:
        return ("niet te zeggen: de camera staat in een gebouw", *[_UNKNOWN] * 4)
    places = "niet nagegaan" if seen.places is None else _names(seen)
    far = next((ring.distance for ring in seen.rings if ring.use is Use.HERKENNEN), None)
    return (
        _much(seen.square_metres, "m²"),
        _much(seen.not_public, "m²"),
        _much(seen.private_frontage, "m"),
        places,
        _much(far, "m"),
    )


def _names(seen: Seen) -> str:
    return "; ".join(one.name for one in seen.places or ()) or "geen"


def _much(value: float | None, unit: str) -> str:
    return _UNKNOWN if value is None else f"{number(value, 0)} {unit}"
