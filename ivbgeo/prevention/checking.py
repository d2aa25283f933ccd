"""What of prevention looks like a fact about a person, and is asked about or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.prevention.contact import looks_personal, number_within
from ivbgeo.textfilter import Kind, find

if TYPE_CHECKING:
    from collections.abc import Collection

    from ivbgeo.prevention.prevention import Prevention

__all__ = ["refuse_persons"]

# Of nobody's, or not to be had from somebody who says that it is not: they are drawn on maps.
_NEVER = frozenset({Kind.TELEFOON, Kind.EMAIL, Kind.BSN, Kind.REKENING})


def refuse_persons(said: Prevention, *, confirmed: Collection[str] | None) -> None:
    """Refuse what looks personal by its form; a name of a person has no form, and is not found.

    Phone numbers of somebody and e-mail addresses in a text never stay, nor a number within the
    contact address. An address of a place stands in ``place`` and ``decision``; elsewhere it is
    asked about, and so is a mail box that looks like one of a person.

    Parameters
    ----------
    confirmed
        The pieces of which whoever wrote it was asked, and says that they are of nobody; None: all
        that is asked about.

    Raises
    ------
    DataError
        If something is found.
    """
    of_places = (said.place, said.decision)
    asked = []
    for text in said.texts:
        for one in find(text):
            piece, what = one.of(text), f"een {one.kind}"
            if one.kind in _NEVER:
                raise DataError("prevention.personal", value=piece, what=what)
            if not (one.kind is Kind.ADRES and text in of_places):
                asked.append((piece, what))
    number = number_within(said.contact)
    if number is not None:
        piece, kind = number
        raise DataError("prevention.personal", value=piece, what=f"een {kind}")
    if looks_personal(said.contact):
        asked.append((said.contact, "een adres van een persoon"))
    for piece, what in asked:
        if confirmed is not None and piece not in confirmed:
            raise DataError("measure.personal", value=piece, what=what)
