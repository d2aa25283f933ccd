"""Which areas, month and wijk the signals are of. Owns these widgets and the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import Level
from ivbgeo.bookmark import period_key
from ivbgeo.signals import months_to_watch, past_of
from ivbgeo.wijk import wijken_of
from views.components import page_address
from views.components.choices import pick
from views.components.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.history import History
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["SignalChoice", "choose_signals"]

_PAGE = "signalen"
_NAMES = ("niveau", "maand", "wijk")
_ALL = "alle"
_LEVELS = {
    Level.BUURT: "Per buurt",
    Level.WIJK: "Per wijk",
    Level.GEMEENTE: "De hele gemeente",
}


@dataclass(frozen=True, slots=True, eq=False)
class SignalChoice:
    """What somebody chose; ``wijk`` None: all of them."""

    past: History
    month: Period
    wijk: AreaId | None


def choose_signals(edition: Edition, viewer: Viewer) -> SignalChoice | None:
    """Draw the widgets and give what they say; None where there are no figures by month."""
    levels = [level for level in _LEVELS if edition.division_ids(level)]
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

    with st.container(horizontal=True, vertical_alignment="bottom", key="signal-choices"):
        level = Level(choose("niveau", "Gebieden", {one.value: _LEVELS[one] for one in levels}))
        with st.spinner("De maanden worden bekeken …"):
            past = past_of(edition, viewer, level)
            months = {period_key(one): one for one in months_to_watch(past)}
        month, wijk = None, None
        if months:
            month = months[choose("maand", "Maand", {key: str(one) for key, one in months.items()})]
        if months and level is not Level.GEMEENTE:
            wijken = {f"{area.year}-{area.code}": area for area in wijken_of(edition)}
            names = {_ALL: "Alle wijken"} | {
                key: wijken_of(edition)[area] for key, area in wijken.items()
            }
            own = [key for key, area in wijken.items() if area.code in viewer.wijken]
            wijk = wijken.get(choose("wijk", "Wijk", names, own[0] if len(own) == 1 else _ALL))
    for remark in remarks:
        st.info(plain(remark))
    page_address.keep(_PAGE, {name: chosen.get(name, "") for name in _NAMES})
    return None if month is None else SignalChoice(past, month, wijk)
