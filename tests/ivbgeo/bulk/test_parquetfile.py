"""Parquet by row groups: where it is cut, and what its columns of numbers are."""

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ivbgeo.bulk.parquetfile import ParquetFile, numbers
from ivbgeo.bulk.partition import Form, Partition
from ivbgeo.errors import DataError


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([92841, None], pa.int32()),
        ([92841, None], pa.uint64()),
        ([1024, None], pa.float16()),
        ([92841.5, None], pa.float32()),
        ([Decimal("92841.25"), None], pa.decimal128(9, 2)),
        ([None, None], pa.null()),
    ],
    ids=str,
)
def test_numbers_of_any_type_become_the_same_numbers_and_nothing_stays_nothing(values, kind):
    found = numbers(pa.chunked_array([pa.array(values, kind)]), "x", "in.parquet")
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, [np.nan if v is None else float(v) for v in values])


@pytest.mark.parametrize("values", [["92841"], [True], [b"1"], [[1.0]], [{"a": 1}]], ids=str)
def test_what_is_no_number_is_refused_with_the_name_of_its_column(values):
    with pytest.raises(DataError, match="kolom ‘oost’ staan geen getallen"):
        numbers(pa.chunked_array([pa.array(values)]), "oost", "in.parquet")


def test_a_file_is_cut_between_row_groups(tmp_path):
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"x": range(10), "t": list("abcdefghij")}), path, row_group_size=3)
    file = ParquetFile.open(path)
    assert list(file.partitions(5, number=7)) == [
        Partition(path, Form.PARQUET, 7, 0, 2),
        Partition(path, Form.PARQUET, 8, 2, 4),
    ]
    rows = [
        [table["x"].to_pylist() for table in file.read(piece, ["x"])]
        for piece in file.partitions(5)
    ]
    assert rows == [[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9]]]


def test_a_large_row_group_comes_in_parts(tmp_path):
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"x": np.zeros(1_500_000)}), path, row_group_size=2_000_000)
    file = ParquetFile.open(path)
    [piece] = file.partitions()
    assert [table.num_rows for table in file.read(piece)] == [1 << 20, 1_500_000 - (1 << 20)]


def test_a_row_group_of_long_rows_comes_in_parts(tmp_path):
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"x": [b"a" * (60 << 20)] * 3}), path, use_dictionary=False)
    file = ParquetFile.open(path)
    [piece] = file.partitions()
    assert [table.num_rows for table in file.read(piece)] == [2, 1]
