"""The pictures of the documents, made by `make pictures`; each shows what its page has to show.

No part of `make test`: what the pages have to show is tested page by page.
"""

from __future__ import annotations

import io
import os
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image
from playwright.sync_api import expect

from benchmarks.months import add_months
from benchmarks.points import clustered
from geo import read_division
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.prevention.changing import add
from ivbgeo.prevention.kind import Light, PreventionKind, SpotKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.reporting import report
from ivbgeo.prevention.spot import Spot
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from tests.browser.accessible import settle
from tests.browser.test_gegevens import GOOD, give
from tests.preventing import BEHEER, OWN, WAS

ROOT = Path(__file__).resolve().parents[2]
MOST = 200_000  # bytes
COLOURS = 200  # as many as the eye asks of a page
CRIME = "onderwerp=misdrijven&per=buurt&periode=2023"
MADE_UP = "onderwerp=misdrijven&soort=1.1.1&per=buurt&periode=2025"
# Cameras that nobody ever put up.
CAMERAS = """naam,soort,geldig vanaf,geldig tot,besluit,x,y,richting,kijkhoek,bereik
Voorbeeld Noord,vast,2024-01-01,,V-1,93600,453300,200,70,220
Voorbeeld Zuid,vast,2024-01-01,,V-2,92950,452350,60,60,220
Voorbeeld Kermis,tijdelijk,2024-05-01,2024-05-31,V-3,93500,452500,0,90,80
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A store with the embedded data, and with points and cameras that were made up."""
    folder = tmp_path_factory.mktemp("pictures")
    address = f"sqlite:///{folder / 'store.sqlite'}"
    store = Store.open(address)
    load_demo(store, ROOT / "data")
    buurten = read_division(ROOT / "data" / "buurten.geojson")
    ground = shapely.union_all(buurten.polygons[~np.array(buurten.water)])
    x, y = (axis.round(1) for axis in clustered(6000, ground))
    inside = np.flatnonzero(buurten.locator().locate(x, y) >= 0)[:3000]
    rows = (f"1.1.1,2025-{1 + n % 12:02}-05,{x[i]},{y[i]}\n" for n, i in enumerate(inside))
    incidents, cameras = folder / "incidenten.csv", folder / "cameras.csv"
    incidents.write_text("categorie,begin,x,y\n" + "".join(rows))
    cameras.write_text(CAMERAS)
    for path, kind in ((incidents, Kind.INCIDENTS), (cameras, Kind.CAMERAS)):
        options = ReadOptions(today=date(2026, 11, 1))
        assert not import_file(store, Atlas(store).edition(), path, kind, options).refused
    store.close()
    return address


@pytest.fixture(scope="module")
def app(served, database):
    """Give a function that starts the app for a role, once."""
    started = {}

    def start(role=None):
        if role not in started:
            environment = {"IVBGEO_DATABASE_URL": database}
            started[role] = served(ROOT / "app.py", environment=environment, role=role)
        return started[role]

    return start


@pytest.fixture
def desk(page):
    """A page as somebody sees it who was here before."""
    page.add_init_script("try { localStorage.setItem('ivbgeo-tour', '1') } catch { }")
    page.set_viewport_size({"width": 1280, "height": 940})
    return page


@pytest.fixture
def keep(tmp_path):
    """Give a function that keeps a picture of a page, or of a part of it, by name."""
    folder = Path(os.environ.get("TEST_SCREENSHOTS", tmp_path))

    def keep(shown, name, clip=None):
        page = getattr(shown, "page", shown)
        settle(page)
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)  # what was pointed at fades
        write(shown.screenshot(clip=clip) if clip else shown.screenshot(), folder / f"{name}.png")

    def write(content, path):
        picture = Image.open(io.BytesIO(content)).convert("RGB")
        picture.thumbnail((1400, 1400))
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        assert 4_000 < path.stat().st_size < MOST, path.name

    keep.write = lambda content, name: write(content, folder / f"{name}.png")
    return keep


def opened(app, page, address, areas):
    page.goto(f"{app.url}/?{address}")
    expect(inside(page).locator("path[role=button]")).to_have_count(areas)
    expect(inside(page).get_by_role("region", name="Legenda")).to_be_visible()
    page.wait_for_load_state("networkidle")
    settle(page)
    return page


def inside(page, which=0):
    return page.frame_locator("iframe").nth(which)


def test_the_map_and_the_city(app, desk, keep):
    opened(app(), desk, "", 8)
    inside(desk).locator("path[role=button][aria-label^=Meerzicht]").click()
    expect(desk.get_by_text("55 casussen in 2023")).to_be_visible()
    keep(desk, "kaart")
    desk.get_by_role("link", name="Stad").click()
    expect(desk.get_by_role("heading", name="De stad door de jaren")).to_be_visible()
    expect(desk.get_by_text("Doel 2023 gehaald").first).to_be_visible()
    expect(desk.locator("canvas.marks, svg.marks").first).to_be_visible()
    keep(desk, "stad")


def test_a_wijk_and_what_is_done(app, desk, keep):
    desk.goto(f"{app().url}/wijk?wijk=2025-WK063706")
    expect(inside(desk).locator("path[role=button]")).to_have_count(146)
    expect(desk.get_by_role("heading", name="Wat valt op?")).to_be_visible()
    desk.wait_for_load_state("networkidle")
    keep(desk, "mijn-wijk")
    desk.get_by_role("link", name="Inspanningen").click()
    expect(desk.get_by_text("Team Woonoverlast")).to_be_visible()
    keep(desk, "inspanningen")


def test_the_map_its_timeline_help_and_comparisons(app, desk, keep):
    opened(app(), desk, CRIME, 146)
    desk.get_by_role("button", name="Rondleiding").click()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog", name="2 van 4. Lees de kaart")).to_be_visible()
    keep(desk, "rondleiding")
    desk.keyboard.press("Escape")
    timeline = inside(desk).get_by_role("group", name="Periode").bounding_box()
    legend = inside(desk).get_by_role("region", name="Legenda").bounding_box()
    keep(desk, "tijdlijn", {**timeline, "height": legend["y"] + legend["height"] - timeline["y"]})
    desk.get_by_text("Wat zegt dit cijfer, en wat niet?").click()
    expect(desk.get_by_text("Wat kan ik hier niet uit halen?")).to_be_visible()
    keep(desk.locator(".st-key-answer-kaart"), "uitleg")
    view = "beeld=4.470,52.044,4.520,52.072"  # the centre, where the difference is
    opened(app(), desk, f"{CRIME}&naast=verschil&periode2=2021&{view}", 146)
    expect(desk.get_by_text("Duidelijk meer")).to_be_visible()
    inside(desk).get_by_role("checkbox", name="Cameragebieden").uncheck()
    keep(desk, "verschil")
    opened(app(), desk, f"{CRIME}&naast=periode&periode2=2021", 146)
    expect(inside(desk, 1).locator("path[role=button]")).to_have_count(146)
    keep(desk, "naast-elkaar")


def test_the_map_as_a_table_on_a_phone_and_on_paper(app, desk, keep):
    opened(app(), desk, "onderwerp=woonoverlast&per=casewijk&periode=2023&maat=per-1000", 8)
    inside(desk).get_by_role("button", name="Toon de cijfers als tabel").click()
    inside(desk).get_by_role("button", name="Waarde").click()
    keep(desk.locator("iframe").first, "tabel")
    inside(desk).get_by_role("button", name="Toon de kaart").click()
    desk.set_viewport_size({"width": 375, "height": 812})
    keep(desk, "telefoon")
    desk.get_by_role("button", name="Bewaar deze kaart").click()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="PNG", exact=True).click()
    keep.write(Path(download.value.path()).read_bytes(), "papier")


def test_points_that_were_made_up_for_who_plans(app, desk, keep):
    opened(app("planner"), desk, f"{MADE_UP}&beeld=4.478,52.050,4.510,52.066", 146)
    desk.get_by_text("Vakken van 100 m", exact=True).click()
    expect(inside(desk).get_by_role("region", name="Legenda")).to_contain_text("met een punt")
    desk.get_by_test_id("stMain").get_by_text("Camera’s", exact=True).click()
    expect(inside(desk).locator(".ivb-view")).to_have_count(2)
    expect(desk.get_by_role("heading", name="Waar de meeste incidenten zijn")).to_be_visible()
    keep(desk, "punten")


def test_a_file_that_was_looked_at(app, desk, keep):
    desk.goto(f"{app('beheer').url}/gegevens")
    give(desk, "incidenten.csv", GOOD)
    expect(desk.get_by_text("Het bestand is goed: 3 rijen")).to_be_visible()
    expect(desk.get_by_role("button", name="Inlezen", exact=True)).to_be_visible()
    keep(desk, "gegevens")


def test_cameras_where_they_are_and_where_they_would_help(app, desk, keep):
    desk.goto(f"{app('planner').url}/cameras")
    expect(desk.get_by_role("heading", name="Wat u binnen een jaar moet beslissen")).to_be_visible()
    expect(inside(desk).get_by_role("region", name="Legenda")).to_be_visible()
    desk.wait_for_load_state("networkidle")
    keep(desk, "cameras")
    desk.goto(f"{app('planner').url}/cameras?stap=plekken")
    desk.get_by_role("button", name="Reken uit").click()
    expect(inside(desk).locator(".ivb-spot").first).to_be_visible()
    desk.wait_for_load_state("networkidle")
    keep(desk, "plekken")


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """A store with months, groups, rounds and plekken in one wijk; all of it was made up."""
    address = f"sqlite:///{tmp_path_factory.mktemp('street') / 'store.sqlite'}"
    store = Store.open(address)
    load_demo(store, ROOT / "data")
    add_months(store, Period((2022, 1), (2025, 12)), {"1.1.1": 9.0, "1.2.1": 12.0, "2.2.1": 15.0})
    edition = Atlas(store).edition()
    wijk = edition.division(OWN.division).area(OWN.code).polygon
    x, y = wijk.centroid.x, wijk.centroid.y
    path = shapely.LineString([(x - 450, y - 150), (x - 100, y + 200), (x + 350, y + 60)])
    told = {"contact_role": "Coördinator buurtpreventie", "contact": "preventie@gemeente.example"}
    west, east = (shapely.box(x + at, y - 300, x + at + 420, y + 350) for at in (-620, -80))
    kinds = PreventionKind
    for said in (
        Prevention(kind=kinds.GROEP, name="Voorbeeldgroep West", border=west, **told),
        Prevention(kind=kinds.GROEP, name="Voorbeeldgroep Oost", border=east, **told),
        Prevention(kind=kinds.WAS_GEBIED, name="WAS-team Voorbeeld", border=wijk.buffer(-60)),
        Prevention(kind=kinds.RONDE, name="Avondronde", border=path, times="vrijdag om 20.00 uur"),
    ):
        add(edition, BEHEER, said)
    today = date.today()  # noqa: DTZ011 - what is reported is of a day that was
    for dx, dy, kind, light, remark in (
        (-300, 260, SpotKind.STIL, Light.KAPOT, "Pad achter de garages."),
        (120, -180, SpotKind.ENG, Light.ZWAK, "Fietstunnel."),
        (400, 150, SpotKind.BEIDE, Light.GEEN, "Struiken voor de lamp."),
    ):
        there = {"x": x + dx, "y": y + dy, "kind": kind, "light": light, "remark": remark}
        report(edition, WAS, Spot(**there, reported=today))
    store.close()
    return address


def test_the_street_on_a_phone_and_on_paper(served, street, desk, keep, tmp_path):
    environment = {"IVBGEO_DATABASE_URL": street}
    app = served(ROOT / "app.py", environment=environment, role="was", wijken=OWN.code)
    desk.set_viewport_size({"width": 375, "height": 812})
    desk.goto(f"{app.url}/was")
    expect(inside(desk).locator(".ivb-spot")).to_have_count(3)
    paper = desk.get_by_role("button", name="Rondeblad op papier (PDF)")
    expect(paper).to_be_visible()
    desk.wait_for_load_state("networkidle")
    keep(desk, "was")
    with desk.expect_download() as download:
        paper.click()
    folder = tmp_path / "page"
    subprocess.run(
        ["pdftoppm", "-r", "100", "-png", "-singlefile", download.value.path(), folder], check=True
    )
    keep.write(folder.with_suffix(".png").read_bytes(), "rondeblad")


def test_whom_to_inform(served, street, desk, keep):
    environment = {"IVBGEO_DATABASE_URL": street}
    app = served(ROOT / "app.py", environment=environment, role="beheer")
    desk.goto(f"{app.url}/preventie?stap=heterdaad")
    expect(inside(desk).locator("path[role=button]").first).to_be_visible()
    typed = desk.get_by_label("Of coördinaten")
    typed.fill("92000 452300")
    typed.press("Enter")
    expect(desk.get_by_role("table").first).to_contain_text("Voorbeeldgroep")
    desk.wait_for_load_state("networkidle")
    keep(desk, "heterdaad")
