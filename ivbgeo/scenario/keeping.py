"""Scenarios that are kept: to go on with, to lay side by side, and to share by a link."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivbgeo.dutch import day
from ivbgeo.errors import DataError, UsageError
from ivbgeo.measures.personal import suspects
from ivbgeo.record import Act, Entry
from ivbgeo.scenario.answer import answer_of, answer_text
from ivbgeo.scenario.gathering import must_plan
from ivbgeo.scenario.question import scenario_of, scenario_text
from ivbgeo.store import scenarios as stored
from ivbgeo.store.record import add_lines
from ivbgeo.store.versions import when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from ivbgeo.atlas import Edition
    from ivbgeo.scenario.answer import ScenarioAnswer
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.viewer import Viewer

__all__ = ["Kept", "KeptScenario", "damaged", "keep", "read", "scenarios", "withdraw"]

_LONGEST = 80
_BYTES = 12  # of a token: it can't be guessed
_TOKEN = re.compile(r"[\w-]{8,32}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario in the list. ``token``: what a link to it says."""

    token: str
    name: str
    made_at: datetime
    made_by: str
    withdrawn: bool = False

    @property
    def words(self) -> str:
        """Name it with the day on which it was made, in Dutch."""
        return f"{self.name} ({day(self.made_at.date())})"


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario with its question and its answer, as they were when it was kept."""

    kept: Kept
    asked: Scenario
    answer: ScenarioAnswer


def keep(
    edition: Edition, viewer: Viewer, name: str, asked: Scenario, answer: ScenarioAnswer
) -> Kept:
    """Keep a scenario with its answer.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    DataError
        If it has no name, a name too long, or one that looks like a fact of a person.
    """
    must_plan(viewer)
    name = " ".join(name.split())
    if not name:
        raise DataError("scenario.no_name")
    if len(name) > _LONGEST:
        raise DataError("scenario.long_name", value=len(name), most=_LONGEST)
    for suspect in suspects([name]):
        if suspect.what != "een adres":  # a scenario may be of a street
            raise DataError("scenario.personal", value=suspect.text, what=suspect.what)
    token = secrets.token_urlsafe(_BYTES)
    with edition.store.writing(figures=False) as connection:
        stored.add_scenario(
            connection, token, name, scenario_text(asked), answer_text(answer), viewer.role.value
        )
        row = stored.read_scenario(connection, token)
        _note(connection, viewer, row, "bewaard")
    return _kept(row)


def scenarios(edition: Edition, viewer: Viewer) -> tuple[Kept, ...]:
    """Give the scenarios that are offered, the newest first.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    """
    must_plan(viewer)
    with edition.store.reading() as connection:
        return tuple(map(_kept, stored.list_scenarios(connection)))


def read(edition: Edition, viewer: Viewer, token: str) -> KeptScenario:
    """Read a scenario by what its link says, also if it was withdrawn.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    UsageError
        If there is none.
    DataError
        If it can't be read here.
    """
    must_plan(viewer)
    row = None
    if _TOKEN.fullmatch(token):
        with edition.store.reading() as connection:
            row = stored.read_scenario(connection, token)
    if row is None:
        raise UsageError("scenario.unknown")
    return KeptScenario(_kept(row), scenario_of(row.question), answer_of(row.answer))


def withdraw(edition: Edition, viewer: Viewer, token: str) -> None:
    """Offer a scenario no more; a link to it still opens it.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    UsageError
        If there is no such scenario.
    """
    must_plan(viewer)
    with edition.store.writing(figures=False) as connection:
        if not stored.withdraw_scenario(connection, token):
            raise UsageError("scenario.unknown")
        row = stored.read_scenario(connection, token)
        _note(connection, viewer, row, "van de lijst gehaald")


def _note(connection: Connection, viewer: Viewer, row: Any, detail: str) -> None:
    """By its number: who has its token has its link, and its name was typed."""
    entry = Entry.by(viewer, Act.GEWIJZIGD, f"scenario {row.id}", detail=detail)
    add_lines(connection, [entry])


def damaged(connection: Connection) -> Iterator[str]:
    """Give the names of kept scenarios that can't be read; those withdrawn too."""
    for token in stored.all_tokens(connection):
        row = stored.read_scenario(connection, token)
        try:
            if row is not None:
                scenario_of(row.question)
                answer_of(row.answer)
        except DataError:
            yield str(row.name) if row is not None else token


def _kept(row: Any) -> Kept:
    return Kept(
        row.token,
        row.name,
        when(row.made_at),
        row.made_by,
        row.withdrawn_at is not None,
    )
