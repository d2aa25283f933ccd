"""The background on paper: each place where it is, few tiles, and what is missing is told."""

import io
from dataclasses import dataclass, field

import numpy as np
import pytest
from PIL import Image

from geo import RdPoints, to_wgs84
from ivbgeo.tiles import Picture
from layers.paper.backdrop import backdrop_of
from layers.paper.frame import Box, Frame

# 3.5 by 3 kilometres around the town hall of Zoetermeer.
FRAME = Frame.around(Box(0, 0, 108, 92), (91_900.0, 450_700.0, 95_400.0, 453_700.0), margin=0)
SIDE = 256


@dataclass
class Drawn:
    """A source that draws what it is asked for: ``paint`` gives colours at places in RD."""

    paint: object
    zooms: tuple[int, int] = (6, 19)
    missing: object = field(default=lambda _: False)
    attribution: str = "Achtergrond: © Makers"
    mark: str = "x"
    is_remote: bool = True

    def __post_init__(self):
        self.asked = []

    def at_hand(self, tile):
        del tile

    def ask(self, tile):
        self.asked.append(tile)
        return None if self.missing(tile) else Picture.of(self.paint(tile))


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def with_marks(marks):
    """Give what paints black squares of 5 pixels at places (lon, lat) on white."""

    def paint(tile):
        pixels = np.full((SIDE, SIDE, 3), 255, np.uint8)
        # As OpenStreetMap writes it, not as we do.
        across = (marks.lon + 180) / 360
        down = (
            1 - np.log(np.tan(np.radians(marks.lat)) + 1 / np.cos(np.radians(marks.lat))) / np.pi
        ) / 2
        for x, y in zip(across, down, strict=True):
            column, row = (
                int(np.floor(value * 2**tile.zoom * SIDE)) - at * SIDE
                for value, at in ((x, tile.column), (y, tile.row))
            )
            pixels[max(row - 2, 0) : max(row + 3, 0), max(column - 2, 0) : max(column + 3, 0)] = 0
        return png(pixels)

    return paint


def test_each_place_lies_where_it_is():
    left, bottom, right, top = FRAME.ground
    x, y = np.meshgrid(
        np.linspace(left + 150, right - 150, 4), np.linspace(bottom + 150, top - 150, 4)
    )
    places = RdPoints(x.ravel(), y.ravel())
    made = backdrop_of(Drawn(with_marks(to_wgs84(places))), FRAME)
    assert made.complete
    high, wide, _ = made.image.shape
    # Some 150 dots per inch: the names of streets can be read.
    assert 0.1 < FRAME.box.width / wide < 0.25
    dark = made.image.min(axis=2) < 128
    metres = (right - left) / wide
    for east, north in zip(places.x, places.y, strict=True):
        column, row = (east - left) / (right - left) * wide, (top - north) / (top - bottom) * high
        rows, columns = np.nonzero(
            dark[int(row) - 12 : int(row) + 13, int(column) - 12 : int(column) + 13]
        )
        assert rows.size
        off = np.hypot(
            columns.mean() - 12 + int(column) + 0.5 - column,
            rows.mean() - 12 + int(row) + 0.5 - row,
        )
        # A pixel is where a square was rounded to; RD lies half a degree askew here.
        assert off * metres < 1.5 * metres + 1


def flat(colour):
    return lambda _: png(np.full((SIDE, SIDE, len(colour)), colour, np.uint8))


def test_only_what_is_in_view_is_asked_for_and_never_much():
    source = Drawn(flat((200, 210, 220)))
    made = backdrop_of(source, FRAME)
    assert len(source.asked) == len(set(source.asked)) <= 64
    assert {tile.zoom for tile in source.asked} == {14}
    assert (made.image == (200, 210, 220)).all()
    # A source that has finer ones only: never more than so many.
    fine = Drawn(flat((200, 210, 220)), zooms=(13, 19))
    backdrop_of(fine, Frame.around(Box(0, 0, 2000, 1700), FRAME.ground))
    assert len(fine.asked) <= 64


@pytest.mark.parametrize("zooms", [(3, 12), (6, 14)])
def test_coarser_tiles_are_better_than_none(zooms):
    source = Drawn(flat((9, 9, 9)), zooms=zooms)
    assert backdrop_of(source, FRAME).complete
    assert {tile.zoom for tile in source.asked} == {zooms[1]}


def test_what_is_missing_stays_paper_and_is_told():
    source = Drawn(flat((0, 0, 0)), missing=lambda tile: tile.column % 2 == 0)
    made = backdrop_of(source, FRAME)
    assert not made.complete
    white = (made.image > 250).all(axis=2).mean()
    assert 0.3 < white < 0.7


def test_without_any_tile_there_is_no_background():
    assert backdrop_of(Drawn(flat((0, 0, 0)), missing=lambda _: True), FRAME) is None


def test_what_is_no_picture_is_missing_and_what_is_see_through_lies_on_white():
    broken = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    assert backdrop_of(Drawn(lambda _: broken), FRAME) is None
    half = backdrop_of(Drawn(flat((0, 0, 0, 51))), FRAME)
    assert set(np.unique(half.image)) == {204}


def test_tiles_that_are_at_hand_are_not_asked_for():
    source = Drawn(flat((0, 0, 0)))
    source.at_hand = lambda tile: Picture.of(source.paint(tile))
    assert backdrop_of(source, FRAME).attribution == "Achtergrond: © Makers"
    assert source.asked == []
