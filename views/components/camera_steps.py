"""The five steps of the page Camera's. Owns which one is open."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from views.components import page_address
from views.components.lasting import lasting

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["Step", "choose_step"]

_PAGE, _NAME = "cameras", "stap"
_FOR_PLANNERS = (
    "Deze stap is voor de cameraplanner: hier staat precies waar camera’s of incidenten zijn. Waar "
    "cameratoezicht is en tot wanneer, staat bij Register."
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what the address and the button call it, its question, and where it is drawn."""

    name: str
    title: str
    question: str
    module: str

    def draw(self, edition: Edition, viewer: Viewer) -> None:
        """Draw it, under its question."""
        st.header(self.question, anchor=False)
        # Loaded when it is opened: each brings libraries of its own.
        module = import_module(f"views.components.{self.module}")
        getattr(module, f"{self.module.removeprefix('camera_')}_step")(edition, viewer)


_STEPS = (
    Step("register", "Register", "Waar is cameratoezicht, en tot wanneer?", "camera_register"),
    Step("zicht", "Zicht", "Wat ziet een camera, en wat mag hij niet zien?", "camera_sight"),
    Step("plekken", "Plekken", "Waar helpt een camera het meest?", "camera_sites"),
    Step("werkte-het", "Werkte het?", "Veranderde er iets door de camera?", "camera_worked"),
    Step("dossier", "Dossier", "Wat moet er in het besluit staan?", "camera_dossier"),
)
# What is there without the place of a camera or an incident.
_FOR_ALL = {"register", "werkte-het"}


def choose_step(viewer: Viewer) -> Step:
    """Draw the choice of a step and give what it says: of those that this viewer has."""
    known = {step.name: step for step in _STEPS if viewer.may_see_points or step.name in _FOR_ALL}
    asked = (page_address.asked(_PAGE, (_NAME,)) or {}).get(_NAME)
    if asked in known:
        st.session_state["camera-step"] = asked
    elif asked in {step.name for step in _STEPS}:
        st.info(_FOR_PLANNERS)
    chosen = st.segmented_control(
        "Stap",
        list(known),
        format_func=lambda name: known[name].title,
        key=lasting("camera-step", _STEPS[0].name),
        required=True,
        label_visibility="collapsed",
    )
    step = known[chosen or _STEPS[0].name]
    page_address.keep(_PAGE, {_NAME: step.name})
    return step
