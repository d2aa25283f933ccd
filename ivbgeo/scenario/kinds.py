"""On which kinds cameras have shown an effect, as data with its source; and what is offered.

Piza, E. L., Welsh, B. C., Farrington, D. P. and Thomas, A. L. (2019). CCTV surveillance for crime
prevention: a 40-year systematic review with meta-analysis. Criminology & Public Policy 18, 135-159;
College of Policing, Crime Reduction Toolkit, CCTV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = [
    "REASON",
    "SHOWN",
    "SOURCE",
    "default_kinds",
    "kinds_of_points",
    "newest_run",
    "remark",
]

SHOWN = ("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.1.1", "1.1.2", "2.5.1")
"""Vehicle crime, and property crime that begins or ends outside."""

_VIOLENCE = frozenset({"1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5"})

SOURCE = (
    "Piza, Welsh, Farrington en Thomas (2019), CCTV surveillance for crime prevention; College of "
    "Policing, Crime Reduction Toolkit"
)
REASON = (
    "Onderzoek vond minder misdrijven waar camera’s kwamen bij diefstal van en uit voertuigen en "
    "bij andere vermogensmisdrijven: het meest op parkeerterreinen, daarna in woongebieden, en "
    "meer waar iemand meekijkt. Bij geweld is geen effect gevonden. Daarom staan die soorten hier "
    "als eerste aan."
)


def kinds_of_points(edition: Edition, viewer: Viewer) -> tuple[str, ...]:
    """Give the categories without members of which files of incidents tell that may be read."""
    if not viewer.may_see_points:
        return ()
    readable = edition.readable(viewer)
    return tuple(
        category.code
        for category in edition.taxonomy
        if not category.members
        and any(
            one.kind == "incidents" and edition.months_of_rows(one.id, category.code, viewer)
            for one in edition.datasets.values()
            if one.id in readable
        )
    )


def default_kinds(offered: Iterable[str]) -> tuple[str, ...]:
    """Give those of the offered kinds on which cameras have shown an effect; else all of them."""
    offered = tuple(offered)
    return tuple(code for code in offered if code in SHOWN) or offered


def remark(edition: Edition, kinds: Iterable[str]) -> str:
    """Say of chosen kinds where no effect of cameras is known; empty where there is nothing to say.

    A choice is the planner's: nothing is forbidden, only said.
    """
    leaves = {code: edition.taxonomy.leaves(code) for code in kinds}
    violent = [edition.taxonomy[code].title for code, own in leaves.items() if own & _VIOLENCE]
    if not violent:
        return ""
    named = ", ".join(violent)
    return (
        f"Van geweld ({named}) is in onderzoek geen effect van camera’s gevonden. Een camera kan "
        "daar wel helpen om te zien wat er gebeurt; minder misdrijven is niet te verwachten."
    )


def newest_run(edition: Edition, viewer: Viewer, kinds: Iterable[str]) -> tuple[int, int] | None:
    """Give first and last month of the newest run that files tell of all kinds; None without.

    Months as ``year * 12 + month - 1``.
    """
    readable = edition.readable(viewer)
    known: set[int] | None = None
    for code in kinds:
        months = {
            month
            for one in edition.datasets.values()
            if one.kind == "incidents" and one.id in readable
            for month in edition.months_of_rows(one.id, code, viewer)
        }
        known = months if known is None else known & months
    if not known:
        return None
    last = max(known)
    first = last
    while first - 1 in known:
        first -= 1
    return first, last
