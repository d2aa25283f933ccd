"""``ivbgeo groups`` and what is worked out of groups, as the command line gives it."""

import csv
import io
import json
import sys

import pytest
from sqlalchemy import select

from ivbgeo.atlas import Atlas
from ivbgeo.cli import main
from ivbgeo.store import Store
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.schema import record_line
from ivbgeo.viewer import Role
from tests.preventing import OTHER, OWN_BUURT, group, within

AT = ("--lon", "4.493", "--lat", "52.058", "--radius", "5000")


@pytest.fixture(scope="module")
def address(databases):
    made = databases.address("sqlite", filled=True)
    store = Store.open(made)
    edition = Atlas(store).edition()
    mail = "preventie@gemeente.nl"
    with store.writing(figures=False) as connection:
        for one in (
            group("Buurtalarm", within(edition, OWN_BUURT, 200), contact_role="coördinator",
                  contact=mail),
            group('=Buurt; "Noord"', within(edition, OTHER, 150)),
            group("Zonder rand", area=OTHER),
        ):  # fmt: skip
            PREVENTIONS.add(connection, one, "beheer")
    store.close()
    return made


@pytest.fixture
def run(monkeypatch, capfdbinary, address):
    """Run the command line here."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return caught.value.code or 0, out.decode(), err.decode()

    return run


def test_who_to_inform_is_told_in_words_with_the_address_and_what_is_in_no_group(run, tmp_path):
    status, text, said = run("groups", *AT)
    assert (status, said) == (0, "")
    lines = text.splitlines()
    assert "Binnen 5.000 meter liggen 2 groepen. De dichtstbijzijnde eerst." in lines
    (first,) = (line for line in lines if line.startswith("1. "))
    assert "Buurtalarm" in text
    assert "coördinator, preventie@gemeente.nl" in text
    assert "meter" in first
    assert any(line.startswith("–  Zonder rand (gebied niet getekend)") for line in lines)
    assert "Buiten de getekende gebieden:" in lines
    file = tmp_path / "groepen.txt"
    assert run("groups", *AT, "--out", str(file)) == (0, "", "")
    assert file.read_text() == text


def test_csv_and_json_say_the_same_and_no_name_becomes_a_formula(run):
    status, text, said = run("groups", *AT, "--format", "csv")
    assert status == 0
    assert "Binnen 5.000 meter liggen 2 groepen" in said
    rows = list(csv.DictReader(io.StringIO(text)))
    records = json.loads(run("groups", *AT, "--format", "json")[1])
    assert [one["noun"] for one in rows] == [one["noun"] for one in records]
    groups = [one for one in records if one["noun"] == "groep"]
    assert [one["order"] for one in groups] == [1, 2]
    assert groups[0]["metres"] <= groups[1]["metres"]
    assert {one["name"] for one in groups} == {"Buurtalarm", '=Buurt; "Noord"'}
    assert not any(one["name"].startswith("=") for one in rows)
    gaps = [one for one in records if one["noun"] == "buiten getekende gebieden"]
    assert gaps
    assert sum(one["share"] for one in (*groups, *gaps)) <= 1.01
    assert all(one["dwellings_of"] == "huishoudens" for one in gaps)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lon", "52.058", "--lat", "4.493", "--radius", "500"), "Andersom wel"),
        (("--lon", "4.493", "--lat", "52.058", "--radius", "5"), "van 50 tot en met 5.000 meter"),
        (("--lon", "5.387", "--lat", "52.155", "--radius", "500"), "ligt niet in Zoetermeer"),
        ((*AT, "--format", "xlsx"), "‘xlsx’"),
        ((*AT, "--on", "31-02-2026"), "31-02-2026"),
    ],
)
def test_what_can_not_be_asked_is_told(run, arguments, words):
    status, text, said = run("groups", *arguments)
    assert status == 2 or "31-02" in words
    assert text == ""
    assert words in " ".join(said.split())


def test_who_asked_is_in_the_record_and_where_is_not(run, address):
    assert run("groups", "--lon", "4.49", "--lat", "52.06", "--radius", "75")[0] == 0
    store = Store.open(address)
    with store.reading() as connection:
        told = connection.execute(select(record_line).order_by(record_line.c.number.desc())).first()
    store.close()
    assert "ivbgeo groups" in told
    assert not any(one in told.detail for one in ("4.49", "52.06", "75"))


@pytest.mark.parametrize("command", ["groups", "prevention coverage", "prevention wanting"])
@pytest.mark.parametrize("role", [Role.PUBLIEK, Role.WAS])
def test_who_sees_a_part_of_the_groups_is_refused(run, command, role):
    arguments = AT if command == "groups" else ()
    status, text, said = run(*command.split(), *arguments, "--as", role)
    assert (status, text) == (1, "")
    assert "een verkeerd beeld" in " ".join(said.split())


def test_coverage_has_a_row_for_each_buurt_and_says_what_it_goes_by(run):
    status, text, said = run("prevention", "coverage", "--as", "planner", "--format", "json")
    assert status == 0
    rows = {one["area_code"]: one for one in json.loads(text)}
    assert len(rows) == 146
    own = rows[OWN_BUURT.code]
    assert 0 < own["share"] < 1
    assert (own["basis"], own["groups"], own["dwellings_of"]) == ("oppervlakte", 1, "huishoudens")
    assert own["covered_dwellings"] == pytest.approx(own["share"] * own["dwellings"], abs=0.1)
    assert "CBS" in own["source"]
    assert "geschat naar oppervlakte" in said
    assert "Van één groep is het gebied niet getekend" in said


def test_without_figures_of_burglary_there_is_no_list_and_it_is_said(run):
    status, text, said = run("prevention", "wanting", "--as", "planner")
    assert status == 0
    assert len(text.splitlines()) == 1
    assert "Over woninginbraken per buurt zijn er geen cijfers" in said
