"""What a file of a planner can be of."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["FileKind"]


class FileKind(StrEnum):
    """What the shapes or the spots in a file are."""

    BUILDINGS = "gebouwen"
    PUBLIC = "openbaar"
    SENSITIVE = "gevoelig"
    CANDIDATES = "kandidaten"
    FORBIDDEN = "verboden"
    DEMAND = "vraag"

    @property
    def has_areas(self) -> bool:
        """Whether the file holds areas; else it holds spots."""
        return self not in {FileKind.CANDIDATES, FileKind.DEMAND}

    @property
    def words(self) -> str:
        """What it is called, in Dutch."""
        return _WORDS[self]

    @property
    def about(self) -> str:
        """What has to be in it, in Dutch."""
        return _ABOUT[self]


_WORDS = {
    FileKind.BUILDINGS: "Gebouwen",
    FileKind.PUBLIC: "Openbare ruimte",
    FileKind.SENSITIVE: "Gevoelige plekken",
    FileKind.CANDIDATES: "Plekken om uit te kiezen",
    FileKind.FORBIDDEN: "Verboden gebieden",
    FileKind.DEMAND: "Punten die in beeld moeten",
}
_ABOUT = {
    FileKind.BUILDINGS: (
        "Vlakken van gebouwen, zoals panden uit de BAG. Met een kolom ‘gebruiksdoel’ of ‘woning’ "
        "(ja of nee) is ook te zeggen welke gevel van een woning is."
    ),
    FileKind.PUBLIC: "Vlakken van straten, pleinen en ander openbaar gebied, zoals uit de BGT.",
    FileKind.SENSITIVE: "Vlakken die om zorg vragen, zoals schoolpleinen, met een kolom ‘naam’.",
    FileKind.CANDIDATES: (
        "Punten, zoals lichtmasten: id, x en y (of lon en lat); en als u die weet yearly_cost, "
        "installation, removal, frontage en forbidden."
    ),
    FileKind.FORBIDDEN: "Vlakken waar geen camera mag komen.",
    FileKind.DEMAND: "Punten: x en y (of lon en lat), en als u die weet een gewicht (weight).",
}
