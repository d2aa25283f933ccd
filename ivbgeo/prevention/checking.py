"""What of prevention looks like a fact about a person, and is asked about or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.prevention.contact import looks_personal
from ivbgeo.textfilter import Kind, find

if TYPE_CHECKING:
    from ivbgeo.prevention.prevention import Prevention

__all__ = ["refuse_persons"]

# Of nobody's, or not to be had from somebody who says that it is not: they are drawn on maps.
_NEVER = frozenset({Kind.TELEFOON, Kind.EMAIL, Kind.BSN, Kind.REKENING})


def refuse_persons(said: Prevention, *, confirmed: bool) -> None:
    """Refuse what looks personal by its form; a name of a person has no form, and is not found.

    Phone numbers of somebody and e-mail addresses in a text never stay. An address of a place
    stands in ``place`` and ``decision``; elsewhere it is asked about.

    Parameters
    ----------
    confirmed
        Whoever wrote it was asked, and says that the rest is of nobody.

    Raises
    ------
    DataError
        If something is found.
    """
    of_places = (said.place, said.decision)
    for text in said.texts:
        for one in find(text):
            piece, what = one.of(text), f"een {one.kind}"
            if one.kind in _NEVER:
                raise DataError("prevention.personal", value=piece, what=what)
            if not confirmed and not (one.kind is Kind.ADRES and text in of_places):
                raise DataError("measure.personal", value=piece, what=what)
    if not confirmed and looks_personal(said.contact):
        raise DataError("prevention.contact_person", value=said.contact)
