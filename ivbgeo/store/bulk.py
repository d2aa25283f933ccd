"""Many rows at once, by column: with COPY into PostgreSQL, by the driver itself into SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, LargeBinary, String
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray
    from sqlalchemy import Column, Table
    from sqlalchemy.engine import Connection

    Values = Sequence[Any] | NDArray[Any]

__all__ = ["insert_columns"]

# Rows that are in memory as Python's own values at one time.
_BATCH = 20_000
_NULL = r"\N"
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert_columns(
    connection: Connection,
    table: Table,
    columns: Mapping[str, Values],
    *,
    batch: int = _BATCH,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write n rows, given by column, in the transaction of a connection.

    They read back as if SQLAlchemy had written them. Columns that are left out get what the
    database gives them: a number of their own, or NULL.

    Parameters
    ----------
    connection
        In a transaction, such as that of ``Store.writing()``.
    columns
        Name of a column of the table → n values, all of the same n: a sequence that can be sliced,
        or an array of shape (n,) of bool, int, float, datetime64 or objects. NULL is written for
        None, NaN, NaT and what a masked array masks. A value that all rows have takes no room as
        ``np.broadcast_to(value, n)``.
    batch
        How many rows go to the database at a time.
    progress
        Called after each of these with how many rows went.

    Returns
    -------
    int
        How many rows the database says it took.

    Raises
    ------
    ValueError
        If columns differ in length, there are none, or there is no transaction.
    sqlalchemy.exc.DBAPIError
        If the database refuses a row; the transaction is then to be rolled back.
    """
    sizes = {len(values) for values in columns.values()}
    if len(sizes) != 1:
        raise ValueError(f"columns of one length are needed, not of {sorted(sizes)}")
    if not connection.in_transaction():
        raise ValueError("rows are written in a transaction, and there is none")
    fields = [table.c[name] for name in columns]
    batches = _slices(list(columns.values()), sizes.pop(), batch, progress)
    if connection.dialect.name == "postgresql":
        return _copy(connection, table, fields, batches)
    return _execute(connection, table, fields, batches)


def _slices(
    columns: list[Values], size: int, batch: int, progress: Callable[[int], None] | None
) -> Iterator[list[Values]]:
    for start in range(0, size, batch):
        yield [values[start : start + batch] for values in columns]
        if progress is not None:
            progress(min(start + batch, size))


def _names(connection: Connection, table: Table, fields: list[Column[Any]]) -> str:
    quoted = connection.dialect.identifier_preparer
    return f"{quoted.format_table(table)} ({', '.join(map(quoted.format_column, fields))})"


def _execute(
    connection: Connection,
    table: Table,
    fields: list[Column[Any]],
    batches: Iterator[list[Values]],
) -> int:
    statement = (
        f"INSERT INTO {_names(connection, table, fields)} "  # noqa: S608 - names out of the schema
        f"VALUES ({', '.join('?' * len(fields))})"
    )
    written = 0
    with _told_as_any_other(connection, statement, sqlite3.Error) as driver:
        cursor = driver.cursor()
        for batch in batches:
            values = [_bound(connection, f, v) for f, v in zip(fields, batch, strict=True)]
            # One by one: a row is gone when it is written.
            cursor.executemany(statement, zip(*values, strict=True))
            written += cursor.rowcount
    return written


@contextmanager
def _told_as_any_other(
    connection: Connection, statement: str, kind: type[Exception]
) -> Iterator[Any]:
    """Give the driver's connection; its errors are told as those of any other statement.

    So that whoever began the transaction knows them. The rows are not told along.
    """
    try:
        yield connection.connection.driver_connection
    except kind as error:
        raise DBAPIError.instance(statement, [], error, kind, dialect=connection.dialect) from error


def _bound(connection: Connection, field: Column[Any], values: Values) -> Sequence[Any]:
    """Give values as the driver of SQLite takes them."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        return _moments(field, values)
    plain = values.tolist() if isinstance(values, np.ndarray) else values
    process = field.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    # Those of numbers and text do nothing; the driver itself makes NULL of NaN.
    if process is None or not isinstance(field.type, Date | DateTime | LargeBinary):
        return plain
    return [process(value) for value in plain]


def _moments(field: Column[Any], values: NDArray[Any]) -> list[str | None]:
    """Write datetime64 in the form in which SQLAlchemy keeps moments and days in SQLite."""
    hidden, values = np.ma.getmaskarray(values), np.ma.getdata(values)
    days = values.astype("M8[D]")
    texts = _written(days, lambda distinct: np.datetime_as_string(distinct).tolist())
    if not isinstance(field.type, Date):
        texts += _written((values - days).astype("m8[us]").astype(np.int64), _clocks)
    texts[hidden | np.isnat(values)] = None
    written: list[str | None] = texts.tolist()
    return written


def _written(
    values: NDArray[Any], write: Callable[[NDArray[Any]], Sequence[str]]
) -> NDArray[np.object_]:
    """Write values of which there are far fewer than n different ones, shape (n,)."""
    distinct, which = np.unique(values, return_inverse=True)
    return np.array([*write(distinct), ""], dtype=object)[which]


def _clocks(microseconds: NDArray[np.int64]) -> list[str]:
    """Write times of day."""
    seconds, parts = np.divmod(microseconds, 1_000_000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    columns = (hours.tolist(), minutes.tolist(), (seconds % 60).tolist(), parts.tolist())
    return [f" {h:02d}:{m:02d}:{s:02d}.{f:06d}" for h, m, s, f in zip(*columns, strict=True)]


def _copy(
    connection: Connection,
    table: Table,
    fields: list[Column[Any]],
    batches: Iterator[list[Values]],
) -> int:
    import psycopg  # noqa: PLC0415 - only where the store is PostgreSQL

    statement = f"COPY {_names(connection, table, fields)} FROM STDIN"
    writers = [_writer(field) for field in fields]
    with (
        _told_as_any_other(connection, statement, psycopg.Error) as driver,
        driver.cursor() as cursor,
    ):
        with cursor.copy(statement) as copy:
            for batch in batches:
                texts = [write(v) for write, v in zip(writers, batch, strict=True)]
                lines = map("\t".join, zip(*texts, strict=True))
                copy.write("\n".join(lines) + "\n")
        return int(cursor.rowcount)


def _writer(field: Column[Any]) -> Callable[[Values], Sequence[str]]:
    """Give what writes the values of a column in the text form of COPY."""
    write = next(one for kind, one in _FORMS.items() if isinstance(field.type, kind))

    def written(values: Values) -> Sequence[str]:
        if isinstance(values, np.ndarray):
            if values.dtype.kind == "M":
                return [_NULL if text is None else text for text in _moments(field, values)]
            values = values.tolist()
        return [
            _NULL if v is None or v != v else write(v)  # noqa: PLR0124 - so is NaN
            for v in values
        ]

    return written


def _letter(value: bool) -> str:  # noqa: FBT001 - it is the value
    return "t" if value else "f"


def _real(value: float) -> str:
    return repr(float(value))


def _day(value: date) -> str:
    return value.isoformat()


def _hex(value: bytes) -> str:
    return rf"\\x{value.hex()}"


def _text(value: str) -> str:
    return value.translate(_ESCAPED) if not value.isalnum() else value


_FORMS: dict[type, Callable[[Any], str]] = {
    Boolean: _letter,
    Integer: str,
    Float: _real,
    DateTime: _day,
    Date: _day,
    LargeBinary: _hex,
    String: _text,
}
