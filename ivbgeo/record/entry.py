"""What somebody did or looked at: one line of the record of access, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo import AreaId

if TYPE_CHECKING:
    from ivbgeo.viewer import Role, Viewer

__all__ = ["Act", "Entry"]

_LONGEST = 200  # characters of a word; a text is no business of the record


class Act(StrEnum):
    """What was done."""

    BEKEKEN = "bekeken"
    UITGEVOERD = "uitgevoerd"
    GEWEIGERD = "geweigerd"
    INGELEZEN = "ingelezen"
    TERUGGEDRAAID = "teruggedraaid"
    GEWIJZIGD = "gewijzigd"
    GEWIST = "gewist"
    AANGEMELD = "aangemeld"
    AFGEMELD = "afgemeld"
    # Lines that were older than the record keeps them; the record writes this itself.
    OPGERUIMD = "opgeruimd"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what.

    Parameters
    ----------
    act, what
        What was done, and to what: the name of a page, a kind of data or a noun with its number,
        such as ``incidenten`` or ``inspanning 12``.
    role, who
        As which role, and who: by the sign-in, or ``account`` and the name of the account that a
        command ran as (``ivbgeo.machine``); empty where nobody signed in.
    area
        Where it was about; None: nowhere in particular, or the whole city.
    detail
        Anything else that has to be known of it: a category, months, a hash. Never a text that
        somebody typed.
    """

    act: Act
    what: str
    role: Role
    who: str = ""
    area: AreaId | None = None
    detail: str = ""

    @classmethod
    def by(
        cls, viewer: Viewer, act: Act, what: str, area: AreaId | None = None, detail: str = ""
    ) -> Entry:
        """Say that a viewer did something; of who that is, and of the rest, what fits on a line."""
        who = "".join(sign if sign.isprintable() else "�" for sign in viewer.who[:_LONGEST])
        return cls(act, what, viewer.role, who, area, detail[:_LONGEST])

    def __post_init__(self) -> None:
        if not self.what:
            raise ValueError("a line of the record is about something")
        for name in ("what", "who", "detail"):
            value = getattr(self, name)
            if len(value) > _LONGEST or not value.isprintable():
                raise ValueError(f"{name} is {value!r}; it has up to {_LONGEST} signs, on one line")
