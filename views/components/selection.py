"""Which area is chosen: by a click on the map, by the keyboard, or from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from ivbgeo.reading import MapReading

__all__ = ["Selection"]


class Selection:
    """The chosen area of one map; kept by division, so that it survives a change of theme."""

    def __init__(self, reading: MapReading) -> None:
        self._names = {one.figure.area.code: one.figure.area_name for one in reading.readings}
        self._key = f"area-{reading.answer.division.id}"
        if st.session_state.get(self._key) not in self._names:
            st.session_state[self._key] = None

    @property
    def code(self) -> str | None:
        """Code of the chosen area, None if none is."""
        code: str | None = st.session_state[self._key]
        return code

    def take(self, code: str | None) -> None:
        """Take over a choice that was made on the map, and draw the map with it."""
        if code is not None and code != self.code:
            st.session_state[self._key] = code
            st.rerun(scope="fragment")

    def chooser(self) -> None:
        """Draw the list, for who does not use the map."""
        st.selectbox(
            "Kies een gebied op de kaart of hier",
            sorted(self._names, key=lambda code: self._names[code]),
            index=None,
            format_func=lambda code: self._names[code],
            placeholder="Nog geen gebied gekozen",
            key=self._key,
        )
