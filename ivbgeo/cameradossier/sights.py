"""What the cameras of a camera area see, one row each, without their names and their places."""

from __future__ import annotations

from dataclasses import replace
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
    "Camera", "Grond in beeld", "Buiten het gebied", "Niet openbaar", "Gevels van woningen",
    "Gevoelige plekken", "Herkennen kan tot",
)  # fmt: skip
_UNKNOWN = "niet bekend"
_SLIVER = 0.5  # m²: less is a rounding of borders


def sights(case: Case) -> list[Part]:
    """Give what each camera sees of which it is known how it looks; nothing where none is.

    With the newest file of buildings, of public space and of sensitive places that was kept.
    """
    aimed = [one for one in case.in_use if one.has_view]
    if not aimed:
        return []
    kept = [files(case.edition, case.viewer, kind) for kind in _KINDS]
    around = replace(
        Around.of(case.edition, case.viewer, *(found[0] if found else None for found in kept)),
        # Of this order alone: what another one designates does not make this one wider.
        designated=case.said.border,
    )
    looked = [_seen(camera, around) for camera in aimed]
    rows = tuple(
        (f"{at} ({camera.kind})", *_told(seen))
        for at, (camera, seen) in enumerate(zip(aimed, looked, strict=True), 1)
    )
    without = any(seen is not None and seen.without_buildings for seen in looked)
    parts: list[Part] = [
        Listing("Wat de camera’s zien", _HEADINGS, rows, shares=(1.8, 2, 2.6, 2, 2.2, 2.6, 2.2))
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
    return parts + _beyond(case, looked)


def _seen(camera: Camera, around: Around) -> Seen | None:
    try:
        return see(Look.of(camera), around)
    except GeoError:  # it stands in a building
        return None


def _told(seen: Seen | None) -> tuple[str, ...]:
    if seen is None:
        return ("niet te zeggen: de camera staat in een gebouw", *[_UNKNOWN] * 5)
    places = "niet nagegaan" if seen.places is None else _names(seen)
    far = next((ring.distance for ring in seen.rings if ring.use is Use.HERKENNEN), None)
    return (
        _much(seen.square_metres, "m²"),
        _UNKNOWN if seen.outside is None else _square_and_share(seen, seen.outside),
        _much(seen.not_public, "m²"),
        _much(seen.private_frontage, "m"),
        places,
        _much(far, "m"),
    )


def _beyond(case: Case, looked: list[Seen | None]) -> list[Part]:
    """Say what they see outside the designated area: for that there is no order."""
    if case.said.border is None:
        words = (
            "Of camera’s buiten het aangewezen gebied kijken, is niet te zeggen: de grens is hier "
            "niet bekend."
        )
        return [Said(words, "Buiten het gebied")]
    told = [
        f"{_share(seen.outside / seen.square_metres)} van wat camera {at} ziet, ligt buiten het "
        "aangewezen gebied."
        for at, seen in enumerate(looked, 1)
        if seen is not None and seen.outside is not None and seen.outside >= _SLIVER
    ]
    if not told:
        return []
    question = (
        "Hoe wordt voorkomen dat er beelden zijn van buiten het aangewezen gebied? Draai of scherm "
        "de camera af, of wijs een ander gebied aan."
    )
    return [Said(" ".join(told), "Let op"), case.asker.ask("Buiten het gebied", question)]


def _square_and_share(seen: Seen, part: float) -> str:
    if part < _SLIVER:
        return "niets"
    return f"{number(part, 0)} m² ({_share(part / seen.square_metres)})"


def _share(share: float) -> str:
    percent = 100 * share
    return "minder dan 1%" if percent < 1 else f"{number(percent, 0)}%"


def _names(seen: Seen) -> str:
    return "; ".join(one.name for one in seen.places or ()) or "geen"


def _much(value: float | None, unit: str) -> str:
    return _UNKNOWN if value is None else f"{number(value, 0)} {unit}"
