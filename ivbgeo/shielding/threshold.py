"""The least count that is shown, as the settings have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import SettingsError

if TYPE_CHECKING:
    from ivbgeo.settings import Settings

__all__ = ["threshold_of"]

_LEAST, _MOST = 2, 10


def threshold_of(settings: Settings) -> int:
    """Give the least count that is shown.

    Raises
    ------
    SettingsError
        If the setting is no whole number from 2 to 10.
    """
    said = settings.threshold
    if not (said.isascii() and said.isdecimal() and _LEAST <= int(said) <= _MOST):
        raise SettingsError("shielding.threshold", value=said, least=_LEAST, most=_MOST)
    return int(said)
