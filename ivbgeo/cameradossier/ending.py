"""The chapter on when it ends: the day of the evaluation, and the figure at which it stops."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ivbgeo.answering import answer
from ivbgeo.cameradossier import law
from ivbgeo.cameradossier.dossier import Chapter, Said
from ivbgeo.cameradossier.figures import is_small, tellable_fall
from ivbgeo.dutch import day, number
from ivbgeo.measures.words import area_name
from ivbgeo.question import Question
from ivbgeo.register import deadlines

if TYPE_CHECKING:
    from datetime import date

    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.cameradossier.figures import Counted
    from ivbgeo.designation import Designation

__all__ = ["end_words", "ending", "ends_soon"]

_AHEAD = 48  # months: fixed cameras are evaluated every four years
_SOON = timedelta(days=183)  # an order that ends within half a year has to be decided on now
_WEEKS = 12  # up to so many the days are told as weeks


def end_words(said: Designation, made: date) -> str:
    """Say until when it holds, and how long that still is; empty where no end is known."""
    if said.withdrawn_on is not None and said.withdrawn_on <= made:
        return f"De aanwijzing is ingetrokken op {day(said.withdrawn_on)}."
    last = said.last_day
    if last is None:
        return ""
    if last < made:
        return f"De aanwijzing gold tot en met {day(last)}: dat is voorbij."
    left = (last - made).days
    weeks = left // 7
    many = (
        "vandaag" if left == 0
        else f"over {left} {'dag' if left == 1 else 'dagen'}" if weeks < 2  # noqa: PLR2004 - said in days
        else f"over {weeks} weken" if weeks <= _WEEKS
        else ""
    )  # fmt: skip
    when = f", {many}" if many else ""
    return f"De aanwijzing eindigt op {day(last)}{when}."


def ends_soon(said: Designation, made: date) -> bool:
    """Whether it ended, or does so within half a year."""
    return said.last_day is not None and said.last_day <= made + _SOON


def ending(case: Case, figures: Counted) -> Chapter:
    """Say when it ends, when it is looked at again, and at which figure it is withdrawn."""
    said, asker = case.said, case.asker
    end = end_words(said, case.made)
    parts: list[Part] = []
    if end:
        again = " Een nieuw besluit vraagt opnieuw om de redenen in dit dossier."
        parts.append(Said(end + again * ends_soon(said, case.made), "Einde"))
    evaluation = (
        f"De volgende evaluatie is op {day(said.evaluation)}."
        if said.evaluation
        else f"Hoe vaak: {said.evaluation_every}."
        if said.evaluation_every
        else ""
    )
    parts.append(
        asker.told(
            evaluation, "Evaluatie", "Op welke dag wordt nagegaan of camera’s nog nodig zijn?"
        )
    )
    parts += _worked_out(case)
    if said.evaluation is None and evaluation:
        parts.append(asker.ask("Dag van de evaluatie", "Op welke dag is de volgende evaluatie?"))
    parts.append(
        asker.told(
            said.withdrawal, "Wanneer het stopt",
            "Bij welk cijfer, of in welke toestand, trekt de burgemeester het besluit in?",
        )
    )  # fmt: skip
    parts += _help(case, figures)
    return Chapter("Evaluatie en einde", tuple(parts), law.END)


def _worked_out(case: Case) -> list[Part]:
    """Give the evaluation that follows from how often, as long as it holds by then."""
    last = case.said.last_day
    found = [
        one
        for one in deadlines(case.edition, case.viewer, case.made, _AHEAD)
        if one.is_worked_out and (one.what, one.key) == ("cameragebied", case.version.key)
    ]
    kept: list[Part] = [
        Said(one.sentence, "Berekend") for one in found if last is None or one.day <= last
    ]
    if found and not kept:
        every = case.said.evaluation_every
        words = (
            f"Uit het begin en ‘{every}’ volgt geen evaluatie voor het einde. Wie verlengt, "
            "gaat eerst na of camera’s nog nodig zijn."
        )
        kept.append(Said(words, "Berekend"))
    return kept


def _help(case: Case, figures: Counted) -> list[Part]:
    """Say which fall could be told from chance, of the first figure that is known here."""
    if case.period is None:
        return []
    for area in figures.areas:
        for category in case.kinds.told:
            asked = Question(category.code, area.level, case.period, division_year=area.year)
            answers = answer(case.edition, asked, case.viewer).figures
            one = next(each for each in answers if each.area.code == area.code)
            if not one.count or one.estimated or is_small(one.count, one.provenance):
                continue
            most = tellable_fall(one.count)
            now = f"{number(one.count)} in {case.period}"
            name = f"{category.title} in {area.level} {area_name(case.edition, area)}"
            if most is None:
                text = f"{name}: {now}. Dat is te weinig om een daling van toeval te onderscheiden."
            else:
                text = (
                    f"{name}: {now}. Over een even lange tijd is pas een aantal van {number(most)} "
                    "of minder met 95% zekerheid een daling; een hoger aantal kan toeval zijn."
                )
            return [Said(text, "Hulp bij het kiezen van een cijfer")]
    return []
