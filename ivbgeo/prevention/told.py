"""What is worked out of groups, in words: coverage, heterdaad, where a group is wanted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ivbgeo.dutch import day, number
from ivbgeo.prevention.dwellings import Basis
from ivbgeo.question import Per

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ivbgeo.prevention.coverage import BuurtCoverage, Coverage
    from ivbgeo.prevention.heterdaad import Gap, Heterdaad, NearGroup
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.prevention.wanting import Wanting, WantingBuurt

__all__ = [
    "about_coverage",
    "about_heterdaad",
    "about_wanting",
    "away",
    "gap_words",
    "percent",
    "place_words",
    "share_words",
]

_NO_GROUPS = (
    "Op {on} geldt geen enkele groep die hier bekend is. Dat is niet hetzelfde als dat er geen "
    "groepen zijn."
)
_NOBODY, _UNKNOWN = "geen woningen", "niet te zeggen"
_FEW = 0.01
_NOTHING = 1e-6  # less is rounding
_SMALL, _TEN = 0.1, 10
_KILOMETRE = 1_000
_MOST_REASONS = 3


def percent(share: float) -> str:
    """Write a share as a whole percentage, and never a part as nothing or as all.

    Examples
    --------
    >>> percent(0.0), percent(0.004), percent(0.625), percent(0.999), percent(1.0)
    ('0%', 'minder dan 1%', '62%', 'meer dan 99%', '100%')
    """
    if _NOTHING < share < _FEW:
        return "minder dan 1%"
    if 1 - _FEW < share < 1 - _NOTHING:
        return "meer dan 99%"
    return f"{number(100 * share, 0)}%"


def share_words(row: BuurtCoverage) -> str:
    """Say which part of a buurt is covered: ‘62%’, ‘minstens 62%’ or ‘geen woningen’.

    A group of which the border is not known may cover more: then it is a lower bound, and no group
    with a border is no 0%.
    """
    if row.share is None:
        return _NOBODY
    if not row.unbordered:
        return percent(row.share)
    return _UNKNOWN if row.share < _NOTHING else f"minstens {percent(row.share)}"


def away(one: NearGroup) -> str:
    """Say how far a group is: ‘de plek ligt erin’, ‘120 meter’, ‘1,4 kilometer’."""
    if not one.metres:
        return "de plek ligt erin"
    if one.metres < _KILOMETRE:
        return f"{number(max(1, round(one.metres)))} meter"
    return f"{number(one.metres / _KILOMETRE, 1)} kilometer"


def about_coverage(found: Coverage) -> list[str]:
    """Say what is covered in all, and what has to be known to read it."""
    groups = found.groups
    if not len(groups):
        return [_NO_GROUPS.format(on=day(found.on))]
    told = [f"Op {day(found.on)} {_hold(len(groups))}."]
    if found.share is not None and groups.bordered:
        least = "ten minste " if groups.placed or groups.nowhere else ""
        told.append(
            f"Naar schatting {least}{percent(found.share)} van de {_living(found.per)} ligt in het "
            "gebied van een groep."
        )
    if groups.bordered:
        told.append("Waar gebieden van groepen over elkaar liggen, telt dat één keer.")
    told += _without(len(groups.placed) + len(groups.nowhere))
    told += _basis(found)
    told += _counted(found)
    return told


def about_heterdaad(found: Heterdaad) -> list[str]:
    """Say which groups are near, and what is not known."""
    radius = number(found.radius)
    told = [f"De plek ligt in {found.name}." if found.buurt else "De plek ligt buiten de gemeente."]
    if not found.groups_there:
        told.append(_NO_GROUPS.format(on=day(found.on)))
    elif found.groups:
        told.append(f"Binnen {radius} meter {_many(len(found.groups))}. De dichtstbijzijnde eerst.")
    else:
        told.append(f"Binnen {radius} meter ligt geen groep waarvan het gebied bekend is.")
        if found.beyond is not None:
            name = found.beyond.version.prevention.name
            told.append(f"De dichtstbijzijnde is ‘{name}’: {away(found.beyond)}.")
    if found.placed:
        told.append(
            f"Van {_names(found.placed)} is alleen de buurt of wijk bekend, en die ligt binnen de "
            "straal. Kijk of u ook daar moet waarschuwen."
        )
    if found.nowhere:
        told.append(f"Van {_names(found.nowhere)} is niet bekend waar dat is.")
    if found.gaps:
        told += _uncovered(found)
    elif found.groups:
        whole = "Alles" if found.slivers < _NOTHING else "Vrijwel alles"
        where = " en de gemeente" if found.outside >= _FEW else ""
        told.append(f"{whole} binnen de straal{where} ligt in het getekende gebied van een groep.")
    if found.outside >= _FEW:
        told.append(
            f"{percent(found.outside)} van de cirkel ligt buiten de gemeente. Van groepen daar is "
            "niets bekend."
        )
    return told


def gap_words(gap: Gap, per: Per = Per.WONINGEN) -> str:
    """Say of one buurt what no group covers."""
    told = f"{gap.name}: {_hectares(gap.hectares)} ({percent(gap.share)} van de cirkel)"
    if gap.dwellings is None:
        told += f", hoeveel {_living(per)} is niet bekend"
    else:
        told += f", {_about(gap.dwellings, per)}"
    if gap.unbordered:
        one = gap.unbordered == 1
        told += f"; hier {'is een groep' if one else f'zijn {gap.unbordered} groepen'}"
        told += " zonder getekend gebied"
    return told


def about_wanting(found: Wanting) -> list[str]:
    """Say what the list is, and what it can't tell."""
    if found.period is None:
        return ["Over woninginbraken per buurt zijn er geen cijfers. Er is geen lijst te maken."]
    if not found.ranked:
        return ["Geen buurt kan worden vergeleken. Bij elke buurt staat waarom."]
    told = [
        "De lijst gaat over woningen buiten de getekende gebieden van groepen.",
        (
            "De volgorde is die van het aantal woninginbraken dat daar per jaar ten minste te "
            "verwachten is (de onderkant van de marge van 95%), naar de cijfers van "
            f"{found.period}, alsof in de hele buurt even vaak wordt ingebroken."
        ),
        place_words(found.ranked[0]),
        "Het zegt niet dat een groep inbraken voorkomt.",
    ]
    if found.alike:
        told.append(
            "De buurten verschillen niet meer van elkaar dan door toeval kan komen. De volgorde "
            f"komt dus alleen van het aantal {_living(found.per)} zonder groep."
        )
    if not found.smoothed:
        told.append(
            "Niet van alle buurten is het cijfer bekend of te zien. Daarom is er niet gerekend met "
            "wat in de hele stad gewoon is, en zijn de marges groter."
        )
    if found.per is not Per.WONINGEN:
        told.append(
            "Hoeveel woningen er per buurt zijn, is niet bekend. Er is gerekend met huishoudens."
        )
    figures = [one.figure for one in found.ranked]
    if any(one.rate_estimated for one in figures):
        told.append(
            f"Van een deel van de buurten is het aantal {_living(found.per)} zelf een schatting. "
            "Die onzekerheid zit niet in de marge. Daarom staat daar ook niet of het cijfer hoog "
            "is voor de stad."
        )
    if any(one.provisional for one in figures):
        told.append("De cijfers van de laatste jaren zijn voorlopig: ze kunnen nog veranderen.")
    told += _not_counted(found)
    why = Counter(one.reason for one in found.others)
    told += [
        f"{'Eén buurt staat' if count == 1 else f'{number(count)} buurten staan'} niet in de "
        f"volgorde: {reason[:1].lower()}{reason[1:]}"
        for reason, count in why.most_common(_MOST_REASONS)
    ]
    if len(why) > _MOST_REASONS:
        told.append("Van nog andere buurten staat de reden in de tabel.")
    return told


def place_words(row: WantingBuurt) -> str:
    """Say which place a buurt has in the list, and which it may as well have."""
    name = row.coverage.name
    if row.place is None:
        return f"{name} staat niet in de volgorde. {row.reason}"
    if row.best == row.worst:
        return f"{name} staat op plaats {row.place}."
    return (
        f"{name} staat op plaats {row.place}, maar kan ook elke plaats van {row.best} tot en met "
        f"{row.worst} hebben: die buurten zijn niet van elkaar te onderscheiden."
    )


def _hold(count: int) -> str:
    return "geldt één groep" if count == 1 else f"gelden {number(count)} groepen"


def _many(count: int) -> str:
    return "ligt één groep" if count == 1 else f"liggen {number(count)} groepen"


def _living(per: Per) -> str:
    return per.value


def _about(count: float, per: Per) -> str:
    """Write a number that is a rough estimate."""
    if count < 1:
        return f"geen of bijna geen {_living(per)}"
    rounded = round(count) if count < _TEN else round(count / _TEN) * _TEN
    return f"naar schatting {number(rounded)} {_living(per)}"


def _hectares(value: float) -> str:
    if value < _SMALL:
        return "minder dan 0,1 hectare"
    return f"{number(value, 1 if value < _TEN else 0)} hectare"


def _names(groups: Sequence[PreventionVersion]) -> str:
    return ", ".join(f"‘{one.prevention.name}’" for one in groups)


def _without(count: int) -> Iterator[str]:
    if count:
        yield (
            f"Van {'één groep' if count == 1 else f'{number(count)} groepen'} is het gebied niet "
            "getekend. Wat die dekken is niet bekend: ze tellen niet mee, en ook niet als nul."
        )


def _not_counted(found: Wanting) -> Iterator[str]:
    """Say of which groups it is not known what they cover."""
    if any(one.coverage.unbordered for one in found.ranked):
        yield (
            "In sommige buurten is een groep waarvan het gebied niet getekend is. Die groep telt "
            "hier niet mee."
        )
    count = len(found.coverage.groups.nowhere)
    if count:
        which = "één groep" if count == 1 else f"{number(count)} groepen"
        yield f"Van {which} is niet bekend waar dat is. Dat telt hier ook niet mee."


def _basis(found: Coverage) -> Iterator[str]:
    """Say by what the shares go."""
    lived = [one for one in found.rows if one.share is not None]
    by_homes = sum(one.basis is Basis.WONINGEN for one in lived)
    if by_homes:
        where = "" if by_homes == len(lived) else f" in {number(by_homes)} van {len(lived)} buurten"
        rest = "" if by_homes == len(lived) else " In de andere is het naar oppervlakte."
        yield (
            f"De delen zijn geschat naar waar woningen staan{where} (bestand {found.file}). Een "
            f"gebouw telt als één woning, ook een flat.{rest}"
        )
    else:
        yield (
            "De delen zijn geschat naar oppervlakte, alsof overal in een buurt evenveel mensen "
            "wonen. Waar de woningen staan, is niet bekend."
        )


def _counted(found: Coverage) -> Iterator[str]:
    """Say of when the numbers are that the shares are of."""
    if found.year is None:
        yield "Hoeveel woningen er per buurt zijn, is niet bekend. Er staan alleen delen."
        return
    rough = any(one.estimated for one in found.rows)
    more = ", en deels zelf geschat op andere grenzen" if rough else ""
    yield f"Het aantal {_living(found.per)} is van {found.year}{more}."


def _uncovered(found: Heterdaad) -> Iterator[str]:
    size = sum(one.hectares for one in found.gaps)
    known = [one.dwellings for one in found.gaps if one.dwellings is not None]
    count = f", met {_about(sum(known), found.per)}" if known else ""
    yield (
        f"Buiten de getekende gebieden van groepen ligt {percent(found.uncovered_share)} van de "
        f"cirkel ({_hectares(size)}){count}."
    )
    if known:
        by = Basis.WONINGEN if any(one.basis is Basis.WONINGEN for one in found.gaps) else None
        yield f"Dat aantal is {(by or Basis.OPPERVLAKTE).words}."
