"""What a camera sees on paper: a picture, sentences, tables, and how it was computed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import number
from ivbgeo.municipality import municipality_of
from ivbgeo.seeing import METHOD, WITHOUT, figures, ring_rows, sentences
from layers.bare_map import finest
from layers.document import (
    Bullets,
    Column,
    Document,
    Note,
    Paragraph,
    Picture,
    Section,
    Sources,
    Strong,
    Table,
    pdf,
)
from layers.paper.shapes import shapes_picture
from layers.sight.drawn import TOO_MANY, is_crowded, sight_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.atlas import Edition
    from ivbgeo.seeing import Around, Look, Seen
    from layers.document import Block

__all__ = ["sight_document", "sight_pdf"]

_FILES = ("Gebouwen", "Openbare ruimte", "Gevoelige plekken")


def sight_pdf(edition: Edition, seen: Seen, around: Around, made: date | None = None) -> bytes:
    """Make the PDF. ``made``: day on the pages; today if left out."""
    return pdf(sight_document(edition, seen, around, made))


def sight_document(
    edition: Edition, seen: Seen, around: Around, made: date | None = None
) -> Document:
    """Give the document. Parameters as for the PDF."""
    look, gemeente = seen.look, municipality_of(edition)
    rings = _rings(seen)
    without = f" ({WITHOUT.lower()})" if seen.without_buildings else ""
    return Document(
        title=f"Wat {look.called} ziet",
        subtitle=f"{_aim(look)}. Intern: hier staat waar een camera precies is.",
        author=f"Gemeente {gemeente.name}" if gemeente else "ivbgeo",
        made=made or date.today(),  # noqa: DTZ011 - the day where it is made
        sections=(
            Section("In het kort", tuple(_short(edition, seen, around))),
            Section(
                "In cijfers",
                (
                    Table(
                        f"Wat {look.called} ziet{without}",
                        (Column("Wat", share=3), Column("Hoeveel", numeric=True, share=2)),
                        figures(seen),
                    ),
                    *((rings,) if rings else ()),
                ),
            ),
            Section("Hoe is dit berekend?", (Paragraph(METHOD),)),
            Section("Bronnen", (_sources(seen),)),
        ),
    )


def _short(edition: Edition, seen: Seen, around: Around) -> Iterator[Block]:
    first, *rest = sentences(seen)
    yield Note(first, WITHOUT) if seen.without_buildings else Paragraph(first)
    division = finest(edition)
    if division is not None:
        layer = sight_layer(seen.look, around, seen)
        alternative = f"Kaart van wat {seen.look.called} ziet. {_aim(seen.look)}. {' '.join(rest)}"
        caption = f"Wat {seen.look.called} ziet."
        if seen.without_buildings:
            caption += f" {WITHOUT}."
        yield Picture(shapes_picture(division, layer), alternative, caption)
        if is_crowded(seen.look, around):
            yield Paragraph(TOO_MANY)
    yield Bullets(tuple(rest))


def _rings(seen: Seen) -> Table | None:
    rows = ring_rows(seen)
    if not rows:
        return None
    columns = (
        Column("Om te", share=4), Column("Beeldpunten per meter", numeric=True, share=2),
        Column("Kan", share=3), Column("Grond", numeric=True, share=2),
    )  # fmt: skip
    return Table("Hoe fijn het beeld is", columns, rows)


def _sources(seen: Seen) -> Sources:
    lines = [
        (Strong(f"{what}: "), f"{name or 'geen bestand gekozen'}.")
        for what, name in zip(_FILES, seen.files, strict=True)
    ]
    return Sources((*lines, (Strong("Grenzen: "), f"{ATTRIBUTION}.")))


def _aim(look: Look) -> str:
    """Say where it is and how it looks."""
    place = f"Op x {number(look.x, 0)}, y {number(look.y, 0)} (RD)"
    turned = (
        "rondom" if look.sight.all_around
        else f"richting {number(look.direction)}°, {number(look.angle)}° breed"
    )  # fmt: skip
    told = [place, turned, f"tot {number(look.reach)} meter"]
    if look.height is not None:
        told.append(f"op {number(look.height)} meter hoogte")
    if look.pixels is not None:
        told.append(f"{number(look.pixels)} beeldpunten breed")
    if look.lens is not None:
        told.append(f"één beeld van {number(look.lens)}°")
    return ", ".join(told)
