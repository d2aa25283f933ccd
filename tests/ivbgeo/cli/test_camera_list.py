"""``ivbgeo cameras list`` and the import of camera areas: the register on the command line."""

import csv
import io
import json
import sys
from datetime import date

import pytest
import shapely
from icalendar import Calendar

from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.cli import main
from ivbgeo.register import add
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer

FIELD = shapely.box(4.49, 52.05, 4.491, 52.051)


@pytest.fixture
def run(monkeypatch, capfdbinary, databases):
    """Run the command line here, on the demo with one camera."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    store = Store.open(address)
    camera = Camera("=Hoek", "tijdelijk", date(2026, 11, 1), date(2026, 12, 1), "B", height=4.5)
    add(Atlas(store).edition(), Viewer.of("planner"), camera)
    store.close()

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code or 0, out.decode(), err.decode()

    return run


def test_csv_and_json_say_the_same(run, tmp_path):
    status, text, _ = run("cameras", "list", "--as", "planner")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["noun"] for row in rows] == ["cameragebied"] * 4 + ["camera"]
    last = rows[-1]
    # What a spreadsheet would work out is text.
    assert (last["name"], last["from"], last["to"]) == ("'=Hoek", "2026-11-01", "2026-12-01")
    assert (last["version"], last["changed_by"], last["height"]) == ("1", "planner", "4.5")
    path = tmp_path / "register.json"
    assert run("cameras", "list", "--as", "planner", "--format", "json", "--out", path)[0] == 0
    records = json.loads(path.read_text(encoding="utf-8"))
    assert list(records[0]) == list(rows[0])
    assert (records[0]["from"], records[0]["to"], records[0]["border_ha"]) == (
        "2012", "2026-12-31", None,
    )  # fmt: skip


def test_of_a_day_and_for_a_role(run):
    def names(*options):
        _, text, _ = run("cameras", "list", "--format", "json", *options)
        return [record["key"] for record in json.loads(text)]

    assert len(names("--as", "publiek")) == 4
    assert names("--as", "planner", "--on", "2005-01-01") == [
        "camera.silverdome", "camera.mandelabrug",
    ]  # fmt: skip
    assert len(names("--as", "planner", "--on", "2026-11-27")) == 5


def test_what_must_be_decided_goes_into_a_calendar(run, tmp_path):
    path = tmp_path / "camera.ics"
    asked = ("cameras", "list", "--as", "planner", "--on", "2026-11-27", "--format", "ics")
    assert run(*asked, "--out", path)[0] == 0
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert {str(event["summary"]) for event in events} >= {
        "Einde: =Hoek", "Einde: Nelson Mandelabrug",
    }  # fmt: skip
    status, _, error = run("cameras", "list", "--as", "planner", "--format", "xlsx")
    assert (status, "csv, json" in error) == (2, True)


def test_camera_areas_are_read_in_and_taken_back(run, tmp_path):
    path = tmp_path / "gebieden.geojson"
    said = {"naam": "Markt", "soort": "tijdelijk", "begin": "2026-11", "einde": "2026-12-31"}
    shape = json.loads(shapely.to_geojson(FIELD))
    feature = {"type": "Feature", "properties": said, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    status, out, error = run("import", "camera-areas", path)
    assert (status, "1 cameragebied ingelezen." in out + error) == (0, True)
    _, text, _ = run("cameras", "list", "--as", "planner", "--format", "json")
    (made,) = (one for one in json.loads(text) if one["key"] == "Markt")
    assert made["border_ha"] == pytest.approx(0.76, abs=0.01)
    assert made["classification"] == "intern"
    _, out, error = run("datasets")
    assert "Cameragebieden uit een eigen bestand" in out + error
    assert run("undo", "1")[0] == 0
    _, text, _ = run("cameras", "list", "--as", "planner", "--format", "json")
    assert len(json.loads(text)) == 5
    path.write_text("{}")
    status, _, error = run("import", "camera-areas", path, "--classification", "open")
    assert (status, "gebieden.geojson" in error) == (1, True)
