"""A map of the 146 buurten of the embedded data as each kind of file, made in a warm process."""

from __future__ import annotations

import statistics
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.finding import at_most, duration, plain
from benchmarks.timing import say
from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.register import designations
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK
from layers.gis import geopackage
from layers.page import map_html
from layers.paper import Plate, map_picture, map_pictures
from layers.thematic import camera_marks, thematic_map
from layers.view import ViewBounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.finding import Finding
    from layers.thematic import ThematicMap

__all__ = ["measure"]

_BOUND = 1.0
_TURNS = 10
_NEAR = ViewBounds(4.47, 52.04, 4.52, 52.07)


def measure(fewer: int) -> Iterator[Finding]:
    """Make each kind of file ten times, divided by ``fewer`` but three at least."""
    turns = max(_TURNS // fewer, 3)
    with TemporaryDirectory() as folder:
        for what, make in _kinds(Path(folder)):
            say(what)
            first, *_ = _seconds(make, 1)
            middle = statistics.median(_seconds(make, turns))
            yield plain(what, "the first one", duration(first))
            yield at_most(what, "warm", middle, _BOUND, duration(middle), duration(_BOUND))
            yield plain(what, "size", f"{len(make()) / 1000:,.0f} kB")


def _kinds(folder: Path) -> Iterator[tuple[str, Callable[[], bytes | str]]]:
    with closing(Store.open(f"sqlite:///{folder / 'store.sqlite'}")) as store:
        load_demo(store, ROOT / "data")
        edition = Atlas(store).edition()
        cameras = camera_marks(edition, [one.designation for one in designations(edition, PUBLIEK)])

        def asked(year: int) -> ThematicMap:
            question = Question("0.0.0", Level.BUURT, Period.year(year))
            return thematic_map(edition, PUBLIEK, question, Statistic.AANTAL, folder)

        made = asked(2024)
        plate, other = (Plate.of(one, cameras, "BU06370101") for one in (made, asked(2022)))
    for fmt in ("png", "pdf", "svg"):
        yield f"{fmt}, all of it", partial(map_picture, plate, fmt)
        yield f"{fmt}, in part", partial(map_picture, plate, fmt, view=_NEAR)
        yield f"{fmt}, two maps", partial(map_pictures, plate, other, fmt)
    yield (
        "html",
        partial(
            map_html, plate.division, plate.choropleth, cameras, plate.title, plate.when,
            plate.sources, unit=plate.unit,
        ),
    )  # fmt: skip
    yield "gpkg", partial(geopackage, [made])


def _seconds(make: Callable[[], object], turns: int) -> list[float]:
    taken = []
    for _ in range(turns):
        before = time.perf_counter()
        make()
        taken.append(time.perf_counter() - before)
    return taken
