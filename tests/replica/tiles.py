"""PDOK's BRT-Achtergrondkaart as a WMTS with an address for each tile."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from .faults import Answer

VARIANTS = {
    "standaard": ("#f4f1e8", "#e8c56b"),
    "grijs": ("#f2f2f2", "#c4c4c4"),
    "pastel": ("#f6f4ef", "#dccfae"),
    "water": ("#e6f0f6", "#b9cfdc"),
}
MATRICES = {"EPSG:3857": 20, "EPSG:28992": 15, "EPSG:25831": 15}
SIDE = 256  # pixels


def answer(rest: list[str]) -> Answer:
    """Answer a request below ``/brt/achtergrondkaart/wmts/v2_0``.

    What the service says of a tile outside the Netherlands is not verified: here it is one like
    the others.
    """
    match rest:
        case [variant, matrix, zoom, column, file] if variant in VARIANTS and matrix in MATRICES:
            row, _, suffix = file.partition(".")
            numbers = (zoom, column, row)
            if suffix == "png" and all(number.isdigit() for number in numbers):
                z, x, y = map(int, numbers)
                if z < MATRICES[matrix] and max(x, y) < 1 << z:
                    return Answer(200, drawn(variant, z, x, y), "image/png")
    return Answer(400, EXCEPTION, "application/xml")


def drawn(variant: str, zoom: int, column: int, row: int, form: str = "PNG") -> bytes:
    """Draw a tile: streets, and where it is, so that it can be told from its neighbours."""
    ground, street = VARIANTS[variant]
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(picture)
    for place in range(32, SIDE, 64):
        pen.line((place, 0, place, SIDE), fill=street, width=3)
        pen.line((0, place, SIDE, place + 8), fill=street, width=3)
    pen.text((40, 40), f"{zoom}/{column}/{row}", fill="#404040")
    file = BytesIO()
    picture.save(file, form)
    return file.getvalue()


EXCEPTION = (
    b'<?xml version="1.0"?><ExceptionReport xmlns="http://www.opengis.net/ows/1.1">'
    b'<Exception exceptionCode="TileOutOfRange"/></ExceptionReport>'
)
