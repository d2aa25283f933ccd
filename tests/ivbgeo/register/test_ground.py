"""The designated ground of a day: only areas that hold then, and only borders that are known."""

from __future__ import annotations

from datetime import date

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.designation import Designation
from ivbgeo.register import add
from ivbgeo.register.ground import designated_ground
from ivbgeo.viewer import Viewer
from tests.geojson import box

PLANNER = Viewer.of("planner")


def test_only_what_holds_on_the_day_and_has_a_border_counts(town):
    here = Atlas(town).edition()
    assert designated_ground(here, PLANNER, date(2026, 1, 1)) is None
    for name, border, ends in (
        ("een", box(0, 0, 10, 10), date(2026, 6, 30)),
        ("twee", box(5, 0, 15, 10), date(2027, 6, 30)),
        ("drie", None, date(2027, 6, 30)),
    ):
        area = Designation(name=name, kind="tijdelijk", starts="2025", ends=ends, border=border)
        add(here, PLANNER, area)
    assert designated_ground(here, PLANNER, date(2026, 1, 1)).area == pytest.approx(150)
    assert designated_ground(here, PLANNER, date(2027, 1, 1)).area == pytest.approx(100)
    assert designated_ground(here, PLANNER, date(2028, 1, 1)) is None
