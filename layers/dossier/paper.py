"""A dossier of a camera area as a document: the same words, in blocks, with its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier import AreaMap, Items, Listing, Open, Said
from ivbgeo.errors import UsageError
from ivbgeo.municipality import municipality_of
from ivbgeo.words import origin
from layers.document import (
    Bullets,
    Column,
    Document,
    Note,
    OpenQuestion,
    Paragraph,
    Section,
    Sources,
    Strong,
    Table,
    docx,
    pdf,
)
from layers.dossier.pictured import map_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier import CameraDossier, Chapter, Part
    from layers.document import Block, Line

__all__ = ["FORMS", "dossier_bytes", "dossier_document"]

FORMS: dict[str, Callable[[Document], bytes]] = {"docx": docx, "pdf": pdf}
"""How a dossier becomes a file, by how its name ends."""

_NO_MAP = "Er is geen kaart: de plek, of de grenzen van buurten, zijn niet bekend."


def dossier_bytes(edition: Edition, dossier: CameraDossier, form: str) -> bytes:
    """Make the file of a dossier: ``docx`` for Word, or ``pdf``.

    Raises
    ------
    UsageError
        If it can't be made in that form.
    """
    if form not in FORMS:
        raise UsageError("dossier.format", value=form)
    return FORMS[form](dossier_document(edition, dossier))


def dossier_document(edition: Edition, dossier: CameraDossier) -> Document:
    """Give a dossier as a document; of figures it says where they come from, at the end."""
    gemeente = municipality_of(edition)
    chapters = tuple(_section(edition, chapter) for chapter in dossier.chapters)
    return Document(
        title=dossier.title,
        subtitle=dossier.subtitle,
        author=f"Gemeente {gemeente.name}" if gemeente else "ivbgeo",
        made=dossier.made,
        sections=(*chapters, Section("Bronnen", (_sources(dossier),))),
    )


def _section(edition: Edition, chapter: Chapter) -> Section:
    asked = (Note(chapter.asked, "Wat de wet vraagt"),) if chapter.asked else ()
    blocks = (block for part in chapter.parts for block in _blocks(edition, part))
    return Section(chapter.heading, (*asked, *blocks))


def _blocks(edition: Edition, part: Part) -> Iterator[Block]:
    match part:
        case Said():
            yield from _said(part)
        case Items():
            yield Bullets(part.texts, numbered=part.ordered)
        case Open():
            yield OpenQuestion(part.number, part.about, part.question)
        case Listing():
            yield _table(part)
        case AreaMap():
            drawn = map_picture(edition, part)
            yield drawn if drawn is not None else Paragraph(_NO_MAP)


def _said(part: Said) -> Iterator[Block]:
    """Give what is said; a line that somebody began anew is a paragraph."""
    first, *rest = [line for line in part.text.splitlines() if line.strip()] or [part.text]
    yield Paragraph((Strong(f"{part.heading}: "), first) if part.heading else first)
    for line in rest:
        yield Paragraph(line)


def _table(part: Listing) -> Table:
    shares = part.shares or (1.0,) * len(part.headings)
    columns = tuple(
        Column(heading, numeric=at in part.numeric, share=share)
        for at, (heading, share) in enumerate(zip(part.headings, shares, strict=True))
    )
    return Table(part.caption, columns, part.rows)


def _sources(dossier: CameraDossier) -> Sources:
    lines: list[Line] = [
        (Strong(f"{what}: "), f"{one.title}. {origin(one)}.") for what, one in dossier.sources
    ]
    return Sources((*lines, *(f"{text.rstrip('.')}." for text in dossier.documents)))
