"""Chapters of the evaluation that comes every four years: what was said then, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier import law
from ivbgeo.cameradossier.dossier import Chapter, Items, Listing, Said
from ivbgeo.cameradossier.ending import end_words
from ivbgeo.cameradossier.settled import camera_words
from ivbgeo.cameradossier.sights import sights
from ivbgeo.dutch import moment
from ivbgeo.offered import years_of
from ivbgeo.period import Period

if TYPE_CHECKING:
    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.cameradossier.figures import Counted
    from ivbgeo.designation import Designation

__all__ = ["course", "deciding", "said_then", "use", "year_before"]

_REASONS = {
    "necessity": "Noodzaak",
    "proportionality": "Proportionaliteit",
    "subsidiarity": "Subsidiariteit",
    "withdrawal": "Wanneer het stopt",
}
_CHOICES = (
    "Verlengen: tot en met welke dag, en waarom is het dan nog noodzakelijk?",
    "Veranderen: een kleiner gebied, andere uren, minder of andere camera’s.",
    "Stoppen: het besluit intrekken, en de borden en camera’s weghalen.",
)


def said_then(case: Case) -> Chapter:
    """Say what the reasons were when the register first had them, beside what it says now."""
    oldest, now = (case.earlier or (case.version,))[-1].designation, case.said
    rows = tuple(
        (words, _or_unknown(getattr(oldest, name)), _or_unknown(getattr(now, name)))
        for name, words in _REASONS.items()
    )
    since = (case.earlier or (case.version,))[-1].changed_at.date()
    parts: list[Part] = []
    if any(getattr(one, name) for one in (oldest, now) for name in _REASONS):
        caption = f"Redenen in het register, eerst ({moment(since.isoformat())}) en nu"
        parts.append(Listing(caption, ("Reden", "Eerst", "Nu"), rows, shares=(2, 4, 4)))
    missing = [words for name, words in _REASONS.items() if not _said(oldest, now, name)]
    if missing:
        parts.append(
            case.asker.ask(
                "Redenen van toen",
                "Welke redenen gaf de burgemeester in het besluit? Van deze staat niets in het "
                f"register: {', '.join(missing).lower()}.",
            )
        )
    return Chapter("Wat er toen is gezegd", tuple(parts))


def year_before(case: Case) -> Period | None:
    """Give the year before it began, to lay the newest one beside; None where it has no figures."""
    first, told = case.said.first_day, case.period
    if first is None or told is None or not told.is_year:
        return None
    found = Period.year(first.year - 1)
    known = {
        year for one in case.kinds.told for year in years_of(case.edition, one.code, case.viewer)
    }
    return found if found in known and found < told else None


def course(case: Case, figures: Counted, compared: Counted, *, could: bool) -> Chapter:
    """Give the figures until now, and before and after beside a place without cameras."""
    known: list[Part] = [Said(case.kinds.text, "Soorten"), *figures.parts]
    if case.said.first_day is not None and figures.parts and year_before(case) is None:
        year = case.said.first_day.year - 1
        known.append(Said(f"Van {year}, het jaar voor het begin, zijn hier geen cijfers."))
    if not figures.parts:
        known.append(Said("In de opslag staan geen cijfers over de plek van dit gebied."))
    asked: list[Part] = []
    if not case.said.starts:
        question = "Wanneer begon het cameratoezicht? Zonder begin is er geen voor en na."
        asked.append(case.asker.ask("Begin", question))
    elif not could:
        question = "Hoe was het voordat er camera’s waren, en waar blijkt dat uit?"
        asked.append(case.asker.ask("Voor het begin", question))
    # The answer first, and below it what it was before and is now.
    answer = compared.parts if case.said.starts else []
    return Chapter("Cijfers van toen en nu", (*answer, *asked, *known))


def use(case: Case) -> Chapter:
    """Ask what only those who work with the cameras know."""
    asker = case.asker
    return Chapter(
        "Gebruik",
        (
            asker.told(camera_words(case), "Aantal camera’s", "Hoeveel camera’s zijn er?"),
            *sights(case),
            asker.ask(
                "Live meekijken",
                "Hoeveel uren is live meegekeken, en hoe vaak greep iemand daardoor in?",
            ),
            asker.ask("Beelden voor opsporing", "Hoe vaak zijn beelden gebruikt voor opsporing?"),
            asker.ask("Klachten", "Welke klachten kwamen er, en wat is daarmee gedaan?"),
            asker.ask("Beleving", "Wat vinden bewoners, ondernemers, politie en handhaving ervan?"),
        ),
    )


def deciding(case: Case) -> Chapter:
    """Say what has to be decided, and until when it holds."""
    until = end_words(case.said, case.made) or "Een einddatum is niet bekend."
    question = (
        "Wat besluit de burgemeester, op welke dag en waarom? Is er overlegd met de officier van "
        "justitie?"
    )
    return Chapter(
        "Wat er besloten moet worden",
        (Said(until), Items(_CHOICES), case.asker.ask("Besluit", question)),
        law.END,
    )


def _said(oldest: Designation, now: Designation, name: str) -> bool:
    return bool(getattr(oldest, name) or getattr(now, name))


def _or_unknown(text: str) -> str:
    return text.strip() or "staat niet in het register"
