"""What is said of what was counted: by its name, by kind, and how far to trust it."""

import dataclasses

import pytest

from ivbgeo.evaluation import Zone, Zones
from ivbgeo.viewer import Role, Viewer
from ivbgeo.workedout import Ask, Outcome, Row, as_plain, of_areas, work_out
from ivbgeo.workedout.words import (
    around_words,
    cautions,
    chance_words,
    compared,
    course_words,
    fewer_words,
    meanings,
    ratio_words,
    title_of,
    unlike_words,
)
from tests.ivbgeo.workedout.conftest import HERE, KINDS, PLANNER, START

# Of every wijk: who sees all counts, and no points.
REGISSEUR = Viewer(Role.WIJKREGISSEUR, frozenset(f"WK0637{n:02d}" for n in range(30)))
CONTROL = Zone(100, 100)


def outcome(*zones, code="1.1.1", title="Inbraak"):
    return Outcome(Row(code, title, (code,)), Zones(*zones))


def test_whole_buurten_are_not_called_the_camera_area(city, place):
    found = work_out(city, REGISSEUR, Ask(place, KINDS))
    assert found.called.place == "de buurt waar het cameragebied in ligt"
    assert found.called.around == "de buurten eromheen"
    said = [one.verdict for one in found.outcomes]
    said += [*compared(found), *cautions(found), course_words(found)]
    said += meanings(found.called).values()
    for line in said:
        rest = line.replace(found.called.place, "")
        assert "cameragebied" not in rest, line
        assert "zone eromheen" not in rest, line
    assert "Daarom is niet 200 meter eromheen geteld, maar de buurten eromheen." in said
    told = as_plain(city, found)
    assert told["called"] == {"response": found.called.place, "buffer": found.called.around}


def test_points_are_in_the_area_itself_and_chosen_buurten_are_that(city, division, place):
    points = work_out(city, PLANNER, Ask(place, KINDS))
    assert points.called.place == "het cameragebied"
    assert not any("Daarom is niet" in line for line in compared(points))
    chosen = of_areas(division, [HERE], starts=START)
    for viewer, around in ((PLANNER, "de zone eromheen"), (REGISSEUR, "de buurten eromheen")):
        found = work_out(city, viewer, Ask(chosen, KINDS))
        assert (found.called.place, found.called.around) == ("de gekozen buurt", around)


@pytest.mark.parametrize(
    ("buffer", "words"),
    [
        (Zone(100, 180), "kan zijn: eromheen 80 meer dan verwacht"),
        (Zone(200, 80), "nee: eromheen ook 120 minder dan verwacht"),
        (Zone(100, 100), "niet te onderscheiden van toeval"),
        (None, "niet te zeggen"),
    ],
)
def test_what_came_around_it_is_said_in_words(buffer, words):
    assert around_words(outcome(Zone(100, 40), CONTROL, buffer)) == words


def test_where_it_did_not_fall_nothing_is_said_of_what_came_around_it():
    assert around_words(outcome(Zone(100, 140), CONTROL, Zone(100, 180))) == "niet te zeggen"
    assert around_words(outcome(Zone(9, 1), CONTROL, Zone(100, 180))) == "niet te zeggen"


def test_fewer_or_more_than_expected_has_no_sign():
    assert fewer_words(outcome(Zone(100, 60), CONTROL)) == "40 minder"
    assert fewer_words(outcome(Zone(100, 160), CONTROL)) == "60 meer"
    assert fewer_words(outcome(Zone(100, 100), CONTROL)) == "gelijk"
    assert fewer_words(outcome(Zone(9, 1), CONTROL)) == ""


def test_a_kind_of_which_the_control_has_other_counts_is_marked(city, place):
    like = outcome(Zone(100, 60), CONTROL)
    twice = outcome(Zone(50, 40), CONTROL, title="Geweld")
    assert (ratio_words(like), ratio_words(twice)) == ("", "2,0 keer zo veel")
    assert "misdrijven: Geweld." in unlike_words([like, twice])
    assert unlike_words([like, like]) is None
    # Of one kind alone the warning of the whole says it.
    assert unlike_words([twice]) is None
    found = work_out(city, PLANNER, Ask(place, KINDS))
    rows = (*found.outcomes, twice)
    assert any("Geweld" in line for line in cautions(dataclasses.replace(found, outcomes=rows)))
    assert not any("Geweld" in line for line in cautions(found))


def test_of_several_outcomes_it_is_said_that_one_may_be_chance():
    like, few = outcome(Zone(100, 60), CONTROL), outcome(Zone(3, 1), CONTROL)
    assert "Hier staan 3 uitkomsten met grenzen" in chance_words([like] * 3)
    # What has no verdict has no bounds to lie outside.
    assert chance_words([like, like, few]) is None


def test_a_title_goes_without_its_article():
    assert title_of("het cameragebied") == "Cameragebied"
    assert title_of("de buurten eromheen") == "Buurten eromheen"
