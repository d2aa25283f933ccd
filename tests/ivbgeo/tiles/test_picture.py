"""What a tile is, is read from its bytes."""

import pytest

from ivbgeo.tiles import Picture
from ivbgeo.tiles.picture import LARGEST
from tests.replica.tiles import drawn


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_recognised(form):
    content = drawn("grijs", 1, 0, 0, form)
    assert Picture.of(content) == Picture(content, f"image/{form.lower()}")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"\x1f\x8b\x08\x00",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST,
        None,
        "tekst",
        3,
    ],
    ids=["nothing", "svg", "html", "packed", "gif", "sound", "huge", "null", "text", "number"],
)
def test_anything_else_is_none(content):
    assert Picture.of(content) is None


def test_a_picture_is_of_the_kind_that_it_says():
    with pytest.raises(ValueError, match="image/jpeg"):
        Picture(drawn("grijs", 1, 0, 0), "image/jpeg")
