"""What a document says, as plain data; how it looks is the template's affair.

All texts are just texts: nothing in them is markup. A document that can't be read by everybody
can't exist: a picture has an alternative text, a table a caption and headings, no cell is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ivbgeo.figure import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = [
    "Block",
    "Bullets",
    "Column",
    "Document",
    "KeyFigure",
    "KeyFigures",
    "Line",
    "Link",
    "Note",
    "OpenQuestion",
    "Paragraph",
    "Picture",
    "Section",
    "Sources",
    "Strong",
    "Table",
]

_DEEPEST = 3  # levels of headings
_LARGEST = 1.5
_WIDEST = 0.75  # of the width of the text, of a picture that something stands beside
_SCHEMES = frozenset({"https", "http", "mailto"})
_PNG, _SVG = b"\x89PNG\r\n\x1a\n", (b"<svg", b"<?xml")


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str

    def __post_init__(self) -> None:
        _said(self.text, "words that stand out")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    text: str
    address: str

    def __post_init__(self) -> None:
        _said(self.text, "a link")
        parts = urlsplit(self.address)
        if parts.scheme not in _SCHEMES or not (parts.netloc or parts.path):
            known = ", ".join(sorted(_SCHEMES))
            raise ValueError(f"{self.address!r} is no address of a link: it begins with {known}")
        if not self.address.isascii() or any(char.isspace() for char in self.address):
            raise ValueError(f"{self.address!r} is no address of a link: escape what is not ASCII")


Line = str | tuple[str | Strong | Link, ...]
"""A text, or pieces of one that follow each other without a space."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line

    def __post_init__(self) -> None:
        _said(self.line, "a paragraph")


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers if the order counts."""

    items: tuple[Line, ...]
    numbered: bool = False

    def __post_init__(self) -> None:
        _some(self.items, "a list", "items")
        for item in self.items:
            _said(item, "an item")


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know with what is around it, apart from it."""

    line: Line
    heading: str = ""

    def __post_init__(self) -> None:
        _said(self.line, "a note")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What somebody has still to answer before the document is done: it can't be overlooked.

    Seen as a box with a thick line around it, and read out as the words "Open vraag" and its
    number; ``about`` is what it is about, in a few words.
    """

    number: int
    about: str
    line: Line

    def __post_init__(self) -> None:
        _said(self.about, "what an open question is about")
        _said(self.line, "an open question")
        if self.number < 1:
            raise ValueError(f"open question {self.about!r}: number {self.number} is not 1 or more")

    @property
    def mark(self) -> str:
        """The words that it begins with."""
        return f"Open vraag {self.number}: {self.about}"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where figures come from, in small letters."""

    items: tuple[Line, ...]

    def __post_init__(self) -> None:
        _some(self.items, "a list of sources", "items")
        for item in self.items:
            _said(item, "a source")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers, which go to the right.

    ``share``: how wide it is beside the others; 0: as wide as it needs.
    """

    heading: str
    numeric: bool = False
    share: float = 0.0

    def __post_init__(self) -> None:
        _said(self.heading, "the heading of a column")
        if not 0 <= self.share < float("inf"):
            raise ValueError(f"column {self.heading!r}: share {self.share} is not 0 or more")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; what the first column says is what its row is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]

    def __post_init__(self) -> None:
        _said(self.caption, "a caption")
        _some(self.columns, f"table {self.caption!r}", "columns")
        _some(self.rows, f"table {self.caption!r}", "rows")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.caption!r} has {len(self.columns)} columns, a row has {len(row)}"
                )
            for cell in row:
                _said(cell, f"a cell of table {self.caption!r} (write what is not known in words)")


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A picture: the bytes of an SVG or a PNG, what it shows in words, and its caption.

    ``share``: part of the width of the text that it takes, 0 to 1.
    """

    data: bytes
    alternative: str
    caption: str = ""
    share: float = 1.0

    def __post_init__(self) -> None:
        _said(self.alternative, "the alternative text of a picture")
        if self.alternative.strip() == self.caption.strip():
            raise ValueError(f"{self.caption!r}: an alternative text says what a caption doesn't")
        if not 0 < self.share <= 1:
            raise ValueError(f"{self.alternative!r}: share {self.share} is not within 0 and 1")
        if not self.data.lstrip().startswith((_PNG, *_SVG)):
            raise ValueError(f"{self.alternative!r}: {self.data[:8]!r} starts no SVG or PNG")

    def __repr__(self) -> str:
        return f"Picture({self.form}, {len(self.data)} bytes, {self.alternative!r})"

    @property
    def form(self) -> str:
        """Which of the two it is: ``png`` or ``svg``."""
        return "png" if self.data.startswith(_PNG) else "svg"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that counts, as it is written; its interval and what to know with it, in words.

    Of what is not known or not shown there is no value; its state says so.
    """

    label: str
    value: str | None
    interval: str = ""
    state: State = State.GEMETEN
    note: str = ""

    def __post_init__(self) -> None:
        _said(self.label, "the label of a key figure")
        if self.state.has_value != bool(self.value and self.value.strip()):
            raise ValueError(f"{self.label!r}: value {self.value!r} with state {self.state}")
        if self.interval and not self.state.has_value:
            raise ValueError(f"{self.label!r}: an interval with state {self.state}")


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Key figures side by side."""

    items: tuple[KeyFigure, ...]

    def __post_init__(self) -> None:
        _some(self.items, "key figures", "items")


Block = Paragraph | Bullets | Note | OpenQuestion | Sources | Table | Picture | KeyFigures


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under its heading; its own parts come after its blocks.

    How deep it lies is the level of its heading: no level can be left out. ``beside``: in the PDF
    its parts stand beside its blocks, which are pictures that leave room for them; not of a section
    that is a part itself.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()
    beside: bool = False

    def __post_init__(self) -> None:
        _said(self.heading, "a heading")
        if not self.blocks and not self.parts:
            raise ValueError(f"section {self.heading!r} has nothing under its heading")
        if self.beside and not (self.blocks and all(map(_leaves_room, self.blocks))):
            raise ValueError(f"section {self.heading!r}: beside its blocks there is no room")
        if any(part.beside for part in self.parts):
            raise ValueError(f"section {self.heading!r}: what is beside is no part itself")

    @property
    def depth(self) -> int:
        """How many levels of headings it has, its own included."""
        return 1 + max((part.depth for part in self.parts), default=0)

    def walk(self, level: int = 1) -> Iterator[tuple[int, Section]]:
        """Go through it and its parts in the order of reading, each with its level."""
        yield level, self
        for part in self.parts:
            yield from part.walk(level + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A document on A4.

    ``author``: the organisation that says it. ``language``: as in HTML. ``enlarged``: how many
    times as large as usual its letters are in the PDF, 1 to 1.5; in Word who reads it sets that.
    ``tight``: with less white between its parts, for what has to stay on one page.
    """

    title: str
    subtitle: str
    author: str
    made: date
    sections: tuple[Section, ...]
    language: str = "nl"
    enlarged: float = 1.0
    tight: bool = False

    def __post_init__(self) -> None:
        _said(self.title, "the title of a document")
        _said(self.author, "the author of a document")
        _some(self.sections, f"document {self.title!r}", "sections")
        if not 1 <= self.enlarged <= _LARGEST:
            raise ValueError(f"document {self.title!r}: enlarged {self.enlarged} is not 1 to 1.5")
        if max(section.depth for section in self.sections) > _DEEPEST:
            raise ValueError(f"document {self.title!r}: headings go {_DEEPEST} deep at most")

    @property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """All open questions, in the order of reading."""
        return tuple(one for one in self._blocks if isinstance(one, OpenQuestion))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures, in the order of reading."""
        return tuple(one for one in self._blocks if isinstance(one, Picture))

    @property
    def _blocks(self) -> Iterator[Block]:
        for section in self.sections:
            for _, part in section.walk():
                yield from part.blocks


def _leaves_room(block: Block) -> bool:
    return isinstance(block, Picture) and block.share <= _WIDEST


def _said(line: Line, what: str) -> None:
    pieces = (line,) if isinstance(line, str) else line
    if not any((piece if isinstance(piece, str) else piece.text).strip() for piece in pieces):
        raise ValueError(f"{what} says nothing: {line!r}")


def _some(items: tuple[object, ...], what: str, of: str) -> None:
    if not items:
        raise ValueError(f"{what} has no {of}")
