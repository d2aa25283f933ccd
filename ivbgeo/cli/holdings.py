"""``ivbgeo datasets`` and ``ivbgeo undo``."""

from __future__ import annotations

from contextlib import closing

from ivbgeo.cli import output
from ivbgeo.cli.withholding import decide_after
from ivbgeo.dutch import day, number
from ivbgeo.figure import Classification
from ivbgeo.holdings import holdings
from ivbgeo.machine import beheerder
from ivbgeo.messages import sentence
from ivbgeo.record import Act, Entry
from ivbgeo.record.keeping import note
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.undoing import forgets, undo_dataset, undo_import

__all__ = ["run_datasets", "run_undo"]


def run_datasets() -> None:
    """Say what the store holds."""
    with closing(Store.open(Settings.load().database_url)) as store:
        found = holdings(store, beheerder())
        own = [one for one in found if one.can_be_undone]
        if any(one.dataset.provenance.classification is not Classification.OPEN for one in own):
            # How many rows came in is a count.
            note(store, Entry.by(beheerder(), Act.UITGEVOERD, "ivbgeo datasets"))
    for holding in own:
        about = holding.dataset.provenance
        amount = ", ".join(f"{number(count)} {noun}" for noun, count in holding.rows.items())
        output.say(
            f"{about.dataset}: {about.title}. {about.citation}, {day(about.retrieved)}, "
            f"{about.classification}. {amount or 'leeg'}."
        )
        for record in holding.imports:
            months = f", {record.covers}" if record.covers else ""
            output.say(
                f"  {record.id}: {record.file}, {day(record.imported_at.date())}, "
                f"{number(record.rows_written)} regels, {number(record.unplaced)} zonder "
                f"plaats{months}"
            )
    output.say(sentence("data.embedded", value=len(found) - len(own)))


def run_undo(what: str) -> None:
    """Take away an import by its number, or a dataset by its name."""
    settings = Settings.load()
    with closing(Store.open(settings.database_url)) as store:
        title = forgets(store, int(what) if what.isdecimal() else what)
        if title is not None:
            output.error(sentence("shielding.forget", value=title))
        if what.isdecimal():
            record = undo_import(store, beheerder(), int(what), settings.data_dir)
            output.say(sentence("undo.done", value=record.file, rows=number(record.rows_written)))
        else:
            dataset = undo_dataset(store, beheerder(), what, settings.data_dir)
            output.say(sentence("undo.dataset_done", value=dataset.provenance.title))
    decide_after(changed=True)
