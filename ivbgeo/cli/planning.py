"""``ivbgeo cameras plan``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from ivbgeo.bulk.areas import Areas
from ivbgeo.cli import output
from ivbgeo.cli.sightlines import sightlines
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, UsageError
from ivbgeo.planning import (
    Limits,
    Sites,
    choose,
    choose_greedily,
    cost_over,
    within_reach,
)
from ivbgeo.planning import (
    curve as curve_of,
)
from ivbgeo.settings import Settings
from ivbgeo.sources.opening import digest
from ivbgeo.sources.spots import read_spots
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from ivbgeo.planning import Choice
    from ivbgeo.sources.spots import Spots

__all__ = ["Files", "run_plan"]


@dataclass(frozen=True, slots=True)
class Files:
    """What is read and written."""

    candidates: Path
    demand: Path
    existing: Path | None
    obstacles: Path | None
    areas: Path | None
    out: Path

    @property
    def read(self) -> list[Path]:
        """All that the answer comes from."""
        given = (self.candidates, self.demand, self.existing, self.obstacles)
        return [each for each in given if each is not None]


def run_plan(
    files: Files,
    bounds: tuple[int | None, float | None, float, float | None],
    radius: float,
    months: int,
    time_limit: float,
    *,
    curve: bool,
) -> None:
    """Choose sites, and write the choice as JSON; nothing is written if anything is refused.

    ``bounds``: number, budget in euros, metres apart, metres of frontage.
    """
    limits = _limits(bounds, radius, months, time_limit, curve=curve)
    spots = read_spots(files.candidates, named=True)
    wanted = read_spots(files.demand, named=False)
    there = None if files.existing is None else read_spots(files.existing, named=False)
    _check_systems(files, [each for each in (spots, wanted, there) if each is not None])
    if files.areas is not None:
        _refuse_outside(spots, files.candidates, files.areas)
    budgeted = months if limits.budget is not None else None
    sites = _sites(files, spots, there, wanted, radius, budgeted)
    with output.working("De beste plekken zoeken"):
        best = choose(sites, limits, seconds=time_limit)
    told = {
        **_choice(best, sites, spots),
        "total_weight": _plain(sites.weight.sum()),
        "p": limits.number,
        "radius": radius,
        "obstacles": files.obstacles is not None,
        "today_weight": _reached(sites, np.array([], dtype=np.intp)),
        "greedy": _choice(choose_greedily(sites, limits), sites, spots, proof=False),
    }
    if budgeted is not None:
        cost = _plain(sites.cost[best.chosen].sum())
        told |= {"budget": limits.budget, "months": months, "cost": cost}
    if curve:
        told["curve"] = _curve(sites, limits, spots, time_limit)
    told["sources"] = [{"file": each.name, "sha256": digest(each)} for each in files.read]
    write_whole(files.out, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    _say(best, limits, told, files)


def _say(best: Choice, limits: Limits, told: dict[str, Any], files: Files) -> None:
    share = 100 * told["covered_weight"] / told["total_weight"]
    sure = (
        "Er is bewezen geen betere keuze."
        if best.proven
        else f"De beste keuze die er kan zijn, is hooguit {number(100 * best.gap)}% meer waard."
    )
    output.say(
        f"{number(len(best.chosen))} camera's brengen samen met wat er al is "
        f"{number(share, 1)}% in beeld. {sure} De keuze staat in {files.out.name}."
    )
    if limits.number is not None and len(best.chosen) < limits.number and best.proven:
        output.say("Meer camera's voegen niets toe, of passen niet binnen de eisen.")
    if files.obstacles is None:
        output.say("Zonder gebouwen berekend: wat achter een muur ligt, telt als gezien.")


def _check_systems(files: Files, given: list[Spots]) -> None:
    """Refuse places of different kinds; those on a grid of their own go with nothing else."""
    kinds = {each.local for each in given if len(each)}
    borders = [each for each in (files.obstacles, files.areas) if each is not None]
    if len(kinds) > 1 or (kinds == {True} and borders):
        names = ", ".join(each.name for each in dict.fromkeys([*files.read, *borders]))
        raise DataError("plan.systems", files=names)
    if kinds == {True}:
        output.say("De coördinaten zijn geen RD. Ze worden gelezen als meters op een eigen raster.")


def _limits(
    bounds: tuple[int | None, float | None, float, float | None],
    radius: float,
    months: int,
    time_limit: float,
    *,
    curve: bool,
) -> Limits:
    """Read what was asked; what can't be asked is wrong usage, whatever the files hold."""
    most, budget, apart, frontage = bounds
    for rule, value, fine in (
        ("plan.radius", radius, 0 < radius < inf),
        ("plan.time_limit", time_limit, time_limit > 0),
        ("plan.months", months, months > 0),
        ("plan.curve", most, most is not None or not curve),
    ):
        if not fine:
            raise UsageError(rule, value=value)
    try:
        return Limits(most, budget, apart, inf if frontage is None else frontage)
    except DataError as error:
        raise UsageError(error.rule, **error.values) from None


def _sites(
    files: Files,
    spots: Spots,
    there: Spots | None,
    wanted: Spots,
    radius: float,
    months: int | None,
) -> Sites:
    """State the question: the candidates first, then the cameras that exist."""
    mine = len(spots)
    if not mine:
        raise DataError("plan.no_candidates")
    places = spots.places if there is None else np.concatenate([spots.places, there.places])
    others = len(places) - mine

    def numbers(name: str) -> NDArray[np.float64]:
        return np.pad(spots.numbers.get(name, np.zeros(mine)), (0, others))

    frontage = numbers("frontage")
    if files.obstacles is None:
        cover = within_reach(places, wanted.places, radius)
    else:
        names = [*spots.ids, *([files.existing.name] * others if files.existing else [])]
        with output.working("Zichtlijnen berekenen"):
            cover, walls = sightlines(places, wanted.places, radius, files.obstacles, names)
        frontage = frontage if "frontage" in spots.numbers else walls
    cost = np.zeros(len(places))
    if months is not None:
        if "yearly_cost" not in spots.numbers:
            raise DataError("plan.no_costs", file=files.candidates.name)
        cost = cost_over(months, *map(numbers, ("yearly_cost", "installation", "removal")))
        cost[mine:] = 0.0
    return Sites(
        cover,
        wanted.numbers.get("weight", np.ones(len(wanted))),
        existing=np.arange(len(places)) >= mine,
        forbidden=numbers("forbidden") > 0,
        cost=cost,
        frontage=frontage,
        places=places,
    )


def _choice(choice: Choice, sites: Sites, spots: Spots, *, proof: bool = True) -> dict[str, Any]:
    told: dict[str, Any] = {
        "chosen": [spots.ids[at] for at in choice.chosen.tolist()],
        "covered_weight": _reached(sites, choice.chosen),
    }
    return told | ({"gap": choice.gap, "proven": choice.proven} if proof else {})


def _curve(sites: Sites, limits: Limits, spots: Spots, time_limit: float) -> list[dict[str, Any]]:
    with output.following() as follow:
        steps = curve_of(
            sites, limits, seconds=time_limit,
            tell=lambda done: follow("Elk aantal", done, limits.number or 0),
        )  # fmt: skip
    return [
        {"p": step.number, **_choice(step.choice, sites, spots), "gain": _plain(step.gain)}
        for step in steps
    ]


def _reached(sites: Sites, chosen: NDArray[np.intp]) -> float:
    """Give the weight that the existing cameras and the chosen ones see."""
    seeing = sites.existing.copy()
    seeing[chosen] = True
    seen = np.asarray(sites.cover[np.flatnonzero(seeing)].sum(axis=0)) > 0
    return _plain(sites.weight[0][seen].sum())


def _plain(value: float) -> float:
    """Give a sum of counts as the whole number that it is."""
    return int(value) if float(value).is_integer() else float(value)


def _refuse_outside(spots: Spots, file: Path, areas: Path) -> None:
    opened = Areas.open(areas, None, Settings.load().cache_dir)
    out = np.flatnonzero(opened.locator.locate(spots.places[:, 0], spots.places[:, 1]) < 0)
    if len(out):
        raise DataError(
            "plan.outside", file=file.name, value=number(len(out)), areas=areas.name,
            first=spots.ids[int(out[0])],
        )  # fmt: skip
