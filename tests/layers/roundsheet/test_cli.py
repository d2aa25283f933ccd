"""``ivbgeo sheet``: what it writes, what it says, and its exit status."""

import sys
from datetime import date

import pytest

from ivbgeo.cli import main
from ivbgeo.dutch import MONTHS
from ivbgeo.settings import ROOT
from tests.layers.document.papers import reader, words


@pytest.fixture(scope="module")
def address(databases):
    return databases.address("sqlite", filled=True)


@pytest.fixture
def draw(address, monkeypatch, capfd):
    """Run the command here; gives status and what was said."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*given):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "sheet", *map(str, given)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfd.readouterr().err.split())

    return run


def test_a_sheet_is_a_file_for_everybody_if_not_said_otherwise(draw, tmp_path):
    target = tmp_path / "ronde.pdf"
    status, said = draw("meerzicht", "--out", target)
    assert status == 0, said
    assert said.endswith(f"Het rondeblad van Meerzicht staat in {target}.")
    told = reader(target.read_bytes())
    assert (len(told.pages), told.metadata.title) == (1, "Rondeblad Meerzicht")
    said = words(target.read_bytes())[0]
    assert "Voor iedereen." in said
    # The embedded data are of Zoetermeer.
    assert "14 079" in said


def test_for_a_team_and_a_month_with_the_number_that_was_set(draw, tmp_path, monkeypatch):
    monkeypatch.setenv("IVBGEO_MUNICIPALITY_PHONE", "079 - 346 8000")
    target, today = tmp_path / "ronde.pdf", date.today()  # noqa: DTZ011 - the command's own day
    year, month = divmod(today.year * 12 + today.month, 12)
    status, said = draw(
        "2025-WK063705", "--as", "was", "--wijk", "WK063705", "--month", f"{year}-{month + 1:02}",
        "--out", target,
    )  # fmt: skip
    assert status == 0, said
    said = " ".join(words(target.read_bytes())[0].split())
    assert "Voor het WAS-team van deze wijk." in said
    assert f"Let op in {MONTHS[month]}" in said
    assert "079 - 346 8000" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Meerzicht", "--out", "ronde.docx"), "ronde.docx"),
        (("Meerzicht",), "--out"),
        (("Atlantis", "--out", "ronde.pdf"), "Atlantis"),
        (("Meerzicht", "--as", "koning", "--out", "ronde.pdf"), "publiek"),
        (("Meerzicht", "--month", "2026", "--out", "ronde.pdf"), "‘2026’ is geen maand."),
        (("Meerzicht", "--month", "x", "--out", "ronde.pdf"), "‘x’"),
        (("Meerzicht", "--month", "2022-05", "--out", "ronde.pdf"), "‘2022-05’ is te ver"),
        (("Meerzicht", "--month", "2199-12", "--out", "ronde.pdf"), "‘2199-12’ is te ver"),
        (("Meerzicht", "--out", "/bestaat/niet/ronde.pdf"), "geschreven"),
    ],
)
def test_wrong_usage_is_said_in_dutch(draw, given, said):
    status, told = draw(*given)
    assert status == 2
    assert said in told
    assert "Traceback" not in told
    assert not (ROOT / "ronde.pdf").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("MUNICIPALITY_PHONE", "bel ons"), ("BACKGROUND", "straten.mbtiles")],
)
def test_a_setting_that_cannot_be_right_is_said(draw, tmp_path, monkeypatch, name, value):
    monkeypatch.setenv(f"IVBGEO_{name}", value)
    status, told = draw("Meerzicht", "--out", tmp_path / "ronde.pdf")
    assert (status, list(tmp_path.iterdir())) == (2, [])
    assert value in told
