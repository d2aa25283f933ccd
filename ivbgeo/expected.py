"""Counts beside what was to be expected: as many as there would be at the rate of the city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from ivbgeo.figure import Figure, State, Verdict
from ivbgeo.mapreading import FEWEST_FOR_RATE, Reading, counted, notes, unit_of, unknown, unrated
from ivbgeo.question import Per

if TYPE_CHECKING:
    from ivbgeo.category import Category

__all__ = ["beside_expected"]

_MINUS = "\u2212"
_NO_CITY = "Van de hele stad is dit cijfer niet bekend, of niet uit dezelfde bron."


def beside_expected(figure: Figure, category: Category) -> Reading:
    """Read how many more or fewer there were than expected.

    What lies within the exact 99.8% limits of the funnel plot, or can't be judged, is
    ``by_chance``; where count and expected are both under ten, it is too little to compare.
    """
    if figure.count is None:
        return unknown(figure)
    if figure.expected is None:
        what = counted(figure, category)
        none = unrated(figure, Per.INWONERS, what)
        if figure.population is None:
            return none
        return Reading(figure, State.NIET_GEMETEN, None, none.text, _NO_CITY)
    amount = round(figure.count - figure.expected)
    # Where it is small a part of one says something.
    decimals = 1 if figure.expected < FEWEST_FOR_RATE else 0
    span = f"({number(figure.count)}, verwacht {number(figure.expected, decimals)})"
    if not amount:
        # To a whole one; that it is a part of one more or less is within any chance.
        text = f"0 {unit_of(category)} verschil {span}"
        return Reading(figure, State.NUL, 0.0, text, notes(figure))
    sign = "+" if amount > 0 else _MINUS
    text = f"{sign}{number(abs(amount))} {unit_of(category, abs(amount))} {span}"
    too_few = max(figure.count, figure.expected) < FEWEST_FOR_RATE
    by_chance = figure.verdict in (None, Verdict.ALIKE)
    if too_few:
        why = "te weinig om te vergelijken"
    elif figure.verdict is None:
        why = "geschat, dus niet te vergelijken"
    else:
        why = "kan toeval zijn" if by_chance else ""
    return Reading(
        figure,
        State.GEMETEN,
        float(amount),
        text,
        notes(figure, why),
        too_few=too_few,
        by_chance=by_chance and not too_few,
    )
