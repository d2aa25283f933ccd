"""At what hours it happens in a wijk, and whether it follows itself nearby: when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.figure import State
from ivbgeo.following import following
from ivbgeo.hours import by_hour
from views.components.looked import looked, told_to
from views.components.times import following_table, week_table

if TYPE_CHECKING:
    from views.components.wijk_sheet import WijkSheet

__all__ = ["times"]

_TITLE = "Volgen voorvallen elkaar snel en dichtbij op?"
_NONE = "Daarvoor zijn losse incidenten nodig, met een tijd en een plek."
_HIDDEN = "Dit is alleen te zien voor wie deze wijk als eigen wijk heeft."


def times(sheet: WijkSheet) -> None:
    """Draw both for the category of the page."""
    panel = st.expander(
        "Wanneer gebeurt het, en herhaalt het zich?", key=f"times-{sheet.key}", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        profile, category = sheet.profile, sheet.category
        asked = sheet.edition, sheet.viewer, category.code, profile.period, profile.area
        looked(
            sheet.viewer, "uren en wat op elkaar volgt", told_to(sheet.edition, sheet.viewer),
            area=profile.area, detail=f"{category.code}, {profile.period}",
        )  # fmt: skip
        told = following(*asked)
        if told is None:
            hidden = by_hour(*asked).state is State.AFGESCHERMD
            st.markdown(_HIDDEN if hidden else _NONE)
            return
        week_table(by_hour(*asked), category.title, profile.name)
        st.markdown(f"**{_TITLE}**")
        following_table(told, _TITLE)
