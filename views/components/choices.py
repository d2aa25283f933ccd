"""What a map is to show: theme, facets, level, statistic and period. Owns these widgets' state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import Level
from ivbgeo.bookmark import PERIOD, Wish, period_key, period_of
from ivbgeo.messages import sentence
from ivbgeo.offered import months_of, years_of
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.theme import Theme, theme_of, themes_of
from views.components.later import Later

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from ivbgeo.atlas import Edition
    from ivbgeo.reading import Statistic
    from ivbgeo.viewer import Viewer

__all__ = ["Choice", "Chooser", "pick"]

_LEVELS = (Level.CASEWIJK, Level.WIJK, Level.BUURT)
_STEPS = {"jaar": "Jaar", "maand": "Maand"}
# The year of the casework, of which most themes have figures.
_START = "2023"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose. ``periods`` are those of the timeline, the oldest first."""

    theme: Theme
    question: Question
    statistic: Statistic
    periods: tuple[Period, ...]

    @property
    def wish(self) -> Wish:
        """The same as an address says it."""
        return Wish(
            self.theme.key,
            self.question.category,
            self.statistic.value,
            period_key(self.question.period),
        )

    @property
    def timeline(self) -> dict[str, Any] | None:
        """The periods for the map's script; None where there is nothing to choose."""
        if len(self.periods) == 1:
            return None
        keys = [period_key(period) for period in self.periods]
        run = self.periods[-1].first_index - self.periods[0].first_index + 1
        months = all(period.first == period.last for period in self.periods)
        return {
            # Many months are told by the first.
            "periods": [keys[0], len(keys)] if months and run == len(keys) else keys,
            "at": self.periods.index(self.question.period),
            "name": PERIOD,
        }


class Chooser:
    """Draws the widgets of one map; several have a name each, so that their state is apart.

    ``row`` is where they stand, ``remarks`` what an address asked that is not there. They are drawn
    when ``later`` is.
    """

    def __init__(
        self, edition: Edition, viewer: Viewer, name: str = "", later: Later | None = None
    ) -> None:
        self._edition = edition
        self._viewer = viewer
        self._name = name
        self.later = later or Later()
        self.remarks: list[str] = []
        self.theme_at = st.container(key=f"{name}subject")
        # Side by side, as many as fit: two in a row on a phone (static/page.css). Others may draw
        # in it too.
        self.row = st.container(horizontal=True, vertical_alignment="bottom", key=f"{name}choices")

    def choose(
        self, wish: Wish | None, level: str | None, period: str | None, like: Choice | None = None
    ) -> Choice:
        """Give what the widgets say; they are drawn later.

        Parameters
        ----------
        wish, level
            What an address asks, which goes before what was chosen; None: nothing new.
        period
            A period that was chosen on the timeline.
        like
            The choice of the map beside, of which the level is.
        """
        themes = {theme.key: theme for theme in themes_of(self._edition, self._viewer)}
        theme = themes[
            self._pick(
                st.segmented_control, "Onderwerp", list(themes), "theme",
                wish.theme if wish else None, lambda key: theme_of(key).title,
                at=self.theme_at, required=True,
            )
        ]  # fmt: skip
        facets = self._facets(theme, wish)
        category = theme.category(facets)
        at = like.question.level if like else self._level(theme, level)
        statistics = list(theme.statistics_of(self._edition, self._viewer, facets, at))
        statistic = self._pick(
            st.selectbox, "Maat", statistics, f"{theme.key}-{'-'.join(facets)}-statistic",
            wish.statistic if wish else None, lambda one: one.words,
        )  # fmt: skip
        periods, chosen = self._period(theme, category, wish, period)
        return Choice(theme, Question(category, at, chosen), statistic, periods)

    def _pick(self, widget: Callable[..., Any], label: str, options: Sequence[Any], key: str,
              wanted: str | None, words: Callable[[Any], str],
              *, at: DeltaGenerator | None = None, **more: Any) -> Any:  # fmt: skip
        return pick(
            widget, label, options, f"{self._name}{key}", wanted, words,
            remarks=self.remarks, later=self.later, at=at or self.row, **more,
        )  # fmt: skip

    def _facets(self, theme: Theme, wish: Wish | None) -> tuple[str, ...]:
        offered = theme.facets(self._edition, self._viewer)
        wanted = theme.choices_of(wish.category) if wish else None
        if wish and wish.category and (wanted is None or len(wanted) != len(offered)):
            wanted = (wish.category,) * len(offered)
        return tuple(
            self._facet(theme, label, options, wanted[place] if wanted else ("" if wish else None))
            for place, (label, options) in enumerate(offered.items())
        )

    def _facet(
        self, theme: Theme, label: str, options: Mapping[str, str], wanted: str | None
    ) -> str:
        key = f"{theme.key}-{label}"
        found: str = self._pick(
            st.selectbox, label, list(options), key, wanted, options.__getitem__
        )
        return found

    def _level(self, theme: Theme, wanted: str | None) -> Level:
        levels = theme.levels(self._edition)
        found: Level = self._pick(
            st.selectbox, "Per", sorted(levels, key=_LEVELS.index), f"{theme.key}-level", wanted,
            lambda level: level.value.capitalize(), start=levels[0],
        )  # fmt: skip
        return found

    def _period(
        self, theme: Theme, category: str, wish: Wish | None, heard: str | None
    ) -> tuple[tuple[Period, ...], Period]:
        """Give the periods of the timeline, by year or by month, and the one that is chosen."""
        years, months, offered, by_year = self._edition.once(
            ("periods offered", category, self._viewer),
            lambda: _offered(self._edition, category, self._viewer),
        )
        kept = f"{self._name}{theme.key}-period"
        asked = heard or (wish.period if wish else "")
        asked = by_year.get(asked, asked)
        key = asked if asked in offered else "" if wish else st.session_state.get(kept, "")
        if key not in offered:
            key = by_year.get(_START, period_key(years[-1]) if years else _START)
        if wish and wish.period and asked != key:
            shown = str(offered[key])
            self.remarks.append(
                sentence("address.unknown", what="periode", value=wish.period, shown=shown)
            )
        of_months = offered[key] in months and (
            offered[key] not in years or st.session_state.get(f"{kept}-step") == "maand"
        )
        if len(months) > 1:
            of_months, key = self._step(kept, of_months, key, (years, months), bool(asked or wish))
        st.session_state[kept] = key
        found = offered[key]
        return (months if of_months else years) or (found,), found

    def _step(
        self,
        kept: str,
        of_months: bool,  # noqa: FBT001 - what the period that is known is
        key: str,
        offered: tuple[tuple[Period, ...], tuple[Period, ...]],
        given: bool,  # noqa: FBT001 - the period was asked: the step follows
    ) -> tuple[bool, str]:
        """Give whether the timeline goes by year or by month; a new step moves the period along."""
        name = f"{kept}-step"
        step = list(_STEPS)[of_months]
        wanted = st.session_state.get(name, step)
        if not given and wanted != step:
            of_months = not of_months
            key = _nearest(period_of(key), offered[of_months])
            step = wanted
        st.session_state[name] = step
        self.later.add(
            self.row,
            partial(st.selectbox, "Stap", list(_STEPS), format_func=_STEPS.__getitem__, key=name),
        )
        return of_months, key


def pick(  # noqa: PLR0913 - what a widget is, and what was asked of it
    widget: Callable[..., Any],
    label: str,
    options: Sequence[Any],
    key: str,
    wanted: str | None,
    words: Callable[[Any], str],
    *,
    remarks: list[str],
    start: Any = None,
    later: Later | None = None,
    at: DeltaGenerator | None = None,
    **more: Any,
) -> Any:
    """Draw a widget that chooses one of the options, and give that; nothing where there is one.

    Parameters
    ----------
    wanted
        What an address asks: the text of an option; empty for the start; None: nothing new.
    remarks
        Gets a sentence if the address asks what is not offered.
    start
        The option to begin with; the first if left out.
    later, at
        Draw it then and there; at once if left out.
    """
    first = options[0] if start is None else start
    if wanted is not None:
        found = [option for option in options if str(option) == wanted]
        if wanted and not found:
            shown = words(first)
            remarks.append(
                sentence("address.unknown", what=label.lower(), value=wanted, shown=shown)
            )
        st.session_state[key] = found[0] if found else first
    if len(options) == 1:
        return options[0]
    if st.session_state.get(key) not in options:
        st.session_state[key] = first
    draw = partial(widget, label, options, format_func=words, key=key, **more)
    if later is None or at is None:
        return draw()
    later.add(at, draw)
    return st.session_state[key]


def _offered(
    edition: Edition, category: str, viewer: Viewer
) -> tuple[tuple[Period, ...], tuple[Period, ...], dict[str, Period], dict[str, str]]:
    """Give the years and the months, the oldest first, all by their key, and keys by the year."""
    years = tuple(reversed(years_of(edition, category, viewer)))
    all_of = Period(years[0].first, years[-1].last) if years else Period.year(int(_START))
    months = months_of(edition, category, viewer, all_of) if years else ()
    offered = {period_key(one): one for one in (*years, *months)} or {_START: all_of}
    # A year of which only some months are known goes by its own name too.
    return years, months, offered, {one.start[:4]: period_key(one) for one in years}


def _nearest(period: Period | None, periods: Sequence[Period]) -> str:
    """Give the year that a month is of, or the last known month of a year."""
    inside = [one for one in periods if period and (one.contains(period) or period.contains(one))]
    return period_key(inside[-1] if inside else periods[-1])
