"""What research says of cameras, with its source: to lay beside what is found here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FINDINGS", "ResearchFinding", "findings_for"]

_PIZA = (
    "Piza, E. L., Welsh, B. C., Farrington, D. P. en Thomas, A. L. (2019). CCTV surveillance for "
    "crime prevention: a 40-year systematic review with meta-analysis. Criminology & Public "
    "Policy 18(1), 135-159"
)
_COLLEGE = "College of Policing, Crime Reduction Toolkit, CCTV"
_VIOLENCE = ("1.4.2", "1.4.3", "1.4.4", "1.4.5")  # what the municipality calls geweld


@dataclass(frozen=True, slots=True)
class ResearchFinding:
    """What was found in general; ``about``: the leaf categories that it is of, none: any."""

    text: str
    source: str
    about: tuple[str, ...] = ()


FINDINGS = (
    ResearchFinding("Camera’s hangen gemiddeld samen met een bescheiden daling.", _PIZA),
    ResearchFinding(
        "De daling is het grootst op parkeerplaatsen. Daarna komen woonwijken.",
        _PIZA,
    ),
    ResearchFinding("Het meest daalt diefstal uit en van auto’s.", _COLLEGE, ("1.2.1", "1.2.2")),
    ResearchFinding("Op geweld is geen effect aangetoond.", _COLLEGE, _VIOLENCE),
    ResearchFinding(
        "Het effect is groter als iemand meekijkt, en als er tegelijk meer wordt gedaan.", _PIZA
    ),
    ResearchFinding(
        "Misdrijven verplaatsen zich lang niet altijd. Dat de omgeving meeprofiteert, is minstens "
        "zo vaak gezien.",
        "Johnson, S. D., Guerette, R. T. en Bowers, K. (2014). Crime displacement: what we know, "
        "what we don’t know, and what it means for crime reduction. Journal of Experimental "
        "Criminology 10, 549-571",
    ),
)
"""In the order in which they are told."""


def findings_for(leaves: Iterable[str]) -> tuple[ResearchFinding, ...]:
    """Give the findings that hold for any of these categories without members."""
    wanted = set(leaves)
    return tuple(one for one in FINDINGS if not one.about or wanted.intersection(one.about))
