"""The question of a scenario: what has to be seen, where a camera can come, how many, what may not.

Owns these widgets; a scenario that is opened fills them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from ivbgeo.errors import DataError
from ivbgeo.period import Period
from ivbgeo.plannerfiles import FileKind, find_by_hash
from ivbgeo.scenario import DemandFrom, Scenario
from ivbgeo.scenario.kinds import REASON, SOURCE, remark
from ivbgeo.scenario.naming import FILES
from ivbgeo.scenario.offering import (
    default_kinds,
    demand_kinds,
    periods_of,
    places_offered,
)
from views.components.lasting import lasting
from views.components.markdown import plain
from views.components.planner_files import choose_file, start_at
from views.components.sites_limits import amounts, more_demands

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.plannerfiles import PlannerFile
    from ivbgeo.viewer import Viewer

__all__ = ["AskedSites", "ask", "fill"]

_DEMANDS: list[DemandFrom] = list(DemandFrom)
_FILE, _AREAS, _CITY = "bestand", "gebieden", "gemeente"
_WHERE = {
    _CITY: "Een raster over de hele gemeente",
    _AREAS: "Een raster in gebieden die u kiest",
    _FILE: "Een eigen bestand met plekken, zoals lichtmasten",
}


@dataclass(frozen=True, slots=True)
class AskedSites:
    """What was filled in: the fields of a scenario, and the rule that it breaks so far."""

    fields: dict[str, Any]
    refused: str = ""

    def scenario(self) -> Scenario:
        """Make the scenario of it.

        Raises
        ------
        DataError
            If it can't be asked.
        """
        if self.refused:
            raise DataError(self.refused)
        return Scenario(**self.fields)


def ask(edition: Edition, viewer: Viewer) -> AskedSites:
    """Draw the question and give what was filled in."""
    told: dict[str, Any] = {}
    left, middle, right = st.columns(3, gap="large")
    with left:
        st.subheader("Wat moet in beeld?", anchor=False)
        told |= _demand(edition, viewer)
    with middle:
        st.subheader("Waar kan een camera komen?", anchor=False)
        told |= _places(edition, viewer)
    with right:
        st.subheader("Hoeveel, en wat kost het?", anchor=False)
        told |= amounts()
    with st.expander("Meer eisen: gevels, drukste plekken, uren en jaren", key="sites-more"):
        told |= more_demands(edition, told)
    return AskedSites(told, told.pop("refused", ""))


def fill(edition: Edition, viewer: Viewer, asked: Scenario) -> None:
    """Let all widgets start at what a scenario asks; to be called before they are drawn."""
    values: dict[str, Any] = {
        "where": _FILE if asked.candidates else _AREAS if _around(asked) else _CITY,
        "around": _around(asked),
        "kinds": [code for code, _ in asked.kinds],
        "period": _key(asked.period) if asked.period else "",
        "extra-period": _key(asked.period) if asked.period else "",
        "all-day": asked.hours is None,
        "from-hour": (asked.hours or (18, 6))[0],
        "to-hour": (asked.hours or (18, 6))[1],
        "recent": asked.half_life is not None,
        "half_life": int(asked.half_life or 12),
        "with-budget": asked.budget is not None,
        "budget": int(asked.budget or 0) or 50_000,
        "as-many": asked.number is None,
        "number": asked.number or 5,
        "yearly_cost": int(asked.yearly_cost or 0),
        "with-frontage": asked.most_frontage is not None,
        "most_frontage": int(asked.most_frontage or 0) or 50,
        "hottest": round(100 * asked.hottest),
        **{f"weight-{code}": weight for code, weight in asked.kinds},
        **{
            name: getattr(asked, name)
            for name in (
                "demand", "years", "existing", "leave_out", "views", "frontage_price", "months",
            )
        },
        **{
            name: int(getattr(asked, name) or 0)
            for name in (
                "spacing", "radius", "installation", "removal", "apart", "seconds",
            )
        },
    }  # fmt: skip
    for name, value in values.items():
        st.session_state[f"sites-{name}"] = value
    for name, kind in FILES.items():
        sha256 = asked.files.get(name)
        file = find_by_hash(edition, viewer, kind, sha256) if sha256 else None
        start_at(f"sites-{name}", file.id if file else 0)


def _around(asked: Scenario) -> list[str]:
    return [
        *(f"cameragebied {key}" for key in asked.designations),
        *(f"{one.level} {one.year} {one.code}" for one in asked.areas),
    ]


def _demand(edition: Edition, viewer: Viewer) -> dict[str, Any]:
    has_points = demand_kinds(edition, viewer, DemandFrom.INCIDENTS)
    demand = st.selectbox(
        "Waar komt het vandaan?",
        _DEMANDS,
        format_func=lambda one: one.words,
        key=lasting("sites-demand", DemandFrom.INCIDENTS if has_points else DemandFrom.AREAS),
    )
    if demand is DemandFrom.FILE:
        file = choose_file(edition, viewer, FileKind.DEMAND, "sites-demand_file", "Bestand")
        return {"demand": demand, "demand_file": _hash(file)}
    offered = demand_kinds(edition, viewer, demand)
    if not offered:
        st.info(
            "Er zijn nog geen bestanden met incidenten ingelezen. Neem aantallen per buurt, of een "
            "eigen bestand met punten."
            if demand is DemandFrom.INCIDENTS
            else "Er zijn nog geen aantallen per buurt of wijk."
        )
        return {"demand": demand}
    key = lasting("sites-kinds", list(default_kinds(offered)))
    chosen = [code for code in st.session_state[key] if code in offered]
    if st.session_state[key] and not chosen:
        chosen = list(default_kinds(offered))  # of other data
    st.session_state[key] = chosen
    kinds = st.multiselect(
        "Soorten",
        offered,
        format_func=lambda code: edition.taxonomy[code].title,
        key=key,
        placeholder="Kies soorten",
        wrap=True,
    )
    with st.expander("Waarom deze soorten?"):
        st.write(REASON)
        st.caption(f"Bron: {SOURCE}.")
    said = remark(edition, kinds)
    if said:
        st.info(plain(said))
    return {
        "demand": demand,
        "kinds": tuple((code, 1.0) for code in kinds),
        "period": _period(edition, viewer, demand, kinds),
    }


def _period(
    edition: Edition, viewer: Viewer, demand: DemandFrom, kinds: list[str]
) -> Period | None:
    found = {_key(one): one for one in periods_of(edition, viewer, demand, kinds)}
    extra = st.session_state.get("sites-extra-period")
    if extra and extra not in found:
        found[extra] = Period.parse(*extra.split("/"))
    if not found:
        if kinds:
            st.info("Er is geen maand waarover al deze soorten bekend zijn.")
        return None
    key = lasting("sites-period", next(reversed(found)))
    if st.session_state[key] not in found:
        st.session_state[key] = next(reversed(found))
    chosen = st.selectbox("Periode", list(found), format_func=lambda one: str(found[one]), key=key)
    return found[chosen]


def _places(edition: Edition, viewer: Viewer) -> dict[str, Any]:
    told: dict[str, Any] = {}
    where = st.selectbox(
        "Plekken om uit te kiezen",
        list(_WHERE),
        format_func=_WHERE.__getitem__,
        key=lasting("sites-where", _CITY),
    )
    if where == _FILE:
        file = choose_file(edition, viewer, FileKind.CANDIDATES, "sites-candidates", "Bestand")
        told["candidates"] = _hash(file)
        if file is None:
            told["refused"] = "scenario.no_candidates_file"
        told["leave_out"] = st.checkbox(
            "Laat plekken weg die niet kunnen",
            key=lasting("sites-leave_out", default=False),
            help="Plekken in een gebouw, buiten de gemeente of niet in de openbare ruimte. Anders "
            "hoort u welke het zijn.",
        )
    else:
        if where == _AREAS:
            offered = places_offered(edition, viewer)
            key = lasting("sites-around", [])
            st.session_state[key] = [one for one in st.session_state[key] if one in offered]
            chosen = st.multiselect(
                "Gebieden",
                list(offered),
                format_func=lambda one: offered[one].name,
                key=key,
                placeholder="Kies gebieden",
                wrap=True,
            )
            told["designations"] = tuple(
                offered[one].designation for one in chosen if offered[one].designation
            )
            told["areas"] = tuple(offered[one].area for one in chosen if offered[one].area)
            if not chosen:
                told["refused"] = "scenario.no_around"
        told["spacing"] = float(
            st.number_input(
                "Meters tussen plekken van het raster", 10, 500,
                step=10, key=lasting("sites-spacing", 100),
            )
        )  # fmt: skip
    file = choose_file(
        edition, viewer, FileKind.BUILDINGS, "sites-buildings", "Gebouwen die in de weg staan"
    )
    told["buildings"] = _hash(file)
    file = choose_file(
        edition, viewer, FileKind.PUBLIC, "sites-public", "Alleen in de openbare ruimte"
    )
    told["public"] = _hash(file)
    file = choose_file(
        edition, viewer, FileKind.FORBIDDEN, "sites-forbidden", "Waar geen camera mag komen"
    )
    told["forbidden"] = _hash(file)
    return told


def _hash(file: PlannerFile | None) -> str:
    return "" if file is None else file.sha256


def _key(period: Period) -> str:
    return f"{period.start}/{period.end}"
