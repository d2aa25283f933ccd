"""What is compared in the step Werkte het?: where, since when, what, and with what.

Owns these widgets' state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from geo import Level
from ivbgeo.camera import Camera
from ivbgeo.errors import DataError
from ivbgeo.measures.days import read_day, write_day
from ivbgeo.messages import sentence
from ivbgeo.workedout import (
    RADIUS,
    RADIUS_BOUNDS,
    RING,
    Ask,
    elsewhere,
    first_to_compare,
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
    from collections.abc import Container, Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout import Place, Subject

__all__ = ["WorkedFields"]

_PAGE = "cameras-worked"
_NAMES = ("plek", "buurten", "begin", "einde", "zone", "soorten", "straal", "duur", "tellen",
          "controle", "zonecontrole")  # fmt: skip
_EMPTY = "geen"  # in the address: that a field was emptied
_BETWEEN = "~"  # codes; an address leaves it as it is
_OWN = "buurten"
_NEAR = "buurten"
_RINGS = {"0": "geen", "100": "100 meter", "200": "200 meter", "300": "300 meter",
          "500": "500 meter", _NEAR: "de buurten eromheen"}  # fmt: skip
_WHOLE_RINGS = ("0", _NEAR)
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
        self._asked: dict[str, str] | None = None
        self._titles = {one.code: one.title for one in kinds_of(edition, viewer)}
        self._usual: tuple[str, ...] = ()
        self.trouble = ""
        """Why there is nothing to compare for this viewer, whatever is chosen."""
        try:
            self._usual = usual_kinds(edition, viewer)
        except DataError as error:
            self.trouble = str(error)

    @property
    def subject(self) -> Subject | None:
        """The camera area or camera that was chosen; None: buurten."""
        return self._subjects.get(self._chosen)

    def choose_place(self) -> None:
        """Draw the choice of where."""
        options = [*self._subjects, _OWN]
        start = self._start(options)
        key = lasting("worked-place", start)
        if st.session_state[key] not in options:
            st.session_state[key] = start
        left, right = st.columns([0.62, 0.38], gap="medium", vertical_alignment="bottom")
        self._asked = page_address.asked(_PAGE, _NAMES)
        asked = (self._asked or {}).get("plek")
        remarks: list[str] = []
        self._chosen = pick(
            left.selectbox, "Waar?", options, key, asked, self._called, remarks=remarks,
            start=start,
        )  # fmt: skip
        if self._asked is not None:
            remarks += self._take(self._asked)
        for remark in remarks:
            st.info(plain(remark))
        if self.subject is None and not self.trouble:
            right.multiselect(
                "Welke buurten?", list(self._names), format_func=self._names.__getitem__,
                key=lasting("worked-areas", []), placeholder="Kies buurten",
            )  # fmt: skip
        if self.trouble:
            page_address.keep(_PAGE, {"plek": self._chosen})

    def _start(self, options: list[str]) -> str:
        """Give where to begin: at what can be worked out, if there is such a place."""
        places = list(self._subjects.values())
        first = first_to_compare(self._edition, self._viewer, places, self._usual)
        found = (name for name, one in self._subjects.items() if one is first)
        return next(found, options[0])

    def draw(self) -> None:
        """Draw the other choices, and put all of them into the address."""
        first, second, third = st.columns(3, gap="medium")
        first.text_input(_START, key=lasting(self._key("start"), self._own_start))
        second.text_input(_END, key=lasting(self._key("end"), self._own_end))
        third.selectbox(
            "Zone eromheen", self._rings, format_func=_RINGS.__getitem__,
            key=lasting(self._ring_key, self._own_ring),
        )  # fmt: skip
        key = lasting("worked-kinds", list(self._usual))
        kept = cast("list[str]", st.session_state[key])
        st.session_state[key] = [code for code in kept if code in self._titles]
        st.multiselect(
            "Welke soorten?", list(self._titles), format_func=self._titles.__getitem__, key=key,
            placeholder="Kies soorten",
        )  # fmt: skip
        title = "Meer keuzes: straal, hoe lang, en waarmee wordt vergeleken"
        with st.expander(title, expanded=self.is_by_hand):
            self._more()
        page_address.keep(_PAGE, self._said())

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
        ring = st.session_state[self._ring_key]
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

    def _take(self, asked: Mapping[str, str]) -> list[str]:
        """Let the widgets say what an address asks; what it leaves out is as it was given.

        Gives a sentence for each thing that is not there.
        """
        state = st.session_state
        remarks: list[str] = []

        def known(name: str, label: str, options: Container[str]) -> list[str]:
            codes = [one for one in asked[name].split(_BETWEEN) if one]
            if name != "soorten" and codes and codes[0] != str(self._division.id.year):
                codes = codes[:1]  # codes mean what they mean in a year
            elif name != "soorten":
                codes = codes[1:]
            remarks.extend(
                sentence("address.unknown", what=label, value=one, shown="zonder die keuze")
                for one in codes
                if one not in options
            )
            return [one for one in codes if one in options]

        state[self._key("start")] = _filled(asked["begin"], self._own_start)
        state[self._key("end")] = _filled(asked["einde"], self._own_end)
        state["worked-whole"] = asked["tellen"] == _OWN
        state[self._ring_key] = asked["zone"] if asked["zone"] in self._rings else self._own_ring
        state["worked-kinds"] = known("soorten", "soort", self._titles) or list(self._usual)
        state["worked-months"] = asked["duur"] if asked["duur"] in _LONG else "0"
        low, high = RADIUS_BOUNDS
        radius = float(asked["straal"]) if asked["straal"].isdecimal() else self._reach()
        state[self._key("radius")] = min(max(radius, low), high)
        state["worked-areas"] = known("buurten", "buurt", self._names)
        state[self._key("control")] = known("controle", "buurt", self._names)
        state[self._key("buffer-control")] = known("zonecontrole", "buurt", self._names)
        return remarks

    def _said(self) -> dict[str, str]:
        """Give what the widgets say for an address: only what is not as it was given."""
        state = st.session_state
        radius = float(state.get(self._key("radius"), self._reach()))
        kinds, ring = state["worked-kinds"], state[self._ring_key]
        return {
            "plek": self._chosen,
            "buurten": self._codes("worked-areas") if self.subject is None else "",
            "begin": _other(self._typed("start"), self._own_start),
            "einde": _other(self._typed("end"), self._own_end),
            "zone": "" if ring == self._own_ring else ring,
            "soorten": "" if set(kinds) == set(self._usual) else _BETWEEN.join(kinds),
            "straal": "" if radius == self._reach() else f"{radius:.0f}",
            "duur": "" if state["worked-months"] == "0" else state["worked-months"],
            "tellen": _OWN if state.get("worked-whole") else "",
            "controle": self._codes(self._key("control")),
            "zonecontrole": self._codes(self._key("buffer-control")),
        }

    def _codes(self, key: str) -> str:
        """Give areas that were chosen with the year of their division; none: nothing."""
        codes = st.session_state.get(key) or ()
        return _BETWEEN.join([str(self._division.id.year), *codes]) if codes else ""

    @property
    def _own_start(self) -> str:
        return write_start("" if self.subject is None else self.subject.starts)

    @property
    def _own_end(self) -> str:
        return write_day(None if self.subject is None else self.subject.ends)

    @property
    def _is_whole(self) -> bool:
        """Whether whole buurten are counted: then so is what lies around them."""
        chosen = st.session_state.get("worked-whole")
        if chosen is None:
            chosen = st.session_state.get("worked-whole-chosen")
        return bool(chosen) or not self._viewer.may_see_points

    @property
    def _rings(self) -> list[str]:
        return list(_WHOLE_RINGS if self._is_whole else _RINGS)

    @property
    def _own_ring(self) -> str:
        return _NEAR if self._is_whole else str(int(RING))

    @property
    def _ring_key(self) -> str:
        return "worked-ring-whole" if self._is_whole else "worked-ring"

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


def _filled(asked: str, own: str) -> str:
    """Give what a field says: what an address asks of it, or what it would say by itself."""
    return "" if asked == _EMPTY else asked or own


def _other(typed: str, own: str) -> str:
    """Give what an address says of a field; nothing where it is as it would be by itself."""
    return "" if typed == own else typed or _EMPTY
