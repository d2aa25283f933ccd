"""Who looks. Every read of figures takes a viewer; there is no read without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.figure import Classification

__all__ = ["PUBLIEK", "Role", "Viewer"]


class Role(StrEnum):
    """What somebody is here for."""

    PUBLIEK = "publiek"
    WAS = "was"
    WIJKREGISSEUR = "wijkregisseur"
    PLANNER = "planner"
    BEHEER = "beheer"


# Fail closed: what is not named here may not be seen.
_MAY_READ = {
    Role.PUBLIEK: {Classification.OPEN},
    Role.WAS: {Classification.OPEN},
    Role.WIJKREGISSEUR: {Classification.OPEN, Classification.INTERN},
    Role.PLANNER: {Classification.OPEN, Classification.INTERN},
    Role.BEHEER: {Classification.OPEN, Classification.INTERN, Classification.VERTROUWELIJK},
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role and the wijken that it covers, as area codes; none means no wijk of one's own.

    ``who`` is who that is, for the record of access alone: what may be read depends on the rest.
    """

    role: Role
    wijken: frozenset[str] = field(default_factory=frozenset)
    who: str = field(default="", compare=False, repr=False)

    @classmethod
    def of(cls, role: str, wijken: tuple[str, ...] = ()) -> Viewer:
        """Make a viewer out of what a command line or a claim says.

        Raises
        ------
        UsageError
            If there is no such role.
        """
        try:
            return cls(Role(role), frozenset(wijken))
        except ValueError:
            raise UsageError("viewer.role", value=role, known=", ".join(Role)) from None

    @property
    def readable(self) -> frozenset[Classification]:
        """The classifications that this viewer may see counts of."""
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
        """Whether counts of a dataset of this classification may be shown to this viewer."""
        return classification in self.readable


PUBLIEK = Viewer(Role.PUBLIEK)
