"""``ivbgeo cameras plan`` and ``evaluate``: the real command, its files, its words."""

import json
import sys
from datetime import date

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.cli import main
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind

# Two groups of three; the lamp post between them sees the middle of both.
DEMAND = "x;y\n" + "".join(f"{x};452000\n" for x in (92000, 92040, 92080, 92120, 92160, 92200))
POSTS = """id;x;y;yearly_cost;installation;frontage;forbidden
links;92030;452000;1000;100;5;0
midden;92100;452000;900;100;0;0
rechts;92170;452000;1000;100;40;0
ver;93000;453000;10;0;0;0
tuin;92020;452000;1;0;0;1
"""
ZONES = "zone,before,after\nresponse,207,110\nbuffer,178,157\ncontrol,308,318\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in (("wens", DEMAND), ("palen", POSTS), ("zones", ZONES)):
        (tmp_path / "in" / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command line here."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "cameras", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfd.readouterr()
        return caught.value.code or 0, out, " ".join(err.split())

    return run


@pytest.fixture
def plan(run, folder, tmp_path):
    """Plan; gives status, what was said and what was written."""

    def plan(*arguments, candidates="palen.csv", demand="wens.csv", radius=60):
        out = tmp_path / "plan.json"
        out.unlink(missing_ok=True)
        status, printed, said = run(
            "plan", "--candidates", folder / candidates, "--demand", folder / demand,
            "--radius", radius, "--out", out, *arguments,
        )  # fmt: skip
        assert printed == ""
        assert [path.name for path in tmp_path.iterdir() if path != folder] == (
            ["plan.json"] if status == 0 else []
        )
        return status, said, json.loads(out.read_bytes()) if status == 0 else None

    return plan


def test_a_plan_with_its_curve(plan):
    status, said, told = plan("--p", 2, "--curve")
    assert status == 0
    assert told["chosen"] == ["links", "rechts"]
    assert (told["covered_weight"], told["total_weight"]) == (6, 6)
    assert (told["gap"], told["proven"], told["today_weight"]) == (0, True, 0)
    assert [(step["p"], step["covered_weight"], step["gain"]) for step in told["curve"]] == [
        (1, 4, 4), (2, 6, 2),
    ]  # fmt: skip
    assert told["greedy"]["covered_weight"] <= 6
    assert [len(source["sha256"]) for source in told["sources"]] == [64, 64]
    assert "2 camera’s" in said
    assert "100,0% in beeld. Er is bewezen geen betere keuze." in said


def test_more_than_adds_anything_is_not_chosen(plan):
    _, said, told = plan("--p", 4)
    assert told["chosen"] == ["links", "rechts"]
    assert "Meer camera’s voegen niets toe" in said


def test_a_camera_that_is_there_counts_and_costs_nothing(plan, folder):
    (folder / "nu.csv").write_text("id,x,y\nA,92040,452001\n")
    _, _, told = plan("--p", 1, "--existing", folder / "nu.csv")
    assert told["today_weight"] == 3
    assert told["chosen"] == ["rechts"]
    assert told["covered_weight"] == 6


def test_a_budget_is_for_all_months(plan, folder):
    _, _, told = plan("--budget", 1000, "--months", 12)
    assert told["chosen"] == ["midden"]
    assert told["cost"] == 1000
    (folder / "kaal.csv").write_text("id,x,y\na,92000,452000\n")
    status, said, _ = plan("--budget", 1000, candidates="kaal.csv")
    assert status == 1
    assert "‘yearly_cost’" in said


def test_distance_and_frontage_are_kept_to(plan):
    assert plan("--p", 2, "--apart", 141)[2]["covered_weight"] < 6
    assert plan("--p", 2, "--apart", 140)[2]["covered_weight"] == 6
    assert "rechts" not in plan("--p", 2, "--frontage", 10)[2]["chosen"]


def test_degrees_are_read_too(plan, folder):
    (folder / "graden.csv").write_text("id,lon,lat\na,4.4938,52.0575\n")
    (folder / "doel.csv").write_text("lon,lat,weight\n4.4938,52.0576,2\n4.5938,52.0576,3\n")
    _, _, told = plan("--p", 1, candidates="graden.csv", demand="doel.csv")
    assert (told["covered_weight"], told["total_weight"]) == (2, 5)


def test_a_weight_has_a_decimal_point_and_an_amount_may_have_thousands(plan, folder):
    (folder / "doel.csv").write_text("x,y,weight\n92000,452000,0.125\n92001,452000,1.250\n")
    (folder / "duur.csv").write_text("id;x;y;yearly_cost\na;92000;452000;€ 1.250\n")
    _, _, told = plan("--budget", 1250, candidates="duur.csv", demand="doel.csv")
    assert (told["total_weight"], told["cost"]) == (1.375, 1250)


def test_a_grid_of_its_own_is_said(plan, folder):
    (folder / "eigen.csv").write_text("id,x,y\na,0,0\nb,500,500\n")
    (folder / "doel.csv").write_text("x,y\n10,0\n490,500\n500,510\n")
    status, said, told = plan("--p", 1, candidates="eigen.csv", demand="doel.csv")
    assert status == 0, said
    assert told["chosen"] == ["b"]
    assert "eigen raster" in said
    assert plan("--p", 1, candidates="eigen.csv")[0] == 1  # the other file is in RD


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--p", 0], 2, "Kies een aantal vanaf 1"),
        ([], 2, "Er is geen aantal en geen budget"),
        (["--budget", 0], 2, "Als budget kan ‘0’ niet"),
        (["--p", 9], 1, "mag komen: 4"),
        (["--budget", 5], 1, "de goedkoopste plek kost 10 euro"),
        (["--budget", 50, "--curve"], 2, "Geef ook --p op"),
        (["--p", 1, "--months", 0], 2, "Kies 1 maand of meer"),
        (["--p", 1, "--time-limit", 0], 2, "meer dan 0 seconden"),
        (["--p", "veel"], 2, "een geheel getal"),
    ],
)
def test_what_cannot_be_asked(plan, arguments, status, words):
    found, said, _ = plan(*arguments)
    assert found == status
    assert words in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,x,y\n", "geen plekken"),
        ("id,x,y\na,92000,452000\na,92001,452000\n", "‘a’ staat er twee keer in"),
        ("id,x,y\na,,\n", "de waarde ontbreekt"),
        ("id,x,y\na,92000,452000\nb,nan,452000\n", "Regel 3"),
        ("id,x,y\na,92000,452000\nb,452000,92000\n", "Regel 3"),
        ("naampje,x,y\na,1,2\n", "de kolom ‘id’ ontbreekt"),
        ("id,breed\na,1\n", "de kolom ‘x’ ontbreekt"),
        ("id,x,y,forbidden\na,92000,452000,1\n", "mag een camera komen"),
        ("id,x,y,yearly_cost\na,92000,452000,-1\n", "Regel 2"),
        ("id,x,y,frontage\na,92000,452000,-3\n", "‘-3’ is minder dan nul"),
    ],
)
def test_candidates_that_cannot_be(plan, folder, text, words):
    (folder / "fout.csv").write_text(text)
    status, said, _ = plan("--p", 1, candidates="fout.csv")
    assert status == 1
    assert words in said


def test_no_demand_and_outside_the_areas(plan, folder, data_dir):
    (folder / "leeg.csv").write_text("x,y\n")
    (folder / "buiten.csv").write_text("id,x,y\na,92000,452000\nb,155000,463000\n")
    assert "niets om in beeld te brengen" in plan("--p", 1, demand="leeg.csv")[1]
    areas = ["--areas", data_dir / "gemeente.geojson"]
    status, said, _ = plan("--p", 1, *areas, candidates="buiten.csv")
    assert status == 1
    assert "gemeente.geojson: 1, zoals" in said
    assert "‘b’" in said


def test_an_evaluation_on_the_screen_and_in_a_file(run, folder, tmp_path):
    status, printed, said = run("evaluate", "--table", folder / "zones.csv")
    assert (status, said) == (0, "")
    told = json.loads(printed)
    assert list(told) == ["wdq", "tne", "wdd", "wdd_se", "wdd_low", "wdd_high", "verdict"]
    # (110 - 207) + (157 - 178) - (318 - 308); the variance is the sum of the six counts.
    assert told["wdd"] == -128
    assert told["wdd_se"] == pytest.approx(1278**0.5)
    assert told["wdq"] == pytest.approx(0.258, abs=5e-4)
    assert "zijn het er 128 minder" in told["verdict"]
    out = tmp_path / "oordeel.json"
    assert run("evaluate", "--table", folder / "zones.csv", "--out", out)[:2] == (0, "")
    assert json.loads(out.read_bytes()) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zone,before,after\nresponse,1,2\n", "de zone ‘control’ ontbreekt"),
        ("zone,before,after\nresponse,1,2\nresponse,1,2\n", "twee keer"),
        ("zone,before,after\nrespons,1,2\n", "geen zone"),
        ("zone,before,after\nresponse,veel,2\n", "Regel 2"),
        ("zone,before,after\nresponse,,2\n", "Regel 2"),
        ("zone,voor,na\nresponse,1,2\n", "de kolom ‘before’ ontbreekt"),
    ],
)
def test_tables_that_cannot_be(run, folder, text, words):
    (folder / "fout.csv").write_text(text)
    status, printed, said = run("evaluate", "--table", folder / "fout.csv")
    assert (status, printed) == (1, "")
    assert words in said


def building(folder, x0, x1):
    """A wall across the street, as a file of buildings."""
    ring = [[x0, 451990], [x1, 451990], [x1, 452010], [x0, 452010], [x0, 451990]]
    path = folder / "gebouwen.geojson"
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "EPSG:28992"}},
                "features": [
                    {
                        "type": "Feature",
                        "properties": {},
                        "geometry": {"type": "Polygon", "coordinates": [ring]},
                    }
                ],
            }
        )
    )
    return path


def test_no_camera_sees_through_a_building(plan, folder):
    _, said, told = plan("--p", 1)
    assert (told["chosen"], told["obstacles"]) == (["midden"], False)
    assert "Zonder gebouwen berekend" in said
    # Between the middle post and all that is to its right.
    _, said, told = plan("--p", 1, "--obstacles", building(folder, 92105, 92108))
    assert (told["chosen"], told["covered_weight"]) == (["links"], 3)
    assert told["obstacles"]
    assert "Zonder gebouwen" not in said
    status, said, _ = plan("--p", 1, "--obstacles", building(folder, 92090, 92110))
    assert status == 1
    assert "‘midden’" in said


@pytest.fixture
def planned(run, town, tmp_path, monkeypatch):
    """Plan as planner on a store with a year and a half of burglaries; gives what was said too."""
    x, y = 94500, 452700
    lines = ["categorie,begin,x,y"]
    for month in range(24):
        when = f"{2024 + month // 12}-{month % 12 + 1:02d}-10 12:00"
        lines += [f"1.1.1,{when},{x + 60 * (month % 3)},{y}", f"1.1.1,{when},{x},{y + 200}"]
    path = tmp_path / "incidenten.csv"
    path.write_text("\n".join(lines) + "\n")
    options = ReadOptions(today=date(2026, 11, 1))
    assert not import_file(town, Atlas(town).edition(), path, Kind.INCIDENTS, options).refused
    monkeypatch.setenv("IVBGEO_DATABASE_URL", str(town.engine.url))
    out = tmp_path / "plan.json"

    def planned(*arguments):
        out.unlink(missing_ok=True)
        status, printed, said = run("plan", "--out", out, *arguments)
        assert printed == ""
        return status, said, json.loads(out.read_bytes()) if out.exists() else None

    return planned


STORE = [
    "--as", "planner", "--radius", 60, "--p", 2, "--kind", "1.1.1", "--from", 2024, "--to", 2025,
]  # fmt: skip


def test_a_plan_from_the_store_is_kept_opened_and_asked_again(planned, run, folder):
    status, said, told = planned(*STORE, "--in", "palenstein-west", "--save", "Eerste")
    assert status == 0, said
    assert (told["proven"], told["total_weight"]) == (True, 48)
    first = told["places"][0]
    assert first["area"] == "Palenstein-West"
    assert (first["buildings"], first["frontage"]) == (False, None)
    assert first["outside"] is None
    assert told["notes"][0].startswith("Zonder gebouwen berekend")
    assert told["scenario"]["kinds"] == [["1.1.1", 1.0]]
    assert told["hindsight"]["period"] == "2025"
    assert told["sources"][0]["name"].startswith("Gemeente")
    assert f"scenario={told['token']}" in said
    again = planned("--as", "planner", "--scenario", told["token"])[2]
    assert again["chosen"] == told["chosen"]
    # Files that are given come to the planner's files, so that the scenario stays whole.
    posts = ["--candidates", folder / "palen.csv", "--leave-out", "--save", "Palen"]
    (folder / "palen.csv").write_text("id,x,y\nA,94500,452720\nB,94500,452890\n")
    status, said, other = planned(*STORE, *posts)
    assert (status, other["chosen"]) == (0, ["A", "B"]), said
    # By the name of one that is kept, too.
    kept = planned(*STORE, "--candidates", "palen.csv", "--leave-out", "--no-hindsight")[2]
    assert (kept["chosen"], "hindsight" in kept) == (["A", "B"], False)
    status, listed, _ = run("scenarios", "--as", "planner")
    assert status == 0
    assert [line.split(",")[1] for line in listed.splitlines()] == ["name", "Palen", "Eerste"]
    status, places, said = run("scenarios", "--as", "planner", "--open", other["token"])
    assert places.splitlines()[1].startswith("A,94500.0,452720.0,Palenstein-West")
    assert "2 camera’s brengen" in said
    status, beside, _ = run(
        "scenarios", "--as", "planner", "--open", told["token"], "--beside", other["token"],
        "--format", "json",
    )  # fmt: skip
    rows = {row["what"]: row for row in json.loads(beside)}
    assert rows["Plekken"]["other"] == "palen.csv"
    assert run("scenarios", "--as", "planner", "--withdraw", told["token"])[0] == 0
    assert "Eerste" not in run("scenarios", "--as", "planner")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--radius", 60, "--p", 2], 2, "Zeg met --as planner"),
        (["--as", "publiek", *STORE[2:]], 1, "Plekken voor camera’s kiest de planner"),
        (["--as", "planner", "--p", 2], 2, "Geef met --radius op"),
        ([*STORE, "--in", "Nergens"], 2, "‘Nergens’ is geen cameragebied"),
        ([*STORE, "--obstacles", "weg.geojson"], 2, "weg.geojson"),
        ([*STORE, "--hours", "nacht"], 2, "‘nacht’ zijn geen uren"),
        ([*STORE, "--years", "allemaal"], 2, "Kies uit: samen, gemiddeld, slechtste"),
        ([*STORE, "--kind", "1.2.1=veel"], 2, "geen soort met een gewicht"),
        ([*STORE, "--half-life", 6, "--years", "slechtste"], 2, "gaan niet samen"),
        ([*STORE, "--existing", "nu.csv"], 2, "Laat --existing en --areas weg"),
        ([*STORE, "--grid", 20], 1, "er passen er 20.000"),
        (["--as", "planner", "--scenario", "nergens"], 2, "Dit scenario is er niet"),
    ],
)
def test_what_cannot_be_asked_of_the_store(planned, arguments, status, words):
    found, said, told = planned(*arguments)
    assert (found, told) == (status, None)
    assert words in said
