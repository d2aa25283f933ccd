"""A cube as a Parquet file and back: the cells, and what was counted but found nowhere."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import DivisionId, Level
from ivbgeo.cube import OUTSIDE, UNKNOWN, Axes, Cube, CubeBuilder
from ivbgeo.cubefile import cube_as_parquet, read_cube
from ivbgeo.errors import DataError

FIRST = 2022 * 12 + 10
AXES = Axes(
    DivisionId(Level.BUURT, 2025), ("BU1", "BU2"), ("1.1.1", "open"), FIRST, 4, frozenset({"open"})
)
SOURCE = {"incidenten.csv": "0" * 64}


def cube(*told):
    builder = CubeBuilder(AXES)
    builder.add(*np.array(told, dtype=np.int64).reshape(-1, 3).T)
    return builder.cube()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("cubes") / "telling.parquet"


@given(
    told=st.lists(
        st.tuples(st.integers(UNKNOWN, 1), st.integers(0, 1), st.integers(FIRST, FIRST + 3))
    )
)
def test_what_is_written_is_read_again(told, path):
    written = cube(*told)
    path.write_bytes(cube_as_parquet(written, SOURCE))
    again = read_cube(path)
    assert again.axes == AXES
    assert (again.counts != written.counts).nnz == 0


def test_anybody_can_read_the_cells_and_their_provenance(path):
    found = cube((0, 0, FIRST), (0, 0, FIRST), (OUTSIDE, 1, FIRST + 2), (UNKNOWN, 0, FIRST))
    path.write_bytes(cube_as_parquet(found, SOURCE))
    frame = pd.read_parquet(path).astype({"count": int})
    assert sorted(map(tuple, frame.astype(object).to_numpy())) == [
        ("BU1", "1.1.1", "2022-11", 2),
        ("outside", "open", "2023-01", 1),
        ("unknown", "1.1.1", "2022-11", 1),
    ]
    assert list(frame.columns) == ["area_code", "category", "month", "count"]
    about = json.loads(pq.read_schema(path).metadata[b"ivbgeo.cube"])
    assert about["provenance"] == SOURCE
    assert (about["from"], about["to"], about["areas"]) == ("2022-11", "2023-02", ["BU1", "BU2"])


def test_rows_in_another_order_are_the_same_cube(path):
    written = cube((0, 0, FIRST), (1, 0, FIRST + 1), (1, 1, FIRST))
    path.write_bytes(cube_as_parquet(written, SOURCE))
    table = pq.read_table(path)
    pq.write_table(table.take(pa.array([2, 0, 1])), path)
    assert (read_cube(path).counts != written.counts).nnz == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [("area_code", "BU9"), ("category", "1.1.2"), ("month", "2023-03"), ("count", 0),
     ("count", -1), ("count", None), ("count", 1.5)],
)  # fmt: skip
def test_a_cell_that_can_not_be_is_refused(column, value, path):
    path.write_bytes(cube_as_parquet(cube((0, 0, FIRST)), SOURCE))
    table = pq.read_table(path)
    place = table.column_names.index(column)
    pq.write_table(table.set_column(place, column, pa.array([value])), path)
    with pytest.raises(DataError, match=r"‘telling\.parquet’ is geen telling"):
        read_cube(path)


def test_another_file_is_no_cube(path, tmp_path):
    pd.DataFrame({"area_code": ["BU1"]}).to_parquet(path)
    text = tmp_path / "tekst.parquet"
    text.write_text("area_code\n")
    for other in (path, text, tmp_path / "weg.parquet"):
        with pytest.raises(DataError, match="is geen telling"):
            read_cube(other)


def test_no_cells_is_a_cube_too(path):
    path.write_bytes(cube_as_parquet(Cube.empty(AXES), SOURCE))
    assert read_cube(path).total == 0
