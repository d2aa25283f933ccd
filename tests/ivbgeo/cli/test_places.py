"""What ``ivbgeo import`` says of rows without a point, with and without an address service."""

from __future__ import annotations

import json
import sys

import pytest

from ivbgeo.cli import main

TEXT = (
    "eigendom;geopend;wijk;straatnaam;huisnummer;postcode\n"
    "koop;12-01-2025;Buytenweg;;;\n"
    "koop;12-01-2025;;Proefstraat;7;2711ZZ\n"
    "koop;12-01-2025;;Proefstraat;8;2712ZZ\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch, databases, capfdbinary):
    """Import TEXT as a user does; gives status, what was said, and the report."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
    monkeypatch.setenv("IVBGEO_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "a.csv").write_text(TEXT)

    def run(*options):
        report = tmp_path / "verslag.json"
        words = ["ivbgeo", "import", "cases", tmp_path / "a.csv", "--report", report, *options]
        monkeypatch.setattr(sys, "argv", list(map(str, words)))
        with pytest.raises(SystemExit) as caught:
            main()
        said = " ".join(capfdbinary.readouterr().err.decode().split())
        return (
            caught.value.code or 0,
            said,
            json.loads(report.read_text()) if report.exists() else None,
        )

    return run


def test_without_a_service_it_says_so(run):
    status, said, report = run()
    assert status == 0
    assert "3 regels ingelezen, waarvan 1 zonder plaats." in said
    assert "Plaats van de regels: 1 naam (anders gespeld), 1 postcode, 1 zonder plaats." in said
    assert "Anders gespeld: ‘Buytenweg’ gelezen als Buytenwegh (1 rij)." in said
    assert "Adressen zijn niet opgezocht: de adressendienst staat uit." in said
    assert "niet bewaard: straatnaam, huisnummer, postcode." in said
    assert report["placed"]["zonder plaats"] == report["unplaced"] == 1


def test_with_a_service_addresses_are_looked_up(run, replica, monkeypatch, tmp_path):
    monkeypatch.setenv("IVBGEO_ADDRESS_URL", f"{replica.url}/bzk/locatieserver/search/v3_1")
    status, said, report = run("--dry-run")
    assert status == 0
    assert "1 naam (anders gespeld), 1 adres, 1 zonder plaats." in said
    assert "niet opgezocht" not in said
    assert len(replica.requests) == 2
    # What was found in the rehearsal is not asked again.
    status, said, report = run()
    assert report["placed"]["adres"] == 1
    assert len(replica.requests) == 2
    assert (tmp_path / "cache" / "addresses" / "places.json").is_file()


def test_a_service_that_gives_something_else_ends_the_import(run, replica, monkeypatch):
    monkeypatch.setenv("IVBGEO_ADDRESS_URL", replica.url)
    replica.faults.renamed("docs", "hits", "/free")
    status, said, report = run()
    assert status == 1
    assert f"De adressendienst {replica.url} geeft een antwoord in een andere vorm" in said
    assert "roefstraat" not in said
    # Nothing is wrong with the file: there is no report that says so, and nothing was written.
    assert report is None
    assert "geweigerd" not in said
    replica.faults.clear()
    assert "3 regels ingelezen" in run()[1]


def test_a_service_at_no_address_is_wrong_settings(run, monkeypatch):
    monkeypatch.setenv("IVBGEO_ADDRESS_URL", "pdok")
    status, said, report = run()
    assert (status, report) == (2, None)
    assert "‘pdok’" in said
