"""What was done about a signal, as it was written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from datetime import datetime

    from geo import AreaId
    from ivbgeo.period import Period

__all__ = ["LONGEST", "SignalKey", "SignalNote", "SignalStatus"]

LONGEST = 500
"""Characters of a remark."""


class SignalStatus(StrEnum):
    """How far a signal is. ``NIEUW``: nobody looked at it yet."""

    NIEUW = "nieuw"
    BEKEKEN = "bekeken"
    ACTIE = "actie"
    GEEN_ACTIE = "geen_actie"

    @property
    def words(self) -> str:
        """Dutch words for a status."""
        return _WORDS[self]


_WORDS = {
    SignalStatus.NIEUW: "nieuw",
    SignalStatus.BEKEKEN: "bekeken",
    SignalStatus.ACTIE: "er is actie",
    SignalStatus.GEEN_ACTIE: "geen actie nodig",
}


@dataclass(frozen=True, slots=True)
class SignalKey:
    """Which signal it is: the area (of a division year), the category and the month."""

    area: AreaId
    category: str
    month: Period


@dataclass(frozen=True, slots=True)
class SignalNote:
    """What somebody wrote of a signal.

    Parameters
    ----------
    remark
        Short and plain; what looks like markup stands there as it was typed, and is drawn so.
    noted_by
        A role, never a person.
    noted_at
        With its zone.
    number
        What the store calls it; None before it is kept.

    Raises
    ------
    DataError
        If the remark is too long.
    """

    key: SignalKey
    status: SignalStatus
    remark: str
    noted_by: str
    noted_at: datetime
    number: int | None = None

    def __post_init__(self) -> None:
        if len(self.remark) > LONGEST:
            raise DataError("signal.long", value=len(self.remark), most=LONGEST)
