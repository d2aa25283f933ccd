"""The five steps of the page Camera's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.components.steps import Step, choose_step

if TYPE_CHECKING:
    from ivbgeo.viewer import Viewer

__all__ = ["camera_step"]

_FOR_PLANNERS = (
    "Deze stap is voor de cameraplanner: hier staat precies waar camera’s of incidenten zijn. Waar "
    "cameratoezicht is en tot wanneer, staat bij Register."
)
_STEPS = (
    Step("register", "Register", "Waar is cameratoezicht, en tot wanneer?", "camera_register"),
    Step("zicht", "Zicht", "Wat ziet een camera, en wat mag hij niet zien?", "camera_sight"),
    Step("plekken", "Plekken", "Waar helpt een camera het meest?", "camera_sites"),
    Step("werkte-het", "Werkte het?", "Veranderde er iets door de camera?", "camera_worked"),
    Step("dossier", "Dossier", "Wat moet er in het besluit staan?", "camera_dossier"),
)
# What is there without the place of a camera or an incident.
_FOR_ALL = {"register", "werkte-het"}


def camera_step(viewer: Viewer) -> Step:
    """Draw the choice of a step and give what it says: of those that this viewer has."""
    known = [step for step in _STEPS if viewer.may_see_points or step.name in _FOR_ALL]
    others = [step for step in _STEPS if step not in known]
    return choose_step("cameras", known, others, _FOR_PLANNERS)
