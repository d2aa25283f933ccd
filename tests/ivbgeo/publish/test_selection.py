"""Which questions are made of what is asked, and the names of figures."""

import pytest

from ivbgeo.answering import answer
from ivbgeo.errors import UsageError
from ivbgeo.publish import collections_of
from ivbgeo.publish.selection import Selection, figure_id, question_of
from ivbgeo.viewer import PUBLIEK


@pytest.fixture(scope="module")
def crime(home):
    return next(each for each in collections_of(home) if each.id == "misdrijven-gemeente")


@pytest.fixture(scope="module")
def casework(home):
    return next(each for each in collections_of(home) if each.id == "woonoverlast-casewijk")


@pytest.mark.parametrize(
    ("wanted", "moment", "periods"),
    [
        ({}, None, ["2025"]),
        ({"jaar": "2021,2024"}, None, ["2024", "2021"]),
        ({"jaar": "2020"}, None, []),
        ({}, "2022-12-31/2023-01-01", ["2023", "2022"]),
        ({}, "2026-01-01/..", []),
        ({"jaar": "2021,2024"}, "../2023", ["2021"]),
        ({"from": "2023"}, None, ["2023"]),
        ({"from": "2023-01"}, None, ["2023"]),
        ({"to": "2022-12"}, None, ["2022"]),
        ({"from": "2023-04"}, None, ["april 2023"]),
        ({"from": "2023-04", "to": "2023-04"}, None, ["april 2023"]),
        ({"from": "2022", "to": "2023"}, None, ["januari 2022 tot en met december 2023"]),
        ({"from": "2019", "to": "2023"}, None, []),
    ],
)
def test_a_period_is_what_is_asked_of_what_is_open(home, crime, wanted, moment, periods):
    found = Selection.of(home, crime, wanted, moment).questions
    assert [str(question.period) for question in found] == periods
    assert {question.category for question in found} <= {"0.0.0"}


def test_kinds_come_in_the_order_asked_and_once(home, casework):
    wanted = {"category": "woonoverlast.koop,woonoverlast,woonoverlast.koop"}
    found = Selection.of(home, casework, wanted, None).questions
    assert [question.category for question in found] == ["woonoverlast.koop", "woonoverlast"]


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        ({"category": "1.1.1"}, "publish.category"),
        ({"category": "0.0.0", "categorie": "0.0.0"}, "publish.both"),
        ({"jaar": "2023", "to": "2023"}, "publish.both"),
        ({"jaar": "23"}, "period.unknown"),
        ({"from": "2023-99"}, "period.unknown"),
        ({"from": "2024", "to": "2023"}, "period.reversed"),
    ],
)
def test_what_can_not_be_asked_is_refused(home, crime, wanted, rule):
    with pytest.raises(UsageError) as refused:
        Selection.of(home, crime, wanted, None)
    assert refused.value.rule == rule


def test_too_much_at_once_is_refused(home, crime, monkeypatch):
    monkeypatch.setattr("ivbgeo.publish.selection._MOST", 4)
    with pytest.raises(UsageError) as refused:
        Selection.of(home, crime, {}, "../..")
    assert refused.value.values == {"value": 5, "most": 4}


@pytest.mark.parametrize(
    "wanted", [{}, {"from": "2023-04"}, {"from": "2023-01", "to": "2023-06"}, {"jaar": "2021"}]
)
def test_the_name_of_a_figure_leads_back_to_its_question(home, crime, wanted):
    (question,) = Selection.of(home, crime, wanted, None).questions
    for figure in answer(home, question, PUBLIEK).figures:
        assert question_of(home, crime, figure_id(figure)) == question


@pytest.mark.parametrize(
    "name", ["", "-", "gemeente-2025-GM0637-0.0.0", "gemeente-2025-GM0637-0.0.0-1899",
             "x-0.0.0-2030", "gemeente-2025-GM0637-1.1.1-2023",
             "gemeente-2025-GM0637-0.0.0-2023-13"]
)  # fmt: skip
def test_other_names_lead_nowhere(home, crime, name):
    assert question_of(home, crime, name) is None
