"""The four steps of the page Preventie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.prevention.listing import sees_all
from views.components.steps import Step, choose_step

if TYPE_CHECKING:
    from ivbgeo.viewer import Viewer

__all__ = ["prevention_step"]

_FOR_STAFF = (
    "Deze stap is voor de wijkregisseur, de planner en de beheerder: wie niet alle groepen ziet, "
    "kan niet zien waar er geen is. Wat iedereen mag zien, staat bij Kaart en Register."
)
_STEPS = (
    Step("kaart", "Kaart", "Wat is er in de buurt?", "prevention_map"),
    Step("heterdaad", "Heterdaad", "Welke groepen informeert u?", "prevention_heterdaad"),
    Step("dekking", "Dekking", "Waar is nog geen groep?", "prevention_coverage"),
    Step("register", "Register", "Wat is er, en tot wanneer?", "prevention_register"),
)
# What is there without seeing all groups.
_FOR_ALL = {"kaart", "register"}


def prevention_step(viewer: Viewer) -> Step:
    """Draw the choice of a step and give what it says: of those that this viewer has."""
    known = [step for step in _STEPS if sees_all(viewer) or step.name in _FOR_ALL]
    others = [step for step in _STEPS if step not in known]
    return choose_step("preventie", known, others, _FOR_STAFF)
