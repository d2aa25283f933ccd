"""A wijkprofiel as a document, and as a PDF of four pages at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ivbgeo.municipality import municipality_of
from ivbgeo.viewer import Role
from layers.document import Document, Note, Section, page_count, pdf
from layers.profile import told
from layers.profile.drawn import course_picture, funnel_picture, map_picture

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from ivbgeo.wijk import WijkProfile
    from layers.document import Block, Picture

__all__ = ["MOST_PAGES", "profile_document", "profile_pdf"]

MOST_PAGES = 4
_READING = (
    "Tussen haakjes staat waar het cijfer met toeval erbij tussen ligt (95%-interval). ‘Niet te "
    "onderscheiden van de stad’: het verschil kan toeval zijn. ‘Niet gemeten’ is iets anders dan "
    "nul. ‘Voorlopig’: het cijfer kan nog veranderen."
)

_OPEN = "Alleen wat openbaar is."
_INTERN = "Intern: ook wat niet openbaar is."
_FOR = {role: _OPEN if role is Role.PUBLIEK else _INTERN for role in Role}


@dataclass(frozen=True, slots=True)
class _Room:
    """How much of each there is room for."""

    findings: int
    measures: int
    cameras: int
    indicators: int
    courses: int


# From all that is useful to what always fits.
_ROOMS = (
    *(_Room(12, measures, 8, 12, 2) for measures in (40, 30, 25, 21, 18, 15)),
    *(_Room(10, measures, 6, 8, 2) for measures in (14, 11)),
    _Room(8, 10, 4, 6, 1),
    _Room(5, 5, 3, 4, 1),
    _Room(3, 3, 2, 2, 0),
)


def profile_pdf(
    edition: Edition,
    viewer: Viewer,
    profile: WijkProfile,
    static_dir: Path,
    made: date | None = None,
) -> bytes:
    """Make the PDF of a wijkprofiel: what comes first is kept if not all fits.

    Parameters
    ----------
    static_dir
        Where the geometry of the map is published.
    made
        Day on the pages; today if left out.
    """
    return pdf(profile_document(edition, viewer, profile, static_dir, made))


def profile_document(
    edition: Edition,
    viewer: Viewer,
    profile: WijkProfile,
    static_dir: Path,
    made: date | None = None,
) -> Document:
    """Give the document of a wijkprofiel, of four pages at most. Parameters as for the PDF."""
    day = made or date.today()  # noqa: DTZ011 - the day where it is made
    drawn = map_picture(edition, viewer, profile, static_dir)
    for room in _ROOMS:
        document = _document(edition, viewer, profile, drawn, day, room)
        if page_count(document) <= MOST_PAGES:
            break
    return document


def _document(
    edition: Edition,
    viewer: Viewer,
    profile: WijkProfile,
    drawn: tuple[Picture, tuple[str, ...]] | None,
    made: date,
    room: _Room,
) -> Document:
    gemeente = municipality_of(edition)
    year = profile.area.year
    sections = (
        Section(
            "In het kort",
            (
                told.attention(profile),
                told.key_figures(profile),
                *((drawn[0],) if drawn else ()),
                Note(_READING, "Hoe leest u dit?"),
            ),
        ),
        Section(
            "Wat opvalt",
            (
                *told.findings(profile, room.findings),
                *_charts(edition, viewer, profile, room.courses),
                *_one(told.figures_beside(profile)),
            ),
        ),
        *_section("Woonoverlast", told.casework(profile.casework)),
        Section("Wat er gebeurt", tuple(told.measures(edition, viewer, profile, room.measures))),
        Section("Cameragebieden", tuple(told.cameras(profile, room.cameras))),
        *_section("Indicatoren", told.indicators(profile, room.indicators)),
        Section("Bronnen", (told.sources(profile, drawn[1] if drawn else ()),)),
    )
    return Document(
        title=f"Wijkprofiel {profile.name}",
        subtitle=f"Cijfers over {profile.period}, op de indeling van {year}. {_FOR[viewer.role]}",
        author=f"Gemeente {gemeente.name}" if gemeente else "ivbgeo",
        made=made,
        sections=sections,
    )


def _charts(
    edition: Edition, viewer: Viewer, profile: WijkProfile, courses: int
) -> tuple[Block, ...]:
    """Draw how it went, of what needs attention first, and the wijken beside each other."""
    wanted = [one.category for one in profile.figures]
    if profile.attention.category is not None:
        wanted.insert(0, profile.attention.category)
    pictures = (
        course_picture(edition, viewer, profile, category) for category in dict.fromkeys(wanted)
    )
    found: list[Block] = list(islice((one for one in pictures if one is not None), courses))
    keys = [one for one in profile.figures if one.category in wanted[:1]] or profile.figures[:1]
    funnels = (funnel_picture(edition, viewer, profile, key) for key in keys)
    return (*found, *(one for one in funnels if one is not None and courses))


def _section(heading: str, blocks: list[Block]) -> tuple[Section, ...]:
    return (Section(heading, tuple(blocks)),) if blocks else ()


def _one(block: Block | None) -> tuple[Block, ...]:
    return () if block is None else (block,)
