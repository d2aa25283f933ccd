from datetime import date
from pathlib import Path

import pytest

from geo import Level
from ivbgeo.embedded import read_categories, read_divisions
from ivbgeo.sources import IncidentRow, check_codes, check_inside


def row(line, x=None, y=None, code=None, year=None, name=None):
    return IncidentRow(line, "1.4.6", date(2023, 1, 1), None, x, y, code, year, name)


def test_points_outside_the_municipality(divisions):
    rows = [row(2, 93_000, 451_000), row(3), row(4, 99_000.4, 451_000), row(5, 92_000, 450_000)]
    (rejection,) = check_inside(rows, divisions[1], unit="Rij")
    assert (rejection.line, rejection.rule) == (4, "coords.outside_city")
    assert rejection.message.startswith("Rij 4")
    assert "99000 en 451000" in rejection.message
    assert check_inside([], divisions[1]) == ()


def test_good_codes_pass(divisions):
    rows = [
        row(2, code="WK063705", year=2024, name="rokkeveen "),
        row(3, code="WK063705", year=2025),
        row(4),
    ]
    assert check_codes(rows, divisions) == ()


@pytest.mark.parametrize(
    ("code", "year", "name", "rule", "says"),
    [
        ("WK063705", 2025, "Rokkeveen", "area.other_name", "in 2024 is WK063705 ‘Rokkeveen’"),
        ("WK063705", 2024, "Meerzicht", "area.other_name", "in 2025 is WK063705 ‘Meerzicht’"),
        ("WK063704", 2025, None, "area.unknown", "in 2024 is WK063704 ‘Noordhove’"),
        ("WK063799", 2025, None, "area.unknown", "geen andere indeling"),
        ("WK063705", 2023, None, "area.no_division", "Wel aanwezig: 2024, 2025"),
        ("BU06370101", 2025, None, "area.no_division", "buurt"),
    ],
)
def test_the_trap_of_recycled_codes(divisions, code, year, name, rule, says):
    rejections = check_codes([row(2, code=code, year=year, name=name)] * 2, divisions)
    assert [(r.line, r.rule) for r in rejections] == [(2, rule)] * 2
    assert says in rejections[0].message
    assert f"in {year} is" not in rejections[0].message


def test_the_real_divisions_and_categories(read):
    data = Path(__file__).parents[3] / "data"
    # Groups are left out beforehand: two of them have the title of the one code they hold.
    titles = {row.title: row.code for row in read_categories(data) if row.code[0].isdigit()}
    head = "soort;datum;rd_x;rd_y;wijkcode;wijknaam;jaar indeling\n"
    good = [f"{title};1-1-2023;;;;;\n" for title in titles]
    parsed = read(head + "".join(good), categories=titles)
    assert {(r.value, r.rule) for r in parsed.rejections} == {
        ("Totaal misdrijven", "category.total")
    }
    assert len(parsed.rows) == 58
    rows = read(
        head
        + "1.4.6;1-1-2023;93860;452350;WK063705;Rokkeveen;2024\n"
        + "1.4.6;1-1-2023;85000;445000;WK063705;Rokkeveen;2025\n",
        categories=titles,
    ).rows
    divisions = read_divisions(data)
    gemeente = next(d for d in divisions if d.level is Level.GEMEENTE and d.year == 2025)
    assert [r.line for r in check_inside(rows, gemeente)] == [3]
    (rejection,) = check_codes(rows, divisions)
    assert (rejection.line, rejection.rule) == (3, "area.other_name")
    assert "‘Meerzicht’, niet ‘Rokkeveen’" in rejection.message
