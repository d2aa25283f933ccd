"""Which camera is looked with, where it stands and how it looks. Owns these widgets' state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from geo import WgsPoints, to_rd
from ivbgeo.register import cameras
from ivbgeo.seeing import Look
from views.components import page_address
from views.components.choices import pick
from views.components.lasting import lasting
from views.components.markdown import plain
from views.components.search import search_box

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked

__all__ = ["SightFields"]

_CHOSEN, _FILLED, _WENT, _AT = "zicht-camera", "zicht-gevuld", "zicht-ging", "zicht-stond"
_PAGE, _NAME = "cameras-sight", "camera"
_OWN = ""
_NEEDED = ("x", "y", "direction", "angle", "reach")
_LABELS = {
    "direction": ("Richting (graden)", 5.0, "Met de klok mee: 0 is het noorden, 90 het oosten."),
    "angle": ("Kijkhoek (graden)", 5.0, "Hoe breed de camera kijkt; 360 is rondom."),
    "reach": ("Bereik (meter)", 5.0, "Tot hoe ver u kijkt."),
    "height": ("Hoogte (meter)", 0.5, "Hoe hoog de camera hangt. Leeg: niet bekend."),
    "pixels": (
        "Beeldpunten in de breedte", 1.0,
        "Hoeveel beeldpunten het beeld breed is, zoals 1920. Leeg: niet bekend.",
    ),
    "lens": (
        "Hoek van één beeld (graden)", 1.0,
        "Voor een camera die draait of meer lenzen heeft. Leeg: zoals de kijkhoek.",
    ),
    "x": ("x (RD, meter)", 1.0, None),
    "y": ("y (RD, meter)", 1.0, None),
}  # fmt: skip
_START = {"direction": 0.0, "angle": 60.0, "reach": 40.0}


class SightFields:
    """Draws the widgets; ``look`` gives what they say."""

    def __init__(self, edition: Edition, viewer: Viewer) -> None:
        self._edition = edition
        today = date.today()  # noqa: DTZ011 - the user's own day
        self._cameras = {
            one.key: one.camera
            for one in sorted(
                cameras(edition, viewer), key=lambda one: not one.camera.is_valid_on(today)
            )
        }
        self._today = today
        for name in _LABELS:
            lasting(_key(name), _START.get(name))

    def choose_camera(self) -> None:
        """Draw the choice of a camera; what the register says of it becomes what is looked with."""
        start = next((key for key, one in self._cameras.items() if one.has_view), _OWN)
        lasting(_CHOSEN, start)
        if st.session_state[_CHOSEN] not in self._cameras:
            st.session_state[_CHOSEN] = _OWN
        left, right = st.columns([0.64, 0.36], gap="medium", vertical_alignment="bottom")
        asked = (page_address.asked(_PAGE, (_NAME,)) or {}).get(_NAME)
        remarks: list[str] = []
        chosen: str = pick(
            left.selectbox, "Welke camera?", [*self._cameras, _OWN], _CHOSEN, asked, self._called,
            remarks=remarks,
        )  # fmt: skip
        page_address.keep(_PAGE, {_NAME: chosen})
        for remark in remarks:
            st.info(plain(remark))
        camera = self._cameras.get(chosen)
        filled = st.session_state.get(_FILLED)
        if filled != (chosen, camera):
            st.session_state[_FILLED] = chosen, camera
            self._fill(camera)
        elif camera is not None and self._differs(camera):
            right.button(
                "Weer zoals in het register", key="zicht-terug",
                on_click=self._fill, args=(camera,),
            )  # fmt: skip

    def take(self, place: Clicked | None) -> None:
        """Put the camera where was clicked; the map is there already."""
        if place is not None:
            st.session_state[_key("x")], st.session_state[_key("y")] = place.x, place.y
            st.session_state[_AT] = place.x, place.y

    def draw(self) -> None:
        """Draw where it stands and how it looks."""
        st.subheader("Hoe kijkt de camera?", anchor=False)
        for names in (("direction", "angle", "reach"), ("height", "pixels", "lens")):
            for column, name in zip(st.columns(3, gap="medium"), names, strict=True):
                with column:
                    self._field(name)
        with st.expander("Een adres of coördinaten"):
            hit = search_box(self._edition, key="zicht-zoek")
            if hit is not None:
                found = to_rd(WgsPoints([hit.lon], [hit.lat]))
                st.session_state[_key("x")] = round(float(found.x[0]), 1)
                st.session_state[_key("y")] = round(float(found.y[0]), 1)
            for column, name in zip(st.columns(2, gap="medium"), ("x", "y"), strict=True):
                with column:
                    self._field(name)

    def subject(self) -> str:
        """Say what the map is about: it goes there when that changes, and not for a click on it."""
        at = st.session_state[_key("x")], st.session_state[_key("y")]
        if st.session_state.get(_AT) != at:
            st.session_state[_AT] = at
            st.session_state[_WENT] = st.session_state.get(_WENT, 0) + 1
        return f"{st.session_state[_CHOSEN]}-{st.session_state.get(_WENT, 0)}"

    @property
    def camera(self) -> str:
        """The key of the camera of the register that was chosen; empty: a place of one's own."""
        chosen: str = st.session_state[_CHOSEN]
        return chosen

    @property
    def place(self) -> tuple[str, float, float] | None:
        """Give what the camera is called and where it stands; None where that is not known."""
        x, y = self._value("x"), self._value("y")
        if x is None or y is None:
            return None
        return self._called(st.session_state[_CHOSEN]), float(x), float(y)

    @property
    def missing(self) -> str:
        """Say what has to be filled in."""
        if self._value("x") is None or self._value("y") is None:
            return (
                "Klik op de kaart waar de camera staat, zoek hieronder een adres, of kies een "
                "camera uit het register."
            )
        names = ", ".join(_LABELS[name][0].lower() for name in _NEEDED if self._value(name) is None)
        return f"Vul hieronder nog in: {names}."

    def look(self) -> Look | None:
        """Give what they say; None where too little is filled in.

        Raises
        ------
        SightError, DataError
            If that can't be.
        """
        needed = {name: self._value(name) for name in _NEEDED}
        if needed["direction"] is None and (needed["angle"] or 0) >= 360:  # noqa: PLR2004 - a turn
            needed["direction"] = 0.0
        if None in needed.values():
            return None
        camera = self._cameras.get(st.session_state[_CHOSEN])
        told = {name: float(value) for name, value in needed.items() if value is not None}
        return Look(
            "" if camera is None else camera.name,
            **told,
            height=self._value("height"),
            pixels=self._value("pixels"),
            lens=self._value("lens"),
        )

    def _called(self, key: str) -> str:
        camera = self._cameras.get(key)
        if camera is None:
            return "Een plek die u zelf kiest"
        return (
            camera.name if camera.is_valid_on(self._today) else f"{camera.name} (niet in gebruik)"
        )

    @staticmethod
    def _fill(camera: Camera | None) -> None:
        """Fill the fields with what the register says; of a place of one's own they stay."""
        for name in _LABELS if camera is not None else ():
            value = getattr(camera, name)
            st.session_state[_key(name)] = None if value is None else float(value)

    def _differs(self, camera: Camera) -> bool:
        return any(self._value(name) != getattr(camera, name) for name in _LABELS)

    def _value(self, name: str) -> float | None:
        found: float | None = st.session_state.get(_key(name))
        return found

    def _field(self, name: str) -> None:
        label, step, about = _LABELS[name]
        st.number_input(
            label,
            value=None,
            step=step,
            format="%g" if name not in {"x", "y"} else "%.1f",
            help=about,
            key=lasting(_key(name), _START.get(name)),
        )


def _key(name: str) -> str:
    return f"zicht-{name}"
