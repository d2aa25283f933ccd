"""The city's figures over the years, put together for the page Stad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.camera import CameraKind
from ivbgeo.dutch import number
from ivbgeo.policy import Indicator
from ivbgeo.register.listing import designations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["Section", "Series", "cameras_in_all", "sections", "value_words"]

# Each heading with the codes (or what they start with) that come under it.
_HEADINGS = (
    ("Misdrijven", ("misdrijven", "hic")),
    ("Hoe veilig mensen zich voelen", ("rapportcijfer", "zelden_onveilig")),
    ("Veilig in huis", ("huiselijk_geweld", "huisverbod", "digitale_criminaliteit")),
    ("Jaarwisseling", ("jaarwisseling",)),
    ("Jeugd en terugkeer", ("pga_jeugd", "ipta", "rio", "jeugdgroepen", "gebiedsverbod")),
    ("Handhaving en ondermijning", ("handhaving", "ondermijning", "cameras", "extremisme")),
    ("Geld", ("financien",)),
)
_REST = "Overig"


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator: its figures of single years, the oldest first."""

    code: str
    title: str
    unit: str
    points: tuple[Indicator, ...]

    @property
    def target_met(self) -> bool | None:
        """Whether the newest figure met its target, None if that is not said."""
        return self.points[-1].target_met

    @property
    def remarks(self) -> tuple[str, ...]:
        """What should be known, each thing once."""
        return tuple(dict.fromkeys(point.remark for point in self.points if point.remark))

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the figures stand, each place once."""
        return tuple(dict.fromkeys(point.source for point in self.points))

    @property
    def words(self) -> str:
        """The same as a sentence, for who does not see the chart."""
        told = ", ".join(f"{point.period}: {value_words(point)}" for point in self.points)
        return f"{self.title} ({self.unit}). {told}."

    @property
    def is_chart(self) -> bool:
        """Whether there are at least two years to compare."""
        return sum(point.value is not None for point in self.points) > 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its series."""

    title: str
    series: tuple[Series, ...]


def sections(edition: Edition, viewer: Viewer) -> tuple[Section, ...]:
    """Put the indicators that a viewer may see under their headings."""
    found = _series(edition.policy(viewer, Indicator))
    made = []
    for title, starts in _HEADINGS:
        inside = tuple(one for one in found if one.code.split(".")[0] in starts)
        if inside:
            made.append(Section(title, inside))
    rest = tuple(one for one in found if not any(one in section.series for section in made))
    return (*made, Section(_REST, rest)) if rest else tuple(made)


def cameras_in_all(edition: Edition, viewer: Viewer) -> str:
    """Say what the camera areas on the map leave out."""
    kinds = {one.designation.kind for one in designations(edition, viewer)}
    if CameraKind.TIJDELIJK in kinds:
        left_out = "Dit zijn de gebieden die in het cameraregister staan."
    else:
        left_out = "Dit zijn de vaste gebieden. Tijdelijke camera’s staan niet op de kaart."
    found = [one for one in edition.policy(viewer, Indicator) if one.code == "cameras"]
    if not found:
        return left_out
    newest = max(found, key=_when)
    return f"{left_out} {newest.title}, {newest.period}: {value_words(newest)}."


def value_words(point: Indicator) -> str:
    """Write a figure as its document does: "circa 125", "niet bekend"."""
    if point.value is None:
        return "niet bekend"
    return f"{point.qualifier} {number(point.value)}".strip()


def _series(indicators: Iterable[Indicator]) -> tuple[Series, ...]:
    by_code: dict[str, list[Indicator]] = {}
    for one in indicators:
        by_code.setdefault(one.code, []).append(one)
    return tuple(
        Series(code, points[0].title, points[0].unit, tuple(sorted(points, key=_when)))
        for code, points in by_code.items()
    )


def _when(point: Indicator) -> int:
    return point.period.last_index
