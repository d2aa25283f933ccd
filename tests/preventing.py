"""Prevention and who look at it, for tests. All of it is made up."""

from datetime import date

import shapely

from geo import AreaId, Level
from ivbgeo.figure import Classification
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.viewer import PUBLIEK, Role, Viewer

OWN, OTHER = AreaId("WK063705", 2025, Level.WIJK), AreaId("WK063706", 2025, Level.WIJK)
OWN_BUURT, OTHER_BUURT = (
    AreaId("BU06370501", 2025, Level.BUURT),
    AreaId("BU06370601", 2025, Level.BUURT),
)
PLANNER, BEHEER = Viewer(Role.PLANNER), Viewer(Role.BEHEER)
WAS, REGISSEUR = (Viewer(role, frozenset({OWN.code})) for role in (Role.WAS, Role.WIJKREGISSEUR))
WAS_ELSEWHERE = Viewer(Role.WAS, frozenset({OTHER.code}))
NOWHERE = Viewer(Role.WAS)
EVERYBODY = (PUBLIEK, WAS, WAS_ELSEWHERE, NOWHERE, REGISSEUR, PLANNER, BEHEER)
TODAY = date(2026, 11, 27)
INTERN, OPEN = Classification.INTERN, Classification.OPEN


def within(edition, area, size=60.0):
    """Give a square in the middle of an area."""
    middle = shapely.point_on_surface(edition.division(area.division).area(area.code).polygon)
    return middle.buffer(size, cap_style="square")


def place(edition, area, dx=0.0, dy=0.0):
    """Give x and y of a place in an area."""
    middle = shapely.point_on_surface(edition.division(area.division).area(area.code).polygon)
    return middle.x + dx, middle.y + dy


def group(name, border=None, **said):
    """Give a group of neighbours."""
    told = {"kind": PreventionKind.GROEP, "name": name, "border": border} | said
    return Prevention(**told)
