"""``ivbgeo cameras plan``."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.cli.planfiles import Files, ground_of
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.plannerfiles import FileKind, add, find
from ivbgeo.scenario import DemandFrom, Scenario, keep, read, withdraw, work_out
from ivbgeo.scenario.offering import places_offered
from ivbgeo.scenario.question import scenario_text
from ivbgeo.scenario.solving import solve
from ivbgeo.scenario.stating import state
from ivbgeo.scenario.words import cameras, found, hindsight_words, warned
from ivbgeo.settings import Settings
from ivbgeo.sources.opening import digest
from ivbgeo.store import Store
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.scenario import Option, ScenarioAnswer
    from ivbgeo.viewer import Role, Viewer

__all__ = ["Files", "plan_files", "plan_store"]

_OF_SCENARIO = {
    "candidates": FileKind.CANDIDATES,
    "demand": FileKind.DEMAND,
    "obstacles": FileKind.BUILDINGS,
    "public": FileKind.PUBLIC,
    "forbidden": FileKind.FORBIDDEN,
}
_FIELDS = {"demand": "demand_file", "obstacles": "buildings"}


def plan_files(files: Files, asked: dict[str, Any]) -> None:
    """Choose sites from files, and write the choice; nothing is written if anything is refused.

    Parameters
    ----------
    asked
        Fields of a scenario, without those that name files.
    """
    if files.candidates is None or files.demand is None:
        raise UsageError("plan.needs_viewer")
    scenario = _scenario(
        {
            **asked,
            "demand": DemandFrom.FILE,
            "candidates": files.candidates.name,
            "demand_file": files.demand.name,
            "hindsight": False,
        }
    )
    budgeted = scenario.budget is not None and scenario.yearly_cost is None
    ground = ground_of(files, leave_out=scenario.leave_out, budgeted=budgeted)
    with output.following() as follow:
        answer = solve(state(ground, scenario, follow), date.today(), follow)  # noqa: DTZ011 - the user's own day
    told = _told(scenario, answer)
    told["sources"] = [{"file": each.name, "sha256": digest(each)} for each in files.read]
    _write(files.out, told)
    _say(scenario, answer, files.out)


def plan_store(
    role: Role,
    files: Files,
    asked: dict[str, Any],
    places: Sequence[str],
    token: str | None,
    name: str | None,
) -> None:
    """Choose sites with what the store has; files that are given come to the planner's files.

    Parameters
    ----------
    places
        Areas to look for places in, by name, code or key.
    token
        Of a kept scenario, which is asked again; then nothing else is asked.
    name
        To keep the scenario under; None: it is not kept.
    """
    if files.existing is not None or files.areas is not None:
        raise UsageError("plan.register")
    viewer = viewer_as(role)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        if token is not None:
            scenario = read(edition, viewer, token).asked
        else:
            given = _kept(edition, viewer, files)
            scenario = _scenario(asked | given | _around(edition, viewer, places))
        with output.following() as follow:
            answer = work_out(edition, viewer, scenario, follow)
        told = _told(scenario, answer) | {
            "scenario": json.loads(scenario_text(scenario)),
            "sources": [
                {"name": one.name, "sha256": one.sha256, "retrieved": one.retrieved or None}
                for one in answer.sources
            ],
        }
        if name is not None:
            told["token"] = keep(edition, viewer, name, scenario, answer).token
        try:
            _write(files.out, told)
        except UsageError:
            # Nothing is kept of what could not be written.
            if name is not None:
                withdraw(edition, viewer, told["token"])
            raise
    for line in (
        *warned(answer), *found(scenario, answer), *hindsight_words(answer), *answer.notes,
    ):  # fmt: skip
        output.say(line)
    output.say(f"De keuze staat in {files.out.name}.")
    if name is not None:
        output.say(
            "Het scenario is bewaard. De link eindigt op "
            f"cameras?stap=plekken&scenario={told['token']}"
        )


def _kept(edition: Edition, viewer: Viewer, files: Files) -> dict[str, Any]:
    """Keep the files that are given, and give the fields that name them.

    What is no file here is the name or the number of one that is kept.
    """
    told: dict[str, Any] = {}
    for option, kind in _OF_SCENARIO.items():
        path = getattr(files, option)
        if path is not None:
            file = (
                add(edition, viewer, kind, path)
                if path.is_file()
                else find(edition, viewer, kind, str(path))
            )
            told[_FIELDS.get(option, option)] = file.sha256
    if "demand_file" in told:
        told["demand"] = DemandFrom.FILE
    return told


def _around(edition: Edition, viewer: Viewer, names: Sequence[str]) -> dict[str, Any]:
    """Find areas by what somebody calls them: a name, a code, or the key of a camera area."""
    chosen = []
    offered = places_offered(edition, viewer)
    for name in names:
        hits = [
            one
            for key, one in offered.items()
            if name.casefold()
            in {one.name.casefold(), one.name.rpartition(" (")[0].casefold(), one.designation}
            or key.endswith(f" {name}")
        ]
        if len(hits) != 1:
            known = ", ".join(one.name for one in hits) or "geen"
            raise UsageError("plan.area", value=name, known=known)
        chosen += hits
    return {
        "designations": tuple(one.designation for one in chosen if one.designation),
        "areas": tuple(one.area for one in chosen if one.area),
    }


def _scenario(asked: dict[str, Any]) -> Scenario:
    """Make the scenario; what can't be asked is wrong usage, whatever the data holds."""
    try:
        return Scenario(**asked)
    except DataError as error:
        raise UsageError(error.rule, **error.values) from None


def _told(scenario: Scenario, answer: ScenarioAnswer) -> dict[str, Any]:
    told: dict[str, Any] = {
        **_choice(answer.chosen),
        "gap": answer.chosen.gap,
        "proven": answer.chosen.proven,
        "total_weight": _plain(answer.total),
        "reachable_weight": _plain(answer.reachable),
        "p": scenario.number,
        "radius": scenario.radius,
        "obstacles": answer.obstacles,
        "today_weight": _plain(answer.today),
        "greedy": _choice(answer.greedy),
        "places": [
            {
                "id": place.name, "x": place.x, "y": place.y, "area": place.where or None,
                "weight": _plain(place.seen), "weight_alone": _plain(place.alone),
                "cost": place.cost, "frontage": place.frontage,
                "buildings": answer.obstacles and not place.bare, "outside": place.outside,
            }
            for place in answer.chosen.places
        ],
    }  # fmt: skip
    if answer.chosen.cost is not None:
        told |= {
            "budget": scenario.budget,
            "months": scenario.months,
            "cost": _plain(answer.chosen.cost),
        }
    if answer.hot is not None:
        told["hottest"] = {
            "weight": answer.hot, "once": answer.hot_once, "twice": answer.hot_twice,
        }  # fmt: skip
    if answer.curve:
        told["curve"] = [
            {
                "p": step.number, "chosen": list(step.chosen),
                "covered_weight": _plain(step.covered), "gap": step.gap, "proven": step.proven,
                "gain": _plain(step.gain),
            }
            for step in answer.curve
        ]  # fmt: skip
    if answer.hindsight:
        told["hindsight"] = {
            "period": answer.tested_on,
            "total_weight": _plain(answer.tested_total),
            "scores": [
                {
                    "name": one.name, "p": one.places, "covered_weight": _plain(one.reached),
                    "pai": one.pai, "pei": one.pei,
                }
                for one in answer.hindsight
            ],
        }  # fmt: skip
    told["notes"] = [*warned(answer), *answer.cautions, *answer.notes]
    return told


def _choice(option: Option) -> dict[str, Any]:
    return {
        "chosen": [place.name for place in option.places],
        "covered_weight": _plain(option.covered),
    }


def _write(out: Path, told: dict[str, Any]) -> None:
    write_whole(out, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())


def _say(scenario: Scenario, answer: ScenarioAnswer, out: Path) -> None:
    share, count = 100 * answer.covered / answer.total, len(answer.chosen.places)
    gap = answer.chosen.gap or 0.0
    sure = (
        "Er is bewezen geen betere keuze."
        if answer.chosen.proven
        else f"De beste keuze die er kan zijn, is hooguit {number(100 * gap)}% meer waard."
    )
    for line in warned(answer):
        output.say(line)
    output.say(
        f"{cameras(count)} {'brengt' if count == 1 else 'brengen'} samen met wat er al is "
        f"{number(share, 1)}% in beeld. "
        f"{sure} De keuze staat in {out.name}."
    )
    if scenario.number is not None and count < scenario.number and answer.chosen.proven:
        output.say("Meer camera’s voegen niets toe, of passen niet binnen de eisen.")
    for note in answer.notes:
        output.say(note)


def _plain(value: float) -> float:
    """Give a sum of counts as the whole number that it is."""
    return int(value) if float(value).is_integer() else float(value)
