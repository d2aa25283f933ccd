"""The fields of a camera and of a camera area, in a form. Owns their widgets; keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from ivbgeo.camera import Camera, CameraKind
from ivbgeo.designation import LONGEST_RETENTION, Designation
from ivbgeo.dutch import moment
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.measures.days import read_begin, read_day, write_day
from ivbgeo.register import designations
from views.components.fields import Fields

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["AreaFields", "CameraFields", "place_keys"]

_REASONS = (
    ("necessity", "Waarom is het nodig? (noodzaak)"),
    ("proportionality", "Waarom is het niet te zwaar? (proportionaliteit)"),
    ("subsidiarity", "Wat is eerst geprobeerd? (subsidiariteit)"),
    ("consultation", "Welk overleg was er? (officier van justitie, politie)"),
    ("live_viewing", "Wie kijkt er mee, en wanneer?"),
    ("signs", "Hoe ziet iemand dat er camera’s zijn? (borden)"),
    ("withdrawal", "Wanneer stopt het?"),
)
_NUMBERS = {
    "x": ("x (RD, meter)", 1.0, "Klik op de kaart om de camera daar te zetten."),
    "y": ("y (RD, meter)", 1.0, None),
    "height": ("Hoogte (meter)", 0.5, None),
    "direction": ("Richting (graden)", 5.0, "Met de klok mee: 0 is het noorden, 90 het oosten."),
    "angle": ("Kijkhoek (graden)", 5.0, "Hoe breed de camera kijkt; 360 is rondom."),
    "reach": ("Bereik (meter)", 5.0, None),
    "pixels": ("Beeldpunten in de breedte", 1.0, "Zoals 1920."),
    "lens": ("Hoek van één beeld (graden)", 1.0, "Voor een camera die draait. Anders leeg."),
    "yearly_cost": ("Kosten per jaar (euro)", 100.0, None),
    "installation": ("Plaatsing (euro)", 100.0, None),
    "removal": ("Verwijdering (euro)", 100.0, None),
}


def place_keys(name: str) -> tuple[str, str]:
    """Give the keys of the widgets of the place in a form: a click on the map fills them."""
    return f"register-{name}-x", f"register-{name}-y"


def _kind(fields: Fields, start: str) -> CameraKind:
    found: CameraKind = fields.choose(
        "Vast of tijdelijk?", "kind", list(CameraKind), CameraKind(start)
    )
    return found


class AreaFields(Fields):
    """Draws the fields of a camera area; ``said`` gives what was written."""

    def __init__(self, edition: Edition, name: str, start: Designation | None) -> None:
        super().__init__(f"register-{name}")
        self._start = start or Designation(
            name="(nieuw)", kind=CameraKind.TIJDELIJK, classification=Classification.INTERN
        )
        shown = self._start
        self._told: dict[str, Any] = {}
        left, right = st.columns(2, gap="medium")
        with left:
            self._told["name"] = self.line(
                "Hoe heet het gebied?", "name", shown.name if start else ""
            )
            self._of_kind = _kind(self, shown.kind)
            begin = moment(shown.starts) if len(shown.starts) in {4, 7} else ""
            self._starts = self.line(
                "Begin: een jaar, een maand of een dag (leeg: niet bekend)",
                "starts",
                begin or write_day(shown.first_day),
            )
            self._ends = self.day("Einde", "ends", shown.ends)
            self._withdrawn_on = self.day("Ingetrokken op", "withdrawn_on", shown.withdrawn_on)
            self._evaluation = self.day("Volgende evaluatie", "evaluation", shown.evaluation)
            self._told["evaluation_every"] = self.line(
                "Hoe vaak evalueren?", "every", shown.evaluation_every, "Zoals: elke vier jaar."
            )
        with right:
            self._told["order"] = self.line("Besluit van de burgemeester", "order", shown.order)
            self._told["bylaw"] = self.line("Verordening van de raad", "bylaw", shown.bylaw)
            self._area = self.area(
                "In welke wijk of buurt ligt het?", edition, shown.area, "De hele stad"
            )
            self._classification = self.for_whom(shown.classification)
            self._retention = st.number_input(
                f"Hoeveel dagen blijven beelden bewaard? (hoogstens {LONGEST_RETENTION})",
                value=shown.retention_days,
                step=1,
                key=self.key("retention"),
            )
            self._told["source"] = self.line("Waar staat dit? (bron)", "source", shown.source)
            self._told["remark"] = self.lines("Opmerking", "remark", shown.remark)
        st.markdown("**Voor het besluit en de evaluatie**")
        for at, (what, label) in enumerate(_REASONS):
            if at % 2 == 0:
                columns = st.columns(2, gap="medium")
            with columns[at % 2]:
                self._told[what] = self.lines(label, what, getattr(shown, what))

    def said(self, border: BaseGeometry | None) -> Designation:
        """Give what was written, with a border.

        Raises
        ------
        DataError
            If it can't be a camera area.
        """
        return replace(
            self._start,
            **self._told,
            kind=self._of_kind,
            starts=read_begin(self._starts),
            ends=read_day(self._ends),
            withdrawn_on=read_day(self._withdrawn_on),
            evaluation=read_day(self._evaluation),
            area=self._area,
            classification=self._classification,
            retention_days=None if self._retention is None else int(self._retention),
            border=border,
        )


class CameraFields(Fields):
    """Draws the fields of a camera; ``said`` gives what was written."""

    def __init__(self, edition: Edition, viewer: Viewer, name: str, start: Camera | None) -> None:
        super().__init__(f"register-{name}")
        shown = start or Camera("(nieuw)", CameraKind.VAST, None, None, "")
        self._start = shown
        areas = {one.key: one.designation.name for one in designations(edition, viewer)}
        # What a file named and nobody knows stays, until somebody chooses another.
        if shown.designation and shown.designation not in areas:
            areas = {shown.designation: f"{shown.designation} (niet bekend)", **areas}
        left, middle, right = st.columns(3, gap="medium")
        with left:
            self._called = self.line("Hoe heet de camera?", "name", shown.name if start else "")
            self._of_kind = _kind(self, shown.kind)
            self._designation = self.choose(
                "In welk cameragebied?",
                "designation",
                [None, *areas],
                shown.designation,
                lambda key: areas[key] if key else "niet bekend",
            )
            self._decision = self.line("Besluit", "decision", shown.decision)
            self._first = self.day("Eerste dag", "from", shown.valid_from)
            self._last = self.day("Laatste dag", "to", shown.valid_to)
            self._evaluation = self.day("Volgende evaluatie", "evaluation", shown.evaluation)
        names = list(_NUMBERS)
        with middle:
            numbers = {name: self._number(name) for name in names[:6]}
        with right:
            numbers |= {name: self._number(name) for name in names[6:]}
            self._remark = self.lines("Opmerking", "remark", shown.remark)
        self._numbers = numbers

    def said(self) -> Camera:
        """Give what was written.

        Raises
        ------
        DataError
            If it can't be a camera.
        """
        if (self._numbers["x"] is None) != (self._numbers["y"] is None):
            raise DataError("register.half_place")
        return Camera(
            self._called,
            self._of_kind,
            read_day(self._first),
            read_day(self._last),
            self._decision,
            read_day(self._evaluation),
            designation=self._designation,
            remark=self._remark,
            **self._numbers,
        )

    def _number(self, name: str) -> float | None:
        label, step, about = _NUMBERS[name]
        key = self.key(name)
        # Not as a default: a click on the map may have filled it.
        st.session_state.setdefault(key, getattr(self._start, name))
        found: float | None = st.number_input(
            label,
            value=None,
            step=step,
            format="%.1f" if name in {"x", "y"} else "%g",
            help=about,
            key=key,
        )
        return found
