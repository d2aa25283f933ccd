"""Everything that the panel of one area says, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.casework import Table, casework_table
from ivbgeo.dutch import number
from ivbgeo.figure import State
from ivbgeo.finding import Found, find
from ivbgeo.hiding import Hidden, Withheld
from ivbgeo.mapreading import Statistic, unit_of
from ivbgeo.period import Period
from ivbgeo.words import about, around

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Figure, Provenance
    from ivbgeo.question import Question
    from ivbgeo.reading import MapReading
    from ivbgeo.viewer import Viewer

__all__ = ["AreaDossier", "area_dossier"]

# What the figure itself does not tell.
_IN_ITS_OWN_WORDS = frozenset(
    {Statistic.BIJGESTELD, Statistic.VERWACHT, Statistic.SAMENHANG, Statistic.HEET_KOUD}
)


@dataclass(frozen=True, slots=True)
class AreaDossier:
    """The name of an area, the figure as a headline, sentences, its parts as a table, sources.

    ``parts``: rows of a label and cells, each a column and a text.
    """

    name: str
    headline: str
    sentences: tuple[str, ...]
    parts: Table
    provenance: tuple[tuple[str, Provenance], ...]


def area_dossier(edition: Edition, viewer: Viewer, reading: MapReading, code: str) -> AreaDossier:
    """Gather what is known of one area of a map.

    Raises
    ------
    StopIteration
        If the map has no such area.
    """
    one = next(r for r in reading.readings if r.figure.area.code == code)
    # The reading may be of a share; the panel starts from what was counted.
    figure = one.whole or one.figure
    sentences = about(replace(one, figure=figure), reading.question.per)
    if one.whole is not None and one.state.has_value:
        sentences.append(f"Van de casussen loopt nog {one.text}.".replace(" lopend (", " ("))
    nearby = _nearby(edition, viewer, reading.question, figure)
    per = reading.question.per.capitalize()
    provenance = [("Cijfer", figure.provenance), (per, figure.population_provenance)]
    told = one.value is not None and reading.refusal is None
    if told and reading.statistic in _IN_ITS_OWN_WORDS:
        note = f" ({one.note})" if one.note else ""
        sentences.insert(0, f"{reading.statistic.words}: {one.text}{note}.")
    if reading.earlier is not None:
        old = next(f for f in reading.earlier.figures if f.area.code == code)
        note = f" ({one.note})" if one.note else ""
        sentences.insert(0, f"Verschil met {reading.before}: {one.text}{note}.")
        provenance.insert(1, (f"Cijfer van {reading.before}", old.provenance))
    parts: Table = ()
    if nearby is not None:
        sentences.append(nearby[1])
        provenance.append(("Cijfer van de casewijk", nearby[0].provenance))
    shown = nearby[0] if nearby is not None else figure
    if reading.question.category == "woonoverlast" and shown.state.has_value:
        parts = casework_table(edition, viewer, shown)
    elif figure.state.has_value:
        parts, sources = _years(edition, viewer, reading.question, figure)
        provenance += [one for one in sources if one[1] not in [known for _, known in provenance]]
    return AreaDossier(
        figure.area_name,
        _headline(edition, figure),
        tuple(sentences),
        parts,
        tuple((what, found) for what, found in provenance if found is not None),
    )


def _headline(edition: Edition, figure: Figure) -> str:
    category = edition.taxonomy[figure.category]
    if figure.count is None:
        return f"{category.title}, {figure.period}: {figure.state.words}"
    estimated = "geschat " if figure.estimated else ""
    counted = f"{number(figure.count)} {unit_of(category, figure.count)}"
    return f"{estimated}{counted} in {figure.period}"


def _nearby(
    edition: Edition, viewer: Viewer, question: Question, figure: Figure
) -> tuple[Figure, str] | None:
    """Give the figure of the casewijk around, where there is none of the area itself."""
    if figure.state is not State.NIET_GEMETEN:
        return None
    casewijk = around(edition, figure)
    if casewijk is None:
        return None
    wider = answer(edition, replace(question, level=Level.CASEWIJK, division_year=None), viewer)
    found = next(f for f in wider.figures if f.area.code == casewijk)
    if found.count is None:
        return None
    counted = f"{number(found.count)} {unit_of(edition.taxonomy[found.category], found.count)}"
    return found, f"In heel casewijk {found.area_name}, waar dit gebied in ligt: {counted}."


def _years(
    edition: Edition, viewer: Viewer, question: Question, figure: Figure
) -> tuple[Table, list[tuple[str, Provenance]]]:
    """Give the count of each year there is, and where those come from, each source once."""
    asked = replace(question, division_year=figure.area.year)
    # Of all areas at once: who looks at one looks at others. Whole answers would be far heavier.
    key = ("years", asked.category, asked.level, asked.division_year, viewer)
    found = edition.once(key, lambda: _by_year(edition, viewer, asked))
    place = edition.division(figure.area.division).codes.index(figure.area.code)
    rows = [(str(year), (("Aantal", _words(counts, place)),)) for year, counts in found]
    if len(rows) < 2:  # noqa: PLR2004 - one year is in the headline
        return (), []
    sources = dict.fromkeys(
        counts.provenance
        for _, counts in found
        if isinstance(counts, Found) and counts.hidden[place] == Hidden.NO
    )
    return tuple(rows), [("Cijfer van andere jaren", source) for source in sources]


def _by_year(
    edition: Edition, viewer: Viewer, question: Question
) -> list[tuple[int, Found | Withheld | None]]:
    made = []
    for year in sorted(edition.years_of(question.category, viewer)):
        found, withheld = find(edition, replace(question, period=Period.year(year)), viewer)
        made.append((year, found or withheld))
    return made


def _words(counts: Found | Withheld | None, place: int) -> str:
    """Write the count of one area, or its state where there is none to show."""
    if counts is None:
        return State.NIET_GEMETEN.words
    if isinstance(counts, Withheld) or counts.hidden[place] != Hidden.NO:
        return State.AFGESCHERMD.words
    count = float(counts.values.count[place])
    if math.isnan(count):
        return State.NIET_GEMETEN.words
    return f"{number(count)} (voorlopig)" if counts.values.provisional[place] else number(count)
