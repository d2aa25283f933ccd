"""Which wijk, which period, and what it is put beside. Owns these widgets' state and address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import Level
from ivbgeo.bookmark import period_key
from ivbgeo.reading import Statistic
from ivbgeo.standout import categories_of
from ivbgeo.theme import theme_of
from ivbgeo.wijk import first_period, first_wijk, periods_of, wijken_of
from views.components import page_address
from views.components.choices import pick
from views.components.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["WijkChoice", "choose_wijk"]

_PAGE = "wijk"
_NAMES = ("wijk", "periode", "soort", "maat", "naast", "wijk2", "periode2")
_ALONE, _WIJK, _PERIOD = "", "wijk", "periode"
_BESIDE = {
    _ALONE: "Niets",
    _WIJK: "Een andere wijk",
    _PERIOD: "Een andere periode",
}
_THEME = "misdrijven"


@dataclass(frozen=True, slots=True)
class WijkChoice:
    """What somebody chose. ``beside``: the wijk and period to put beside it, None: nothing."""

    wijk: AreaId
    period: Period
    category: Category
    statistic: Statistic
    beside: tuple[AreaId, Period] | None = None


def choose_wijk(edition: Edition, viewer: Viewer) -> WijkChoice | None:
    """Draw the widgets and give what they say; None where there is no wijk or no figure."""
    first = first_wijk(edition, viewer)
    periods, newest = periods_of(edition, viewer), first_period(edition, viewer)
    if first is None or newest is None:
        return None
    wijken = {_key(area): (area, name) for area, name in wijken_of(edition).items()}
    categories = {one.code: one for one in categories_of(edition, viewer)}
    asked = page_address.asked(_PAGE, _NAMES) or {}
    remarks: list[str] = []
    chosen: dict[str, str] = {}

    def choose(name: str, label: str, words: Mapping[str, str], start: str | None = None) -> str:
        found: str = pick(
            st.selectbox, label, list(words), f"{_PAGE}-{name}", asked.get(name),
            words.__getitem__, remarks=remarks, start=start,
        )  # fmt: skip
        chosen[name] = found
        return found

    names = {key: name for key, (_, name) in wijken.items()}
    when = {key: str(period) for key, period in periods.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="wijk-choices"):
        wijk, _ = wijken[choose("wijk", "Wijk", names, _key(first))]
        period = periods[choose("periode", "Periode", when, period_key(newest))]
        titles = {code: one.title for code, one in categories.items()}
        category = categories[choose("soort", "Op de kaart", titles)]
        offered = theme_of(_THEME).statistics_of(edition, viewer, (category.code,), Level.BUURT)
        rates = {one.value: one.words for one in offered if one.has_differences}
        statistic = Statistic(choose("maat", "Maat", rates))
        way = choose("naast", "Zet ernaast", _BESIDE)
        beside = None
        if way == _WIJK:
            others = {key: name for key, name in names.items() if key != _key(wijk)}
            beside = (wijken[choose("wijk2", "Andere wijk", others)][0], period)
        elif way == _PERIOD:
            others = {key: words for key, words in when.items() if periods[key] != period}
            beside = (wijk, periods[choose("periode2", "Andere periode", others)])
    for remark in remarks:
        st.info(plain(remark))
    page_address.keep(_PAGE, {name: chosen.get(name, "") for name in _NAMES})
    return WijkChoice(wijk, period, category, statistic, beside)


def _key(area: AreaId) -> str:
    """Write an area as an address does: a code alone may be another place next year."""
    return f"{area.year}-{area.code}"
