"""Rows written by column read back as if SQLAlchemy had written them, on either database."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    cast,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from ivbgeo.store.bulk import insert_columns

if TYPE_CHECKING:
    from ivbgeo.store import Store


def table_of(name: str) -> Table:
    return Table(
        name,
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("count", Integer),
        Column("x", Float),
        Column("timed", Boolean),
        Column("starts", DateTime),
        Column("opened", Date),
        Column("code", String(20)),
        Column("select", Text),
        Column("polygon", LargeBinary),
        CheckConstraint("count > -1000000"),
    )


SLOW, FAST = table_of("slow"), table_of("fast")
# What databases can't hold: NUL and halves of surrogate pairs.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "count": st.none() | st.integers(-999_999, 2**31 - 1),
            "x": st.none() | st.floats(allow_nan=False),
            "timed": st.none() | st.booleans(),
            "starts": st.none() | st.datetimes(),
            "opened": st.none() | st.dates(),
            "code": st.none() | TEXTS,
            "select": st.none() | st.sampled_from([r"\N", r"\.", "\\", "a\tb", "a\r\nb", "'; --"]),
            "polygon": st.none() | st.binary(max_size=10),
        }
    ),
    min_size=1,
    max_size=8,
)


def as_array(name: str, values: list) -> np.ndarray:
    kind = {"count": "i8", "x": "f8", "timed": "?", "starts": "M8[us]", "opened": "M8[D]"}.get(name)
    if kind is None:
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array
    if name in {"count", "timed"}:
        hidden = [value is None for value in values]
        return np.ma.masked_array([value or 0 for value in values], hidden, dtype=kind)
    return np.array(values, dtype=kind)  # None becomes NaN or NaT


@pytest.fixture
def transaction(store: Store):
    """A transaction in which both tables are, and that is not kept."""
    with closing(store.engine.connect()) as connection:
        outer = connection.begin()
        for table in (SLOW, FAST):
            table.create(connection)
        yield connection
        outer.rollback()


def read(connection, table: Table) -> list[tuple]:
    names = [column for column in table.c if column.name != "id"]
    # Also as it is kept: what differs in form compares otherwise in the database.
    kept = [cast(table.c[name], Text).label(f"{name} kept") for name in ("starts", "opened")]
    return [tuple(row) for row in connection.execute(select(*names, *kept).order_by(table.c.id))]


@pytest.mark.parametrize("form", ["lists", "arrays"])
def test_they_read_back_as_if_sqlalchemy_had_written_them(transaction, form):
    @settings(max_examples=40, deadline=None)
    @given(ROWS, st.integers(1, 4))
    def check(rows, batch):
        with transaction.begin_nested() as inner:
            transaction.execute(insert(SLOW), rows)
            columns = {name: [row[name] for row in rows] for name in rows[0]}
            if form == "arrays":
                columns = {name: as_array(name, values) for name, values in columns.items()}
            assert insert_columns(transaction, FAST, columns, batch=batch) == len(rows)
            assert read(transaction, FAST) == read(transaction, SLOW)
            inner.rollback()

    check()


def test_one_value_for_all_rows_takes_no_room(transaction):
    columns = {"count": np.broadcast_to(7, 3), "code": ["a", "b", "c"]}
    assert insert_columns(transaction, FAST, columns) == 3
    query = select(FAST.c.count, FAST.c.code, FAST.c.x, FAST.c.opened)
    assert [tuple(row) for row in transaction.execute(query)] == [
        (7, code, None, None) for code in "abc"
    ]


def test_nan_and_what_is_masked_become_null(transaction):
    moment = datetime.fromisoformat("2024-01-02T03:04")
    moments = np.ma.masked_array([moment, moment], [0, 1], "M8[s]")
    columns = {"x": [float("nan"), 1.5], "starts": moments, "opened": [date(2024, 1, 2), None]}
    insert_columns(transaction, FAST, columns)
    found = transaction.execute(select(FAST.c.x, FAST.c.starts, FAST.c.opened)).all()
    assert found == [(None, moment, date(2024, 1, 2)), (1.5, None, None)]


def test_no_rows_are_no_trouble(transaction):
    assert insert_columns(transaction, FAST, {"count": []}) == 0
    assert read(transaction, FAST) == []


def test_columns_differ_in_length(transaction):
    with pytest.raises(ValueError, match="one length"):
        insert_columns(transaction, FAST, {"count": [1], "code": []})
    with pytest.raises(ValueError, match="one length"):
        insert_columns(transaction, FAST, {})


def test_without_a_transaction_nothing_is_written(store):
    with store.engine.connect() as connection, pytest.raises(ValueError, match="transaction"):
        insert_columns(connection, FAST, {"count": [1]})


def test_what_the_database_refuses_is_told_as_of_any_statement_and_all_of_it_goes(transaction):
    with pytest.raises(IntegrityError), transaction.begin_nested():
        insert_columns(transaction, FAST, {"count": [1, 2, -1_000_000]}, batch=1)
    assert read(transaction, FAST) == []


def test_all_is_kept_or_nothing(store):
    with store.engine.begin() as connection:
        FAST.create(connection)

    def fails():
        with store.writing() as connection:
            insert_columns(connection, FAST, {"count": [1, 2]})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    with store.reading() as connection:
        assert read(connection, FAST) == []
        assert store.version == 0
