"""Which high impact crime needs the most attention in an area; none where nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.standout.comparison import Kind
from ivbgeo.words import listed

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.standout.comparison import Comparison
    from ivbgeo.standout.finding import Standout

__all__ = ["Attention", "hic_attention", "hic_kinds"]

_HIC = "hic"


@dataclass(frozen=True, slots=True)
class Attention:
    """The kind that needs the most attention, None where nothing can be said, and why in Dutch.

    ``because``: what was found of it, the surest and largest first.
    """

    category: Category | None
    reason: str
    because: tuple[Comparison, ...] = ()


def hic_kinds(edition: Edition) -> tuple[Category, ...]:
    """Give the kinds of high impact crime; of a group of one kind, that kind."""
    if _HIC not in edition.taxonomy:
        return ()
    members = [edition.taxonomy[code] for code in edition.taxonomy[_HIC].members]
    return tuple(
        edition.taxonomy[one.members[0]] if len(one.members) == 1 else one for one in members
    )


def hic_attention(edition: Edition, found: Standout, area: AreaId) -> Attention:
    """Choose the kind of high impact crime of which there is most surely too much in an area.

    That is, of what stands out above the city or above earlier, the one of which most incidents
    are above what was expected, at the near end of the 95% interval. Two kinds that are as far are
    told in the order of the taxonomy.
    """
    kinds = {one.code: one for one in hic_kinds(edition)}
    names = listed([one.title for one in kinds.values()]) if kinds else ""
    compared = [one for one in found.compared if one.area == area and one.category.code in kinds]
    if not compared:
        return Attention(
            None,
            f"Over {found.period} is van {names or 'High Impact Crimes'} hier geen cijfer dat "
            "vergeleken kan worden. Welke aandacht nodig heeft, is dus niet te zeggen.",
        )
    more = [one for one in found.stands_out if one in compared and one.is_more]
    if not more:
        told = {one.category.code for one in compared}
        missing = [one.title for code, one in kinds.items() if code not in told]
        rest = (
            f" Van {listed(missing)} is geen cijfer dat vergeleken kan worden." if missing else ""
        )
        which = listed([kinds[code].title for code in kinds if code in told])
        return Attention(
            None,
            f"Geen. {which}: niet te onderscheiden van de stad of van eerder, lager, of te weinig "
            f"om iets van te zeggen.{rest}",
        )
    first = max(more, key=lambda one: one.surely)
    because = tuple(one for one in more if one.category == first.category)
    against = "dan in de stad, naar verhouding" if first.kind is Kind.LEVEL else "dan eerder"
    return Attention(
        first.category,
        f"{first.category.title}: daarvan zijn er het duidelijkst meer {against}.",
        because,
    )
