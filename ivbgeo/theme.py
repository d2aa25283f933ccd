"""The themes of the map: what can be chosen, and which category that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.mapreading import Statistic
from ivbgeo.statistics import FEWEST_AREAS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.atlas import Edition
    from ivbgeo.question import Per
    from ivbgeo.viewer import Viewer

__all__ = ["THEMES", "Theme", "theme_of", "themes_of"]

_STATUSES = {"": "Lopend en afgerond", "lopend": "Lopend", "afgerond": "Afgerond"}
_TENURES = {
    "": "Alle woningen",
    "koop": "Koop",
    "corporatie": "Huur van een corporatie",
    "particulier": "Particuliere huur",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme. ``kinds`` and ``without``: which categories it is of; ``ask``: what is chosen."""

    key: str
    title: str
    kinds: frozenset[str]
    ask: str
    statistics: tuple[Statistic, ...]
    level: Level
    intro: str
    without: frozenset[str] = frozenset()

    def is_known(self, edition: Edition, viewer: Viewer) -> bool:
        """Whether there are figures of it that a viewer may read."""
        return any(edition.years_of(code, viewer) for code in self._codes(edition))

    def facets(self, edition: Edition, viewer: Viewer) -> dict[str, Mapping[str, str]]:
        """Give what can be chosen: per question, the choices with their Dutch words."""
        if self.key == "woonoverlast":
            return {"Woning": _TENURES, "Stand": _STATUSES}
        codes = self._codes(edition)
        found = [code for code in codes if edition.years_of(code, viewer)] or codes[:1]
        return {self.ask: {code: edition.taxonomy[code].title for code in found}}

    def category(self, choices: tuple[str, ...]) -> str:
        """Give the category of a choice for each facet, in their order."""
        if self.key == "woonoverlast":
            return ".".join(["woonoverlast", *filter(None, choices)])
        return choices[0]

    def choices_of(self, category: str) -> tuple[str, ...] | None:
        """Give the choice for each facet that gives a category; None if none does."""
        if self.key != "woonoverlast":
            return (category,)
        base, _, rest = category.partition(".")
        parts = rest.split(".") if rest else []
        tenure = next((part for part in parts if part in _TENURES), "")
        status = next((part for part in parts if part in _STATUSES), "")
        found = (tenure, status)
        return found if base == self.key and self.category(found) == category else None

    def statistics_of(
        self, edition: Edition, viewer: Viewer, choices: tuple[str, ...], level: Level
    ) -> tuple[Statistic, ...]:
        """Give the statistics that make sense for a choice, by areas of a level."""
        left_out = set()
        if self.key == "woonoverlast" and choices[1]:
            left_out.add(Statistic.AANDEEL_LOPEND)
        # Of what happens to homes: of dwellings, else of households, which are nearly as many.
        homes = self.key == "woonoverlast" or self.category(choices) in _OF_HOMES
        known = [one for one in _PER_HOME if homes and _is_known(edition, viewer, one.per, level)]
        left_out.update(one for one in _PER_HOME if one not in known[:1])
        few = _number(edition, level) < FEWEST_AREAS
        left_out.update(one for one in self.statistics if few and one.is_pattern)
        return tuple(one for one in self.statistics if one not in left_out)

    def levels(self, edition: Edition) -> tuple[Level, ...]:
        """Give the levels of areas that there are, that of the theme first."""
        found = [level for level in _LEVELS if edition.division_ids(level)]
        return tuple(sorted(found, key=lambda level: level is not self.level))

    def _codes(self, edition: Edition) -> list[str]:
        return [
            category.code
            for category in edition.taxonomy
            # A group of one is that one by another name.
            if category.kind in self.kinds
            and category.code not in self.without
            and len(category.members) != 1
        ]


_LEVELS = (Level.CASEWIJK, Level.WIJK, Level.BUURT)
_PER_HOME = (Statistic.PER_WONINGEN, Statistic.PER_HUISHOUDENS)
_COUNTED = (
    Statistic.AANTAL,
    Statistic.PER_1000,
    *_PER_HOME,
    Statistic.BIJGESTELD,
    Statistic.VERWACHT,
    Statistic.SAMENHANG,
    Statistic.HEET_KOUD,
)
# Burglary of homes, and of their sheds and garages.
_OF_HOMES = frozenset({"1.1.1", "1.1.2", "hic.woninginbraak"})
THEMES = (
    Theme(
        "woonoverlast",
        "Woonoverlast",
        frozenset({"woonoverlast"}),
        "",
        (*_COUNTED, Statistic.AANDEEL_LOPEND),
        Level.CASEWIJK,
        "Casussen van het team Woonoverlast, geteld per casewijk: de acht wijken waarmee de "
        "gemeente casussen telt.",
    ),
    Theme(
        "misdrijven",
        "Misdrijven",
        frozenset({"politie", "groep"}),
        "Soort",
        _COUNTED,
        Level.BUURT,
        "Misdrijven die de politie heeft geregistreerd.",
    ),
    Theme(
        "overlast",
        "Overlast",
        frozenset({"overlast"}),
        "Soort",
        _COUNTED,
        Level.BUURT,
        "Meldingen van overlast die de politie heeft geregistreerd.",
    ),
    Theme(
        "bevolking",
        "Bevolking",
        frozenset({"bevolking"}),
        "Van",
        (Statistic.AANTAL,),
        Level.WIJK,
        "Hoeveel mensen er wonen. Daarmee worden de cijfers per 1.000 inwoners berekend.",
        frozenset({"land_ha"}),
    ),
)


def _is_known(edition: Edition, viewer: Viewer, per: Per, level: Level) -> bool:
    """Whether a viewer may read how many there are by areas of a level."""
    numbers = {number for wanted, number in edition.numbers.items() if wanted.level is level}
    return per.value in edition.taxonomy and any(
        row.division_id in numbers and row.dataset_id in edition.readable(viewer)
        for row in edition.coverage_of(per)
    )


def _number(edition: Edition, level: Level) -> int:
    """Give how many areas of a level there are, in the newest division."""
    newest = edition.division_ids(level)[:1]
    return len(edition.division(newest[0]).codes) if newest else 0


def themes_of(edition: Edition, viewer: Viewer) -> tuple[Theme, ...]:
    """Give the themes that there are figures of; if there are none, the first."""
    return tuple(theme for theme in THEMES if theme.is_known(edition, viewer)) or THEMES[:1]


def theme_of(key: str) -> Theme:
    """Give the theme of a key; the first where there is none of that key."""
    return next((theme for theme in THEMES if theme.key == key), THEMES[0])
