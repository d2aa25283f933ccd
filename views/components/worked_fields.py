"""What is compared in the step Werkte het?: where, since when, what, and with what.

Owns these widgets' state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from geo import Level
from ivbgeo.camera import Camera
from ivbgeo.measures.days import read_day, write_day
from ivbgeo.workedout import (
    RADIUS,
    RADIUS_BOUNDS,
    RING,
    Ask,
    elsewhere,
    kinds_of,
    of_areas,
    place_of,
    subjects,
    usual_kinds,
)
from ivbgeo.workedout.typed import read_start, write_start
from views.components import page_address
from views.components.choices import pick
from views.components.lasting import lasting
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout import Place, Subject

__all__ = ["WorkedFields"]

_PAGE, _NAME = "cameras-worked", "plek"
_OWN = "buurten"
_NEAR = "buurten"
_RINGS = {"0": "geen", "100": "100 meter", "200": "200 meter", "300": "300 meter",
          "500": "500 meter", _NEAR: "de buurten eromheen"}  # fmt: skip
_LONG = {"0": "zo lang als kan, hoogstens drie jaar", "24": "twee jaar", "12": "één jaar",
         "6": "een half jaar"}  # fmt: skip
_START = "Begin, zoals 31-12-2024 of 12-2024"
_END = "Einde, zoals 31-12-2024 (leeg: nog niet)"


class WorkedFields:
    """Draws the widgets; ``place`` and ``ask`` give what they say."""

    def __init__(self, edition: Edition, viewer: Viewer) -> None:
        self._edition, self._viewer = edition, viewer
        self._subjects = {
            f"{'camera' if one.is_camera else 'gebied'} {one.key}": one
            for one in subjects(edition, viewer)
        }
        self._division = edition.division(edition.division_id(Level.BUURT))
        self._names = {
            code: f"{name} ({code})"
            for code, name in zip(self._division.codes, self._division.names, strict=True)
        }
        self._chosen = _OWN

    @property
    def subject(self) -> Subject | None:
        """The camera area or camera that was chosen; None: buurten."""
        return self._subjects.get(self._chosen)

    def choose_place(self) -> None:
        """Draw the choice of where."""
        options = [*self._subjects, _OWN]
        key = lasting("worked-place", options[0])
        if st.session_state[key] not in options:
            st.session_state[key] = options[0]
        left, right = st.columns([0.62, 0.38], gap="medium", vertical_alignment="bottom")
        asked = (page_address.asked(_PAGE, (_NAME,)) or {}).get(_NAME)
        remarks: list[str] = []
        self._chosen = pick(
            left.selectbox, "Waar?", options, key, asked, self._called, remarks=remarks
        )
        page_address.keep(_PAGE, {_NAME: self._chosen})
        for remark in remarks:
            st.info(plain(remark))
        if self.subject is None:
            right.multiselect(
                "Welke buurten?", list(self._names), format_func=self._names.__getitem__,
                key=lasting("worked-areas", []), placeholder="Kies buurten",
            )  # fmt: skip

    def draw(self) -> None:
        """Draw the other choices."""
        starts = "" if self.subject is None else self.subject.starts
        ends = None if self.subject is None else self.subject.ends
        first, second, third = st.columns(3, gap="medium")
        first.text_input(_START, key=lasting(self._key("start"), write_start(starts)))
        second.text_input(_END, key=lasting(self._key("end"), write_day(ends)))
        third.selectbox(
            "Zone eromheen", list(_RINGS), format_func=_RINGS.__getitem__,
            key=lasting("worked-ring", str(int(RING))),
        )  # fmt: skip
        titles = {one.code: one.title for one in kinds_of(self._edition, self._viewer)}
        key = lasting("worked-kinds", list(usual_kinds(self._edition, self._viewer)))
        kept = cast("list[str]", st.session_state[key])
        st.session_state[key] = [code for code in kept if code in titles]
        st.multiselect(
            "Welke soorten?", list(titles), format_func=titles.__getitem__, key=key,
            placeholder="Kies soorten",
        )  # fmt: skip
        title = "Meer keuzes: straal, hoe lang, en waarmee wordt vergeleken"
        with st.expander(title, expanded=self.is_by_hand):
            self._more()

    def _more(self) -> None:
        first, second = st.columns(2, gap="medium")
        if self.subject is not None and self.subject.needs_radius:
            low, high = RADIUS_BOUNDS
            first.number_input(
                "Straal rond het punt (meter)", low, high, step=10.0, format="%.0f",
                key=lasting(self._key("radius"), self._reach()),
            )  # fmt: skip
        second.selectbox(
            "Hoe lang vergelijken?", list(_LONG), format_func=_LONG.__getitem__,
            key=lasting("worked-months", "0"),
        )  # fmt: skip
        for name, label in (
            ("control", "Controlegebied (leeg: zoeken)"),
            ("buffer-control", "Controlegebied van de zone eromheen (leeg: zoeken)"),
        ):
            st.multiselect(
                label, list(self._names), format_func=self._names.__getitem__,
                key=lasting(self._key(name), []), placeholder="Zoek wat het meest lijkt",
            )  # fmt: skip
        if self._viewer.may_see_points:
            st.checkbox(
                "Tel hele buurten, ook als er punten zijn",
                key=lasting("worked-whole", default=False),
            )

    def place(self) -> Place:
        """Give the place.

        Raises
        ------
        DataError
            If it will not do; the sentence says what to do.
        """
        starts = read_start(self._typed("start"))
        ends = read_day(self._typed("end"))
        subject = self.subject
        if subject is None:
            codes = cast("list[str]", st.session_state.get("worked-areas") or [])
            return of_areas(self._division, codes, starts=starts, ends=ends)
        radius = st.session_state.get(self._key("radius")) if subject.needs_radius else None
        return place_of(subject, radius=radius, starts=starts, ends=ends)

    def ask(self, place: Place) -> Ask:
        """Give what is asked of a place."""
        ring = st.session_state["worked-ring"]
        return Ask(
            place,
            tuple(st.session_state["worked-kinds"]),
            ring=None if ring == _NEAR else float(ring),
            control=tuple(st.session_state.get(self._key("control")) or ()) or None,
            buffer_control=tuple(st.session_state.get(self._key("buffer-control")) or ()) or None,
            months=int(st.session_state["worked-months"]) or None,
            whole=bool(st.session_state.get("worked-whole")),
            others=elsewhere(self._edition, self._viewer, place),
            key="" if self.subject is None else self.subject.key,
        )

    def take_over(self, control: tuple[str, ...], buffer_control: tuple[str, ...]) -> None:
        """Put control areas that were found into the widgets, to be changed by hand."""
        st.session_state[self._key("control")] = list(control)
        st.session_state[self._key("buffer-control")] = list(buffer_control)

    @property
    def is_by_hand(self) -> bool:
        """Whether control areas were chosen by hand."""
        names = ("control", "buffer-control")
        return any(st.session_state.get(self._key(name)) for name in names)

    def _key(self, what: str) -> str:
        return f"worked-{what}-{self._chosen}"

    def _typed(self, what: str) -> str:
        return str(st.session_state.get(self._key(what)) or "")

    def _called(self, option: str) -> str:
        subject = self._subjects.get(option)
        if subject is None:
            return "Zelf buurten kiezen"
        return f"{'Camera' if subject.is_camera else 'Cameragebied'}: {subject.said.name}"

    def _reach(self) -> float:
        said = None if self.subject is None else self.subject.said
        return (said.reach if isinstance(said, Camera) else None) or RADIUS
