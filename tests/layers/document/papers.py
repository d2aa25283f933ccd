"""Documents for the tests, and what can be read back from a PDF."""

from __future__ import annotations

import io
import re
from datetime import date

from pypdf import PdfReader

from ivbgeo.figure import State
from layers.document import (
    Bullets,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    OpenQuestion,
    Paragraph,
    Picture,
    Section,
    Sources,
    Strong,
    Table,
)

MADE = date(2026, 11, 27)
SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><rect width="100" height="60" '
    b'fill="#17587f"/><text x="110" y="35" font-size="12" font-family="DejaVu Sans">hier</text>'
    b"</svg>"
)

NASTY = [
    '#import "x": *; #panic("no")',
    "*dik* _schuin_ `code` $x^2$ @noot <label> // geen uitleg /* ook niet */",
    "= geen kop\n- geen lijst\n+ geen nummer",
    '"aanhaling" \\ en \\n en \\u{1F600} en "; drop',
    "<script>alert('x')</script> &amp; ~ -- --- ...",
    "x" * 200,
    "naam " * 40,
    "אבג שלום",
    "مركز المدينة",
    "emoji 😀🏙️👩‍👩‍👧",
    "a\x00b\x07c\u202ed\u2066e\ufefff",
    "\u200b",
    "e\u0301e\u0323 ﬁ ﬀ Æ ĳ ß",
    "\ud800 half",
]


def paper(*blocks, **more):
    """Give a document of one section."""
    words = {
        "title": "Wijkprofiel Meerzicht",
        "subtitle": "Cijfers over 2024",
        "author": "Gemeente Zoetermeer",
        "made": MADE,
    }
    sections = (Section("Onderdeel", blocks),) if blocks else ()
    return Document(**{**words, "sections": sections, **more})


def everything():
    """Give a document with each kind of block, on several pages."""
    figures = KeyFigures(
        (
            KeyFigure("Misdrijven", "1.234", "tussen 1.166 en 1.305", note="2024, voorlopig"),
            KeyFigure("Woninginbraken per 1.000 woningen", "3,2", "tussen 2,1 en 4,6"),
            KeyFigure("Straatroof", "0", state=State.NUL, note="niets geregistreerd"),
            KeyFigure("Casussen woonoverlast", None, state=State.AFGESCHERMD),
            KeyFigure("Overlast van jeugd", None, state=State.NIET_GEMETEN),
        )
    )
    table = Table(
        "Misdrijven naar soort, Meerzicht en de stad",
        (Column("Soort"), Column("2023", numeric=True), Column("2024", numeric=True),
         Column("Tegenover de stad", share=1)),
        tuple(
            (f"Soort {n}", f"{n * 13}", f"{n * 1_234}", "niet te onderscheiden van de stad")
            for n in range(1, 41)
        ),
    )  # fmt: skip
    return Document(
        "Wijkprofiel Meerzicht",
        "Cijfers over 2024, vergeleken met 2023 en met de stad",
        "Gemeente Zoetermeer",
        MADE,
        (
            Section(
                "Kerncijfers",
                (
                    figures,
                    Note("De cijfers van 2024 kunnen nog veranderen.", "Voorlopig"),
                    Picture(SQUARE, "Een vlak met een woord ernaast", "Een plaatje", share=0.6),
                ),
            ),
            Section(
                "Wat opvalt",
                (
                    Bullets(("Het eerste.", ("Het ", Strong("tweede"), "."))),
                    Bullets(("Eerst dit.", "Dan dat."), numbered=True),
                    OpenQuestion(1, "Noodzaak", "Waarom is het nodig?"),
                ),
                (
                    Section("Naar soort", (table,), (Section("Verder", (Paragraph("Tekst."),)),)),
                    Section("Naar buurt", (Paragraph("Nog meer tekst."),)),
                ),
            ),
            Section(
                "Bronnen",
                (
                    Sources(
                        (
                            "CBS/politie, tabel 47022NED",
                            ("Zie ", Link("de site van het CBS", "https://www.cbs.nl/"), "."),
                        )
                    ),
                ),
            ),
        ),
    )


def reader(data):
    return PdfReader(io.BytesIO(data))


def words(data):
    """Give all text of a PDF, by page."""
    return [page.extract_text() for page in reader(data).pages]


def bare(text):
    """Leave out what a line end may add or take away."""
    return re.sub(r"[\s\u200b\xad]", "", text)


def nodes(data):
    """Go through the tags of a PDF, in the order of reading: (depth, tag, node)."""
    yield from _below(reader(data).trailer["/Root"]["/StructTreeRoot"]["/K"], 0)


def _below(node, depth):
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _below(one, depth)
    elif isinstance(node, dict):
        if "/S" in node:
            yield depth, node["/S"], node
        if "/K" in node:
            yield from _below(node["/K"], depth + 1)
