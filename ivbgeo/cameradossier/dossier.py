"""A dossier of a camera area as plain data: what is said, what is counted, and what is still open.

One wording for the screen, for Word and for paper: whoever shows it adds no words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ivbgeo.dutch import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from geo import AreaId
    from ivbgeo.figure import Provenance

__all__ = [
    "AreaMap",
    "CameraDossier",
    "Chapter",
    "Items",
    "Listing",
    "Open",
    "Part",
    "Purpose",
    "Said",
]


class Purpose(StrEnum):
    """What a dossier is for: the order of the mayor, or looking back at it."""

    BESLUIT = "besluit"
    EVALUATIE = "evaluatie"

    @property
    def words(self) -> str:
        """What such a document is called, in Dutch."""
        return "Dossier cameratoezicht" if self is Purpose.BESLUIT else "Evaluatie cameratoezicht"


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph. ``heading``: what it is about; ``quoted``: it is what the municipality wrote."""

    text: str
    heading: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Sentences that belong together; ``ordered``: their order counts."""

    texts: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """What the software can't know, as a question to whoever makes the dossier ready.

    ``number`` from 1, in the order of reading; ``about``: in a few words.
    """

    number: int
    about: str
    question: str

    @property
    def mark(self) -> str:
        """The words that it begins with."""
        return f"Open vraag {self.number}: {self.about}"


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its caption, headings, rows, and which columns (from 0) hold numbers.

    ``shares``: how wide each column is beside the others.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AreaMap:
    """Where it is: the border (EPSG:28992) if that is known, else what comes nearest to it.

    Parameters
    ----------
    name
        Of the camera area.
    border
        The designated area; None where its border is not known.
    around
        The areas in which it lies, the largest one first.
    text
        What the map shows, and how exact that is.
    """

    name: str
    border: BaseGeometry | None
    around: tuple[AreaId, ...]
    text: str


Part = Said | Items | Open | Listing | AreaMap


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part under its heading. ``asked``: what the law asks here; empty where it asks nothing."""

    heading: str
    parts: tuple[Part, ...]
    asked: str = ""


@dataclass(frozen=True, slots=True)
class CameraDossier:
    """A dossier of one camera area.

    ``sources``: where figures come from, each once: what it tells, and the source. ``documents``:
    where the rest stands.
    """

    purpose: Purpose
    key: str
    name: str
    made: date
    chapters: tuple[Chapter, ...]
    sources: tuple[tuple[str, Provenance], ...]
    documents: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"{self.purpose.words}: {self.name}"

    @property
    def subtitle(self) -> str:
        """How far it is, and of which day. Some questions are always open: it is never done."""
        many = len(self.questions)
        when = day(self.made)
        return f"Concept: nog {many} open vragen. Artikel 151c Gemeentewet. Gemaakt op {when}."

    @property
    def questions(self) -> tuple[Open, ...]:
        """All that is still open, in the order of reading."""
        return tuple(part for _, part in self.parts if isinstance(part, Open))

    @property
    def parts(self) -> Iterator[tuple[Chapter, Part]]:
        """All parts, each with the chapter that it is in, in the order of reading."""
        for chapter in self.chapters:
            for part in chapter.parts:
                yield chapter, part
