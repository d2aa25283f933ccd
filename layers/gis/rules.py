"""Which areas look how, as rules on columns: what a style of a GIS is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.legend import legend_entries
from layers.palette import LOOKS, StateLook, line_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.choropleth import AreaLook, Choropleth
    from layers.palette import Pattern

__all__ = ["Rule", "columns_of", "rules_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry of the legend: the areas of which a column has a value, and how they look.

    ``fill``, ``line`` and ``ink``, the colour of the pattern, as ``#rrggbb``.
    """

    column: str
    value: int | str
    text: str
    fill: str
    line: str
    pattern: Pattern | None = None
    ink: str = ""

    def holds(self, row: dict[str, Any]) -> bool:
        """Whether a row of :func:`columns_of` looks like this."""
        return bool(row[self.column] == self.value)


def rules_of(choropleth: Choropleth) -> tuple[Rule, ...]:
    """Give the rules of a map in the order of its legend; each area is in exactly one."""
    rules = []
    place = 0
    for state, colour, text in legend_entries(choropleth):
        if colour is not None:
            place += 1
            rules.append(Rule("class", place, text, colour, line_on(colour)))
        elif state is not StateLook.GEMETEN:
            look = LOOKS[state]
            line = line_on(look.fill)
            rules.append(
                Rule("shown_as", state.value, text, look.fill, line, look.pattern, look.ink)
            )
    return tuple(rules)


def columns_of(choropleth: Choropleth, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Give, for each area, the columns that the rules and the labels lean on.

    Returns
    -------
    list
        ``value`` (what is painted), ``shown_as`` (a state of :class:`layers.palette.StateLook`),
        ``class`` (1 for the first of the legend; None where there is none), ``legend`` (what the
        legend says of it), ``label`` and ``note``, in Dutch.
    """
    looks = {look.code: look for look in choropleth.looks}
    rules = rules_of(choropleth)
    rows = [_row(looks.get(code)) for code in codes]
    for row in rows:
        row["legend"] = next(rule.text for rule in rules if rule.holds(row))
    return rows


def _row(look: AreaLook | None) -> dict[str, Any]:
    if look is None:
        unknown = StateLook.NIET_GEMETEN.value
        row = {"value": None, "shown_as": unknown, "class": None, "legend": ""}
        return {**row, "label": unknown.replace("_", " "), "note": None}
    return {
        "value": look.value,
        "shown_as": StateLook(look.state).value,
        "class": None if look.klass is None else look.klass + 1,
        "legend": "",
        "label": look.label,
        "note": look.note or None,
    }
