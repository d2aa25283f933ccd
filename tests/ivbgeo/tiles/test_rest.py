"""A service that fails is left alone, for longer each time, and tried by one."""

import pytest

from ivbgeo.tiles.rest import ENOUGH, Rest


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def rest(clock):
    return Rest(clock)


def test_one_strike_is_no_reason(rest):
    rest.failed(rest.begin())
    assert rest.begin() is not None


def test_some_in_a_row_are(rest):
    for _ in range(ENOUGH):
        rest.failed(rest.begin())
    assert rest.begin() is None


def test_what_goes_well_wipes_them_out(rest):
    for _ in range(ENOUGH - 1):
        rest.failed(rest.begin())
    rest.went_well()
    rest.failed(rest.begin())
    assert rest.begin() is not None


def test_afterwards_one_tries_and_the_pause_doubles_to_an_end(rest, clock):
    rest.failed(rest.begin(), ENOUGH)
    pauses = []
    for _ in range(9):
        start = clock.now
        while (began := rest.begin()) is None:
            clock.now += 1
        assert rest.begin() is None  # the others wait for how that goes
        rest.failed(began)
        pauses.append(clock.now - start)
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_several_that_fail_together_make_one_pause(rest, clock):
    together = [rest.begin() for _ in range(4)]
    clock.now += 3
    for began in together:
        rest.failed(began, ENOUGH)
    clock.now += 5
    assert rest.begin() is not None


def test_after_one_that_went_well_all_may_ask(rest, clock):
    rest.failed(rest.begin(), ENOUGH)
    clock.now += 5
    assert rest.begin() is not None
    rest.went_well()
    assert [rest.begin() is None for _ in range(3)] == [False, False, False]
