"""How a run is told: ratios turn by turn, and targets that are met or missed."""

import subprocess
import sys
import time
from functools import partial

import pytest

from benchmarks.finding import at_least, at_most
from benchmarks.timing import Timing, in_turns
from ivbgeo.settings import ROOT


def test_a_ratio_is_taken_turn_by_turn():
    ratio = Timing([2.0, 30.0, 4.0], [2.0, 2.0, 2.0]).over(Timing([1.0, 10.0, 1.0], [1.0] * 3))
    assert ratio.values == [2.0, 3.0, 4.0]
    assert ratio.middle == 3.0
    assert str(ratio) == "3× (2–4), cores 2×"


def test_what_ran_once_is_compared_with_the_middle_turn():
    ratio = Timing([6.0], [6.0]).over(Timing([9.0, 1.0, 2.0], [3.0, 1.0, 3.0]))
    assert str(ratio) == "3×, cores 2×"


def test_methods_take_turns_and_a_slow_one_runs_once():
    ran = []

    def method(name):
        time.sleep(0.3)
        ran.append(name)
        return name

    methods = {name: partial(method, name) for name in ("quick", "slow")}
    times = in_turns(methods, rounds=2, slow=["slow"])
    assert times["slow"].answer == "slow"
    assert [len(times[name].turns) for name in methods] == [2, 1]
    # A run to warm up and a turn before the one of the slow, a turn after it; a turn is some runs.
    first, last = ran.index("slow"), len(ran) - ran[::-1].index("slow")
    assert set(ran[:first]) == set(ran[last:]) == {"quick"}


@pytest.mark.parametrize(("value", "met"), [(30.0, True), (29.9, False)])
def test_a_target_from_below(value, met):
    found = at_least("here", "what", Timing([value], [1.0]).over(Timing([1.0], [1.0])), 30.0)
    assert (found.target, found.met) == ("≥ 30×", met)


@pytest.mark.parametrize(("value", "met"), [(5.0, True), (5.1, False)])
def test_a_target_from_above(value, met):
    assert at_most("here", "what", value, 5.0, "5 ms", "5 ms").met is met


def test_what_can_not_be_measured_is_refused():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "speed"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "choose of placing" in done.stderr
