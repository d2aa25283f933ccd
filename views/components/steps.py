"""A page in steps, each with its question. Owns which one is open."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from views.components import page_address
from views.components.lasting import lasting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["Step", "choose_step"]

_NAME = "stap"


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what the address and the button call it, its question, and where it is drawn.

    ``module``: in ``views.components``, with a function named after it: ``camera_sight`` has
    ``sight_step``.
    """

    name: str
    title: str
    question: str
    module: str

    def draw(self, edition: Edition, viewer: Viewer) -> None:
        """Draw it, under its question."""
        st.header(self.question, anchor=False)
        # Loaded when it is opened: each brings libraries of its own.
        module = import_module(f"views.components.{self.module}")
        _, noun = self.module.split("_", 1)
        getattr(module, f"{noun}_step")(edition, viewer)


def choose_step(page: str, steps: Sequence[Step], elsewhere: Sequence[Step], why: str) -> Step:
    """Draw the choice of a step and give what it says.

    Parameters
    ----------
    page
        What the address of the page is called.
    steps
        Those that this viewer has: at least one.
    elsewhere, why
        Those that others have, and what to say to who comes by a link to one.
    """
    known = {step.name: step for step in steps}
    key = f"step-{page}"
    asked = (page_address.asked(page, (_NAME,)) or {}).get(_NAME)
    if asked in known:
        st.session_state[key] = asked
    elif asked in {step.name for step in elsewhere}:
        st.info(why)
    if st.session_state.get(key, steps[0].name) not in known:
        del st.session_state[key]  # who looks is another than before
    chosen = st.segmented_control(
        "Stap",
        list(known),
        format_func=lambda name: known[name].title,
        key=lasting(key, steps[0].name),
        required=True,
        label_visibility="collapsed",
    )
    step = known[chosen or steps[0].name]
    page_address.keep(page, {_NAME: step.name})
    return step
