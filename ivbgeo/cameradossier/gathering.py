"""Gathering a dossier: what the register and the figures say, and a question for all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier import arguing, law, lookingback, settled
from ivbgeo.cameradossier.case import Case
from ivbgeo.cameradossier.comparing import before_and_after
from ivbgeo.cameradossier.dossier import CameraDossier, Chapter, Items, Open, Purpose, Said
from ivbgeo.cameradossier.ending import end_words, ending, ends_soon
from ivbgeo.dutch import moment
from ivbgeo.errors import NotAllowedError
from ivbgeo.figure import Classification
from ivbgeo.workedout.research import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import CameraVersion
    from ivbgeo.cameradossier.figures import Counted
    from ivbgeo.designation import DesignationVersion
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.viewer import Viewer

__all__ = ["gather"]


def gather(
    edition: Edition,
    viewer: Viewer,
    versions: tuple[DesignationVersion, ...],
    cameras: Iterable[CameraVersion],
    made: date,
    *,
    purpose: Purpose = Purpose.BESLUIT,
    period: Period | None = None,
) -> CameraDossier:
    """Gather the dossier of a camera area.

    Parameters
    ----------
    versions
        All that the register says and said of it, the newest first.
    cameras
        Those of the register; only what belongs to this camera area is used.
    made
        The day on which it is made.
    period
        That figures are told of; the newest whole year that there are any of if left out.

    Raises
    ------
    NotAllowedError
        If this viewer may not make dossiers.
    """
    if not viewer.may_see_points:
        raise NotAllowedError("dossier.not_allowed", role=viewer.role)
    case = Case.of(edition, viewer, versions, cameras, period, made)
    figures, chapters = _order(case) if purpose is Purpose.BESLUIT else _evaluation(case)
    sources = _once(figures)
    opening = _opening(case, purpose, chapters, [one for _, one in sources])
    return CameraDossier(
        purpose,
        case.version.key,
        case.said.name,
        made,
        (opening, *chapters),
        sources,
        _documents(case, purpose),
    )


def _order(case: Case) -> tuple[Counted, tuple[Chapter, ...]]:
    figures = arguing.counted(case)
    return figures, (
        settled.area(case),
        arguing.necessity(case, figures),
        arguing.proportionality(case),
        arguing.subsidiarity(case),
        arguing.consultation(case),
        settled.carrying_out(case),
        ending(case, figures),
        settled.costs(case),
    )


def _evaluation(case: Case) -> tuple[Counted, tuple[Chapter, ...]]:
    compared, could = before_and_after(case)
    earlier = lookingback.year_before(case)
    # From a count over some years, one of a year that is left out could be told.
    figures = arguing.counted(case, whole_course=True, within=not could, earlier=earlier)
    chapters = (
        settled.area(case),
        lookingback.said_then(case),
        lookingback.course(case, figures, compared, could=could),
        arguing.subsidiarity(case, "Wat er nog meer is gedaan"),
        lookingback.use(case),
        settled.costs(case),
        lookingback.deciding(case),
    )
    figures.sources += compared.sources
    return figures, chapters


def _opening(
    case: Case, purpose: Purpose, chapters: tuple[Chapter, ...], sources: list[Provenance]
) -> Chapter:
    """Say what this is, and list what is still open with the chapter that it is in."""
    about = (
        f"Dit dossier hoort bij het besluit over cameratoezicht in ‘{case.said.name}’. "
        if purpose is Purpose.BESLUIT
        else f"Deze evaluatie gaat over het cameratoezicht in ‘{case.said.name}’. "
    )
    filled = (
        "De software heeft ingevuld wat in het register en in de cijfers staat. Wat zij niet kan "
        "weten, staat er als open vraag: in een kader, en het begint met de woorden ‘Open vraag’."
    )
    opens = tuple(
        f"{part.mark} (bij {chapter.heading})"
        for chapter in chapters
        for part in chapter.parts
        if isinstance(part, Open)
    )
    intern = [one.title for one in sources if one.classification is not Classification.OPEN]
    if case.said.classification is not Classification.OPEN:
        intern.append("het register van dit gebied")
    notes = [Said(about + filled)]
    if ends_soon(case.said, case.made):
        notes.insert(0, Said(end_words(case.said, case.made), "Let op"))
    if intern:
        notes.append(
            Said(f"Hierin staat ook wat niet openbaar is: {'; '.join(intern)}.", "Niet openbaar")
        )
    many = f"Er zijn {len(opens)} open vragen. Zonder antwoord is dit document niet klaar:"
    return Chapter("In het kort", (*notes, Said(many), Items(opens)))


def _once(figures: Counted) -> tuple[tuple[str, Provenance], ...]:
    by_source: dict[Provenance, str] = {}
    for what, provenance in figures.sources:
        by_source.setdefault(provenance, what)
    return tuple((what, provenance) for provenance, what in by_source.items())


def _documents(case: Case, purpose: Purpose) -> tuple[str, ...]:
    version = case.version
    state = (
        f"Register van cameragebieden, versie {version.version} van "
        f"{moment(version.changed_at.date().isoformat())}"
    )
    research = [one.source for one in FINDINGS] if purpose is Purpose.BESLUIT else []
    found = [case.said.source, state, law.SOURCE, *research]
    return tuple(dict.fromkeys(filter(None, found)))
