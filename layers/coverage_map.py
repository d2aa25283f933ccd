"""Which part of each buurt lies in a group, as a choropleth: classes of a quarter, on every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.prevention.told import percent
from layers.breaks import Method
from layers.choropleth import AreaLook, Choropleth
from layers.classes import make_classes
from layers.geometry_file import publish
from layers.palette import StateLook

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.coverage import BuurtCoverage, Coverage
    from layers.classes import Classes

__all__ = ["coverage_map"]

_QUARTERS = (25.0, 50.0, 75.0)
_TEXTS = {
    StateLook.NUL: "geen groep",
    StateLook.NIET_GEMETEN: "niet te zeggen: er woont niemand, of de grens is niet bekend",
}


def coverage_map(edition: Edition, found: Coverage, title: str, static_dir: Path) -> Choropleth:
    """Draw which part of the homes of each buurt lies in a group, in per cent."""
    division = found.division
    address = edition.once(
        ("published", division.id, static_dir), lambda: publish(division, static_dir)
    )
    classes = make_classes((), method=Method.EIGEN, breaks=_QUARTERS, whole=False)
    looks = tuple(_look(one, found.per, classes) for one in found.rows)
    return Choropleth(division.id, address, looks, classes, title, _TEXTS)


def _look(one: BuurtCoverage, per: str, classes: Classes) -> AreaLook:
    code = one.area.code
    if one.share is None:
        return AreaLook(code, one.name, StateLook.NIET_GEMETEN, None, "er woont niemand", None)
    if one.share == 0:
        if one.unbordered:
            said = "niet te zeggen welk deel in een groep ligt"
            return AreaLook(code, one.name, StateLook.NIET_GEMETEN, None, said, None, _groups(one))
        return AreaLook(code, one.name, StateLook.NUL, 0.0, f"0% van de {per}: geen groep", None)
    told, klass = f"{percent(one.share)} van de {per}", classes.index(100 * one.share)
    note = f"{_groups(one)}, {one.basis.words}"
    return AreaLook(code, one.name, StateLook.GEMETEN, 100 * one.share, told, klass, note)


def _groups(one: BuurtCoverage) -> str:
    """Say how many groups there are, and of how many the border is not known."""
    told = [f"{one.groups} {'groep' if one.groups == 1 else 'groepen'}"] if one.groups else []
    if one.unbordered:
        many = "van 1 groep" if one.unbordered == 1 else f"van {one.unbordered} groepen"
        told.append(f"{many} is de grens niet bekend")
    return ", ".join(told) or "geen groep"
