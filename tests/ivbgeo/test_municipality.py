"""A store is of one gemeente, and knows which."""

import pytest

from geo import Area, AreaId, Division, Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import UsageError
from ivbgeo.municipality import (
    Municipality,
    gemeente_code,
    municipality_in,
    municipality_of,
)
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


@pytest.mark.parametrize("text", ["GM0344", " gm0344", "Gm0344 "])
def test_a_code_is_read_as_people_write_it(text):
    assert gemeente_code(text) == "GM0344"


@pytest.mark.parametrize("text", ["", "0344", "GM344", "GM03444", "Utrecht", "GM٠٣٤٤"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(UsageError, match="GM0637"):
        gemeente_code(text)
