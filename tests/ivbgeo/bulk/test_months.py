"""The month of a row, however it is written."""

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest

from ivbgeo.bulk.months import NO_MONTH, months
from ivbgeo.errors import DataError

APRIL, MAY = 2023 * 12 + 3, 2023 * 12 + 4


def of(values, kind=None):
    first = pa.array(values) if pa.types.is_timestamp(kind or pa.null()) else pa.array(values, kind)
    column = pa.chunked_array([first.cast(kind) if kind else first])
    return months(column, "datum", "punten.csv").tolist()


DAYS = [date(2023, 4, 30), None, date(2023, 5, 1)]
# Dutch summer time: on the last evening of April in Greenwich it is May here.
LATE = datetime(2023, 4, 30, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        (DAYS, pa.date32(), [APRIL, NO_MONTH, MAY]),
        (DAYS, pa.date64(), [APRIL, NO_MONTH, MAY]),
        *[(DAYS, pa.timestamp(unit), [APRIL, NO_MONTH, MAY]) for unit in ("s", "ms", "us", "ns")],
        ([LATE, LATE], pa.timestamp("us", "UTC"), [MAY, MAY]),
        ([LATE.replace(tzinfo=None)], pa.timestamp("us"), [APRIL]),
        ([date(1969, 12, 31), date(1970, 1, 1)], pa.date32(), [1970 * 12 - 1, 1970 * 12]),
        ([datetime(1969, 12, 31, 23, 59)], pa.timestamp("ms"), [1970 * 12 - 1]),  # noqa: DTZ001
        ([date(1900, 1, 1), date(2200, 12, 31)], pa.date32(), [1900 * 12, 2200 * 12 + 11]),
        ([202304, None, 20230501], pa.int64(), [APRIL, NO_MONTH, MAY]),
        (["2023-04", "2023MM05", "202304", "2023-5-1"], None, [APRIL, MAY, APRIL, MAY]),
        (["17-04-2023", "1 mei 2023", "2023-04-30T23:59:59"], None, [APRIL, MAY, APRIL]),
        (["2023-04-30 22:30:00Z", "2023MM04  "], None, [MAY, APRIL]),
        (["", "  ", None], None, [NO_MONTH] * 3),
        (["2023-04"], pa.large_string(), [APRIL]),
        ([None, None], pa.null(), [NO_MONTH] * 2),
        ([], pa.string(), []),
        ([None], pa.date32(), [NO_MONTH]),
    ],
)
def test_months_in_many_forms(values, kind, expected):
    assert of(values, kind) == expected


def test_a_list_of_the_different_texts_gives_the_same():
    texts = ["2023-04", None, "2023-05", "2023-04"]
    chunks = [pa.array(texts).dictionary_encode(), pa.array(["2023-05"]).dictionary_encode()]
    assert months(pa.chunked_array(chunks), "datum", "p").tolist() == [
        APRIL, NO_MONTH, MAY, APRIL, MAY,
    ]  # fmt: skip


def test_many_moments_of_one_form_and_of_many():
    moments = np.datetime64("2023-04-30T00:00") + np.arange(3000)
    texts = np.datetime_as_string(moments).tolist()
    expected = [APRIL] * 1440 + [MAY] * 1560
    assert of(texts) == expected
    assert of([text.replace("T", " ") + ":59.5" for text in texts]) == expected
    assert of([*texts, None, "", "2023MM04"]) == [*expected, NO_MONTH, NO_MONTH, APRIL]
    for wrong in ("2023-04-30T24:10", "2023-04-31T10:00"):
        with pytest.raises(DataError):
            of([*texts, wrong])


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2023-13", None),
        ("2023JJ00", None),
        ("2023", None),
        ("04-31-2023", None),
        ("31-04-2023", None),
        ("1899-12", None),
        ("2201-01", None),
        ("morgen", None),
        (2023, pa.int32()),
        (20230431, pa.int32()),
        (date(1899, 12, 31), pa.date32()),
        (date(2201, 1, 1), pa.timestamp("s")),
    ],
)
def test_what_names_no_month_is_refused(value, kind):
    with pytest.raises(DataError) as caught:
        of([None, value], kind)
    assert caught.value.rule == "tally.date"
    assert caught.value.values == {
        "file": "punten.csv", "column": "datum", "value": str(value),
    }  # fmt: skip


def test_a_column_of_another_type_is_refused():
    with pytest.raises(DataError) as caught:
        of([2023.25])
    assert caught.value.rule == "tally.date_type"
