"""A place as somebody types it: in metres or degrees, in either order, or told that it is none."""

import pytest

from ivbgeo.coordinates import read_place
from ivbgeo.errors import DataError


@pytest.mark.parametrize(
    "text",
    ["93500 452500", "93500,0 452500,0", "x 93500, y 452500", "52.05739 4.49048",
     "52,05739; 4,49048", "4.49048 52.05739"],
)  # fmt: skip
def test_one_place_is_written_in_many_ways(text):
    lon, lat = read_place(text)
    assert (lon, lat) == pytest.approx((4.49048, 52.05739), abs=2e-4)


@pytest.mark.parametrize("text", ["", "ergens", "93500", "1 2 3", "0 0", "48.85 2.35", "52.05"])
def test_what_is_no_place_in_the_netherlands_is_refused(text):
    with pytest.raises(DataError, match="is geen plaats in Nederland"):
        read_place(text)
