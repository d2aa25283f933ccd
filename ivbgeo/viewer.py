"""Who looks. Every read of figures takes a viewer; there is no read without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.settings import Settings

__all__ = ["COUNTING", "PUBLIEK", "ROWS", "Detail", "Role", "Viewer"]

ROWS = frozenset({"incidents", "cases"})
"""The kinds of datasets that hold rows, one by one."""

_YEAR = 12


class Detail(IntEnum):
    """How much of the counts of rows (incidents, cases) a viewer may see."""

    NOTHING = 0
    PUBLISHED = 1
    """What is left after withholding, for a WAS-team of its own wijken and the city alone."""
    OWN = 2
    """Each count of one's own wijken; of the city what is left after withholding."""
    EXACT = 3


# Fail closed: what is not named here may not be seen.
_MAY_READ = {
    Role.PUBLIEK: {Classification.OPEN},
    Role.WAS: {Classification.OPEN},
    Role.WIJKREGISSEUR: {Classification.OPEN, Classification.INTERN},
    Role.PLANNER: {Classification.OPEN, Classification.INTERN},
    Role.BEHEER: {Classification.OPEN, Classification.INTERN, Classification.VERTROUWELIJK},
}
# Of rows that are intern; by the kind of their dataset.
_ROWS = {
    Role.WAS: {"incidents": Detail.PUBLISHED, "cases": Detail.PUBLISHED},
    Role.WIJKREGISSEUR: {"incidents": Detail.OWN, "cases": Detail.OWN},
    Role.PLANNER: {"incidents": Detail.EXACT},
    Role.BEHEER: {"incidents": Detail.PUBLISHED, "cases": Detail.PUBLISHED},
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role and the wijken that it covers, as area codes; none means no wijk of one's own.

    Parameters
    ----------
    published
        Whether everybody may see what is left of intern counts after withholding.
    until
        The last month of intern counts that a WAS-team may see, as ``year * 12 + month - 1``; None:
        none of them.
    who
        Who that is, for the record of access alone: what may be read depends on the rest.
    counts_all
        The app itself, where it counts rows to decide what may be shown: see ``COUNTING``.
    """

    role: Role
    wijken: frozenset[str] = field(default_factory=frozenset)
    published: bool = False
    until: int | None = None
    who: str = field(default="", compare=False, repr=False)
    counts_all: bool = field(default=False, repr=False)

    @classmethod
    def of(cls, role: str, wijken: Iterable[str] = ()) -> Viewer:
        """Make a viewer out of what a command line or a claim says, with the least that it may see.

        Raises
        ------
        UsageError
            If there is no such role.
        """
        try:
            return cls(Role(role), frozenset(wijken))
        except ValueError:
            raise UsageError("viewer.role", value=role, known=", ".join(Role)) from None

    @classmethod
    def under(
        cls,
        settings: Settings,
        role: str,
        wijken: Iterable[str] = (),
        who: str = "",
        today: date | None = None,
    ) -> Viewer:
        """Make a viewer who may see what the settings say; ``today`` None: by the clock.

        Raises
        ------
        UsageError
            If there is no such role.
        SettingsError
            If ``public_counts`` or ``was_lag`` says something else than it can.
        """
        plain = cls.of(role, wijken)
        published, lag = settings.counts_public, settings.months_held
        # Where nobody can sign in, everybody sees what is open and no more.
        published = published and bool(settings.signin_issuer)
        now = today or date.today()  # noqa: DTZ011 - months are those of the place where it runs
        # The month that is not over yet is never one of them.
        until = now.year * _YEAR + now.month - 2 - lag if plain.role is Role.WAS else None
        return cls(plain.role, plain.wijken, published, until, who)

    @property
    def readable(self) -> frozenset[Classification]:
        """The classifications of tables and notes that this viewer may see.

        Of rows (incidents, cases) ``detail`` tells.
        """
        return frozenset(_MAY_READ[self.role])

    @property
    def may_manage(self) -> bool:
        """Whether this viewer may bring data in, and take it away."""
        return self.role is Role.BEHEER

    @property
    def may_see_points(self) -> bool:
        """Whether this viewer may see where each incident was, and each camera is: to plan by."""
        return self.role is Role.PLANNER

    def must_manage(self) -> None:
        """Let only those pass who may bring data in, and take it away.

        Raises
        ------
        NotAllowedError
            If this viewer may not.
        """
        if not self.may_manage:
            raise NotAllowedError("data.not_allowed", role=self.role)

    def may_read(self, classification: Classification) -> bool:
        """Whether a table or a note of this classification may be shown to this viewer."""
        return classification in self.readable

    def may_see(self, kind: str, classification: Classification) -> bool:
        """Whether anything at all of a dataset of a kind may be shown to this viewer."""
        if kind in ROWS:
            return self.detail(kind, classification) is not Detail.NOTHING
        return self.may_read(classification)

    def detail(self, kind: str, classification: Classification) -> Detail:
        """Tell how much of the counts of rows of a kind (incidents, cases) may be seen."""
        if classification is Classification.OPEN:
            return Detail.EXACT
        if classification is not Classification.INTERN:
            return Detail.NOTHING
        if self.counts_all:
            return Detail.EXACT
        own = _ROWS.get(self.role, {}).get(kind, Detail.NOTHING)
        # Who signs in never sees less than who does not.
        return max(own, Detail.PUBLISHED) if self.published else own

    def rows_of(self, kind: str) -> frozenset[Classification]:
        """Give the classifications of which this viewer may have every row of a kind counted."""
        return frozenset(one for one in Classification if self.detail(kind, one) is Detail.EXACT)


PUBLIEK = Viewer(Role.PUBLIEK)

COUNTING = Viewer(Role.PUBLIEK, counts_all=True)
"""The app itself, where it counts rows before it is decided what of that may be seen.

Nobody is this viewer, and nothing that is counted as it may leave without being held to one who is:
a test holds the modules that use it to a list.
"""
