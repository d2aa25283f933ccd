"""The dossier as a file: everything that it says is in it, for eyes and for a screen reader."""

import io
import re

import docx as word
import pytest
from docx.oxml.ns import qn

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.cameradossier import AreaMap, Open, Purpose, gather
from ivbgeo.errors import UsageError
from ivbgeo.store import Store
from layers.document import OpenQuestion, Picture, Table, pdf
from layers.dossier.paper import dossier_bytes, dossier_document
from layers.dossier.pictured import map_picture
from layers.paper.text import printable
from tests.ivbgeo.cameradossier.areas import (
    BARE,
    BORDER,
    FULL,
    MADE,
    PLANNER,
    REASONS,
    version_of,
)
from tests.layers.document.papers import NASTY, nodes, reader, words
from tests.layers.document.papers import bare as squeezed


@pytest.fixture(scope="module", params=list(Purpose))
def dossier(known, request):
    return gather(known, PLANNER, (FULL,), (), MADE, purpose=request.param)


def blocks(document, kind):
    return [
        block
        for section in document.sections
        for _, part in section.walk()
        for block in part.blocks
        if isinstance(block, kind)
    ]


def test_every_chapter_and_question_is_in_the_document_in_the_same_order(known, dossier):
    document = dossier_document(known, dossier)
    assert [one.heading for one in document.sections] == [
        *(chapter.heading for chapter in dossier.chapters), "Bronnen",
    ]  # fmt: skip
    assert [one.mark for one in blocks(document, OpenQuestion)] == [
        one.mark for one in dossier.questions
    ]
    assert document.title == dossier.title
    assert document.author == "Gemeente Zoetermeer"


def test_word_and_pdf_say_the_same(known, dossier):
    file = word.Document(io.BytesIO(dossier_bytes(known, dossier, "docx")))
    of_word = squeezed("".join(node.text or "" for node in file.element.body.iter(qn("w:t"))))
    of_pdf = squeezed("".join(words(dossier_bytes(known, dossier, "pdf"))))
    for one in dossier.questions:
        for said in (of_word, of_pdf):
            assert squeezed(f"{one.mark}{one.question}") in said
    for _, part in dossier.parts:
        if isinstance(part, Open | AreaMap):
            continue
        texts = getattr(part, "texts", None) or getattr(part, "rows", None) or (part.text,)
        for text in texts:
            for each in (text,) if isinstance(text, str) else text:
                assert squeezed(each) in of_word


def test_a_line_that_somebody_began_anew_is_a_paragraph(known):
    told = gather(known, PLANNER, (FULL,), (), MADE)
    file = word.Document(io.BytesIO(dossier_bytes(known, told, "docx")))
    lines = [one.text for one in file.paragraphs]
    first, second = REASONS["necessity"].splitlines()
    assert lines.index(second) == lines.index(f"Noodzaak: {first}") + 1


def test_the_map_says_what_it_shows(known):
    for version, words_of in (
        (FULL, "De kaart laat de grens van het aangewezen gebied zien."),
        (BARE, "De kaart laat wijk Stadscentrum zien. De grens van het aangewezen gebied is niet"),
    ):
        document = dossier_document(known, gather(known, PLANNER, (version,), (), MADE))
        (picture,) = blocks(document, Picture)
        assert words_of in picture.alternative
        assert words_of in picture.caption
        assert "CBS/Kadaster" in picture.caption


def test_a_border_that_is_not_known_is_never_drawn_as_one(known):
    around = (AreaId("WK063702", 2025, Level.WIJK),)

    def legend(told):
        return " ".join(
            re.findall(r"<text[^>]*>(.*?)</text>", map_picture(known, told).data.decode())
        )

    assert "niet bekend" in legend(AreaMap("Plein", None, around, "Waar het ligt."))
    assert "niet bekend" not in legend(AreaMap("Plein", BORDER, around, "De grens."))
    assert map_picture(known, AreaMap("Plein", None, (), "Nergens.")) is None
    gone = (AreaId("WK999999", 2025, Level.WIJK),)
    assert map_picture(known, AreaMap("Plein", None, gone, "Ergens anders.")) is None


def test_the_map_names_the_buurten_around_the_border(known):
    around = (AreaId("WK063702", 2025, Level.WIJK),)
    picture = map_picture(known, AreaMap("Plein", BORDER, around, "De grens.")).data.decode()
    said = " ".join(re.findall(r"<text[^>]*>(.*?)</text>", picture))
    division = known.division(known.division_id(Level.BUURT))
    there = [
        name for name, polygon in zip(division.names, division.polygons, strict=True)
        if polygon.distance(BORDER) < 200 and name.split("-")[0] in said
    ]  # fmt: skip
    assert len(there) >= 4


def test_a_place_that_nobody_knows_is_said_in_place_of_a_map(known):
    document = dossier_document(known, gather(known, PLANNER, (version_of(),), (), MADE))
    assert not blocks(document, Picture)
    assert any("Er is geen kaart" in str(block) for block in document.sections[1].blocks)


def test_a_store_without_anything_still_makes_a_document(databases):
    store = Store.open(databases.address("sqlite", filled=False))
    edition = Atlas(store).edition()
    for purpose in Purpose:
        told = gather(edition, PLANNER, (FULL,), (), MADE, purpose=purpose)
        document = dossier_document(edition, told)
        assert not blocks(document, Picture)
        assert "Er is geen kaart" in str(document.sections[1].blocks)
        assert "Er is geen cijfer" in str(document) or "geen cijfers" in str(document)
        assert pdf(document)
    store.close()


def test_the_pdf_is_tagged_and_its_figures_have_words(known, dossier):
    made = dossier_bytes(known, dossier, "pdf")
    about = reader(made).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", about)
    found = [(tag, node) for _, tag, node in nodes(made)]
    assert all(node["/Alt"].strip() for tag, node in found if tag == "/Figure")
    assert {"/Table", "/TH", "/H1", "/L"} <= {tag for tag, _ in found}


def test_sources_are_named_with_their_day(known):
    told = gather(known, PLANNER, (FULL,), (), MADE)
    text = " ".join("".join(words(dossier_bytes(known, told, "pdf"))).split())
    sources = text[text.rindex("Bronnen") :]
    assert "47022NED" in sources
    assert "opgehaald op" in sources
    assert "Besluit 2023-12." in sources
    assert "Register van cameragebieden, versie 3 van 1 november 2026." in sources
    assert "Gemeentewet, artikel 151c" in sources


def test_whatever_is_written_in_the_register_it_stays_text(known):
    text = "\n".join(NASTY)
    version = version_of(name=NASTY[1], necessity=text, signs=text, remark=text, border=BORDER)
    told = gather(known, PLANNER, (version,), (), MADE)
    assert dossier_bytes(known, told, "pdf")
    file = word.Document(io.BytesIO(dossier_bytes(known, told, "docx")))
    lines = " ".join(one.text for one in file.paragraphs)
    for plain in NASTY[:6]:
        assert lines.count(printable(plain.splitlines()[0])) >= 3


def test_another_form_is_refused_in_words(known, dossier):
    with pytest.raises(UsageError, match=r"\.docx \(Word\)"):
        dossier_bytes(known, dossier, "odt")


def test_tables_have_headings_everywhere(known, dossier):
    for table in blocks(dossier_document(known, dossier), Table):
        assert len({column.heading for column in table.columns}) == len(table.columns)
