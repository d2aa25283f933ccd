"""What the map is compared with: another period or subject beside it, or the difference.

Owns these widgets' state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.bookmark import Wish, period_key
from ivbgeo.difference import STATISTICS
from views.components.choices import Choice, Chooser, pick

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ivbgeo.atlas import Edition
    from ivbgeo.bookmark import Bookmark
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["Beside", "Way", "choose_beside"]

_PERIOD = "second-period"


class Way(StrEnum):
    """How two maps are compared; the value stands in the address."""

    NIET = "niet"
    PERIODE = "periode"
    ONDERWERP = "onderwerp"
    VERSCHIL = "verschil"

    @property
    def words(self) -> str:
        """Dutch words."""
        return _WORDS[self]


_WORDS = {
    Way.NIET: "Niet",
    Way.PERIODE: "Een andere periode ernaast",
    Way.ONDERWERP: "Een ander onderwerp ernaast",
    Way.VERSCHIL: "Verschil met een andere periode",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What somebody compares with: the choice of the second map, or the earlier period."""

    way: Way = Way.NIET
    second: Choice | None = None
    before: Period | None = None

    @property
    def wish(self) -> Wish:
        """The same as an address says it."""
        if self.second is not None and self.way is Way.ONDERWERP:
            return self.second.wish
        period = self.second.question.period if self.second else self.before
        return Wish(period=period_key(period)) if period else Wish()


def choose_beside(
    edition: Edition,
    viewer: Viewer,
    first: Choice,
    asked: Bookmark | None,
    heard: str | None,
    chooser: Chooser,
) -> Beside:
    """Draw the widgets and give what they say.

    Parameters
    ----------
    first
        What the first map shows.
    asked
        What a new address asks.
    heard
        A period that was chosen on the timeline of the second map.
    chooser
        That of the first map, in the row of which this stands.
    """
    remarks = chooser.remarks
    others = _others(first)
    ways = [
        way
        for way in Way
        if way in (Way.NIET, Way.ONDERWERP)
        or (others and (way is Way.PERIODE or first.statistic in STATISTICS))
    ]
    with chooser.row:
        way = pick(
            st.selectbox, "Vergelijk", ways, "beside", asked.beside if asked else None,
            lambda way: way.words, remarks=remarks,
        )  # fmt: skip
    wish = asked.second if asked else None
    if way is Way.ONDERWERP:
        st.markdown("**De kaart rechts**")
        other = Chooser(edition, viewer, "second-")
        second = other.choose(wish, None, heard, like=first)
        remarks += other.remarks
        return Beside(way, second)
    if way is Way.NIET:
        return Beside()
    if heard in others:
        st.session_state[_PERIOD] = heard
    # The timeline of the second map chooses it; a difference has one map, and so a list.
    draw: Callable[..., Any] = _kept
    if way is Way.VERSCHIL:
        draw = st.selectbox
    with chooser.row:
        key = pick(
            draw, "Vergeleken met", list(others), _PERIOD, wish.period if wish else None,
            lambda key: str(others[key]), remarks=remarks, start=_start(others, first),
        )  # fmt: skip
    if way is Way.VERSCHIL:
        return Beside(way, before=others[key])
    periods = tuple(one for one in first.periods if period_key(one) in others)
    question = replace(first.question, period=others[key])
    return Beside(way, replace(first, question=question, periods=periods))


def _others(first: Choice) -> dict[str, Period]:
    """Give the periods that last as long, by their key."""
    chosen = first.question.period
    months = chosen.last_index - chosen.first_index
    return {
        period_key(one): one
        for one in first.periods
        if one != chosen and one.last_index - one.first_index == months
    }


def _start(others: dict[str, Period], first: Choice) -> str:
    """Give the period before, else the one after."""
    earlier = [key for key, one in others.items() if one < first.question.period]
    return earlier[-1] if earlier else next(iter(others))


def _kept(_label: str, _options: list[str], *, key: str, **_more: object) -> str:
    """Draw nothing: give what is kept."""
    kept: str = st.session_state[key]
    return kept
