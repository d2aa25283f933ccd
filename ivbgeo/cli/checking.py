"""``ivbgeo check``."""

from __future__ import annotations

from contextlib import closing

import typer

from ivbgeo.cli import output
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings

__all__ = ["check"]

_REFUSED = 1


def check() -> None:
    """Controleer of de gegevens, de opslag en het toegangsregister heel zijn."""
    from geo import Engine, engine
    from ivbgeo.atlas import Edition
    from ivbgeo.check import check as find
    from ivbgeo.shielding.checking import find_worries
    from ivbgeo.store import Store

    settings = Settings.load()
    with closing(Store.open(settings.database_url)) as store, output.working("Controleren"):
        aside, days = settings.record_file, settings.days_kept
        findings = find(store, settings.data_dir, aside, settings.least_count, days)
        # What nothing mends is told, and is no fault.
        worries = () if findings else tuple(find_worries(Edition.read(store)))
        by_numba = engine() is Engine.NUMBA
    output.say(sentence("check.engine_numba" if by_numba else "check.engine_numpy"))
    for finding in findings:
        output.error(f"{finding.where}: {finding.message}")
    if findings:
        raise typer.Exit(_REFUSED)
    for rule, values in worries:
        output.error(sentence(rule, **values))
    output.say("Alles is in orde.")
