"""Chapters that give the reasons: why it is needed, in proportion, and nothing lighter will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier import law
from ivbgeo.cameradossier.dossier import Chapter, Items, Listing, Said
from ivbgeo.cameradossier.figures import Counted, by_year, of_areas
from ivbgeo.cameradossier.kinds import concerns_order
from ivbgeo.cameradossier.settled import camera_words
from ivbgeo.cameradossier.sights import sights
from ivbgeo.cameradossier.within import inside
from ivbgeo.measures.listing import measures, measures_of
from ivbgeo.measures.reading import before_after
from ivbgeo.measures.words import area_name, when
from ivbgeo.workedout.research import FINDINGS

if TYPE_CHECKING:
    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.period import Period

__all__ = ["consultation", "counted", "necessity", "proportionality", "subsidiarity"]

_CAMERAS = "camera"
_LIMITS = (
    "De cijfers gaan over wat is geregistreerd. Niet alles wordt gemeld.",
    "Een misdrijf is niet hetzelfde als een verstoring van de openbare orde.",
    "Bij ‘met toeval erbij’ staan de grenzen van het 95%-interval van het aantal.",
    "Bij ‘per 1.000’ telt wie er komt en niet woont niet mee.",
    "Of camera’s noodzakelijk zijn, volgt niet uit cijfers alleen. Dat weegt de burgemeester.",
)


def counted(
    case: Case,
    *,
    whole_course: bool = False,
    within: bool = True,
    earlier: Period | None = None,
) -> Counted:
    """Give all figures of a dossier: of the area itself, of where it lies, and over the years.

    ``whole_course``: of all years that there are figures of, not the newest few. ``within``: also
    what lies within the border. ``earlier``: the period that figures are laid beside; the one
    right before if left out.
    """
    edition, viewer, kinds = case.edition, case.viewer, case.kinds.told
    made = Counted()
    if within and case.said.border is not None:
        made.take(inside(edition, viewer, case.said.border, kinds))
    if case.period is not None:
        made.take(of_areas(edition, viewer, case.where.areas, kinds, case.period, earlier))
    made.take(by_year(edition, viewer, made.areas, kinds, whole=whole_course))
    return made


def necessity(case: Case, figures: Counted) -> Chapter:
    """Say why it is needed, with the figures that there are and what these can't tell."""
    reason = case.asker.told(
        case.said.necessity, "Noodzaak",
        "Welke verstoringen van de openbare orde zijn er in dit gebied: wat, wanneer en hoe vaak? "
        "Waarom zijn daar camera’s voor nodig? Noem ook wat politie, handhaving, bewoners en "
        "ondernemers melden.",
    )  # fmt: skip
    parts: list[Part] = [reason, Said(case.kinds.text, "Soorten")]
    if not figures.parts:
        parts.append(Said("In de opslag staan geen cijfers over de plek van dit gebied."))
    else:
        parts += [*figures.parts, Items(_LIMITS)]
    if not (figures.parts and case.kinds.of_order):
        parts.append(
            case.asker.ask(
                "Cijfers",
                "Welke cijfers over geweld, vernieling en overlast in dit gebied heeft de politie? "
                "Lees ze in, of noem ze hier.",
            )
        )
    return Chapter("Noodzaak", tuple(parts), law.NECESSITY)


def proportionality(case: Case) -> Chapter:
    """Say why it is no more than needed: how many cameras, and what they see."""
    asker = case.asker
    parts: list[Part] = [
        asker.told(
            case.said.proportionality, "Proportionaliteit",
            "Waarom weegt het belang van de openbare orde hier zwaarder dan de privacy van wie er "
            "komt of woont? Waarom dit gebied, dit aantal camera’s en deze duur?",
        ),
        asker.told(camera_words(case), "Aantal camera’s", "Hoeveel camera’s komen of zijn er?"),
        *_seen(case),
        asker.ask(
            "Privacy",
            "Zijn de risico’s voor de privacy beoordeeld (DPIA)? Door wie, wanneer, en wat is "
            "daarmee gedaan?",
        ),
        Said("Wat in het algemeen bekend is uit onderzoek, ook in het buitenland:"),
        Items(tuple(one.text for one in FINDINGS)),
    ]  # fmt: skip
    return Chapter("Proportionaliteit", tuple(parts), law.PROPORTIONALITY)


def _seen(case: Case) -> list[Part]:
    """Give what the cameras see as far as that is known, and ask the rest."""
    found = sights(case)
    about = "Wat de camera’s zien"
    if found:
        question = "Is het nodig dat dit in beeld komt? Wat wordt in beeld afgeschermd, en hoe?"
        return [*found, case.asker.ask(about, question)]
    question = (
        "Wat komt er in beeld, ook van woningen, ramen en tuinen, en wat wordt afgeschermd? Met de "
        "stand van de camera’s in het register rekent de software dat uit."
    )
    return [case.asker.ask(about, question)]


def subsidiarity(case: Case, heading: str = "Subsidiariteit") -> Chapter:
    """Say what else was tried, from the register of inspanningen."""
    reason = case.asker.told(
        case.said.subsidiarity, "Subsidiariteit",
        "Welke lichtere middelen zijn geprobeerd of overwogen, zoals verlichting, toezicht op "
        "straat of afspraken met ondernemers? Waarom is dat niet genoeg?",
    )  # fmt: skip
    found = _measures(case)
    if not found:
        said = (
            "In het register van inspanningen staat niets van deze plek, en niets voor de hele "
            "stad dat over de openbare orde gaat."
        )
        return Chapter(heading, (reason, Said(said)), law.SUBSIDIARITY)
    parts: list[Part] = [
        reason,
        _listed(case, found),
        _came_of_it(case, found),
        Said("Of dit lichtere middelen zijn met hetzelfde doel, weegt de burgemeester."),
    ]
    return Chapter(heading, tuple(parts), law.SUBSIDIARITY)


def _listed(case: Case, found: list[MeasureVersion]) -> Part:
    rows = tuple(
        (
            one.measure.title,
            ", ".join(filter(None, (one.measure.lead, *one.measure.partners))) or "niet bekend",
            area_name(case.edition, one.measure.area),
            "; ".join(dict.fromkeys((one.measure.status.words, when(one.measure)))),
        )
        for one in found
    )
    headings = ("Wat", "Wie", "Waar", "Stand en tijd")
    return Listing("Inspanningen in en om het gebied", headings, rows, shares=(4, 4, 2, 3))


def consultation(case: Case) -> Chapter:
    """Say what was talked over with the prosecutor and the police."""
    told = case.asker.told(
        case.said.consultation, "Overleg",
        "Wanneer is overlegd met de officier van justitie en de politie (de lokale driehoek), en "
        "wat kwam daaruit? In welke periode worden de camera’s gebruikt en wordt live meegekeken?",
    )  # fmt: skip
    return Chapter("Overleg", (told,), law.CONSULTATION)


def _measures(case: Case) -> list[MeasureVersion]:
    """Give what else is done where it lies, and in the whole city for public order; these last.

    Other cameras are no lighter means.
    """
    edition, viewer = case.edition, case.viewer
    found = {one.id: one for area in case.where.areas for one in measures_of(edition, viewer, area)}
    if not case.where.areas:
        found = {one.id: one for one in measures(edition, viewer) if one.measure.area is None}
    kept = [
        one
        for one in found.values()
        if _CAMERAS not in one.measure.title.casefold()
        and (one.measure.area is not None or concerns_order(edition, one.measure.category))
    ]
    return sorted(kept, key=lambda one: one.measure.area is None)


def _came_of_it(case: Case, found: list[MeasureVersion]) -> Part:
    """Say what the counts tell of what was tried, as far as they tell anything."""
    told = []
    for one in found:
        result = before_after(case.edition, case.viewer, one, found)
        if result.obstacle is None:
            told.append(f"{one.measure.title}: {result.sentence}")
    if not told:
        return Said("Wat deze inspanningen opleverden, is uit de cijfers niet te zeggen.")
    return Items(tuple(told))
