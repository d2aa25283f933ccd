"""Where the background comes from, as the settings say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ivbgeo.errors import SettingsError

if TYPE_CHECKING:
    from ivbgeo.settings import Settings
    from ivbgeo.tiles.address import TileAddress
    from ivbgeo.tiles.picture import Picture

__all__ = ["TileSource", "tile_source"]

VARIANTS = ("standaard", "grijs", "pastel", "water")


class TileSource(Protocol):
    """A source of background tiles. Safe to share between threads; reading never raises.

    Attributes
    ----------
    attribution
        Whose map it is: plain text, in Dutch.
    zooms
        The lowest and the highest zoom of which there are tiles.
    mark
        Some letters and digits that change when the tiles do.
    """

    @property
    def attribution(self) -> str: ...  # noqa: D102 - said above

    @property
    def zooms(self) -> tuple[int, int]: ...  # noqa: D102 - said above

    @property
    def mark(self) -> str: ...  # noqa: D102 - said above

    @property
    def is_remote(self) -> bool:
        """Whether ``ask`` may help, and takes time: another host is asked."""
        ...

    def at_hand(self, tile: TileAddress) -> Picture | None:
        """Give a tile that is on this machine; None where there is none."""
        ...

    def ask(self, tile: TileAddress) -> Picture | None:
        """Give a tile, from elsewhere if need be; None where there is none, or not now."""
        ...


@cache
def tile_source(settings: Settings) -> TileSource | None:
    """Give the background that is set, opened once for the whole process; None for none.

    Raises
    ------
    SettingsError
        If the file is not there or has no tiles to show, or if a setting can't be right.
    """
    wanted = settings.background.strip()
    if not wanted:
        return None
    # Each is imported where it is needed: most run without.
    if wanted.lower() == "pdok":
        from ivbgeo.tiles.service import TileService  # noqa: PLC0415 - said above

        variant = settings.background_variant.strip().lower()
        if variant not in VARIANTS:
            raise SettingsError(
                "background.variant",
                value=settings.background_variant,
                allowed=", ".join(VARIANTS),
            )
        return TileService(settings.background_url, variant, settings.cache_dir / "tiles")
    path = Path(wanted)
    match path.suffix.lower():
        case ".mbtiles":
            from ivbgeo.tiles.mbtiles import MBTilesFile  # noqa: PLC0415 - said above

            return MBTilesFile(path)
        case ".pmtiles":
            from ivbgeo.tiles.pmtilesfile import PMTilesFile  # noqa: PLC0415 - said above

            return PMTilesFile(path)
    raise SettingsError("background.choice", value=wanted)
