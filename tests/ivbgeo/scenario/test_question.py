"""The question: there and back through JSON, and what can't be asked."""

import json
from dataclasses import fields

import pytest

from geo import AreaId, Level
from ivbgeo.errors import DataError
from ivbgeo.period import Period
from ivbgeo.scenario import DemandFrom, Scenario, Years
from ivbgeo.scenario.question import scenario_of, scenario_text

WHOLE = Scenario(
    candidates="a" * 64,
    designations=("3", "bron"),
    areas=(AreaId("BU06370101", 2025, Level.BUURT),),
    spacing=25.0,
    leave_out=True,
    public="d" * 64,
    forbidden="b" * 64,
    existing=False,
    demand=DemandFrom.INCIDENTS,
    kinds=(("1.1.1", 1.0), ("1.2.1", 2.5)),
    period=Period.parse("2022-03", "2024-11"),
    hours=(22, 6),
    half_life=9.0,
    years=Years.TOGETHER,
    radius=45.5,
    buildings="c" * 64,
    number=7,
    budget=12_500.0,
    months=18,
    yearly_cost=900.0,
    installation=250.0,
    removal=100.0,
    apart=40.0,
    most_frontage=80.0,
    frontage_price=0.05,
    hottest=0.2,
    views=2,
    seconds=12.0,
    curve=False,
    hindsight=False,
)
LEAST = {"kinds": (("1.1.1", 1.0),), "period": Period.year(2024), "number": 3}


def test_nothing_is_lost_as_json():
    text = scenario_text(WHOLE)
    assert scenario_of(text) == WHOLE
    assert set(json.loads(text)) == {field.name for field in fields(Scenario)}
    assert scenario_of(scenario_text(Scenario(**LEAST))) == Scenario(**LEAST)


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"nummer": 3}', '{"number": "drie"}', '{"areas": [["BU1", 2025]]}']
)
def test_what_is_no_scenario_is_refused(text):
    with pytest.raises(DataError) as caught:
        scenario_of(text)
    assert caught.value.rule == "scenario.broken"


def test_years_go_back_from_the_last_month():
    asked = Scenario(**LEAST | {"period": Period.parse("2022-06", "2024-08")})
    assert [(one.start, one.end) for one in asked.windows] == [
        ("2022-09", "2023-08"), ("2023-09", "2024-08"),
    ]  # fmt: skip
    assert Scenario(**LEAST | {"period": Period.parse("2024-02", "2024-12")}).windows == ()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("scenario.no_kinds", {"kinds": ()}),
        ("scenario.no_period", {"period": None}),
        ("scenario.no_demand_file", {"demand": DemandFrom.FILE}),
        ("scenario.hours", {"hours": (6, 6)}),
        ("scenario.hours", {"hours": (6, 25)}),
        ("scenario.hours_of_counts", {"hours": (6, 9), "demand": DemandFrom.AREAS}),
        ("scenario.recency_and_years", {"half_life": 6.0, "years": Years.WORST}),
        ("scenario.half_life", {"half_life": 0.0}),
        ("scenario.hottest", {"hottest": 0.0}),
        ("scenario.views", {"views": 3}),
        ("scenario.spacing", {"spacing": 5.0}),
        ("plan.no_bound", {"number": None}),
        ("plan.number", {"number": 0}),
        ("plan.budget", {"budget": 0.0}),
        ("plan.months", {"months": 0}),
        ("plan.radius", {"radius": 0.0}),
        ("plan.time_limit", {"seconds": 0.0}),
        ("plan.value", {"installation": -1.0}),
        ("plan.value", {"kinds": (("1.1.1", float("nan")),)}),
        ("plan.value", {"apart": -1.0}),
    ],
)
def test_what_cannot_be_asked(rule, change):
    with pytest.raises(DataError) as caught:
        Scenario(**LEAST | change)
    assert caught.value.rule == rule
    assert str(caught.value).endswith(".")
