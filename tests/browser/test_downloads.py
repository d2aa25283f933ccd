"""What can be kept of a map: every kind of file, as the map is shown, made when asked for."""

from __future__ import annotations

from pathlib import Path

import pyogrio
from playwright.sync_api import expect

from tests.layers.paper.plates import texts

SAME_WINDOW = True
ROOT = Path(__file__).resolve().parents[2]
SHOWN = (
    "onderwerp=misdrijven&soort=0.0.0&per=buurt&periode=2024&gebied=2025-BU06370101"
    "&beeld=4.47,52.04,4.52,52.07"
)
NAME = "totaal-misdrijven-per-buurt-2024"


def opened(app, page, address):
    page.goto(f"{app.url}/?{address}")
    button = page.get_by_role("button", name="Bewaar deze kaart")
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    button.click()
    expect(page.get_by_role("button", name="PNG")).to_be_visible()
    return page


def kept(page, label):
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path())


def test_the_map_is_kept_as_it_is_shown_in_every_kind_of_file(app, page, tmp_path):
    opened(app, page, SHOWN)
    starts = {
        ("PNG", "png"): b"\x89PNG",
        ("PDF", "pdf"): b"%PDF",
        ("SVG", "svg"): b"<?xml",
        ("HTML", "html"): b"<!doctype html>",
        ("CSV voor Excel", "csv"): b"\xef\xbb\xbfarea_code;area_name",
        ("GeoJSON", "geojson"): b'{"type": "FeatureCollection"',
        ("GeoPackage", "gpkg"): b"SQLite format 3\0",
    }
    paths = {}
    for (label, suffix), start in starts.items():
        name, path = kept(page, label)
        assert name == f"{NAME}.{suffix}"
        assert path.read_bytes().startswith(start)
        paths[suffix] = path
    said = texts(paths["svg"].read_text(encoding="utf-8"))
    assert {"gekozen: Dorpsstraat", "Dorpsstraat", "72"} <= set(said)
    assert "Meerpolder-" not in said  # out of view
    copy = tmp_path / "kaart.html"
    copy.write_bytes(paths["html"].read_bytes())
    other = page.context.new_page()
    asked = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(copy.as_uri())
    expect(other.locator("path[role=button]")).to_have_count(146)
    assert asked == [copy.as_uri()]


def test_two_maps_are_kept_together(app, page, tmp_path):
    opened(app, page, f"{SHOWN}&naast=periode&periode2=2022")
    name, path = kept(page, "SVG")
    assert name == "totaal-misdrijven-per-buurt-2024-en-2022.svg"
    said = texts(path.read_text(encoding="utf-8"))
    assert {"2024, voorlopige cijfers", "2022"} <= set(said)
    assert said.count("N") == 1
    _, path = kept(page, "GeoPackage")
    copy = tmp_path / "kaart.gpkg"
    copy.write_bytes(path.read_bytes())
    layers = [name for name, kind in pyogrio.list_layers(copy).tolist() if kind]
    assert layers == [NAME.replace("-", "_"), NAME.replace("-", "_").replace("2024", "2022")]
    assert {kept(page, f"HTML, {side} kaart")[0] for side in ("eerste", "tweede")} == {
        f"{NAME}.html",
        f"{NAME.replace('2024', '2022')}.html",
    }
