"""What looks like a fact about a person in a text, where only organisations belong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.textfilter import find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Suspect", "refuse_personal", "suspects"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A piece of text, and what it looks like, in Dutch."""

    text: str
    what: str


def suspects(texts: Iterable[str]) -> tuple[Suspect, ...]:
    """Find what looks personal by its form (``ivbgeo.textfilter``), each piece once.

    A name of a person looks like any other word: that is not found.

    Examples
    --------
    >>> [one.what for one in suspects(["Bel 06-12345678", "Zaak 2023.4567", "111222333"])]
    ['een telefoonnummer', 'een burgerservicenummer']
    """
    found = (Suspect(one.of(text), f"een {one.kind}") for text in texts for one in find(text))
    return tuple(dict.fromkeys(found))


def refuse_personal(texts: Iterable[str], confirmed: Collection[str]) -> None:
    """Refuse what looks personal, for whoever wrote it to look at again.

    Parameters
    ----------
    confirmed
        The pieces of which whoever wrote it says that they are of nobody.

    Raises
    ------
    DataError
        If a text has a piece that looks like a fact about a person.
    """
    for one in suspects(texts):
        if one.text in confirmed:
            continue
        raise DataError("measure.personal", value=one.text, what=one.what)
