"""The Word file of a document, read back: what a screen reader and Word's own checker look at."""

import io
import subprocess
import sys
import zipfile

import docx as word
import pytest
from docx.oxml.ns import qn
from PIL import Image

from ivbgeo.settings import ROOT
from layers.document import (
    Bullets,
    Column,
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
    docx,
)
from layers.paper.text import printable
from tests.layers.document.papers import NASTY, SQUARE, bare, everything, paper


@pytest.fixture(scope="module")
def made():
    return docx(everything())


@pytest.fixture(scope="module")
def file(made):
    return word.Document(io.BytesIO(made))


def said(file):
    """Give all words, those of links, tables and fields too."""
    return "".join(node.text or "" for node in file.element.body.iter(qn("w:t")))


def test_headings_are_headings(file):
    found = [
        (one.style.name, one.text)
        for one in file.paragraphs
        if one.style.name.startswith(("Title", "Heading"))
    ]
    assert found == [
        ("Title", "Wijkprofiel Meerzicht"),
        ("Heading 1", "Kerncijfers"),
        ("Heading 1", "Wat opvalt"),
        ("Heading 2", "Naar soort"),
        ("Heading 3", "Verder"),
        ("Heading 2", "Naar buurt"),
        ("Heading 1", "Bronnen"),
    ]


def test_the_language_is_dutch_everywhere(file):
    told = {node.get(qn("w:val")) for node in file.styles.element.iter(qn("w:lang"))}
    assert told == {"nl-NL"}
    assert not list(file.element.body.iter(qn("w:lang")))
    assert file.core_properties.language == "nl-NL"


def test_title_author_and_day_are_in_the_file(file):
    about = file.core_properties
    assert (about.title, about.author) == ("Wijkprofiel Meerzicht", "Gemeente Zoetermeer")
    assert about.created.date().isoformat() == "2026-11-27"
    assert about.comments == ""


def test_a_table_has_a_heading_row_that_comes_back_and_a_name(file):
    (table,) = file.tables
    first, *others = [row._tr for row in table.rows]
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert not any(row.trPr.find(qn("w:tblHeader")) is not None for row in others)
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
    assert [cell.text for cell in table.rows[0].cells] == [
        "Soort", "2023", "2024", "Tegenover de stad",
    ]  # fmt: skip
    properties = table._tbl.tblPr
    caption = properties.find(qn("w:tblCaption")).get(qn("w:val"))
    assert caption == "Misdrijven naar soort, Meerzicht en de stad"
    look = properties.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert not any(cell.text == "" for row in table.rows for cell in row.cells)


def test_columns_fill_the_page_and_have_room_for_what_they_say(file):
    (table,) = file.tables
    widths = [column.width.mm for column in table.columns]
    assert sum(widths) == pytest.approx(170, abs=0.1)
    assert all(wide > 10 for wide in widths)
    assert widths[3] == max(widths)


def test_a_picture_has_its_alternative_text_and_is_sharp(file):
    (picture,) = file.inline_shapes
    assert picture._inline.docPr.get("descr") == "Een vlak met een woord ernaast"
    assert picture._inline.get("distL") == "0"
    assert picture.width.mm == pytest.approx(102, abs=0.1)
    part = file.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed]
    with Image.open(io.BytesIO(part.blob)) as opened:
        assert opened.width / (picture.width.inches) >= 200


def test_captions_count(file):
    captions = [one.text for one in file.paragraphs if one.style.name == "Caption"]
    assert captions == [
        "Figuur 1: Een plaatje", "Tabel 1: Misdrijven naar soort, Meerzicht en de stad",
    ]  # fmt: skip


def test_each_page_says_who_when_and_which_of_how_many(file):
    section = file.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    assert head.text == "Gemeente Zoetermeer: Wijkprofiel Meerzicht\t27 november 2026"
    codes = [node.text.strip() for node in foot._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1),
    )  # fmt: skip


def test_an_open_question_is_seen_and_read_out(file):
    (question,) = [one for one in file.paragraphs if one.style.name == "Open vraag"]
    assert question.text == "Open vraag 1: Noodzaak\nWaarom is het nodig?"
    assert question.runs[0].bold
    sides = question.style.element.pPr.find(qn("w:pBdr"))
    # In the order that the form asks for.
    assert [side.tag.partition("}")[2] for side in sides] == [
        "top", "left", "bottom", "right", "between",
    ]  # fmt: skip


def test_key_figures_say_what_is_not_known(file):
    lines = [one.text for one in file.paragraphs]
    assert "Misdrijven: 1.234 (tussen 1.166 en 1.305; 2024, voorlopig)" in lines
    assert "Overlast van jeugd: niet gemeten" in lines


def test_a_long_title_stays_whole_on_the_page():
    title = "Cameratoezicht " * 30
    file = word.Document(io.BytesIO(docx(paper(Paragraph("x"), title=title, subtitle=title))))
    assert file.paragraphs[0].text == title.strip()
    assert title.startswith(file.core_properties.title)


def test_a_numbered_list_begins_at_one_each_time():
    lists = [Bullets(("a", "b"), numbered=True), Bullets(("c",), numbered=True)]
    file = word.Document(io.BytesIO(docx(paper(*lists))))
    numbers = [
        one._p.pPr.numPr.numId.val for one in file.paragraphs if one.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_nothing_is_empty_and_no_line_stands_for_space(file):
    assert all(one.text.strip() or one._p.xpath(".//w:drawing") for one in file.paragraphs)


def test_the_same_document_is_the_same_file_another_time(made):
    code = (
        "import sys; from layers.document import docx; "
        "from tests.layers.document.papers import everything; "
        "sys.stdout.buffer.write(docx(everything()))"
    )
    surroundings = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, check=True
    )
    assert done.stdout == made
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}
        names = " ".join(packed.namelist())
        assert "thumbnail" not in names
        assert "stylesWithEffects" not in names


def test_whatever_a_name_is_it_is_a_name():
    for text in NASTY:
        blocks = (
            Paragraph(("voor ", Strong(text), " en ", Link(text, "https://a.nl/#b"), " na")),
            Bullets((text,)),
            Note(text, text),
            OpenQuestion(1, text, text),
            Sources((text,)),
            Table(text, (Column(text), Column("Aantal", numeric=True)), ((text, "1"),)),
            KeyFigures((KeyFigure(text, "12", text, note=text),)),
            Picture(SQUARE, f"plaatje van {text}", text),
        )
        document = paper(sections=(Section(text, blocks),), title=text, subtitle=text, author=text)
        file = word.Document(io.BytesIO(docx(document)))
        shown = printable(text) or "\ufffd"
        assert bare(said(file)).count(bare(shown)) >= 15
        assert file.core_properties.title == shown
        (picture,) = file.inline_shapes
        assert picture._inline.docPr.get("descr") == printable(f"plaatje van {text}")
