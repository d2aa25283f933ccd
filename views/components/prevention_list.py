"""Prevention and plekken in words, as tables: the same as is on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import day
from ivbgeo.prevention.words import period, state, where
from ivbgeo.register.words import UNKNOWN
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import Prevention
    from ivbgeo.prevention.spot import SpotVersion

__all__ = ["contact_of", "prevention_table", "spot_table"]


def contact_of(said: Prevention) -> str:
    """Say whom to ask: by function, and the address of that function."""
    return ", ".join(filter(None, (said.contact_role, said.contact)))


def prevention_table(edition: Edition, found: Sequence[Prevention], when: date) -> None:
    """Draw what there is, and how it stands on a day; what is known of none is left out."""
    columns = {
        "Naam": [one.name for one in found],
        "Soort": [one.kind.words for one in found],
        "Stand": [state(one, when) for one in found],
        "Wanneer": [_when(one) for one in found],
        "Waar": [_place(edition, one) for one in found],
        "Contact": [contact_of(one) for one in found],
        "Besluit": [one.decision for one in found],
    }
    plain_table({title: cells for title, cells in columns.items() if any(cells)}, "Preventie")


def _when(said: Prevention) -> str:
    """Say from when to when, and at what times."""
    told = period(said)
    return "; ".join(filter(None, ("" if told == UNKNOWN and said.times else told, said.times)))


def _place(edition: Edition, said: Prevention) -> str:
    """Say where it is in words, as far as that tells more than a border on the map."""
    told = [said.place, where(edition, said) if said.border is None or not said.place else ""]
    return ", ".join(filter(None, told))


def spot_table(found: Sequence[SpotVersion]) -> None:
    """Draw the plekken with their remark, to who may see them."""
    said = [one.spot for one in found]
    plain_table(
        {
            "Plek": [str(one.number) for one in found],
            "Soort": [one.kind.words for one in said],
            "Licht": [one.light.words for one in said],
            "Stand": [one.status.words for one in said],
            "Gemeld op": [day(one.reported) for one in said],
            "Opmerking": [one.remark for one in said],
        },
        "Stille en enge plekken",
    )
