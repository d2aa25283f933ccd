"""The camera area that somebody means, and its dossier out of the register."""

from dataclasses import replace
from datetime import date

import pytest

from ivbgeo.cameradossier import Purpose, Said, camera_area, dossier_of, gather
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.viewer import PUBLIEK
from tests.ivbgeo.cameradossier.areas import MADE, PLANNER


@pytest.mark.parametrize(
    "text", ["camera.mandelabrug", "Nelson Mandelabrug", " mandela ", "nelson MANDELABRUG"]
)
def test_a_key_a_name_or_a_part_of_it_will_do(known, text):
    assert camera_area(known, PLANNER, text).key == "camera.mandelabrug"


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Atlantis", "dossier.unknown"), ("", "dossier.unknown"), ("r", "dossier.which")],
)
def test_none_or_more_than_one_is_said_with_those_there_are(known, text, rule):
    with pytest.raises(UsageError, match="Nelson Mandelabrug") as caught:
        camera_area(known, PLANNER, text)
    assert caught.value.rule == rule


def worked_out(dossier):
    said = [part for _, part in dossier.parts if isinstance(part, Said)]
    (found,) = [one.text for one in said if one.heading == "Berekend"]
    return found


def test_the_day_of_an_evaluation_is_worked_out_and_still_asked(known):
    which = camera_area(known, PLANNER, "stadhuisplein")
    longer = replace(which, designation=replace(which.designation, ends=date(2028, 12, 31)))
    dossier = gather(known, PLANNER, (longer,), (), MADE)
    assert "in 2028" in worked_out(dossier)
    assert "Dag van de evaluatie" in {one.about for one in dossier.questions}


def test_no_evaluation_is_worked_out_for_after_the_end(known):
    which = camera_area(known, PLANNER, "stadhuisplein")
    dossier = dossier_of(known, PLANNER, which, MADE)
    assert worked_out(dossier).startswith(
        "Uit het begin en ‘elke vier jaar’ volgt geen evaluatie voor het einde."
    )
    assert "2028" not in str(dossier.chapters)
    assert "Dag van de evaluatie" in {one.about for one in dossier.questions}


def test_others_than_the_planner_get_none(known):
    which = camera_area(known, PUBLIEK, "stadhuisplein")
    with pytest.raises(NotAllowedError, match="planner"):
        dossier_of(known, PUBLIEK, which, MADE, purpose=Purpose.EVALUATIE)
