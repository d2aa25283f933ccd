"""Who made the borders: shown wherever a map is shown or exported (CC BY 4.0 asks it)."""

from __future__ import annotations

__all__ = ["ATTRIBUTION"]

ATTRIBUTION = "© CBS/Kadaster, Wijk- en buurtkaart, CC BY 4.0"
