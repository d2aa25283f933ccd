"""Which area is chosen: by a click on the map, by the keyboard, in the table or by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.messages import sentence

if TYPE_CHECKING:
    from ivbgeo.bookmark import Bookmark
    from ivbgeo.reading import MapReading
    from ivbgeo.search import Hit
    from layers.thematic import ThematicMap

__all__ = ["Selection"]


class Selection:
    """The chosen area of one map; kept by division, so that it survives a change of theme."""

    def __init__(
        self, reading: MapReading, asked: Bookmark | None = None, remarks: list[str] | None = None
    ) -> None:
        self._names = {one.figure.area.code: one.figure.area_name for one in reading.readings}
        self._division = reading.answer.division.id
        self._state = f"area-{self._division}"
        if asked is not None:
            self._ask(asked.area, remarks if remarks is not None else [])
        if st.session_state.get(self._state) not in self._names:
            st.session_state[self._state] = None

    @property
    def code(self) -> str | None:
        """Code of the chosen area, None if none is."""
        code: str | None = st.session_state[self._state]
        return code

    @property
    def key(self) -> str:
        """The chosen area as an address says it: a code alone may be another place next year."""
        return f"{self._division.year}-{self.code}" if self.code else ""

    def take(self, code: str | None) -> None:
        """Take over a choice that was made on the map."""
        if code in self._names:
            st.session_state[self._state] = code

    def _ask(self, wanted: str, remarks: list[str]) -> None:
        year, _, code = wanted.partition("-")
        known = code in self._names and year == str(self._division.year)
        st.session_state[self._state] = code if known else None
        if wanted and not known:
            remarks.append(
                sentence("address.unknown", what="gebied", value=wanted, shown="geen gebied")
            )

    def is_of(self, made: ThematicMap) -> bool:
        """Whether a map has these areas: a code may be another place in another year."""
        return made.choropleth.division == self._division

    def find(self, hit: Hit | None) -> None:
        """Take over a place that was searched for, where its area is one of this map."""
        if hit is not None and hit.area is not None and hit.area.division == self._division:
            self.take(hit.area.code)

    def closer(self, key: str) -> None:
        """Draw the button with which no area is chosen any more."""
        st.button("Sluit dit gebied", on_click=self._clear, key=f"{key}-close")

    def _clear(self) -> None:
        st.session_state[self._state] = None
