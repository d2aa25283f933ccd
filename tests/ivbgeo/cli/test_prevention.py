"""``ivbgeo prevention``: what comes in, what is listed and for whom, and what goes."""

import csv
import io
import json
import sys
from datetime import date, timedelta

import geopandas
import pytest
import shapely

from ivbgeo.atlas import Atlas
from ivbgeo.cli import main
from ivbgeo.prevention.listing import spots
from ivbgeo.prevention.reporting import report, solve
from ivbgeo.prevention.spot import Spot
from ivbgeo.store import Store
from tests.preventing import OWN, WAS, place, within

REMARK = "vleermuiskelder"


@pytest.fixture
def address(databases):
    return databases.address("sqlite", filled=True)


@pytest.fixture
def run(monkeypatch, capfdbinary, address):
    """Run the command line here."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code or 0, out.decode(), err.decode()

    return run


def file(folder, names, shapes, **columns):
    path = folder / f"{names[-1]}.geojson"
    rows = {"naam": names} | columns
    geopandas.GeoDataFrame(rows, geometry=shapes, crs=28992).to_crs(4326).to_file(path)
    return path


def test_a_file_comes_in_is_listed_for_whom_it_is_and_goes(run, address, tmp_path):
    store = Store.open(address)
    here = within(Atlas(store).edition(), OWN)
    store.close()
    path = file(tmp_path, ["=Alarm; 1", "Rand"], [here, None], contact=["a@wijk.example", None])
    status, said, wrong = run("prevention", "import", path)
    assert (status, said) == (1, "")
    assert "kolom ‘soort’" in wrong
    status, _, said = run("prevention", "import", path, "--kind", "groep", "--dry-run")
    assert (status, "Dit was een proef" in said) == (0, True)
    told = tmp_path / "verslag.json"
    status, _, said = run("prevention", "import", path, "--kind", "groep", "--report", told)
    assert (status, "2 groepen WhatsApp-buurtpreventie ingelezen" in said) == (0, True)
    assert "Zonder grens en zonder buurt of wijk: 1" in said
    assert json.loads(told.read_text())["rows_written"] == 2
    assert "intern. 2 gebieden, rondes en avonden." in run("datasets")[2]
    status, out, _ = run("prevention", "list", "--as", "beheer")
    first, second = csv.DictReader(io.StringIO(out))
    # No cell that a spreadsheet takes for a formula.
    assert not first["name"].startswith("=")
    assert (first["kind"], first["contact"], first["classification"]) == (
        "groep", "a@wijk.example", "intern",
    )  # fmt: skip
    assert float(first["border_ha"]) == pytest.approx(1.44, abs=0.001)
    assert (second["border_ha"], second["changed_by"]) == ("", "bron")
    for role, wijken, count in (
        ("publiek", (), 0), ("was", (), 0), ("was", (OWN.code,), 1), ("planner", (), 2),
    ):  # fmt: skip
        words = [word for wijk in wijken for word in ("--wijk", wijk)]
        _, out, _ = run("prevention", "list", "--as", role, *words, "--format", "json")
        assert len(json.loads(out)) == count, role
    _, out, _ = run("prevention", "list", "--as", "beheer", "--kind", "ronde", "--format", "json")
    assert json.loads(out) == []
    status, _, wrong = run("prevention", "list", "--as", "beheer", "--kind", "x")
    assert (status, "‘x’ is geen soort preventie" in wrong) == (2, True)

    # As other kinds of files: what is wrong refuses all of it, and it can be undone.
    bad = file(tmp_path, ["Bel 06-12345678", "Goed"], [here, here], soort=["groep", "groep"])
    status, _, wrong = run("import", "prevention", bad)
    assert (status, "Gebied 1: Hier staat iets dat lijkt op een telefoonnummer" in wrong) == (
        1, True,
    )  # fmt: skip
    assert "06-12345678" not in wrong
    status, _, said = run("undo", "1")
    assert status == 0
    assert run("prevention", "list", "--as", "beheer", "--format", "json")[1] == "[]\n"


def test_lines_and_points_are_listed(run, tmp_path):
    line = shapely.LineString([(93_000, 452_000), (93_300, 452_400)])
    path = file(tmp_path, ["R", "A"], [line, shapely.Point(93_000, 452_000)],
                soort=["ronde", "avond"])  # fmt: skip
    assert run("prevention", "import", path, "--classification", "open")[0] == 0
    _, out, _ = run("prevention", "list", "--as", "publiek", "--format", "json")
    walk, evening = json.loads(out)
    assert (walk["border_type"], round(walk["border_m"])) == ("LineString", 500)
    assert (evening["border_type"], round(evening["x"])) == ("Point", 93_000)


def test_a_plek_is_blanked_taken_out_and_tidied_and_never_told(run, address):
    store = Store.open(address)
    edition = Atlas(store).edition()
    for at in range(3):
        x, y = place(edition, OWN, 50.0 * at)
        told = Spot(kind="eng", x=x, y=y, reported=date(2024, 1, 1), remark=REMARK)
        report(edition, WAS, told)
    solve(edition, WAS, spots(edition, WAS)[2], date.today() - timedelta(days=400))  # noqa: DTZ011 - as the command has it
    said = [
        run("prevention", "list", "--as", "was", "--wijk", OWN.code),
        run("erase", "spot", "1", "--version", "1"),
        run("erase", "spot", "2"),
        run("prevention", "tidy"),
        run("check"),
        run("record", "list", "--as", "beheer"),
    ]
    assert [status for status, *_ in said] == [0] * len(said)
    assert "Opgeruimd: 1 plek die is opgelost" in said[3][2]
    assert "stille of enge plek 2" in said[5][1]
    assert REMARK not in str(said)
    status, _, wrong = run("erase", "spot", "2")
    assert (status, "Plek 2 is er niet" in wrong) == (2, True)
    assert run("erase", "prevention", "register-1")[0] == 2
    (left,) = spots(Atlas(store).edition(), WAS, solved=True)
    assert (left.number, left.spot.remark) == (1, "(gewist)")
    store.close()
