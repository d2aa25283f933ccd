"""The fields of a camera and of a camera area, in a form. Owns their widgets; keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import Level
from ivbgeo.camera import Camera, CameraKind
from ivbgeo.designation import LONGEST_RETENTION, Designation
from ivbgeo.dutch import moment
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.measures.choosing import newest_areas
from ivbgeo.measures.days import read_begin, read_day, write_day
from ivbgeo.measures.words import area_name
from ivbgeo.register import designations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["AreaFields", "CameraFields", "place_keys"]

_LEVELS = (Level.WIJK, Level.BUURT)
_OFFERED = [Classification.OPEN, Classification.INTERN]
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


class _Fields:
    """What both forms draw with."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _key(self, what: str) -> str:
        return f"register-{self._name}-{what}"

    def _line(self, label: str, what: str, start: str, about: str | None = None) -> str:
        return (st.text_input(label, start, key=self._key(what), help=about) or "").strip()

    def _lines(self, label: str, what: str, start: str) -> str:
        return (st.text_area(label, start, key=self._key(what), height=100) or "").strip()

    def _day(self, label: str, what: str, start: date | None) -> str:
        # Streamlit's own calendar is in English.
        return self._line(f"{label}, zoals 31-12-2026 (leeg: niet bekend)", what, write_day(start))

    def _choose(
        self,
        label: str,
        what: str,
        options: Sequence[Any],
        start: Any,
        words: Callable[[Any], Any] = str,
    ) -> Any:
        # By place: Streamlit lets an option that is None be cleared, in English.
        at = st.selectbox(
            label,
            range(len(options)),
            options.index(start),
            format_func=lambda at: words(options[at]),
            key=self._key(what),
        )
        return options[at]

    def _kind(self, start: str) -> CameraKind:
        found: CameraKind = self._choose(
            "Vast of tijdelijk?", "kind", list(CameraKind), CameraKind(start)
        )
        return found


class AreaFields(_Fields):
    """Draws the fields of a camera area; ``said`` gives what was written."""

    def __init__(self, edition: Edition, name: str, start: Designation | None) -> None:
        super().__init__(name)
        self._start = start or Designation(
            name="(nieuw)", kind=CameraKind.TIJDELIJK, classification=Classification.INTERN
        )
        shown = self._start
        self._told: dict[str, Any] = {}
        left, right = st.columns(2, gap="medium")
        with left:
            self._told["name"] = self._line(
                "Hoe heet het gebied?", "name", shown.name if start else ""
            )
            self._of_kind = self._kind(shown.kind)
            begin = moment(shown.starts) if len(shown.starts) in {4, 7} else ""
            self._starts = self._line(
                "Begin: een jaar, een maand of een dag (leeg: niet bekend)",
                "starts",
                begin or write_day(shown.first_day),
            )
            self._ends = self._day("Einde", "ends", shown.ends)
            self._withdrawn_on = self._day("Ingetrokken op", "withdrawn_on", shown.withdrawn_on)
            self._evaluation = self._day("Volgende evaluatie", "evaluation", shown.evaluation)
            self._told["evaluation_every"] = self._line(
                "Hoe vaak evalueren?", "every", shown.evaluation_every, "Zoals: elke vier jaar."
            )
        with right:
            self._told["order"] = self._line("Besluit van de burgemeester", "order", shown.order)
            self._told["bylaw"] = self._line("Verordening van de raad", "bylaw", shown.bylaw)
            self._area = self._around(edition, shown)
            self._classification = self._choose(
                "Voor wie?",
                "class",
                _OFFERED,
                shown.classification,
                {_OFFERED[0]: "Iedereen (open)", _OFFERED[1]: "Alleen medewerkers (intern)"}.get,
            )
            self._retention = st.number_input(
                f"Hoeveel dagen blijven beelden bewaard? (hoogstens {LONGEST_RETENTION})",
                value=shown.retention_days,
                step=1,
                key=self._key("retention"),
            )
            self._told["source"] = self._line("Waar staat dit? (bron)", "source", shown.source)
            self._told["remark"] = self._lines("Opmerking", "remark", shown.remark)
        st.markdown("**Voor het besluit en de evaluatie**")
        for at, (what, label) in enumerate(_REASONS):
            if at % 2 == 0:
                columns = st.columns(2, gap="medium")
            with columns[at % 2]:
                self._told[what] = self._lines(label, what, getattr(shown, what))

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

    def _around(self, edition: Edition, shown: Designation) -> Any:
        offered = [None, *newest_areas(edition, *_LEVELS)]
        # One of an older division stays where it is, until somebody chooses another.
        places = offered if shown.area in offered else [shown.area, *offered]
        return self._choose(
            "In welke wijk of buurt ligt het?",
            "area",
            places,
            shown.area,
            lambda area: f"{area_name(edition, area)} ({area.level})" if area else "De hele stad",
        )


class CameraFields(_Fields):
    """Draws the fields of a camera; ``said`` gives what was written."""

    def __init__(self, edition: Edition, viewer: Viewer, name: str, start: Camera | None) -> None:
        super().__init__(name)
        shown = start or Camera("(nieuw)", CameraKind.VAST, None, None, "")
        self._start = shown
        areas = {one.key: one.designation.name for one in designations(edition, viewer)}
        # What a file named and nobody knows stays, until somebody chooses another.
        if shown.designation and shown.designation not in areas:
            areas = {shown.designation: f"{shown.designation} (niet bekend)", **areas}
        left, middle, right = st.columns(3, gap="medium")
        with left:
            self._called = self._line("Hoe heet de camera?", "name", shown.name if start else "")
            self._of_kind = self._kind(shown.kind)
            self._designation = self._choose(
                "In welk cameragebied?",
                "designation",
                [None, *areas],
                shown.designation,
                lambda key: areas[key] if key else "niet bekend",
            )
            self._decision = self._line("Besluit", "decision", shown.decision)
            self._first = self._day("Eerste dag", "from", shown.valid_from)
            self._last = self._day("Laatste dag", "to", shown.valid_to)
            self._evaluation = self._day("Volgende evaluatie", "evaluation", shown.evaluation)
        names = list(_NUMBERS)
        with middle:
            numbers = {name: self._number(name) for name in names[:6]}
        with right:
            numbers |= {name: self._number(name) for name in names[6:]}
            self._remark = self._lines("Opmerking", "remark", shown.remark)
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
        key = self._key(name)
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
