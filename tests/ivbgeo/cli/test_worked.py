"""``ivbgeo cameras evaluate`` on a store: the real command, its files, its words."""

import json
import sys

import pytest

from ivbgeo.cli import main
from tests.ivbgeo.workedout.conftest import HERE, TWIN, address_of

# All of them: who has none sees no count of incidents.
WIJKEN = [word for n in range(30) for word in ("--wijk", f"WK0637{n:02d}")]


@pytest.fixture(scope="module")
def address(databases, tmp_path_factory):
    """A store with a city of which it is known what a camera did."""
    return address_of(databases, tmp_path_factory)


@pytest.fixture
def run(monkeypatch, capfd, address):
    """Run the command; gives its status, what it wrote and what it said."""

    def run(*arguments):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "cameras", "evaluate", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfd.readouterr()
        return caught.value.code or 0, out, " ".join(err.split())

    return run


def test_a_camera_of_the_register_with_the_time_after_it_went(run, tmp_path):
    file = tmp_path / "uit.json"
    status, out, said = run("--camera", "mast 7", "--as", "planner", "--out", file)
    assert (status, out, said) == (0, "", "")
    told = json.loads(file.read_text())
    assert told["basis"] == "punten"
    assert (told["from"], told["to"]) == ("2024-01-01", "2024-12-31")
    assert told["after"] == {"from": "2024-01", "to": "2024-12"}
    assert told["gone"] == {"from": "2025-01", "to": "2025-12"}
    assert told["control"]["areas"] == [TWIN]
    counts = told["outcomes"][0]["counts"]
    assert counts["response"] == {"before": 72, "after": 24}
    assert counts["buffer"] == {"before": 48, "after": 48}
    assert told["outcomes"][0]["wdd"] == -48
    assert told["gone_outcomes"][0]["wdd"] == -48
    assert not any("Mast 7" in line for line in told["cautions"])


def test_a_camera_that_came_in_the_same_time_is_told_to_who_may_know(run):
    asked = ("--buurt", HERE, "--from", "2023-09", "--months", 12, "--as")
    for role, is_told in (("planner", True), ("wijkregisseur", False)):
        _, out, _ = run(*asked, role, *WIJKEN)
        told = [line for line in json.loads(out)["cautions"] if "Mast 7" in line]
        assert bool(told) is is_told
        assert all("begin: 1 januari 2024" in line for line in told)


def test_buurten_for_who_may_see_no_points(run):
    status, out, _ = run(
        "--buurt", HERE, "--from", "2024-01", "--as", "wijkregisseur", *WIJKEN,
        "--around", "--months", 12,
        "--category", "1.1.1", "--control", TWIN,
    )  # fmt: skip
    assert status == 0
    told = json.loads(out)
    assert told["basis"] == "gebieden"
    assert told["control"] == {
        "areas": [TWIN], "names": ["Oosterheem-Centrum"], "found": False,
        "difference": told["control"]["difference"], "alike": False,
    }  # fmt: skip
    # The month in which it began is left out.
    assert told["after"] == {"from": "2024-02", "to": "2025-01"}


def test_a_part_of_a_name_will_do_and_buurten_stand_in_for_a_border(run):
    """The time is that of the camera area, the place that of the buurten."""
    status, out, _ = run(
        "--area", "mandela", "--buurt", HERE, "--from", "2024-01", "--as", "planner"
    )
    assert status == 0
    told = json.loads(out)
    assert (told["place"], told["from"], told["to"]) == ("Voorweg", "2024-01", "2026-12-31")
    assert told["called"]["response"] == "de gekozen buurt"
    _, out, _ = run("--camera", "Mast", "--buurt", HERE, "--as", "planner")
    assert (json.loads(out)["from"], json.loads(out)["to"]) == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize("before", [19, 20])
def test_a_table_with_too_few_has_no_figures_beside_the_refusal(run, tmp_path, before):
    """The keys stay."""
    table = tmp_path / "zones.csv"
    table.write_text(f"zone,before,after\nresponse,{before},3\ncontrol,300,280\nbuffer,90,80\n")
    status, out, _ = run("--table", table)
    told = json.loads(out)
    figures = [told[key] for key in ("wdq", "tne", "wdd", "wdd_se", "wdd_low", "wdd_high")]
    refused = before < 20
    assert (status, told.get("refused", False)) == (0, refused)
    assert told["verdict"].startswith("Geen oordeel") == refused
    assert all((one is None) == refused for one in figures)


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        ((), 2, "Kies één plek"),
        (("--camera", "Mast 7"), 2, "Zeg met --as"),
        (("--camera", "Mast 8", "--as", "planner"), 2, "Mast 7"),
        (("--camera", "Mast 7", "--as", "beheer"), 1, "planner"),
        (("--area", "camera.stadhuisplein", "--as", "planner"), 1, "Noem met --buurt de buurten"),
        (("--area", "camera.mandelabrug", "--as", "planner"), 1, "Geef met --radius een straal"),
        (
            ("--area", "camera.mandelabrug", "--radius", "90", "--as", "planner"),
            1,
            "alleen bekend dat het in 2003 begon. Geef met --from de maand",
        ),
        (("--buurt", HERE, "--from", "1 maart", "--as", "planner"), 2, "is geen datum"),
        (("--buurt", HERE, "--from", "2024-02-31", "--as", "planner"), 2, "is geen datum"),
        (("--buurt", HERE, "--from", "2024-13", "--as", "planner"), 2, "is geen datum"),
        (("--buurt", HERE, "--from", "2012", "--as", "planner"), 1, "in 2012 begon. Geef met"),
        (("--buurt", HERE, "--from", "2024", "--ring", "nan", "--as", "planner"), 2, "‘--ring’"),
        (("--camera", "Mast 7", "--radius", "inf", "--as", "planner"), 2, "‘--radius’"),
        (("--buurt", HERE, "--from", "2024-01", "--ring", "-3", "--as", "planner"), 1, "van -3 m"),
        (("--camera", "Mast 7", "--months", "1", "--as", "planner"), 2, "minstens 3"),
        (("--area", "e", "--as", "planner"), 2, "Schrijf de sleutel of de hele naam"),
        (
            ("--area", "camera.mandelabrug", "--camera", "Mast 7", "--as", "planner"),
            2,
            "Kies één plek",
        ),
        (
            ("--buurt", "BU99999999", "--from", "2024-01", "--as", "planner"),
            1,
            "geen code van een gebied in de indeling buurt-2025. Schrijf de code van een buurt",
        ),
        (
            ("--camera", "Mast 7", "--control", "BU99999999", "--as", "planner"),
            1,
            "‘BU99999999’ is geen code",
        ),
        (("--buurt", HERE, "--as", "planner"), 1, "Geef met --from de maand"),
        (("--buurt", HERE, "--from", "2024-01", "--as", "publiek"), 1, "‘ivbgeo fetch politie’"),
        (
            ("--buurt", HERE, "--from", "2024-01", "--as", "planner", "--control", HERE),
            1,
            "in de zone eromheen",
        ),
    ],
)
def test_what_will_not_do_is_said_with_what_to_do(run, options, status, words):
    found, out, said = run(*options)
    assert (found, out) == (status, "")
    assert words in said
