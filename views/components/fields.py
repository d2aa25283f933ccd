"""What the fields of a form are drawn with. Owns how they are named; keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import Level
from ivbgeo.figure import Classification
from ivbgeo.measures.choosing import newest_areas
from ivbgeo.measures.days import write_day
from ivbgeo.measures.words import area_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from geo import AreaId
    from ivbgeo.atlas import Edition

__all__ = ["Fields"]

_LEVELS = (Level.WIJK, Level.BUURT)
_INTERN = "Alleen medewerkers (intern)"


class Fields:
    """Draws fields within a form of that name; each gives what stands in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def key(self, what: str) -> str:
        """Give the key of a widget."""
        return f"{self._name}-{what}"

    def line(self, label: str, what: str, start: str, about: str | None = None) -> str:
        """Ask a line of text."""
        return (st.text_input(label, start, key=self.key(what), help=about) or "").strip()

    def lines(self, label: str, what: str, start: str) -> str:
        """Ask more text."""
        return (st.text_area(label, start, key=self.key(what), height=100) or "").strip()

    def day(self, label: str, what: str, start: date | None) -> str:
        """Ask a day, as somebody writes it."""
        # Streamlit's own calendar is in English.
        return self.line(f"{label}, zoals 31-12-2026 (leeg: niet bekend)", what, write_day(start))

    def choose(
        self,
        label: str,
        what: str,
        options: Sequence[Any],
        start: Any,
        words: Callable[[Any], Any] = str,
    ) -> Any:
        """Ask one of a list, of which None may be one."""
        # By place: Streamlit lets an option that is None be cleared, in English.
        at = st.selectbox(
            label,
            range(len(options)),
            options.index(start),
            format_func=lambda at: words(options[at]),
            key=self.key(what),
        )
        return options[at]

    def area(self, label: str, edition: Edition, start: AreaId | None, none: str) -> Any:
        """Ask a wijk or buurt of today; ``none`` is what is offered for none."""
        offered = [None, *newest_areas(edition, *_LEVELS)]
        # One of an older division stays where it is, until somebody chooses another.
        places = offered if start in offered else [start, *offered]
        return self.choose(
            label,
            "area",
            places,
            start,
            lambda area: f"{area_name(edition, area)} ({area.level})" if area else none,
        )

    def for_whom(self, start: Classification, intern: str = _INTERN) -> Any:
        """Ask who may read it; ``intern`` says who reads what is not open."""
        told = {Classification.OPEN: "Iedereen (open)", Classification.INTERN: intern}
        return self.choose("Voor wie?", "class", list(told), start, told.__getitem__)
