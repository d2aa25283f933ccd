"""What the map is to show: theme, facets, level, statistic and year. Owns these widgets' state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import Level
from ivbgeo.dutch import MONTHS
from ivbgeo.offered import months_of, years_of
from ivbgeo.question import Question
from ivbgeo.theme import Theme, theme_of, themes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.reading import Statistic
    from ivbgeo.viewer import Viewer

__all__ = ["Choice", "choose"]

_LEVEL_HELP = (
    "Casewijk: de acht wijken waarmee de gemeente casussen telt. Wijk en buurt: de indeling van "
    "het CBS."
)
_ALL_MONTHS = "Alle maanden"
_LEVELS = (Level.CASEWIJK, Level.WIJK, Level.BUURT)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose."""

    theme: Theme
    question: Question
    statistic: Statistic


def choose(edition: Edition, viewer: Viewer) -> Choice:
    """Draw the widgets and give what they say."""
    themes = themes_of(edition, viewer)
    key = st.segmented_control(
        "Thema",
        [theme.key for theme in themes],
        default=themes[0].key,
        format_func=lambda key: theme_of(key).title,
        key="theme",
        required=True,
    )
    theme = theme_of(key or themes[0].key)
    # Side by side, as many as fit: two in a row on a phone (views/style.css).
    with st.container(horizontal=True, key="choices"):
        chosen = tuple(
            _facet(f"{theme.key}-{label}", label, options)
            for label, options in theme.facets(edition, viewer).items()
        )
        category = theme.category(chosen)
        levels = theme.levels(edition)
        level = st.selectbox(
            "Per",
            sorted(levels, key=_LEVELS.index),
            index=sorted(levels, key=_LEVELS.index).index(levels[0]),
            format_func=lambda level: level.value.capitalize(),
            help=_LEVEL_HELP if Level.CASEWIJK in levels else None,
            key=f"{theme.key}-level",
        )
        statistics = list(theme.statistics_of(chosen))
        statistic = statistics[0]
        if len(statistics) > 1:
            statistic = st.selectbox(
                "Maat",
                statistics,
                format_func=lambda statistic: statistic.words,
                key=f"{theme.key}-{'-'.join(chosen)}-statistic",
            )
        period = _period(edition, viewer, theme, category)
    return Choice(theme, Question(category, level, period), statistic)


def _period(edition: Edition, viewer: Viewer, theme: Theme, category: str) -> Period:
    """Draw year and, where there are figures by month, month."""
    years = {period.first[0]: period for period in years_of(edition, category, viewer)}
    year = st.selectbox("Jaar", years, index=_start(tuple(years)), key=f"{theme.key}-year")
    months = months_of(edition, category, viewer, years[year])
    if not months:
        return years[year]
    named = {MONTHS[month.first[1] - 1]: month for month in months}
    whole = _ALL_MONTHS
    if not years[year].is_year:
        whole = f"{next(iter(named)).capitalize()} t/m {list(named)[-1]}"
    chosen = st.selectbox(
        "Maand", [whole, *named], format_func=str.capitalize, key=f"{theme.key}-{year}-month"
    )
    return named.get(chosen, years[year])


def _facet(key: str, label: str, options: Mapping[str, str]) -> str:
    """Draw one facet, starting at the first option; nothing where there is only one."""
    codes = list(options)
    if len(codes) == 1:
        return codes[0]
    return st.selectbox(label, codes, format_func=lambda code: options[code], key=key)


def _start(years: tuple[int, ...]) -> int:
    """Start at 2023 where there is one: the year that most themes have figures of."""
    return years.index(2023) if 2023 in years else 0  # noqa: PLR2004 - the year of the casework
