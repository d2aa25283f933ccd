"""At what hours of the week it happens, and whether it follows itself nearby: words and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.words import origin
from layers.week import week_html
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.following import Following
    from ivbgeo.hours import WeekProfile

__all__ = ["following_table", "week_table"]

_FEWEST_TIMED = 50  # fewer say little of 168 hours, and much of each incident
_LIMITS = (
    "Het zegt niet wie het deed, en ook niet waardoor. Verandert in een lange periode de plek én "
    "de tijd van voorvallen, dan telt dat mee."
)


def week_table(told: WeekProfile, title: str, where: str) -> None:
    """Draw the hours of a category; ``title`` and ``where`` name the category and the area."""
    if told.counts is None or told.timed < _FEWEST_TIMED:
        st.markdown(
            f"Van {number(told.timed)} voorvallen in {plain(where)} is het uur bekend. Vanaf "
            f"{_FEWEST_TIMED} is te zien wanneer het vaker gebeurt."
        )
        return
    name = f"{title} in {where}, {told.period}, per uur"
    st.html(week_html(told.counts, name))
    untimed = f" Van {number(told.untimed)} is het uur niet bekend." if told.untimed else ""
    st.markdown(
        f"{plain(name)}: {number(told.timed)} voorvallen.{untimed} Hoe donkerder, hoe meer. "
        "Kan een voorval in een paar uren zijn geweest, dan telt het in elk daarvan voor een "
        "deel mee; getallen zijn afgerond."
    )
    if told.provenance is not None:
        st.caption(plain(f"Bron: {origin(told.provenance)}."))


def following_table(told: Following, title: str) -> None:
    """Draw what follows what; ``title`` names the table."""
    st.markdown("\n".join(f"- {plain(one)}" for one in told.sentences))
    if told.found is not None:
        plain_table(told.table, f"{title} Keren zo vaak als door toeval")
        st.markdown(
            "Elk getal zegt hoe vaak twee voorvallen zo dichtbij en zo kort na elkaar waren, "
            f"vergeleken met toeval. 1 keer is zoals verwacht. {_LIMITS}"
        )
    st.caption(plain(f"Bron: {origin(told.provenance)}."))
