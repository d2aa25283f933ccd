from datetime import date

import pytest

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
