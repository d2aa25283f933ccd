"""What the map is to show: theme, facets, level, statistic and year. Owns these widgets' state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import Level
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.theme import THEMES, Theme, theme_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.reading import Statistic
    from ivbgeo.viewer import Viewer

__all__ = ["Choice", "choose"]

_LEVELS = (Level.CASEWIJK, Level.WIJK, Level.BUURT)
_LEVEL_HELP = (
    "Casewijk: de acht wijken waarmee de gemeente casussen telt. Wijk en buurt: de indeling van "
    "het CBS van 2025."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose."""

    theme: Theme
    question: Question
    statistic: Statistic


def choose(edition: Edition, viewer: Viewer) -> Choice:
    """Draw the widgets and give what they say."""
    key = st.segmented_control(
        "Thema",
        [theme.key for theme in THEMES],
        default=THEMES[0].key,
        format_func=lambda key: theme_of(key).title,
        key="theme",
        required=True,
    )
    theme = theme_of(key or THEMES[0].key)
    # Side by side, as many as fit: two in a row on a phone (views/style.css).
    with st.container(horizontal=True, key="choices"):
        chosen = tuple(
            _facet(f"{theme.key}-{label}", label, options)
            for label, options in theme.facets(edition, viewer).items()
        )
        category = theme.category(chosen)
        level = st.selectbox(
            "Per",
            _LEVELS,
            index=_LEVELS.index(theme.level),
            format_func=lambda level: level.value.capitalize(),
            help=_LEVEL_HELP,
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
        years = edition.years_of(category, viewer)
        year = st.selectbox("Jaar", years, index=_start(years), key=f"{theme.key}-year")
    return Choice(theme, Question(category, level, Period.year(year)), statistic)


def _facet(key: str, label: str, options: Mapping[str, str]) -> str:
    """Draw one facet, starting at the first option; nothing where there is only one."""
    codes = list(options)
    if len(codes) == 1:
        return codes[0]
    return st.selectbox(label, codes, format_func=lambda code: options[code], key=key)


def _start(years: tuple[int, ...]) -> int:
    """Start at 2023 where there is one: the year that most themes have figures of."""
    return years.index(2023) if 2023 in years else 0  # noqa: PLR2004 - the year of the casework
