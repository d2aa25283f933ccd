"""Which inspanningen are looked at, as a table, and which one is open. Owns these widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import Level
from ivbgeo.measure import MeasureStatus
from ivbgeo.measures.choosing import newest_areas, select, speerpunten
from ivbgeo.measures.words import UNKNOWN, area_name, speerpunt_title, when
from views.components import page_address
from views.components.choices import pick
from views.components.looked import looked
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["MeasureChoice", "choose_measures", "measure_table"]

_PAGE = "inspanningen"
_NAMES = ("wijk", "speerpunt", "stand", "inspanning")


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """What somebody chose: the inspanningen that fit, and the number of the one that is open."""

    found: tuple[MeasureVersion, ...]
    opened: int | None
    is_of_wijk: bool


def choose_measures(edition: Edition, viewer: Viewer) -> MeasureChoice:
    """Draw the choices and give what they say."""
    wijken = {f"{area.year}-{area.code}": area for area in newest_areas(edition, Level.WIJK)}
    places = {"": "De hele stad en alle wijken"} | {
        key: area_name(edition, area) for key, area in wijken.items()
    }
    aims = {"": "Alle speerpunten"} | {
        one.code: f"{one.title} ({one.period})" for one in speerpunten(edition, viewer)
    }
    statuses = {"": "Elke stand"} | {one.value: one.words for one in MeasureStatus}
    asked = page_address.asked(_PAGE, _NAMES) or {}
    remarks: list[str] = []
    chosen: dict[str, str] = {}

    def choose(name: str, label: str, words: Mapping[str, str]) -> str:
        found: str = pick(
            st.selectbox, label, list(words), f"{_PAGE}-{name}", asked.get(name),
            words.__getitem__, remarks=remarks,
        )  # fmt: skip
        chosen[name] = found
        return found

    with st.container(horizontal=True, vertical_alignment="bottom", key="measure-choices"):
        place = choose("wijk", "Wijk", places)
        aim = choose("speerpunt", "Speerpunt", aims)
        status = choose("stand", "Stand", statuses)
        found = select(
            edition,
            viewer,
            wijken.get(place),
            aim or None,
            MeasureStatus(status) if status else None,
        )
        opened = choose("inspanning", "Meer over een inspanning", _titles(edition, viewer, found))
    for remark in remarks:
        st.info(plain(remark))
    page_address.keep(_PAGE, {name: chosen.get(name, "") for name in _NAMES})
    return MeasureChoice(found, int(opened) if opened else None, is_of_wijk=bool(place))


def measure_table(edition: Edition, viewer: Viewer, choice: MeasureChoice) -> None:
    """Draw the inspanningen that were asked for."""
    if choice.opened is not None:
        st.header("De lijst", anchor=False)
    if choice.is_of_wijk:
        st.caption("Wat van de hele stad is, geldt ook hier. Dat staat onderaan.")
    _table(edition, viewer, choice.found)


def _table(edition: Edition, viewer: Viewer, found: tuple[MeasureVersion, ...]) -> None:
    if not found:
        st.write("Er zijn geen inspanningen die hierbij passen, voor zover bekend.")
        return
    count = "1 inspanning" if len(found) == 1 else f"{len(found)} inspanningen"
    st.write(f"{count}.")
    measures = [one.measure for one in found]
    looked(viewer, "inspanningen", measures)
    plain_table(
        {
            "Wat": [one.title for one in measures],
            "Wie": [
                ", ".join(filter(None, [one.lead, *one.partners])) or UNKNOWN for one in measures
            ],
            "Waar": [area_name(edition, one.area) for one in measures],
            "Speerpunt": [speerpunt_title(edition, viewer, one.speerpunt_code) for one in measures],
            "Wanneer": [when(one) for one in measures],
            "Stand": [one.status.words for one in measures],
        },
        "Inspanningen",
    )


def _titles(edition: Edition, viewer: Viewer, found: tuple[MeasureVersion, ...]) -> dict[str, str]:
    """Name each one; two of the same name are told apart by their speerpunt."""
    titles = [one.measure.title for one in found]
    named = {"": "Kies een inspanning"}
    for one in found:
        more = (
            f", {speerpunt_title(edition, viewer, one.measure.speerpunt_code)}"
            if titles.count(one.measure.title) > 1
            else ""
        )
        where = area_name(edition, one.measure.area)
        named[str(one.id)] = f"{one.measure.title} ({where}{more})"
    return named
