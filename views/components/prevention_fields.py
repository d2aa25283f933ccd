"""The fields of prevention, in a form. Owns their widgets; keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.measures.days import read_day
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention
from views.components.fields import Fields

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition

__all__ = ["PreventionFields"]

_INTERN = "Medewerkers, en het WAS-team van die wijk (intern)"
_FUNCTION = "Een functie, zoals ‘coördinator buurtpreventie’. Nooit de naam van een persoon."
_ADDRESS = (
    "Een e-mailadres van een functie, of een webadres. Geen telefoonnummer, en geen eigen "
    "e-mailadres van een bewoner."
)


class PreventionFields(Fields):
    """Draws the fields of one of a kind; ``said`` gives what was written."""

    def __init__(
        self, edition: Edition, name: str, kind: PreventionKind, start: Prevention | None
    ) -> None:
        super().__init__(f"prevention-{name}")
        shown = start or Prevention(kind=kind, name="(nieuw)")
        self._kind = kind
        left, right = st.columns(2, gap="medium")
        with left:
            called = self.line("Hoe heet het?", "name", shown.name if start else "")
            is_evening = kind is PreventionKind.AVOND
            self._first = self.day("Dag" if is_evening else "Eerste dag", "from", shown.valid_from)
            # An evening is over the same day.
            self._last = (
                self._first if is_evening else self.day("Laatste dag", "to", shown.valid_to)
            )
            self._texts = {
                "name": called,
                "times": self.line(
                    "Tijden", "times", shown.times, "Zoals: vrijdag van 20.00 tot 22.00 uur."
                ),
                "place": self.line("Plaats in woorden", "place", shown.place),
                "remark": self.lines("Opmerking", "remark", shown.remark),
            }
        with right:
            self._area = self.area(
                "In welke wijk of buurt ligt het?", edition, shown.area, "Niet bekend"
            )
            self._classification = self.for_whom(shown.classification, _INTERN)
            self._texts |= {
                "contact_role": self.line(
                    "Contact: welke functie?", "role", shown.contact_role, _FUNCTION
                ),
                "contact": self.line(
                    "Contact: e-mail of webadres", "contact", shown.contact, _ADDRESS
                ),
                "decision": self.line("Besluit", "decision", shown.decision),
                "source": self.line("Waar staat dit? (bron)", "source", shown.source),
            }

    def said(self, border: BaseGeometry | None) -> Prevention:
        """Give what was written, with a border.

        Raises
        ------
        DataError
            If it can't be.
        """
        return Prevention(
            kind=self._kind,
            border=border,
            area=self._area,
            valid_from=read_day(self._first),
            valid_to=read_day(self._last),
            classification=self._classification,
            **self._texts,
        )
