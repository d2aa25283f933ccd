"""Kinds of prevention, and what a stille or enge plek is: the words of both."""

from __future__ import annotations

from enum import StrEnum

from ivbgeo.outline import LINES, POINTS, POLYGONS

__all__ = ["Light", "PreventionKind", "SpotKind", "SpotStatus"]


class PreventionKind(StrEnum):
    """What is kept of the work of inhabitants, and of what holds in a place."""

    GROEP = "groep"
    WAS_GEBIED = "was-gebied"
    RONDE = "ronde"
    ALCOHOLVERBOD = "alcoholverbod"
    DRUGSVERBOD = "drugsverbod"
    VUURWERKVRIJ = "vuurwerkvrij"
    AVOND = "avond"

    @property
    def words(self) -> str:
        """Dutch words for one of them."""
        return _WORDS[self]

    @property
    def plural(self) -> str:
        """Dutch words for several of them."""
        return _PLURAL[self]

    @property
    def sorts(self) -> frozenset[str]:
        """The sorts of shapes that its border can be (names of GeoJSON)."""
        return _SORTS.get(self, POLYGONS)


_WORDS = {
    PreventionKind.GROEP: "WhatsApp-buurtpreventie",
    PreventionKind.WAS_GEBIED: "gebied van een WAS-team",
    PreventionKind.RONDE: "ronde van een WAS-team",
    PreventionKind.ALCOHOLVERBOD: "gebied met een alcoholverbod",
    PreventionKind.DRUGSVERBOD: "gebied met een drugsverbod",
    PreventionKind.VUURWERKVRIJ: "vuurwerkvrije zone",
    PreventionKind.AVOND: "wijkveiligheidsavond",
}
_PLURAL = {
    PreventionKind.GROEP: "groepen WhatsApp-buurtpreventie",
    PreventionKind.WAS_GEBIED: "gebieden van WAS-teams",
    PreventionKind.RONDE: "rondes van WAS-teams",
    PreventionKind.ALCOHOLVERBOD: "gebieden met een alcoholverbod",
    PreventionKind.DRUGSVERBOD: "gebieden met een drugsverbod",
    PreventionKind.VUURWERKVRIJ: "vuurwerkvrije zones",
    PreventionKind.AVOND: "wijkveiligheidsavonden",
}
_SORTS = {PreventionKind.RONDE: LINES | POLYGONS, PreventionKind.AVOND: POINTS}


class SpotKind(StrEnum):
    """What people have against a place: nobody sees it, or one feels unsafe there."""

    STIL = "stil"
    ENG = "eng"
    BEIDE = "beide"

    @property
    def words(self) -> str:
        """Dutch words for a kind."""
        return {"stil": "stille plek", "eng": "enge plek", "beide": "stille en enge plek"}[self]


class Light(StrEnum):
    """How the lighting is, as whoever reported it saw it."""

    GOED = "goed"
    ZWAK = "zwak"
    KAPOT = "kapot"
    GEEN = "geen"
    ONBEKEND = "onbekend"

    @property
    def words(self) -> str:
        """Dutch words for the lighting."""
        return {
            "goed": "goed verlicht",
            "zwak": "zwak verlicht",
            "kapot": "lamp kapot",
            "geen": "geen verlichting",
            "onbekend": "verlichting niet bekend",
        }[self]


class SpotStatus(StrEnum):
    """How far a place is: reported, being worked on, solved."""

    GEMELD = "gemeld"
    IN_BEHANDELING = "in_behandeling"
    OPGELOST = "opgelost"

    @property
    def words(self) -> str:
        """Dutch words for a status."""
        return self.value.replace("_", " ")
