"""What can be published of an edition: a collection for each theme and level with open figures."""

from __future__ import annotations

from datetime import date
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import Level, polygons_to_wgs84
from ivbgeo.answering import answer
from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.offered import years_of
from ivbgeo.publish.collection import Collection, Extent
from ivbgeo.question import Per, Question
from ivbgeo.store import divisions
from ivbgeo.theme import THEMES
from ivbgeo.viewer import PUBLIEK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.theme import Theme

__all__ = ["collections_of", "open_divisions"]

_LEVELS = (Level.BUURT, Level.WIJK, Level.CASEWIJK, Level.GEMEENTE)
_RANKS = {Level.BUURT: 0, Level.WIJK: 1, Level.CASEWIJK: 1, Level.GEMEENTE: 2}
_PLURALS = {Level.BUURT: "Buurten", Level.WIJK: "Wijken", Level.CASEWIJK: "Casewijken"}
# A box around the areas, to a ten-thousandth of a degree: some ten metres.
_ROUND = 10_000


def collections_of(edition: Edition) -> tuple[Collection, ...]:
    """Give the collections of an edition: figures first, by theme, then the borders."""
    return edition.once("publish.collections", lambda: (*_figures(edition), *_borders(edition)))


def open_divisions(edition: Edition) -> dict[DivisionId, Provenance]:
    """Give the divisions that everybody may see, with their source; the newest first."""
    return edition.once("publish.divisions", lambda: _open_divisions(edition))


def _open_divisions(edition: Edition) -> dict[DivisionId, Provenance]:
    readable = edition.readable(PUBLIEK)
    with edition.reading() as connection:
        owners = divisions.division_datasets(connection)
    return {
        division: edition.datasets[owners[division]].provenance
        for division in sorted(owners, key=lambda d: (_LEVELS.index(d.level), -d.year))
        if owners[division] in readable
    }


def _figures(edition: Edition) -> Iterator[Collection]:
    for theme in THEMES:
        categories = _categories(edition, theme)
        for level in _LEVELS:
            there = [d for d in open_divisions(edition) if d.level == level]
            known = _known_by(edition, categories, level) if there else ()
            if known:
                yield _of_figures(edition, theme, known, there)


def _categories(edition: Edition, theme: Theme) -> tuple[Category, ...]:
    """Give the categories of a theme of which everybody may read figures."""
    return tuple(
        category
        for category in edition.taxonomy
        if category.kind in theme.kinds
        and category.code not in theme.without
        and edition.years_of(category.code, PUBLIEK)
    )


def _known_by(
    edition: Edition, categories: Sequence[Category], level: Level
) -> tuple[Category, ...]:
    """Give the categories that there are figures of by a level."""
    could = tuple(c for c in categories if _could_be_known(edition, c.code, level))
    if not could or level in edition.levels_of(could[0].code, PUBLIEK):
        return could
    # Finer areas can be added up or not: what holds for the first of a theme holds for the others.
    first = could[0].code
    asked = Question(first, level, years_of(edition, first, PUBLIEK)[0])
    if any(figure.state.has_value for figure in answer(edition, asked, PUBLIEK).figures):
        return could
    return tuple(c for c in could if level in edition.levels_of(c.code, PUBLIEK))


def _could_be_known(edition: Edition, code: str, level: Level) -> bool:
    """Whether a category is published by a level or a finer one, or counted from rows."""
    published = edition.levels_of(code, PUBLIEK)
    # Years that are known without any published level are those of rows.
    return not published or any(_RANKS[each] <= _RANKS[level] for each in published)


def _of_figures(
    edition: Edition, theme: Theme, known: tuple[Category, ...], there: Sequence[DivisionId]
) -> Collection:
    periods = [years_of(edition, category.code, PUBLIEK) for category in known]
    level, first, newest = there[0].level, known[0], periods[0][0]
    return Collection(
        id=f"{theme.key}-{level}",
        title=f"{theme.title} per {level}",
        description=(
            f"{theme.intro} Elk vlak is een {level}, met één soort en één periode. "
            f"Wie niets kiest, krijgt: {first.title}, {newest}. Wat niet bekend is, is leeg; "
            "‘state’ zegt waarom. Bij kleine aantallen zegt een verschil weinig. "
            f"Grenzen: {ATTRIBUTION}."
        ),
        level=level,
        extent=Extent(
            _box(edition, there),
            min(each[-1].first_day for each in periods),
            max(each[0].last_day for each in periods),
        ),
        sources=_sources(edition, known),
        categories=known,
    )


def _sources(edition: Edition, known: Sequence[Category]) -> tuple[Provenance, ...]:
    """Give the open datasets with figures of these categories, and of what rates are per 1,000."""
    codes = [*(category.code for category in known), *Per]
    found = []
    for number in sorted(edition.readable(PUBLIEK)):
        asked = [code for code in codes if code in edition.taxonomy]
        if any(
            edition.covered_divisions(number, code) or edition.months_of_rows(number, code, PUBLIEK)
            for code in asked
        ):
            found.append(edition.datasets[number].provenance)
    return tuple(found)


def _borders(edition: Edition) -> Iterator[Collection]:
    for division, source in open_divisions(edition).items():
        what = _PLURALS.get(division.level, "Gemeente")
        yield Collection(
            id=f"gebieden-{division}",
            title=f"{what} in {division.year}",
            description=(
                f"Grenzen, codes en namen volgens de indeling van {division.year}, zonder cijfers. "
                "Een code hoort bij een jaar: in een ander jaar kan zij een andere plek zijn. "
                f"Bron: {source.citation}."
            ),
            level=division.level,
            extent=Extent(
                _box(edition, [division]), date(division.year, 1, 1), date(division.year, 12, 31)
            ),
            sources=(source,),
            division=division,
        )


def _box(edition: Edition, there: Sequence[DivisionId]) -> tuple[float, float, float, float]:
    """Give the box around the areas of divisions, in degrees."""
    polygons = np.concatenate([edition.division(division).polygons for division in there])
    west, south, east, north = shapely.total_bounds(polygons_to_wgs84(polygons)) * _ROUND
    return (
        floor(west) / _ROUND,
        floor(south) / _ROUND,
        ceil(east) / _ROUND,
        ceil(north) / _ROUND,
    )
