"""Prevention on a map: groups, areas and rounds of WAS-teams, zones, evenings and plekken.

Never a person, and no address of a contact: who that is, is said by function alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from ivbgeo.dutch import day
from ivbgeo.places import is_known
from ivbgeo.prevention.kind import PreventionKind
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import Prevention
    from ivbgeo.prevention.spot import SpotVersion
    from layers.shapes import ShapeLayer

__all__ = ["prevention_layer", "where"]

_KINDS = {
    PreventionKind.GROEP: ShapeKind.GROEP,
    PreventionKind.WAS_GEBIED: ShapeKind.WAS,
    PreventionKind.RONDE: ShapeKind.RONDE,
    PreventionKind.ALCOHOLVERBOD: ShapeKind.ALCOHOL,
    PreventionKind.DRUGSVERBOD: ShapeKind.DRUGS,
    PreventionKind.VUURWERKVRIJ: ShapeKind.VUURWERK,
}
_LINE = 1  # the dimension of it, as shapely has it
_STREET = 6.0  # metres on either side of a line: about a street wide
_NEW = "Uw nieuwe grens"
_LONGEST_LABEL = 2


def where(edition: Edition, said: Prevention) -> BaseGeometry | None:
    """Give where it is: its border, else the area that it is of, EPSG:28992; None: not known."""
    if said.border is not None:
        return said.border
    if said.area is None or not is_known(edition, said.area):
        return None
    polygon: BaseGeometry = edition.division(said.area.division).area(said.area.code).polygon
    return polygon


def prevention_layer(
    edition: Edition,
    items: Iterable[Prevention] = (),
    spots: Iterable[SpotVersion] = (),
    *,
    labels: Mapping[str, str] | None = None,
    over_colours: bool = False,
    border: BaseGeometry | None = None,
    more: tuple[Iterable[Shape], Iterable[Spot]] = ((), ()),
) -> ShapeLayer:
    """Put prevention on a map: all that is given, so what holds on a day is for the caller.

    Of what only a wijk or buurt is known, that is shown with dashes; what is not known at all is
    left out (``where``).

    Parameters
    ----------
    labels
        What stands in the symbol of a plek, two signs at most, by its key; None: its own number.
    over_colours
        Whether areas with a colour lie below: of groups only the border is drawn then.
    border
        One that somebody is making, EPSG:28992: an area, a line or a point.
    more
        What else is on the map: areas, and places.
    """
    shapes, places = list(more[0]), list(more[1])
    for said in items:
        _put(edition, said, shapes, places, over_colours=over_colours)
    if border is not None and not border.is_empty:
        if border.geom_type == "Point":
            places.append(Spot(_NEW, SpotKind.PLEK, border.x, border.y))
        else:
            shapes.append(Shape(_NEW, ShapeKind.ONTWERP, _area(border)))
    places += [_spot(one, labels) for one in spots]
    return shape_layer(shapes, places)


def _put(
    edition: Edition,
    said: Prevention,
    shapes: list[Shape],
    places: list[Spot],
    *,
    over_colours: bool,
) -> None:
    """Add one to what is on the map, as an area or as a place."""
    ground, text = where(edition, said), _text(said)
    if ground is None:
        return
    if said.kind is PreventionKind.AVOND:
        at = ground if ground.geom_type == "Point" else shapely.point_on_surface(ground)
        about = "" if said.border is not None else "plaats niet precies bekend"
        together = ", ".join(filter(None, (text, about)))
        places.append(Spot(said.name, SpotKind.AVOND, at.x, at.y, together))
        return
    kind = _KINDS[said.kind] if said.border is not None else ShapeKind.OMGEVING
    if over_colours and kind is ShapeKind.GROEP:
        kind = ShapeKind.GROEPSRAND
    shapes.append(Shape(said.name, kind, _area(ground), text))


def _area(ground: BaseGeometry) -> BaseGeometry:
    """Make a street of a line, so that it is seen and can be touched; areas stay as they are."""
    is_line = shapely.get_dimensions(ground) == _LINE
    return ground.buffer(_STREET, quad_segs=2) if is_line else ground


def _spot(one: SpotVersion, labels: Mapping[str, str] | None) -> Spot:
    said, number = one.spot, str(one.number)
    label = labels.get(one.key, "") if labels is not None else number
    text = f"{said.light.words}, {said.status.words}, gemeld op {day(said.reported)}"
    return Spot(
        f"Plek {number}",
        SpotKind(said.kind.value),
        said.x,
        said.y,
        text,
        label if len(label) <= _LONGEST_LABEL else "",
    )


def _text(said: Prevention) -> str:
    """Say the kind, from when to when, at what times, and whom to ask by function."""
    first, last = said.valid_from, said.valid_to
    told = [
        said.kind.words,
        f"vanaf {day(first)}" if first else "",
        f"tot en met {day(last)}" if last else "",
        said.times,
        f"contact: {said.contact_role}" if said.contact_role else "",
    ]
    return ", ".join(filter(None, told))
