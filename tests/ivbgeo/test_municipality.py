"""A store is of one gemeente, and knows which."""

from geo import Area, AreaId, Division, Level
from ivbgeo.atlas import Atlas
from ivbgeo.municipality import Municipality, municipality_in, municipality_of
from ivbgeo.store import datasets, divisions
from tests.geo.coverages import square
from tests.ivbgeo.test_borders import SOURCE


def test_the_newest_gemeente_is_the_one(shared):
    expected = Municipality(AreaId("GM0637", 2025, Level.GEMEENTE), "Zoetermeer")
    with shared.reading() as connection:
        assert municipality_in(connection) == expected
    assert municipality_of(Atlas(shared).edition()) == expected


def test_an_empty_store_is_of_none_and_one_of_two_is_of_neither(store):
    with store.reading() as connection:
        assert municipality_in(connection) is None
    assert municipality_of(Atlas(store).edition()) is None
    two = Division.from_areas(
        Area(AreaId(f"GM000{i}", 2025, Level.GEMEENTE), f"Stad {i}", square(100 * i, 0))
        for i in (1, 2)
    )
    with store.writing() as connection:
        divisions.add_division(connection, datasets.add_dataset(connection, "areas", SOURCE), two)
    with store.reading() as connection:
        assert municipality_in(connection) is None
    assert municipality_of(Atlas(store).edition()) is None
