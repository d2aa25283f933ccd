"""Which wijk, kind and period the page WAS shows. Owns these widgets' state and address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import DivisionId, Level
from ivbgeo.bookmark import period_key
from ivbgeo.messages import sentence
from ivbgeo.question import Question
from ivbgeo.standout import categories_of
from ivbgeo.viewer import Role
from ivbgeo.wijk import first_wijk, own_wijken, periods_of, wijken_of
from views.components import page_address
from views.components.choices import pick
from views.components.markdown import plain

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["WasChoice", "WasWijk", "choose", "choose_wijk"]

_PAGE = "was"
_NAMES = ("wijk", "soort", "periode")
_BAR = "was-bar"  # for the style sheet
# As short as fits beside each other on a phone; the map has the whole name.
_KINDS = {
    "1.1.1": "Inbraak",
    "1.2.1": "Auto",
    "1.2.3": "Fiets",
    "hic.geweld": "Geweld",
    "0.0.0": "Alles",
}
_MOST = 3  # periods


@dataclass(frozen=True, slots=True)
class WasChoice:
    """What somebody chose."""

    wijk: AreaId
    category: Category
    period: Period

    @property
    def question(self) -> Question:
        """What is asked of the buurten."""
        return Question(self.category.code, Level.BUURT, self.period)


@dataclass(frozen=True, slots=True)
class WasWijk:
    """The wijk of the page; ``is_own``: it is one that this viewer covers."""

    area: AreaId
    name: str
    is_own: bool


def choose_wijk(edition: Edition, viewer: Viewer) -> WasWijk | None:
    """Draw the name of the wijk, with the others behind a button, and give which it is.

    A WAS-team chooses from its own. None where there is no wijk.
    """
    own = own_wijken(edition, viewer)
    wijken = own if own and viewer.role is Role.WAS else wijken_of(edition)
    by_key = {_key(area): area for area in wijken}
    if not by_key:
        st.title("WAS", anchor=False)
        return None
    first = first_wijk(edition, viewer)
    start = _key(first) if first in wijken else next(iter(by_key))
    remarks: list[str] = []
    name = st.empty()
    box = st.popover("Andere wijk") if len(by_key) > 1 else st.container()
    with box:
        key = pick(
            st.radio, "Wijk", list(by_key), f"{_PAGE}-wijk", _asked("wijk"),
            lambda one: wijken[by_key[one]], remarks=remarks, start=start,
        )  # fmt: skip
    area = by_key[key]
    name.title(plain(wijken[area]), anchor=False)
    for remark in remarks:
        st.info(plain(remark))
    return WasWijk(area, wijken[area], area in own)


def choose(
    edition: Edition, viewer: Viewer, wijk: WasWijk | None, *, away: bool = False
) -> WasChoice | None:
    """Draw the kinds and periods, and give what they say; None where there is nothing to show.

    ``away``: something else is asked on the page now; they are not seen, but keep what they say.
    """
    if viewer.role is Role.WAS and (wijk is None or not wijk.is_own):
        st.info(sentence("was.no_wijk"))
    if wijk is None or DivisionId(Level.BUURT, wijk.area.year) not in edition.numbers:
        st.info(sentence("was.no_buurten"))
        return None
    kinds = _kinds(edition, viewer)
    if not kinds:
        st.info(sentence("was.no_figures"))
        return None
    remarks: list[str] = []
    with st.container(key=f"{_BAR}-away" if away else _BAR):
        code = pick(
            st.segmented_control, "Wat", list(kinds), f"{_PAGE}-soort", _asked("soort"),
            lambda one: _KINDS.get(one, kinds[one].title), remarks=remarks, required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        periods = _periods(edition, viewer, code)
        when = pick(
            st.segmented_control, "Wanneer", list(periods), f"{_PAGE}-periode",
            _asked("periode"), lambda key: _short(periods[key]), remarks=remarks,
            start=max(periods, key=lambda key: _long_and_new(periods[key])), required=True,
            label_visibility="collapsed",
        )  # fmt: skip
    for remark in remarks:
        st.info(plain(remark))
    page_address.keep(_PAGE, {"wijk": _key(wijk.area), "soort": code, "periode": when})
    return WasChoice(wijk.area, kinds[code], periods[when])


def _asked(name: str) -> str | None:
    asked = page_address.asked(_PAGE, _NAMES)
    return None if asked is None else asked[name]


def _kinds(edition: Edition, viewer: Viewer) -> dict[str, Category]:
    """Give the kinds to choose from; where there is none of these, the first that is known."""
    known = {
        one.code: one
        for one in categories_of(edition, viewer)
        if periods_of(edition, viewer, one.code)
    }
    return {code: known[code] for code in _KINDS if code in known} or dict(list(known.items())[:1])


def _periods(edition: Edition, viewer: Viewer, code: str) -> dict[str, Period]:
    """Give the newest: runs of months where there are, the shortest first, then whole years."""
    known = tuple(periods_of(edition, viewer, code).values())
    runs = [one for one in known if not one.is_year]
    years = [one for one in known if one.is_year]
    return {period_key(one): one for one in (*runs, *years)[:_MOST]}


def _short(period: Period) -> str:
    """Name a period in a word or two; the map has its months."""
    return str(period) if period.is_year else f"{_length(period)} maanden"


def _long_and_new(period: Period) -> tuple[int, int]:
    """Put periods in order: of a few months, most of what a map shows is chance."""
    return _length(period), period.last_index


def _length(period: Period) -> int:
    return period.last_index - period.first_index + 1


def _key(area: AreaId) -> str:
    """Write an area as an address does: a code alone may be another place next year."""
    return f"{area.year}-{area.code}"
