"""What is said of signals, in Dutch."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.dutch import day, moment, number
from ivbgeo.signals.expecting import FEWEST, MONTHS
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from ivbgeo.signalnote import SignalNote
    from ivbgeo.signals.course import Course
    from ivbgeo.signals.watching import Signal, Watch

__all__ = [
    "HOW",
    "MARKS",
    "NO_MONTHS",
    "amounts",
    "course_words",
    "doubts",
    "found",
    "not_judged",
    "noted",
    "source",
    "sureness",
    "title",
]

NO_MONTHS = (
    "Er zijn geen cijfers per maand. Signalen gaan over maanden; met alleen jaren zijn ze niet te "
    "vinden. De beheerder kan cijfers per maand ophalen (ivbgeo fetch politie), of eigen "
    "incidenten inlezen op de pagina Gegevens."
)
# The numbers are those of benchmarks/signals.py; the table stands in docs/signalen.md.
HOW = (
    (
        "Van elke reeks (een soort in een gebied) kijken we naar de vijf jaar ervoor: wat is "
        "gewoon in dit deel van het jaar, en loopt het op of af? De laatste drie maanden tellen "
        "daarbij niet mee, en pieken van vroeger tellen minder mee. Daarna rekenen we uit tot welk "
        "aantal het toeval kan zijn. Wat daarboven ligt, is een signaal."
    ),
    (
        f"Een signaal is er pas bij {FEWEST} of meer. Een reeks doet mee vanaf {MONTHS} bekende "
        "maanden."
    ),
    (
        "In een proef met gemaakte cijfers, waarin niets veranderde, gaf dit gemiddeld minder dan "
        "1 vals signaal op 1.000 reeksen per maand, en bij geen enkel soort reeks meer dan 2."
    ),
    (
        "Voorzichtig zijn kost iets: kleine veranderingen worden gemist. Verdubbelt een aantal "
        "van ongeveer 20 naar 40, dan ziet u dat meestal binnen twee maanden. Van 5 naar 10 ziet u "
        "maar soms, en van 2 naar 4 bijna nooit. Geen signaal betekent dus niet dat er niets is "
        "veranderd."
    ),
    (
        "Valt een groep op alleen door een soort die zelf al een signaal is, dan noemen we alleen "
        "die soort."
    ),
)
MARKS = (
    "In de grafieken: balken zijn het aantal (donker is boven de grens, een vraagteken is niet "
    "bekend), de streepjeslijn is wat te verwachten was, bruine streepjes zijn de grens."
)
_ROLES = {Role.BEHEER: "de beheerder", Role.WIJKREGISSEUR: "de wijkregisseur"}
_MILLION = 1_000_000
_FEW, _LEAST = 10.0, 0.1


def title(signal: Signal) -> str:
    """Name a signal: what, and where."""
    where = "de hele gemeente" if signal.area.level is Level.GEMEENTE else signal.area_name
    return f"{signal.title} in {where}"


def amounts(signal: Signal) -> str:
    """Say what was counted, what was expected, and from where it is a signal."""
    return (
        f"{number(signal.count)} in {signal.month}. Verwacht: {_about(signal.expected)}. "
        f"Tot en met {number(signal.limit)} is niet bijzonder."
    )


def sureness(signal: Signal, watch: Watch) -> str:
    """Say how sure it is that this is no chance."""
    times = min(1 / signal.p, _MILLION) if signal.p > 0 else _MILLION
    unit = 10.0 ** floor(log10(times))
    rare = f"in minder dan 1 op de {number(floor(times / unit + 1e-9) * unit)} maanden"
    series = number(watch.judged)
    if signal.firm:
        return (
            f"Als er niets veranderd is, komt zo'n aantal {rare} voor. Ook als we meetellen dat er "
            f"{series} reeksen zijn bekeken, is toeval niet waarschijnlijk."
        )
    return (
        f"Als er niets veranderd is, komt zo'n aantal {rare} voor. Er zijn {series} reeksen "
        "bekeken; daar kan dit er door toeval een van zijn."
    )


def doubts(signal: Signal) -> str:
    """Say what may still change; empty where nothing does."""
    said = []
    if signal.provisional:
        said.append("Het cijfer is voorlopig en kan nog veranderen.")
    if signal.rough:
        said.append("Het aantal is een schatting, of van sommige is de plaats niet bekend.")
    return " ".join(said)


def source(signal: Signal) -> str:
    """Say where the counts come from."""
    told = signal.provenance
    return f"Bron: {told.citation}, opgehaald op {day(told.retrieved)}. {told.licence}."


def found(watch: Watch, shown: int | None = None) -> str:
    """Say what a month gave, and how much of that chance gives.

    Parameters
    ----------
    shown
        How many of the signals lie in the wijk that is looked at; None: the whole city is.
    """
    many = len(watch.signals)
    if not watch.judged:
        return f"Over {watch.month} is geen enkele reeks te beoordelen."
    count = _signals(many) if shown is None else f"{_signals(shown)} in deze wijk"
    # Upwards, for it is a bound.
    most = number(ceil(10 * watch.false_alarms) / 10, 1)
    whole = "" if shown is None else f", en {_signals(many)} in de hele gemeente"
    return (
        f"Over {watch.month}: {count}{whole}. Er zijn {number(watch.judged)} reeksen bekeken. Als "
        f"er nergens iets veranderd was, verwacht u door toeval hooguit {most} signalen."
    )


def not_judged(watch: Watch) -> tuple[str, ...]:
    """Say how many series were not judged, and why."""
    return tuple(
        f"{number(many)} {'reeks' if many == 1 else 'reeksen'} niet beoordeeld. {why.reason}"
        for why, many in watch.not_judged.items()
    )


def noted(note: SignalNote) -> str:
    """Say what was noted, by which role and when."""
    by = next((words for role, words in _ROLES.items() if role == note.noted_by), note.noted_by)
    return f"{note.status.words}, volgens {by}, {moment(note.noted_at.date().isoformat())}"


def course_words(signal: Signal, course: Course) -> str:
    """Say what the chart of a signal shows."""
    first, last = course.steps[0].month, course.steps[-1].month
    before = [step for step in course.steps[:-1] if step.count is not None]
    said = f"{title(signal)} per maand, {first} tot en met {last}. {amounts(signal)}"
    if not before:
        return said
    most = max(before, key=lambda step: step.count or 0.0)
    return f"{said} Het meest daarvoor: {number(most.count or 0.0)} in {most.month}."


def in_a_row(course: Course) -> str:
    """Say that the months before were a signal too; empty where they were not."""
    many = 0
    for step in reversed(course.steps):
        if not step.is_above:
            break
        many += 1
    return f"Dit is de {many}e maand op rij boven de grens." if many > 1 else ""


def _signals(many: int) -> str:
    return {0: "geen signalen", 1: "1 signaal"}.get(many, f"{number(many)} signalen")


def _about(value: float) -> str:
    if value < _LEAST:
        return f"minder dan {number(_LEAST)}"
    return f"ongeveer {number(value, 1 if value < _FEW else 0)}"
