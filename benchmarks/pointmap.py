"""100,000 points on the map, in a real Chromium: until they are there, and while the map moves."""

from __future__ import annotations

import json
import statistics
import time
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import shapely
from playwright.sync_api import sync_playwright

from benchmarks.finding import Finding, at_most, duration, plain
from benchmarks.points import clustered
from benchmarks.timing import say
from geo import Division, RdPoints, read_division
from ivbgeo.figure import Classification, Provenance
from ivbgeo.period import Period
from ivbgeo.points import Points
from ivbgeo.settings import ROOT
from layers.assets import STATIC, scripts, styles
from layers.choropleth import AreaLook, Choropleth
from layers.classes import make_classes
from layers.command import Scene, command
from layers.escape import script_json
from layers.geometry_file import geometry
from layers.points import PointKind, PointLayer, point_layer
from tests.browser.chromium import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

__all__ = ["measure"]

_NUMBER = 100_000
_ROUNDS = 9
_LEAST = 5
_LONGEST = 200.0  # milliseconds that the page may keep somebody waiting at once
_FRAME = 50.0  # the same, while the map is dragged
_SOURCE = Provenance(
    "bench", "made", "made", "", date(2024, 1, 1), "0" * 64, "none", Classification.INTERN
)
_SHOW = """async ([hash, data, first, then]) => {
  const tasks = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => tasks.push(one.duration)))
    .observe({ type: "longtask" });
  await ivbgeoMap.show(first);
  await new Promise((go) => setTimeout(go, 300));
  tasks.length = 0;
  const kinds = (one) => one.options.renderer instanceof L.Canvas || one instanceof L.ImageOverlay;
  const there = () => Object.values(map._layers).some(kinds);
  const start = performance.now();
  ivbgeoMap.keep(hash, JSON.parse(data));
  await ivbgeoMap.show(then);
  while (!there()) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const drawn = performance.now() - start;
  await new Promise((go) => setTimeout(go, 300));
  return { drawn, longest: Math.max(0, ...tasks) };
}"""
# As somebody drags: many small moves, and at each end of one everything in view is drawn again.
_MOVE = """async (zoom) => {
  map.setView(map.getCenter(), zoom, { animate: false });
  await new Promise((go) => setTimeout(go, 200));
  const frames = [];
  for (let at = 0, last = performance.now(); at < 60; at++) {
    map.panBy([at < 30 ? 6 : -6, 2], { animate: false });
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return frames.sort((a, b) => a - b)[30];
}"""
_ZOOMS = (12.5, 15, 18)


def measure(fewer: int) -> Iterator[Finding]:
    """Measure each way of drawing, in a page of its own for each round."""
    buurten = read_division(ROOT / "data" / "buurten.geojson")
    points = _points(buurten, _NUMBER // fewer)
    subject = f"{len(points):,} points"
    path = find()
    if path is None:
        say("no Chromium: nothing is measured")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for kind in PointKind:
            point_layer(points, kind, buurten)  # what is loaded the first time is not counted
            start = time.process_time()
            layer = point_layer(points, kind, buurten)
            spent = time.process_time() - start
            yield plain(f"{subject}, {kind}", "made by the server, processor", duration(spent))
            assert layer.kept is not None  # noqa: S101 - for the type checker
            yield plain(f"{subject}, {kind}", "sent, once", f"{len(layer.kept.data) / 1e3:,.0f} kB")
            yield from _rounds(f"{subject}, {kind}", browser, buurten, layer)
        browser.close()


def _rounds(
    subject: str, browser: Browser, buurten: Division, layer: PointLayer
) -> Iterator[Finding]:
    found: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_content(_page())
        kept, (first, then) = layer.kept, _commands(buurten, layer)
        assert kept is not None  # noqa: S101 - for the type checker
        page.evaluate("(borders) => ivbgeoMap.give('borders', borders)", geometry(buurten))
        told = page.evaluate(_SHOW, [kept.hash, kept.data, first, then])
        told |= {f"zoom {zoom:g}": page.evaluate(_MOVE, zoom) for zoom in _ZOOMS}
        for name, value in told.items():
            found.setdefault(name, []).append(value)
        page.close()
    middle = {name: statistics.median(values) for name, values in found.items()}
    least = {name: min(values) for name, values in found.items()}

    def value(name: str) -> str:
        return f"{middle[name]:,.0f} ms (least {least[name]:,.0f})"

    yield plain(subject, "handed over to drawn", value("drawn"))
    yield at_most(
        subject, "longest task", middle["longest"], _LONGEST, value("longest"), f"{_LONGEST:g} ms"
    )
    for zoom in _ZOOMS:
        name = f"zoom {zoom:g}"
        target = f"{_FRAME:g} ms"
        yield at_most(subject, f"frame, {name}", middle[name], _FRAME, value(name), target)


def _points(buurten: Division, number: int) -> Points:
    x, y = clustered(2 * number, shapely.union_all(buurten.polygons))
    inside = np.flatnonzero(buurten.locator().locate(x, y) >= 0)[:number]
    return Points("1.1.1", Period.year(2023), RdPoints(x[inside], y[inside]), 0, _SOURCE)


def _commands(buurten: Division, layer: PointLayer) -> tuple[object, object]:
    classes = make_classes([1.0])
    looks = tuple(
        AreaLook(code, name, "gemeten", 1.0, "1 misdrijf", 0)
        for code, name in zip(buurten.codes, buurten.names, strict=True)
    )
    first = Choropleth(buurten.id, "borders", looks, classes, "Misdrijven")
    scenes = (Scene(first), Scene(first, points=layer.command()))
    return tuple(json.loads(script_json(command(scene))) for scene in scenes)


def _page() -> str:
    library = (STATIC / "vendor/supercluster-8.0.1/supercluster.min.js").read_text()
    code = "".join(f"<script>{text}</script>" for text in (*scripts(), library))
    looks = "".join(f"<style>{text}</style>" for text in styles())
    return (
        f"<!doctype html><html><head>{looks}</head><body>"
        '<div id="map_div" style="height:480px"></div>'
        f"{code}<script>window.map = ivbgeoMap.start('map_div')</script></body></html>"
    )
