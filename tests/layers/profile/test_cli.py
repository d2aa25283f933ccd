"""``ivbgeo profile``: what it writes, what it says, and its exit status."""

import sys

import pytest

from geo import read_division
from ivbgeo.cli import main
from ivbgeo.settings import ROOT
from ivbgeo.store import Store, datasets, divisions
from tests.layers.document.papers import reader, words


@pytest.fixture(scope="module")
def address(databases):
    return databases.address("sqlite", filled=True)


@pytest.fixture
def draw(address, monkeypatch, capfd):
    """Run the command here; gives status and what was said."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*given):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "profile", *map(str, given)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfd.readouterr().err.split())

    return run


@pytest.mark.parametrize("area", ["Meerzicht", "meerzicht", "WK063705", "2025-WK063705"])
def test_a_profile_is_a_file(draw, tmp_path, area):
    target = tmp_path / "profiel.pdf"
    status, said = draw(area, "--as", "publiek", "--out", target)
    assert status == 0, said
    assert said.endswith(f"Het profiel van Meerzicht staat in {target}.")
    assert reader(target.read_bytes()).metadata.title == "Wijkprofiel Meerzicht"


def test_a_code_of_another_year_is_another_place(draw, tmp_path):
    target = tmp_path / "profiel.pdf"
    status, said = draw(
        "2024-WK063705", "--as", "wijkregisseur", "--wijk", "WK063705", "--period", "2023",
        "--out", target,
    )  # fmt: skip
    assert status == 0, said
    told = " ".join(words(target.read_bytes())[0].split())
    assert "Wijkprofiel Rokkeveen" in told
    assert "Cijfers over 2023, op de indeling van 2024. Intern" in told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Meerzicht", "--as", "publiek", "--out", "profiel.docx"), "profiel.docx"),
        (("Atlantis", "--as", "publiek", "--out", "profiel.pdf"), "Atlantis"),
        (("2030-WK063705", "--as", "publiek", "--out", "profiel.pdf"), "2030-WK063705"),
        (("Meerzicht", "--as", "koning", "--out", "profiel.pdf"), "publiek"),
        (("Meerzicht", "--out", "profiel.pdf"), "--as"),
        (
            ("Meerzicht", "--as", "publiek", "--period", "20x4", "--out", "profiel.pdf"),
            "20x4",
        ),
        (("Meerzicht", "--as", "publiek", "--out", "/bestaat/niet/profiel.pdf"), "geschreven"),
    ],
)
def test_wrong_usage_is_said_in_dutch(draw, given, said):
    status, told = draw(*given)
    assert status == 2
    assert said in told
    assert "Traceback" not in told
    assert not (ROOT / "profiel.pdf").exists()


def test_a_store_without_figures_says_what_to_do(draw, databases, source, monkeypatch, tmp_path):
    bare = databases.address("sqlite", filled=False)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", bare)
    target = tmp_path / "profiel.pdf"
    status, told = draw("Meerzicht", "--as", "publiek", "--out", target)
    assert (status, target.exists()) == (2, False)
    assert "Een wijk ‘Meerzicht’ is er niet" in told
    store = Store.open(bare)
    with store.writing() as connection:
        number = datasets.add_dataset(connection, "areas", source)
        division = read_division(ROOT / "data" / "wijken.geojson")
        divisions.add_division(connection, number, division)
    store.close()
    status, told = draw("Meerzicht", "--as", "publiek", "--out", target)
    assert (status, target.exists()) == (2, False)
    assert "nog geen cijfers" in told
