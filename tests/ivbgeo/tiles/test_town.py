"""Where the areas of a store lie."""

from ivbgeo.atlas import Atlas
from ivbgeo.store import Store
from ivbgeo.tiles import TileAddress
from ivbgeo.tiles.town import extent_of


def test_the_extent_is_that_of_the_gemeente(town):
    extent = extent_of(Atlas(town).edition())
    assert (round(extent.west, 1), round(extent.north, 1)) == (4.4, 52.1)
    assert 0.1 < extent.east - extent.west < 0.3
    assert extent.near(TileAddress(14, 8397, 5408), around=8)


def test_a_store_without_areas_has_none(databases):
    store = Store.open(databases.address("sqlite", filled=False))
    assert extent_of(Atlas(store).edition()) is None
    store.close()
