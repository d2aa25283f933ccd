"""What the map is compared with: another period or subject beside it, or the difference.

Owns these widgets' state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.bookmark import Wish, period_key
from ivbgeo.messages import sentence
from views.components.choices import Choice, Chooser, pick

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.bookmark import Bookmark
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["Beside", "Way", "choose_beside"]

_PERIOD, _KEPT = "second-period", "second-period-kept"


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
    """What somebody compares with: the choice of the second map, or the earlier period.

    ``first``: the choice of the first map, where that has fewer periods because of it.
    """

    way: Way = Way.NIET
    second: Choice | None = None
    before: Period | None = None
    first: Choice | None = None

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
    """Give what the widgets say; they are drawn when those of the chooser are.

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
        or (others and (way is Way.PERIODE or first.statistic.has_differences))
    ]
    way = pick(
        st.selectbox, "Vergelijk", ways, "beside", asked.beside if asked else None,
        lambda way: way.words, remarks=remarks, later=chooser.later, at=chooser.row,
    )  # fmt: skip
    wish = asked.second if asked else None
    if way is Way.ONDERWERP:
        st.header("De tweede kaart", anchor=False)
        other = Chooser(edition, viewer, "second-", chooser.later)
        second = other.choose(wish, None, heard, like=first)
        remarks += other.remarks
        return Beside(way, second)
    if way is Way.NIET:
        return Beside()
    if way is Way.PERIODE:
        return Beside(way, _second(first, wish, heard, remarks))
    # It was away while there was no difference.
    st.session_state.setdefault(_PERIOD, st.session_state.get(_KEPT))
    key = pick(
        st.selectbox, "Vergeleken met", list(others), _PERIOD, wish.period if wish else None,
        lambda key: str(others[key]), remarks=remarks, start=_start(others, first),
        later=chooser.later, at=chooser.row,
    )  # fmt: skip
    st.session_state[_KEPT] = key
    periods = tuple(one for one in first.periods if one != others[key] and _lasts(one, first))
    return Beside(way, before=others[key], first=replace(first, periods=periods))


def _second(first: Choice, wish: Wish | None, heard: str | None, remarks: list[str]) -> Choice:
    """Give the choice of the second map, the period of which its own timeline chooses."""
    offered = {period_key(one): one for one in first.periods}
    asked = wish.period if wish else heard
    if asked in offered:
        st.session_state[_KEPT] = asked
    elif wish is not None:
        st.session_state.pop(_KEPT, None)
    key = st.session_state.get(_KEPT)
    if key not in offered:
        key = st.session_state[_KEPT] = _start(_others(first), first)
    if wish and wish.period and asked not in offered:
        shown = str(offered[key])
        remarks.append(sentence("address.unknown", what="periode", value=wish.period, shown=shown))
    return replace(first, question=replace(first.question, period=offered[key]))


def _others(first: Choice) -> dict[str, Period]:
    """Give the other periods that last as long, by their key."""
    chosen = first.question.period
    return {period_key(one): one for one in first.periods if one != chosen and _lasts(one, first)}


def _lasts(period: Period, first: Choice) -> bool:
    chosen = first.question.period
    return period.last_index - period.first_index == chosen.last_index - chosen.first_index


def _start(others: dict[str, Period], first: Choice) -> str:
    """Give the period before, else the one after."""
    earlier = [key for key, one in others.items() if one < first.question.period]
    return earlier[-1] if earlier else next(iter(others))
