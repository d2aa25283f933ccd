"""The fields of an inspanning, drawn in a form. Owns their widgets; keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from ivbgeo.figure import Classification
from ivbgeo.measure import Measure, MeasureStatus
from ivbgeo.measures.choosing import areas_for, speerpunten
from ivbgeo.measures.days import read_day, write_day
from ivbgeo.measures.words import area_name
from ivbgeo.policy import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["MeasureFields"]

_PEOPLE = "bevolking"
_OFFERED = [Classification.OPEN, Classification.INTERN]


class MeasureFields:
    """Draws the fields where it is made; ``measure`` gives what was written."""

    def __init__(
        self, edition: Edition, viewer: Viewer, name: str, start: Measure | None = None
    ) -> None:
        self._edition, self._viewer, self._name = edition, viewer, name
        areas = areas_for(edition, viewer)
        self._start = start or Measure(title="(nieuw)", area=areas[0])
        left, right = st.columns(2, gap="medium")
        with left:
            self._what(new=start is None)
        with right:
            self._where_and_when(areas)
        self._why()

    def measure(self) -> Measure:
        """Give what was written.

        Raises
        ------
        DataError
            If it can't be an inspanning.
        """
        return Measure(
            title=self._title.strip(),
            lead=self._lead.strip(),
            partners=tuple(filter(None, map(str.strip, self._partners.splitlines()))),
            area=self._area,
            starts=read_day(self._starts),
            ends=read_day(self._ends),
            open_ended=self._open_ended,
            status=self._status,
            speerpunt_code=self._aim,
            category=self._category,
            indicator=self._indicator,
            classification=self._classification,
            source=self._source.strip(),
            remark=self._remark.strip(),
        )

    def _what(self, *, new: bool) -> None:
        start = self._start
        self._title = st.text_input(
            "Wat wordt er gedaan?", "" if new else start.title, key=self._key("title")
        )
        self._lead = st.text_input(
            "Wie doet het?",
            start.lead,
            key=self._key("lead"),
            help="Een organisatie, geen naam van een persoon.",
        )
        self._partners = st.text_area(
            "Met welke partners? Elk op een eigen regel.",
            "\n".join(start.partners),
            key=self._key("partners"),
        )
        self._remark = st.text_area("Opmerking", start.remark, key=self._key("remark"))

    def _where_and_when(self, areas: Sequence[AreaId | None]) -> None:
        start = self._start
        # One of an older division stays where it is, until somebody chooses another.
        places = list(areas) if start.area in areas else [start.area, *areas]
        self._area = self._choose("Waar?", places, start.area, self._place)
        self._starts = self._day("Begin", start.starts)
        self._ends = self._day("Einde", start.ends)
        self._open_ended = st.checkbox(
            "Er is geen einddatum afgesproken", start.open_ended, key=self._key("open")
        )
        self._status = self._choose(
            "Hoe ver is het?", list(MeasureStatus), start.status, lambda one: one.words
        )
        self._classification = self._choose(
            "Voor wie?",
            _OFFERED,
            start.classification,
            {_OFFERED[0]: "Iedereen (open)", _OFFERED[1]: "Alleen medewerkers (intern)"}.get,
        )

    def _why(self) -> None:
        start = self._start
        edition, viewer = self._edition, self._viewer
        aims = {one.code: f"{one.title} ({one.period})" for one in speerpunten(edition, viewer)}
        counted = {one.code: one.title for one in edition.taxonomy if one.kind != _PEOPLE}
        indicators = {one.code: one.title for one in edition.policy(viewer, Indicator)}
        left, middle, right = st.columns(3, gap="medium")
        with left:
            self._aim = self._one_or_none("Voor welk speerpunt?", aims, start.speerpunt_code)
        with middle:
            self._category = self._one_or_none(
                "Welke soort moet veranderen?", counted, start.category
            )
        with right:
            self._indicator = self._one_or_none("Of welke indicator?", indicators, start.indicator)
        self._source = st.text_input(
            "Waar staat dit? (bron)", start.source, key=self._key("source")
        )

    def _key(self, what: str) -> str:
        return f"measure-{self._name}-{what}"

    def _day(self, label: str, start: date | None) -> str:
        # Streamlit's own calendar is in English.
        return st.text_input(
            f"{label}, zoals 31-12-2024 (leeg: niet bekend)",
            write_day(start),
            key=self._key(label),
        )

    def _choose(
        self, label: str, options: Sequence[Any], start: Any, words: Callable[[Any], Any]
    ) -> Any:
        # By place: Streamlit lets an option that is None be cleared, in English.
        at = st.selectbox(
            label,
            range(len(options)),
            options.index(start),
            format_func=lambda at: words(options[at]),
            key=self._key(label),
        )
        return options[at]

    def _one_or_none(self, label: str, titles: dict[str, str], start: str | None) -> str | None:
        # What is no longer there stays what it is, until somebody chooses another.
        titles = {start: start, **titles} if start and start not in titles else titles
        found: str | None = self._choose(
            label, [None, *titles], start, lambda code: titles[code] if code else "geen"
        )
        return found

    def _place(self, area: AreaId | None) -> str:
        name = area_name(self._edition, area)
        return f"{name} ({area.level})" if area else name.capitalize()
