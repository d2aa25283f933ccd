"""Where a postcode of four digits lies, as far as the most common postcode of each buurt tells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.embedded.rows import PostcodeRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ivbgeo.embedded.source import Borders, KeyFigure

__all__ = ["postcode_rows"]


def postcode_rows(
    figures: Sequence[KeyFigure], borders: Borders, casewijken: Mapping[str, str]
) -> list[PostcodeRow]:
    """Give the one area of each postcode: the finest that holds all buurten with that postcode.

    That is a buurt, else a wijk, else a casewijk; a postcode whose buurten lie in none of these
    together has no area. The limit of this: CBS gives for a buurt only the postcode that most of
    its addresses have, so a few addresses with that postcode may lie in a neighbouring buurt.

    Parameters
    ----------
    figures
        The key figures, with the most common postcode of each buurt.
    borders
        Their division: which buurt lies in which wijk.
    casewijken
        Name of each casewijk → its code.

    Returns
    -------
    list of PostcodeRow
        In the order of the postcodes.
    """
    buurten: defaultdict[str, list[KeyFigure]] = defaultdict(list)
    for figure in figures:
        if figure.area.level is Level.BUURT and figure.postcode4:
            buurten[figure.postcode4].append(figure)
    return [_row(code, buurten[code], borders, casewijken) for code in sorted(buurten)]


def _row(
    postcode4: str, parts: Sequence[KeyFigure], borders: Borders, casewijken: Mapping[str, str]
) -> PostcodeRow:
    names = ", ".join(f"‘{part.name}’" for part in parts)
    if len(parts) == 1:
        basis = f"Alleen in de buurt {names} is dit volgens het CBS de meest voorkomende postcode."
        return PostcodeRow(postcode4, parts[0].area, parts[0].name, basis)
    told = f"In de buurten {names} is dit volgens het CBS de meest voorkomende postcode. Die liggen"
    parents = dict(zip(borders.buurten.codes, borders.buurten.parents, strict=True))
    wijken = {str(parents[part.area.code]) for part in parts}
    if len(wijken) == 1:
        wijk = borders.wijken.area(wijken.pop())
        return PostcodeRow(postcode4, wijk.id, wijk.name, f"{told} in één wijk.")
    around = {part.casewijk for part in parts}
    name = around.pop()
    if name and not around:
        area = AreaId(casewijken[name], parts[0].area.year, Level.CASEWIJK)
        return PostcodeRow(postcode4, area, name, f"{told} in één casewijk.")
    return PostcodeRow(postcode4, None, "", f"{told} niet in één wijk of casewijk.")
