import io
import re
import threading
import zlib
from datetime import date

import numpy as np
import pytest
from PIL import Image

from geo import Level
from layers.cameras import CameraMark
from layers.palette import LOOKS, StateLook
from layers.picture import map_picture
from tests.layers.sample import HOSTILE, choropleth_of, town

TOWN = town()[Level.BUURT]
SHOWN = choropleth_of(TOWN, "x")
CAMERA = CameraMark("Plein", 4.47, 52.05, "gebied", "")


def drawn(fmt="png", title="Misdrijven per buurt", dpi=60, cameras=(CAMERA,)):
    sources = ["CBS/politie, tabel 47018NED"]
    return map_picture(
        TOWN,
        SHOWN,
        cameras,
        title,
        "heel 2024",
        sources,
        fmt,
        dpi,
        unit="misdrijven",
        made=date(2026, 11, 2),
    )


def test_a_png_is_an_a4_with_every_class_and_state_on_it():
    image = Image.open(io.BytesIO(drawn()))
    assert image.size == (701, 496)
    pixels = {tuple(pixel) for pixel in np.asarray(image.convert("RGB")).reshape(-1, 3).tolist()}
    for colour in (
        *SHOWN.classes.colours,
        *(LOOKS[s].fill for s in SHOWN.states if s is not StateLook.GEMETEN),
    ):
        assert tuple(bytes.fromhex(colour[1:])) in pixels


def test_a_camera_area_is_drawn():
    assert drawn() != drawn(cameras=())


def test_a_pdf_is_one_page_with_its_text():
    data = drawn("pdf")
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    assert b"".join(
        zlib.decompress(part)
        for part in re.findall(rb"stream\n(x\x9c.*?)\nendstream", data, re.DOTALL)
    )


def test_an_svg_holds_no_script_and_asks_for_nothing():
    data = drawn("svg", HOSTILE).decode()
    assert "<script" not in data
    assert not re.findall(r'(?:href|src)="(?!#|data:)[^"]*"', data)


@pytest.mark.parametrize("title", ["$x_1^2$ \\frac", "T" * 300, ""])
def test_any_title_can_be_written(title):
    assert drawn(title=title).startswith(b"\x89PNG")


def test_pictures_can_be_made_on_several_threads():
    made = []
    threads = [threading.Thread(target=lambda: made.append(drawn())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


def test_an_unknown_format_and_another_division_are_refused():
    with pytest.raises(ValueError, match="gif"):
        drawn("gif")
    with pytest.raises(ValueError, match="borders are of wijk"):
        map_picture(town()[Level.WIJK], SHOWN, (), "", "", ())
