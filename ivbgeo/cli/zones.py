"""The table of ``ivbgeo cameras evaluate``: counts of each zone, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError
from ivbgeo.evaluation import Zone, Zones
from ivbgeo.sources.fault import ValueRefusedError, visible
from ivbgeo.sources.number import read_amount
from ivbgeo.sources.opening import open_table
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_zones"]

_ZONES = {
    "response": "response",
    "cameragebied": "response",
    "buffer": "buffer",
    "control": "control",
    "controle": "control",
    "controlegebied": "control",
    "buffercontrol": "buffer_control",
}
_KNOWN = "response, buffer, control, buffer_control"


def read_zones(path: Path) -> Zones:
    """Read a table with columns zone, before and after.

    Raises
    ------
    DataError
        If it can't be read, a zone is there twice, or response or control is missing.
    """
    try:
        found = _rows(path)
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None
    for zone in ("response", "control"):
        if zone not in found:
            raise DataError("evaluate.missing", file=path.name, value=zone)
    return Zones(
        found["response"], found["control"], found.get("buffer"), found.get("buffer_control")
    )


def _rows(path: Path) -> dict[str, Zone]:
    found: dict[str, Zone] = {}
    with open_table(path) as table:
        columns = [plain(name) for name in table.columns]
        for name in ("zone", "before", "after"):
            if name not in columns:
                shown = ", ".join(map(visible, table.columns))
                raise DataError("plan.columns", file=path.name, column=name, found=shown)
        at = [columns.index(name) for name in ("zone", "before", "after")]
        for record in table.records:
            try:
                if record.fault is not None:
                    raise record.fault
                called, before, after = (record.cells[place] for place in at)
                counts = [read_amount(cell) for cell in (before, after)]
            except ValueRefusedError as fault:
                raise DataError(
                    fault.rule, unit=table.unit, line=record.line, column="before, after",
                    **{"value": visible(fault.value), **fault.details},
                ) from None  # fmt: skip
            zone = _ZONES.get(plain(str(called)))
            if zone is None:
                raise DataError(
                    "evaluate.zone", file=path.name, value=visible(called), known=_KNOWN
                )
            if zone in found:
                raise DataError("evaluate.double", file=path.name, value=zone)
            found[zone] = Zone(*counts)
    return found
