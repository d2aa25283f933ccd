"""Which lines of the record somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ivbgeo.record.entry import Act
    from ivbgeo.viewer import Role

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines, the newest first.

    Parameters
    ----------
    below, count
        Only those with a number under this one, and how many at most: page by page.
    since, until
        From this moment on, and before that one, with their zones.
    acts, roles
        Only these acts, and only as these roles; none: all.
    who, area_code
        Only of this person, and only about this area, in whatever year it was divided.
    """

    below: int | None = None
    count: int = 200
    since: datetime | None = None
    until: datetime | None = None
    acts: tuple[Act, ...] = ()
    roles: tuple[Role, ...] = ()
    who: str | None = None
    area_code: str | None = None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"{self.count} lines are asked for; at least one can be")
        for moment in (self.since, self.until):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"the moment {moment} has no zone")
