"""What is in the file beside what is seen, read by others than who wrote it."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from layers.paper import map_picture
from tests.layers.paper.plates import CAMERA, grid, plate_of, texts

PLATE = plate_of(grid(["Noord", "Zuid"]), [3, 4], cameras=(CAMERA,))
DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def pdf():
    return map_picture(PLATE, "pdf", made=DAY)


def test_a_pdf_is_one_page_that_says_its_title_language_and_maker(pdf):
    read = PdfReader(io.BytesIO(pdf), strict=True)
    assert len(read.pages) == 1
    assert [float(side) for side in read.pages[0].mediabox] == pytest.approx(
        [0, 0, 841.89, 595.28], abs=0.1
    )
    assert (read.metadata.title, read.metadata.author) == ("Misdrijven per buurt", "ivbgeo")
    assert read.metadata.creation_date == datetime(2026, 11, 2, tzinfo=UTC)
    catalogue = read.trailer["/Root"]
    assert catalogue["/Lang"] == "nl"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_text_in_a_pdf_is_text_in_truetype(pdf):
    page = PdfReader(io.BytesIO(pdf), strict=True).pages[0]
    text = page.extract_text()
    for words in (
        "Misdrijven per buurt",
        "2024",
        "CBS/Kadaster",
        "Gemaakt op 2 november 2026.",
    ):
        assert words in text
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert {font["/Subtype"] for font in fonts} == {"/Type0"}
    kinds = {font["/DescendantFonts"][0].get_object()["/Subtype"] for font in fonts}
    assert kinds == {"/CIDFontType2"}


def test_right_to_left_is_text_in_the_order_in_which_it_is_written():
    plate = plate_of(grid(["حي الشمال", "שכונה צפון"]), [3, 4])
    assert {"حي الشمال", "שכונה צפון"} <= set(texts(map_picture(plate, "svg", made=DAY)))


def test_text_in_an_svg_is_text_and_is_there_once():
    plate = plate_of(grid(["Noord", "Oost", "Zuid", "West"]), [3, 4, 5, 6])
    svg = map_picture(plate, "svg", made=DAY).decode()
    assert svg.startswith("<?xml")
    assert 'lang="nl" aria-label="Misdrijven per buurt"' in svg
    assert "<title>Misdrijven per buurt</title>" in svg
    names = ["Noord", "Oost", "Zuid", "West"]
    read = texts(svg)
    assert [read.count(name) for name in names] == [1, 1, 1, 1]
    # What stands under a name is no name to who listens, and has a line.
    halos = re.findall(r'<g aria-hidden="true">(.*?)</g>', svg, re.DOTALL)
    assert len(halos) == 2 * len(names)
    assert all("stroke: #ffffff" in halo and "fill: #ffffff" in halo for halo in halos)


def test_a_title_can_not_end_what_it_stands_in():
    plate = replace(PLATE, title='"><script>alert(1)</script> & (a) \\')
    svg = map_picture(plate, "svg", made=DAY).decode()
    assert "<script" not in svg
    assert texts(svg)
    read = PdfReader(io.BytesIO(map_picture(plate, "pdf", made=DAY)), strict=True)
    assert read.metadata.title == plate.title


def test_a_png_knows_its_size_and_its_title():
    image = Image.open(io.BytesIO(map_picture(PLATE, "png", 60, made=DAY)))
    assert image.mode == "RGB"
    assert image.info["dpi"] == pytest.approx((60, 60), abs=0.1)
    assert (image.info["Title"], image.info["Author"]) == ("Misdrijven per buurt", "ivbgeo")
