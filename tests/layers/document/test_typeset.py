"""The PDF of a document, read back: its tags, its words, and how it looks in grey."""

import io
import itertools
import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scipy import ndimage

from ivbgeo.figure import State
from ivbgeo.settings import ROOT
from layers.document import (
    Bullets,
    Column,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    Paragraph,
    Picture,
    Section,
    Sources,
    Strong,
    Table,
    pdf,
    pictures,
)
from layers.paper.text import printable
from tests.layers.document.papers import (
    NASTY,
    SQUARE,
    bare,
    everything,
    nodes,
    paper,
    reader,
    words,
)


@pytest.fixture(scope="module")
def made():
    return pdf(everything())


def test_it_says_that_it_is_pdf_ua(made):
    catalogue = reader(made).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] is True or catalogue["/MarkInfo"]["/Marked"].value
    assert catalogue["/Lang"] == "nl"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    about = catalogue["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", about)
    assert re.search(r"pdfaid:part(>|=\")2", about)


def test_title_author_date_and_language_are_in_the_file(made):
    about = reader(made).metadata
    assert about.title == "Wijkprofiel Meerzicht"
    assert about.author == "Gemeente Zoetermeer"
    assert about.creation_date.date().isoformat() == "2026-11-27"


def test_all_that_is_seen_is_tagged_or_decoration(made):
    painted = {b"Tj", b"TJ", b"f", b"f*", b"S", b"s", b"B", b"Do"}
    for page in reader(made).pages:
        depth = 0
        for _, operator in page.get_contents().operations:
            depth += operator in {b"BDC", b"BMC"}
            depth -= operator == b"EMC"
            assert depth > 0 or operator not in painted
        assert depth == 0
        assert page["/Tabs"] == "/S"


def test_each_tag_is_where_it_belongs(made):
    found = [(tag, node) for _, tag, node in nodes(made)]
    tags = [tag for tag, _ in found]
    assert tags[0] == "/Document"
    assert {"/Title", "/P", "/L", "/LI", "/LBody", "/Table", "/Caption", "/Link"} <= set(tags)
    for tag, node in found:
        if tag == "/Figure":
            assert node["/Alt"].strip()
    assert tags.count("/Figure") == 1
    headings = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert headings == [1, 1, 2, 3, 2, 1]
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))


def test_a_table_has_headings_that_its_cells_name(made):
    cells = [node for _, tag, node in nodes(made) if tag == "/TD"]
    headings = [node for _, tag, node in nodes(made) if tag == "/TH"]
    assert len(headings) == 4
    assert len(cells) == 4 * 40
    names = {heading["/ID"] for heading in headings}
    assert all(heading["/A"][0]["/Scope"] == "/Column" for heading in headings)
    for cell in cells:
        assert set(cell["/A"][0]["/Headers"]) <= names


def test_bookmarks_are_the_headings(made):
    def flat(outline):
        for one in outline:
            yield from flat(one) if isinstance(one, list) else [one.title]

    assert list(flat(reader(made).outline)) == [
        "Kerncijfers", "Wat opvalt", "Naar soort", "Verder", "Naar buurt", "Bronnen",
    ]  # fmt: skip


def test_a_link_says_where_it_goes(made):
    (link,) = [
        note.get_object()
        for page in reader(made).pages
        for note in page.get("/Annots", [])
    ]  # fmt: skip
    assert link["/A"]["/URI"] == "https://www.cbs.nl/"
    assert link["/Contents"]


def test_each_page_says_who_when_and_which_of_how_many(made):
    pages = words(made)
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert "Gemeente Zoetermeer" in page
        assert "27 november 2026" in page
        assert f"bladzijde {number} van 2" in page
    # A table that goes on has its headings again.
    assert "Tegenover de stad" in pages[1]


def test_states_are_words_and_no_number_is_made_up():
    shielded = KeyFigure("Straatroof", None, state=State.AFGESCHERMD)
    (page,) = words(pdf(paper(KeyFigures((shielded,)))))
    assert "Straatroof\nafgeschermd" in page


def test_the_same_document_is_the_same_file_on_another_machine(made, tmp_path):
    code = (
        "import sys; from layers.document import pdf; "
        "from tests.layers.document.papers import everything; "
        "sys.stdout.buffer.write(pdf(everything()))"
    )
    # Another process, another home, another time and no fonts of the machine.
    surroundings = {"HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LC_ALL": "C", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, check=True
    )
    assert done.stdout == made
    assert pdf(everything()) == made


def test_an_open_question_begins_with_the_words(made):
    assert "Open vraag 1: Noodzaak\nWaarom is het nodig?" in words(made)[0]


def test_only_our_own_fonts_are_in_it(made):
    named = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in reader(made).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert named == {"DejaVuSans", "DejaVuSans-Bold"}


@pytest.mark.parametrize("text", NASTY)
def test_whatever_a_name_is_it_is_a_name(text):
    blocks = (
        Paragraph(("voor ", Strong(text), " en ", Link(text, "https://a.nl/#b"), " na")),
        Bullets((text,)),
        Note(text, text),
        Sources((text,)),
        Table(text, (Column(text), Column("Aantal", numeric=True)), ((text, "1"),)),
        KeyFigures((KeyFigure(text, "12", text, note=text),)),
        Picture(SQUARE, f"plaatje van {text}", text),
    )
    document = paper(*blocks, title=text, subtitle=text, author=text)
    made = pdf(document)
    shown = bare(printable(text) or "\ufffd")
    said = bare("".join(words(made)))
    if shown.isascii():
        # Title, author above, three in a paragraph's parts and so on: all are there.
        assert said.count(shown) >= 10
    assert reader(made).metadata.title == (printable(text) or "\ufffd")
    (alternative,) = [node["/Alt"] for _, tag, node in nodes(made) if tag == "/Figure"]
    assert bare(alternative) == bare(printable(f"plaatje van {text}"))
    assert not any(tag == "/H1" for _, tag, node in nodes(made) if node.get("/T") == "geen kop")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(st.characters(codec="ascii"), min_size=1, max_size=60))
def test_whatever_the_text_it_comes_out_again(any_text, plain):
    blocks = (
        Paragraph(f"{any_text}."),
        Table("Tabel", (Column("Naam"),), ((f"{plain}.",),)),
        KeyFigures((KeyFigure(f"{any_text}.", f"{plain}."),)),
    )
    said = bare("".join(words(pdf(paper(*blocks)))))
    for text in (any_text, plain):
        shown = bare(printable(f"{text}."))
        # From right to left the order of a reader differs; that all of it is there does not.
        for char in set(shown):
            assert said.count(char) >= shown.count(char)
    assert said.count(bare(printable(f"{plain}."))) >= 2


def test_in_grey_each_letter_and_line_is_seen():
    # Each piece of ink on its own, as a printer without colour makes it.
    page = pictures(everything(), dpi=300)[0]
    grey = np.asarray(Image.open(io.BytesIO(page)).convert("L"))
    pieces, count = ndimage.label(grey < 225)
    assert count > 500
    darkest = ndimage.minimum(grey, pieces, np.arange(1, count + 1))
    for (rows, columns), level in zip(ndimage.find_objects(pieces), darkest, strict=True):
        around = (slice(max(part.start - 3, 0), part.stop + 3) for part in (rows, columns))
        behind = grey[tuple(around)].max()
        high, wide = rows.stop - rows.start, columns.stop - columns.start
        is_line = high < 6 or wide < 6 or wide > 300
        assert contrast(level, behind) >= (3.0 if is_line else 4.5)


def contrast(one, other):
    """Give the contrast of WCAG of two levels of grey, 0 to 255."""
    levels = sorted(
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (one / 255, other / 255)
    )
    return (levels[1] + 0.05) / (levels[0] + 0.05)


def test_sections_may_be_long():
    long = Section("Lang", tuple(Paragraph("woord " * 60) for _ in range(40)))
    assert len(words(pdf(paper(sections=(long,))))) > 1


def test_no_word_leaves_its_column():
    longest = (
        "Meervoudigepersoonlijkheidsstoornissen",
        "BU06370101,BU06370102,BU06370103",
        "x" * 41,
    )
    columns = tuple(Column(f"Kolom {n}", share=1) for n in range(8))
    table = Table("Smal", columns, tuple((word,) * 8 for word in longest))
    page = pictures(paper(table), dpi=100)[0]
    grey = np.asarray(Image.open(io.BytesIO(page)).convert("L"))
    margin = round(20 / 25.4 * 100) - 2
    assert grey[:, -margin:].min() == 255
    said = bare("".join(words(pdf(paper(table)))))
    assert all(said.count(word) == 8 for word in longest)


@pytest.mark.parametrize("size", [(40, 4000), (4000, 40), (1, 1)])
def test_a_picture_of_any_shape_stays_on_its_page(size):
    data = io.BytesIO()
    Image.new("RGB", size, "#17587f").save(data, "png")
    made = paper(Picture(data.getvalue(), "Een vlak", "Met een bijschrift"), Paragraph("Erna."))
    (page, *more) = pictures(made, dpi=60)
    grey = np.asarray(Image.open(io.BytesIO(page)).convert("L"))
    edge = round(17 / 25.4 * 60)
    assert grey[:, :edge].min() == grey[:, -edge:].min() == 255
    assert grey[-round(6 / 25.4 * 60) :].min() == 255
    assert "Met een bijschrift" in words(pdf(made))[0] or more


def test_enlarged_letters_take_more_room():
    lines = tuple(Paragraph("Bij weinig licht leest u grote letters beter. " * 6) for _ in range(9))
    plain = paper(*lines)
    assert len(words(pdf(plain))) < len(words(pdf(replace(plain, enlarged=1.5))))
    with pytest.raises(ValueError, match="enlarged 2 is not"):
        replace(plain, enlarged=2)


def test_what_is_beside_a_picture_takes_no_room_below_it_and_is_read_after_it():
    def made(*, beside):
        half = Picture(SQUARE, "Een vlak", share=0.6)
        part = Section("Ernaast", tuple(Paragraph(f"Regel {at} van de tekst.") for at in range(5)))
        last = Section("Eronder", (Paragraph("Het einde."),))
        return paper(sections=(Section("Kaart", (half,), (part,), beside=beside), last))

    def lowest(document):
        """Give how far down the page the text goes, 0 to 1, without its footer."""
        (page,) = pictures(document, dpi=60)
        dark = np.asarray(Image.open(io.BytesIO(page)).convert("L")).min(axis=1) < 128
        return np.flatnonzero(dark[: int(0.9 * dark.size)]).max() / dark.size

    def order(document):
        return [tag for _, tag, _ in nodes(pdf(document)) if tag in {"/Figure", "/H2", "/H3", "/P"}]

    below, beside = (made(beside=one) for one in (False, True))
    assert lowest(beside) < lowest(below) - 0.1
    assert order(beside) == order(below)
