"""A scenario and its answer in words: what was asked, and what may be said of what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from ivbgeo.scenario.question import SECOND, DemandFrom, Years

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.scenario.answer import ScenarioAnswer, Tested
    from ivbgeo.scenario.question import Scenario

__all__ = [
    "TESTED",
    "cameras",
    "found",
    "hindsight_words",
    "places",
    "proof",
    "question_words",
    "share",
    "warned",
]

TESTED = {
    "chosen": "De beste plekken van de jaren ervoor",
    "last_year": "Waar het jaar ervoor het meeste was",
    "best": "Wat achteraf het beste was geweest",
}

_NOTHING = 0.0005  # of a part: what is written as 0.0%
_BY_CHANCE = 2.0  # standard deviations


def cameras(count: int) -> str:
    """Count cameras."""
    return "1 camera" if count == 1 else f"{number(count)} camera’s"


def places(count: int) -> str:
    """Count places."""
    return "1 plek" if count == 1 else f"{number(count)} plekken"


def share(part: float, whole: float) -> str:
    """Write a part as a percentage; of nothing it is not known."""
    return "niet bekend" if whole <= 0 else f"{number(100 * part / whole, 1)}%"


def proof(gap: float | None, *, proven: bool) -> str:
    """Say how sure it is that there is no better choice."""
    if proven:
        return "Er is bewezen geen betere keuze."
    if gap is None:
        return "Hoeveel beter het kan, is niet bekend."
    return (
        f"De tijd was om. De beste keuze die er kan zijn, is hooguit {number(100 * gap, 1)}% meer "
        "waard dan deze."
    )


def warned(answer: ScenarioAnswer) -> tuple[str, ...]:
    """Say what stands before all else: where it was worked out as if there are no buildings."""
    if not answer.obstacles:
        return ("Zonder gebouwen berekend: wat achter een muur ligt, telt als gezien.",)
    chosen = answer.chosen.places
    bare = sum(place.bare for place in chosen)
    if not bare:
        return ()
    told = (
        f"Rond {number(bare)} van de {number(len(chosen))} gekozen plekken kent het bestand geen "
        "gebouwen: daar is zonder gebouwen berekend, en is niet bekend hoeveel gevel in beeld komt."
    )
    return (told,)


def found(asked: Scenario, answer: ScenarioAnswer) -> tuple[str, ...]:
    """Say what came out, the most important first, and what nobody may miss of it."""
    chosen, total = answer.chosen, answer.total
    count = len(chosen.places)
    together = " samen met de camera’s die er al zijn" if answer.cameras else ""
    seen = (
        f"{cameras(count)} {'brengt' if count == 1 else 'brengen'}{together} "
        f"{share(answer.covered, total)} in beeld van wat meetelt."
    )
    told = [f"{seen} {proof(chosen.gap, proven=chosen.proven)}"]
    if answer.cameras:
        many = len(answer.cameras)
        now = "De camera van nu ziet" if many == 1 else f"De {cameras(many)} van nu zien"
        told.append(f"{now} {share(answer.today, total)}.")
    told.append(
        f"Vanaf alle plekken samen is {share(answer.reachable, total)} te zien: meer kan hier niet."
    )
    told += _beside_greed(answer)
    if asked.years is Years.WORST and answer.years:
        worst = min(answer.years, key=lambda year: year.covered / year.total)
        told.append(
            f"In het slechtste jaar ({worst.period}) is het {share(worst.covered, worst.total)}."
        )
    if asked.number is not None and count < asked.number and chosen.proven:
        told.append("Meer camera’s voegen niets toe, of passen niet binnen de eisen.")
    if answer.hot is not None and answer.hot_once is not None and answer.hot_twice is not None:
        told.append(
            f"Van het drukste deel ({number(100 * asked.hottest)}%) is "
            f"{share(answer.hot_once, answer.hot)} door een camera te zien, en "
            f"{share(answer.hot_twice, answer.hot)} door twee of meer."
        )
    if chosen.cost is not None and count:
        told.append(
            f"Samen kosten ze {number(chosen.cost, 0)} euro over {number(asked.months)} maanden."
        )
    if answer.outside is not None and count:
        told.append(_outside(answer.outside, many=len(asked.designations)))
    return (*told, *answer.cautions)


def _outside(part: float, *, many: int) -> str:
    """Say how much of what is seen lies outside the camera areas that were chosen."""
    areas = "het gekozen cameragebied" if many == 1 else "de gekozen cameragebieden"
    if part < _NOTHING:
        return f"Alles wat deze plekken zien, ligt in {areas}."
    return (
        f"Van wat deze plekken zien, ligt {share(part, 1)} buiten {areas}. Daar geldt die "
        "aanwijzing niet: draai een camera zo dat hij dat niet ziet, of scherm het af."
    )


def _beside_greed(answer: ScenarioAnswer) -> list[str]:
    """Lay the choice beside that of who takes what adds most, again and again."""
    greedy, simple = answer.greedy, "Wie steeds de plek kiest die er het meeste bij brengt,"
    if not greedy.allowed:
        return [f"{simple} voldoet niet aan alle eisen."]
    if greedy.worth >= answer.chosen.worth - 1e-9 * abs(answer.chosen.worth):
        return [f"{simple} komt even ver."]
    if greedy.covered < answer.covered:
        return [f"{simple} komt op {share(greedy.covered, answer.total)}."]
    return [f"{simple} komt minder ver als alle eisen meetellen."]


def hindsight_words(answer: ScenarioAnswer) -> tuple[str, ...]:
    """Say how the choice would have done in a year that it did not know, by every measure."""
    by = {one.name: one for one in answer.hindsight}
    if not by:
        return ()
    chosen, last = by["chosen"], by["last_year"]
    most = max(one.reached for one in answer.hindsight)
    total = answer.tested_total
    seen = (
        f"Gekozen op de jaren ervoor, zagen deze plekken {share(chosen.reached, total)} van wat er "
        f"in {answer.tested_on} gebeurde."
    )
    told = [seen, _beside_last_year(chosen.reached, last.reached, total)]
    if chosen.pai is not None and last.pai is not None:
        told.append(_by_ground(chosen, last))
    if most > 0:
        told.append(
            f"Dat wat ze zagen, is {number(100 * chosen.reached / most, 0)}% van wat even "
            "veel plekken achteraf hadden kunnen zien (de PEI)."
        )
    return tuple(told)


def _beside_last_year(chosen: float, last: float, total: float) -> str:
    """Lay what was seen beside what was seen where most was last year, with how sure that is."""
    if chosen == last:
        return "Op de plekken waar het jaar ervoor het meeste was, was het evenveel."
    if chosen > last:
        said = (
            "Dat is meer dan op de plekken waar het jaar ervoor het meeste was "
            f"({share(last, total)})."
        )
    else:
        said = (
            "Op de plekken waar het jaar ervoor het meeste was, was het meer "
            f"({share(last, total)}): rekenen over meer jaren hielp hier niet."
        )
    # Two counts differ by about the root of their sum when nothing is behind it.
    if (chosen - last) ** 2 < _BY_CHANCE**2 * (chosen + last):
        said += (
            f" Dat scheelt {number(abs(chosen - last), 1).removesuffix(',0')} van de "
            f"{number(total, 1).removesuffix(',0')} die meetellen: zo weinig kan toeval zijn."
        )
    return said


def _by_ground(chosen: Tested, last: Tested) -> str:
    """Lay the indices by the hectare beside each other, and say where they tell otherwise."""
    one, other = chosen.pai or 0.0, last.pai or 0.0
    told = (
        f"Per hectare in beeld was het {number(one, 1)} keer zo veel als gemiddeld in de gemeente "
        f"(de PAI), en op de plekken van het jaar ervoor {number(other, 1)} keer."
    )
    if (one - other) * (chosen.reached - last.reached) >= 0:
        return told
    more, less = ("de keuze", "het jaar ervoor") if one < other else ("het jaar ervoor", "de keuze")
    return (
        f"{told} De twee maten wijzen dus niet dezelfde kant op: {more} zag meer in totaal, "
        f"{less} meer per hectare."
    )


def question_words(
    asked: Scenario,
    title_of: Callable[[str], str],
    name_of: Callable[[str], str],
    file_of: Callable[[str, str], str],
) -> dict[str, str]:
    """Tell the question: what is asked by what it is called, all in Dutch.

    Parameters
    ----------
    title_of
        Gives the title of a category.
    name_of
        Gives the name of a camera area by its key, or of an area by its code.
    file_of
        Gives the name of a kept file, by the field that names it and its hash.
    """

    def file(field: str, without: str) -> str:
        sha256 = asked.files.get(field)
        return without if sha256 is None else file_of(field, sha256)

    around = [*map(name_of, asked.designations), *(name_of(one.code) for one in asked.areas)]
    grid = f"raster van {number(asked.spacing)} meter in {', '.join(around) or 'de hele gemeente'}"
    return {
        "Plekken": file("candidates", grid),
        "Openbare ruimte": file("public", "niet bekend: plekken overal"),
        "Verboden gebieden": file("forbidden", "geen"),
        "Camera’s van nu": "tellen mee" if asked.existing else "tellen niet mee",
        "Wat in beeld moet": file("demand_file", asked.demand.words.lower()),
        **_demand_words(asked, title_of),
        "Hoe ver een camera ziet": f"{number(asked.radius)} meter, rondom",
        "Gebouwen": file("buildings", "geen: zonder gebouwen berekend"),
        **_limit_words(asked),
    }


def _demand_words(asked: Scenario, title_of: Callable[[str], str]) -> dict[str, str]:
    if asked.demand is DemandFrom.FILE:
        return {}
    told = {
        "Soorten": ", ".join(
            title_of(code) + ("" if weight == 1 else f" (telt {number(weight)} keer)")
            for code, weight in asked.kinds
        ),
        "Periode": str(asked.period),
        "Jaren": asked.years.words.lower(),
    }
    if asked.demand is DemandFrom.INCIDENTS:
        hours = asked.hours
        told["Uren"] = "de hele dag" if hours is None else f"van {hours[0]} tot {hours[1]} uur"
    if asked.years is Years.TOGETHER:
        life = asked.half_life
        told["Recent telt zwaarder"] = (
            "nee" if life is None else f"na {number(life)} maanden telt iets half"
        )
    return told


def _limit_words(asked: Scenario) -> dict[str, str]:
    told = {"Hoeveel": f"{cameras(asked.number)} hoogstens" if asked.number else "zo veel als kan"}
    if asked.budget is not None:
        told["Budget"] = f"{number(asked.budget)} euro over {number(asked.months)} maanden"
    if asked.yearly_cost is not None:
        told["Kosten van een camera"] = (
            f"{number(asked.yearly_cost)} euro per jaar, {number(asked.installation)} euro om te "
            f"plaatsen, {number(asked.removal)} euro om weg te halen"
        )
    if asked.apart:
        told["Afstand"] = f"camera’s staan minstens {number(asked.apart)} meter uit elkaar"
    if asked.most_frontage is not None:
        told["Gevel"] = f"een camera ziet hooguit {number(asked.most_frontage)} meter"
    if asked.frontage_price:
        told["Prijs van gevel"] = f"een meter gevel weegt {number(asked.frontage_price)}"
    if asked.views:
        twice = f"; een tweede telt {number(SECOND)} keer" if asked.views > 1 else ""
        told["Het drukste deel"] = (
            f"{number(100 * asked.hottest)}% moet door minstens één camera te zien zijn{twice}"
        )
    return told
