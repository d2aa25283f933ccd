"""Cameras: where, of which kind, by which decision and until when, and where they look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ivbgeo.camera import CameraKind
from ivbgeo.sources.aim import (
    read_angle,
    read_direction,
    read_height,
    read_lens,
    read_pixels,
    read_reach,
)
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.kind import Field, Kind, Schema
from ivbgeo.sources.moment import DateReader
from ivbgeo.sources.number import read_amount
from ivbgeo.sources.text import ChoiceReader, read_text

__all__ = ["CAMERAS", "CameraRow"]

_LONGEST = 120
_DEAREST = 10_000_000
_KINDS = {
    "vast": ("vaste", "vaste camera", "permanent", "fixed"),
    "tijdelijk": ("tijdelijke", "tijdelijke camera", "mobiel", "flexibel", "flex", "temporary"),
}


@dataclass(frozen=True, slots=True)
class CameraRow:
    """One camera. Costs in euros; ``x``, ``y``: metres, EPSG:28992, both or none.

    ``direction`` in degrees from north, clockwise: where the middle of the picture is. ``angle``:
    how wide it looks, in degrees. ``reach``: how far, in metres. ``height`` in metres. ``pixels``:
    across one picture; ``lens``: the angle that it spans, in degrees. ``designation``: what the
    camera area that it belongs to is called.
    ``name`` and ``decision`` are text as the file has it: escaping is up to who shows it.
    """

    line: int
    name: str
    kind: CameraKind
    valid_from: date
    decision: str
    valid_to: date | None = None
    evaluation: date | None = None
    yearly_cost: float | None = None
    direction: float | None = None
    angle: float | None = None
    reach: float | None = None
    height: float | None = None
    pixels: float | None = None
    lens: float | None = None
    installation: float | None = None
    removal: float | None = None
    designation: str | None = None
    x: float | None = None
    y: float | None = None
    area_code: str | None = None
    division_year: int | None = None
    area_name: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", CameraKind(self.kind))
        for field in ("valid_to", "evaluation"):
            day = getattr(self, field)
            if day is not None and day < self.valid_from:
                raise ValueRefusedError("date.order", day, field=field, first=self.valid_from)
        if len(self.name) > _LONGEST:
            size, told = len(self.name), f"{self.name[:40]}…"
            raise ValueRefusedError("camera.long", told, field="name", size=size, most=_LONGEST)
        for amount in (self.yearly_cost, self.installation, self.removal):
            if amount is not None and amount > _DEAREST:
                raise ValueRefusedError("camera.dear", amount, most=_DEAREST)


CAMERAS = Schema(
    Kind.CAMERAS,
    (
        Field(
            "name",
            (
                "naam",
                "cameranaam",
                "naam camera",
                "camera",
                "locatie",
                "cameralocatie",
                "locatienaam",
                "name",
                "camera name",
                "cameranummer",
                "camera id",
                "id",
            ),
            lambda _: read_text,
            required=True,
        ),
        Field(
            "kind",
            ("soort", "soort camera", "type", "type camera", "cameratype", "kind"),
            lambda _: ChoiceReader(_KINDS),
            required=True,
        ),
        Field(
            "valid_from",
            (
                "geldig vanaf",
                "geldig van",
                "vanaf",
                "van",
                "begindatum",
                "startdatum",
                "ingangsdatum",
                "valid from",
                "start date",
                "start",
                "begin",
                "datum van",
            ),
            lambda settings: DateReader(settings.today, with_time=False, future=True),
            required=True,
        ),
        Field(
            "valid_to",
            (
                "geldig tot",
                "geldig tot en met",
                "geldig t/m",
                "tot",
                "tot en met",
                "einddatum",
                "eind",
                "einde",
                "valid to",
                "valid until",
                "end date",
                "end",
                "datum tot",
            ),
            lambda settings: DateReader(settings.today, with_time=False, future=True),
        ),
        Field(
            "decision",
            (
                "besluit",
                "aanwijzingsbesluit",
                "besluitnummer",
                "nummer besluit",
                "kenmerk",
                "kenmerk besluit",
                "decision",
            ),
            lambda _: read_text,
            required=True,
        ),
        Field(
            "evaluation",
            ("evaluatie", "evaluatiedatum", "datum evaluatie", "evaluation", "evaluation date"),
            lambda settings: DateReader(settings.today, with_time=False, future=True),
        ),
        Field(
            "yearly_cost",
            (
                "kosten per jaar",
                "jaarlijkse kosten",
                "jaarkosten",
                "kosten",
                "jaarbedrag",
                "yearly cost",
                "cost",
                "cost per year",
            ),
            lambda _: read_amount,
        ),
        Field(
            "direction",
            (
                "richting",
                "kijkrichting",
                "richting graden",
                "azimut",
                "orientatie",
                "direction",
                "bearing",
                "heading",
                "azimuth",
            ),
            lambda _: read_direction,
        ),
        Field(
            "angle",
            (
                "kijkhoek",
                "openingshoek",
                "beeldhoek",
                "kijkhoek graden",
                "gezichtsveld",
                "angle",
                "field of view",
                "fov",
            ),
            lambda _: read_angle,
        ),
        Field(
            "reach",
            (
                "bereik",
                "bereik m",
                "bereik meter",
                "bereik in meters",
                "reikwijdte",
                "zichtafstand",
                "reach",
                "range",
                "range m",
                "view distance",
            ),
            lambda _: read_reach,
        ),
        Field(
            "height",
            ("hoogte", "hoogte m", "hoogte meter", "masthoogte", "ophanghoogte", "height"),
            lambda _: read_height,
        ),
        Field(
            "pixels",
            (
                "beeldpunten",
                "beeldpunten breed",
                "beeldbreedte",
                "resolutie",
                "pixels",
                "pixels breed",
                "resolution",
            ),
            lambda _: read_pixels,
        ),
        Field(
            "lens",
            ("beeldhoek lens", "lenshoek", "hoek van één beeld", "hoek een beeld", "lens"),
            lambda _: read_lens,
        ),
        Field(
            "installation",
            ("kosten plaatsing", "plaatsingskosten", "installatiekosten", "installation cost"),
            lambda _: read_amount,
        ),
        Field(
            "removal",
            ("kosten verwijdering", "verwijderkosten", "removal cost"),
            lambda _: read_amount,
        ),
        Field(
            "designation",
            (
                "cameragebied",
                "naam cameragebied",
                "aangewezen gebied",
                "aanwijzingsgebied",
                "camera area",
            ),
            lambda _: read_text,
        ),
    ),
    CameraRow,
)
