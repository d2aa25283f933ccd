"""What the record calls what is written: by kind and number, never as somebody named it."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from ivbgeo.record.entry import Act, Entry

if TYPE_CHECKING:
    from ivbgeo.figure import Provenance
    from ivbgeo.store.datasets import ImportRecord
    from ivbgeo.viewer import Viewer

__all__ = ["called", "dataset_entry", "import_entry", "marked", "refusal_entry"]

# What was added in the register itself (ivbgeo.store.register).
_NUMBER = re.compile(r"register-(\d+)")

_CALLED = {
    "camera": "camera",
    "designation": "cameragebied",
    "prevention": "preventie",
    "spot": "stille of enge plek",
}
# By what a rule begins with.
_REFUSED = {
    "data": "gegevens beheren",
    "dossier": "dossier van een cameragebied",
    "measure": "inspanningen",
    "plannerfile": "bestanden van de planner",
    "points": "punten op de kaart",
    "prevention": "preventie",
    "record": "toegangsregister",
    "register": "cameraregister",
    "scenario": "plekken voor camera’s",
    "signal": "opmerkingen bij signalen",
    "spot": "stille en enge plekken",
}


def called(noun: str, number: int | None) -> str:
    """Call one of the register by its number there: its name was typed, or stood in a file."""
    return f"{_CALLED[noun]} {number}"


def marked(noun: str, key: str) -> str:
    """Call one of the register by its key: by its number, else by a hash of its name in a file."""
    number = _NUMBER.fullmatch(key)
    told = number[1] if number else f"kenmerk {hashlib.sha256(key.encode()).hexdigest()[:12]}"
    return f"{_CALLED[noun]} {told}"


def import_entry(viewer: Viewer, act: Act, record: ImportRecord) -> Entry:
    """Say that a file came in or went, by its number and its hash: its name was typed."""
    months = f", over {record.covers}" if record.covers else ""
    told = f"bestand {record.id}{months}, {record.rows_written} rijen, {record.sha256}"
    return Entry.by(viewer, act, f"import/{record.kind}", detail=told)


def dataset_entry(viewer: Viewer, act: Act, provenance: Provenance) -> Entry:
    """Say that a dataset came in or went, by its key and its hash."""
    return Entry.by(viewer, act, provenance.dataset, detail=provenance.sha256)


def refusal_entry(viewer: Viewer, rule: str) -> Entry:
    """Say that somebody asked for what is not for them, by the rule that says so."""
    what = _REFUSED.get(rule.partition(".")[0], rule)
    return Entry.by(viewer, Act.GEWEIGERD, what, detail=rule)
