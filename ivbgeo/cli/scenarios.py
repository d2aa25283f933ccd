"""``ivbgeo cameras scenarios``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.cli.records import check_form, write_records
from ivbgeo.errors import UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.scenario import compare, measured, read, scenarios, withdraw
from ivbgeo.scenario.naming import told_question
from ivbgeo.scenario.words import found, hindsight_words, share, warned
from ivbgeo.settings import Settings
from ivbgeo.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Role, Viewer

__all__ = ["run_scenarios"]

_LIST = ("token", "name", "made_at", "made_by")
_PLACES = ("name", "x", "y", "area", "weight", "weight_alone", "cost", "frontage")
_BESIDE = ("what", "one", "other")


def run_scenarios(
    role: Role,
    form: str,
    out: Path | None,
    opened: str | None,
    beside: str | None,
    withdrawn: str | None,
) -> None:
    """Write the kept scenarios, the places of one, or two side by side; or take one away."""
    check_form(form)
    if beside is not None and opened is None:
        raise UsageError("plan.beside")
    viewer = viewer_as(role)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        if withdrawn is not None:
            withdraw(edition, viewer, withdrawn)
            output.say("Het scenario is van de lijst. Een link ernaar blijft werken.")
        elif opened is None:
            rows = [
                (one.token, one.name, one.made_at.isoformat(timespec="seconds"), one.made_by)
                for one in scenarios(edition, viewer)
            ]
            write_records(_LIST, rows, form, out)
        elif beside is None:
            _write_one(edition, viewer, opened, form, out)
        else:
            _write_two(edition, viewer, (opened, beside), form, out)


def _write_one(edition: Edition, viewer: Viewer, token: str, form: str, out: Path | None) -> None:
    one = read(edition, viewer, token)
    answer = one.answer
    for line in (
        *warned(answer), *found(one.asked, answer), *hindsight_words(answer), *answer.notes,
    ):  # fmt: skip
        output.say(line)
    rows = [
        (place.name, place.x, place.y, place.where or None, place.seen, place.alone, place.cost,
         place.frontage)
        for place in answer.chosen.places
    ]  # fmt: skip
    write_records(_PLACES, rows, form, out)


def _write_two(
    edition: Edition, viewer: Viewer, tokens: tuple[str, str], form: str, out: Path | None
) -> None:
    left, right = (read(edition, viewer, token) for token in tokens)
    told = compare(
        (left.asked, left.answer),
        (right.asked, right.answer),
        (told_question(edition, viewer, left.asked), told_question(edition, viewer, right.asked)),
    )
    if not told.alike:
        output.say(
            "Deze twee tellen niet dezelfde incidenten: vergelijk de percentages niet zomaar."
        )
    both = (left.answer.chosen.places, right.answer.chosen.places)
    shares = [
        ("In beeld, gemeten met de vraag van " + ("de eerste" if kept is left else "de andere"),
         *(share(measured(edition, viewer, kept.asked, places), 1.0) for places in both))
        for kept in (left, right)
    ]  # fmt: skip
    places = (
        ("Beide kiezen", "; ".join(told.both), "; ".join(told.both)),
        ("Alleen deze", "; ".join(told.only_one), "; ".join(told.only_other)),
    )
    write_records(_BESIDE, [*told.answered, *shares, *told.asked, *places], form, out)
