"""Which kinds of incidents a dossier tells of: those that say something of public order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.offered import years_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["ORDER", "Kinds", "concerns_order", "kinds_of_order", "usual_period"]

# What disturbs public order itself, then violence, then robbery, nuisance and damage.
ORDER = ("3.6.4", "1.4.3", "1.4.4", "1.4.5", "1.4.6", "2.1.1", "2.2.1", "2.7.3")
"""Codes of the police of what happens in public, or mostly. The law asks nothing of other crime."""

_VIOLENCE = "hic.geweld"
_TOTAL = "0.0.0"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that figures are told of.

    Parameters
    ----------
    told
        In the order of reading; none where there are no figures at all.
    text
        What they are, and what is missing, in Dutch.
    of_order
        Whether they say something of public order, and are not all crime for want of better.
    """

    told: tuple[Category, ...]
    text: str
    of_order: bool

    @property
    def codes(self) -> frozenset[str]:
        """Their codes."""
        return frozenset(one.code for one in self.told)


def kinds_of_order(edition: Edition, viewer: Viewer) -> Kinds:
    """Choose the kinds of public order that there are figures of; without these, all crime."""

    def known(code: str) -> bool:
        return code in edition.taxonomy and bool(edition.years_of(code, viewer))

    codes = [code for code in ORDER if known(code)]
    if known(_VIOLENCE) and not edition.taxonomy.leaves(_VIOLENCE) & set(codes):
        codes.insert(0, _VIOLENCE)
    told = tuple(edition.taxonomy[code] for code in codes)
    if told:
        text = (
            "Dit zijn de soorten die iets zeggen over de openbare orde, en waarvan er cijfers "
            f"zijn: {_titles(told)}."
        )
        covered = frozenset().union(*(edition.taxonomy.leaves(code) for code in codes))
        missing = [edition.taxonomy[code] for code in ORDER
                   if code in edition.taxonomy and code not in covered]  # fmt: skip
        if missing:
            text += f" Geen cijfers zijn er van: {_titles(missing)}. Dat is geen nul."
        return Kinds(told, text, of_order=True)
    none = (
        "Van soorten die iets zeggen over de openbare orde, zoals geweld, vernieling en overlast, "
        "zijn er geen cijfers."
    )
    if not known(_TOTAL):
        return Kinds((), none, of_order=False)
    more = (
        " Wel van alle misdrijven samen. Daarin zit ook veel dat niets met de openbare orde te "
        "maken heeft."
    )
    return Kinds((edition.taxonomy[_TOTAL],), none + more, of_order=False)


def usual_period(edition: Edition, viewer: Viewer, kinds: Kinds | None = None) -> Period | None:
    """Give the newest whole year that there are figures of, provisional or not."""
    told = (kinds or kinds_of_order(edition, viewer)).told
    years = {year for one in told for year in years_of(edition, one.code, viewer) if year.is_year}
    return max(years, default=None)


def concerns_order(edition: Edition, category: str | None) -> bool:
    """Whether a category is of public order, or a group with a kind that is."""
    if category is None or category not in edition.taxonomy:
        return False
    return bool(edition.taxonomy.leaves(category) & set(ORDER))


def _titles(kinds: Iterable[Category]) -> str:
    return "; ".join(one.title for one in kinds)
