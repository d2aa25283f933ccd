"""What somebody is here for; apart from who looks, so that the server starts without figures."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Role"]


class Role(StrEnum):
    """What somebody is here for."""

    PUBLIEK = "publiek"
    WAS = "was"
    WIJKREGISSEUR = "wijkregisseur"
    PLANNER = "planner"
    BEHEER = "beheer"
