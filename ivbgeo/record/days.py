"""For how long a line of the record is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import SettingsError

if TYPE_CHECKING:
    from ivbgeo.settings import Settings

__all__ = ["days_kept"]


def days_kept(settings: Settings) -> int:
    """Give for how many days a line is kept.

    Raises
    ------
    SettingsError
        If the setting is no whole number of one or more.
    """
    given = settings.record_days
    if not (given.isascii() and given.isdecimal() and int(given)):
        raise SettingsError("settings.record_days", value=given)
    return int(given)
