"""The real command: what it says, what it writes, and its exit status."""

import csv
import io
import json
import os
import subprocess
import sys

import geopandas as gpd
import pyarrow.parquet as pq
import pytest

from ivbgeo.cli import main
from ivbgeo.export import COLUMNS
from ivbgeo.settings import ROOT
from ivbgeo.store import Store

GOOD = "categorie,datum,x,y\n1.1.1,2024-01-10,92841,452000\n1.1.1,2024-03-01,,\n"
BAD = GOOD + "1.1.1,31-02-2024,,\n"
REPORT = (
    "file", "sha256", "kind", "rows_read", "rows_written", "rows_rejected", "rejections",
    "unplaced", "data_version",
)  # fmt: skip


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line here; gives status, output and what was said."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code or 0, out, " ".join(err.decode().split())

    return run


@pytest.fixture
def at(filled_address, monkeypatch):
    monkeypatch.setenv("IVBGEO_DATABASE_URL", filled_address)
    return filled_address


@pytest.fixture
def reading(databases, monkeypatch):
    """A store that is only read; which kind of database it is makes no difference here."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    return address


def real(address, *arguments):
    environment = os.environ | {"IVBGEO_DATABASE_URL": address}
    return subprocess.run(
        [sys.executable, "-m", "ivbgeo", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def everything(address, contents):
    store = Store.open(address)
    found = contents(store)
    store.close()
    return found


def test_the_real_command_reads_a_good_file_and_refuses_a_bad_one(
    filled_address, tmp_path, contents
):
    good, bad = tmp_path / "goed.csv", tmp_path / "fout.csv"
    good.write_text(GOOD)
    bad.write_text(BAD)
    before = everything(filled_address, contents)
    refused = real(filled_address, "import", "incidents", bad)
    assert refused.returncode == 1
    assert "Regel 4, kolom ‘datum’: ‘31-02-2024’ bestaat niet" in refused.stderr
    assert refused.stdout == ""
    assert everything(filled_address, contents) == before
    done = real(filled_address, "import", "incidents", good)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 regels ingelezen, waarvan 1 zonder plaats" in done.stderr
    assert len(everything(filled_address, contents)["incident"]) == 2


@pytest.mark.usefixtures("at")
def test_the_report_has_the_fields_of_the_contract(run, tmp_path):
    good, bad, report = tmp_path / "goed.csv", tmp_path / "fout.csv", tmp_path / "verslag.json"
    good.write_text(GOOD)
    bad.write_text(BAD)
    assert run("import", "incidents", bad, "--report", report)[0] == 1
    told = json.loads(report.read_text())
    assert [name for name in REPORT if name not in told] == []
    assert set(told["rejections"][0]) == {"line", "column", "value", "rule", "message"}
    assert (told["rows_read"], told["rows_written"], told["rows_rejected"]) == (3, 0, 1)
    status, _, said = run("import", "incidents", good, bad, "--report", report)
    assert status == 1
    assert [one["rows_written"] for one in json.loads(report.read_text())] == [2, 0]
    assert "goed.csv: 2 regels ingelezen" in said
    assert "fout.csv: Het bestand is geweigerd" in said


@pytest.mark.usefixtures("at")
def test_a_file_that_can_not_be_read_is_in_the_report_and_the_next_is_read(run, tmp_path):
    (tmp_path / "leeg.csv").write_text("")
    (tmp_path / "goed.csv").write_text(GOOD)
    report = tmp_path / "verslag.json"
    files = (tmp_path / "leeg.csv", tmp_path / "nergens.csv", tmp_path / "goed.csv")
    status, _, said = run("import", "incidents", *files, "--report", report)
    assert status == 1
    assert "het bestand is leeg" in said
    told = json.loads(report.read_text())
    assert [[r["rule"] for r in one["rejections"]] for one in told] == [
        ["file.empty"], ["file.unreadable"], [],
    ]  # fmt: skip
    assert [one["rows_written"] for one in told] == [0, 0, 2]


def test_a_trial_and_a_second_time_write_nothing(at, run, tmp_path, contents):
    path = tmp_path / "goed.csv"
    path.write_text(GOOD)
    before = everything(at, contents)
    status, _, said = run("import", "incidents", path, "--dry-run")
    assert (status, everything(at, contents) == before) == (0, True)
    assert "Dit was een proef" in said
    run("import", "incidents", path)
    once = everything(at, contents)
    status, _, said = run("import", "incidents", path)
    assert (status, everything(at, contents) == once) == (0, True)
    assert "al ingelezen" in said


WRONG = {
    "no such command": (["nope"], "‘nope’ bestaat niet. Kies uit: demo, serve, import"),
    "no such option": (["check", "--hard"], "De optie ‘--hard’ bestaat niet"),
    "an option missing": (["counts", "--level", "buurt"], "‘--as’ ontbreekt"),
    "a role that is none": (
        ["counts", "--as", "baas", "--level", "buurt"],
        "een van deze: publiek, was, wijkregisseur, planner, beheer",
    ),
    "a level that is none": (
        ["counts", "--as", "was", "--level", "straat"],
        "een van deze: buurt, wijk, casewijk, gemeente",
    ),
    "no number": (["import", "cases", "x", "--division-year", "oud"], "Nodig is een geheel getal"),
    "an option without value": (["counts", "--as"], "‘--as’ ontbreekt de waarde"),
    "a kind that is none": (["import", "honden", "x"], "Kies uit: incidents, cases, cameras"),
    "a system that is none": (["import", "cases", "x", "--crs", "rd"], "‘rd’ is geen stelsel"),
    "a system that is not read": (
        ["import", "cases", "x", "--crs", "EPSG:9999"],
        "‘EPSG:9999’ is geen stelsel",
    ),
    "too much": (["check", "alles"], "Deze opdracht klopt niet. Zie ‘ivbgeo check --help’"),
    "a format that is none": (
        ["counts", "--as", "was", "--level", "buurt", "--format", "xls"],
        "Kies uit: csv, json, geojson, gpkg, parquet",
    ),
    "a category that is none": (
        ["counts", "--as", "was", "--level", "buurt", "--category", "1.1.l"],
        "Bedoelt u een van deze: ",
    ),
    "a period that is none": (
        ["counts", "--as", "was", "--level", "buurt", "--from", "gisteren"],
        "‘gisteren’ is geen jaar of maand",
    ),
    "a period that runs back": (
        ["counts", "--as", "was", "--level", "buurt", "--from", "2024", "--to", "2023"],
        "Draai ze om",
    ),
    "a folder that is not there": (
        ["counts", "--as", "was", "--level", "buurt", "--out", "/nergens/a.csv"],
        "kan niet worden geschreven",
    ),
}


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_said_in_dutch_and_ends_with_2(run, case):
    arguments, words = WRONG[case]
    status, out, said = run(*arguments)
    assert (status, out) == (2, b"")
    assert words in said
    assert "Error" not in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("IVBGEO_DATABASE_URL", "mysql://x/y", "geen adres van een databank"),
        ("IVBGEO_KLEUR", "rood", "De instelling ‘kleur’ bestaat niet"),
    ],
)
def test_wrong_settings_end_with_2(run, monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    status, out, said = run("check")
    assert (status, out) == (2, b"")
    assert words in said


@pytest.mark.parametrize(
    "command", ["", "demo", "serve", "import", "counts", "check", "build-data"]
)
def test_help_is_in_dutch(run, command):
    status, out, _ = run(*filter(None, [command]), "--help")
    text = out.decode()
    assert status == 0
    assert "Gebruik:" in text
    assert "Toon deze uitleg." in text
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "Show this",
        "required",
        "default",
    ):
        assert english not in text


@pytest.mark.usefixtures("at")
def test_demo_and_check_say_what_they_did(run):
    assert run("demo")[::2] == (0, "De gegevens waren al geladen; niets veranderd.")
    assert run("check")[::2] == (0, "Punten plaatsen gaat met Numba. Alles is in orde.")


@pytest.mark.usefixtures("at")
def test_check_ends_with_1_where_something_is_wrong(run, monkeypatch, tmp_path):
    monkeypatch.setenv("IVBGEO_DATA_DIR", str(tmp_path))
    status, _, said = run("check")
    assert status == 1
    assert "datapackage.json ontbreekt" in said


ASKED = ("counts", "--level", "casewijk", "--as", "publiek", "--from", "2023", "--to", "2023",
         "--category", "woonoverlast", "--category", "woonoverlast.particulier.lopend")  # fmt: skip


def _read(form, content, tmp_path):
    """Read each form back with a library of its own; gives records with None for unknown."""
    path = tmp_path / f"uit.{form}"
    path.write_bytes(content)
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    if form == "json":
        return json.loads(content)
    if form == "parquet":
        return pq.read_table(path).to_pylist()
    if form == "geojson":
        return [feature["properties"] for feature in json.loads(content)["features"]]
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 28992
    assert frame.geometry.is_valid.all()
    return frame.drop(columns="geometry").astype(object).to_dict("records")


def _same(value, wanted):
    if value is None or value == "" or value != value:  # noqa: PLR0124 - NaN
        return wanted is None
    if isinstance(wanted, bool):
        return str(value).lower() in {str(wanted).lower(), str(int(wanted)), f"{wanted:.1f}"}
    if isinstance(wanted, int | float):
        return float(value) == pytest.approx(wanted, rel=1e-12)
    return str(value) == wanted


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize("form", ["csv", "json", "geojson", "gpkg", "parquet"])
def test_every_form_has_the_same_names_and_values(run, tmp_path, form):
    wanted = json.loads(run(*ASKED, "--format", "json")[1])
    assert len(wanted) == 16
    assert {record["state"] for record in wanted} == {"nul", "gemeten"}
    status, content, _ = run(*ASKED, "--format", form)
    assert status == 0
    records = _read(form, content, tmp_path)
    for record, other in zip(records, wanted, strict=True):
        assert tuple(other) == COLUMNS
        assert [name for name in COLUMNS if name not in record] == []
        assert [name for name in COLUMNS if not _same(record[name], other[name])] == []


@pytest.mark.usefixtures("reading")
def test_out_is_whole_or_not_there(run, tmp_path):
    out = tmp_path / "uit.csv"
    out.write_text("ouder")
    assert run(*ASKED[:-1], "zzz", "--out", out)[0] == 2
    assert out.read_text() == "ouder"
    status, content, _ = run(*ASKED, "--out", out)
    assert (status, content) == (0, b"")
    assert out.read_bytes() == run(*ASKED)[1]
    assert [path.name for path in tmp_path.iterdir()] == ["uit.csv"]


@pytest.mark.usefixtures("reading")
def test_what_is_unknown_is_empty_and_never_nul(run):
    _, content, _ = run("counts", "--level", "buurt", "--as", "publiek", "--category", "0.0.0",
                        "--from", "2023")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    unknown = [row for row in rows if row["state"] == "niet_gemeten"]
    assert (len(rows), len(unknown)) == (146, 131)
    assert {row["count"] + row["rate"] + row["eb_rate"] for row in unknown} == {""}
    assert b"nan" not in content.lower()
    assert b"None" not in content


@pytest.mark.usefixtures("at")
def test_hours_of_the_week(run, tmp_path):
    text = "categorie,begin,eind\n1.1.1,2024-01-01 22:30,2024-01-02 00:30\n1.1.1,2024-01-03,\n"
    (tmp_path / "uren.csv").write_text(text)
    assert run("import", "incidents", tmp_path / "uren.csv")[0] == 0
    asked = ("hours", "--category", "1.1.1", "--from", "2024-01", "--as", "planner")
    status, out, said = run(*asked)
    rows = list(csv.DictReader(io.StringIO(out.decode())))
    assert (status, len(rows)) == (0, 168)
    told = {(row["day"], row["hour"]): row["count"] for row in rows if float(row["count"])}
    assert told == {("maandag", "22"): "0.25", ("maandag", "23"): "0.5", ("dinsdag", "0"): "0.25"}
    assert {row["source"] for row in rows} == {"Gemeente, eigen bestand"}
    assert "Incidenten met een tijdstip: 1. Alleen met een datum: 1;" in said
    status, out, said = run(*asked, "--area", "BU06370101", "--division-year", 2025)
    # Nobody knows where they were: that is not nul.
    assert (status, out, "(niet gemeten)" in said) == (0, b"", True)
    status, _, said = run(*asked, "--area", "BU06370101")
    assert (status, "--division-year" in said) == (2, True)
    status, out, said = run(*asked[:-1], "publiek")
    assert (status, out, "(afgeschermd)" in said) == (0, b"", True)


def test_a_command_that_only_starts_something_waits_for_no_library():
    code = "import sys, ivbgeo.cli; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    slow = {"numpy", "shapely", "sqlalchemy", "pandas", "pyarrow", "rich", "streamlit"}
    assert not done.stderr
    assert not slow & set(done.stdout.split())
