"""The chapter on when it ends: the day of the evaluation, and the figure at which it stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.answering import answer
from ivbgeo.cameradossier import law
from ivbgeo.cameradossier.dossier import Chapter, Said
from ivbgeo.cameradossier.figures import is_small, tellable_fall
from ivbgeo.dutch import day, number
from ivbgeo.measures.words import area_name
from ivbgeo.question import Question
from ivbgeo.register import deadlines
from ivbgeo.wijk.keyfigures import key_categories

if TYPE_CHECKING:
    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.cameradossier.figures import Counted

__all__ = ["ending"]

_AHEAD = 48  # months: fixed cameras are evaluated every four years


def ending(case: Case, figures: Counted) -> Chapter:
    """Say when it is looked at again, and at which figure it is withdrawn."""
    said, asker = case.said, case.asker
    evaluation = (
        f"De volgende evaluatie is op {day(said.evaluation)}."
        if said.evaluation
        else f"Hoe vaak: {said.evaluation_every}."
        if said.evaluation_every
        else ""
    )
    parts: list[Part] = [
        asker.told(
            evaluation, "Evaluatie", "Op welke dag wordt nagegaan of camera’s nog nodig zijn?"
        )
    ]
    due = deadlines(case.edition, case.viewer, case.made, _AHEAD)
    parts += [
        Said(one.sentence, "Berekend")
        for one in due
        if one.is_worked_out and (one.what, one.key) == ("cameragebied", case.version.key)
    ]
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


def _help(case: Case, figures: Counted) -> list[Part]:
    """Say which fall could be told from chance, of the first figure that is known here."""
    if case.period is None:
        return []
    for area in figures.areas:
        for category in key_categories(case.edition, case.viewer):
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
