"""The themes of the map: what can be chosen, and which category that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.reading import Statistic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["THEMES", "Theme", "theme_of"]

_STATUSES = {"": "Lopend en afgerond", "lopend": "Lopend", "afgerond": "Afgerond"}
_TENURES = {
    "": "Alle woningen",
    "koop": "Koop",
    "corporatie": "Huur van een corporatie",
    "particulier": "Particuliere huur",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme. ``facets``: what can be chosen within it, by the question that is asked."""

    key: str
    title: str
    statistics: tuple[Statistic, ...]
    level: Level
    intro: str

    def facets(self, edition: Edition, viewer: Viewer) -> dict[str, Mapping[str, str]]:
        """Give what can be chosen: per question, the choices with their Dutch words."""
        if self.key == "woonoverlast":
            return {"Woning": _TENURES, "Stand": _STATUSES}
        if self.key == "misdrijven":
            kinds = {"politie", "groep"}
            found = {
                category.code: category.title
                for category in edition.taxonomy
                if category.kind in kinds and edition.years_of(category.code, viewer)
            }
            return {"Soort": found or {"0.0.0": edition.taxonomy["0.0.0"].title}}
        return {"Van": {"inwoners": "Inwoners", "huishoudens": "Huishoudens"}}

    def category(self, choices: tuple[str, ...]) -> str:
        """Give the category of a choice for each facet, in their order."""
        if self.key == "woonoverlast":
            return ".".join(["woonoverlast", *filter(None, choices)])
        return choices[0]

    def statistics_of(self, choices: tuple[str, ...]) -> tuple[Statistic, ...]:
        """Give the statistics that make sense for a choice."""
        if self.key == "woonoverlast" and choices[1]:
            return tuple(s for s in self.statistics if s is not Statistic.AANDEEL_LOPEND)
        return self.statistics


THEMES = (
    Theme(
        "woonoverlast",
        "Woonoverlast",
        (Statistic.AANTAL, Statistic.PER_1000, Statistic.AANDEEL_LOPEND),
        Level.CASEWIJK,
        "Casussen van het team Woonoverlast, geteld per casewijk: de acht wijken waarmee de "
        "gemeente casussen telt.",
    ),
    Theme(
        "misdrijven",
        "Misdrijven",
        (Statistic.AANTAL, Statistic.PER_1000),
        Level.BUURT,
        "Misdrijven die de politie heeft geregistreerd.",
    ),
    Theme(
        "bevolking",
        "Bevolking",
        (Statistic.AANTAL,),
        Level.WIJK,
        "Hoeveel mensen er wonen. Daarmee worden de cijfers per 1.000 inwoners berekend.",
    ),
)


def theme_of(key: str) -> Theme:
    """Give the theme of a key; the first where there is none of that key."""
    return next((theme for theme in THEMES if theme.key == key), THEMES[0])
