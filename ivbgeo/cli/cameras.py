"""``ivbgeo cameras plan`` and ``ivbgeo cameras evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivbgeo.cli.usage import DutchCommand, DutchGroup

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ivbgeo.planning import Choice, Limits, Sites
    from ivbgeo.sources.spots import Spots

__all__ = ["app"]

app = typer.Typer(
    cls=DutchGroup, help="Plekken voor camera's kiezen, en nagaan of ze werkten.",
    no_args_is_help=True,
)  # fmt: skip


@app.command(cls=DutchCommand)
def plan(
    candidates: Annotated[Path, typer.Option(help="Plekken: id, x, y (of lon, lat).")],
    demand: Annotated[Path, typer.Option(help="Wat in beeld moet: x, y (of lon, lat), weight.")],
    radius: Annotated[float, typer.Option(help="Hoeveel meter een camera ver ziet.")],
    out: Annotated[Path, typer.Option(help="JSON-bestand om te schrijven.")],
    p: Annotated[int | None, typer.Option("--p", help="Zoveel camera's hoogstens.")] = None,
    existing: Annotated[
        Path | None, typer.Option(help="Camera's die er zijn en blijven: id, x, y.")
    ] = None,
    budget: Annotated[float | None, typer.Option(help="Euro's voor alle camera's samen.")] = None,
    months: Annotated[int, typer.Option(help="Over zoveel maanden kost een camera geld.")] = 12,
    apart: Annotated[float, typer.Option(help="Meters die camera's uit elkaar staan.")] = 0.0,
    frontage: Annotated[
        float | None, typer.Option(help="Meters gevel die een camera hoogstens ziet.")
    ] = None,
    areas: Annotated[
        Path | None, typer.Option(help="Gebieden waar de plekken in moeten liggen.")
    ] = None,
    time_limit: Annotated[float, typer.Option(help="Seconden rekenen, hoogstens.")] = 60.0,
    *,
    curve: Annotated[bool, typer.Option("--curve", help="Ook 1, 2, … tot en met --p.")] = False,
) -> None:
    """Kies de plekken die het meeste in beeld brengen, met bewijs hoe goed die keuze is."""
    import numpy as np

    from ivbgeo.cli import output
    from ivbgeo.dutch import number
    from ivbgeo.errors import DataError
    from ivbgeo.planning import choose, choose_greedily, within_reach
    from ivbgeo.sources.spots import read_spots
    from ivbgeo.whole import write_whole

    limits = _limits((p, budget, apart, frontage), radius, months, time_limit, curve=curve)
    spots = read_spots(candidates, named=True)
    wanted = read_spots(demand, named=False)
    there = read_spots(existing, named=False) if existing is not None else None
    files = [candidates, demand, *([] if existing is None else [existing])]
    kinds = {each.local for each in (spots, wanted, there) if each is not None and len(each)}
    if len(kinds) > 1:
        raise DataError("plan.systems", files=", ".join(each.name for each in files))
    if kinds == {True}:
        output.say("De coördinaten zijn geen RD. Ze worden gelezen als meters op een eigen raster.")
    elif areas is not None:
        _refuse_outside(spots, candidates, areas)
    places = spots.places if there is None else np.concatenate([spots.places, there.places])
    sites = _sites(
        spots, within_reach(places, wanted.places, radius), wanted, places, candidates.name,
        months if budget is not None else None,
    )  # fmt: skip
    with output.working("De beste plekken zoeken"):
        best = choose(sites, limits, seconds=time_limit)
    told = {
        **_choice(best, sites, spots),
        "total_weight": _plain(sites.weight.sum()),
        "p": p,
        "radius": radius,
        "today_weight": _reached(sites, np.array([], dtype=np.intp)),
        "greedy": _choice(choose_greedily(sites, limits), sites, spots, proof=False),
    }
    if budget is not None:
        told |= {"budget": budget, "months": months, "cost": _plain(sites.cost[best.chosen].sum())}
    if curve:
        told["curve"] = _curve(sites, limits, spots, time_limit)
    told["sources"] = [_source(each) for each in files]
    write_whole(out, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    share = 100 * told["covered_weight"] / told["total_weight"]
    sure = (
        "Er is bewezen geen betere keuze."
        if best.proven
        else f"Een betere keuze kan hooguit {number(100 * best.gap)}% meer waard zijn."
    )
    output.say(
        f"{number(len(best.chosen))} camera's brengen samen met wat er al is "
        f"{number(share, 1)}% in beeld. {sure} De keuze staat in {out.name}."
    )
    if p is not None and len(best.chosen) < p and best.proven:
        output.say("Meer camera's voegen niets toe, of passen niet binnen de eisen.")


@app.command(cls=DutchCommand)
def evaluate(
    table: Annotated[Path, typer.Option(help="CSV: zone, before, after.")],
    out: Annotated[Path | None, typer.Option(help="JSON-bestand; anders op het scherm.")] = None,
) -> None:
    """Vergelijk voor en na: waar de camera kwam, eromheen en in een controlegebied."""
    from ivbgeo.cli.zones import read_zones
    from ivbgeo.evaluation import net_effect, quotient, verdict, weighted_difference
    from ivbgeo.whole import write_whole

    zones = read_zones(table)
    found = weighted_difference(zones)
    told = {
        "wdq": quotient(zones),
        "tne": net_effect(zones),
        "wdd": found.value,
        "wdd_se": found.error,
        "wdd_low": found.low,
        "wdd_high": found.high,
        "verdict": verdict(zones),
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_whole(out, text.encode())


def _limits(
    bounds: tuple[int | None, float | None, float, float | None],
    radius: float,
    months: int,
    time_limit: float,
    *,
    curve: bool,
) -> Limits:
    """Read what was asked; what can't be asked is wrong usage, whatever the files hold."""
    from math import inf

    from ivbgeo.errors import DataError, UsageError
    from ivbgeo.planning import Limits

    number, budget, apart, frontage = bounds
    for rule, value, fine in (
        ("plan.radius", radius, 0 < radius < inf),
        ("plan.time_limit", time_limit, time_limit > 0),
        ("plan.months", months, months > 0),
        ("plan.curve", number, number is not None or not curve),
    ):
        if not fine:
            raise UsageError(rule, value=value)
    try:
        return Limits(number, budget, apart, inf if frontage is None else frontage)
    except DataError as error:
        raise UsageError(error.rule, **error.values) from None


def _sites(
    spots: Spots,
    cover: Any,
    wanted: Spots,
    places: NDArray[np.float64],
    file: str,
    months: int | None,
) -> Sites:
    """State the question: the candidates first, then the cameras that exist."""
    import numpy as np

    from ivbgeo.errors import DataError
    from ivbgeo.planning import Sites, cost_over

    mine, others = len(spots), len(places) - len(spots)
    if not mine:
        raise DataError("plan.no_candidates")

    def numbers(name: str) -> NDArray[np.float64]:
        return spots.numbers.get(name, np.zeros(mine))

    cost = np.zeros(mine)
    if months is not None:
        if "yearly_cost" not in spots.numbers:
            raise DataError("plan.no_costs", file=file)
        parts = (numbers(name) for name in ("yearly_cost", "installation", "removal"))
        cost = cost_over(months, *parts)
    none = np.zeros(others)
    return Sites(
        cover,
        wanted.numbers.get("weight", np.ones(len(wanted))),
        existing=np.arange(len(places)) >= mine,
        forbidden=np.concatenate([numbers("forbidden"), none]) > 0,
        cost=np.concatenate([cost, none]),
        frontage=np.concatenate([numbers("frontage"), none]),
        places=places,
    )


def _choice(choice: Choice, sites: Sites, spots: Spots, *, proof: bool = True) -> dict[str, Any]:
    told: dict[str, Any] = {
        "chosen": [spots.ids[at] for at in choice.chosen.tolist()],
        "covered_weight": _reached(sites, choice.chosen),
    }
    return told | ({"gap": choice.gap, "proven": choice.proven} if proof else {})


def _curve(sites: Sites, limits: Limits, spots: Spots, time_limit: float) -> list[dict[str, Any]]:
    from ivbgeo.cli import output
    from ivbgeo.planning import curve

    with output.following() as follow:
        steps = curve(
            sites, limits, seconds=time_limit,
            tell=lambda done: follow("Elk aantal", done, limits.number or 0),
        )  # fmt: skip
    return [
        {"p": step.number, **_choice(step.choice, sites, spots), "gain": _plain(step.gain)}
        for step in steps
    ]


def _reached(sites: Sites, chosen: NDArray[np.intp]) -> float:
    """Give the weight that the existing cameras and the chosen ones see."""
    import numpy as np

    seeing = sites.existing.copy()
    seeing[chosen] = True
    seen = np.asarray(sites.cover[np.flatnonzero(seeing)].sum(axis=0)) > 0
    return _plain(sites.weight[0][seen].sum())


def _plain(value: float) -> float:
    """Give a sum of counts as the whole number that it is."""
    return int(value) if float(value).is_integer() else float(value)


def _refuse_outside(spots: Spots, file: Path, areas: Path) -> None:
    import numpy as np

    from ivbgeo.bulk.areas import Areas
    from ivbgeo.dutch import number
    from ivbgeo.errors import DataError
    from ivbgeo.settings import Settings

    opened = Areas.open(areas, None, Settings.load().cache_dir)
    out = np.flatnonzero(opened.locator.locate(spots.places[:, 0], spots.places[:, 1]) < 0)
    if len(out):
        raise DataError(
            "plan.outside", file=file.name, value=number(len(out)), areas=areas.name,
            first=spots.ids[int(out[0])],
        )  # fmt: skip


def _source(file: Path) -> dict[str, str]:
    from ivbgeo.sources.opening import digest

    return {"file": file.name, "sha256": digest(file)}
