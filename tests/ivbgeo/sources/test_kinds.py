from datetime import date

import pytest

from ivbgeo.sources import CameraKind, CaseStatus, Kind, Tenure

CASES = "eigendom;status;geopend;afgesloten;toelichting\n"
CAMERAS = "naam;soort;geldig vanaf;geldig tot;besluit;evaluatie;kosten per jaar;x;y\n"


def test_incidents_have_an_order(rules):
    text = "soort;begin;eind\n1.4.6;2-1-2023;1-1-2023\n1.4.6;1-1-2023 12:00;1-1-2023\n"
    text += "1.4.6;1-1-2023 12:00;1-1-2023 11:59\n1.4.6;1-1-2023;\n"
    assert rules(text) == [(2, "date.order"), (4, "date.order")]


def test_cases(read):
    text = CASES + "Sociale huur;Afgehandeld;1-2-2023;3-4-2023;over Jansen\nkoop;;1-2-2023;;\n"
    parsed = read(text, Kind.CASES)
    first, second = parsed.rows
    assert (first.tenure, first.status) == (Tenure.CORPORATIE, CaseStatus.AFGEROND)
    assert (first.opened, first.closed) == (date(2023, 2, 1), date(2023, 4, 3))
    assert (second.tenure, second.status, second.closed) == (Tenure.KOOP, CaseStatus.LOPEND, None)
    assert "Jansen" not in str(parsed)


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ("koop;afgerond;1-2-2023;;", "case.no_end", "status"),
        ("koop;lopend;1-2-2023;3-4-2023;", "case.open_end", "status"),
        ("koop;afgerond;1-2-2023;1-1-2023;", "date.order", "afgesloten"),
        ("huur;lopend;1-2-2023;;", "choice.unknown", "eigendom"),
        (";lopend;1-2-2023;;", "value.missing", "eigendom"),
        ("koop;lopend;1-2-2027;;", "date.future", "geopend"),
    ],
)
def test_cases_that_can_not_be(read, row, rule, column):
    (rejection,) = read(CASES + row + "\n", Kind.CASES).rejections
    assert (rejection.rule, rejection.column) == (rule, column)


def test_cameras(read):
    text = (
        CAMERAS
        + "<script>x</script>;Vast;1-1-2023;31-12-2026;B-12;1-1-2027;€ 1.250,50;94000;452000\n"
    )
    (row,) = read(text, Kind.CAMERAS).rows
    assert (row.name, row.kind, row.x) == ("<script>x</script>", CameraKind.VAST, 94000.0)
    assert (row.valid_from, row.valid_to, row.evaluation) == (
        date(2023, 1, 1), date(2026, 12, 31), date(2027, 1, 1),
    )  # fmt: skip
    assert (row.decision, row.yearly_cost) == ("B-12", 1250.5)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("=cmd();vast;1-1-2023;;B;;;94000;452000", "text.formula"),
        ('"a\nb";vast;1-1-2023;;B;;;94000;452000', "text.control"),
        ("a;vast;1-1-2023;31-12-2022;B;;;94000;452000", "date.order"),
        ("a;vast;1-1-2023;;B;31-12-2022;;94000;452000", "date.order"),
        ("a;vast;1-1-2023;;;;;94000;452000", "value.missing"),
        ("a;vast;1-1-2023;;B;;-5;94000;452000", "number.negative"),
        ("a;vast;1-1-2023;;B;;10000001;94000;452000", "camera.dear"),
        (f"{'a' * 121};vast;1-1-2023;;B;;;94000;452000", "camera.long"),
    ],
)
def test_cameras_that_can_not_be(rules, row, rule):
    assert rules(CAMERAS + row + "\n", Kind.CAMERAS) == [(2, rule)]
