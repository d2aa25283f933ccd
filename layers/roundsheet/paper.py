"""The sheet of a round as a document, and as a PDF of one page."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import MONTHS, day
from layers.document import Document, Picture, Section, page_count, pdf
from layers.prevention_layer import prevention_layer
from layers.roundsheet import told
from layers.roundsheet.drawn import SHARE, RoundMap, blank, round_map, useful_height

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.roundsheet import RoundSheet
    from ivbgeo.tiles import TileSource

__all__ = ["round_document", "round_pdf"]

_ENLARGED = 1.15  # it is read by the light of a torch


@dataclass(frozen=True, slots=True)
class _Room:
    """How much of each there is room for; remarks in characters."""

    plekken: int
    remark: int
    rounds: int
    lookout: int
    least: float = 100.0  # millimetres that the map is high


# From all that is useful to what always fits.
_ROOMS = (
    _Room(12, 90, 4, 3), _Room(12, 50, 3, 2), _Room(10, 50, 3, 2), _Room(8, 50, 2, 2, 92.0),
    _Room(8, 0, 2, 2, 92.0), _Room(7, 0, 2, 1, 92.0), _Room(6, 0, 2, 1, 92.0),
    _Room(5, 0, 1, 1, 92.0), _Room(4, 0, 1, 1, 85.0), _Room(3, 0, 1, 1, 80.0),
    _Room(2, 0, 1, 0, 75.0),
)  # fmt: skip
_HIGHEST, _STEP = 148.0, 8.0  # millimetres


def round_pdf(
    edition: Edition,
    sheet: RoundSheet,
    source: TileSource | None = None,
    phone: str = "",
) -> bytes:
    """Make the PDF of a sheet: one page, whatever is on it.

    Parameters
    ----------
    source
        Of the streets behind the map; None: the map has none.
    phone
        Of the gemeente; empty: not known.
    """
    return pdf(round_document(edition, sheet, source, phone))


def round_document(
    edition: Edition,
    sheet: RoundSheet,
    source: TileSource | None = None,
    phone: str = "",
) -> Document:
    """Give the document of a sheet, of one page. Parameters as for the PDF."""

    # How long it is does not depend on what the map shows, and drawing that takes long.
    def fits(room: _Room, high: float) -> bool:
        tried = RoundMap(blank(high), source.attribution if source else "", complete=False)
        return page_count(_document(sheet, room, tried, phone, asked=source is not None)) == 1

    # Each room is less than the one before, so that half of the tries say enough.
    tried = range(len(_ROOMS) - 1)
    room = _ROOMS[bisect_left(tried, True, key=lambda at: fits(_ROOMS[at], _ROOMS[at].least))]
    shown = sheet.plekken[: room.plekken]
    labels = {one.key: str(at) for at, one in enumerate(shown, 1)}
    items = [one.prevention for one in sheet.rounds]
    layer = prevention_layer(edition, items, sheet.plekken, labels=labels)
    highest = min(_HIGHEST, max(useful_height(edition, sheet.wijk, layer), room.least))
    steps = int((highest - room.least) // _STEP)
    heights = [*(room.least + _STEP * step for step in range(steps + 1)), highest]
    high = heights[max(bisect_left(heights, True, key=lambda one: not fits(room, one)) - 1, 0)]
    drawn = round_map(edition, sheet.wijk, layer, high, source)
    return _document(sheet, room, drawn, phone, asked=source is not None)


def _document(
    sheet: RoundSheet, room: _Room, drawn: RoundMap, phone: str, *, asked: bool
) -> Document:
    picture = Picture(
        drawn.svg,
        told.alternative(sheet, room.plekken),
        told.missing(drawn, asked=asked),
        share=SHARE,
    )
    month = MONTHS[sheet.lookout.month.first[1] - 1]
    beside = (
        Section(f"Let op in {month}", told.lookout(sheet, room.lookout)),
        *told.section("Gebied en rondes", told.rounds(sheet, room.rounds)),
    )
    sections = (
        Section("Wie belt u?", (told.phones(phone), told.careful())),
        Section(f"De wijk {sheet.name}", (picture,), beside, beside=True),
        Section("Stille en enge plekken", told.plekken(sheet, room.plekken, room.remark)),
        Section("Dit blad", (told.about(sheet), told.sources(sheet, drawn))),
    )
    return Document(
        title=f"Rondeblad {sheet.name}",
        subtitle=f"{told.for_whom(sheet)} Geldig tot en met {day(sheet.valid_to)}.",
        author=f"Gemeente {sheet.gemeente}" if sheet.gemeente else "ivbgeo",
        made=sheet.made,
        sections=sections,
        enlarged=_ENLARGED,
        tight=True,
    )
