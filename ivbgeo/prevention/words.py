"""What is said of prevention and of plekken, in Dutch: where, when, by whom, and what changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import shapely

from ivbgeo.dutch import day, number
from ivbgeo.measures.words import area_name
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.register.words import UNKNOWN, steps
from ivbgeo.textfilter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import Prevention, PreventionVersion
    from ivbgeo.prevention.reporting import Near
    from ivbgeo.prevention.spot import Spot, SpotVersion

__all__ = [
    "changes",
    "near_words",
    "period",
    "size",
    "spot_changes",
    "spot_told",
    "state",
    "taken_out_words",
    "told",
    "where",
]

_HECTARE, _KILOMETRE = 10_000, 1_000
_NO_AREA = "gebied niet bekend"
_PLURAL = {Kind.EMAIL: "e-mailadressen", Kind.ADRES: "adressen"}


def period(said: Prevention) -> str:
    """Say from when to when it holds.

    Examples
    --------
    >>> from datetime import date
    >>> from ivbgeo.prevention.prevention import Prevention
    >>> period(Prevention(kind="groep", name="x", valid_from=date(2025, 3, 1)))
    'vanaf 1 maart 2025, einde niet bekend'
    >>> period(Prevention(kind="avond", name="x", valid_from=date(2026, 12, 1)))
    '1 december 2026'
    """
    first, last = said.valid_from, said.valid_to
    if first and (first == last or (said.kind is PreventionKind.AVOND and last is None)):
        return day(first)
    if first and last:
        return f"van {day(first)} tot en met {day(last)}"
    if first:
        return f"vanaf {day(first)}, einde niet bekend"
    return f"tot en met {day(last)}, begin niet bekend" if last else UNKNOWN


def state(said: Prevention, when: date) -> str:
    """Say how it stands on a day.

    Examples
    --------
    >>> from datetime import date
    >>> from ivbgeo.prevention.prevention import Prevention
    >>> zone = Prevention(kind="vuurwerkvrij", name="x", valid_from=date(2026, 12, 31))
    >>> state(zone, date(2026, 12, 1)), state(zone, date(2027, 1, 1))
    ('geldt nog niet', 'geldt')
    """
    first = said.valid_from
    if said.kind is PreventionKind.AVOND:
        if first is None:
            return "dag niet bekend"
        return (
            ("is vandaag" if first <= when else "komt nog")
            if said.is_valid_on(when)
            else "is geweest"
        )
    if said.is_valid_on(when):
        return "geldt"
    return "geldt nog niet" if first and when < first else "geldt niet meer"


def where(edition: Edition, said: Prevention) -> str:
    """Say where it is: its own border, else the wijk or buurt that it is of, else not known."""
    if said.border is not None:
        return size(said.border)
    if said.area is None:
        return _NO_AREA
    return f"{area_name(edition, said.area)}, grens niet bekend"


def size(border: BaseGeometry) -> str:
    """Say how large it is: hectare of polygons, kilometres of lines, the place of a point."""
    dimension = shapely.get_dimensions(border)
    parts = shapely.get_num_geometries(border)
    more = f", in {parts} delen" if parts > 1 else ""
    if dimension == 2:  # noqa: PLR2004 - a surface
        return f"{number(border.area / _HECTARE, 2)} hectare{more}"
    if dimension == 1:
        return f"{number(border.length / _KILOMETRE, 2)} kilometer{more}"
    return f"x {number(border.x, 0)}, y {number(border.y, 0)} (RD)"


def told(edition: Edition, said: Prevention) -> dict[str, str]:
    """Give all that is said, by what it is called; nothing is left out."""
    return {
        "Soort": said.kind.words,
        "Naam": said.name,
        "Wanneer": period(said),
        "Tijden": said.times or UNKNOWN,
        "Grens": UNKNOWN if said.border is None else size(said.border),
        "Gebied": _NO_AREA if said.area is None else area_name(edition, said.area),
        "Plaats": said.place or UNKNOWN,
        "Contact (functie)": said.contact_role or UNKNOWN,
        "Contact (adres)": said.contact or UNKNOWN,
        "Besluit": said.decision or UNKNOWN,
        "Voor wie": said.classification.value,
        "Bron": said.source or "niet genoemd",
        "Opmerking": said.remark or "geen",
    }


def changes(
    edition: Edition, version: PreventionVersion, earlier: PreventionVersion | None
) -> tuple[str, ...]:
    """Say what a version says otherwise than the one before it."""
    return steps(
        version,
        earlier,
        lambda one: told(edition, one.prevention),
        lambda one: one.prevention.border,
    )


def spot_told(said: Spot) -> dict[str, str]:
    """Give all that is said of a plek, by what it is called."""
    return {
        "Soort": said.kind.words,
        "Plaats": f"x {number(said.x, 0)}, y {number(said.y, 0)} (RD)",
        "Verlichting": said.light.words,
        "Stand": said.status.words,
        "Gemeld op": day(said.reported),
        "Opgelost op": day(said.solved) if said.solved else "nog niet",
        "Opmerking": said.remark or "geen",
    }


def spot_changes(version: SpotVersion, earlier: SpotVersion | None) -> tuple[str, ...]:
    """Say what a version of a plek says otherwise than the one before it."""
    if earlier is None:
        return ("Gemeld.",)
    return steps(version, earlier, lambda one: spot_told(one.spot))


def taken_out_words(kinds: Iterable[Kind]) -> str:
    """Say what was taken out of a remark; empty where nothing was.

    Examples
    --------
    >>> taken_out_words([Kind.TELEFOON, Kind.ADRES, Kind.ADRES])
    'Uit uw opmerking is weggehaald: een telefoonnummer en 2 adressen. Dat lijkt op gegevens van \
een persoon. Namen vindt het filter niet: schrijf die niet op.'
    >>> taken_out_words([])
    ''
    """
    counted = Counter(kinds)
    if not counted:
        return ""
    parts = [
        f"een {kind}" if count == 1 else f"{count} {_PLURAL.get(kind, f'{kind}s')}"
        for kind, count in counted.items()
    ]
    listed = " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return (
        f"Uit uw opmerking is weggehaald: {listed}. Dat lijkt op gegevens van een persoon. Namen "
        "vindt het filter niet: schrijf die niet op."
    )


def near_words(one: Near) -> str:
    """Say that an open plek is near: which one, how far, and since when.

    As the sentence of the rule ``spot.same`` begins.
    """
    spot = one.version.spot
    return (
        f"Op {number(one.metres, 0)} meter hiervandaan is op {day(spot.reported)} al plek "
        f"{one.version.number} gemeld ({spot.kind.words}, {spot.light.words}, {spot.status.words})."
    )
