"""What a document may say: nothing that somebody could not read."""

from datetime import date

import pytest

from ivbgeo.figure import State
from layers.document import (
    Bullets,
    Column,
    Document,
    KeyFigure,
    Link,
    OpenQuestion,
    Paragraph,
    Picture,
    Section,
    Sources,
    Table,
)
from tests.layers.document.papers import SQUARE, everything

COLUMNS = (Column("Soort"), Column("Aantal", numeric=True))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Picture(SQUARE, ""),
        lambda: Picture(SQUARE, "  ", "Kaart"),
        lambda: Picture(SQUARE, "Kaart", "Kaart"),
        lambda: Picture(b"GIF89a", "Kaart"),
        lambda: Picture(SQUARE, "Kaart", share=1.2),
        lambda: Table("", COLUMNS, (("a", "1"),)),
        lambda: Table("Tabel", COLUMNS, (("a", ""),)),
        lambda: Table("Tabel", COLUMNS, (("a",),)),
        lambda: Table("Tabel", COLUMNS, ()),
        lambda: Column(" "),
        lambda: Column("Soort", share=float("nan")),
        lambda: KeyFigure("Misdrijven", None),
        lambda: KeyFigure("Misdrijven", "3", state=State.AFGESCHERMD),
        lambda: KeyFigure("Misdrijven", None, "tussen 1 en 2", State.NIET_GEMETEN),
        lambda: Link("hier", "javascript:alert(1)"),
        lambda: Link("hier", "www.cbs.nl"),
        lambda: Link("hier", "https://www.cbs.nl/een adres"),
        lambda: Paragraph(()),
        lambda: OpenQuestion(1, "Noodzaak", " "),
        lambda: OpenQuestion(1, "", "Waarom?"),
        lambda: OpenQuestion(0, "Noodzaak", "Waarom?"),
        lambda: Bullets(()),
        lambda: Sources(("",)),
        lambda: Section("Leeg"),
        lambda: Document("Titel", "", "Wij", date(2026, 1, 1), ()),
        lambda: Document("Titel", "", "Wij", date(2026, 1, 1), (deep(4),)),
    ],
)
def test_what_cant_be_read_cant_be_made(make):
    with pytest.raises(ValueError, match=r"\w"):
        make()


def deep(levels):
    return Section("Kop", (Paragraph("x"),), (deep(levels - 1),) if levels > 1 else ())


def test_levels_of_headings_follow_from_where_they_stand():
    found = [
        (level, part.heading) for section in everything().sections for level, part in section.walk()
    ]
    assert found == [
        (1, "Kerncijfers"),
        (1, "Wat opvalt"),
        (2, "Naar soort"),
        (3, "Verder"),
        (2, "Naar buurt"),
        (1, "Bronnen"),
    ]


def test_what_is_still_open_can_be_asked_of_a_document():
    assert [one.mark for one in everything().questions] == ["Open vraag 1: Noodzaak"]


def test_beside_a_picture_that_leaves_room():
    half = Picture(SQUARE, "Een vlak", share=0.5)
    part = Section("Ernaast", (Paragraph("Tekst."),))
    Section("Kaart", (half,), (part,), beside=True)
    for blocks in ((), (Picture(SQUARE, "Een vlak"),), (half, Paragraph("Tekst."))):
        with pytest.raises(ValueError, match="there is no room"):
            Section("Kaart", blocks, (part,), beside=True)
    with pytest.raises(ValueError, match="no part itself"):
        Section("Om", (), (Section("Kaart", (half,), (part,), beside=True),))
