"""Chapters of what is settled: the area and its duration, how it is done, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.camera import CameraKind
from ivbgeo.cameradossier import law
from ivbgeo.cameradossier.dossier import AreaMap, Chapter, Listing, Said
from ivbgeo.designation import LONGEST_RETENTION
from ivbgeo.dutch import day, moment, number
from ivbgeo.measures.words import area_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ivbgeo.camera import Camera
    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Open, Part

__all__ = ["area", "camera_words", "carrying_out", "costs"]

_FACTS = ("Wat", "Gegeven")
_SHARES = (2, 5)
_YEAR = 365.25  # days


def area(case: Case) -> Chapter:
    """Say where and for how long cameras may be there, with a map."""
    said, asker = case.said, case.asker
    opens: list[Open] = []

    def known(text: str, about: str, question: str) -> str:
        if text:
            return text
        opens.append(asker.ask(about, question))
        return f"niet bekend (open vraag {opens[-1].number})"

    rows = [
        ("Naam", said.name),
        ("Soort", f"{said.kind} cameratoezicht"),
        ("Ligt in", _lies_in(case)),
        ("Besluit van de burgemeester", known(
            said.order, "Besluit", "Welk besluit van de burgemeester is dit, van welke dag?")),
        ("Verordening van de raad", known(
            said.bylaw, "Verordening",
            "Op welke verordening van de raad rust het besluit, en op welk artikel daarvan?")),
        ("Begin", known(
            moment(said.starts) if said.starts else "", "Begin", "Vanaf welke dag geldt het?")),
        ("Einde", known(
            day(said.ends) if said.ends else "", "Einde",
            "Tot en met welke dag geldt het? De wet vraagt een bepaalde duur.")),
    ]  # fmt: skip
    if said.withdrawn_on:
        rows.append(("Ingetrokken op", day(said.withdrawn_on)))
    if case.version.withdrawn:
        rows.append(("Let op", "dit gebied is van het register gehaald"))
    if said.border is None:
        opens.append(
            asker.ask(
                "Grens van het gebied",
                "Welk gebied is precies aangewezen? Zet de grens in het register: met een bestand, "
                "met buurten of met een cirkel.",
            )
        )
    else:
        rows.append(("Oppervlakte", f"{number(said.border.area / 10_000, 2)} hectare"))
    opens.append(
        asker.ask(
            "Openbare plaatsen",
            "Bestaat het hele gebied uit openbare plaatsen, of uit plaatsen die de verordening "
            "aanwijst en waar iedereen mag komen?",
        )
    )
    where = case.where
    parts: tuple[Part, ...] = (
        Listing(f"Gebied en duur van {said.name}", _FACTS, tuple(rows), shares=_SHARES),
        AreaMap(said.name, said.border, where.areas, _exact(case)),
        Said(where.text),
        *([Said(said.precision, "Hoe precies")] if said.precision else []),
        *([Said(said.remark, "Opmerking in het register")] if said.remark else []),
        *opens,
    )
    return Chapter("Gebied en duur", parts, law.AREA)


def carrying_out(case: Case) -> Chapter:
    """Say who watches, how it can be known that there are cameras, and how long images are kept."""
    said, asker = case.said, case.asker
    days = said.retention_days
    kept = f"Beelden worden {days} {'dag' if days == 1 else 'dagen'} bewaard." if days else ""
    parts = (
        asker.told(
            said.live_viewing, "Meekijken",
            "Op welke dagen en uren kijkt iemand live mee, wie is dat, en waar?",
        ),
        asker.told(
            said.signs, "Borden",
            "Hoe is te zien dat er camera’s zijn? Waar staan borden, en wat staat erop?",
        ),
        asker.told(
            kept, "Bewaren",
            f"Hoe lang worden beelden bewaard? Ten hoogste {LONGEST_RETENTION} dagen. Wat gebeurt "
            "er met beelden die nodig zijn om een concreet strafbaar feit op te sporen?",
        ),
        asker.ask(
            "Afspraken met de politie",
            "Welke afspraken zijn er met de politie over het toezicht en de beelden (convenant), "
            "en wie mag de beelden zien?",
        ),
    )  # fmt: skip
    return Chapter("Uitvoering", parts, law.DETAILS)


def costs(case: Case) -> Chapter:
    """Say what the cameras cost, as far as the register knows."""
    if not case.cameras:
        question = "Wat kosten de camera’s per jaar, en wat kost het plaatsen en weghalen?"
        return Chapter("Kosten", (case.asker.ask("Kosten", question),))
    asked: tuple[tuple[str, Callable[[Camera], float | None]], ...] = (
        ("Vast bedrag per jaar", lambda one: one.yearly_cost),
        ("Plaatsen", lambda one: one.installation),
        ("Weghalen", lambda one: one.removal),
    )
    rows, missing = [], False
    for words, cost in asked:
        amounts = [value for one in case.cameras if (value := cost(one)) is not None]
        missing |= len(amounts) < len(case.cameras)
        total = f"{number(sum(amounts), 0)} euro" if amounts else "niet bekend"
        rows.append((words, total, f"{len(amounts)} van de {len(case.cameras)}"))
    until_now = [_spent(one, case.made) for one in case.cameras]
    known = [value for value in until_now if value is not None]
    if known:
        words = f"Tot en met {day(case.made)}, berekend"
        told = f"{number(sum(known), 0)} euro"
        rows.append((words, told, f"{len(known)} van de {len(case.cameras)}"))
    listing = Listing(
        "Kosten van de camera’s in het register",
        ("Wat", "Samen", "Van hoeveel camera’s bekend"), tuple(rows), frozenset({1}),
    )  # fmt: skip
    parts: tuple[Part, ...] = (listing,)
    if missing:
        question = "Wat kosten de camera’s waarvan het register het bedrag niet weet?"
        parts += (case.asker.ask("Kosten", question),)
    return Chapter("Kosten", parts)


def _spent(camera: Camera, until: date) -> float | None:
    """Give what a camera cost from its first day on: by year, and to place it and take it away."""
    first, last = camera.valid_from, camera.valid_to
    yearly, placed, removed = camera.yearly_cost, camera.installation, camera.removal
    if first is None or yearly is None or placed is None or first > until:
        return None
    is_gone = last is not None and last < until
    if is_gone and removed is None:
        return None
    days = ((last if is_gone and last else until) - first).days + 1
    return yearly * days / _YEAR + placed + ((removed or 0.0) if is_gone else 0.0)


def camera_words(case: Case) -> str:
    """Say how many cameras there are; empty where the register has none here."""
    there = case.in_use
    if not case.cameras:
        return ""
    if not there:
        return f"Op {day(case.made)} is geen camera in dit gebied in gebruik volgens het register."
    fixed = sum(one.kind is CameraKind.VAST for one in there)
    kinds = [
        f"{many} {word}"
        for many, word in ((fixed, "vast"), (len(there) - fixed, "tijdelijk"))
        if many
    ]
    noun = "camera" if len(there) == 1 else "camera’s"
    return (
        f"Op {day(case.made)}: {len(there)} {noun} in gebruik volgens het register "
        f"({', '.join(kinds)})."
    )


def _lies_in(case: Case) -> str:
    names = [f"{one.level} {area_name(case.edition, one)}" for one in case.where.areas]
    place = case.said.place_name
    return "; ".join(filter(None, (place, *names))) or "niet bekend"


def _exact(case: Case) -> str:
    if case.said.border is not None:
        return "De kaart laat de grens van het aangewezen gebied zien."
    if not case.where.areas:
        return "Er is geen kaart: het is niet bekend waar het gebied ligt."
    place = case.where.areas[0]
    name = f"{place.level} {area_name(case.edition, place)}"
    return f"De kaart laat {name} zien. De grens van het aangewezen gebied is niet bekend."
