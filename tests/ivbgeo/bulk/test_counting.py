"""Rows of files counted by area, category and month, beside pandas and one by one."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo import RdPoints, read_division, to_wgs84
from ivbgeo.bulk import counting as module
from ivbgeo.bulk.areas import Areas
from ivbgeo.bulk.counting import Counted, Counting
from ivbgeo.bulk.csvfile import CsvFile
from ivbgeo.bulk.parquetfile import ParquetFile
from ivbgeo.bulk.source import Source
from ivbgeo.errors import DataError, UsageError

ROWS = 4000


@pytest.fixture(scope="module")
def division(data_dir):
    return read_division(data_dir / "buurten.geojson")


@pytest.fixture(scope="module")
def frame():
    """Rows in all states: beside the city, without coordinates, category or month."""
    chance = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "x": chance.uniform(88_000, 99_000, ROWS),
            "y": chance.uniform(447_000, 457_000, ROWS),
            "soort": chance.choice(["2.2.1", "1.1.1", "9,9", 'een "woord"', None], ROWS),
            "datum": chance.choice(pd.date_range("2023-11-20", periods=100), ROWS),
        }
    )
    frame.loc[chance.random(ROWS) < 0.1, ["x", "y"]] = np.nan
    frame.loc[chance.random(ROWS) < 0.1, "datum"] = pd.NaT
    # A category that never has a month is not counted, however the rows are shared out.
    frame.loc[chance.random(ROWS) < 0.01, ["soort", "datum"]] = ["zonder maand", pd.NaT]
    return frame


@pytest.fixture(scope="module")
def expected(frame, division):
    """The same counts by pandas: (area, category, month) to count."""
    codes = np.array([*division.codes, "buiten"], dtype=object)
    area = codes[division.locator().locate(frame["x"].to_numpy(), frame["y"].to_numpy())]
    area[frame["x"].isna()] = "onbekend"
    kept = frame.assign(area=area, month=frame["datum"].dt.strftime("%Y-%m"))
    kept = kept.dropna(subset=["soort", "datum"])
    return kept.groupby(["area", "soort", "month"]).size().to_dict()


def cells(counted):
    """Every cell of a cube that is not nul."""
    axes, counts = counted.cube.axes, counted.cube.counts.tocoo()
    names = [*axes.areas, "buiten", "onbekend"]
    found = {}
    for row, column, count in zip(counts.row, counts.col, counts.data, strict=True):
        category, month = divmod(int(row), axes.months)
        month += axes.first_month
        key = names[column], axes.categories[category], f"{month // 12}-{month % 12 + 1:02d}"
        found[key] = int(count)
    return found


def written(frame, path, rows=700):
    if path.suffix == ".csv":
        frame.to_csv(path, index=False, sep=";")
    else:
        pq.write_table(pa.Table.from_pandas(frame), path, row_group_size=rows)
    return path


@pytest.fixture
def counting(division):
    def counting(*paths, x=None, y=None, crs=28992, category="soort", date="datum"):
        sources = [Source.open(path, x, y, crs) for path in paths]
        return Counting.over(sources, Areas.of(division), category, date)

    return counting


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_counts_are_those_of_pandas(name, frame, expected, counting, tmp_path):
    work = counting(written(frame, tmp_path / name))
    found = work.count(work.pieces())
    assert cells(found) == expected
    # In order of their codes, whatever the order of the rows.
    assert found.cube.axes.categories == ("1.1.1", "2.2.1", "9,9", 'een "woord"')
    assert found.rows == ROWS
    assert found.without_category == frame["soort"].isna().sum()
    assert found.without_month == (frame["datum"].isna() & frame["soort"].notna()).sum()
    assert found.cube.total == ROWS - found.without_category - found.without_month
    outside, unknown = found.nowhere
    assert outside == sum(n for key, n in expected.items() if key[0] == "buiten")
    assert unknown == sum(n for key, n in expected.items() if key[0] == "onbekend")
    assert found.inside.total == found.cube.total - outside - unknown
    assert cells(Counted(found.inside)) == {
        key: count for key, count in expected.items() if key[0].startswith("BU")
    }


def test_pieces_may_be_counted_in_any_way(frame, expected, counting, tmp_path, monkeypatch):
    monkeypatch.setattr(ParquetFile.partitions, "__defaults__", (700, 0))
    monkeypatch.setattr(CsvFile.partitions, "__defaults__", (40_000, 0))
    half = ROWS // 2
    work = counting(
        written(frame[:half].sort_values("soort"), tmp_path / "a.parquet"),
        written(frame[half:].sort_values("datum"), tmp_path / "b.csv"),
    )
    pieces = work.pieces()
    assert len(pieces) > 4
    assert [number for number, _ in pieces] == sorted(number for number, _ in pieces)
    parts = [work.count([piece]) for piece in pieces]
    # Not every part has every category and month.
    assert len({part.cube.axes.categories for part in parts}) > 1
    assert len({(part.cube.axes.first_month, part.cube.axes.months) for part in parts}) > 1
    whole = work.count(pieces)
    assert cells(whole) == expected
    for every in (parts, parts[::-1]):
        together = Counted.of(every)
        assert cells(together) == expected
        assert together.cube.axes == whole.cube.axes
        assert (together.rows, together.without_month) == (whole.rows, whole.without_month)
    assert cells(Counted.of([*parts, Counted()])) == expected
    # With room for little, all is added up in between, and sorted instead of laid out.
    for name in ("_WAITING", "_CELLS", "_DENSE"):
        monkeypatch.setattr(module, name, 100)
    told = []
    assert cells(work.count(pieces, lambda: told.append(1))) == expected
    assert cells(Counted.of(parts)) == expected
    assert len(told) == len(pieces)


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_point_far_abroad_has_a_place_and_an_empty_one_has_none(name, counting, tmp_path):
    point = to_wgs84(RdPoints(np.array([92841.0]), np.array([452000.0])))
    frame = pd.DataFrame(
        {
            "lon": [point.lon[0], 100.0, np.nan],
            "lat": [point.lat[0], 10.0, np.nan],
            "soort": [11, 11, 12],
            "datum": [202304] * 3,
        }
    )
    # Many of the first, or the column would look like another system.
    frame = frame.iloc[[0] * 20 + [1, 2]]
    work = counting(written(frame, tmp_path / name), crs=4326)
    found = work.count(work.pieces())
    assert found.nowhere == (1, 1)
    assert found.inside.total == 20
    assert found.cube.axes.categories == ("11", "12")


def test_categories_lose_their_filling(counting, tmp_path):
    frame = pd.DataFrame(
        {"x": 92841.0, "y": 452000.0, "soort": ["1.1.1 ", "1.1.1", "  "], "datum": "2023MM04"}
    )
    work = counting(written(frame, tmp_path / "a.csv"))
    found = work.count(work.pieces())
    assert list(cells(found).values()) == [2]
    assert found.without_category == 1


def test_nothing_to_count_gives_no_cube(frame, counting, tmp_path):
    work = counting(written(frame[:0], tmp_path / "a.parquet"))
    assert work.count(work.pieces()).rows == 0
    nothing = frame[:50].assign(soort=None)
    work = counting(written(nothing, tmp_path / "b.parquet"))
    found = work.count(work.pieces())
    assert (found.cube, found.inside, found.nowhere, found.cells) == (None, None, (0, 0), 0)
    assert (found.rows, found.without_category) == (50, 50)


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ({"category": "soorten"}, "tally.no_column"),
        ({"date": "dag"}, "tally.no_column"),
        ({"category": "datum"}, "tally.same_column"),
    ],
)
def test_columns_that_are_not_there_are_refused(options, rule, frame, counting, tmp_path):
    with pytest.raises(UsageError) as caught:
        counting(written(frame, tmp_path / "a.csv"), **options)
    assert caught.value.rule == rule


def test_a_file_that_is_named_twice_is_refused(frame, counting, tmp_path):
    path = written(frame, tmp_path / "a.parquet")
    with pytest.raises(UsageError) as caught:
        counting(path, tmp_path)
    assert caught.value.rule == "tally.twice"


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("datum", "morgen", "‘morgen’ is geen maand"),
        ("x", "hier", "‘hier’ is geen getal"),
    ],
)
def test_a_wrong_value_is_told_with_its_piece(column, value, why, frame, counting, tmp_path):
    wrong = frame.astype({column: object})
    wrong.loc[3000, column] = value
    work = counting(written(wrong, tmp_path / "a.csv"))
    with pytest.raises(DataError) as caught:
        work.count(work.pieces())
    assert caught.value.rule == "tally.piece"
    assert str(caught.value).startswith(f"Aan het deel vanaf regel 2 van {tmp_path}/a.csv")
    assert why in str(caught.value)


def test_a_column_that_holds_no_categories_is_refused(frame, counting, tmp_path, monkeypatch):
    path = written(frame.assign(bedrag=0.5, lijst=[[1]] * ROWS), tmp_path / "a.parquet")
    work = counting(path, category="lijst")
    with pytest.raises(DataError, match="geen soorten, maar list"):
        work.count(work.pieces())
    monkeypatch.setattr(module, "_MOST_CATEGORIES", 2)
    work = counting(path)
    with pytest.raises(DataError, match="meer dan 2 verschillende"):
        work.count(work.pieces())


def test_a_few_pieces_go_together():
    assert [len(group) for group in Counting.groups([(0, i) for i in range(5)])] == [1] * 5
    assert [len(group) for group in Counting.groups([(0, i) for i in range(50)])] == [2] * 25
    many = Counting.groups([(0, i) for i in range(1001)])
    assert {len(group) for group in many} == {4, 1}
    assert [piece for group in many for piece in group] == [(0, i) for i in range(1001)]
